//! What comes in from the background, and what it was asked for.

use std::sync::Arc;

use crate::error::Error;
use crate::tui::model::file::Ready;
use crate::tui::model::queue::Queue;

/// What comes in from the background, and what it was asked for.
#[derive(Debug, Default)]
pub struct Intake {
    /// What is to be read while the reviewer works
    pub queue: Arc<Queue>,
    /// Whether there may be reports that were not found yet
    pub searching: bool,
    /// What could not be followed while looking for them
    pub failed: Vec<Error>,
    /// Whether the list is older than what was read
    pub outdated: bool,
    /// Whether what a search found is not drawn yet
    pub stale: bool,
    /// Reports that may be opened next, as they were read
    pub ready: Vec<Ready>,
    /// What was looked ahead from last
    pub from: Option<Standpoint>,
}

/// Where one looks ahead from: the report, the cell, and how many decisions there are.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Standpoint {
    /// The report, by its position in the folder
    pub report: usize,
    /// The cell
    pub cell: usize,
    /// Decisions on the report
    pub decisions: usize,
}
