//! A line that is typed into.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use tui_textarea::{CursorMove, TextArea};

/// A line that is typed into, with some text to begin with.
pub fn line_of(text: &str) -> TextArea<'static> {
    let mut area = TextArea::new(vec![text.to_owned()]);
    area.set_cursor_style(Style::default());
    area.set_cursor_line_style(Style::default());
    area.move_cursor(CursorMove::End);
    area
}

/// Draws a line that is being typed, with the terminal's own cursor at its caret, where an input method's window
/// then stands too.
pub fn draw_line(frame: &mut Frame, area: Rect, text: &TextArea<'static>, style: Style) {
    if area.width == 0 || area.height == 0 {
        return;
    }
    frame.render_widget(text, area);
    frame.buffer_mut().set_style(area, style);
    let column = (text.screen_cursor().col as u16).saturating_sub(text.scroll_offset().1);
    frame.set_cursor_position(Position::new(area.x + column.min(area.width - 1), area.y));
}
