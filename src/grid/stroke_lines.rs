//! Tables with a cell a line and strokes before, behind or around each, as text of web pages has them where the cells of a
//! page hold paragraphs: `规章 |`, `0 |`, `|||`. A stroke alone is a blank cell.

use crate::grid::{Cell, Found, GridRow, Layout, lines, markup};
use crate::source::{LONGEST_ROW, Source, Span};

pub(super) const LAYOUT: Layout = Layout {
    table,
    example: "信息内容 |\n本年制发件数 |\n现行有效件数 |\n规章 |\n0 |\n12 |\n行政规范性文件 |\n|\n3 |",
};

/// The fewest lines of such a table.
const FEWEST: usize = 8;
/// How many labels before its values a row may have; those further up are heads.
const MOST_LABELS: usize = 3;
/// The fewest rows that are filled up with strokes from which on the width of the table is known.
const FEWEST_FILLED: usize = 2;

/// The most columns that are looked for where no row is filled up.
const MOST_COLUMNS: usize = 20;

/// A piece of a line.
enum Piece {
    Text(usize, Cell),
    /// A stroke, on which line and where; the last of several on a line says how many they are
    Stroke(usize, usize, usize),
}

/// A cell and its line. Where a row is filled up with strokes, its last cell has their number.
struct Item {
    line: usize,
    cell: Cell,
    filled_up: usize,
}

fn table(source: &Source, line: usize) -> Option<Found> {
    if !is_one(source, line) || line.checked_sub(1).is_some_and(|before| is_one(source, before)) {
        return None;
    }
    let (pieces, end) = pieces(source, line);
    let texts = pieces.iter().filter(|piece| matches!(piece, Piece::Text(..))).count();
    if end - line < FEWEST || texts < FEWEST / 2 || pieces.len() - texts + 1 < texts {
        return None;
    }
    let items = items(pieces);
    let closes = !source.slice(source.lines()[line]).trim_start().starts_with('|');
    let rows = match width(source, &items).filter(|_| closes) {
        Some(width) => rows_of_width(items, width),
        None => rows_by_text(source, items),
    };
    Some(Found { rows, end })
}

/// The text of a line between the strokes before it and behind it; none if there are strokes inside.
fn between(text: &str) -> Option<(&str, &str, &str)> {
    let is_part = |character: char| character == '|' || character.is_whitespace();
    let body = text.trim_matches(is_part);
    let start = if body.is_empty() { text.len() } else { text.len() - text.trim_start_matches(is_part).len() };
    let (before, rest) = text.split_at(start);
    (!body.contains('|')).then(|| (before, body, &rest[body.len()..]))
}

/// Whether a line has one cell at the most, and a stroke.
fn is_one(source: &Source, line: usize) -> bool {
    let Some(&span) = source.lines().get(line) else { return false };
    let text = source.slice(span);
    text.contains('|') && !text.contains('\t') && text.len() <= LONGEST_ROW && between(text).is_some()
}

/// The pieces of the lines that follow each other, and the line after the last.
fn pieces(source: &Source, first: usize) -> (Vec<Piece>, usize) {
    let mut pieces = Vec::new();
    let mut end = first;
    while let Some(&span) = source.lines().get(end) {
        let text = source.slice(span);
        if text.trim().is_empty() || text.len() > LONGEST_ROW || text.contains('\t') {
            break;
        }
        let Some((before, body, behind)) = between(text) else { break };
        if !text.contains('|') && !goes_on(source, end, &pieces) {
            break;
        }
        push_strokes(&mut pieces, end, span.start, before);
        if !body.is_empty() {
            let start = span.start + before.len();
            pieces.push(Piece::Text(end, markup::cell(source, Span::new(start, start + body.len()))));
        }
        push_strokes(&mut pieces, end, span.end - behind.len(), behind);
        end += 1;
    }
    (pieces, end)
}

/// Whether a line without strokes is the text of a cell: one that a stroke has opened, or that one will close.
fn goes_on(source: &Source, line: usize, pieces: &[Piece]) -> bool {
    let is_text = |piece: &Piece| matches!(piece, Piece::Text(..));
    let strokes_before = pieces.iter().rev().take_while(|piece| !is_text(piece)).count();
    match pieces.first() {
        _ if strokes_before == 0 => false,
        Some(Piece::Text(..)) => {
            source.lines().get(line + 1).is_some_and(|&next| source.slice(next).trim_start().starts_with('|'))
        }
        _ => pieces.iter().filter(|piece| is_text(piece)).count() < 2 || !are_pairs(pieces) || strokes_before % 2 == 0,
    }
}

/// Whether strokes are around each cell: two, four, … between any two texts.
fn are_pairs(pieces: &[Piece]) -> bool {
    let mut parts = pieces.split(|piece| matches!(piece, Piece::Text(..)));
    parts.next();
    parts.next_back();
    parts.all(|strokes| strokes.len() % 2 == 0)
}

fn push_strokes(pieces: &mut Vec<Piece>, line: usize, start: usize, strokes: &str) {
    let count = strokes.matches('|').count();
    for (stroke_ix, (at, _)) in strokes.match_indices('|').enumerate() {
        let several = if count > 1 && stroke_ix + 1 == count { count } else { 0 };
        pieces.push(Piece::Stroke(line, start + at, several));
    }
}

