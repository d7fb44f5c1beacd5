//! Tables of Typst: `table(columns: 4, [规章], [0], table.cell(colspan: 2)[12])`.

use crate::grid::markup::Kept;
use crate::grid::spans::Rows;
use crate::grid::{Cell, Found, Layout};
use crate::source::{Source, Span};

pub(super) const LAYOUT: Layout = Layout {
    table,
    example: "\
#table(
  columns: (1fr, auto, auto),
  align: (auto, auto, auto,),
  table.header([信息内容], [本年制发件数], [现行有效件数]),
  table.hline(),
  [规章

  ], [0], table.cell(align: center)[12],
  [行政规范#strong[性文件]], [~], [3],
)",
};

/// The deepest that brackets may be nested.
const DEEPEST: usize = 200;

fn table(source: &Source, line: usize) -> Option<Found> {
    let span = *source.lines().get(line)?;
    let text = source.slice(span);
    let at = text.find("table(").filter(|&at| !text[..at].ends_with(|before: char| before.is_alphanumeric()))?;
    let start = span.start + at + "table(".len();
    let end = close(&source.text, start).unwrap_or(source.text.len());
    let columns = columns(&source.text[start..end])?;
    let mut table = Table { source, rows: Rows::default(), columns, is_full: true };
    table.arguments(start, end, 0);
    Some(Found { rows: table.rows.finish(), end: source.line_of(end) + 1 })
}

/// The byte of the bracket that closes what is open at a byte.
fn close(text: &str, start: usize) -> Option<usize> {
    let mut depth = 0_usize;
    let mut bytes = text.bytes().enumerate().skip(start);
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'\\' => drop(bytes.next()),
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' if depth == 0 => return Some(at),
            b')' | b']' | b'}' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// The number of columns: `columns: 4`, or a list with one for each.
fn columns(arguments: &str) -> Option<usize> {
    let (_, value) = arguments.split_once("columns:")?;
    let value = value.trim_start();
    let digits = value.bytes().take_while(u8::is_ascii_digit).count();
    match value.strip_prefix('(') {
        Some(list) => {
            let list = &list[..close(list, 0)?];
            Some(list.split(',').filter(|part| !part.trim().is_empty()).count()).filter(|&count| count > 0)
        }
        None => value[..digits].parse().ok().filter(|&count| count > 0),
    }
}

struct Table<'a> {
    source: &'a Source,
    rows: Rows,
    columns: usize,
    is_full: bool,
}

impl Table<'_> {
    /// Reads arguments: contents in square brackets are cells, with what the call before them says.
    fn arguments(&mut self, start: usize, end: usize, depth: usize) {
        let text = &self.source.text;
        let mut at = start;
        let mut call: &str = "";
        while at < end && depth < DEEPEST {
            let Some(length) = text[at..end].find(['[', '(']) else { return };
            let name = &text[at..at + length];
            let open = at + length;
            let stop = close(text, open + 1).unwrap_or(end).min(end);
            let is_last_of = |names: &[&str]| names.iter().any(|known| name.trim_end().ends_with(known));
            if text[open..].starts_with('[') {
                self.cell(Span::new(open + 1, stop), call);
                call = "";
            } else if is_last_of(&["table.header", "table.footer"]) {
                self.arguments(open + 1, stop, depth + 1);
            } else {
                call = if is_last_of(&["table.cell"]) { &text[open + 1..stop] } else { "" };
            }
            at = stop + 1;
        }
    }

    fn cell(&mut self, content: Span, call: &str) {
        let extent = |name: &str| {
            let value = call.split_once(name).map_or("", |(_, value)| value.trim_start());
            value[..value.bytes().take_while(u8::is_ascii_digit).count()].parse().unwrap_or(1)
        };
        if self.is_full {
            self.rows.begin(self.source.line_of(content.start));
        }
        let text = text_of(self.source, content);
        self.rows.cell(self.source, text, extent("colspan:"), extent("rowspan:"));
        self.is_full = self.rows.filled() >= self.columns;
    }
}

/// The text of a content, without functions around it, escapes and emphasis.
fn text_of(source: &Source, content: Span) -> Cell {
    let text = source.slice(content);
    let mut kept = Kept::default();
    let mut at = 0;
    while let Some(length) = text[at..].find(['\\', '~', '#', '[', ']', '*', '\n']) {
        kept.keep(source, Span::new(content.start + at, content.start + at + length));
        at += length;
        let rest = &text[at..];
        let place = |length: usize| Span::new(content.start + at, content.start + at + length);
        at += match rest.as_bytes()[0] {
            b'\\' => {
                let escaped = rest[1..].chars().next().map_or(0, char::len_utf8);
                kept.keep(source, Span::new(content.start + at + 1, content.start + at + 1 + escaped));
                1 + escaped
            }
            b'~' => {
                kept.put(" ", place(1));
                1
            }
            b'#' => function(rest),
            _ => 1,
        };
    }
    kept.keep(source, Span::new(content.start + at, content.end));
    kept.into_cell(source, content.start)
}

/// The length of the name of a function and its arguments in round brackets.
fn function(text: &str) -> usize {
    let name =
        1 + text[1..].bytes().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-')).count();
    if text[name..].starts_with('(') { close(text, name + 1).map_or(name, |close| close + 1) } else { name }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::grid::GridRow;

    #[test]
    fn rows_are_as_long_as_there_are_columns() {
        let text = "#figure(align(center)[#table(columns: 3,\n table.cell(rowspan: 2, colspan: 2)[甲], [乙],\n [丙],\n [丁], \
            table.cell(colspan: 2)[#text(size: 9pt)[\\-1]2],\n)]\n)\n后";
        let source = Source::from_bytes(Path::new("t"), text.as_bytes()).expect("text");
        let found = table(&source, 0).expect("a table");
        let row = |row: &GridRow| row.cells.iter().map(|cell| cell.text(&source)).collect::<Vec<_>>().join(",");
        assert_eq!(found.rows.iter().map(row).collect::<Vec<_>>(), ["甲,乙", ",丙", "丁,-12"]);
        assert!(table(&source, 1).is_none());
    }
}
