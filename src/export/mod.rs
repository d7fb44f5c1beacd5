//! Export: every cell of a report as one row, in the layout that `--format` names. Each format is one file here.

mod csv;
mod json;
mod ron;

use std::io::{self, Write};

use clap::ValueEnum;
use rust_decimal::Decimal;

use crate::record::State;
use crate::review::{Content, Review, Status};

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
    pub source: String,
    /// The agency
    pub agency: String,
    /// The year that the report is about
    pub year: Option<u16>,
    /// The form that the cell's table follows
    pub form: String,
    /// The cell's address
    pub cell: String,
    /// The printed labels of its row and column
    pub label: String,
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
    (0..review.sheet().len()).map(|cell| row(review, cell)).collect()
}

fn row(review: &Review, cell: usize) -> Row {
    let (sheet, reading, status) = (review.sheet(), review.reading(cell), review.status(cell));
    let suggestion = review.suggestions(cell).into_iter().next();
    let place = reading.span.map(|span| review.source.place(span.start));
    Row {
        source: review.source.path.display().to_string(),
        agency: review.record.agency.clone().unwrap_or_default(),
        year: review.record.year,
        form: sheet.part(cell).form.id.to_string(),
        cell: sheet.slots[cell].id.to_string(),
        label: sheet.label(cell),
        value: review.values()[cell],
        raw: review.raw(cell).to_owned(),
        state: state(review, cell),
        confidence: if status.is_settled() { 1.0 } else { rounded(review.confidence(cell)) },
        proof: review.proof(cell).name(),
        status: status.name(),
        suggested: suggestion.as_ref().map(|offered| offered.value),
        probability: suggestion.map(|offered| rounded(offered.probability)),
        line: place.map(|(line, column)| format!("{line}:{column}")).unwrap_or_default(),
    }
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

/// What one column of a row holds.
pub(crate) enum Field {
    /// A text
    Text(String),
    /// A number, as it is written
    Number(String),
    /// Nothing is known
    Nothing,
}

impl Row {
    /// What each of the [`COLUMNS`] holds.
    pub(crate) fn fields(&self) -> [Field; 15] {
        let text = |text: &str| if text.is_empty() { Field::Nothing } else { Field::Text(text.to_owned()) };
        let number = |number: Option<String>| number.map_or(Field::Nothing, Field::Number);
        [
            text(&self.source),
            text(&self.agency),
            number(self.year.map(|year| year.to_string())),
            text(&self.form),
            text(&self.cell),
            text(&self.label),
            number(self.value.map(|value| value.to_string())),
            Field::Text(self.raw.clone()),
            text(self.state),
            number(Some(self.confidence.to_string())),
            text(self.proof),
            text(self.status),
            number(self.suggested.map(|value| value.to_string())),
            number(self.probability.map(|probability| probability.to_string())),
            text(&self.line),
        ]
    }
}

/// Four decimals, never rounded up to certainty.
fn rounded(probability: f64) -> f64 {
    ((probability * 10_000.0).floor() / 10_000.0).clamp(0.0, 1.0)
}

/// The layouts that a record can leave in.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, ValueEnum)]
pub enum Format {
    /// Comma-separated, one row a cell
    #[default]
    Csv,
    /// One array of objects
    Json,
    /// One object a line
    Jsonl,
    /// One list of structures
    Ron,
}

/// A writer of rows in one layout.
pub trait Sink {
    /// Writes the rows of one report.
    ///
    /// # Errors
    /// If the output cannot be written.
    fn rows(&mut self, rows: &[Row]) -> io::Result<()>;

    /// Writes what closes the output, and sees that all of it is out.
    ///
    /// # Errors
    /// If the output cannot be written.
    fn finish(&mut self) -> io::Result<()>;
}

/// A writer in a format; what opens the output is written at once.
///
/// # Errors
/// If the output cannot be written.
pub fn sink<'a>(format: Format, out: impl Write + 'a) -> io::Result<Box<dyn Sink + 'a>> {
    Ok(match format {
        Format::Csv => Box::new(csv::Csv::new(out)?),
        Format::Json => Box::new(json::Json::array(out)?),
        Format::Jsonl => Box::new(json::Json::lines(out)),
        Format::Ron => Box::new(ron::Ron::new(out)?),
    })
}
