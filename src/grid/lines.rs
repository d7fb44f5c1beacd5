//! Tables with one cell on each line, blank ones left out: text taken out of pages cell by cell.

use std::ops::Range;

use crate::grid::{Bounds, Cell, GridRow, columns, markup};
use crate::source::{Source, Span};
use crate::text::han;

/// The longest line that is taken for a value, and for a label, in bytes.
const LONGEST_VALUE: usize = 40;
const LONGEST_LABEL: usize = 240;
/// How many lines before its values may be labels of a row; those further up are heads.
const MOST_LABELS: usize = 5;
/// The most blank cells between two others.
const MOST_BLANKS: usize = 30;
/// From how many lines with a lone value on, and how many times more than rows on one line, this is the manner of a file.
const LONE_VALUES: usize = 10;

/// A label or a value on a line of its own.
pub(super) struct Piece {
    /// The line of the source
    pub line: usize,
    /// Its text
    pub cell: Cell,
}

/// Whether the tables of a file are written in this manner.
pub(super) fn is_the_manner(source: &Source, runs: &[Range<usize>]) -> bool {
    let lone = runs.iter().cloned().flatten().filter(|&line| is_value(text(source, line))).count();
    if lone < LONE_VALUES {
        return false;
    }
    let rows = runs.iter().cloned().flatten().filter(|&line| columns::is_row(source, line)).count();
    lone > 2 * rows
}

/// The rows of a run of lines: labels, and the values that follow them. Where blank lines show the cells that are blank,
/// these have their place among the values.
pub(super) fn rows(source: &Source, run: Range<usize>) -> Vec<GridRow> {
    let pieces = |spacing: Option<usize>| pieces(source, run.clone(), spacing);
    let rows = rows_of_pieces(source, pieces(None).into_iter());
    let Some(spacing) = spacing(source, run.clone()) else { return rows };
    let with_blanks = rows_of_pieces(source, pieces(Some(spacing)).into_iter());
    if share_of_usual(source, &with_blanks) <= share_of_usual(source, &rows) {
        return rows;
    }
    with_blanks.into_iter().map(|row| GridRow { bounds: Bounds::Columns, ..row }).collect()
}

/// The pieces of some lines, with a blank one for every so many blank lines.
fn pieces(source: &Source, run: Range<usize>, spacing: Option<usize>) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut last = None;
    for line in run.filter(|&line| !text(source, line).is_empty()) {
        let span = source.lines()[line];
        let missing = last.zip(spacing).map_or(0, |(last, spacing)| (line - last) / spacing - 1);
        let blank = || Piece { line, cell: Span::new(span.start, span.start).into() };
        pieces.extend((0..missing.min(MOST_BLANKS)).map(|_| blank()));
        pieces.push(Piece { line, cell: markup::cell(source, span) });
        last = Some(line);
    }
    pieces
}

/// How many lines a cell takes with the blank ones behind it, where some blank lines are none of these.
fn spacing(source: &Source, run: Range<usize>) -> Option<usize> {
    let filled: Vec<usize> = run.filter(|&line| !text(source, line).is_empty()).collect();
    let apart = || filled.windows(2).map(|pair| pair[1] - pair[0]);
    let least = apart().min()?;
    let is_regular = apart().all(|lines| lines % least == 0);
    (is_regular && apart().any(|lines| lines > least)).then_some(least)
}

/// The share of rows whose last value is as far behind their label as in most rows with more than one value.
fn share_of_usual(source: &Source, rows: &[GridRow]) -> f64 {
    let is_filled = |cell: &Cell| !cell.text(source).is_empty();
    let extent = |row: &GridRow| row.cells[row.labels..].iter().rposition(is_filled).map(|last| last + 1);
    let extents: Vec<usize> = rows.iter().filter_map(extent).filter(|&extent| extent > 1).collect();
    let most = extents.iter().map(|extent| extents.iter().filter(|other| *other == extent).count()).max();
    most.map_or(0.0, |most| most as f64 / extents.len() as f64)
}

/// The rows of labels and values that follow each other. A blank piece is a value that is blank if the row has its label.
pub(super) fn rows_of_pieces(source: &Source, pieces: impl Iterator<Item = Piece>) -> Vec<GridRow> {
    let mut rows = Vec::new();
    let mut labels: Vec<Piece> = Vec::new();
    let mut values: Vec<Piece> = Vec::new();
    for piece in pieces {
        let says = piece.cell.text(source);
        if is_page_mark(says) || says.is_empty() && labels.is_empty() {
            continue;
        }
        if says.is_empty() || is_value(says) {
            values.push(piece);
            continue;
        }
        if !values.is_empty() {
            rows.extend(finish(&mut labels, &mut values));
        }
        if says.len() <= LONGEST_LABEL {
            labels.push(piece);
        }
    }
    rows.extend(finish(&mut labels, &mut values));
    rows
}

