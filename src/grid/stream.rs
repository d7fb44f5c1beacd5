//! All cells of a page on one line, with strokes or spaces between them: the text of a web page taken out in one piece.

use crate::grid::lines::{self, Piece};
use crate::grid::units::is_unit;
use crate::grid::{Found, markup, trimmed};
use crate::source::{Source, Span};
use crate::text::han;

/// The shortest line that holds a whole table, in bytes.
const SHORTEST: usize = 400;
/// The longest line that is looked through, in bytes: all tables of a report have a tenth of it.
const LONGEST: usize = 64 << 10;
/// From how many values and labels on, a line is one of pieces.
const FEWEST_VALUES: usize = 20;
const FEWEST_LABELS: usize = 8;

/// From how many digits on a run of them among words is several values, and from how many such texts on a line is none of
/// pieces.
const LONG_RUN: usize = 5;
const MOST_GLUED: usize = 3;

/// The rows of a line, if it holds a whole table.
pub(super) fn table(source: &Source, line: usize) -> Option<Found> {
    let span = *source.lines().get(line)?;
    let text = source.slice(span);
    if !(SHORTEST..=LONGEST).contains(&text.len()) || text.contains('\t') {
        return None;
    }
    let is_stroke = |character: char| character == '|';
    let pieces = [pieces(source, span, is_stroke), pieces(source, span, char::is_whitespace)];
    let is_whole = |pieces: &Vec<Span>| {
        let (values, others): (Vec<Span>, Vec<Span>) =
            pieces.iter().partition(|&&piece| lines::is_value(source.slice(piece)));
        let labels = others.iter().filter(|&&piece| han::count(source.slice(piece)) > 1).count();
        let glued = others.iter().filter(|&&piece| is_glued(source.slice(piece))).count();
        values.len() >= FEWEST_VALUES && labels >= FEWEST_LABELS && glued < MOST_GLUED
    };
    let pieces = pieces.into_iter().find(is_whole)?;
    let pieces = pieces.into_iter().map(|piece| Piece { line, cell: markup::cell(source, piece) });
    Some(Found { rows: lines::rows_of_pieces(source, pieces), end: line + 1 })
}

/// Whether the digits of several values are in a text with words: nothing separates them.
fn is_glued(text: &str) -> bool {
    let mut runs = text.split(|character: char| !character.is_ascii_digit());
    han::count(text) > 1 && runs.any(|digits| digits.len() >= LONG_RUN)
}

/// The texts between separators.
fn pieces(source: &Source, line: Span, is_separator: impl Fn(char) -> bool) -> Vec<Span> {
    let text = source.slice(line);
    let place = |part: &str| {
        let start = line.start + (part.as_ptr() as usize - text.as_ptr() as usize);
        trimmed(source, Span::new(start, start + part.len()))
    };
    let mut pieces: Vec<Span> = Vec::new();
    for piece in text.split(is_separator).map(place).filter(|span| span.start < span.end) {
        match pieces.last_mut() {
            // A unit may be apart from its number.
            Some(last) if is_unit(source.slice(piece)) && lines::is_value(source.slice(*last)) => {
                last.end = piece.end;
            }
            _ => pieces.push(piece),
        }
    }
    pieces
}
