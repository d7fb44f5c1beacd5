//! Draws lines that are typed into.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::widgets::{Clear, Widget};
use tui_textarea::TextArea;

use crate::data::config::Context;
use crate::tui::model::action::Action;
use crate::tui::model::layout::Panes;
use crate::tui::model::mode::Mode;
use crate::tui::model::typed::{Prompt, Purpose, TypedFor, typed_contents};
use crate::tui::view::hints::hint;
use crate::tui::view::painter::Painter;
use crate::tui::view::table::edit_area;
use crate::tui::view::theme::Look;
use crate::tui::view::tiny::value_area;
use crate::tui::view::wide::{draw, draw_right, width};
use crate::words::ScreenMessage;

/// Draws a line that is being typed, with the terminal's own cursor at its caret, where an input method's window
/// then stands too.
pub(crate) fn draw_line(frame: &mut Frame, area: Rect, text: &TextArea<'static>, style: Style) {
    if area.width == 0 || area.height == 0 {
        return;
    }
    frame.render_widget(text, area);
    frame.buffer_mut().set_style(area, style);
    let column = (text.screen_cursor().col as u16).saturating_sub(text.scroll_offset().1);
    frame.set_cursor_position(Position::new(area.x + column.min(area.width - 1), area.y));
}

impl Painter<'_, '_> {
    /// Draws the line, with the caret in it.
    pub(super) fn draw_prompt(&self, frame: &mut Frame, area: Rect, prompt: &Prompt) {
        let word = match prompt.purpose {
            Purpose::Filter(..) => ScreenMessage::FilterPrompt,
            Purpose::Sample => ScreenMessage::SamplePrompt,
            Purpose::Elsewhere => ScreenMessage::ElsewherePrompt,
        };
        let label = format!(" {} ", self.app.setup.words.say(word));
        let line = Rect { y: area.bottom().saturating_sub(1), height: 1.min(area.height), ..area };
        let style = self.theme.style(Look::Notice);
        Clear.render(line, frame.buffer_mut());
        frame.buffer_mut().set_style(line, style);
        draw(frame.buffer_mut(), line, &label, style);
        let left = (width(&label) as u16).min(line.width.saturating_sub(4));
        let inner = Rect { x: line.x + left, width: line.width - left, ..line };
        draw_line(frame, inner, &prompt.text, style);
    }

    /// What is being typed over a cell, if it is no value.
    pub(super) fn typed_in_vain(&self) -> Option<String> {
        let (Mode::Edit(typing), Ok(review)) = (&self.app.mode, &self.app.report.review) else { return None };
        let text = Some(typing.text()).filter(|_| typing.what == TypedFor::Value)?;
        typed_contents(review, self.app.report.selected, &text).is_none().then_some(text)
    }

    /// Draws what is being typed, and puts the terminal's cursor there: a value over its cell, a note in the last line.
    pub(super) fn draw_typing(&self, frame: &mut Frame, panes: &Panes) {
        let (Mode::Edit(typing), Ok(review)) = (&self.app.mode, &self.app.report.review) else { return };
        let prompt = match typing.what {
            TypedFor::Value => String::new(),
            TypedFor::Due => self.app.setup.words.say(ScreenMessage::DuePrompt).to_owned(),
            TypedFor::Note => self.app.setup.words.say(ScreenMessage::NotePrompt).to_owned(),
        };
        // It stands where a message would.
        let told = self.app.notice.as_ref().filter(|_| typing.what != TypedFor::Value);
        let prompt = told.map_or(prompt, |notice| format!("{}  ", notice.text));
        let area = match typing.what {
            TypedFor::Value if panes.is_tiny() => value_area(panes.why),
            TypedFor::Value => edit_area(review, self.app.report.selected, self.app.layout.scroll.table, panes.table),
            TypedFor::Due | TypedFor::Note => panes.hints,
        };
        Clear.render(area, frame.buffer_mut());
        frame.buffer_mut().set_style(area, self.theme.style(Look::Notice));
        let room = (width(&prompt) as u16 + 1).min(area.width);
        draw(
            frame.buffer_mut(),
            Rect { x: area.x + 1.min(area.width), width: room - 1.min(room), ..area },
            &prompt,
            self.theme.style(Look::Notice),
        );
        let inner = Rect { x: area.x + room, width: area.width - room, ..area };
        draw_line(frame, inner, &typing.area, self.theme.style(Look::Notice));
        frame.buffer_mut().set_style(area, self.theme.style(Look::Notice));
        if typing.what != TypedFor::Value {
            let hints =
                [Action::Take, Action::Cancel].into_iter().filter_map(|action| hint(self.app, Context::Edit, action));
            let hints = hints.map(|hint| format!("{} {}", hint.key, hint.text)).collect::<Vec<_>>().join("  ");
            let taken = usize::from(room) + width(&typing.text()) + 2;
            if taken + width(&hints) < usize::from(area.width) {
                draw_right(
                    frame.buffer_mut(),
                    Rect { width: area.width - 1, ..area },
                    &hints,
                    self.theme.style(Look::Notice),
                );
            }
        }
    }
}
