//! The long layout: one row a cell, its columns in a fixed order.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::form::CellId;
use crate::review::{Content, Review, Status};
use crate::sheet::record::State;

/// The columns, in their fixed order.
pub const COLUMNS: [&str; 15] = [
    "source",
    "agency",
    "year",
    "form",
    "cell",
    "label",
    "value",
    "raw",
    "state",
    "confidence",
    "proof",
    "status",
    "suggested",
    "probability",
    "line",
];

/// A cell of a report as it leaves the program.
#[derive(Clone, Debug)]
pub struct Row {
    /// The path of the report as it was given
    pub source: Arc<str>,
    /// The agency
    pub agency: Arc<str>,
    /// The year that the report is about
    pub year: Option<u16>,
    /// The form that the cell's table follows
    pub form: Arc<str>,
    /// The cell's address
    pub cell: CellId,
    /// The printed labels of its row and column
    pub label: Arc<str>,
    /// The number in force
    pub value: Option<Decimal>,
    /// The text as it stands in the source
    pub raw: String,
    /// What stands there
    pub state: &'static str,
    /// Probability that the value in force is what the paper prints; 1 once a person has settled it
    pub confidence: f64,
    /// What the rules say of it
    pub proof: &'static str,
    /// What people decided
    pub status: &'static str,
    /// The best value that is offered instead
    pub suggested: Option<Decimal>,
    /// How likely that is
    pub probability: Option<f64>,
    /// Line and column in the source, from 1
    pub line: String,
}

/// The rows of a report, in form order.
pub fn rows(review: &Review) -> Vec<Row> {
    let source: Arc<str> = review.source.path.display().to_string().into();
    let agency: Arc<str> = review.record.agency.as_deref().unwrap_or_default().into();
    (0..review.sheet().len()).map(|cell| row(review, cell, &source, &agency)).collect()
}

fn row(review: &Review, cell: usize, source: &Arc<str>, agency: &Arc<str>) -> Row {
    let (sheet, reading, status) = (review.sheet(), review.reading(cell), review.status(cell));
    let suggestion = review.best_suggestion(cell);
    let place = reading.span.map(|span| review.source.place(span.start));
    Row {
        source: source.clone(),
        agency: agency.clone(),
        year: review.record.year,
        form: sheet.part(cell).form.id.clone(),
        cell: sheet.slots[cell].id.clone(),
        label: sheet.shared_label(cell).clone(),
        value: review.values()[cell],
        raw: review.raw(cell).to_owned(),
        state: state(review, cell),
        confidence: if status.is_settled() { 1.0 } else { rounded(review.confidence(cell)) },
        proof: review.proof(cell).name(),
        status: status.name(),
        suggested: suggestion.as_ref().map(|offered| offered.value),
        probability: suggestion.map(|offered| rounded(offered.probability)),
        line: place.map(|(line, column)| written(line, column)).unwrap_or_default(),
    }
}

/// What the columns from the address to the probability hold for a cell, without a copy of any text: what [`row`] says.
pub(super) fn own_fields(review: &Review, cell: usize) -> [Field<'_>; 10] {
    let (sheet, status) = (review.sheet(), review.status(cell));
    let suggestion = review.best_suggestion(cell);
    let confidence = if status.is_settled() { 1.0 } else { rounded(review.confidence(cell)) };
    [
        Field::text(sheet.slots[cell].id.as_str()),
        Field::text(sheet.shared_label(cell)),
        Field::number(review.values()[cell]),
        Field::Text(review.raw(cell).into()),
        Field::text(state(review, cell)),
        Field::number(Some(confidence)),
        Field::text(review.proof(cell).name()),
        Field::text(status.name()),
        Field::number(suggestion.as_ref().map(|offered| offered.value)),
        Field::number(suggestion.as_ref().map(|offered| rounded(offered.probability))),
    ]
}

/// A place as it is written, `line:column`.
fn written(line: usize, column: usize) -> String {
    let mut text = Vec::with_capacity(8);
    put_place(&mut text, line, column);
    String::from_utf8(text).unwrap_or_default()
}

/// Adds a place to a text.
pub(super) fn put_place(text: &mut Vec<u8>, line: usize, column: usize) {
    put_digits(text, line as u64);
    text.push(b':');
    put_digits(text, column as u64);
}