/// The cells that strokes close, open or surround.
fn items(pieces: Vec<Piece>) -> Vec<Item> {
    let closes = matches!(pieces.first(), Some(Piece::Text(..)));
    let surrounds = !closes && are_pairs(&pieces);
    let mut items: Vec<Item> = Vec::new();
    let mut text: Option<(usize, Cell)> = None;
    let mut is_open = false;
    let blank = |line: usize, at: usize| (line, Cell::from(Span::new(at, at)));
    for piece in pieces {
        match piece {
            Piece::Text(line, cell) => text = Some((line, cell)),
            Piece::Stroke(line, at, filled_up) => {
                if closes || is_open {
                    let (line, cell) = text.take().unwrap_or_else(|| blank(line, at));
                    items.push(Item { line, cell, filled_up });
                }
                is_open = !(surrounds && is_open);
            }
        }
    }
    items.extend(text.map(|(line, cell)| Item { line, cell, filled_up: 0 }));
    items
}

/// The number of columns: it divides the number of cells, no row of that length has a label behind a value, and all
/// begin with a label or, where rows are filled up with strokes, end there.
fn width(source: &Source, items: &[Item]) -> Option<usize> {
    let is_value = |item: &Item| lines::is_value(item.cell.text(source));
    let is_label = |item: &Item| item.cell.span.start < item.cell.span.end && !is_value(item);
    let in_order = |row: &[Item]| {
        let first_value = row.iter().position(is_value).unwrap_or(row.len());
        !row[first_value..].iter().any(is_label)
    };
    let full: Vec<(usize, usize)> = items
        .iter()
        .enumerate()
        .filter(|(_, item)| item.filled_up > 0)
        .map(|(item_ix, item)| (item_ix + 1, item.filled_up))
        .collect();
    let fits = |width: usize| {
        if full.len() >= FEWEST_FILLED {
            full.iter().all(|(end, strokes)| end.is_multiple_of(width) && *strokes < width)
        } else {
            items.len().is_multiple_of(width) && items.chunks(width).all(|row| is_label(&row[0]))
        }
    };
    let longest = full.first().map_or(MOST_COLUMNS, |(end, _)| *end);
    (2..=longest).find(|&width| fits(width) && items.chunks(width).all(in_order))
}

fn rows_of_width(items: Vec<Item>, width: usize) -> Vec<GridRow> {
    let mut rows: Vec<GridRow> = Vec::new();
    for (item_ix, item) in items.into_iter().enumerate() {
        match rows.last_mut() {
            Some(row) if item_ix % width > 0 => row.cells.push(item.cell),
            _ => rows.push(GridRow::separated(item.line, vec![item.cell])),
        }
    }
    rows
}

/// Rows where nothing but the text shows where one begins: labels, and the values and blanks behind them.
fn rows_by_text(source: &Source, items: Vec<Item>) -> Vec<GridRow> {
    let mut rows: Vec<GridRow> = Vec::new();
    let mut labels: Vec<Item> = Vec::new();
    let mut is_in_values = false;
    for item in items {
        let text = item.cell.text(source);
        if text.is_empty() || lines::is_value(text) {
            if !is_in_values {
                let heads = labels.len().saturating_sub(MOST_LABELS);
                rows.extend(labels.drain(..heads).map(|head| GridRow::marked_up(head.line, vec![head.cell])));
                let line = labels.first().map_or(item.line, |label| label.line);
                rows.push(GridRow::marked_up(line, labels.drain(..).map(|label| label.cell).collect()));
            }
            is_in_values = true;
            rows.last_mut().into_iter().for_each(|row| row.cells.push(item.cell.clone()));
        } else {
            is_in_values = false;
            labels.push(item);
        }
    }
    rows.extend(labels.into_iter().map(|head| GridRow::marked_up(head.line, vec![head.cell])));
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::read_table;

    fn read(text: &str) -> Option<Vec<String>> {
        read_table(text, table)
    }

    fn rows(rows: &[&str]) -> Vec<String> {
        rows.iter().map(|&row| row.to_owned()).collect()
    }

    #[test]
    fn rows_that_are_filled_up_show_the_width_of_the_table() {
        let text = "第一项 |\n||\n规章 |\n0 |\n12 |\n行政许可 |\n7 |\n|\n题 |\n||\n四、后文";
        assert_eq!(read(text), Some(rows(&["第一项,,", "规章,0,12", "行政许可,7,", "题,,"])));
    }

    #[test]
    fn a_stroke_may_open_a_cell() {
        let text = "|信息内容\n|规章\n|0\n|12\n|行政许可\n|\n|\n许可事项\n|3\n三、后文";
        assert_eq!(read(text), Some(rows(&["信息内容,规章,0,12", "行政许可,", "许可事项,3"])));
    }

    #[test]
    fn strokes_may_be_around_each_cell() {
        let text = "|\n规章\n|\n|\n0\n|\n|\n|\n|\n12\n|\n|\n许可\n|\n|\n3\n|\n三、后文";
        assert_eq!(read(text), Some(rows(&["规章,0,,12", "许可,3"])));
    }

    #[test]
    fn a_few_lines_with_a_stroke_are_no_table() {
        assert_eq!(read("首页 |\n新闻 |\n公开 |"), None);
    }
}
