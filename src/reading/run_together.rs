//! Rows of text in which all cells run together: `2.重复申请30000033.要求提供公开出版物0000000`. Only the labels of a form
//! show where one row ends and the next begins; where the digits of a row are to be cut is left to its sums.

use std::collections::HashSet;
use std::ops::Range;

use crate::grid::{Bounds, Cell, Grid, GridRow};
use crate::reading::fold::fold_sign;
use crate::reading::vocabulary::Vocabulary;
use crate::source::{Source, Span};
use crate::text::han::is_han;

/// The shortest line that is looked through, in bytes, and the fewest rows that must be found in all of them.
const SHORTEST: usize = 18;
/// The longest line that is looked through, in bytes: all tables of a report have a tenth of it.
const LONGEST: usize = 64 << 10;
const FEWEST: usize = 3;
/// The longest cell of a row that was found by separators, in bytes: a stroke in a heading makes no row of a whole report.
const LONGEST_CELL: usize = 1200;
/// How many labels without values before a row may belong to it: titles of the table, heads, groups.
const MOST_LABELS: usize = 24;

/// From how many rows with separators on, a report has its tables in them.
const ENOUGH: usize = 12;
/// From how many digits on, a run of them behind unknown words is taken for values.
const LONG_RUN: usize = 5;

/// What follows a number in a sentence: a unit, a part of a date, a mark; no label of a form begins with it.
const IN_SENTENCES: &[char] =
    &['件', '项', '条', '个', '份', '部', '次', '宗', '人', '起', '年', '月', '日', '%', '％', '，', '。', '；', ','];

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

/// The rows in the lines of a source that hold several of them, and are no row of a grid that was found already.
pub(super) fn rows(source: &Source, found: &[Grid], words: &Vocabulary) -> Vec<Grid> {
    let of_grids = found.iter().flat_map(|grid| &grid.rows);
    if of_grids.clone().filter(|row| row.bounds.are_separators()).count() >= ENOUGH {
        return Vec::new();
    }
    let is_cell = |cell: &Cell| cell.span.end - cell.span.start <= LONGEST_CELL;
    let is_row = |row: &&GridRow| row.has_values() && row.cells.iter().all(is_cell);
    let taken: HashSet<usize> = of_grids.filter(is_row).map(|row| row.line).collect();
    let lines =
        source.lines().iter().enumerate().filter(|(_, span)| (SHORTEST..=LONGEST).contains(&(span.end - span.start)));
    let lines = lines.filter(|(line, _)| !taken.contains(line));
    let found = lines.map(|(line, &span)| Grid::from(rows_of(source, line, span, words)));
    let found: Vec<Grid> = found.filter(|grid| !grid.rows.is_empty()).collect();
    if found.iter().map(|grid| grid.rows.len()).sum::<usize>() >= FEWEST { found } else { Vec::new() }
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
        let next = anchors.get(at + 1).map_or(span.end, |next| next.span.start);
        let after = values.last().map_or(anchor.span.end, |last| last.end);
        let own = labels.split_off(labels.len().saturating_sub(MOST_LABELS));
        labels.clear();
        let (labels, cells) = (own.len(), own.into_iter().chain(values).map(Cell::from).collect());
        rows.push(GridRow { line, cells, bounds: Bounds::None, labels, wrapped: Vec::new() });
        if anchors.len() > at + 1 {
            rows.extend(unknown_rows(source, line, Span::new(after, next), anchors.get(at + 1)));
        }
    }
    rows
}

/// Rows between two others whose labels are not quite those of a form: words with digits behind them.
fn unknown_rows(source: &Source, line: usize, between: Span, next: Option<&Anchor>) -> Vec<GridRow> {
    let mut rows = Vec::new();
    let mut at = between.start;
    loop {
        let text = source.slice(Span::new(at, between.end));
        let Some(run) = long_run(text) else { return rows };
        let label = last_label(&text[..run.start]);
        let values = values(source, at + run.start, between.end, next.filter(|_| run.end == text.len()));
        let label = Span::new(at + label.start, at + label.end);
        let (Some(last), false) = (values.last().map(|last| last.end), label.start == label.end) else { return rows };
        let cells = [label].into_iter().chain(values).map(Cell::from).collect();
        rows.push(GridRow { line, cells, bounds: Bounds::None, labels: 1, wrapped: Vec::new() });
        at = last;
    }
}

/// The first run of digits in a text that is too long to be a numeral.
fn long_run(text: &str) -> Option<Range<usize>> {
    let is_part = |sign: char| sign.is_ascii_digit() || sign == ' ';
    let mut at = 0;
    while let Some(start) = text[at..].find(|sign: char| sign.is_ascii_digit()).map(|found| at + found) {
        let length = text[start..].find(|sign| !is_part(sign)).unwrap_or(text.len() - start);
        if text[start..start + length].bytes().filter(u8::is_ascii_digit).count() >= LONG_RUN {
            return Some(start..start + length);
        }
        at = start + length;
    }
    None
}

/// What stands behind the last numeral of a text: the label, without those of the groups before it.
fn last_label(text: &str) -> Range<usize> {
    let marks = ['）', ')', '.', '．', '、'];
    let body = text.trim_end_matches(marks).trim_end();
    let start = body.rfind(marks).map_or(0, |at| at + body[at..].chars().next().map_or(1, char::len_utf8));
    start..body.len()
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
    if text[length..].starts_with(IN_SENTENCES) {
        return Vec::new();
    }
    let is_followed_by_next = length == text.len() || text[length..].chars().all(|sign| !is_han(sign));
    let numeral = next.filter(|_| is_followed_by_next).map_or(1, |next| next.numeral);
    let run = without_numeral(&text[..length], numeral);
    let cut = run.split_whitespace();
    let value = |part: &str| {
        let at = first + (part.as_ptr() as usize - text.as_ptr() as usize);
        Span::new(at, at + part.len())
    };
    cut.map(value).collect()
}

/// A run of digits without the numeral of so many digits at its end, if a sign that follows numerals shows that it has one.
fn without_numeral(run: &str, digits: usize) -> &str {
    let is_mark = |sign: char| matches!(sign, '.' | '、' | '．') || sign.is_whitespace();
    let body = run.trim_end_matches(is_mark);
    if run[body.len()..].chars().all(char::is_whitespace) {
        return run;
    }
    let numeral = body.bytes().rev().take(digits).take_while(u8::is_ascii_digit).count();
    &body[..body.len() - numeral]
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
