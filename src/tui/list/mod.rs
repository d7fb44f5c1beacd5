//! The list of reports: which it shows, in which order, and what keys do in it.

pub mod condition;
pub mod draw;
pub mod filter;
pub mod listing;
pub mod pointer;

use crate::tui::app::App;
use crate::tui::effect::Effect;
use crate::tui::input::action::Action;
use crate::tui::list::draw::ListView;
use crate::tui::list::filter::Filter;
use crate::tui::list::listing::Column;
use crate::tui::mode::Mode;

impl App<'_> {
    /// The lines of reports that the list shows at once: its title, heads and totals take one each.
    fn list_page(&self) -> usize {
        self.panes().map_or(1, |panes| usize::from(panes.whole.height.saturating_sub(3)).max(1))
    }

    /// The list as it is drawn.
    pub(in crate::tui) fn list_view(&self) -> ListView<'_> {
        ListView {
            folder: &self.folder,
            listing: &self.listing,
            searching: self.intake.searching,
            pace: &self.round.pace,
            theme: &self.theme,
            words: self.setup.words,
        }
    }

    /// Brings the list up to date if it is on the screen, and asks for what is in sight to be read.
    pub(in crate::tui) fn follow_list(&mut self) {
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
        others.retain(|&nth| nth != self.folder.current && self.folder.has_news(nth));
        for &nth in &others {
            self.intake.queue.again(nth);
        }
        !others.is_empty()
    }

    pub(in crate::tui) fn act_in_list(&mut self, action: Action) -> Option<Effect> {
        let page = self.list_page();
        let last = self.listing.rows.len().saturating_sub(1);
        let Mode::List(at) = &mut self.mode else { return None };
        if let Some(row) = action.row(*at, page, last) {
            *at = row;
            return None;
        }
        match action {
            Action::Open => {
                let chosen = *self.listing.rows.get(*at)?;
                self.mode = Mode::Browse;
                // The report that is on the screen already is come back to as it was left.
                let is_here = chosen == self.folder.current && self.report.review.is_ok();
                return (!is_here).then_some(Effect::Open(chosen));
            }
            Action::Close => self.mode = Mode::Browse,
            Action::Filter => {
                let row = *at;
                self.ask_for_filter(row);
            }
            Action::ClearFilter => self.listing.set_filter(Filter::default()),
            Action::SortNext => self.listing.sort_by_next(),
            Action::SortReverse => self.listing.sort_by(self.listing.by),
            _ if action.column().is_some() => {
                let column = action.column().and_then(|number| Column::ALL.get(number - 1));
                self.listing.sort_by(column.copied().unwrap_or_default());
            }
            _ => return self.act_anywhere(action),
        }
        None
    }

    /// Puts the rows of the list together if they are out of date; the selected report stays selected.
    pub(in crate::tui) fn refresh_list(&mut self) {
        if !self.listing.needs_refresh() {
            return;
        }
        let chosen = self.mode.row().map(|row| (row, self.listing.rows.get(row).copied()));
        self.listing.refresh(&self.folder);
        let last = self.listing.rows.len().saturating_sub(1);
        if let Some((row, nth)) = chosen {
            let row = nth.and_then(|nth| self.listing.row_of(nth)).unwrap_or(row.min(last));
            self.mode.set_row(row);
        }
    }
}

/// The first row to draw so that the selected one is in the middle, as far as there are rows.
pub fn list_top(selected: usize, height: usize, rows: usize) -> usize {
    selected.saturating_sub(height / 2).min(rows.saturating_sub(height))
}
