//! The key map: chords of keys, and the actions that they call in each context.

use std::collections::HashMap;

use crate::data::config::{Action, Config, Context, Press};
use crate::tui::model::keys::KeyNames;

/// What pressed keys mean.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Meaning {
    /// An action
    Action(Action),
    /// The beginning of a chord
    Pending,
    /// Nothing
    Nothing,
}

/// The chords of every context.
#[derive(Debug)]
pub struct Keymap {
    chords: HashMap<(Context, Vec<Press>), Action>,
    names: KeyNames,
}

impl Keymap {
    /// Takes the key map from the settings.
    pub fn new(config: &Config) -> Self {
        let chords = config.keys.bound().map(|(context, chord, action)| ((context, chord.presses().to_vec()), action));
        let names = config.keys.bound().map(|(context, chord, action)| (context, action, chord.to_string()));
        Self { chords: chords.collect(), names: KeyNames::of(names) }
    }

    /// What keys mean in a context.
    pub fn meaning(&self, context: Context, pressed: &[Press]) -> Meaning {
        let chord = pressed.to_vec();
        for context in [context, Context::Any] {
            if let Some(action) = self.chords.get(&(context, chord.clone())) {
                return Meaning::Action(*action);
            }
        }
        let begins = |(at, long): &(Context, Vec<Press>)| {
            (*at == context || *at == Context::Any) && long.len() > pressed.len() && long.starts_with(pressed)
        };
        if self.chords.keys().any(begins) { Meaning::Pending } else { Meaning::Nothing }
    }

    /// The keys of every action as they are written.
    pub fn names(&self) -> KeyNames {
        self.names.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::input::press::chord;

    #[test]
    fn a_chord_is_pending_until_it_is_whole() {
        let keymap = Keymap::new(&Config::built_in());
        let keys = chord("g 3").expect("a chord");
        assert_eq!(keymap.meaning(Context::Table, &keys[..1]), Meaning::Pending);
        assert_eq!(keymap.meaning(Context::Table, &keys), Meaning::Action(Action::Section3));
        assert_eq!(keymap.meaning(Context::Table, &chord("g x").expect("a chord")), Meaning::Nothing);
    }
}
