//! How far the review of a report is: what the list, and the account of a folder, keep of a report that was read, so small
//! that it can be kept for a hundred thousand of them.

mod shares;

pub use shares::Shares;

use crate::editing::check::Proof;
use crate::review::priority::{LEVELS, Worth};
use crate::review::{Need, Review, Status};

/// How far the review of a report is.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum State {
    /// What two people decided contradicts each other.
    Conflict,
    /// Decisions were made, and something is left: cells that need a person or wait for their value to be taken, or sums
    /// that fail and that nobody has explained.
    InWork,
    /// Nothing was decided, and something is left.
    Untouched,
    /// No cell needs a person, none waits for its value to be taken, and no sum fails that nobody has explained.
    Done,
}

impl State {
    /// Every state, in the order in which the list sorts them.
    pub const ALL: &[Self] = &[Self::Conflict, Self::InWork, Self::Untouched, Self::Done];
}

/// What needs a person at one threshold.
#[derive(Clone, Copy, Debug, Default)]
pub struct Level {
    /// Cells that need a person
    pub open: u16,
    /// The benefit of looking at the report ([`crate::review::priority`])
    pub benefit: f32,
}

/// What is known of a report that was read.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// The agency
    pub agency: Option<Box<str>>,
    /// The year
    pub year: Option<u16>,
    /// Equations that fail
    pub failing: u16,
    /// Equations that did not run
    pub not_run: u16,
    /// Cells whose value follows from others
    pub solved: u16,
    /// Cells that a person settled
    pub settled: u16,
    /// Proved cells that no person has settled
    pub proved: u16,
    /// Whether anything was decided
    pub decided: bool,
    /// Cells on which the decisions of two people contradict each other
    pub conflicts: u16,
    /// What needs a person at each threshold
    at: [Level; LEVELS],
}

impl Known {
    /// What is known of a report, for each of these thresholds.
    pub fn of(review: &Review, thresholds: &[f64]) -> Self {
        let last = thresholds.last().copied().unwrap_or(1.0);
        let tally = review.tally(last);
        let mut opened = [(0, Worth::default()); LEVELS];
        for cell in 0..review.sheet().len() {
            let need = |threshold: f64| review.need(cell, threshold).filter(|need| *need != Need::Solved);
            let is_open = |&threshold: &f64| need(threshold).is_some();
            let Some(gravest) = need(last) else { continue };
            let first = thresholds.partition_point(|threshold| !is_open(threshold));
            let worth = Worth::of(review, cell, gravest);
            for (open, all) in opened.iter_mut().skip(first) {
                (*open, *all) = (*open + 1, all.and(worth));
            }
        }
        Self {
            agency: review.record.agency.as_deref().map(Into::into),
            year: review.record.year,
            failing: tally.failing as u16,
            not_run: tally.not_run as u16,
            solved: tally.solved as u16,
            settled: tally.settled as u16,
            proved: skipped(review).count() as u16,
            decided: !review.decisions().is_empty(),
            conflicts: tally.conflicts as u16,
            at: opened.map(|(open, worth)| Level { open, benefit: worth.with_opening() as f32 }),
        }
    }

    /// What needs a person at one of the thresholds.
    pub fn at(&self, level: usize) -> Level {
        self.at[level.min(LEVELS - 1)]
    }

    /// How far the review is, by one of the thresholds.
    pub fn state(&self, level: usize) -> State {
        let left = usize::from(self.at(level).open) + usize::from(self.solved) + usize::from(self.failing);
        match (self.conflicts, left, self.decided) {
            (1.., _, _) => State::Conflict,
            (_, 0, _) => State::Done,
            (_, _, true) => State::InWork,
            (_, _, false) => State::Untouched,
        }
    }
}

/// The proved cells of a report that no person has settled: those that a review skips.
pub fn skipped(review: &Review) -> impl Iterator<Item = usize> {
    (0..review.sheet().len())
        .filter(|&cell| review.proof(cell) == Proof::Proved && !review.status(cell).is_settled())
        .filter(|&cell| review.status(cell) != Status::Conflict)
        .filter(|&cell| review.values()[cell].is_some())
}

/// The cells that need a person; where there are none, those that wait for their value to be taken, in brackets.
pub fn open_shown(open: usize, solved: usize) -> String {
    if open == 0 && solved > 0 { format!("({solved})") } else { open.to_string() }
}
