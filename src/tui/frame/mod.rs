//! Draws the state of the screen. Nothing is decided here.

pub mod bar;
pub mod hints;
pub mod theme;
pub mod tiny;
pub mod wide;

use ratatui::backend::Backend;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;
use ratatui::{Frame, Terminal};

use crate::review::Review;
use crate::text::visible::visible;
use crate::tui::app::App;
use crate::tui::frame::theme::Look;
use crate::tui::frame::wide::{draw, redraw_halves, wrap};
use crate::tui::layout::panes::Panes;
use crate::tui::mode::Mode;
use crate::tui::raw::draw::RawView;
use crate::tui::report::Focus;
use crate::tui::series::draw::SeriesView;
use crate::tui::table::draw::TableView;
use crate::words::Word;

impl App<'_> {
    /// Draws the screen on a terminal that shows an earlier frame, and puts the new one in its place.
    ///
    /// # Errors
    /// If the terminal cannot be written to.
    pub fn draw_after<B: Backend>(&self, terminal: &mut Terminal<B>, before: &mut Buffer) -> Result<(), B::Error> {
        let drawn = terminal.draw(|frame| {
            self.view(frame);
            redraw_halves(before, frame.buffer_mut());
        })?;
        before.area = drawn.buffer.area;
        before.content.clone_from(&drawn.buffer.content);
        Ok(())
    }

    /// Draws the screen.
    pub fn view(&self, frame: &mut Frame) {
        let area = frame.area();
        let Some(panes) = self.layout.panes_on((area.width, area.height), self.mode.is_docked()) else {
            draw(frame.buffer_mut(), area, self.setup.words.say(Word::TooSmall), self.theme.ground);
            return;
        };
        let buffer = frame.buffer_mut();
        buffer.set_style(area, self.theme.ground);
        self.draw_bar(buffer, panes.bar);
        match (&self.mode, &self.report.review) {
            (Mode::Series(series), _) => {
                SeriesView { series, theme: &self.theme, words: self.setup.words }.draw(buffer, panes.whole);
            }
            (Mode::List(selected), _) => self.list_view().draw(buffer, panes.whole, *selected),
            (Mode::Help(top, _), _) => self.draw_help(buffer, panes.whole, *top),
            (Mode::Prompt(prompt), _) if prompt.row().is_some() => {
                self.list_view().draw(buffer, panes.whole, prompt.row().unwrap_or(0));
            }
            (_, Ok(review)) => self.draw_review(frame, &panes, review),
            (_, Err(why)) => {
                let whole = Rect { height: panes.whole.height - self.docked_height(&panes), ..panes.whole };
                self.draw_failure(buffer, whole, why);
                self.draw_below(frame, &panes);
            }
        }
        if let Mode::Prompt(prompt) = &self.mode {
            self.draw_prompt(frame, panes.whole, prompt);
        }
        self.draw_hints(frame.buffer_mut(), panes.hints);
        self.draw_typing(frame, &panes);
    }

    fn draw_review(&self, frame: &mut Frame, panes: &Panes, review: &Review) {
        let buffer = frame.buffer_mut();
        if panes.is_tiny() {
            self.draw_tiny(buffer, panes.why, review);
        } else {
            self.raw_view(review).draw(buffer, panes.raw);
            self.table_view(review).draw(buffer, panes.table);
            self.why(review).draw(buffer, panes.why, &self.theme, self.layout.scroll.why);
        }
        for y in panes.divider.top()..panes.divider.bottom() {
            draw(buffer, Rect { y, height: 1, ..panes.divider }, self.theme.border.1, self.theme.style(Look::Frame));
        }
        self.draw_below(frame, panes);
    }

    /// The raw pane.
    fn raw_view<'b>(&'b self, review: &'b Review) -> RawView<'b> {
        RawView {
            review,
            report: &self.report,
            scroll: self.layout.scroll,
            wraps: self.layout.shares.wraps,
            found: self.found().collect(),
            threshold: self.folder.threshold(),
            theme: &self.theme,
            words: self.setup.words,
        }
    }

    /// The table pane.
    pub(in crate::tui) fn table_view<'b>(&'b self, review: &'b Review) -> TableView<'b> {
        TableView {
            review,
            selected: self.report.selected,
            top: self.layout.scroll.table,
            focused: self.report.focus == Focus::Table,
            threshold: self.folder.threshold(),
            theme: &self.theme,
            words: self.setup.words,
        }
    }

    /// Draws the dock, if there is one, over the pane below.
    fn draw_below(&self, frame: &mut Frame, panes: &Panes) {
        if self.mode.is_docked() {
            ratatui::widgets::Clear.render(panes.why, frame.buffer_mut());
            frame.buffer_mut().set_style(panes.why, self.theme.ground);
        }
        match &self.mode {
            Mode::Find(find) => self.draw_find(frame, panes.why, find),
            Mode::Mark(letter) => self.draw_marks(frame.buffer_mut(), panes.why, *letter),
            _ => {}
        }
    }

    fn docked_height(&self, panes: &Panes) -> u16 {
        if self.mode.is_docked() { panes.why.height } else { 0 }
    }

    fn draw_failure(&self, buffer: &mut Buffer, area: Rect, why: &str) {
        let path = self.folder.here().map_or(String::new(), |entry| entry.path.to_string_lossy().into_owned());
        self.theme.title(buffer, area, &visible(&path), "", true);
        let why = if self.folder.entries.is_empty() { self.setup.words.say(Word::Searching) } else { why };
        for (row, line) in wrap(why, usize::from(area.width.saturating_sub(2))).into_iter().enumerate() {
            let y = area.y + 2 + row as u16;
            if y < area.bottom() {
                draw(
                    buffer,
                    Rect { x: area.x + 1, y, width: area.width.saturating_sub(2), height: 1 },
                    &line,
                    self.theme.style(Look::Contradicted),
                );
            }
        }
    }
}
