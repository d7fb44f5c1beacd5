//! What keys do in the list and in the help, and whatever is on the screen.

use crate::tui::action::Action;
use crate::tui::app::{App, Effect, Mode, Notice};
use crate::words::Word;

impl App<'_> {
    /// The lines that the list and the help show at once.
    pub(super) fn page(&self) -> usize {
        self.panes().map_or(1, |panes| usize::from(panes.whole.height.saturating_sub(2)).max(1))
    }

    pub(super) fn act_in_list(&mut self, action: Action) -> Option<Effect> {
        let page = self.page();
        let last = self.folder.entries.len().saturating_sub(1);
        let Mode::List(at) = &mut self.mode else { return None };
        match action {
            Action::Down => *at = (*at + 1).min(last),
            Action::Up => *at = at.saturating_sub(1),
            Action::PageDown => *at = (*at + page).min(last),
            Action::PageUp => *at = at.saturating_sub(page),
            Action::FirstRow => *at = 0,
            Action::LastRow => *at = last,
            Action::Open => {
                let chosen = *at;
                self.mode = Mode::Browse;
                return Some(Effect::Open(chosen));
            }
            Action::Close => self.mode = Mode::Browse,
            _ => return self.act_anywhere(action),
        }
        None
    }

    pub(super) fn act_in_help(&mut self, action: Action) -> Option<Effect> {
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
    pub(super) fn act_anywhere(&mut self, action: Action) -> Option<Effect> {
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
                self.mode = Mode::List(self.folder.current);
                None
            }
            _ => None,
        }
    }

    /// Leaves, unless decisions would be lost: then only when asked a second time.
    pub(super) fn leave(&mut self) -> Option<Effect> {
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
