//! The key map of the settings: the chords of each context and the actions that they call.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::data::config::{Action, Chord, Context};
use crate::data::{Entries, Placed};
use crate::error::{Flaw, Mistake};
use crate::words::DataMessage;

/// The key map as a file gives it: an action for each chord, or none to take the chord away.
pub(super) type Written = Entries<Context, Entries<Chord, Option<Action>>>;

/// The key map in force.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Keys(BTreeMap<Context, BTreeMap<Chord, Option<Action>>>);

impl Keys {
    /// The chords of all contexts, each with its action.
    pub fn bound(&self) -> impl Iterator<Item = (Context, &Chord, Action)> {
        self.0.iter().flat_map(|(context, chords)| {
            chords.iter().filter_map(|(chord, action)| Some((*context, chord, (*action)?)))
        })
    }

    /// Lays the chords of a file over those in force. No chord may begin another of its context: it would never be
    /// whole.
    pub(super) fn overlay(&mut self, written: Written) -> Result<(), Mistake> {
        let mut added: Vec<(Context, Placed<Chord>)> = Vec::new();
        for (context, chords) in written {
            for (chord, action) in chords {
                self.0.entry(*context).or_default().insert((*chord).clone(), action);
                added.push((*context, chord));
            }
        }
        added.into_iter().try_for_each(|(context, chord)| match self.conflict(context, &chord) {
            Some((short, long)) => Err(chord.mistake(Flaw::from(DataMessage::KeyBeginsAnother {
                context: context.to_string(),
                short: short.to_string(),
                long: long.to_string(),
            }))),
            None => Ok(()),
        })
    }

    /// A bound chord and the longer one that it begins, one of which is this one; what is bound everywhere is bound in
    /// each context too.
    fn conflict(&self, context: Context, chord: &Chord) -> Option<(Chord, Chord)> {
        if !self.bound().any(|(at, bound, _)| at == context && bound == chord) {
            return None;
        }
        let here = |at| at == context || at == Context::Any || context == Context::Any;
        self.bound().filter(|(at, ..)| here(*at)).find_map(|(_, other, _)| {
            if other.goes_on_from(chord) {
                Some((chord.clone(), other.clone()))
            } else if chord.goes_on_from(other) {
                Some((other.clone(), chord.clone()))
            } else {
                None
            }
        })
    }
}
