//! How far the review of a report is: what the list, and the account of a folder, keep of a report that was read, so small
//! that it can be kept for a hundred thousand of them.

mod folder;
mod rule_counts;

pub use folder::{FolderSummary, ReviewerDecisions};
pub use rule_counts::RuleCounts;

use crate::editing::check::Proof;
use crate::review::priority::{Benefit, LEVELS};
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

/// What needs review at one threshold.
#[derive(Clone, Copy, Debug, Default)]
pub struct OpenAt {
    /// Cells that need review
    pub open: u16,
    /// The priority of the report ([`crate::review::priority`])
    pub priority: f32,
    /// Cells that nobody reviewed and that need no review: proved by two equations or more, by one, by none or only as
    /// 0 = 0
    done: [u16; 3],
}

/// A report in numbers: its cells, its equations, and what needs review at each of some thresholds.
#[derive(Clone, Debug, Default)]
pub struct ReportSummary {
    /// The agency
    pub agency: Option<Box<str>>,
    /// The year
    pub year: Option<u16>,
    /// All cells
    pub cells: u16,
    /// Cells that a reviewer decided
    pub settled: u16,
    /// Cells without a value whose value the equations imply
    pub solved: u16,
    /// Open cells that failing equations point at
    pub contradicted: u16,
    /// Cells on which the decisions of two people contradict each other
    pub conflicts: u16,
    /// Cells that two equations prove
    pub proved: u16,
    /// Those of them that a review skips ([`skipped`])
    pub skipped: u16,
    /// Whether anything was decided
    pub decided: bool,
    /// How often equations held, failed without being marked as the original's own error, and did not run
    pub equations: RuleCounts,
    /// What needs review at each threshold
    at: [OpenAt; LEVELS],
}

impl ReportSummary {
    /// The position of the open cells among [`ReportSummary::shares`].
    pub const OPEN: usize = 4;

    /// The summary of a report, for each of some thresholds, least first.
    pub fn of(review: &Review, thresholds: &[f64]) -> Self {
        let last = thresholds.last().copied().unwrap_or(1.0);
        let mut summary = Self {
            agency: review.record.agency.as_deref().map(Into::into),
            year: review.record.year,
            cells: review.sheet().len() as u16,
            skipped: skipped(review).count() as u16,
            decided: !review.decisions().is_empty(),
            equations: review.equation_counts(),
            ..Self::default()
        };
        let mut worths = [Benefit::default(); LEVELS];
        for cell in 0..review.sheet().len() {
            summary.add(review, cell, thresholds, last, &mut worths);
        }
        for (at, worth) in summary.at.iter_mut().zip(worths) {
            at.priority = worth.with_opening() as f32;
        }
        summary
    }

    fn add(&mut self, review: &Review, cell: usize, thresholds: &[f64], last: f64, worths: &mut [Benefit; LEVELS]) {
        let (proof, is_settled) = (review.proof(cell), review.status(cell).is_settled());
        let gravest = review.need(cell, last);
        self.settled += u16::from(is_settled);
        self.proved += u16::from(proof == Proof::Proved);
        self.solved += u16::from(gravest == Some(Need::Solved));
        self.contradicted += u16::from(gravest == Some(Need::Contradicted));
        self.conflicts += u16::from(gravest == Some(Need::Conflict));
        // From which of the thresholds on the cell needs review.
        let first = match gravest {
            None | Some(Need::Solved) => LEVELS,
            Some(_) => thresholds.partition_point(|&threshold| review.need(cell, threshold).is_none()),
        };
        if !is_settled && gravest != Some(Need::Solved) {
            let share = match proof {
                Proof::Proved => 0,
                Proof::Supported => 1,
                Proof::Contradicted | Proof::Unchecked | Proof::Trivial => 2,
            };
            self.at.iter_mut().take(first).for_each(|at| at.done[share] += 1);
        }
        if let Some(need) = gravest.filter(|need| *need != Need::Solved) {
            let worth = Benefit::of(review, cell, need);
            for (at, all) in self.at.iter_mut().zip(worths).skip(first) {
                (at.open, *all) = (at.open + 1, all.and(worth));
            }
        }
    }

    /// What needs review at one of the thresholds.
    pub fn at(&self, level: usize) -> OpenAt {
        self.at[level.min(LEVELS - 1)]
    }

    /// Cells that need review at the highest threshold.
    pub fn open(&self) -> u16 {
        self.at(LEVELS).open
    }

    /// The cells by what is known of them, each counted once, in the order in which they are named everywhere: proved, one
    /// equation holds, reviewed, not proved, open, implied by equations.
    pub fn shares(&self, level: usize) -> [usize; 6] {
        let OpenAt { open, done: [proved, supported, unproved], .. } = self.at(level);
        [proved, supported, self.settled, unproved, open, self.solved].map(usize::from)
    }

    /// How far the review is, by one of the thresholds.
    pub fn state(&self, level: usize) -> State {
        let left = usize::from(self.at(level).open) + usize::from(self.solved) + self.equations.failed;
        match (self.conflicts, left, self.decided) {
            (1.., _, _) => State::Conflict,
            (_, 0, _) => State::Done,
            (_, _, true) => State::InWork,
            (_, _, false) => State::Untouched,
        }
    }

    /// Whether no cell needs review, none waits for the value that equations imply, and every equation that fails was
    /// explained.
    pub fn nothing_left(&self) -> bool {
        self.open() + self.solved == 0 && self.equations.failed == 0
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
