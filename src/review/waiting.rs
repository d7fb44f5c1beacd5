//! Decisions in the file beside a report that were made on another one: they wait, and none is in force.
//!
//! A file of decisions names the report that it belongs to, by name and content. Where both are others, it is another
//! report's. Where the content alone is another, the report was corrected and published again, or files were renumbered
//! and the name is now that of another report. The figures that the decisions saw show which it is: zeros and blanks are
//! the same in any two reports, 1204 is not. A figure weighs as much as it would be surprising to find it in the report by
//! chance, `-ln(share)` with the share of the report's cells that read so. The decisions count as made on this report if
//! the figures that are still in their cells weigh as much as those that are not.

use std::collections::{BTreeMap, HashMap};

use crate::review::Review;
use crate::sidecar::{Belonging, Decision, Ledger, Verdict};

/// Decisions on another report.
#[derive(Debug)]
pub struct Waiting {
    /// The name of the report that they were made on; none if it has the name of this one
    pub made_on: Option<String>,
    /// How many there are
    pub count: usize,
    /// The last one on each cell that this report has too, unless it was withdrawn
    on: BTreeMap<usize, Decision>,
}

impl Review {
    /// The decisions beside the report that were made on another one, if there are any.
    pub fn waiting(&self) -> Option<&Waiting> {
        self.waiting.as_ref()
    }

    /// The decision that waits on a cell of which nothing else was decided.
    pub fn waiting_on(&self, cell: usize) -> Option<&Decision> {
        if self.decision(cell).is_some() {
            return None;
        }
        self.waiting.as_ref()?.on.get(&cell)
    }

    /// Sets the decisions of a file aside if they were made on another report.
    pub(super) fn set_aside_others(&mut self) {
        let belonging = self.sidecar.belonging(&self.source);
        let is_other = match belonging {
            Belonging::Same => false,
            Belonging::Changed => self.is_unlike(),
            Belonging::Foreign => true,
        };
        if is_other {
            let made_on = (belonging == Belonging::Foreign).then(|| self.sidecar.name_of_report().to_owned());
            let ledger = self.sidecar.set_aside();
            let on = latest(&ledger).filter(|decision| decision.verdict != Verdict::Withdraw);
            let on = on.filter_map(|decision| Some((self.sheet().position(&decision.cell)?, decision.clone())));
            self.waiting = Some(Waiting { made_on, count: ledger.decisions().len(), on: on.collect() });
        }
    }

    /// Whether the figures that the decisions saw are those of another report. If none is still in its cell, that is left
    /// to the cells: no decision can then be in force.
    fn is_unlike(&self) -> bool {
        let cells = 0..self.sheet().len();
        let mut count: HashMap<&str, usize> = HashMap::new();
        for cell in cells.clone() {
            *count.entry(self.raw(cell)).or_default() += 1;
        }
        // A text that the report has not at all is counted as if one more cell had it.
        let weight = |text: &str| {
            let count = count.get(text).copied().unwrap_or_default() + 1;
            ((cells.len() + 1) as f64 / count as f64).ln()
        };
        let (mut kept, mut lost, mut any_kept) = (0.0, 0.0, false);
        for decision in latest(self.sidecar.ledger()) {
            let Some(cell) = self.sheet().position(&decision.cell) else { continue };
            if decision.saw == self.raw(cell) {
                kept += weight(&decision.saw);
                any_kept = true;
            } else {
                lost += weight(&decision.saw);
            }
        }
        any_kept && lost > kept
    }
}

/// The last decision with something to say on each cell.
fn latest(ledger: &Ledger) -> impl Iterator<Item = &Decision> {
    let last = ledger.in_force().into_values().filter_map(|in_force| in_force.heard.last().copied());
    last.map(|at| &ledger.decisions()[at])
}
