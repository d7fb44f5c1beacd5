//! What was done in this session, to be gone back to or gone on with.

use crate::tui::decide::history::History;
use crate::tui::find::Last;
use crate::tui::places::Places;
use crate::tui::raw::claims::Visited;

/// What was done in this session.
#[derive(Debug, Default)]
pub struct Session {
    /// The decisions that were made
    pub history: History,
    /// The places that were left
    pub places: Places,
    /// What was last searched for
    pub last: Last,
    /// The cell that one went to from a sentence
    pub claim: Option<Visited>,
    /// What was last copied
    pub copied: String,
}
