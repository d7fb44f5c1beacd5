//! What is known of each reading: its value in the unit of its column, how sure its text and its place are, and why.

use crate::form::Unit;
use crate::reading::align::Alignment;
use crate::reading::legibility::Legibility;
use crate::reading::segment::SeenRow;
use crate::reading::value::{Token, digits_in};
use crate::reading::vocabulary::{LABEL_EXACT, TableWords};
use crate::reading::vote::Placed;
use crate::sheet::record::{Reading, Reason, State};
use crate::sheet::{Sheet, is_whole};
use crate::source::Source;

/// A row is uncertain if another line is at least this likely.
const UNCERTAIN: f64 = 0.02;
/// Below this, the place of a value is said to be open.
const AMBIGUOUS: f64 = 0.98;
/// The probability that letters alone say the number that they look like, if it is not 0: mostly they are a misread 0
/// or a stroke of the table (of 33 in real OCR, 8 were right; of 41 that look like 0, all).
const LETTERS_ALONE: f32 = 0.5;

/// From here on, the label of a line is taken for a part of a longer one.
const PART_OF_LABEL: f32 = 0.75;
/// What is left of the certainty of values in a row that may be two.
const MERGED: f64 = 0.5;

/// What is odd about the label and the place of a row, whatever its values are.
#[derive(Clone, Debug, Default)]
pub(super) struct OddRow {
    reasons: Vec<Reason>,
    /// Another row that may be the same line
    doubled: Option<usize>,
}

/// For each line of a table, what is odd about the row that it is.
pub(super) fn odd_rows(nth: usize, words: &TableWords, rows: &[SeenRow], alignment: &Alignment) -> Vec<OddRow> {
    let odd = |(line, row): (usize, &Option<usize>)| {
        row.map(|row| odd_row(nth, words.lines[line].has_label(), rows, (row, line), alignment)).unwrap_or_default()
    };
    alignment.rows.iter().enumerate().map(odd).collect()
}

fn odd_row(nth: usize, is_named: bool, rows: &[SeenRow], (row, line): (usize, usize), alignment: &Alignment) -> OddRow {
    let mut reasons = Vec::new();
    let seen = &rows[row];
    let near = seen.labels.iter().map(|label| label.tables[nth].lines[line]).fold(0.0, f32::max);
    let probability = &alignment.probability;
    if !is_named {
        // The line is printed without a label, so nothing can be wrong with it.
    } else if seen.labels.is_empty() {
        reasons.push(Reason::LabelLost);
    } else if near < LABEL_EXACT {
        reasons.push(Reason::LabelNear((near * 100.0) as u8));
    }
    if is_merged(nth, alignment, seen, line) {
        reasons.push(Reason::RowsMerged);
    }
    if probability[row].iter().enumerate().any(|(other, p)| other != line && *p > UNCERTAIN) {
        reasons.push(Reason::RowUncertain);
    }
    let doubled = (0..rows.len()).find(|&other| other != row && probability[other][line] > UNCERTAIN);
    OddRow { reasons, doubled }
}

/// What is odd about a row as a whole.
pub(super) fn row_reasons(odd: &OddRow, rows: &[SeenRow], seen: &SeenRow, placed: &[Placed]) -> Vec<Reason> {
    let cells = placed.len();
    let mut reasons = odd.reasons.clone();
    reasons.extend(odd.doubled.map(|other| Reason::Doubled(rows[other].line + 1)));
    let lost = cells - tokens_used(placed);
    let over = seen.over(cells);
    if seen.extent() > 0 && lost > 0 {
        reasons.push(Reason::RowShort(cells - lost, cells));
    } else if over > 0 {
        reasons.push(Reason::RowLong(cells + over, cells));
    }
    reasons
}

/// How many values of a row were placed, each counted once.
fn tokens_used(placed: &[Placed]) -> usize {
    let tokens = || placed.iter().filter_map(|placed| placed.token);
    if tokens().is_sorted_by(|before, token| before < token) {
        return tokens().count();
    }
    let mut used: Vec<usize> = tokens().collect();
    used.sort_unstable();
    used.dedup();
    used.len()
}

