//! Typing: over a cell, a note, and what a prompt asks for.

use tui_textarea::CursorMove;

use crate::data::config::Context;
use crate::review::Choice;
use crate::review::rows::Row;
use crate::sidecar::Verdict;
use crate::tui::input::Stroke;
use crate::tui::model::action::Action;
use crate::tui::model::listing::filter::Filter;
use crate::tui::model::mode::Mode;
use crate::tui::model::preview::{Deed, Plan};
use crate::tui::model::typed::{Prompt, Purpose, TypedFor, Typing, line_of, typed_contents};
use crate::tui::model::{App, Effect};
use crate::words::ScreenMessage;

impl App<'_> {
    /// Starts typing over the selected cell.
    pub(super) fn start_typing(&mut self, what: TypedFor, text: &str) {
        if self.report.review.is_ok() {
            self.mode = Mode::Edit(Box::new(Typing::new(what, text)));
        }
    }

    /// Takes what was typed.
    pub(super) fn take_typed(&mut self) -> Option<Effect> {
        match self.mode {
            Mode::Edit(_) => self.take_value(),
            Mode::Prompt(_) => self.take_answer(),
            Mode::Preview(_) => self.take_preview(),
            Mode::Browse | Mode::Similar(_) | Mode::List(_) | Mode::Help(..) | Mode::Find(..) | Mode::Mark(_) => None,
        }
    }

    /// Takes the value or the note that was typed.
    fn take_value(&mut self) -> Option<Effect> {
        let Mode::Edit(typing) = &self.mode else { return None };
        let (what, text) = (typing.what, typing.text());
        if what == TypedFor::Note {
            self.mode = Mode::Browse;
            return self.annotate(text.trim());
        }
        let review = self.report.review.as_ref().ok()?;
        let Some(contents) = typed_contents(review, self.report.selected, &text) else {
            self.notify(self.setup.words.fill(ScreenMessage::NotANumber { text: &text }));
            return None;
        };
        if what == TypedFor::Due {
            self.mode = Mode::Browse;
            return self.blame_source(contents[0]);
        }
        let Ok(cells) = Row::in_force(review, self.report.selected).typed(self.report.selected, &contents) else {
            self.say(ScreenMessage::TooManyTyped);
            return None;
        };
        let choices: Vec<_> = cells.into_iter().map(|(cell, content)| Choice::to_hold(review, cell, content)).collect();
        let as_read = choices.iter().all(|choice| choice.verdict == Verdict::Confirm);
        let may_hold =
            |choice: &Choice| choice.content.value().is_none_or(|value| review.sheet().can_hold(choice.cell, value));
        let is_odd = !as_read && !choices.iter().all(may_hold);
        self.mode = Mode::Browse;
        let said = if as_read { Deed::Confirmed } else { Deed::Corrected };
        let effect = self.decide(Plan::new(choices, said));
        if is_odd {
            self.add_to_notice(self.setup.words.say(ScreenMessage::OddForColumn));
        }
        effect
    }

    /// Asks what the list is to show.
    pub(super) fn ask_for_filter(&mut self) {
        let Mode::List(row) = self.mode else { return };
        let before = self.listing.filter.clone();
        let text = line_of(&before.text);
        self.mode = Mode::Prompt(Box::new(Prompt { text, purpose: Purpose::Filter(before, row) }));
    }

    /// Shows what was typed so far.
    fn typed_on(&mut self) {
        if let Mode::Prompt(prompt) = &self.mode
            && matches!(prompt.purpose, Purpose::Filter(..))
        {
            let filter = Filter::new(&prompt.typed());
            self.listing.set_filter(filter);
        }
    }

    /// Takes the answer to what was asked for.
    fn take_answer(&mut self) -> Option<Effect> {
        let Mode::Prompt(prompt) = &self.mode else { return None };
        let typed = prompt.typed();
        match prompt.purpose {
            Purpose::Filter(_, row) => self.mode = Mode::List(row),
            Purpose::Elsewhere => self.save_elsewhere(&typed),
            Purpose::Sample => return self.draw_sample(&typed),
        }
        None
    }

    /// Leaves what is typed.
    pub(super) fn cancel_typed(&mut self) -> Option<Effect> {
        match &mut self.mode {
            Mode::Edit(_) | Mode::Preview(_) => self.mode = Mode::Browse,
            Mode::Prompt(prompt) => match &mut prompt.purpose {
                Purpose::Filter(before, row) => {
                    let (before, row) = (std::mem::take(before), *row);
                    self.listing.set_filter(before);
                    self.refresh_list();
                    self.mode = Mode::List(self.mode.row().unwrap_or(row));
                }
                Purpose::Sample | Purpose::Elsewhere => self.mode = Mode::Browse,
            },
            Mode::Browse | Mode::Similar(_) | Mode::List(_) | Mode::Help(..) | Mode::Find(..) | Mode::Mark(_) => {}
        }
        None
    }

    /// Takes keys that are bound to nothing: a digit over a cell, else a hint.
    pub(super) fn unbound(&mut self, keys: &str, typed: Option<char>) {
        if self.mode.text().is_some() || matches!(self.mode, Mode::Mark(_)) {
            return;
        }
        let begins = |typed: &char| typed.is_ascii_digit() || "-.".contains(*typed);
        if let Some(typed) = typed.filter(|typed| begins(typed) && self.context() == Context::Table) {
            self.start_typing(TypedFor::Value, &typed.to_string());
            return;
        }
        let help = self.keys.key(self.context(), Action::Help);
        self.notify(self.setup.words.fill(ScreenMessage::UnknownKey { keys: &keys, help: &help }));
    }

    /// Changes the line that is typed into, or moves in it.
    pub(super) fn stroke(&mut self, stroke: Stroke) {
        let Some(text) = self.mode.text() else { return };
        let mut go = |to: CursorMove| {
            text.move_cursor(to);
            false
        };
        let changed = match stroke {
            Stroke::Left => go(CursorMove::Back),
            Stroke::Right => go(CursorMove::Forward),
            Stroke::WordLeft => go(CursorMove::WordBack),
            Stroke::WordRight => go(CursorMove::WordForward),
            Stroke::Start => go(CursorMove::Head),
            Stroke::End => go(CursorMove::End),
            Stroke::Insert(char) => {
                text.insert_char(char);
                true
            }
            Stroke::DeleteBefore => text.delete_char(),
            Stroke::DeleteAfter => text.delete_next_char(),
            Stroke::DeleteWordBefore => text.delete_word(),
            Stroke::DeleteWordAfter => text.delete_next_word(),
        };
        if changed {
            self.text_changed();
        }
    }

    /// Types a text as if it came from the keys.
    pub(super) fn paste(&mut self, pasted: &str) {
        if let Some(text) = self.mode.text() {
            text.insert_str(pasted);
            self.text_changed();
        }
    }

    /// Does what depends on the text that is typed.
    fn text_changed(&mut self) {
        match self.mode {
            Mode::Prompt(_) => self.typed_on(),
            Mode::Find(..) => self.look_up(),
            Mode::Browse
            | Mode::Edit(_)
            | Mode::Preview(_)
            | Mode::Similar(_)
            | Mode::List(_)
            | Mode::Help(..)
            | Mode::Mark(_) => {}
        }
    }
}
