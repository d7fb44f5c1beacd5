//! What arrives from the background: reports that were found, and what was read of them.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::error::Error;
use crate::tui::app::{App, Mode, Notice};
use crate::tui::folder::background::{self, News};
use crate::tui::folder::queue::{Answer, Queue};

impl App<'_> {
    /// What the screen asks to be read for it.
    pub fn queue(&self) -> Arc<Queue> {
        self.queue.clone()
    }

    /// The thresholds for which reports are summed up.
    pub fn thresholds(&self) -> &[f64] {
        &self.thresholds
    }

    /// Says that reports are still looked for.
    pub fn expect_more(&mut self) {
        self.searching = true;
    }

    /// Whether reports are still looked for.
    pub fn is_searching(&self) -> bool {
        self.searching
    }

    /// Opens a report at a cell before it is known where it stands among the others.
    pub fn begin_at(&mut self, path: PathBuf, cell: &str) {
        self.folder.add_unranked(path);
        self.queue.add(self.folder.entries.first().map(|entry| entry.path.clone()));
        self.open(0);
        let there = self.review.as_ref().ok().and_then(|review| review.sheet().position(&cell.into()));
        if let Some(cell) = there {
            self.select(cell);
        }
        self.follow();
    }

    /// The report on the screen and the address of the selected cell.
    pub fn whereabouts(&self) -> Option<(&Path, &str)> {
        let path = &*self.folder.here()?.path;
        let cell = self.review.as_ref().map_or("", |review| review.sheet().slots[self.selected].id.as_str());
        Some((path, cell))
    }

    /// What could not be followed of the paths to find reports by.
    pub fn failures(&mut self) -> Vec<Error> {
        std::mem::take(&mut self.failed)
    }

    /// The report on the screen, as its position in the folder.
    pub fn current(&self) -> usize {
        self.folder.current
    }

    /// Whether there is nothing to show and never will be.
    pub fn is_void(&self) -> bool {
        self.folder.entries.is_empty() && !self.searching
    }

    /// Takes in what the background tells; true if it is to be seen at once, and not only when there is time.
    pub fn take_in(&mut self, news: News) -> bool {
        self.outdated = true;
        match news {
            News::Found(paths) => {
                let was_empty = self.folder.entries.is_empty();
                self.add(paths);
                was_empty
            }
            News::Failed(error) => {
                self.notice = Some(Notice { text: error.say(self.setup.words), alarm: true });
                self.failed.push(error);
                true
            }
            News::AllFound => {
                self.searching = false;
                true
            }
            News::Read(Answer::Summary(nth, summary)) => {
                self.folder.take_in(nth, summary);
                self.want_years();
                false
            }
            News::Read(Answer::Year(facts)) => facts.is_some_and(|facts| self.years.take_in(facts)),
        }
    }

    /// Brings the list up to what was read; the selected report stays selected.
    pub fn freshen(&mut self) {
        if std::mem::take(&mut self.outdated) {
            self.listing.stale = true;
        }
        self.follow();
    }

    /// Reads one report that was asked for, here and now; false if there is none.
    pub fn idle(&mut self) -> bool {
        if self.step_series() {
            return true;
        }
        let Some(task) = self.queue.next() else { return false };
        let answer = background::read(&task, &mut self.reader, &self.thresholds, self.setup.words);
        self.queue.done();
        self.take_in(News::Read(answer));
        true
    }

    /// Adds reports; the first of all is opened.
    pub(in crate::tui) fn add(&mut self, paths: Vec<PathBuf>) {
        let was_empty = self.folder.entries.is_empty();
        let added = self.folder.add(paths);
        self.queue.add(added);
        self.outdated = true;
        if was_empty {
            self.open(0);
        }
    }

    pub(in crate::tui) fn want_years(&mut self) {
        for nth in self.years.wanted(&self.folder) {
            self.queue.want_year(nth);
        }
    }

    /// Puts the rows of the list together if they are out of date; the selected report stays selected.
    pub(in crate::tui) fn refresh_list(&mut self) {
        if !self.listing.needs_refresh() {
            return;
        }
        let chosen = self.row().map(|row| (row, self.listing.rows.get(row).copied()));
        self.listing.refresh(&self.folder);
        let last = self.listing.rows.len().saturating_sub(1);
        if let Some((row, nth)) = chosen {
            let row = nth.and_then(|nth| self.listing.row_of(nth)).unwrap_or(row.min(last));
            self.set_row(row);
        }
    }

    /// The row that is selected in the list, if it is on the screen.
    pub(in crate::tui) fn row(&self) -> Option<usize> {
        match &self.mode {
            Mode::List(row) => Some(*row),
            Mode::Prompt(prompt) => prompt.row(),
            _ => None,
        }
    }

    pub(in crate::tui) fn set_row(&mut self, row: usize) {
        match &mut self.mode {
            Mode::List(selected) => *selected = row,
            Mode::Prompt(prompt) => prompt.set_row(row),
            _ => {}
        }
    }
}
