//! What arrives from the background: reports that were found, and what was read of them.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::error::Error;
use crate::tui::jobs::{self, News};
use crate::tui::model::App;
use crate::tui::model::queue::{Answer, Queue};

impl App<'_> {
    /// What the screen asks to be read for it.
    pub fn queue(&self) -> Arc<Queue> {
        self.intake.queue.clone()
    }

    /// The thresholds for which reports are summed up.
    pub fn thresholds(&self) -> &[f64] {
        self.folder.thresholds()
    }

    /// Says that reports are still looked for.
    pub fn expect_more(&mut self) {
        self.intake.searching = true;
    }

    /// Whether reports are still looked for.
    pub fn is_searching(&self) -> bool {
        self.intake.searching
    }

    /// Opens a report at a cell before it is known where it stands among the others.
    pub fn begin_at(&mut self, path: PathBuf, cell: &str) {
        self.folder.add_unranked(path);
        self.intake.queue.add(self.folder.entries.first().map(|entry| entry.path.clone()));
        self.open(0);
        let there = self.report.review.as_ref().ok().and_then(|review| review.sheet().position(&cell.into()));
        if let Some(cell) = there {
            self.report.select(cell);
        }
        self.follow();
    }

    /// The report on the screen and the address of the selected cell.
    pub fn whereabouts(&self) -> Option<(&Path, &str)> {
        let path = &*self.folder.here()?.path;
        Some((path, self.report.address().unwrap_or_default()))
    }

    /// What could not be followed of the paths to find reports by.
    pub fn failures(&mut self) -> Vec<Error> {
        std::mem::take(&mut self.intake.failed)
    }

    /// The report on the screen, as its position in the folder.
    pub fn current(&self) -> usize {
        self.folder.current
    }

    /// Whether there is nothing to show and never will be.
    pub fn is_void(&self) -> bool {
        self.folder.entries.is_empty() && !self.intake.searching
    }

    /// Takes in what the background tells; true if it is to be seen at once, and not only when there is time.
    pub fn take_in(&mut self, news: News) -> bool {
        if let News::Read(Answer::Ahead(_) | Answer::Weighed(_) | Answer::Broke) = news {
            self.take_in_ahead(news);
            return false;
        }
        self.intake.outdated = true;
        match news {
            News::Found(paths) => {
                let was_empty = self.folder.entries.is_empty();
                self.add(paths);
                was_empty
            }
            News::Failed(error) => {
                self.warn(error.say(self.setup.words));
                self.intake.failed.push(error);
                true
            }
            News::AllFound => {
                self.intake.searching = false;
                true
            }
            News::Read(Answer::Summary(report_ix, summary)) => {
                self.folder.take_in(report_ix, summary);
                self.want_years();
                false
            }
            News::Read(Answer::Year(facts)) => facts.is_some_and(|facts| self.report.years.take_in(facts)),
            News::Read(_) => false,
        }
    }

    /// Whether the list is older than what was read.
    pub fn is_outdated(&self) -> bool {
        self.intake.outdated
    }

    /// Brings the list up to what was read; the selected report stays selected.
    pub fn freshen(&mut self) {
        if std::mem::take(&mut self.intake.outdated) {
            self.listing.stale = true;
        }
        self.follow();
    }

    /// Does one task that was asked for, here and now; false if there is none.
    pub fn idle(&mut self) -> bool {
        self.look_ahead();
        if self.step_similar() {
            self.follow();
            return true;
        }
        let Some(task) = self.intake.queue.next() else { return false };
        let answer = jobs::work(task, &self.setup.sight, &mut self.reader, self.folder.thresholds(), self.setup.words);
        self.intake.queue.done();
        self.take_in(News::Read(answer));
        true
    }

    /// Whether what a search has found since the last time belongs on the screen as it is.
    pub fn is_stale(&mut self) -> bool {
        std::mem::take(&mut self.intake.stale)
    }

    /// Adds reports; the first of all is opened.
    pub(in crate::tui) fn add(&mut self, paths: Vec<PathBuf>) {
        let was_empty = self.folder.entries.is_empty();
        let added = self.folder.add(paths);
        self.intake.queue.add(added);
        self.intake.outdated = true;
        if was_empty {
            self.open(0);
            self.follow();
        }
    }

    pub(super) fn want_years(&mut self) {
        for report_ix in self.report.years.wanted(&self.folder) {
            self.intake.queue.want_year(report_ix);
        }
    }
}
