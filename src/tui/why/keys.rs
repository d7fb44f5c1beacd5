//! Scrolling the pane below, and taking what it offers with the mouse.

use ratatui::layout::{Position, Rect};

use crate::review::Review;
use crate::tui::app::App;
use crate::tui::effect::Effect;
use crate::tui::frame::tiny::value_area;
use crate::tui::input::action::Action;
use crate::tui::report::Focus;
use crate::tui::why::{Why, first_line, room};

impl App<'_> {
    /// The pane below, for the selected cell of the report on the screen.
    pub(in crate::tui) fn why<'b>(&'b self, review: &'b Review) -> Why<'b> {
        Why {
            setup: &self.setup,
            review,
            selected: self.report.selected,
            threshold: self.folder.threshold(),
            typed: self.typed_values(review),
            timeline: &self.report.years.timeline,
            keymap: &self.input.keymap,
        }
    }

    /// Scrolls the pane below.
    pub(in crate::tui) fn scroll_why(&mut self, by: isize) {
        let (Some(panes), Ok(review)) = (self.panes(), &self.report.review) else { return };
        let lines = self.why(review).lines(room(panes.why)).len();
        let most = lines.saturating_sub(usize::from(panes.why.height.saturating_sub(1)));
        self.layout.scroll.why = self.layout.scroll.why.saturating_add_signed(by).min(most);
    }

    /// Takes the suggestion under the mouse.
    pub(in crate::tui) fn click_why(&mut self, area: Rect, at: Position) -> Option<Effect> {
        let review = self.report.review.as_ref().ok()?;
        let lines = self.why(review).lines(room(area));
        let row = usize::from(at.y.checked_sub(area.y + 1)?);
        let top = first_line(self.layout.scroll.why, lines.len(), area);
        let number = lines.get(top + row)?.offered?;
        self.take_offered(number)
    }

    /// Takes the suggestion under the mouse on a screen that shows only the selected cell.
    pub(in crate::tui) fn click_tiny(&mut self, area: Rect, at: Position) -> Option<Effect> {
        let review = self.report.review.as_ref().ok().filter(|_| self.report.focus == Focus::Table)?;
        let row = usize::from(at.y.checked_sub(value_area(area).y + 1)?);
        let number = self.offered_lines(review).get(row)?.offered?;
        self.take_offered(number)
    }

    fn take_offered(&mut self, number: usize) -> Option<Effect> {
        let action = Action::ALL.iter().copied().find(|action| action.suggestion() == Some(number))?;
        self.act(action)
    }
}
