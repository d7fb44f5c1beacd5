//! How one cell of a table is shown: its text, the sign before it, and its look.

use crate::check::Proof;
use crate::record::State;
use crate::review::{Need, Review, Status};
use crate::tui::theme::Look;
use crate::visible::visible;

/// How a cell is told from others: a sign before its value, and a look.
pub fn mark(review: &Review, cell: usize, threshold: f64) -> (&'static str, Look) {
    match (review.status(cell), review.need(cell, threshold)) {
        (Status::Corrected, _) => ("*", Look::Corrected),
        (Status::Confirmed, _) => ("=", Look::Confirmed),
        (Status::SourceError, _) => ("#", Look::SourceError),
        (_, Some(Need::Contradicted)) => ("!", Look::Contradicted),
        (_, Some(Need::Doubtful | Need::Illegible)) => ("?", Look::Doubtful),
        (_, Some(Need::Reopened)) => ("^", Look::Contradicted),
        (_, Some(Need::Blank)) => ("", Look::Blank),
        (_, Some(Need::Absent)) => ("", Look::Absent),
        (_, Some(Need::Solved) | None) => match calm(review, cell) {
            // A figure that no equation bears out has to be told from one that is proved without any colour.
            Look::Text if review.values()[cell].is_some() => ("'", Look::Text),
            look => ("", look),
        },
    }
}

fn calm(review: &Review, cell: usize) -> Look {
    match (review.reading(cell).state, review.proof(cell)) {
        (State::Blank, _) => Look::Blank,
        (State::Absent, _) => Look::Absent,
        (_, Proof::Contradicted) => Look::Failing,
        _ if review.values()[cell].is_some_and(|value| value.is_zero()) => Look::Zero,
        (_, Proof::Proved | Proof::Supported) => Look::Proved,
        _ => Look::Text,
    }
}

/// What stands in a cell on the screen: the value in force, or a sign for what there is instead. A value that follows
/// from the others stands in brackets.
pub fn shown(review: &Review, cell: usize) -> String {
    if let Some(value) = review.values()[cell] {
        return value.to_string();
    }
    let derived = review.assessment.derived[cell].as_ref().map(|derived| format!("({})", derived.value));
    match review.reading(cell).state {
        State::Blank => derived.map_or_else(|| "_".into(), |value| format!("_{value}")),
        State::Absent => derived.map_or_else(|| "~".into(), |value| format!("~{value}")),
        _ => visible(review.raw(cell)).into_owned(),
    }
}
