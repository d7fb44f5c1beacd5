//! What a key does: the action that it calls in the mode that is on, or text where text is typed.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::tui::app::App;
use crate::tui::decide::typing::What;
use crate::tui::effect::Effect;
use crate::tui::input::action::Action;
use crate::tui::input::context::Context;
use crate::tui::input::keymap::Meaning;
use crate::tui::input::press::Press;
use crate::tui::mode::Mode;
use crate::words::Word;

impl App<'_> {
    /// The context that keys are looked up in.
    pub(in crate::tui) fn context(&self) -> Context {
        self.mode.context(self.report.focus)
    }

    /// Takes a key; what it asks for, and whether it was a step that is not worth coming back from.
    pub(in crate::tui) fn key(&mut self, key: KeyEvent) -> (Option<Effect>, bool) {
        self.notice = None;
        let context = self.context();
        let Some((meaning, pressed)) = self.input.press(Press::of(&key), context) else { return (None, true) };
        if let Meaning::Action(action) = meaning {
            let effect = self.called(action);
            (effect, action.is_step())
        } else if matches!(self.mode, Mode::Mark(_)) {
            (self.mark_letter(key), true)
        } else {
            (self.input.leaving, self.input.last) = (false, None);
            self.typed(key, &pressed);
            (None, true)
        }
    }

    /// Does what an action says.
    pub(in crate::tui) fn called(&mut self, action: Action) -> Option<Effect> {
        self.input.asked = self.input.asked.filter(|asked| *asked == action);
        // Only the same wish, uttered again at once, goes through without saving.
        self.input.leaving &= self.input.last.replace(action) == Some(action);
        if action == Action::Quit {
            return self.leave();
        }
        let leaving = self.input.leaving;
        let effect = self.act(action);
        self.input.leaving = leaving
            && matches!(
                effect,
                Some(
                    Effect::Open(_)
                        | Effect::Visit(..)
                        | Effect::Replay(..)
                        | Effect::Go(_)
                        | Effect::Mark(..)
                        | Effect::Reread
                )
            );
        effect
    }

    /// Takes keys that are bound to nothing: text where text is typed, a digit over a cell, else a hint.
    fn typed(&mut self, key: KeyEvent, pressed: &[Press]) {
        if let Some(text) = self.mode.text() {
            if is_typing(&key) && text.input(key) {
                self.text_changed();
            }
            return;
        }
        let sign = if let [press] = pressed { press.typed() } else { None };
        if let Some(sign) =
            sign.filter(|sign| (sign.is_ascii_digit() || "-.".contains(*sign)) && self.context() == Context::Table)
        {
            self.start_typing(What::Value, &sign.to_string());
            return;
        }
        let keys: Vec<String> = pressed.iter().map(Press::to_string).collect();
        let help = self.input.key(self.context(), Action::Help);
        self.notify(self.setup.words.fill(Word::UnknownKey, &[&keys.join(" "), &help]));
    }

    /// Does an action in the mode that is on.
    pub(in crate::tui) fn act(&mut self, action: Action) -> Option<Effect> {
        match self.mode {
            Mode::Edit(_)
                if !matches!(
                    action,
                    Action::Take | Action::Cancel | Action::Redraw | Action::Mouse | Action::Suspend
                ) =>
            {
                None
            }
            Mode::Series(_) => self.act_in_series(action),
            Mode::List(_) => self.act_in_list(action),
            Mode::Prompt(_) => self.act_in_prompt(action),
            Mode::Help(..) => self.act_in_help(action),
            Mode::Find(_) => self.act_in_find(action),
            Mode::Mark(_) => {
                if action == Action::Close {
                    self.mode = Mode::Browse;
                }
                None
            }
            _ => self.act_on_report(action),
        }
    }

    /// Types a text as if it came from the keys.
    pub(in crate::tui) fn paste(&mut self, pasted: &str) {
        if let Some(text) = self.mode.text() {
            text.insert_str(pasted);
            self.text_changed();
        }
    }

    /// Does what depends on the text that is typed.
    fn text_changed(&mut self) {
        match self.mode {
            Mode::Prompt(_) => self.typed_on(),
            Mode::Find(_) => self.look_up(),
            _ => {}
        }
    }
}

/// Whether a key types or moves within one line of text; what would make a second line, or a shortcut, does not.
fn is_typing(key: &KeyEvent) -> bool {
    let plain = !key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
    match key.code {
        KeyCode::Char(_) => plain,
        KeyCode::Backspace | KeyCode::Delete | KeyCode::Left | KeyCode::Right | KeyCode::Home | KeyCode::End => true,
        _ => false,
    }
}
