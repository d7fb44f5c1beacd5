//! Cells that are blank or missing, and whose value follows from the others.

use crate::review::similar::{ErrorPattern, SimilarError};
use crate::review::{Choice, Content, Review, Status};
use crate::sheet::record::State;
use crate::sidecar::Verdict;

/// A blank or missing cell that was given a number.
pub(crate) fn pattern(review: &Review, cell: usize) -> Option<ErrorPattern> {
    let empty = matches!(review.reading(cell).state, State::Blank | State::Absent);
    let given = review.status(cell) == Status::Corrected && review.values()[cell].is_some();
    (empty && given).then(|| ErrorPattern::Blank(review.sheet().slots[cell].id.to_string()))
}

/// The cells of the same column, and the same row, that are blank or missing and follow from the others.
pub(crate) fn likes(review: &Review, cell: &str) -> Vec<SimilarError> {
    let sheet = review.sheet();
    let Some(cell) = sheet.position(&cell.into()) else { return Vec::new() };
    let slot = &sheet.slots[cell];
    let same = |other: &usize| {
        let other = &sheet.slots[*other];
        (other.part, other.block) == (slot.part, slot.block) && (other.column == slot.column || other.row == slot.row)
    };
    let derived = |cell: usize| Some((cell, review.assessment.derived[cell].as_ref()?.value));
    let choice = |(cell, value)| Choice::new(cell, Verdict::Correct, Content::Number(value));
    let cells = (0..sheet.len()).filter(same).filter_map(derived).map(choice);
    cells.filter_map(|choice| SimilarError::of(review, vec![choice])).collect()
}
