//! How the reviewer lays out the screen: where the divider stands, whether lines are wrapped, what the pane below shows.

pub(in crate::tui) mod panes;

use crate::tui::app::App;
use crate::tui::input::action::Action;
use crate::tui::layout::panes::SHARE;
use crate::words::Word;

/// The thousandths by which a key moves the divider.
const STEP: u32 = 50;

impl App<'_> {
    /// Scrolls the pane below.
    pub(in crate::tui) fn scroll_why(&mut self, by: isize) {
        let (Some(panes), Ok(review)) = (self.panes(), &self.review) else { return };
        let lines = self.why_lines(review, crate::tui::why::room(panes.why)).len();
        let most = lines.saturating_sub(usize::from(panes.why.height.saturating_sub(1)));
        self.scroll.why = self.scroll.why.saturating_add_signed(by).min(most);
    }

    /// Shares the room between the panes in another way.
    pub(in crate::tui) fn lay_out(&mut self, action: Action) {
        let share = self.shares.raw.unwrap_or(SHARE);
        match action {
            Action::Wrap => {
                self.shares.wraps = !self.shares.wraps;
                (self.scroll.raw_sub, self.scroll.raw_left) = (0, 0);
                self.say(if self.shares.wraps { Word::WrapOn } else { Word::WrapOff });
            }
            Action::WiderRaw => self.shares.raw = Some((share + STEP).min(1000 - STEP)),
            _ => self.shares.raw = Some(share.saturating_sub(STEP).max(STEP)),
        }
    }
}
