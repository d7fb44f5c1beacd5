//! Rows that slid, or that cells have to be joined or split in.

use crate::editing::check::derive;
use crate::review::rows::{Operation, Row};
use crate::review::similar::{ErrorPattern, SimilarError};
use crate::review::{Choice, Content, Review, Status};

const ALL: [Operation; 4] = [Operation::SlideRight, Operation::SlideLeft, Operation::Join, Operation::Split];

/// The operations each of which makes of the row as it was read what was decided of it, if there are any.
pub(crate) fn pattern(review: &Review, cell: usize) -> Option<ErrorPattern> {
    let row = Row::as_read(review, cell);
    let corrected = |cell: usize| review.status(cell) == Status::Corrected;
    if row.cells.clone().filter(|&cell| corrected(cell)).count() < 2 {
        return None;
    }
    // A gap that a slide left may have been filled since.
    let decided = |(cell, content): &(usize, Content)| {
        review.content(*cell) == Some(*content) || *content == Content::Blank && corrected(*cell)
    };
    let is_whole = |changes: &[(usize, Content)]| {
        let changed = |cell: usize| changes.iter().any(|(other, _)| *other == cell);
        changes.iter().all(decided) && row.cells.clone().all(|cell| corrected(cell) == changed(cell))
    };
    let ways = ALL.into_iter().flat_map(|operation| row.cells.clone().map(move |cell| (operation, cell)));
    let found = ways.filter(|&(operation, cell)| row.after(operation, cell).is_ok_and(|row| is_whole(&row)));
    let found: Vec<_> = found.map(|(operation, cell)| (operation, review.sheet().slots[cell].id.to_string())).collect();
    (!found.is_empty()).then_some(ErrorPattern::Row(found))
}

/// The same row, if an equation of it does not hold and one of the operations can be done: the first that settles it,
/// else the first.
pub(crate) fn likes(review: &Review, operations: &[(Operation, String)]) -> Vec<SimilarError> {
    let sheet = review.sheet();
    let position = |(operation, cell): &(Operation, String)| Some((*operation, sheet.position(&cell.as_str().into())?));
    let found = operations.iter().filter_map(position);
    let likes: Vec<SimilarError> = found.filter_map(|(operation, cell)| like(review, operation, cell)).collect();
    let settling = likes.iter().find(|like| like.bearing.settles());
    settling.or(likes.first()).cloned().into_iter().collect()
}

fn like(review: &Review, operation: Operation, cell: usize) -> Option<SimilarError> {
    let sheet = review.sheet();
    let row = Row::in_force(review, cell);
    sheet.strict_equations_of(row.cells.clone()).find(|&nth| review.assessment.outcomes[nth].fails())?;
    let changes = filled(review, row.after(operation, cell).ok()?);
    let choices = changes.into_iter().map(|(cell, content)| Choice::to_hold(review, cell, content));
    SimilarError::of(review, choices.collect())
}

/// The gap that an operation leaves, filled with the value that follows from the other cells then.
fn filled(review: &Review, changes: Vec<(usize, Content)>) -> Vec<(usize, Content)> {
    let mut values = review.amounts();
    for (cell, content) in &changes {
        values[*cell] = content.amount();
    }
    let derived = derive(review.sheet(), &values);
    let fill = |(cell, content): (usize, Content)| match &derived[cell] {
        Some(derived) if content == Content::Blank => (cell, Content::Number(derived.value)),
        _ => (cell, content),
    };
    changes.into_iter().map(fill).collect()
}
