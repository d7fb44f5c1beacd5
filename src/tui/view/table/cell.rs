//! How one cell of a table looks on the screen.

use crate::findings::mark::Mark;

pub use crate::findings::mark::shown;
use crate::review::Review;
use crate::tui::view::theme::Look;

/// What stands behind the value of a cell that has a note.
pub const NOTED: &str = "@";

/// How a cell is told from others: a sign before its value, and a look.
pub fn mark(review: &Review, cell: usize, threshold: f64) -> (&'static str, Look) {
    let mark = Mark::of(review, cell, threshold);
    let is_zero = || review.values()[cell].is_some_and(|value| value.is_zero());
    let look = match mark {
        Mark::Corrected => Look::Corrected,
        Mark::Confirmed => Look::Confirmed,
        Mark::SourceError => Look::SourceError,
        Mark::Contradicted | Mark::Conflict | Mark::Reopened => Look::Contradicted,
        Mark::Doubtful => Look::Doubtful,
        Mark::Blank => Look::Blank,
        Mark::Absent => Look::Absent,
        Mark::Failing => Look::Failing,
        Mark::Proved | Mark::Plain if is_zero() => Look::Zero,
        Mark::Proved => Look::Proved,
        Mark::Plain => Look::Text,
    };
    // A figure that no equation bears out has to be told from one that is proved without any colour.
    let sign = if look == Look::Text && review.values()[cell].is_some() { "'" } else { mark.sign() };
    (sign, look)
}
