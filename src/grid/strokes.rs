//! Tables whose cells are separated by upright strokes, a line for each row: markdown, org, jira, dokuwiki, textile, and
//! text taken from web pages.

use crate::grid::{Cell, Found, GridRow, Layout, markup, rows_of_lines, tabs};
use crate::source::{Source, Span};

pub(super) const LAYOUT: Layout = Layout {
    table,
    example: "| 信息内容 | 本年制发件数 | 现行有效件数 |\n|---|:-:|---|\n| 规章 | 0 | 12 |\n| 行政规范性文件 |  | 3 |",
};

/// From how many cells on a row shows that strokes are doubled.
const SHOWS_DOUBLING: usize = 3;

fn table(source: &Source, line: usize) -> Option<Found> {
    let mut found = rows_of_lines(source, line, |source, line| {
        let spans = if tabs::holds_one(source, line) { None } else { cells(source, line) };
        spans.map(|spans| spans.into_iter().map(|span| cell(source, span)).collect())
    })?;
    if is_doubled(source, &found.rows) {
        found.rows.iter_mut().for_each(|row| keep_every_second(row, 0));
    }
    found.rows.iter_mut().filter(|row| is_doubled_head(source, row)).for_each(|row| keep_every_second(row, 1));
    Some(found)
}

/// The cells of a line, if it is one of such a table; none for the line of dashes under a head.
fn cells(source: &Source, line: Span) -> Option<Vec<Span>> {
    let text = source.slice(line);
    let strokes: Vec<usize> = strokes(text).collect();
    let opens = text.trim_start().starts_with(is_stroke);
    let (first, last) = (*strokes.first()?, *strokes.last()?);
    // A lone stroke at the end of a line, or strokes before columns of spaces, are borders of a table that was drawn.
    let behind = text[after(text, last)..].trim();
    if !opens && first == last && behind.is_empty() || behind.contains("   ") {
        return None;
    }
    if !opens && !text[..first].ends_with(' ') && !text[after(text, first)..].starts_with(' ') {
        return None;
    }
    if is_rule(text) {
        return Some(Vec::new());
    }
    let start = if opens { after(text, first) } else { 0 };
    let end = if behind.is_empty() { last } else { text.len() };
    let inner = strokes.iter().copied().filter(|at| (start..end).contains(at));
    let starts = [start].into_iter().chain(inner.clone().map(|at| after(text, at)));
    let ends = inner.chain([end.max(start)]);
    let cell = |(from, to)| Span::new(line.start + from, line.start + to);
    Some(starts.zip(ends).map(cell).collect())
}

/// Where the strokes of a line are; one after a backslash is part of a cell. In a line that begins with a caret, carets
/// are strokes too, as in the heads of dokuwiki.
fn strokes(text: &str) -> impl Iterator<Item = usize> + '_ {
    let carets = text.trim_start().starts_with('^') && text.trim_end().ends_with(is_stroke);
    let is_one = move |character: char| character == '|' || is_line(character) || carets && character == '^';
    text.match_indices(is_one).map(|(at, _)| at).filter(|&at| !text[..at].ends_with('\\'))
}

fn is_stroke(character: char) -> bool {
    matches!(character, '|' | '^') || is_line(character)
}

/// Whether a character is an upright line of a table that was drawn.
fn is_line(character: char) -> bool {
    matches!(character, '│' | '┃' | '║')
}

/// The byte behind a stroke.
fn after(text: &str, stroke: usize) -> usize {
    stroke + text[stroke..].chars().next().map_or(1, char::len_utf8)
}

/// Whether a line is the rule under a head.
fn is_rule(text: &str) -> bool {
    let is_part = |character: char| matches!(character, '|' | '-' | ':' | '+' | '=') || character.is_whitespace();
    text.contains("--") && text.chars().all(is_part)
}

/// A cell without its markup; without the alignment that textile writes before it (`=. 16`) and without the mark of
/// dokuwiki for a cell that goes on from above (`:::`).
fn cell(source: &Source, span: Span) -> Cell {
    let text = source.slice(span);
    let spaces = text.len() - text.trim_start().len();
    let is_textile = |byte: &u8| matches!(byte, b'_' | b'=' | b'<' | b'>' | b'~' | b'^' | b'\\' | b'/' | b'0'..=b'9');
    let modifiers = text.bytes().take_while(|byte| is_textile(byte)).count();
    let is_modified = spaces == 0
        && text[modifiers..].starts_with(". ")
        && text.starts_with(|character: char| modifiers > 0 && !character.is_ascii_digit());
    let start = if is_modified { span.start + modifiers + 2 } else { span.start };
    if text.trim() == ":::" {
        return Span::new(start, start).into();
    }
    markup::cell(source, Span::new(start, span.end))
}

