//! Tables whose cells are separated by commas or semicolons, a line for each row: what spreadsheets save as CSV. A cell in
//! quotes may hold separators and line breaks.

use crate::grid::markup::{self, Kept};
use crate::grid::{Cell, Found, GridRow, Layout};
use crate::source::{LONGEST_ROW, Source, Span, count_of};
use crate::text::han;

pub(super) const LAYOUT: Layout = Layout {
    table,
    example: "\"信息内容\",本年制发件数,现行有效件数\n规章,0,12\n\"行政规范性\n文件\",,3",
};

/// The longest label or head, in Chinese characters; what is longer is a sentence.
const LONGEST_CELL: usize = 60;
/// The longest text that is taken for a value, in bytes.
const LONGEST_VALUE: usize = 24;
/// The most lines that a cell in quotes may go over.
const MOST_LINES: usize = 12;

/// A row, and the line after it.
struct Record {
    cells: Vec<Cell>,
    end: usize,
}

fn table(source: &Source, line: usize) -> Option<Found> {
    let span = *source.lines().get(line)?;
    b",;".iter().find_map(|&separator| {
        if lacks(source.slice(span), separator) {
            return None;
        }
        let first = record(source, line, separator)?;
        // What goes on from a line before was looked at from there, and is no table.
        let went_on = |before: usize| record(source, before, separator).is_some_and(|record| record.end == line);
        if line.checked_sub(1).is_some_and(went_on) {
            return None;
        }
        let mut end = first.end;
        let mut rows = vec![(line, first.cells)];
        while let Some(record) = record(source, end, separator) {
            rows.push((end, record.cells));
            end = record.end;
        }
        let is_table = has_values(source, &rows);
        let rows = rows.into_iter().map(|(line, cells)| GridRow::separated(line, cells)).collect();
        is_table.then_some(Found { rows, end })
    })
}

/// Whether some lines are a table and no sentences: words in one cell, and a number alone or several blanks in another.
fn has_values(source: &Source, rows: &[(usize, Vec<Cell>)]) -> bool {
    let cells = || rows.iter().flat_map(|(_, cells)| cells);
    let has_words = cells().any(|cell| han::count(cell.text(source)) > 1);
    let has_number = cells().any(|cell| is_number(cell.text(source)));
    let is_blank = |cell: &Cell| cell.span.start == cell.span.end;
    has_words && (has_number || rows.iter().any(|(_, cells)| cells.windows(2).any(|pair| pair.iter().all(is_blank))))
}

/// The row that begins on a line, if one may.
fn record(source: &Source, line: usize, separator: u8) -> Option<Record> {
    let span = *source.lines().get(line)?;
    let text = source.slice(span);
    let is_other = text.len() > LONGEST_ROW || text.bytes().any(|byte| matches!(byte, b'\t' | b'|'));
    if is_other || lacks(text, separator) || is_grouped(text) {
        return None;
    }
    let record = split(source, line, separator, true).filter(|record| record.cells.len() > 1);
    let record = record.or_else(|| split(source, line, separator, false))?;
    (record.cells.len() > 1 && may_be_row(source, &record.cells)).then_some(record)
}

/// Whether a line has no separator, and no cell in quotes that may go on over the next.
fn lacks(text: &str, separator: u8) -> bool {
    !text.starts_with('"') && count_of(text, separator) == 0
}

/// Cuts a row at its separators: those outside quotes and, as labels have commas in their notes, outside brackets.
fn split(source: &Source, line: usize, separator: u8, brackets: bool) -> Option<Record> {
    let bytes = source.text.as_bytes();
    let mut cells = Vec::new();
    let mut last = line;
    let mut at = source.lines()[line].start;
    loop {
        let end = source.lines()[last].end;
        let blanks = bytes[at..end].iter().take_while(|&&byte| byte == b' ').count();
        if bytes[at + blanks..end].first() == Some(&b'"')
            && let Some((cell, after)) = quoted(source, at + blanks, last, separator)
        {
            cells.push(cell);
            last = source.line_of(after);
            at = after;
            if at >= source.lines()[last].end {
                return Some(Record { cells, end: last + 1 });
            }
            at += 1;
            continue;
        }
        let stop = at + unquoted(source.slice(Span::new(at, end)), separator, brackets)?;
        cells.push(markup::cell(source, Span::new(at, stop)));
        if stop >= end {
            return Some(Record { cells, end: last + 1 });
        }
        at = stop + 1;
    }
}

/// The length of a cell without quotes; none if its brackets do not close.
fn unquoted(text: &str, separator: u8, brackets: bool) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, character) in text.char_indices() {
        match character {
            '(' | '（' if brackets => depth += 1,
            ')' | '）' if brackets => depth = depth.saturating_sub(1),
            _ if depth == 0 && character == char::from(separator) => return Some(at),
            _ => {}
        }
    }
    (depth == 0).then_some(text.len())
}

