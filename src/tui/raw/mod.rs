//! The raw pane: the report as it stands in the file, every character visible.

pub(in crate::tui) mod debris;
pub(in crate::tui) mod rows;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::review::Review;
use crate::source::Span;
use crate::tui::app::{App, Focus, Mode};
use crate::tui::find::hits::Goal;
use crate::tui::frame::theme::Look;
use crate::tui::frame::wide::{draw, draw_glyphs, glyphs};
use crate::tui::raw::rows::RawRow;
use crate::words::Word;

/// The columns of the line number and the mark beside it.
pub(in crate::tui) const GUTTER: usize = 6;

/// What stands out in the raw report, of the part that is in sight.
#[derive(Debug)]
struct InSight {
    /// The texts of cells
    cells: Vec<(Span, usize)>,
    /// What was searched for
    found: Vec<Span>,
}

impl App<'_> {
    pub(in crate::tui) fn draw_raw(&self, buffer: &mut Buffer, area: Rect, review: &Review) {
        let source = &review.source;
        let title = format!("{}  {}", self.setup.words.say(Word::TitleRaw), source.name());
        let place = source.place(self.cursor);
        self.draw_title(buffer, area, &title, &format!("{}:{}", place.0, place.1), self.focus == Focus::Raw);
        let body = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
        let seen = self.in_sight(review, body.height);
        for (nth, row) in
            self.raw_rows(review, usize::from(body.width), usize::from(body.height)).into_iter().enumerate()
        {
            let at = Rect { y: body.y + nth as u16, height: 1, ..body };
            self.draw_raw_row(buffer, at, review, row, &seen);
        }
    }

    /// What stands out among the lines in sight.
    fn in_sight(&self, review: &Review, height: u16) -> InSight {
        let lines = review.source.lines();
        let first = lines[self.scroll.raw.min(lines.len() - 1)].start;
        let last = lines[(self.scroll.raw + usize::from(height)).min(lines.len() - 1)].end;
        let seen = |span: &Span| span.end >= first && span.start <= last;
        let cells = review.record.readings.iter().enumerate().filter_map(|(cell, reading)| Some((reading.span?, cell)));
        InSight { cells: cells.filter(|(span, _)| seen(span)).collect(), found: self.found().filter(seen).collect() }
    }

    fn draw_raw_row(&self, buffer: &mut Buffer, at: Rect, review: &Review, row: RawRow, seen: &InSight) {
        let line = row.line;
        let span = review.source.lines()[line];
        let here = review.source.line_of(self.cursor) == line;
        if here {
            buffer.set_style(at, self.theme.style(Look::Line));
        }
        let gutter = Rect { width: (GUTTER as u16).min(at.width), ..at };
        let goes_on_from_above = self.shares.wraps && row.start > 0;
        let number = format!("{}{:>4} ", if here { ">" } else { " " }, line + 1);
        let number = if goes_on_from_above { String::new() } else { number };
        draw(buffer, gutter, &number, self.theme.style(if here { Look::Head } else { Look::Dim }));
        let text = Rect { x: at.x + gutter.width, width: at.width - gutter.width, ..at };
        let plain = self.theme.style(if self.is_debris(line) { Look::Dim } else { Look::Text });
        let plain = if here { plain.patch(self.theme.style(Look::Line)) } else { plain };
        let style = |byte: usize| self.byte_style(review, span.start + byte, seen).unwrap_or(plain);
        let signs = glyphs(review.source.slice(span));
        let width: usize = signs.iter().map(|sign| sign.width).sum();
        let goes_on = !self.shares.wraps && width > row.start + usize::from(text.width);
        let drawn = Rect { width: text.width - u16::from(goes_on && text.width > 0), ..text };
        let drawn =
            Rect { width: row.end.map_or(drawn.width, |end| drawn.width.min((end - row.start) as u16)), ..drawn };
        draw_glyphs(buffer, drawn, &signs, row.start, style);
        if !self.shares.wraps {
            self.draw_edges(buffer, text, goes_on);
        }
        self.draw_blank_mark(buffer, Rect { width: drawn.width, ..text }, review, row);
    }

    /// How a byte of the report looks that belongs to a cell, or that the cursor stands on.
    fn byte_style(&self, review: &Review, byte: usize, seen: &InSight) -> Option<Style> {
        let selected = self.theme.style(Look::Selected);
        if self.focus == Focus::Raw && byte == self.cursor {
            return Some(selected);
        }
        if seen.found.iter().any(|span| span.range().contains(&byte)) {
            return Some(self.theme.style(Look::Found));
        }
        let (_, cell) = seen.cells.iter().find(|(span, _)| span.range().contains(&byte))?;
        let (_, look) = crate::tui::table::cell::mark(review, *cell, self.threshold());
        let style = self.theme.style(look);
        Some(if *cell == self.selected { style.patch(selected) } else { style })
    }

    /// What is searched for in the raw report and stands out in it: while a search is open all that was found, else the
    /// last that one went to.
    fn found(&self) -> impl Iterator<Item = Span> + '_ {
        let searching = if let Mode::Find(find) = &self.mode { find.hits.as_slice() } else { &[] };
        let last = self.last.span.filter(|span| searching.is_empty() && span.start == self.cursor);
        let all = searching.iter().filter_map(|hit| if let Goal::Text(span) = hit.goal { Some(span) } else { None });
        all.chain(last)
    }

    fn is_debris(&self, line: usize) -> bool {
        self.debris.get(line).copied().unwrap_or(false)
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
    fn draw_blank_mark(&self, buffer: &mut Buffer, text: Rect, review: &Review, row: RawRow) {
        let line = review.source.lines()[row.line];
        let Some(span) = review.reading(self.selected).span.filter(|span| span.start == span.end) else { return };
        if span.start < line.start || span.start > line.end {
            return;
        }
        let before = review.source.slice(Span::new(line.start, span.start));
        let column: usize = glyphs(before).iter().map(|sign| sign.width).sum();
        if column >= row.start && column < row.start + usize::from(text.width) {
            let x = text.x + (column - row.start) as u16;
            buffer.set_style(Rect { x, width: 1, ..text }, self.theme.style(Look::Selected));
        }
    }
}

/// The cell whose text lies in a stretch of the report or covers it, if there is one.
pub(in crate::tui) fn cell_over(review: &Review, stretch: Span) -> Option<usize> {
    let meets = |span: Span| span.start < stretch.end.max(stretch.start + 1) && stretch.start < span.end;
    review.record.readings.iter().position(|reading| reading.span.is_some_and(meets))
}
