//! What is in sight follows the selection, and keys lay out the screen: where the divider stands, whether lines are
//! wrapped.

use crate::tui::app::App;
use crate::tui::input::action::Action;
use crate::tui::layout::panes::{Panes, SHARE};
use crate::tui::{raw, table};
use crate::words::Word;

/// The thousandths by which a key moves the divider.
const STEP: u32 = 50;

impl App<'_> {
    /// The areas of the screen, if it is large enough.
    pub(in crate::tui) fn panes(&self) -> Option<Panes> {
        self.layout.panes(self.mode.is_docked())
    }

    /// Scrolls the panes so that the selection and the cursor are in sight.
    pub(in crate::tui) fn follow(&mut self) {
        self.follow_list();
        let (Some(panes), Ok(review)) = (self.panes(), &self.report.review) else { return };
        if self.layout.pointer.loose || panes.is_tiny() {
            return;
        }
        let (scroll, cell) = (&mut self.layout.scroll, self.report.selected);
        if scroll.why_of != cell {
            (scroll.why, scroll.why_of) = (0, cell);
        }
        scroll.table = table::follow(review.sheet(), cell, scroll.table, panes.table.height);
        raw::rows::follow(scroll, self.layout.shares.wraps, &self.report, review, panes.raw);
    }

    /// Shares the room between the panes in another way.
    pub(in crate::tui) fn lay_out(&mut self, action: Action) {
        let share = self.layout.shares.raw.unwrap_or(SHARE);
        match action {
            Action::Wrap => {
                self.layout.shares.wraps = !self.layout.shares.wraps;
                (self.layout.scroll.raw_sub, self.layout.scroll.raw_left) = (0, 0);
                self.say(if self.layout.shares.wraps { Word::WrapOn } else { Word::WrapOff });
            }
            Action::WiderRaw => self.layout.shares.raw = Some((share + STEP).min(1000 - STEP)),
            _ => self.layout.shares.raw = Some(share.saturating_sub(STEP).max(STEP)),
        }
    }
}
