//! What keys do in the list and in the help, and whatever is on the screen.

use crate::tui::app::{App, Effect, Mode, Notice};
use crate::tui::input::action::Action;
use crate::tui::list::filter::Filter;
use crate::tui::list::listing::Column;
use crate::words::Word;

impl App<'_> {
    /// The lines that the list and the help show at once.
    pub(in crate::tui) fn page(&self) -> usize {
        self.panes().map_or(1, |panes| usize::from(panes.whole.height.saturating_sub(2)).max(1))
    }

    /// The lines of reports that the list shows at once: its title, heads and totals take one each.
    fn list_page(&self) -> usize {
        self.panes().map_or(1, |panes| usize::from(panes.whole.height.saturating_sub(3)).max(1))
    }

    /// Brings the list up to date if it is on the screen, and asks for what is in sight to be read.
    pub(in crate::tui) fn follow_list(&mut self) {
        if self.row().is_none() {
            return;
        }
        self.refresh_list();
        let Some(row) = self.row() else { return };
        let height = self.list_page();
        let top = list_top(row, height, self.listing.rows.len());
        let in_sight = self.listing.rows.iter().skip(top).take(height).rev().copied().collect();
        self.queue.see(in_sight);
    }

    pub(in crate::tui) fn act_in_list(&mut self, action: Action) -> Option<Effect> {
        let page = self.list_page();
        let last = self.listing.rows.len().saturating_sub(1);
        let Mode::List(at) = &mut self.mode else { return None };
        match action {
            Action::Down => *at = (*at + 1).min(last),
            Action::Up => *at = at.saturating_sub(1),
            Action::PageDown => *at = (*at + page).min(last),
            Action::PageUp => *at = at.saturating_sub(page),
            Action::FirstRow => *at = 0,
            Action::LastRow => *at = last,
            Action::Open => {
                let chosen = *self.listing.rows.get(*at)?;
                self.mode = Mode::Browse;
                return Some(Effect::Open(chosen));
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

    pub(in crate::tui) fn act_in_help(&mut self, action: Action) -> Option<Effect> {
        let page = self.page();
        let most = self.help_lines().len().saturating_sub(page + 1);
        let Mode::Help(top, before) = &mut self.mode else { return None };
        match action {
            Action::Down => *top += 1,
            Action::Up => *top = top.saturating_sub(1),
            Action::PageDown => *top += page,
            Action::PageUp => *top = top.saturating_sub(page),
            Action::Close => {
                self.mode = std::mem::replace(before, Mode::Browse);
                return None;
            }
            _ => return self.act_anywhere(action),
        }
        *top = (*top).min(most);
        None
    }

    /// What can be done whatever is on the screen.
    pub(in crate::tui) fn act_anywhere(&mut self, action: Action) -> Option<Effect> {
        match action {
            Action::Save => Some(Effect::Save),
            Action::Redraw => Some(Effect::Redraw),
            Action::Suspend => Some(Effect::Suspend),
            Action::Mouse => {
                self.pointer.is_ours = !self.pointer.is_ours;
                self.say(if self.pointer.is_ours { Word::MouseOn } else { Word::MouseOff });
                Some(Effect::Mouse(self.pointer.is_ours))
            }
            Action::Help => {
                let before = std::mem::replace(&mut self.mode, Mode::Browse);
                self.mode = match before {
                    Mode::Help(..) => before,
                    _ => Mode::Help(0, Box::new(before)),
                };
                None
            }
            Action::List => {
                self.mode = Mode::List(0);
                self.freshen();
                self.set_row(self.listing.row_of(self.folder.current).unwrap_or(0));
                None
            }
            Action::ThresholdUp | Action::ThresholdDown => {
                self.move_threshold(action == Action::ThresholdUp);
                None
            }
            Action::Sample => {
                self.ask_for_sample();
                None
            }
            _ => None,
        }
    }

    /// Leaves, unless decisions would be lost: then only when asked a second time.
    pub(in crate::tui) fn leave(&mut self) -> Option<Effect> {
        if self.stop_taking() {
            return None;
        }
        match &self.unsaved {
            Some(why) if !self.leaving => {
                let text = self.setup.words.fill(Word::LeaveUnsaved, &[why]);
                self.notice = Some(Notice { text, alarm: true });
                self.leaving = true;
                None
            }
            _ => Some(Effect::Quit),
        }
    }
}

/// The first row to draw so that the selected one is in the middle, as far as there are rows.
pub(in crate::tui) fn list_top(selected: usize, height: usize, rows: usize) -> usize {
    selected.saturating_sub(height / 2).min(rows.saturating_sub(height))
}
