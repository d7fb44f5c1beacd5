//! Tables with one cell on each line, blank ones left out: text taken out of pages cell by cell.

use std::ops::Range;

use crate::grid::{Bounds, Cell, GridRow, columns, markup};
use crate::source::Source;
use crate::text::han;

/// The longest line that is taken for a value, and for a label, in bytes.
const LONGEST_VALUE: usize = 40;
pub(super) const LONGEST_LABEL: usize = 240;
/// How many lines before its values may be labels of a row; those further up are heads.
const MOST_LABELS: usize = 5;
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

/// The rows of a run of lines: labels, and the values that follow them; blank lines leave no trace.
pub(super) fn rows(source: &Source, run: Range<usize>) -> Vec<GridRow> {
    let filled = run.filter(|&line| !text(source, line).is_empty());
    rows_of_pieces(source, filled.map(|line| piece(source, line)))
}

fn piece(source: &Source, line: usize) -> Piece {
    Piece { line, cell: markup::cell(source, source.lines()[line]) }
}

/// The rows of labels and values that follow each other; blank pieces leave no trace.
pub(super) fn rows_of_pieces(source: &Source, pieces: impl Iterator<Item = Piece>) -> Vec<GridRow> {
    let mut rows = Vec::new();
    let mut labels: Vec<Piece> = Vec::new();
    let mut values: Vec<Piece> = Vec::new();
    for piece in pieces {
        let says = piece.cell.text(source);
        if says.is_empty() || is_page_mark(says) {
            continue;
        }
        if is_value(says) {
            values.push(piece);
            continue;
        }
        if !values.is_empty() {
            rows.extend(finish(&mut labels, &mut values, Bounds::Spaces));
        }
        if says.len() <= LONGEST_LABEL {
            labels.push(piece);
        }
    }
    rows.extend(finish(&mut labels, &mut values, Bounds::Spaces));
    rows
}

/// A row from the last labels and all values, and a row for each label before; empties both.
pub(super) fn finish(labels: &mut Vec<Piece>, values: &mut Vec<Piece>, bounds: Bounds) -> Vec<GridRow> {
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
        rows.push(GridRow { line, cells, bounds, labels, wrapped });
    }
    rows
}

pub(super) fn text(source: &Source, line: usize) -> &str {
    source.slice(source.lines()[line]).trim()
}

/// Whether a line holds a value and nothing else.
pub(super) fn is_value(text: &str) -> bool {
    let digits = text.chars().filter(|character| character.is_numeric() && !han::is_han(*character)).count();
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
pub(super) fn is_page_mark(text: &str) -> bool {
    let is_frame = |character: char| {
        matches!(character, '-' | '—' | '–' | '－' | '第' | '页' | '共' | '/') || character.is_whitespace()
    };
    let inner = text.trim_matches(is_frame);
    let is_framed = text.chars().count() > inner.chars().count() + 1;
    is_framed
        && inner.starts_with(|character: char| character.is_ascii_digit())
        && inner.chars().all(|character| character.is_ascii_digit() || is_frame(character))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::source::Span;

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
        let rows: Vec<_> = crate::grid::one_a_line(&source, &(0..source.lines().len())).into_iter().map(read).collect();
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
}
