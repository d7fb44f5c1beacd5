//! What comes in from keys and mouse, and what it means.

pub mod action;
pub mod anywhere;
pub mod context;
pub mod keymap;
pub mod keys;
pub mod pointer;
pub mod press;

use crate::data::config::Config;
use crate::error::Result;
use crate::tui::input::action::Action;
use crate::tui::input::context::Context;
use crate::tui::input::keymap::{Keymap, Meaning};
use crate::tui::input::press::Press;

/// The keys, and what the last ones asked for.
#[derive(Debug)]
pub struct Input {
    /// What keys mean
    pub keymap: Keymap,
    /// The keys of a chord that is not whole yet
    pressed: Vec<Press>,
    /// What the last key asked for and is only done when asked again
    pub asked: Option<Action>,
    /// The action of the last key; none if it had none
    pub last: Option<Action>,
    /// Whether the last key asked to leave although decisions are not saved
    pub leaving: bool,
}

impl Input {
    /// Takes the key map from the settings.
    ///
    /// # Errors
    /// If it is wrong.
    pub fn new(config: &Config) -> Result<Self> {
        Ok(Self { keymap: Keymap::new(config)?, pressed: Vec::new(), asked: None, last: None, leaving: false })
    }

    /// Takes one more key; what it means with those before it, and all of them, unless they are only the beginning of a
    /// chord.
    fn press(&mut self, press: Press, context: Context) -> Option<(Meaning, Vec<Press>)> {
        self.pressed.push(press);
        let meaning = self.keymap.meaning(context, &self.pressed);
        (meaning != Meaning::Pending).then(|| (meaning, std::mem::take(&mut self.pressed)))
    }

    /// Whether an action is asked for a second time in a row; if not, the next time is.
    pub fn asked_again(&mut self, action: Action) -> bool {
        self.asked.replace(action) == Some(action)
    }

    /// The key of an action in a context, for messages.
    pub fn key(&self, context: Context, action: Action) -> String {
        self.keymap.chord_of(context, action).unwrap_or_default()
    }
}
