//! The rows of an export: a cell of a report, or a report. What their columns hold is in [`crate::export::columns`].

use std::borrow::Cow;

use rust_decimal::Decimal;

use crate::editing::assess::Suggestion;
use crate::form::{CellId, Unit};
use crate::review::progress::ReportSummary;
use crate::review::{Content, Need, Review, Status};
use crate::sheet::record::State;
use crate::sidecar::Decision;

/// A cell of a report as it leaves the program.
#[derive(Clone)]
pub struct CellRow<'a> {
    review: &'a Review,
    cell: usize,
    source: Cow<'a, str>,
    threshold: f64,
    status: Status,
    suggestion: Option<Suggestion>,
    place: Option<(usize, usize)>,
}

/// The rows of a report, in form order; cells whose confidence is below a threshold need review.
pub fn cell_rows(review: &Review, threshold: f64) -> impl Iterator<Item = CellRow<'_>> {
    let source = review.source.path.to_string_lossy();
    (0..review.sheet().len()).map(move |cell| CellRow {
        review,
        cell,
        source: source.clone(),
        threshold,
        status: review.status(cell),
        suggestion: review.best_suggestion(cell),
        place: review.place(cell),
    })
}

impl CellRow<'_> {
    /// The path of the report as it was given.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The BLAKE3 hash of the report's file, in hexadecimal digits.
    pub fn source_blake3(&self) -> &str {
        &self.review.source.blake3
    }

    /// The agency; empty if the report's title names none.
    pub fn agency(&self) -> &str {
        self.review.record.agency.as_deref().unwrap_or_default()
    }

    /// The year that the report is about.
    pub fn year(&self) -> Option<u16> {
        self.review.record.year
    }

    /// The form that the cell's table follows.
    pub fn form(&self) -> &str {
        &self.review.sheet().part(self.cell).form.id
    }

    /// The cell's address.
    pub fn cell(&self) -> &CellId {
        &self.review.sheet().slots[self.cell].id
    }

    /// The first part of the address.
    pub fn table(&self) -> &str {
        &self.review.sheet().part(self.cell).table().id
    }

    /// The middle part of the address.
    pub fn row(&self) -> &str {
        &self.review.sheet().row(self.cell).id
    }

    /// The last part of the address.
    pub fn column(&self) -> &str {
        &self.review.sheet().column(self.cell).id
    }

    /// The name of the unit of its value.
    pub fn unit(&self) -> &'static str {
        unit_name(self.review.sheet().column(self.cell).unit)
    }

    /// The printed labels of its row and column.
    pub fn label(&self) -> &str {
        self.review.sheet().shared_label(self.cell)
    }

    /// The number in force.
    pub fn value(&self) -> Option<Decimal> {
        self.review.values()[self.cell]
    }

    /// The text of the cell in the source.
    pub fn raw(&self) -> &str {
        self.review.raw(self.cell)
    }

    /// The name of what the cell holds: what the page says, unless a reviewer said that it holds no number.
    pub fn state(&self) -> &'static str {
        let is_corrected = self.status == Status::Corrected;
        let state = match self.review.content(self.cell).filter(|_| is_corrected) {
            Some(Content::Blank) => State::Blank,
            Some(Content::NotApplicable) => State::NotApplicable,
            Some(Content::Number(_)) | None => self.review.reading(self.cell).state,
        };
        state.name()
    }

    /// Probability that the value in force is what the paper prints; 1 once a person has settled it.
    pub fn confidence(&self) -> f64 {
        if self.status.is_settled() { 1.0 } else { rounded(self.review.confidence(self.cell)) }
    }

    /// The name of what the equations say of the cell.
    pub fn proof(&self) -> &'static str {
        self.review.proof(self.cell).name()
    }

    /// The name of what people decided.
    pub fn status(&self) -> &'static str {
        self.status.name()
    }

    /// Why the cell is not done: `open` if it needs review, `solved` if it is blank and equations imply its value, else empty.
    pub fn need(&self) -> &'static str {
        match self.review.need(self.cell, self.threshold) {
            None => "",
            Some(Need::Solved) => "solved",
            Some(_) => "open",
        }
    }

    /// The decision in force; none where nothing is settled.
    fn decision(&self) -> Option<&Decision> {
        self.review.decision(self.cell).filter(|_| self.status.is_settled())
    }

    /// The value that the reviewer gave; of an error in the original, the value that it should have.
    pub fn decided(&self) -> Option<Decimal> {
        self.review.decided_value(self.cell)
    }

    /// The reviewer of the decision in force; empty if there is none.
    pub fn reviewer(&self) -> &str {
        self.decision().map_or("", |decision| &decision.by)
    }

    /// The time of the decision in force; empty if there is none.
    pub fn decided_at(&self) -> &str {
        self.decision().map_or("", |decision| &decision.at)
    }

    /// The comment of the decision in force; empty if there is none.
    pub fn note(&self) -> &str {
        self.decision().map_or("", |decision| &decision.note)
    }

    /// The best value that is offered instead.
    pub fn suggested(&self) -> Option<Decimal> {
        self.suggestion.as_ref().map(|suggestion| suggestion.value)
    }

    /// How likely that value is.
    pub fn probability(&self) -> Option<f64> {
        self.suggestion.as_ref().map(|suggestion| rounded(suggestion.probability))
    }

    /// Line and column in the source, from 1.
    pub fn place(&self) -> Option<(usize, usize)> {
        self.place
    }
}

