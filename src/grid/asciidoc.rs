//! Tables of `AsciiDoc`: `|===` above and below, a stroke before each cell, with what it covers before the stroke.

use crate::grid::spans::Rows;
use crate::grid::{Found, Layout, markup};
use crate::source::{Source, Span};

pub(super) const LAYOUT: Layout = Layout {
    table,
    example: "\
|===
|信息内容 |本年制发件数 ^.^|现行有效件数

|规章 |0 |12
|行政规范性文件
|
>|3
|===",
};

/// The most lines that a table may begin with before its first cell.
const FIRST_LINES: usize = 8;

/// What is written before the stroke of a cell.
struct Before {
    length: usize,
    columns: usize,
    rows: usize,
    times: usize,
}

/// A cell: what it covers, and where its text is.
struct Item {
    before: Before,
    span: Span,
    line: usize,
}

fn table(source: &Source, line: usize) -> Option<Found> {
    let text = |line: usize| source.lines().get(line).map(|&span| source.slice(span));
    let is_border =
        |text: &str| text.trim_end().len() >= 4 && text.starts_with("|===") && text.trim_end().ends_with('=');
    if !text(line).is_some_and(is_border) {
        return None;
    }
    let mut items: Vec<Item> = Vec::new();
    let mut of_first_line = 0;
    let mut end = line + 1;
    while let Some(text) = text(end).filter(|text| !is_border(text)) {
        read_line(source, end, &mut items);
        if of_first_line == 0 && !text.trim().is_empty() && end < line + FIRST_LINES {
            of_first_line = items.iter().map(|item| item.before.columns * item.before.times).sum();
        }
        end += 1;
    }
    let columns = columns(line.checked_sub(1).and_then(text).unwrap_or_default()).unwrap_or(of_first_line);
    let mut rows = Rows::default();
    let mut is_full = true;
    for item in items {
        if is_full {
            rows.begin(item.line);
        }
        for _ in 0..item.before.times {
            rows.cell(source, markup::cell(source, item.span), item.before.columns, item.before.rows);
        }
        is_full = rows.filled() >= columns;
    }
    Some(Found { rows: rows.finish(), end: end + 1 })
}

/// Reads the cells of a line; what is before the first stroke belongs to the cell of the line before.
fn read_line(source: &Source, line: usize, items: &mut Vec<Item>) {
    let span = source.lines()[line];
    let text = source.slice(span);
    let strokes: Vec<usize> =
        text.match_indices('|').map(|(at, _)| at).filter(|&at| !text[..at].ends_with('\\')).collect();
    let before = |&stroke: &usize| before(&text[..stroke]);
    let first = strokes.first().map_or(text.len(), |stroke| stroke - before(stroke).length);
    if let Some(item) = items.last_mut().filter(|_| !text[..first].trim().is_empty()) {
        item.span.end = span.start + first;
    }
    for (stroke_ix, stroke) in strokes.iter().enumerate() {
        let end = strokes.get(stroke_ix + 1).map_or(text.len(), |next| next - before(next).length);
        let span = Span::new(span.start + stroke + 1, span.start + end.max(stroke + 1));
        items.push(Item { before: before(stroke), span, line });
    }
}

/// What is written before a stroke: `2.3+`, `3*`, `^.^`, a letter for the style.
fn before(text: &str) -> Before {
    let is_part = |character: char| {
        character.is_ascii_digit()
            || matches!(character, '.' | '+' | '*' | '<' | '^' | '>' | 'a' | 'd' | 'e' | 'h' | 'l' | 'm' | 's' | 'v')
    };
    let start = text.trim_end_matches(is_part).len();
    let stands_alone = start == 0 || text[..start].ends_with(char::is_whitespace);
    let spec = if stands_alone { &text[start..] } else { "" };
    let number = |text: &str| text.parse().unwrap_or(1);
    let (extent, _) = spec.split_once('+').unwrap_or_default();
    let (columns, rows) = extent.split_once('.').unwrap_or((extent, ""));
    let times = spec.split_once('*').map_or(1, |(times, _)| number(times)).clamp(1, 50);
    // A number before a stroke is the end of the cell before, unless something says what it is for.
    let is_spec = spec.contains(['+', '*', '<', '^', '>']) || spec.bytes().all(|byte| byte.is_ascii_lowercase());
    Before { length: if is_spec { spec.len() } else { 0 }, columns: number(columns), rows: number(rows), times }
}

/// The number of columns that the attributes above a table give: `[cols=",,"]`, `[cols="1,3*"]`.
fn columns(attributes: &str) -> Option<usize> {
    let (_, value) = attributes.split_once("cols=")?;
    let value = value.strip_prefix('"').map_or(value, |value| value.split('"').next().unwrap_or_default());
    let value = value.trim_end_matches(']');
    let count = |part: &str| part.split_once('*').and_then(|(times, _)| times.trim().parse().ok()).unwrap_or(1);
    Some(value.split([',', ';']).map(count).sum::<usize>()).filter(|&count| count > 0)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::grid::GridRow;

    #[test]
    fn rows_are_as_long_as_the_table_is_wide() {
        let text = "[cols=\",,\"]\n|===\n2.2+|甲 |乙\n|丙 .2+|丁 2+|戊\n|1 2+|{plus}3\n^|4 |5 6\n7 |8\n|===\n后";
        let source = Source::from_bytes(Path::new("t"), text.as_bytes()).expect("text");
        let found = table(&source, 1).expect("a table");
        let row = |row: &GridRow| row.cells.iter().map(|cell| cell.text(&source)).collect::<Vec<_>>().join(",");
        assert_eq!(found.rows.iter().map(row).collect::<Vec<_>>(), ["甲,乙", ",丙", "丁,戊", ",1,+3", "4,5 6\n7,8"]);
        assert_eq!(source.slice(source.lines()[found.end]), "后");
    }
}
