//! Where the tables of a text are: what is said there is not prose.

use crate::claims::clause::place_up_to;
use crate::sheet::record::Record;
use crate::source::{Source, Span};

/// A row in the middle of prose reaches no farther back than this, in bytes.
const BACK: usize = 300;
/// Lines longer than this hold more than a row, in bytes.
const LONG_LINE: usize = 1500;

/// The stretches of the rows that the record was read from, in order and apart.
pub(super) fn stretches(source: &Source, record: &Record) -> Vec<Span> {
    let values = record.readings.iter().filter_map(|reading| reading.span);
    let spare = record.left_over.iter().map(|left_over| left_over.span);
    let mut rows: Vec<Span> = Vec::new();
    for value in values.chain(spare) {
        let is_known = |row: &Span| row.start <= value.start && value.end <= row.end;
        if !rows.last().is_some_and(is_known) {
            rows.push(row_around(source, value));
        }
    }
    let kept_out = record.kept_out.iter().filter_map(|row| source.lines().get(row.line).copied());
    rows.extend(kept_out.filter(|line| !source.slice(*line).contains('。')));
    rows.sort_unstable_by_key(|span| (span.start, span.end));
    let mut apart: Vec<Span> = Vec::new();
    for span in rows {
        match apart.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => apart.push(span),
        }
    }
    apart
}

/// The row that a value is in: its line, or in a line with more than a row the words before it.
fn row_around(source: &Source, value: Span) -> Span {
    let line = source.lines()[source.line_of(value.start)];
    if line.end - line.start <= LONG_LINE {
        return Span::new(line.start, line.end.max(value.end));
    }
    let back = place_up_to(&source.text, value.start.saturating_sub(BACK)).max(line.start);
    let before = &source.text[back..value.start];
    let start = before.rfind('。').map_or(back, |at| back + at + '。'.len_utf8());
    Span::new(start, value.end)
}