/// Four decimals, never rounded up to certainty.
fn rounded(probability: f64) -> f64 {
    ((probability * 10_000.0).floor() / 10_000.0).clamp(0.0, 1.0)
}

/// A report in one row, before the columns of its cells.
pub struct ReportRow<'a> {
    review: &'a Review,
    source: Cow<'a, str>,
    form: String,
    summary: ReportSummary,
    source_errors: String,
}

impl<'a> ReportRow<'a> {
    /// The row of a report; cells below a threshold count as open.
    pub(super) fn of(review: &'a Review, threshold: f64) -> Self {
        let source = review.source.path.to_string_lossy();
        let (form, summary, source_errors) = (review.record.form(), review.summary(threshold), source_errors(review));
        Self { review, source, form, summary, source_errors }
    }

    /// The path of the report as it was given.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The agency; empty if the report's title names none.
    pub fn agency(&self) -> &str {
        self.review.record.agency.as_deref().unwrap_or_default()
    }

    /// The year that the report is about.
    pub fn year(&self) -> Option<u16> {
        self.review.record.year
    }

    /// The forms that its tables follow.
    pub fn form(&self) -> &str {
        &self.form
    }

    /// The report in numbers.
    pub fn summary(&self) -> &ReportSummary {
        &self.summary
    }

    /// The cells with an error in the original, each with the value that it should have.
    pub fn source_errors(&self) -> &str {
        &self.source_errors
    }

    /// The number in force of a cell; none where the report's form has no such cell.
    pub fn value(&self, cell: &CellId) -> Option<Decimal> {
        self.review.sheet().position(cell).and_then(|cell| self.review.values()[cell])
    }
}

/// The cells of a report with an error in the original, each with the value that it should have if a reviewer gave one.
fn source_errors(review: &Review) -> String {
    let wrong = (0..review.sheet().len()).filter(|&cell| review.status(cell) == Status::SourceError);
    let shown = wrong.map(|cell| {
        let value = review.decided_value(cell).map(|value| value.to_string());
        format!("{}={}", review.sheet().slots[cell].id, value.unwrap_or_default())
    });
    shown.collect::<Vec<_>>().join(" ")
}

/// The name of a unit of the form, the same in every language.
pub(super) fn unit_name(unit: Unit) -> &'static str {
    match unit {
        Unit::Count => "count",
        Unit::TenThousandYuan => "万元",
    }
}