/// Whether strokes are doubled in a whole table, so that there is an empty cell between every two: `|甲||41||3|`.
fn is_doubled(source: &Source, rows: &[GridRow]) -> bool {
    let nothing = |cell: &Cell| is_nothing(source, cell);
    let alternates = |row: &GridRow| row.cells.len() % 2 == 1 && row.cells.iter().skip(1).step_by(2).all(nothing);
    let filled = |row: &GridRow| row.cells.iter().step_by(2).filter(|cell| cell.span.start < cell.span.end).count();
    rows.iter().all(alternates) && rows.iter().any(|row| row.cells.len() >= SHOWS_DOUBLING && filled(row) > 1)
}

/// Whether a row is a head of jira's: words alone, with two strokes before, between and behind them.
fn is_doubled_head(source: &Source, row: &GridRow) -> bool {
    let is_word = |cell: &Cell| cell.text(source).chars().any(char::is_alphabetic);
    row.cells.len() >= SHOWS_DOUBLING
        && row.cells.len() % 2 == 1
        && row.cells.iter().step_by(2).all(|cell| is_nothing(source, cell))
        && row.cells.iter().skip(1).step_by(2).all(is_word)
}

/// Whether nothing is between two strokes, not even a space.
fn is_nothing(source: &Source, cell: &Cell) -> bool {
    let bytes = source.text.as_bytes();
    let is_stroke = |at: Option<usize>| at.and_then(|at| bytes.get(at)) == Some(&b'|');
    let Span { start, end } = cell.span;
    start == end && is_stroke(start.checked_sub(1)) && is_stroke(Some(start))
}

/// Keeps every second cell from the first, or from the second on.
fn keep_every_second(row: &mut GridRow, first: usize) {
    let mut cell_ix = 0;
    row.cells.retain(|_| {
        cell_ix += 1;
        (cell_ix - 1) % 2 == first
    });
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn read(text: &str) -> Option<Vec<Vec<String>>> {
        let source = Source::from_bytes(Path::new("t"), text.as_bytes()).expect("text");
        let rows = table(&source, 0)?.rows;
        let row = |row: &GridRow| row.cells.iter().map(|cell| cell.text(&source).to_owned()).collect();
        Some(rows.iter().map(row).collect())
    }

    fn rows(rows: &[&[&str]]) -> Vec<Vec<String>> {
        rows.iter().map(|row| row.iter().map(|&cell| cell.to_owned()).collect()).collect()
    }

    #[test]
    fn strokes_separate_cells_with_or_without_one_at_the_ends() {
        assert_eq!(read("| 规章 | 0 |  | 12 |"), Some(rows(&[&["规章", "0", "", "12"]])));
        assert_eq!(
            read("(三)不予公开 | 1.属于国家秘密 | 0 |"),
            Some(rows(&[&["(三)不予公开", "1.属于国家秘密", "0"]]))
        );
        assert_eq!(read("规章 | 0"), Some(rows(&[&["规章", "0"]])));
        assert_eq!(read("|---|:--:|"), Some(rows(&[])));
        assert_eq!(read("| 甲\\|乙 | 1 |"), Some(rows(&[&["甲|乙", "1"]])));
        assert_eq!(read("没有表格"), None);
    }

    #[test]
    fn an_empty_cell_between_every_two_is_none() {
        assert_eq!(read("|题|\n|甲||41||3|\n|乙||||7|"), Some(rows(&[&["题"], &["甲", "41", "3"], &["乙", "", "7"]])));
        assert_eq!(read("|甲|41||3|\n|乙||||7|"), Some(rows(&[&["甲", "41", "", "3"], &["乙", "", "", "", "7"]])));
    }

    #[test]
    fn heads_of_jira_and_dokuwiki() {
        assert_eq!(read("||信息内容||数量||\n|规章|3|"), Some(rows(&[&["信息内容", "数量"], &["规章", "3"]])));
        assert_eq!(read("^ 信息内容 ^ 数量 ^\n| 规章 | 3 |"), Some(rows(&[&["信息内容", "数量"], &["规章", "3"]])));
        assert_eq!(read("| ::: | 3 |"), Some(rows(&[&["", "3"]])));
    }

    #[test]
    fn cells_of_textile_begin_with_how_they_are_set() {
        assert_eq!(
            read("|_. 信息内容|\\3=. 数量|\n|=. 规章|>. &#45;3|"),
            Some(rows(&[&["信息内容", "数量"], &["规章", "-3"]]))
        );
        assert_eq!(read("|1. 属于国家秘密|0|"), Some(rows(&[&["1. 属于国家秘密", "0"]])));
    }

    #[test]
    fn lines_may_be_drawn() {
        assert_eq!(read("│ 规章 │ 3 │"), Some(rows(&[&["规章", "3"]])));
    }
}
