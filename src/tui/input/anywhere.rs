//! What keys do whatever is on the screen.

use crate::tui::app::App;
use crate::tui::effect::Effect;
use crate::tui::find::Kind;
use crate::tui::input::action::Action;
use crate::tui::input::context::Context;
use crate::tui::mode::Mode;
use crate::words::Word;

impl App<'_> {
    /// The lines that the list and the help show at once.
    pub(in crate::tui) fn page(&self) -> usize {
        self.panes().map_or(1, |panes| usize::from(panes.whole.height.saturating_sub(2)).max(1))
    }

    /// What can be done whatever is on the screen.
    pub(in crate::tui) fn act_anywhere(&mut self, action: Action) -> Option<Effect> {
        match action {
            Action::Save => Some(Effect::Save),
            Action::SaveElsewhere => {
                self.ask_for_place();
                None
            }
            Action::Redraw => Some(Effect::Redraw),
            Action::Back | Action::Forward => self.act_on_places(action),
            Action::Palette => {
                self.find(Kind::Palette);
                None
            }
            Action::Suspend => Some(Effect::Suspend),
            Action::Mouse => {
                self.layout.pointer.is_ours = !self.layout.pointer.is_ours;
                self.say(if self.layout.pointer.is_ours { Word::MouseOn } else { Word::MouseOff });
                Some(Effect::Mouse(self.layout.pointer.is_ours))
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
                self.mode.set_row(self.listing.row_of(self.folder.current).unwrap_or(0));
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
        self.save_again();
        if let Some(why) = self.report.unsaved().filter(|_| !self.input.leaving) {
            let key = self.input.key(Context::Any, Action::SaveElsewhere);
            self.warn(self.setup.words.fill(Word::LeaveUnsaved, &[&why, &key]));
            self.input.leaving = true;
            return None;
        }
        Some(Effect::Quit)
    }
}
