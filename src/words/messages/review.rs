//! What becomes of decisions that cannot be saved beside their report.

use crate::words::messages::messages;

messages! {
    /// What becomes of decisions that cannot be saved beside their report.
    pub enum ReviewMessage<'a> in Review of &'a dyn std::fmt::Display {
        SavedAtLast { path },
        Rescued { path, error, rescue },
        NotRescued { path, error },
    }
}
