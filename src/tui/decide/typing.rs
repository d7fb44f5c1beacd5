//! What is being typed: a value over a cell, the value that the page should give, or a note.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::widgets::{Clear, Widget};
use rust_decimal::Decimal;
use tui_textarea::TextArea;

use crate::form::Unit;
use crate::review::rows::Row;
use crate::review::{Choice, Content, Review};
use crate::sidecar::Verdict;
use crate::tui::app::App;
use crate::tui::effect::Effect;
use crate::tui::frame::theme::Look;
use crate::tui::frame::tiny::value_area;
use crate::tui::frame::wide::{draw, draw_right, width};
use crate::tui::input::action::Action;
use crate::tui::input::context::Context;
use crate::tui::layout::panes::Panes;
use crate::tui::line::{draw_line, line_of};
use crate::tui::mode::Mode;
use crate::words::Word;

/// What a text is typed for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum What {
    /// The value of the selected cell; several with spaces between them fill the cells from there on
    Value,
    /// The value that the page should give where it is wrong
    Due,
    /// A note on the selected cell
    Note,
}

/// A text that is being typed.
#[derive(Debug)]
pub struct Typing {
    /// What it is for
    pub what: What,
    /// The text and the cursor in it
    pub area: TextArea<'static>,
}

impl Typing {
    fn new(what: What, text: &str) -> Self {
        Self { what, area: line_of(text) }
    }

    /// The text.
    pub fn text(&self) -> String {
        self.area.lines().concat()
    }
}

/// What a typed text says the cells from one on hold; none if it is no value.
fn contents(text: &str, unit: impl Fn(usize) -> Unit) -> Option<Vec<Content>> {
    if text.split_whitespace().nth(1).is_none() {
        return Some(vec![Content::typed(text, unit(0))?]);
    }
    text.split_whitespace().enumerate().map(|(nth, part)| Content::typed(part, unit(nth))).collect()
}

impl App<'_> {
    /// Starts typing over the selected cell.
    pub(in crate::tui) fn start_typing(&mut self, what: What, text: &str) {
        if self.report.review.is_ok() {
            self.mode = Mode::Edit(Box::new(Typing::new(what, text)));
        }
    }

    /// Takes what was typed.
    pub(in crate::tui) fn take(&mut self) -> Option<Effect> {
        let Mode::Edit(typing) = &self.mode else { return None };
        let (what, text) = (typing.what, typing.text());
        if what == What::Note {
            self.mode = Mode::Browse;
            return self.annotate(text.trim());
        }
        let review = self.report.review.as_ref().ok()?;
        let Some(contents) = typed_contents(review, self.report.selected, &text) else {
            self.notify(self.setup.words.fill(Word::NotANumber, &[&text]));
            return None;
        };
        if what == What::Due {
            self.mode = Mode::Browse;
            return self.blame_source(contents[0]);
        }
        let Ok(cells) = Row::in_force(review, self.report.selected).typed(self.report.selected, &contents) else {
            self.say(Word::TooManyTyped);
            return None;
        };
        let choices: Vec<_> = cells.into_iter().map(|(cell, content)| Choice::to_hold(review, cell, content)).collect();
        let as_read = choices.iter().all(|choice| choice.verdict == Verdict::Confirm);
        let may_hold =
            |choice: &Choice| choice.content.value().is_none_or(|value| review.sheet().can_hold(choice.cell, value));
        let is_odd = !as_read && !choices.iter().all(may_hold);
        self.mode = Mode::Browse;
        let effect = self.decide(&choices, if as_read { Word::ConfirmedNotice } else { Word::CorrectedNotice });
        if is_odd {
            self.add_to_notice(self.setup.words.say(Word::OddForColumn));
        }
        effect
    }

    /// The values in force with those that are being typed.
    pub(in crate::tui) fn typed_values(&self, review: &Review) -> Option<Vec<Option<Decimal>>> {
        let Mode::Edit(typing) = &self.mode else { return None };
        let mut values = review.values().to_vec();
        if typing.what == What::Note {
            return None;
        }
        values[self.report.selected] = None;
        let typed = typed_contents(review, self.report.selected, &typing.text()).unwrap_or_default();
        for (value, content) in values[self.report.selected..].iter_mut().zip(typed) {
            *value = content.value();
        }
        Some(values)
    }

    /// What is being typed over a cell, if it is no value.
    pub(in crate::tui) fn typed_in_vain(&self) -> Option<String> {
        let (Mode::Edit(typing), Ok(review)) = (&self.mode, &self.report.review) else { return None };
        let text = Some(typing.text()).filter(|_| typing.what == What::Value)?;
        typed_contents(review, self.report.selected, &text).is_none().then_some(text)
    }

    /// Draws what is being typed, and puts the terminal's cursor there: a value over its cell, a note in the last line.
    pub(in crate::tui) fn draw_typing(&self, frame: &mut Frame, panes: &Panes) {
        let (Mode::Edit(typing), Ok(review)) = (&self.mode, &self.report.review) else { return };
        let prompt = match typing.what {
            What::Value => String::new(),
            What::Due => self.setup.words.say(Word::DuePrompt).to_owned(),
            What::Note => self.setup.words.say(Word::NotePrompt).to_owned(),
        };
        // It stands where a message would.
        let told = self.notice.as_ref().filter(|_| typing.what != What::Value);
        let prompt = told.map_or(prompt, |notice| format!("{}  ", notice.text));
        let area = match typing.what {
            What::Value if panes.is_tiny() => value_area(panes.why),
            What::Value => self.table_view(review).edit_area(panes.table),
            What::Due | What::Note => panes.hints,
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
        if typing.what != What::Value {
            let hints =
                [Action::Take, Action::Cancel].into_iter().filter_map(|action| self.hint(Context::Edit, action));
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

fn typed_contents(review: &Review, cell: usize, text: &str) -> Option<Vec<Content>> {
    let last = review.sheet().len() - 1;
    contents(text, |nth| review.sheet().column((cell + nth).min(last)).unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typed_text_is_a_number_a_blank_none_or_several_of_them() {
        let of = |text: &str| contents(text, |_| Unit::Count);
        let number = |value: i64| Content::Number(value.into());
        assert_eq!(of("38"), Some(vec![number(38)]));
        assert_eq!(of(" "), Some(vec![Content::Blank]));
        for none in ["/", "无", "—", "-"] {
            assert_eq!(of(none), Some(vec![Content::NotApplicable]), "{none}");
        }
        assert_eq!(of("13 / 0 减2"), Some(vec![number(13), Content::NotApplicable, number(0), number(-2)]));
        assert_eq!((of("3x"), of("13 3x"), of("l5")), (None, None, None), "what is no number is not guessed");
    }
}
