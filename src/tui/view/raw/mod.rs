//! Draws the raw pane: the report as it is in the file, every character visible.

pub(crate) mod rows;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::review::Review;
use crate::source::Span;
use crate::tui::model::claims::{cells_of, misfits};
use crate::tui::model::layout::Scroll;
use crate::tui::model::places::Focus;
use crate::tui::model::report::Report;
use crate::tui::view::raw::rows::{GUTTER, RawRow, rows};
use crate::tui::view::table::mark;
use crate::tui::view::theme::{Look, Theme};
use crate::tui::view::wide::{draw, draw_glyphs, glyphs};
use crate::words::{ScreenMessage, Words};

/// What is highlighted in the raw report, of the part that is in sight.
#[derive(Debug)]
struct InSight {
    /// The texts of cells, and how they look
    cells: Vec<(Span, Style)>,
    /// What was searched for
    found: Vec<Span>,
    /// Numbers that sentences claim, and how they look
    claimed: Vec<(Span, Style)>,
    /// The sentences that name the selected cell
    sentences: Vec<Span>,
}

impl InSight {
    /// What of it stands on a line.
    fn on(&self, line: Span) -> Self {
        let on_line = |other: &Span| other.start < line.end && other.end > line.start;
        let styled = |all: &[(Span, Style)]| all.iter().filter(|(span, _)| on_line(span)).copied().collect();
        let plain = |all: &[Span]| all.iter().copied().filter(on_line).collect();
        Self {
            cells: styled(&self.cells),
            found: plain(&self.found),
            claimed: styled(&self.claimed),
            sentences: plain(&self.sentences),
        }
    }
}

/// The raw pane, and all that it shows.
#[derive(Debug)]
pub(crate) struct RawView<'a> {
    /// What is known of the report
    pub review: &'a Review,
    /// Where one is in it
    pub report: &'a Report,
    /// What is in sight
    pub scroll: Scroll,
    /// Whether long lines are wrapped
    pub wraps: bool,
    /// What is searched for and is highlighted
    pub found: Vec<Span>,
    /// Cells that are less certain than this need a person
    pub threshold: f64,
    /// How things look
    pub theme: &'a Theme,
    /// The words
    pub words: &'a Words,
}

