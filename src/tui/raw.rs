//! The raw pane: the report as it stands in the file, every character visible.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::review::Review;
use crate::source::Span;
use crate::tui::app::{App, Focus};
use crate::tui::theme::Look;
use crate::tui::wide::{draw, draw_glyphs, glyphs};
use crate::words::Word;

/// The columns of the line number and the mark beside it.
pub(super) const GUTTER: usize = 6;

impl App<'_> {
    pub(super) fn draw_raw(&self, buffer: &mut Buffer, area: Rect, review: &Review) {
        let source = &review.source;
        let title = format!("{}  {}", self.setup.words.say(Word::TitleRaw), source.name());
        let place = source.place(self.cursor);
        self.draw_title(buffer, area, &title, &format!("{}:{}", place.0, place.1), self.focus == Focus::Raw);
        let body = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
        let spans = self.spans(review, body.height);
        for row in 0..body.height {
            let line = self.scroll.raw + usize::from(row);
            if line < source.lines().len() {
                let at = Rect { y: body.y + row, height: 1, ..body };
                self.draw_raw_line(buffer, at, review, line, &spans);
            }
        }
    }

    /// The cells whose text is in sight.
    fn spans(&self, review: &Review, height: u16) -> Vec<(Span, usize)> {
        let lines = review.source.lines();
        let first = lines[self.scroll.raw.min(lines.len() - 1)].start;
        let last = lines[(self.scroll.raw + usize::from(height)).min(lines.len() - 1)].end;
        let spans = review.record.readings.iter().enumerate().filter_map(|(cell, reading)| Some((reading.span?, cell)));
        spans.filter(|(span, _)| span.start >= first && span.start <= last).collect()
    }

    fn draw_raw_line(&self, buffer: &mut Buffer, at: Rect, review: &Review, line: usize, spans: &[(Span, usize)]) {
        let span = review.source.lines()[line];
        let here = review.source.line_of(self.cursor) == line;
        if here {
            buffer.set_style(at, self.theme.style(Look::Line));
        }
        let gutter = Rect { width: (GUTTER as u16).min(at.width), ..at };
        let number = format!("{}{:>4} ", if here { ">" } else { " " }, line + 1);
        draw(buffer, gutter, &number, self.theme.style(if here { Look::Head } else { Look::Dim }));
        let text = Rect { x: at.x + gutter.width, width: at.width - gutter.width, ..at };
        let kept_out = review.record.kept_out.iter().any(|row| row.line == line);
        let plain = self.theme.style(if kept_out { Look::Dim } else { Look::Text });
        let style = |byte: usize| self.byte_style(review, span.start + byte, spans).unwrap_or(plain);
        let signs = glyphs(review.source.slice(span));
        let width: usize = signs.iter().map(|sign| sign.width).sum();
        let goes_on = width > self.scroll.raw_left + usize::from(text.width);
        let drawn = Rect { width: text.width - u16::from(goes_on && text.width > 0), ..text };
        draw_glyphs(buffer, drawn, &signs, self.scroll.raw_left, style);
        self.draw_edges(buffer, text, goes_on);
        self.draw_blank_mark(buffer, text, review, span);
    }

    /// How a byte of the report looks that belongs to a cell, or that the cursor stands on.
    fn byte_style(&self, review: &Review, byte: usize, spans: &[(Span, usize)]) -> Option<Style> {
        let selected = self.theme.style(Look::Selected);
        if self.focus == Focus::Raw && byte == self.cursor {
            return Some(selected);
        }
        let (_, cell) = spans.iter().find(|(span, _)| span.range().contains(&byte))?;
        let (_, look) = super::cell::mark(review, *cell, self.threshold());
        let style = self.theme.style(look);
        Some(if *cell == self.selected { style.patch(selected) } else { style })
    }

    /// Marks where a line goes on beyond the pane.
    fn draw_edges(&self, buffer: &mut Buffer, text: Rect, goes_on: bool) {
        let style = self.theme.style(Look::Key);
        if self.scroll.raw_left > 0 && text.width > 1 {
            draw(buffer, Rect { x: text.x - 1, width: 1, ..text }, "<", style);
        }
        if goes_on && text.width > 0 {
            draw(buffer, Rect { x: text.right() - 1, width: 1, ..text }, ">", style);
        }
    }

    /// A blank cell has no text to mark: the place where it would stand is.
    fn draw_blank_mark(&self, buffer: &mut Buffer, text: Rect, review: &Review, line: Span) {
        let Some(span) = review.reading(self.selected).span.filter(|span| span.start == span.end) else { return };
        if span.start < line.start || span.start > line.end {
            return;
        }
        let before = review.source.slice(Span::new(line.start, span.start));
        let column: usize = glyphs(before).iter().map(|sign| sign.width).sum();
        if column >= self.scroll.raw_left && column < self.scroll.raw_left + usize::from(text.width) {
            let x = text.x + (column - self.scroll.raw_left) as u16;
            buffer.set_style(Rect { x, width: 1, ..text }, self.theme.style(Look::Selected));
        }
    }
}
