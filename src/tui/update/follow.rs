//! What is in sight follows the selection, and keys lay out the screen: where the divider is, whether lines are wrapped.

use crate::sheet::Sheet;
use crate::tui::model::App;
use crate::tui::model::layout::{Panes, SHARE, in_sight};
use crate::tui::model::table::TableLines;
use crate::tui::view::raw;
use crate::tui::view::why::{Why, room};
use crate::words::ScreenMessage;

/// The thousandths by which a key moves the divider.
const STEP: u32 = 50;

impl App<'_> {
    /// The areas of the screen, if it is large enough.
    pub(super) fn panes(&self) -> Option<Panes> {
        self.layout.panes(self.mode.is_docked())
    }

    /// Scrolls the panes so that the selection and the cursor are in sight.
    pub(in crate::tui) fn follow(&mut self) {
        self.follow_list();
        self.follow_preview();
        self.follow_similar();
        let (Some(panes), Ok(review)) = (self.panes(), &self.report.review) else { return };
        if self.layout.pointer.loose || panes.is_tiny() {
            return;
        }
        let (scroll, cell) = (&mut self.layout.scroll, self.report.selected);
        if scroll.why_of != cell {
            (scroll.why, scroll.why_of) = (0, cell);
        }
        scroll.table = table_top(review.sheet(), cell, scroll.table, panes.table.height);
        raw::rows::follow(scroll, self.layout.shares.wraps, &self.report, review, panes.raw);
    }

    /// Wraps long lines of the raw report, or no longer.
    pub(super) fn wrap(&mut self) {
        self.layout.shares.wraps = !self.layout.shares.wraps;
        (self.layout.scroll.raw_sub, self.layout.scroll.raw_left) = (0, 0);
        self.say(if self.layout.shares.wraps { ScreenMessage::WrapOn } else { ScreenMessage::WrapOff });
    }

    /// Gives the raw report more of the room that it shares with the table, or less.
    pub(super) fn widen_raw(&mut self, wider: bool) {
        let share = self.layout.shares.raw.unwrap_or(SHARE);
        let share = if wider { (share + STEP).min(1000 - STEP) } else { share.saturating_sub(STEP).max(STEP) };
        self.layout.shares.raw = Some(share);
    }

    /// Scrolls the pane below.
    pub(super) fn scroll_why(&mut self, by: isize) {
        let (Some(panes), Ok(review)) = (self.panes(), &self.report.review) else { return };
        let lines = Why::of(self, review).lines(room(panes.why)).len();
        let most = lines.saturating_sub(usize::from(panes.why.height.saturating_sub(1)));
        self.layout.scroll.why = self.layout.scroll.why.saturating_add_signed(by).min(most);
    }
}

/// The first line to draw in a pane of a height so that the selected cell is in sight.
fn table_top(sheet: &Sheet, selected: usize, top: usize, height: u16) -> usize {
    let table = TableLines::of(sheet, sheet.slots[selected].part);
    let height = usize::from(height.saturating_sub(2)).max(1);
    in_sight(top, table.line_of(selected), height, table.lines.len(), 1)
}
