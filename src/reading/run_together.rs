//! Rows of text in which all cells run together: `2.重复申请30000033.要求提供公开出版物0000000`. Only the labels of a form
//! show where one row ends and the next begins; where the digits of a row are to be cut is left to its sums.

use crate::grid::{Bounds, Grid, GridRow};
use crate::han::is_han;
use crate::reading::fold::fold_sign;
use crate::reading::vocabulary::Vocabulary;
use crate::source::{Source, Span};

/// The shortest line that is looked through, in bytes, and the fewest labels with values that it must have.
const SHORTEST: usize = 120;
const FEWEST: usize = 3;
/// How many labels without values before a row may belong to it: titles of the table, heads, groups.
const MOST_LABELS: usize = 24;

/// A character that counts in a label, and where it stands.
struct Sign {
    folded: char,
    span: Span,
}

/// A label of a form as it stands in a line.
struct Anchor {
    span: Span,
    /// How many characters long its numeral is as it is printed, before a dot or 、
    numeral: usize,
}

/// The rows in the lines of a source that hold several of them.
pub(super) fn rows(source: &Source, words: &Vocabulary) -> Vec<Grid> {
    let lines = source.lines().iter().enumerate().filter(|(_, span)| span.end - span.start >= SHORTEST);
    let found = lines.map(|(line, &span)| Grid { rows: rows_of(source, line, span, words) });
    found.filter(|grid| grid.rows.len() >= FEWEST).collect()
}

fn rows_of(source: &Source, line: usize, span: Span, words: &Vocabulary) -> Vec<GridRow> {
    let text = source.slice(span);
    if text.contains('\t') {
        return Vec::new();
    }
    let anchors = anchors(text, span.start, words);
    let mut rows = Vec::new();
    let mut labels: Vec<Span> = Vec::new();
    for (at, anchor) in anchors.iter().enumerate() {
        labels.push(anchor.span);
        let values = values(source, anchor.span.end, span.end, anchors.get(at + 1));
        if values.is_empty() {
            continue;
        }
        let own = labels.split_off(labels.len().saturating_sub(MOST_LABELS));
        labels.clear();
        let (labels, cells) = (own.len(), own.into_iter().chain(values).collect());
        rows.push(GridRow { line, cells, bounds: Bounds::None, labels, wrapped: Vec::new() });
    }
    rows
}

/// The labels of all forms that stand in a text, the longest where several begin at the same place.
fn anchors(text: &str, offset: usize, words: &Vocabulary) -> Vec<Anchor> {
    let signs: Vec<Sign> = text
        .char_indices()
        .filter_map(|(at, sign)| {
            let span = Span::new(offset + at, offset + at + sign.len_utf8());
            Some(Sign { folded: fold_sign(sign)?, span })
        })
        .collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < signs.len() {
        let fits = |label: &&(Vec<char>, usize)| {
            label.0.len() <= signs.len() - at
                && label.0.iter().zip(&signs[at..]).all(|(sign, seen)| *sign == seen.folded)
        };
        let Some((label, numeral)) =
            words.printed(signs[at].folded).iter().filter(fits).max_by_key(|label| label.0.len())
        else {
            at += 1;
            continue;
        };
        let span = Span::new(signs[at].span.start, signs[at + label.len() - 1].span.end);
        found.push(Anchor { span, numeral: *numeral });
        at += label.len();
    }
    found
}

/// The digits behind a label, cut at spaces; the numeral of the label that follows is none of them.
fn values(source: &Source, start: usize, end: usize, next: Option<&Anchor>) -> Vec<Span> {
    let end = next.map_or(end, |next| next.span.start);
    let text = source.slice(Span::new(start, end));
    let text = after_notes(text);
    let first = start + (source.slice(Span::new(start, end)).len() - text.len());
    let is_value =
        |sign: char| sign.is_ascii_digit() || sign.is_whitespace() || matches!(sign, '.' | '-' | '、' | '．');
    let length = text.find(|sign: char| !is_value(sign)).unwrap_or(text.len());
    let mut run = &text[..length];
    let is_followed_by_next = length == text.len() || text[length..].chars().all(|sign| !is_han(sign));
    if let Some(before) = run.trim_end().strip_suffix(['.', '、', '．']) {
        let numeral = next.filter(|_| is_followed_by_next).map_or(1, |next| next.numeral);
        run = &before[..before.len().saturating_sub(numeral)];
    }
    let cut = run.split_whitespace();
    let value = |part: &str| {
        let at = first + (part.as_ptr() as usize - text.as_ptr() as usize);
        Span::new(at, at + part.len())
    };
    cut.map(value).collect()
}

/// What follows the note in brackets that some labels end with, or the rest of it.
fn after_notes(text: &str) -> &str {
    let trimmed = text.trim_start().trim_start_matches(['）', ')', '”', '"']);
    if !trimmed.starts_with(['（', '(']) {
        return trimmed;
    }
    let end = trimmed.find(['）', ')']).map(|end| end + trimmed[end..].chars().next().map_or(1, char::len_utf8));
    end.map_or(text, |end| &trimmed[end..])
}
