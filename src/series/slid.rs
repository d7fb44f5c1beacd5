//! Rows that slid, or that cells have to be joined or split in.

use crate::check::derive;
use crate::review::{Choice, Content, Review, Status};
use crate::rows::{Operation, Row};
use crate::series::{Like, Pattern};

const ALL: [Operation; 4] = [Operation::SlideRight, Operation::SlideLeft, Operation::Join, Operation::Split];

/// The operation that makes of the row as it was read what was decided of it, if there is one.
pub fn pattern(review: &Review, cell: usize) -> Option<Pattern> {
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
    let found = ways.into_iter().find(|&(operation, cell)| row.after(operation, cell).is_ok_and(|row| is_whole(&row)));
    found.map(|(operation, cell)| Pattern::Row(operation, review.sheet().slots[cell].id.to_string()))
}

/// The same row, if an equation of it does not hold and the same operation can be done.
pub fn likes(review: &Review, operation: Operation, cell: &str) -> Vec<Like> {
    let Some(cell) = review.sheet().position(&cell.into()) else { return Vec::new() };
    let row = Row::in_force(review, cell);
    let sheet = review.sheet();
    let fails = sheet.strict_equations_of(row.cells.clone()).any(|nth| review.assessment.outcomes[nth].fails());
    let Ok(changes) = row.after(operation, cell) else { return Vec::new() };
    if !fails {
        return Vec::new();
    }
    let choices = filled(review, changes).into_iter().map(|(cell, content)| Choice::to_hold(review, cell, content));
    Like::of(review, choices.collect()).into_iter().collect()
}

/// The gap that an operation leaves, filled with the value that follows from the other cells then.
fn filled(review: &Review, changes: Vec<(usize, Content)>) -> Vec<(usize, Content)> {
    let mut values = review.values().to_vec();
    for (cell, content) in &changes {
        values[*cell] = content.value();
    }
    let derived = derive(review.sheet(), &values);
    let fill = |(cell, content): (usize, Content)| match &derived[cell] {
        Some(derived) if content == Content::Blank => (cell, Content::Number(derived.value)),
        _ => (cell, content),
    };
    changes.into_iter().map(fill).collect()
}