/// Whether a row has the labels of its line and of the line next to it, which no other row has.
fn is_merged(nth: usize, alignment: &Alignment, seen: &SeenRow, line: usize) -> bool {
    let both = |next: usize| {
        alignment.rows.get(next).is_some_and(Option::is_none)
            && seen.labels.iter().any(|label| {
                let lines = &label.tables[nth].lines;
                [line, next].iter().all(|&at| (PART_OF_LABEL..LABEL_EXACT).contains(&lines[at]))
            })
    };
    both(line + 1) || line.checked_sub(1).is_some_and(both)
}

/// What the values of a report are weighed by.
pub(super) struct Evidence<'a> {
    /// The report
    pub source: &'a Source,
    /// How well it could be read
    pub legibility: Legibility,
}

impl Evidence<'_> {
    /// The reading of a cell from the token that was placed there.
    pub(super) fn cell_reading(
        &self,
        sheet: &Sheet,
        cell: usize,
        token: Option<&Token>,
        (probability, is_unproved): (f64, bool),
        odd: &[Reason],
    ) -> Reading {
        let merged = odd.contains(&Reason::RowsMerged);
        let probability = if merged { probability * MERGED } else { probability };
        let place = probability as f32;
        let Some(token) = token else {
            let reasons = odd.iter().cloned().chain([Reason::Absent]).collect();
            return Reading { place, text: 1.0, reasons, ..Reading::default() };
        };
        let mut reading = Reading { place, ..self.text_reading(sheet, cell, token) };
        if is_unproved {
            reading.reasons.push(Reason::Unproved);
        } else if probability < AMBIGUOUS {
            reading.reasons.push(Reason::Ambiguous);
        }
        reading.reasons.extend(odd.iter().cloned());
        reading
    }

    /// What a value says in the column that it was placed in.
    fn text_reading(&self, sheet: &Sheet, cell: usize, token: &Token) -> Reading {
        let column = sheet.column(cell);
        let mut reasons = token.reasons.clone();
        let value = token.value_in(column.unit);
        if token.yuan && value != token.value {
            reasons.push(Reason::Converted);
        }
        if token.fraction.is_some() && value == token.fraction {
            // Its point is no speck.
            reasons.retain(|reason| *reason != Reason::Debris);
        }
        match token.state {
            State::Blank => reasons.push(Reason::Blank),
            State::Illegible if value.is_some() => reasons.push(Reason::Letters),
            _ => {}
        }
        if value.is_some_and(|value| column.unit == Unit::Count && !is_whole(value)) {
            reasons.push(Reason::Decimal);
        }
        if value.is_some_and(|value| value.is_sign_negative() && !column.signed) {
            reasons.push(Reason::Signed);
        }
        let mut text = reasons.iter().map(trust).product::<f32>();
        let layout = reasons.iter().filter(|reason| reason.is_of_layout()).map(trust).product::<f32>();
        if let Some(written) = token.value {
            let digits = digits_in(self.source.slice(token.span));
            let letters_alone = digits == 0 && token.state == State::Illegible && !written.is_zero();
            let (right, doubt) = self.legibility.right(written, digits, self.source.certainty(token.span));
            text = if letters_alone { text.min(LETTERS_ALONE) } else { text } * right;
            reasons.extend(doubt);
        } else if token.state == State::Illegible {
            text = 0.0;
        }
        let misread = (1.0 - text / layout).max(0.0);
        Reading { span: Some(token.span), state: token.state, value, text, misread, place: 0.0, reasons }
    }
}

/// The probability that a text with this oddity says the value that is read from it.
fn trust(reason: &Reason) -> f32 {
    match reason {
        Reason::Letters => 0.93,
        Reason::Spaces | Reason::LeadingZero => 0.85,
        Reason::Debris => 0.9,
        Reason::Note => 0.97,
        Reason::Converted => 0.95,
        Reason::Minus => 0.98,
        Reason::Decimal | Reason::Signed => 0.3,
        Reason::Separators | Reason::Unit => 0.995,
        // What these say is weighed elsewhere, or is no oddity of the text.
        Reason::Joined
        | Reason::FullWidth
        | Reason::LabelNear(_)
        | Reason::LabelLost
        | Reason::RowUncertain
        | Reason::RowsMerged
        | Reason::RowShort(..)
        | Reason::RowLong(..)
        | Reason::Doubled(_)
        | Reason::Ambiguous
        | Reason::Unproved
        | Reason::NumberLeft
        | Reason::Ocr(_)
        | Reason::Unread
        | Reason::Blank
        | Reason::Absent
        | Reason::Illegible
        | Reason::NotApplicable => 1.0,
    }
}
