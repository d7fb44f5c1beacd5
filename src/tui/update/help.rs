//! The help: opened over whatever is on the screen, and scrolled.

use crate::tui::model::App;
use crate::tui::model::mode::Mode;
use crate::tui::update::moves::Move;
use crate::tui::view::help::{columns, help_lines};

impl App<'_> {
    /// Opens the help over what is on the screen.
    pub(super) fn open_help(&mut self) {
        let before = std::mem::replace(&mut self.mode, Mode::Browse);
        self.mode = match before {
            Mode::Help(..) => before,
            _ => Mode::Help(0, Box::new(before)),
        };
    }

    /// Scrolls the help.
    pub(super) fn go_in_help(&mut self, by: Move) {
        let width = self.layout.size.0;
        let page = self.page() * columns(width);
        let in_sight = (self.page() + 1) * columns(width);
        let most = help_lines(self, width).1.len().saturating_sub(in_sight);
        let Mode::Help(top, _) = &mut self.mode else { return };
        *top = by.row(*top, page, most);
    }
}
