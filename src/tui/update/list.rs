//! The list of reports: which it shows, in which order, and what keys and mouse do in it.

use ratatui::layout::{Position, Rect};

use crate::tui::model::listing::Column;
use crate::tui::model::mode::Mode;
use crate::tui::model::{App, Effect};
use crate::tui::view::list::{head_at, list_top, row_at};

impl App<'_> {
    /// The lines of reports that the list shows at once: its title, heads and totals take one each.
    pub(super) fn list_page(&self) -> usize {
        self.panes().map_or(1, |panes| usize::from(panes.whole.height.saturating_sub(3)).max(1))
    }

    /// Brings the list up to date if it is on the screen, and asks for what is in sight to be read.
    pub(super) fn follow_list(&mut self) {
        if self.mode.row().is_none() {
            return;
        }
        self.refresh_list();
        self.intake.queue.see(self.listed_in_sight());
    }

    /// The reports whose lines are in sight, the lowest first; none if the list is not on the screen.
    fn listed_in_sight(&self) -> Vec<usize> {
        let Some(row) = self.mode.row() else { return Vec::new() };
        let height = self.list_page();
        let top = list_top(row, height, self.listing.rows.len());
        self.listing.rows.iter().skip(top).take(height).rev().copied().collect()
    }

    /// Looks whether somebody else has decided in reports whose lines are in sight; those are read again. True if there are
    /// any.
    pub fn look_at_list(&mut self) -> bool {
        let mut others = self.listed_in_sight();
        others.retain(|&report_ix| report_ix != self.folder.current && self.folder.has_news(report_ix));
        for &report_ix in &others {
            self.intake.queue.again(report_ix);
        }
        !others.is_empty()
    }

    /// Opens the list, with the report on the screen selected.
    pub(super) fn open_list(&mut self) {
        self.mode = Mode::List(0);
        self.freshen();
        self.mode.set_row(self.listing.row_of(self.folder.current).unwrap_or(0));
    }

    /// Opens what is chosen in the list, or from what was found.
    pub(super) fn open_chosen(&mut self) -> Option<Effect> {
        if matches!(self.mode, Mode::Find(..)) {
            return self.choose();
        }
        let Mode::List(row) = self.mode else { return None };
        let chosen = *self.listing.rows.get(row)?;
        self.mode = Mode::Browse;
        // The report that is on the screen already is come back to as it was left.
        let is_here = chosen == self.folder.current && self.report.review.is_ok();
        (!is_here).then_some(Effect::Open(chosen))
    }

    /// Sorts the list by one of its columns, counted from 1.
    pub(super) fn sort_by_number(&mut self, number: usize) {
        self.listing.sort_by(
            number.checked_sub(1).and_then(|report_ix| Column::ALL.get(report_ix)).copied().unwrap_or_default(),
        );
    }

    /// Selects the report under the mouse, opens it if it is selected already, and sorts by the column whose head is
    /// there.
    pub(super) fn click_list(&mut self, area: Rect, at: Position) -> Option<Effect> {
        let selected = self.mode.row()?;
        if let Some(column) = head_at(area, at) {
            self.listing.sort_by(column);
            return None;
        }
        let row = row_at(area, at, selected, self.listing.rows.len())?;
        self.mode.set_row(row);
        if row == selected && matches!(self.mode, Mode::List(_)) { self.open_chosen() } else { None }
    }

    /// Puts the rows of the list together if they are out of date; the selected report stays selected.
    pub(super) fn refresh_list(&mut self) {
        if !self.listing.needs_refresh() {
            return;
        }
        let chosen = self.mode.row().map(|row| (row, self.listing.rows.get(row).copied()));
        self.listing.refresh(&self.folder);
        let last = self.listing.rows.len().saturating_sub(1);
        if let Some((row, report_ix)) = chosen {
            let row = report_ix.and_then(|report_ix| self.listing.row_of(report_ix)).unwrap_or(row.min(last));
            self.mode.set_row(row);
        }
    }
}
