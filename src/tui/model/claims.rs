//! What lies at a place of the text: the cell that was read from there, or a sentence that claims something of the
//! tables, and the cells that it may mean.

use crate::claims::{Meaning, Outcome};
use crate::review::Review;
use crate::source::Span;

/// The cell of a claim that one went to last.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Visited {
    /// The report, by its position in the folder
    pub report: usize,
    /// The claim
    pub claim: usize,
    /// Its position among those of the claim
    pub nth: usize,
}

/// The cells that a claim means, each once: those of the reading that fits; if none does, those of all of them. A claim
/// that says nothing means none.
pub(crate) fn cells_of(review: &Review, claim: usize) -> Vec<usize> {
    let readings = &review.claims[claim].readings;
    let meant = match &review.assessment.claims[claim] {
        Outcome::Fits { reading } => readings.get(*reading..=*reading).unwrap_or_default(),
        Outcome::Misfits { .. } => readings.as_slice(),
        Outcome::DidNotRun { .. } | Outcome::SaysNothing => &[],
    };
    let mut cells = Vec::new();
    for cell in meant.iter().flat_map(Meaning::cells) {
        if !cells.contains(&cell) {
            cells.push(cell);
        }
    }
    cells
}

/// Whether a claim does not fit the tables.
pub(crate) fn misfits(review: &Review, claim: usize) -> bool {
    matches!(review.assessment.claims[claim], Outcome::Misfits { .. })
}

/// The claims that mean a cell, in the order of the text.
pub(crate) fn claims_on(review: &Review, cell: usize) -> Vec<usize> {
    (0..review.claims.len()).filter(|&claim| cells_of(review, claim).contains(&cell)).collect()
}

/// The claim whose number stands at a place; else, of those in whose sentence it lies, the one with the nearest number.
pub(crate) fn claim_at(review: &Review, byte: usize) -> Option<usize> {
    let distance = |span: Span| span.start.saturating_sub(byte).max(byte.saturating_sub(span.end.saturating_sub(1)));
    let says = |claim: &usize| {
        let claimed = &review.claims[*claim];
        let covers = claimed.sentence.range().contains(&byte) || claimed.number.range().contains(&byte);
        covers && !cells_of(review, *claim).is_empty()
    };
    (0..review.claims.len()).filter(says).min_by_key(|&claim| distance(review.claims[claim].number))
}

/// The cell whose text lies in a stretch of the report or covers it, if there is one.
pub(crate) fn cell_over(review: &Review, stretch: Span) -> Option<usize> {
    let meets = |span: Span| span.start < stretch.end.max(stretch.start + 1) && stretch.start < span.end;
    review.record.readings.iter().position(|reading| reading.span.is_some_and(meets))
}
