//! Draws the state of the screen. Nothing is decided here.

pub(crate) mod bar;
pub(crate) mod dock;
pub(crate) mod help;
pub(crate) mod hints;
pub(crate) mod list;
pub(crate) mod painter;
pub(crate) mod raw;
pub(crate) mod similar;
pub(crate) mod table;
pub(crate) mod theme;
pub(crate) mod tiny;
pub(crate) mod typed;
pub(crate) mod why;
pub(crate) mod wide;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use crate::review::Review;
use crate::source::Span;
use crate::text::visible::visible;
use crate::tui::model::App;
use crate::tui::model::find::Goal;
use crate::tui::model::layout::Panes;
use crate::tui::model::mode::Mode;
use crate::tui::model::places::Focus;
use crate::tui::view::list::ListView;
use crate::tui::view::painter::Painter;
use crate::tui::view::raw::RawView;
use crate::tui::view::similar::SimilarView;
use crate::tui::view::table::TableView;
use crate::tui::view::theme::Look;
use crate::tui::view::why::Why;
use crate::tui::view::wide::{draw, wrap};
use crate::words::ScreenMessage;

impl Painter<'_, '_> {
    /// Draws the screen.
    pub(crate) fn draw(&self, frame: &mut Frame) {
        let area = frame.area();
        let Some(panes) = self.app.layout.panes_on((area.width, area.height), self.app.mode.is_docked()) else {
            draw(frame.buffer_mut(), area, self.app.setup.words.say(ScreenMessage::TooSmall), self.theme.ground);
            return;
        };
        let buffer = frame.buffer_mut();
        buffer.set_style(area, self.theme.ground);
        self.draw_bar(buffer, panes.bar);
        match (&self.app.mode, &self.app.report.review) {
            (Mode::Similar(similar), _) => {
                SimilarView { similar, theme: self.theme, words: self.app.setup.words }.draw(buffer, panes.whole);
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
        if let Mode::Prompt(prompt) = &self.app.mode {
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
            Why::of(self.app, review).draw(buffer, panes.why, self.theme, self.app.layout.scroll.why);
        }
        for y in panes.divider.top()..panes.divider.bottom() {
            draw(buffer, Rect { y, height: 1, ..panes.divider }, self.theme.border.1, self.theme.style(Look::Frame));
        }
        self.draw_below(frame, panes);
    }

    /// The list of reports.
    fn list_view(&self) -> ListView<'_> {
        ListView {
            folder: &self.app.folder,
            listing: &self.app.listing,
            searching: self.app.intake.searching,
            pace: &self.app.walkthrough.pace,
            theme: self.theme,
            words: self.app.setup.words,
        }
    }

    /// The raw pane.
    fn raw_view<'b>(&'b self, review: &'b Review) -> RawView<'b> {
        RawView {
            review,
            report: &self.app.report,
            scroll: self.app.layout.scroll,
            wraps: self.app.layout.shares.wraps,
            found: found(self.app).collect(),
            threshold: self.app.folder.threshold(),
            theme: self.theme,
            words: self.app.setup.words,
        }
    }

    /// The table pane.
    pub(super) fn table_view<'b>(&'b self, review: &'b Review) -> TableView<'b> {
        TableView {
            review,
            selected: self.app.report.selected,
            preview: if let Mode::Preview(preview) = &self.app.mode { Some(preview) } else { None },
            top: self.app.layout.scroll.table,
            focused: self.app.report.focus == Focus::Table,
            threshold: self.app.folder.threshold(),
            theme: self.theme,
            words: self.app.setup.words,
        }
    }

    /// Draws the dock, if there is one, over the pane below.
    fn draw_below(&self, frame: &mut Frame, panes: &Panes) {
        if self.app.mode.is_docked() {
            ratatui::widgets::Clear.render(panes.why, frame.buffer_mut());
            frame.buffer_mut().set_style(panes.why, self.theme.ground);
        }
        match &self.app.mode {
            Mode::Find(find, _) => self.draw_find(frame, panes.why, find),
            Mode::Preview(preview) => self.draw_preview(frame.buffer_mut(), panes.why, preview),
            Mode::Mark(letter) => self.draw_marks(frame.buffer_mut(), panes.why, *letter),
            _ => {}
        }
    }

    fn docked_height(&self, panes: &Panes) -> u16 {
        if self.app.mode.is_docked() { panes.why.height } else { 0 }
    }

    fn draw_failure(&self, buffer: &mut Buffer, area: Rect, why: &str) {
        let path = self.app.folder.here().map_or(String::new(), |entry| entry.path.to_string_lossy().into_owned());
        self.theme.title(buffer, area, &visible(&path), "", true);
        let why =
            if self.app.folder.entries.is_empty() { self.app.setup.words.say(ScreenMessage::Searching) } else { why };
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

/// What is searched for in the raw report and is highlighted in it: while a search is open all that was found, else the
/// last that one went to.
fn found(app: &App) -> impl Iterator<Item = Span> {
    let searching = if let Mode::Find(find, _) = &app.mode { find.hits.as_slice() } else { &[] };
    let last = app.session.last.span.filter(|span| searching.is_empty() && span.start == app.report.cursor);
    let all = searching.iter().filter_map(|hit| if let Goal::Text(span) = hit.goal { Some(span) } else { None });
    all.chain(last)
}
