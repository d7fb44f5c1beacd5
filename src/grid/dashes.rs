//! Tables whose columns are under lines of dashes with spaces between: simple tables of reStructuredText (`====  ====`)
//! and of pandoc (`----  ----`), and pandoc's tables whose rows go over several lines with a blank line between them.

use unicode_width::UnicodeWidthChar;

use crate::grid::{Cell, Found, GridRow, Layout, lines, markup};
use crate::source::{LONGEST_ROW, Source, Span};

pub(super) const LAYOUT: Layout = Layout {
    table,
    example: "\
================  ==============  ==============
信息内容          本年制发件数    现行有效件数
================  ==============  ==============
规章              0               12
行政规范性文件                    3
================  ==============  ==============",
};

/// A column of the screen, from one place to another.
type Column = (usize, usize);

fn table(source: &Source, line: usize) -> Option<Found> {
    let columns = columns(source, line)?;
    let rule = |line: usize| source.lines().get(line).and_then(|&span| kind_of_rule(source.slice(span)));
    let kind = rule(line)?;
    let last = source.lines().len();
    // The table goes on to the last line of dashes like the first before something that cannot be a part of it.
    let is_blank = |line: usize| source.slice(source.lines()[line]).trim().is_empty();
    let mut end = line + 1;
    let mut close = None;
    let mut blanks = 0;
    while end < last && blanks < 2 && source.lines()[end].range().len() <= LONGEST_ROW {
        blanks = if is_blank(end) { blanks + 1 } else { 0 };
        if rule(end) == Some(kind) {
            close = Some(end);
            blanks = if is_blank_or_end(source, end + 1) { 2 } else { 0 };
        }
        end += 1;
    }
    let (body, end) = if let Some(close) = close {
        (line + 1..close, close + 1)
    } else {
        // Without a line of dashes at its end, it ends at a blank line.
        let end = (line + 1..last).find(|&line| is_blank(line)).unwrap_or(last);
        (line + 1..end, end)
    };
    let spaced = body.clone().any(is_blank);
    let mut rows: Vec<(usize, Vec<Vec<Span>>)> = Vec::new();
    let mut is_new = true;
    for body_line in body {
        if is_blank(body_line) || rule(body_line).is_some() {
            is_new = true;
            continue;
        }
        let pieces = cut(source, body_line, &columns)?;
        match rows.last_mut().filter(|_| spaced && !is_new) {
            Some((_, row)) => row.iter_mut().zip(pieces).for_each(|(cell, piece)| cell.extend(piece)),
            None => rows.push((body_line, pieces.into_iter().map(|piece| piece.into_iter().collect()).collect())),
        }
        is_new = false;
    }
    let cell = |pieces: &Vec<Span>| markup::cell_of(source, pieces);
    let rows: Vec<(usize, Vec<Cell>)> =
        rows.iter().map(|(line, cells)| (*line, cells.iter().map(cell).collect())).collect();
    let has_value = |(_, cells): &(usize, Vec<Cell>)| cells.iter().any(|cell| lines::is_value(cell.text(source)));
    let rows_of = |(line, cells)| GridRow::marked_up(line, cells);
    rows.iter().any(has_value).then(|| Found { rows: rows.into_iter().map(rows_of).collect(), end })
}

fn is_blank_or_end(source: &Source, line: usize) -> bool {
    source.lines().get(line).is_none_or(|&span| source.slice(span).trim().is_empty())
}

/// The character that a line of dashes is made of.
fn kind_of_rule(text: &str) -> Option<u8> {
    let first = *text.trim_start().as_bytes().first().filter(|byte| matches!(byte, b'-' | b'='))?;
    let is_rule = text.bytes().all(|byte| byte == first || byte == b' ' || byte == b'\r');
    (is_rule && text.bytes().filter(|&byte| byte == first).count() > 2).then_some(first)
}

/// The columns under a line of dashes: from each group of them to the next; none if there is but one group.
fn columns(source: &Source, line: usize) -> Option<Vec<Column>> {
    let text = source.slice(*source.lines().get(line)?);
    kind_of_rule(text)?;
    let mut groups: Vec<Column> = Vec::new();
    let mut is_open = false;
    for (at, byte) in text.trim_end().bytes().enumerate() {
        let is_dash = byte != b' ';
        match groups.last_mut() {
            Some(group) if is_dash && is_open => group.1 = at + 1,
            _ if is_dash => groups.push((at, at + 1)),
            _ => {}
        }
        is_open = is_dash;
    }
    (groups.len() > 1).then_some(groups)
}

/// The text of a line in each column; none if text crosses from one column to the next.
fn cut(source: &Source, line: usize, columns: &[Column]) -> Option<Vec<Option<Span>>> {
    let span = source.lines()[line];
    let mut pieces: Vec<Option<Span>> = vec![None; columns.len()];
    let mut place = 0;
    for (at, character) in source.slice(span).char_indices() {
        let width = character.width().unwrap_or(0);
        let (from, to) = (place, place + width);
        place = to;
        if character.is_whitespace() {
            continue;
        }
        // What is longer than the dashes is at the end of the line.
        let column = columns.iter().rposition(|column| column.0 <= from)?;
        let is_last = column + 1 == columns.len();
        if to > columns[column].1 && !is_last {
            return None;
        }
        let start = span.start + at;
        let piece = pieces[column].get_or_insert(Span::new(start, start));
        piece.end = start + character.len_utf8();
    }
    Some(pieces)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::grid::read_table;

    fn read(text: &str) -> Option<Vec<String>> {
        read_table(text, table)
    }

    #[test]
    fn rows_may_go_over_lines_with_a_blank_one_between() {
        let text = "\
----------------------------
 信息内容          数量 现行
-------------- -------- ----
 规章                 0   12

 行政规范              
 性文件               3    1
----------------------------

后文";
        let source = Source::from_bytes(Path::new("t"), text.as_bytes()).expect("text");
        let found = table(&source, 2).expect("a table");
        let row = |row: &GridRow| row.cells.iter().map(|cell| cell.text(&source)).collect::<Vec<_>>().join(",");
        assert_eq!(found.rows.iter().map(row).collect::<Vec<_>>(), ["规章,0,12", "行政规范性文件,3,1"]);
    }

    #[test]
    fn a_table_without_dashes_below_ends_at_a_blank_line() {
        let text = "---------- ---\n规章         3\n许可         4\n\n后文";
        assert_eq!(read(text).map(|rows| rows.join("/")).as_deref(), Some("规章,3/许可,4"));
    }

    #[test]
    fn dashes_under_other_text_are_no_table() {
        assert_eq!(read("-- --\n规章规章规章 3"), None);
        assert_eq!(read("---- ----\n\n- 甲"), None);
    }
}
