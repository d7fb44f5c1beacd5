//! Keys as they are written.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::data::from_text;
use crate::error::Flaw;
use crate::words::DataMessage;

/// A key without its modifiers.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Key {
    /// A key that types a character
    Char(char),
    /// `F1` and so on
    Function(u8),
    Enter,
    Esc,
    Tab,
    BackTab,
    Backspace,
    Delete,
    Insert,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
    /// A key that has no name in the key map
    Other,
}

const NAMES: &[(&str, Key)] = &[
    ("enter", Key::Enter),
    ("esc", Key::Esc),
    ("tab", Key::Tab),
    ("backtab", Key::BackTab),
    ("space", Key::Char(' ')),
    ("backspace", Key::Backspace),
    ("delete", Key::Delete),
    ("insert", Key::Insert),
    ("up", Key::Up),
    ("down", Key::Down),
    ("left", Key::Left),
    ("right", Key::Right),
    ("home", Key::Home),
    ("end", Key::End),
    ("pageup", Key::PageUp),
    ("pagedown", Key::PageDown),
];

/// One key with its modifiers.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Press {
    /// The key
    pub key: Key,
    /// Whether `Ctrl` is held
    pub control: bool,
    /// Whether `Alt` is held
    pub alt: bool,
    /// Whether `Shift` is held; of a key that types a character, the character says it
    pub shift: bool,
}

impl Press {
    /// Reads `j`, `G`, `?`, `enter`, `f1`, `ctrl-r`, `alt-1`, `shift-up`.
    fn parse(text: &str) -> Option<Self> {
        let mut press = Self { key: Key::Other, control: false, alt: false, shift: false };
        let mut rest = text;
        loop {
            if let Some(after) = rest.strip_prefix("ctrl-") {
                (press.control, rest) = (true, after);
            } else if let Some(after) = rest.strip_prefix("alt-") {
                (press.alt, rest) = (true, after);
            } else if let Some(after) = rest.strip_prefix("shift-") {
                (press.shift, rest) = (true, after);
            } else {
                return Some(Self { key: key(rest)?, ..press });
            }
        }
    }

    /// The character that the key types, if it has no modifier.
    pub fn typed(self) -> Option<char> {
        match self {
            Self { key: Key::Char(char), control: false, alt: false, shift: false } => Some(char),
            _ => None,
        }
    }
}

fn key(text: &str) -> Option<Key> {
    let named = NAMES.iter().find(|(name, _)| *name == text).map(|(_, key)| *key);
    let function = || text.strip_prefix('f')?.parse().ok().filter(|n| (1..=12).contains(n)).map(Key::Function);
    let single = || {
        let mut chars = text.chars();
        chars.next().filter(|_| chars.next().is_none()).map(Key::Char)
    };
    named.or_else(function).or_else(single)
}

impl fmt::Display for Press {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        for (held, name) in [(self.control, "ctrl-"), (self.alt, "alt-"), (self.shift, "shift-")] {
            f.write_str(if held { name } else { "" })?;
        }
        match (NAMES.iter().find(|(_, key)| *key == self.key), self.key) {
            (Some((name, _)), _) => f.write_str(name),
            (None, Key::Char(char)) => write!(f, "{char}"),
            (None, Key::Function(number)) => write!(f, "f{number}"),
            _ => Ok(()),
        }
    }
}

/// Keys pressed one after the other. Chords sort as they are written.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Chord {
    written: String,
    presses: Vec<Press>,
}

impl Chord {
    /// Its keys, at least one.
    pub fn presses(&self) -> &[Press] {
        &self.presses
    }

    /// Whether it takes more keys than another, which it begins with.
    pub fn goes_on_from(&self, other: &Self) -> bool {
        self.presses.len() > other.presses.len() && self.presses.starts_with(&other.presses)
    }
}

impl From<Vec<Press>> for Chord {
    fn from(presses: Vec<Press>) -> Self {
        let written = presses.iter().map(Press::to_string).collect::<Vec<_>>().join(" ");
        Self { written, presses }
    }
}

impl FromStr for Chord {
    type Err = Flaw;

    /// Reads keys separated by spaces.
    fn from_str(text: &str) -> Result<Self, Flaw> {
        let presses: Option<Vec<_>> = text.split(' ').filter(|key| !key.is_empty()).map(Press::parse).collect();
        let presses = presses.filter(|presses| !presses.is_empty());
        presses.map(Self::from).ok_or_else(|| Flaw::from(DataMessage::NoSuchKey { name: text.to_string() }))
    }
}

impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written)
    }
}

impl<'de> Deserialize<'de> for Chord {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from_text(from)
    }
}

impl Serialize for Chord {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.written)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_read_as_they_are_written() {
        for text in ["j", "G", "?", "enter", "f1", "ctrl-r", "alt-1", "shift-up", "pagedown", "space", "g g"] {
            assert_eq!(text.parse::<Chord>().expect("keys").to_string(), text);
        }
        for text in ["", "hyper-x", "f13", "gg", "g hyper-x"] {
            assert!(text.parse::<Chord>().is_err(), "{text:?}");
        }
    }
}
