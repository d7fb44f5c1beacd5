//! How the keys of each action are written, for messages and the help, and what the last keys asked for.

use std::collections::HashMap;

use crate::data::config::Context;
use crate::tui::model::action::Action;

/// The keys that call each action in each context, as they are written, shortest first.
#[derive(Clone, Debug, Default)]
pub struct KeyNames(HashMap<(Context, Action), Vec<String>>);

impl KeyNames {
    /// Takes down the keys of every action.
    pub fn of(chords: impl Iterator<Item = (Context, Action, String)>) -> Self {
        let mut names: HashMap<(Context, Action), Vec<String>> = HashMap::new();
        for (context, action, chord) in chords {
            names.entry((context, action)).or_default().push(chord);
        }
        for keys in names.values_mut() {
            keys.sort_by_key(|chord| (chord.chars().count(), chord.clone()));
        }
        Self(names)
    }

    /// The shortest chord that calls an action in a context.
    pub fn chord_of(&self, context: Context, action: Action) -> Option<String> {
        self.chords_of(context, action).first().cloned()
    }

    /// The chords that call an action in a context, shortest first.
    pub fn chords_of(&self, context: Context, action: Action) -> &[String] {
        self.0.get(&(context, action)).map_or(&[], Vec::as_slice)
    }

    /// The key of an action in a context, for messages.
    pub fn key(&self, context: Context, action: Action) -> String {
        self.chord_of(context, action).unwrap_or_default()
    }
}

/// What the last keys asked for, where a second time in a row means more than the first.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Repeats {
    /// What the last key asked for and is only done when asked again
    pub asked: Option<Action>,
    /// The action of the last key; none if it had none
    pub last: Option<Action>,
    /// Whether the last key asked to leave although decisions are not saved
    pub leaving: bool,
}

impl Repeats {
    /// Whether an action is asked for a second time in a row; if not, the next time is.
    pub(crate) fn asked_again(&mut self, action: Action) -> bool {
        self.asked.replace(action) == Some(action)
    }
}
