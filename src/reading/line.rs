//! A row of a table beside the line of the form that it may be.

use crate::reading::place::{Candidates, Sum};

/// A row and the line that it stands on.
#[derive(Debug)]
pub(crate) struct Line<'a> {
    /// Position in the sheet of the line's first cell
    pub first: usize,
    /// Sums within the line, their terms counted from its first cell
    pub sums: Vec<Sum>,
    /// The candidates for where its values stand
    pub candidates: Candidates<'a>,
    /// Whether a blank may just as well be none of the line's cells
    pub blanks_are_loose: bool,
    /// Whether most rows of the table are as short as this one, so that a whole column may be missing
    pub is_of_many: bool,
    /// Whether its blank cells have left no trace, so that only sums can prove where its values stand
    pub blanks_vanished: bool,
}

impl Line<'_> {
    /// The number of its cells.
    pub(crate) fn width(&self) -> usize {
        self.candidates.all[0].tokens.len()
    }
}
