//! Looking ahead, while the reviewer looks at a cell: the decisions that are likely to be made on it are weighed, and the
//! reports that are likely to be opened next are read, so that the screen need not wait for either.

use std::path::Path;

use crate::review::{Prospect, Review};
use crate::tui::jobs::News;
use crate::tui::model::App;
use crate::tui::model::file::Ready;
use crate::tui::model::queue::{Answer, Standpoint};

/// So many of the values that are offered for a cell are weighed.
const WEIGHED: usize = 2;
/// So many reports that were read ahead are kept.
const KEPT: usize = 4;

impl App<'_> {
    /// Asks for what is likely to be wanted next, if one stands elsewhere than the last time.
    pub fn look_ahead(&mut self) {
        let Ok(review) = &self.report.review else { return };
        let decisions = review.decisions().len();
        let here = Standpoint { report: self.folder.current, cell: self.report.selected, decisions };
        let before = self.intake.from.replace(here);
        if before == Some(here) {
            return;
        }
        let prospects = self.prospects(review);
        self.intake.queue.weigh(prospects);
        if before.is_none_or(|before| before.report != here.report || before.decisions != here.decisions) {
            self.read_ahead();
        }
    }

    /// What the likeliest decisions on the selected cell would come to. Where no repair has to be looked for, it is worked
    /// out in no time when it is wanted.
    fn prospects(&self, review: &Review) -> Vec<Prospect> {
        let cell = self.report.selected;
        if review.assessment.faults.is_empty() || review.status(cell).is_settled() || !review.sides(cell).is_empty() {
            return Vec::new();
        }
        let offered = self.offers(review);
        let mut likely: Vec<_> = offered.iter().take(WEIGHED).map(|one| self.to_take_offered(one)).collect();
        likely.insert(likely.len().min(1), vec![self.to_confirm(review)]);
        likely.iter().filter_map(|choices| review.prospect(choices)).collect()
    }

    /// Asks for the reports that are likely to be opened next: the one with most to gain, and the neighbours in the list.
    fn read_ahead(&mut self) {
        let rows = &self.listing.rows;
        let row = self.listing.row_of(self.folder.current);
        let beside = |step: isize| match row {
            Some(row) => row.checked_add_signed(step).and_then(|row| rows.get(row).copied()),
            None => {
                self.folder.current.checked_add_signed(step).filter(|&report_ix| report_ix < self.folder.entries.len())
            }
        };
        let mut next: Vec<usize> = Vec::new();
        for report_ix in [self.best_not_passed(), beside(1), beside(-1)].into_iter().flatten() {
            if report_ix != self.folder.current && !next.contains(&report_ix) {
                next.push(report_ix);
            }
        }
        let path = |report_ix: &usize| self.folder.entries.get(*report_ix).map(|entry| entry.path.clone());
        let paths: Vec<_> = next.iter().filter_map(path).collect();
        self.intake.ready.retain(|ready| paths.iter().any(|path| **path == *ready.path));
        let is_ready = |path: &Path| self.intake.ready.iter().any(|ready| ready.path == path);
        let missing = next.into_iter().zip(&paths).filter(|(_, path)| !is_ready(path)).map(|(report_ix, _)| report_ix);
        let missing: Vec<usize> = missing.collect();
        self.intake.queue.want_next(missing.into_iter());
    }

    /// Takes in what was done ahead.
    pub(super) fn take_in_ahead(&mut self, news: News) {
        match (news, &mut self.report.review) {
            (News::Read(Answer::Ahead(Some(ready))), _) => {
                self.intake.ready.retain(|other| other.path != ready.path);
                self.intake.ready.truncate(KEPT - 1);
                self.intake.ready.push(*ready);
            }
            (News::Read(Answer::Weighed(foreseen)), Ok(review)) => review.foresee(*foreseen),
            _ => {}
        }
    }

    /// A report that was read ahead and has not changed since.
    pub(super) fn ready_to_open(&mut self, path: &Path) -> Option<Ready> {
        let at = self.intake.ready.iter().position(|ready| ready.path == path)?;
        Some(self.intake.ready.swap_remove(at)).filter(Ready::is_current)
    }
}
