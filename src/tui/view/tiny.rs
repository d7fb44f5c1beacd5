//! A screen that is too small for table and raw report: the selected cell, its value, and what is offered.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::findings::mark::shown;
use crate::review::Review;
use crate::source::Span;
use crate::text::visible::visible;
use crate::tui::model::places::Focus;
use crate::tui::view::painter::Painter;
use crate::tui::view::table::{NOTED, mark};
use crate::tui::view::theme::Look;
use crate::tui::view::why::{Why, offered_lines};
use crate::tui::view::wide::{cut_front, draw, draw_right, width, wrap};
use crate::words::ScreenMessage;

impl Painter<'_, '_> {
    pub(super) fn draw_tiny(&self, buffer: &mut Buffer, area: Rect, review: &Review) {
        if self.app.report.focus == Focus::Raw {
            self.draw_tiny_line(buffer, area, review);
            return;
        }
        let id = review.sheet().slots[self.app.report.selected].id.as_str();
        self.theme.title(buffer, area, &cut_front(id, usize::from(area.width).saturating_sub(6)), "", true);
        let value = value_area(area);
        let (before, look) = mark(review, self.app.report.selected, self.app.folder.threshold());
        let style = self.theme.style(look).patch(self.theme.style(Look::Selected));
        let noted = if review.note(self.app.report.selected).is_empty() { "" } else { NOTED };
        let text = format!("{before}{}{noted}", shown(review, self.app.report.selected));
        draw(buffer, value, &text, style);
        let taken = (width(&text) as u16 + 2).min(value.width);
        let rest = Rect { x: value.x + taken, width: value.width - taken, ..value };
        draw(buffer, rest, &review.sheet().row(self.app.report.selected).label, self.theme.style(Look::Text));
        let column = &review.sheet().column(self.app.report.selected).short;
        if usize::from(rest.width) > width(&review.sheet().row(self.app.report.selected).label) + width(column) {
            draw_right(buffer, rest, column, self.theme.style(Look::Dim));
        }
        let room = usize::from(value.width);
        // What is offered goes first here, a line each; then why.
        let offered = offered_lines(self.app, review).into_iter();
        let why = Why::of(self.app, review).lines(room).into_iter().filter(|line| line.offered.is_none());
        let room_below = usize::from(area.height.saturating_sub(2));
        for (row, line) in offered.chain(why).take(room_below).enumerate() {
            let at = Rect { y: value.y + 1 + row as u16, ..value };
            draw(buffer, at, &line.text, self.theme.style(line.look));
        }
    }

    /// The line of the raw report that the cursor stands on, from a little before it, wrapped.
    fn draw_tiny_line(&self, buffer: &mut Buffer, area: Rect, review: &Review) {
        let (line, column) = review.source.place(self.app.report.cursor);
        let title = format!("{} {line}:{column}", self.app.setup.words.say(ScreenMessage::TitleRaw));
        self.theme.title(buffer, area, &title, "", true);
        let span = review.source.lines()[line - 1];
        let before = review.source.slice(Span::new(span.start, self.app.report.cursor));
        let first = value_area(area);
        let before = cut_front(before, usize::from(first.width) / 3);
        let text = format!("{before}{}", visible(review.source.slice(Span::new(self.app.report.cursor, span.end))));
        let lines = wrap(&text, usize::from(first.width));
        for (row, text) in lines.into_iter().take(usize::from(area.height.saturating_sub(1))).enumerate() {
            draw(buffer, Rect { y: first.y + row as u16, ..first }, &text, self.theme.style(Look::Text));
        }
        let at = Rect { x: first.x + (width(&before) as u16).min(first.width - 1), width: 1, ..first };
        buffer.set_style(at, self.theme.style(Look::Selected));
    }
}

/// Where the value of the selected cell stands.
pub(crate) fn value_area(area: Rect) -> Rect {
    Rect { x: area.x + 1, y: area.y + 1, width: area.width.saturating_sub(2), height: 1 }
}
