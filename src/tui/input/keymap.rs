//! The key map: chords of keys, and the actions that they call in each context.

use std::collections::HashMap;

use crate::data::config::Config;
use crate::error::{Flaw, Result};
use crate::tui::input::press::{Chord, Press, chord, written};
use crate::tui::model::action::Action;
use crate::tui::model::context::Context;
use crate::tui::model::keys::KeyNames;
use crate::words::Word;

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
    chords: HashMap<(Context, Chord), Action>,
}

impl Keymap {
    /// Takes the key map from the settings.
    ///
    /// # Errors
    /// With the place in the user's file: an unknown context, key or action, or a chord that is the beginning of
    /// another in its context.
    pub fn new(config: &Config) -> Result<Self> {
        let mut chords = HashMap::new();
        for (name, keys) in &config.keys {
            let Some(context) = Context::ALL.iter().copied().find(|context| context.name() == name) else {
                let known: Vec<_> = Context::ALL.iter().map(|context| context.name()).collect();
                return Err(config.error_at(name, Flaw::of(Word::NoSuchKeys, &[name, &known.join(", ")])));
            };
            for (text, action) in keys.iter().filter_map(|(text, action)| Some((text, action.as_ref()?))) {
                let unknown_key = || config.error_at(text, Flaw::of(Word::NoSuchKey, &[text]));
                let known = || Action::ALL.iter().map(|action| action.name()).collect::<Vec<_>>().join(", ");
                let unknown_action = || config.error_at(action, Flaw::of(Word::NoSuchAction, &[action, &known()]));
                let chord = chord(text).ok_or_else(unknown_key)?;
                chords.insert((context, chord), Action::named(action).ok_or_else(unknown_action)?);
            }
        }
        let keymap = Self { chords };
        keymap.validate(config)?;
        Ok(keymap)
    }

    fn validate(&self, config: &Config) -> Result<()> {
        let mut chords: Vec<_> = self.chords.keys().collect();
        chords.sort_by_key(|(context, chord)| (context.name(), written(chord)));
        for (context, long) in chords {
            for length in 1..long.len() {
                // What is bound everywhere is bound in each context too.
                let begins = |at: &Context| {
                    (at == context || *at == Context::Any || *context == Context::Any)
                        && self.chords.contains_key(&(*at, long[..length].to_vec()))
                };
                if Context::ALL.iter().any(begins) {
                    let (short, whole) = (written(&long[..length]), written(long));
                    let what = Flaw::of(Word::KeyBeginsAnother, &[&context.name(), &short, &whole]);
                    return Err(config.error_at(&short, what));
                }
            }
        }
        Ok(())
    }

    /// What keys mean in a context.
    pub fn meaning(&self, context: Context, pressed: &[Press]) -> Meaning {
        let chord = pressed.to_vec();
        for context in [context, Context::Any] {
            if let Some(action) = self.chords.get(&(context, chord.clone())) {
                return Meaning::Action(*action);
            }
        }
        let begins = |(at, long): &(Context, Chord)| {
            (*at == context || *at == Context::Any) && long.len() > pressed.len() && long.starts_with(pressed)
        };
        if self.chords.keys().any(begins) { Meaning::Pending } else { Meaning::Nothing }
    }

    /// The keys of every action as they are written.
    pub fn names(&self) -> KeyNames {
        KeyNames::of(self.chords.iter().map(|((context, chord), action)| (*context, *action, written(chord))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::input::press::chord;

    fn refused(text: &str) -> String {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("config.ron");
        std::fs::write(&path, text).expect("a file");
        let config = Config::load(Some(&path)).expect("a config");
        Keymap::new(&config).expect_err("a wrong key map").to_string()
    }

    #[test]
    fn a_chord_is_pending_until_it_is_whole() {
        let keymap = Keymap::new(&Config::built_in()).expect("the built-in keys");
        let keys = chord("g 3").expect("a chord");
        assert_eq!(keymap.meaning(Context::Table, &keys[..1]), Meaning::Pending);
        assert_eq!(keymap.meaning(Context::Table, &keys), Meaning::Action(Action::Section3));
        assert_eq!(keymap.meaning(Context::Table, &chord("g x").expect("a chord")), Meaning::Nothing);
    }

    #[test]
    fn a_wrong_key_map_is_named_with_its_place() {
        let action = refused("(keys: {\"table\": {\n \"j\": \"dwon\"}})");
        assert!(action.contains("config.ron:2:7") && action.contains("next_open"), "{action}");
        assert!(refused("(keys: {\"tabel\": {}})").contains("config.ron:1:9"));
        assert!(refused("(keys: {\"raw\": {\"hyper-x\": \"quit\"}})").contains("hyper-x"));
        let conflict = refused("(keys: {\"table\": {\"g\": \"quit\"}})");
        let everywhere = refused("(keys: {\"any\": {\"y\": \"quit\"}})");
        assert!(everywhere.contains("config.ron:1:17") && everywhere.contains("`y"), "{everywhere}");
        assert!(conflict.contains("config.ron:1:19") && conflict.contains("`g"), "{conflict}");
    }
}