/// What stands in a cell: what the page says, unless a reviewer said that no number stands there.
fn state(review: &Review, cell: usize) -> &'static str {
    let corrected = review.status(cell) == Status::Corrected;
    let state = match review.content(cell).filter(|_| corrected) {
        Some(Content::Blank) => State::Blank,
        Some(Content::NotApplicable) => State::NotApplicable,
        Some(Content::Number(_)) | None => review.reading(cell).state,
    };
    state.name()
}

/// A number in a column, which is put in writing where it goes.
#[derive(Clone, Copy, Debug)]
pub(super) enum Number {
    /// A count, or a year
    Count(usize),
    /// A figure of a report
    Figure(Decimal),
    /// A probability
    Real(f64),
}

impl Number {
    /// The number, if it is a whole one that is not negative and not huge.
    pub(super) fn whole(self) -> Option<u64> {
        match self {
            Self::Count(count) => u64::try_from(count).ok(),
            Self::Figure(figure) if figure.scale() == 0 && figure.is_sign_positive() => {
                u64::try_from(figure.mantissa()).ok()
            }
            _ => None,
        }
    }

    /// A number from 0 to 1 in parts of ten thousand, if it is exactly one of these.
    pub(super) fn ten_thousandths(self) -> Option<u32> {
        let Self::Real(real) = self else { return None };
        if real.is_sign_negative() {
            return None;
        }
        let parts = (real * 10_000.0).round();
        let is_exact = (0.0..=10_000.0).contains(&parts) && (parts / 10_000.0).to_bits() == real.to_bits();
        is_exact.then_some(parts as u32)
    }
}

/// Adds the digits of a number to a text. Many are written for each cell, and most are of one or two digits.
pub(super) fn put_digits(text: &mut Vec<u8>, mut number: u64) {
    let start = text.len();
    loop {
        text.push(b'0' + (number % 10) as u8);
        number /= 10;
        if number == 0 {
            break;
        }
    }
    text[start..].reverse();
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Count(count) => count.fmt(f),
            Self::Figure(figure) => figure.fmt(f),
            Self::Real(real) => real.fmt(f),
        }
    }
}

impl From<u16> for Number {
    fn from(count: u16) -> Self {
        Self::Count(count.into())
    }
}

impl From<usize> for Number {
    fn from(count: usize) -> Self {
        Self::Count(count)
    }
}

impl From<Decimal> for Number {
    fn from(figure: Decimal) -> Self {
        Self::Figure(figure)
    }
}

impl From<f64> for Number {
    fn from(real: f64) -> Self {
        Self::Real(real)
    }
}

/// What one column of a row holds.
pub(super) enum Field<'a> {
    /// A text
    Text(Cow<'a, str>),
    /// A number
    Number(Number),
    /// Nothing is known
    Nothing,
}

impl<'a> Field<'a> {
    /// A text; nothing if it is empty.
    pub(super) fn text(text: &'a str) -> Self {
        if text.is_empty() { Self::Nothing } else { Self::Text(text.into()) }
    }

    /// A number; nothing if there is none.
    pub(super) fn number(number: Option<impl Into<Number>>) -> Self {
        number.map_or(Self::Nothing, |number| Self::Number(number.into()))
    }
}

impl Row {
    /// What each of the [`COLUMNS`] holds.
    pub(super) fn fields(&self) -> [Field<'_>; 15] {
        [
            Field::text(&self.source),
            Field::text(&self.agency),
            Field::number(self.year),
            Field::text(&self.form),
            Field::text(self.cell.as_str()),
            Field::text(&self.label),
            Field::number(self.value),
            Field::Text(self.raw.as_str().into()),
            Field::text(self.state),
            Field::number(Some(self.confidence)),
            Field::text(self.proof),
            Field::text(self.status),
            Field::number(self.suggested),
            Field::number(self.probability),
            Field::text(&self.line),
        ]
    }
}

/// Four decimals, never rounded up to certainty.
fn rounded(probability: f64) -> f64 {
    ((probability * 10_000.0).floor() / 10_000.0).clamp(0.0, 1.0)
}