impl RawView<'_> {
    /// Draws the pane.
    pub(crate) fn draw(&self, buffer: &mut Buffer, area: Rect) {
        let review = self.review;
        let source = &review.source;
        let title = format!("{}  {}", self.words.say(ScreenMessage::TitleRaw), source.name());
        let place = source.place(self.report.cursor);
        self.theme.title(buffer, area, &title, &format!("{}:{}", place.0, place.1), self.report.focus == Focus::Raw);
        let body = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
        let seen = self.in_sight(body.height);
        for (nth, row) in rows(review, &self.scroll, self.wraps, usize::from(body.width), usize::from(body.height))
            .into_iter()
            .enumerate()
        {
            let at = Rect { y: body.y + nth as u16, height: 1, ..body };
            self.draw_row(buffer, at, row, &seen);
        }
    }

    /// What is highlighted among the lines in sight.
    fn in_sight(&self, height: u16) -> InSight {
        let review = self.review;
        let lines = review.source.lines();
        let first = lines[self.scroll.raw.min(lines.len() - 1)].start;
        let last = lines[(self.scroll.raw + usize::from(height)).min(lines.len() - 1)].end;
        let seen = |span: &Span| span.end >= first && span.start <= last;
        let cells = review.record.readings.iter().enumerate().filter_map(|(cell, reading)| Some((reading.span?, cell)));
        let selected = self.theme.style(Look::Selected);
        let style = |cell: usize| {
            let style = self.theme.style(mark(review, cell, self.threshold).1);
            if cell == self.report.selected { style.patch(selected) } else { style }
        };
        let cells = cells.filter(|(span, _)| seen(span)).map(|(span, cell)| (span, style(cell))).collect();
        let found = self.found.iter().copied().filter(seen).collect();
        let (mut claimed, mut sentences) = (Vec::new(), Vec::new());
        for (nth, claim) in review.claims.iter().enumerate().filter(|(_, claim)| seen(&claim.sentence)) {
            let names = cells_of(review, nth).contains(&self.report.selected);
            let look = if misfits(review, nth) { Look::Doubtful } else { Look::Claim };
            if names {
                sentences.push(claim.sentence);
                claimed.push((claim.number, self.theme.style(look).patch(selected)));
            } else if misfits(review, nth) {
                claimed.push((claim.number, self.theme.style(look)));
            }
        }
        InSight { cells, found, claimed, sentences }
    }

    fn draw_row(&self, buffer: &mut Buffer, at: Rect, row: RawRow, seen: &InSight) {
        let review = self.review;
        let line = row.line;
        let span = review.source.lines()[line];
        let here = review.source.line_of(self.report.cursor) == line;
        if here {
            buffer.set_style(at, self.theme.style(Look::Line));
        }
        let gutter = Rect { width: (GUTTER as u16).min(at.width), ..at };
        let goes_on_from_above = self.wraps && row.start > 0;
        let number = format!("{}{:>4} ", if here { ">" } else { " " }, line + 1);
        let number = if goes_on_from_above { String::new() } else { number };
        draw(buffer, gutter, &number, self.theme.style(if here { Look::Head } else { Look::Dim }));
        let text = Rect { x: at.x + gutter.width, width: at.width - gutter.width, ..at };
        let plain = self.theme.style(if self.is_debris(line) { Look::Dim } else { Look::Text });
        let plain = if here { plain.patch(self.theme.style(Look::Line)) } else { plain };
        let seen = seen.on(span);
        let named = plain.patch(self.theme.style(Look::Claim));
        let is_named = |byte: usize| seen.sentences.iter().any(|sentence| sentence.range().contains(&byte));
        let text_style = |byte: usize| if is_named(byte) { named } else { plain };
        let style =
            |byte: usize| self.byte_style(span.start + byte, &seen).unwrap_or_else(|| text_style(span.start + byte));
        let in_line = glyphs(review.source.slice(span));
        let width: usize = in_line.iter().map(|glyph| glyph.width).sum();
        let goes_on = !self.wraps && width > row.start + usize::from(text.width);
        let drawn = Rect { width: text.width - u16::from(goes_on && text.width > 0), ..text };
        let drawn =
            Rect { width: row.end.map_or(drawn.width, |end| drawn.width.min((end - row.start) as u16)), ..drawn };
        draw_glyphs(buffer, drawn, &in_line, row.start, style);
        if !self.wraps {
            self.draw_edges(buffer, text, goes_on);
        }
        self.draw_blank_mark(buffer, Rect { width: drawn.width, ..text }, row);
    }

    /// How a byte of the report looks that belongs to a cell, or that the cursor stands on.
    fn byte_style(&self, byte: usize, seen: &InSight) -> Option<Style> {
        let selected = self.theme.style(Look::Selected);
        if self.report.focus == Focus::Raw && byte == self.report.cursor {
            return Some(selected);
        }
        if seen.found.iter().any(|span| span.range().contains(&byte)) {
            return Some(self.theme.style(Look::Found));
        }
        let covers = |(span, _): &&(Span, Style)| span.range().contains(&byte);
        seen.cells.iter().find(covers).or_else(|| seen.claimed.iter().find(covers)).map(|(_, style)| *style)
    }

    fn is_debris(&self, line: usize) -> bool {
        self.report.debris.get(line).copied().unwrap_or(false)
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
    fn draw_blank_mark(&self, buffer: &mut Buffer, text: Rect, row: RawRow) {
        let review = self.review;
        let line = review.source.lines()[row.line];
        let Some(span) = review.reading(self.report.selected).span.filter(|span| span.start == span.end) else {
            return;
        };
        if span.start < line.start || span.start > line.end {
            return;
        }
        let before = review.source.slice(Span::new(line.start, span.start));
        let column: usize = glyphs(before).iter().map(|glyph| glyph.width).sum();
        if column >= row.start && column < row.start + usize::from(text.width) {
            let x = text.x + (column - row.start) as u16;
            buffer.set_style(Rect { x, width: 1, ..text }, self.theme.style(Look::Selected));
        }
    }
}
