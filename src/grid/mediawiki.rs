//! Tables of `MediaWiki`: `{|` to `|}`, `|-` before a row, cells on lines of their own or with `||` and `!!` between.

use crate::grid::spans::Rows;
use crate::grid::{Found, Layout, markup};
use crate::source::{Source, Span};

pub(super) const LAYOUT: Layout = Layout {
    table,
    example: "\
{| class=\"wikitable\"
|+ 题
! 信息内容 !! 本年制发件数
! scope=\"col\" | 现行有效件数
|-
| 规章 || 0 || 12
|- style=\"x\"
| <span>行政规范</span>性文件
|
| '''3'''
|}",
};

fn table(source: &Source, line: usize) -> Option<Found> {
    let text = |line: usize| source.lines().get(line).map(|&span| source.slice(span).trim_start());
    if !text(line)?.trim_start_matches([':', '<', '>', '/', ' ']).starts_with("{|") {
        return None;
    }
    let mut rows = Rows::default();
    rows.begin(line);
    let mut open: Option<Span> = None;
    let mut end = line + 1;
    while let Some(text) = text(end) {
        let span = source.lines()[end];
        let start = span.end - text.len();
        end += 1;
        if text.starts_with("|}") {
            break;
        }
        let is_line_of_cells = text.starts_with(['|', '!']);
        if !is_line_of_cells {
            // What goes on over several lines is part of the cell.
            open = open.map(|cell| Span::new(cell.start, span.end));
            continue;
        }
        close(source, &mut rows, open.take());
        match text.as_bytes().get(1) {
            Some(b'-') => rows.begin(end - 1),
            Some(b'+') => {}
            _ => {
                let mut cells = cells(source, Span::new(start + 1, span.end));
                open = cells.pop();
                for cell in cells {
                    close(source, &mut rows, Some(cell));
                }
            }
        }
    }
    close(source, &mut rows, open);
    Some(Found { rows: rows.finish(), end })
}

/// The cells of a line.
fn cells(source: &Source, line: Span) -> Vec<Span> {
    let text = source.slice(line);
    let mut cells = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices("||").chain(text.match_indices("!!")) {
        if at >= start {
            cells.push(Span::new(line.start + start, line.start + at));
            start = at + 2;
        }
    }
    cells.push(Span::new(line.start + start, line.end));
    cells
}

/// Adds a cell, with what its attributes say of its extent.
fn close(source: &Source, rows: &mut Rows, cell: Option<Span>) {
    let Some(span) = cell else { return };
    let text = source.slice(span);
    let attributes = text.find('|').filter(|&at| text[..at].contains('=') && !text[..at].contains("[["));
    let start = attributes.map_or(span.start, |at| span.start + at + 1);
    let extent = |name: &str| {
        let value = attributes.and_then(|end| text[..end].split_once(name)).map_or("", |(_, value)| value);
        let value = value.trim_start_matches(['=', '"', '\'', ' ']);
        value[..value.bytes().take_while(u8::is_ascii_digit).count()].parse().unwrap_or(1)
    };
    let cell = markup::cell(source, Span::new(start, span.end));
    rows.cell(source, cell, extent("colspan"), extent("rowspan"));
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::grid::GridRow;

    #[test]
    fn cells_cover_columns_and_rows() {
        let text =
            "{|\n|-\n| rowspan=\"2\" colspan=\"2\"| 三\n| style=\"a\" | 甲\n|-\n| 7\n|-\n| 乙 || 丙\n丁 || 8\n|}\n后";
        let source = Source::from_bytes(Path::new("t"), text.as_bytes()).expect("text");
        let found = table(&source, 0).expect("a table");
        let row = |row: &GridRow| row.cells.iter().map(|cell| cell.text(&source)).collect::<Vec<_>>().join(",");
        assert_eq!(found.rows.iter().map(row).collect::<Vec<_>>(), ["三,甲", ",7", "乙,丙\n丁 || 8"]);
        assert_eq!(source.slice(source.lines()[found.end]), "后");
    }
}
