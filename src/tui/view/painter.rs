//! What draws: the state, and how things look.

use crate::tui::model::App;
use crate::tui::view::theme::Theme;

/// Draws the state in a theme.
#[derive(Clone, Copy)]
pub(crate) struct Painter<'a, 'b> {
    /// The state
    pub app: &'a App<'b>,
    /// How things look
    pub theme: &'a Theme,
}
