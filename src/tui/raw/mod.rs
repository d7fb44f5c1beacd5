//! The raw pane: the report as it stands in the file, every character visible.

pub mod claims;
pub mod cursor;
pub mod debris;
pub mod draw;
pub mod rows;

use crate::review::Review;
use crate::source::Span;

/// The columns of the line number and the mark beside it.
const GUTTER: usize = 6;

/// The cell whose text lies in a stretch of the report or covers it, if there is one.
pub fn cell_over(review: &Review, stretch: Span) -> Option<usize> {
    let meets = |span: Span| span.start < stretch.end.max(stretch.start + 1) && stretch.start < span.end;
    review.record.readings.iter().position(|reading| reading.span.is_some_and(meets))
}