/// A row from the last labels and all values, and a row for each label before; empties both.
fn finish(labels: &mut Vec<Piece>, values: &mut Vec<Piece>) -> Vec<GridRow> {
    let heads = if values.is_empty() { labels.len() } else { labels.len().saturating_sub(MOST_LABELS) };
    let head = |Piece { line, cell }: Piece| GridRow {
        line,
        cells: vec![cell],
        bounds: Bounds::Spaces,
        labels: 1,
        wrapped: Vec::new(),
    };
    let mut rows: Vec<GridRow> = labels.drain(..heads).map(head).collect();
    let own: Vec<Cell> = labels.drain(..).map(|piece| piece.cell).collect();
    if let Some(line) = values.first().map(|value| value.line) {
        let spans = |from: usize| own[from..].iter().map(|cell| cell.span).collect();
        let wrapped = (2..=own.len()).map(|count| spans(own.len() - count)).collect();
        let labels = own.len();
        let cells = own.into_iter().chain(values.drain(..).map(|value| value.cell)).collect();
        rows.push(GridRow { line, labels, cells, bounds: Bounds::Spaces, wrapped });
    }
    rows
}

fn text(source: &Source, line: usize) -> &str {
    source.slice(source.lines()[line]).trim()
}

/// Whether a line holds a value and nothing else.
pub(super) fn is_value(text: &str) -> bool {
    let digits = text.chars().filter(|sign| sign.is_numeric() && !han::is_han(*sign)).count();
    let none = matches!(text, "/" | "-" | "—" | "——" | "--" | "–" | "－" | "无");
    let like_digit = matches!(text, "〇" | "○" | "丨");
    none || like_digit
        || !text.is_empty()
            && text.len() <= LONGEST_VALUE
            && !is_page_mark(text)
            && if digits > 0 { is_number_with_note(text) } else { text.chars().count() == 1 && han::count(text) == 0 }
}

/// Whether a text is a number with no more than a word before it (`减3`), a unit, and a note behind it
/// (`22（其中修订16件）`); `3.其他` and `第5条` are labels.
fn is_number_with_note(text: &str) -> bool {
    let number = text.split(['(', '（']).next().unwrap_or(text);
    let numbered =
        number.trim_start_matches(char::is_numeric).starts_with(['.', '、', '．', ' ']) && han::count(number) > 0;
    let ends_open = number.ends_with(['.', '、', '．', '条', '项']);
    !number.is_empty() && han::count(number) <= 2 && !numbered && !ends_open && !number.starts_with('第')
}

/// Whether a line is the number of a page: `- 4 -`, `— 4 —`, `第4页`, `第4页 共8页`.
fn is_page_mark(text: &str) -> bool {
    let is_frame =
        |sign: char| matches!(sign, '-' | '—' | '–' | '－' | '第' | '页' | '共' | '/') || sign.is_whitespace();
    let inner = text.trim_matches(is_frame);
    let is_framed = text.chars().count() > inner.chars().count() + 1;
    is_framed
        && inner.starts_with(|sign: char| sign.is_ascii_digit())
        && inner.chars().all(|sign| sign.is_ascii_digit() || is_frame(sign))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn labels_are_followed_by_their_values() {
        let text = "三、\n（一）予以公开\n1\n0\n减3\n- 4 -\n（二）部分公开（区分处理的，只计这一情\n形，不计其他情形）\n7\n/\n22（其中修订16件）\n结尾";
        let source = Source::from_bytes(Path::new("t"), text.as_bytes()).expect("text");
        let read = |row: GridRow| {
            let piece = |span: &Span| source.slice(*span);
            let wrapped: Vec<String> = row.wrapped.iter().map(|way| way.iter().map(piece).collect()).collect();
            let cells: Vec<&str> = row.cells.iter().map(|cell| cell.text(&source)).collect();
            (cells.join(","), wrapped.concat())
        };
        let rows: Vec<_> = rows(&source, 0..source.lines().len()).into_iter().map(read).collect();
        let expected = [
            ("三、,（一）予以公开,1,0,减3", "三、（一）予以公开"),
            (
                "（二）部分公开（区分处理的，只计这一情,形，不计其他情形）,7,/,22（其中修订16件）",
                "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
            ),
            ("结尾", ""),
        ];
        assert_eq!(rows, expected.map(|(cells, wrapped)| (cells.to_owned(), wrapped.to_owned())));
    }

    #[test]
    fn blank_lines_show_blank_cells_where_they_make_rows_alike() {
        let read = |text: &str| {
            let source = Source::from_bytes(Path::new("t"), text.as_bytes()).expect("text");
            let row = |row: GridRow| row.cells.iter().map(|cell| cell.text(&source)).collect::<Vec<_>>().join(",");
            rows(&source, 0..source.lines().len()).into_iter().map(row).collect::<Vec<_>>()
        };
        let two_a_cell = "甲类\n\n1\n\n2\n\n3\n\n乙类\n\n\n\n4\n\n5\n\n丙类\n\n6\n\n\n\n7";
        assert_eq!(read(two_a_cell), ["甲类,1,2,3", "乙类,,4,5", "丙类,6,,7"]);
        let one_a_cell = "甲类\n1\n2\n3\n乙类\n\n4\n5\n丙类\n6\n\n7";
        assert_eq!(read(one_a_cell), ["甲类,1,2,3", "乙类,,4,5", "丙类,6,,7"]);
        let pages = "甲类\n1\n2\n3\n乙类\n4\n\n5\n6\n丙类\n6\n7\n8";
        assert_eq!(read(pages), ["甲类,1,2,3", "乙类,4,5,6", "丙类,6,7,8"]);
    }
}
