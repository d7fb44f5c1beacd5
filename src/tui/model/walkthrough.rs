//! Going from one cell that needs a person to the next, through the report and then through the folder, in the order of
//! what it is worth to look at them ([`crate::review::priority`]).

use std::collections::HashSet;

use crate::review::priority::ReviewPriority;
use crate::tui::model::pace::Pace;
use crate::tui::model::sample::Sample;

/// The reviewer's walkthrough of the folder.
#[derive(Debug, Default)]
pub(crate) struct Walkthrough {
    /// The cell decided last, and the place that it had
    pub decided: Option<ReviewPriority>,
    /// The reports that were on the screen, the last one last
    trail: Vec<usize>,
    /// The reports that were passed
    pub passed: HashSet<usize>,
    /// The report to open once the decision under way is saved
    pub then: Option<usize>,
    /// How fast the reviewer decides
    pub pace: Pace,
    /// The sample of proved cells that is looked at
    pub sample: Option<Sample>,
}

impl Walkthrough {
    /// Notes that a report is put on the screen. Who goes back to one begins the walkthrough again from there.
    pub(crate) fn enter(&mut self, report: usize) {
        self.decided = None;
        if self.passed.contains(&report) {
            while let Some(last) = self.trail.pop_if(|last| *last != report) {
                self.passed.remove(&last);
            }
        } else {
            self.passed.insert(report);
            self.trail.push(report);
        }
    }

    /// Begins again from the report on the screen.
    pub(crate) fn begin_again(&mut self) {
        let here = self.trail.pop();
        self.trail.clear();
        self.passed.clear();
        if let Some(here) = here {
            self.enter(here);
        }
    }

    /// The report that was on the screen before.
    pub(crate) fn before(&self) -> Option<usize> {
        self.trail.iter().rev().nth(1).copied()
    }
}
