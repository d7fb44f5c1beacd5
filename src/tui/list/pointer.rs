//! The mouse in the list of reports.

use ratatui::layout::{Position, Rect};

use crate::tui::app::App;
use crate::tui::effect::Effect;
use crate::tui::input::action::Action;
use crate::tui::list::draw::{head_at, row_at};
use crate::tui::mode::Mode;

impl App<'_> {
    /// Selects the report under the mouse, opens it if it is selected already, and sorts by the column whose head is
    /// there.
    pub(in crate::tui) fn click_list(&mut self, area: Rect, at: Position) -> Option<Effect> {
        let selected = self.mode.row()?;
        if let Some(column) = head_at(area, at) {
            self.listing.sort_by(column);
            return None;
        }
        let row = row_at(area, at, selected, self.listing.rows.len())?;
        self.mode.set_row(row);
        if row == selected && matches!(self.mode, Mode::List(_)) { self.act_in_list(Action::Open) } else { None }
    }
}