/// A cell in quotes, and the byte behind it; none if no quote closes it before a separator or a line end.
fn quoted(source: &Source, open: usize, line: usize, separator: u8) -> Option<(Cell, usize)> {
    let bytes = source.text.as_bytes();
    let last = source.lines()[(line + MOST_LINES).min(source.lines().len() - 1)].end;
    let mut kept = Kept::default();
    let mut from = open + 1;
    let mut at = from;
    while at < last {
        match bytes[at] {
            b'"' if bytes.get(at + 1) == Some(&b'"') => {
                kept.keep(source, Span::new(from, at));
                kept.put("\"", Span::new(at, at + 2));
                (at, from) = (at + 2, at + 2);
            }
            b'"' => {
                kept.keep(source, Span::new(from, at));
                let closes = bytes.get(at + 1).is_none_or(|&byte| byte == separator || matches!(byte, b'\r' | b'\n'));
                return closes.then(|| (kept.into_cell(source, open + 1), at + 1));
            }
            b'\r' | b'\n' => {
                kept.keep(source, Span::new(from, at));
                (at, from) = (at + 1, at + 1);
            }
            _ => at += 1,
        }
    }
    None
}

/// Whether cells may be those of a row, and no parts of a sentence: values for the most part, or words short enough.
fn may_be_row(source: &Source, cells: &[Cell]) -> bool {
    let texts = || cells.iter().map(|cell| cell.text(source));
    if texts().any(ends_in_number_behind_space) {
        return false;
    }
    let values = texts().skip(1).filter(|text| is_value(text)).count();
    let is_short = |text: &str| han::count(text) <= LONGEST_CELL && !text.contains('。');
    values * 2 >= cells.len() - 1 || texts().all(is_short)
}

/// Whether a text is a value or nothing.
fn is_value(text: &str) -> bool {
    text.len() <= LONGEST_VALUE && han::count(text) <= 2
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
}

/// Whether a cell ends in a number with white space before it: its line has columns of spaces, and the comma is one of a
/// number.
fn ends_in_number_behind_space(text: &str) -> bool {
    text.rsplit_once(char::is_whitespace).is_some_and(|(_, last)| is_number(last))
}

/// Whether a line is one number in groups of three digits.
fn is_grouped(text: &str) -> bool {
    let mut groups = text.trim().split(',');
    let digits = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    groups.next().is_some_and(|first| (1..=3).contains(&first.len()) && digits(first))
        && groups.all(|group| group.split('.').next().is_some_and(|whole| whole.len() == 3 && digits(whole)))
}

/// The cells of a row with tabs in which some are in quotes, as spreadsheets write cells with line breaks.
pub(super) fn tabbed(source: &Source, line: usize) -> Option<(Vec<Cell>, usize)> {
    let record = split(source, line, b'\t', false)?;
    Some((record.cells, record.end))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn read(text: &str) -> Option<Vec<String>> {
        let source = Source::from_bytes(Path::new("t"), text.as_bytes()).expect("text");
        let rows = table(&source, 0)?.rows;
        let row = |row: &GridRow| row.cells.iter().map(|cell| cell.text(&source)).collect::<Vec<_>>().join("/");
        Some(rows.iter().map(row).collect())
    }

    fn rows(rows: &[&str]) -> Vec<String> {
        rows.iter().map(|&row| row.to_owned()).collect()
    }

    #[test]
    fn commas_and_semicolons_separate_cells() {
        assert_eq!(read("信息内容,数量\n规章,0"), Some(rows(&["信息内容/数量", "规章/0"])));
        assert_eq!(read("规章;0;;12\n许可;;"), Some(rows(&["规章/0//12", "许可//"])));
        assert_eq!(read("(二)部分公开(区分,只计)，1,7"), Some(rows(&["(二)部分公开(区分,只计)，1/7"])));
    }

    #[test]
    fn quotes_hold_separators_and_line_breaks() {
        let text = "\"（二）部分公开\n（区分,只计）\",\"1,204\",\"\"\"甲\"\"\"\n规章,0,3";
        assert_eq!(read(text), Some(rows(&["（二）部分公开（区分,只计）/1,204/\"甲\"", "规章/0/3"])));
        assert_eq!(read("\"甲类,1\n乙类,2"), Some(rows(&["\"甲类/1", "乙类/2"])));
    }

    #[test]
    fn sentences_and_grouped_numbers_are_no_table() {
        for text in
            ["我局今年新收3件,办结2件,结转1件", "1,204", "行政许可   1,204   7", "甲,乙,丙\n一,二,三", "甲,1,204\t3"]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
