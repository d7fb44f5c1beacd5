//! The rows of an export: a cell of a report, or a report. What their columns hold is in [`crate::export::columns`].

use std::borrow::Cow;

use rust_decimal::Decimal;

use crate::editing::assess::Suggestion;
use crate::form::CellId;
use crate::review::{Content, Review, Status, Tally};
use crate::sheet::record::State;

/// A cell of a report as it leaves the program.
#[derive(Clone)]
pub struct CellRow<'a> {
    review: &'a Review,
    cell: usize,
    source: Cow<'a, str>,
    status: Status,
    suggestion: Option<Suggestion>,
}

/// The rows of a report, in form order.
pub fn cell_rows(review: &Review) -> impl Iterator<Item = CellRow<'_>> {
    let source = review.source.path.to_string_lossy();
    (0..review.sheet().len()).map(move |cell| CellRow {
        review,
        cell,
        source: source.clone(),
        status: review.status(cell),
        suggestion: review.best_suggestion(cell),
    })
}

impl CellRow<'_> {
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

    /// The form that the cell's table follows.
    pub fn form(&self) -> &str {
        &self.review.sheet().part(self.cell).form.id
    }

    /// The cell's address.
    pub fn cell(&self) -> &CellId {
        &self.review.sheet().slots[self.cell].id
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
        self.review.place(self.cell)
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
    tally: Tally,
}

impl<'a> ReportRow<'a> {
    /// The row of a report; cells below a threshold count as open.
    pub(super) fn of(review: &'a Review, threshold: f64) -> Self {
        let source = review.source.path.to_string_lossy();
        Self { review, source, form: review.record.form(), tally: review.tally(threshold) }
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

    /// How many cells and equations are in which state.
    pub fn tally(&self) -> &Tally {
        &self.tally
    }

    /// The number in force of a cell; none where the report's form has no such cell.
    pub fn value(&self, cell: &CellId) -> Option<Decimal> {
        self.review.sheet().position(cell).and_then(|cell| self.review.values()[cell])
    }
}
