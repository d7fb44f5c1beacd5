//! The key map: chords of keys, and the actions that they call in each context.

use std::collections::HashMap;
use std::fmt;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::config::Config;
use crate::error::Result;
use crate::tui::input::action::Action;

/// A context in which keys have meanings of their own.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Context {
    /// Everywhere
    Any,
    /// The table has the focus
    Table,
    /// The raw report has the focus
    Raw,
    /// A value is being typed
    Edit,
    /// What is like a decision is listed
    Series,
    /// The list of reports is open
    List,
    /// Something that a prompt asks for is being typed
    Prompt,
    /// The help is open
    Help,
    /// Something is searched for, or chosen from a list
    Find,
    /// The letter of a mark is waited for
    Mark,
}

impl Context {
    /// Every context, in the order of the help.
    pub const ALL: &[Self] = &[
        Self::Table,
        Self::Raw,
        Self::Edit,
        Self::Series,
        Self::List,
        Self::Prompt,
        Self::Find,
        Self::Mark,
        Self::Help,
        Self::Any,
    ];

    /// Its name in the key map.
    pub fn name(self) -> &'static str {
        match self {
            Self::Any => "any",
            Self::Table => "table",
            Self::Raw => "raw",
            Self::Edit => "edit",
            Self::Series => "series",
            Self::List => "list",
            Self::Prompt => "prompt",
            Self::Help => "help",
            Self::Find => "find",
            Self::Mark => "mark",
        }
    }
}

/// One key with its modifiers.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct Press {
    code: KeyCode,
    modifiers: KeyModifiers,
}

const NAMES: &[(&str, KeyCode)] = &[
    ("enter", KeyCode::Enter),
    ("esc", KeyCode::Esc),
    ("tab", KeyCode::Tab),
    ("backtab", KeyCode::BackTab),
    ("space", KeyCode::Char(' ')),
    ("backspace", KeyCode::Backspace),
    ("delete", KeyCode::Delete),
    ("insert", KeyCode::Insert),
    ("up", KeyCode::Up),
    ("down", KeyCode::Down),
    ("left", KeyCode::Left),
    ("right", KeyCode::Right),
    ("home", KeyCode::Home),
    ("end", KeyCode::End),
    ("pageup", KeyCode::PageUp),
    ("pagedown", KeyCode::PageDown),
];

impl Press {
    /// Reads `j`, `G`, `?`, `enter`, `f1`, `ctrl-r`, `alt-1`, `shift-up`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut modifiers = KeyModifiers::NONE;
        let mut rest = text;
        loop {
            let known =
                [("ctrl-", KeyModifiers::CONTROL), ("alt-", KeyModifiers::ALT), ("shift-", KeyModifiers::SHIFT)];
            let Some((name, modifier)) = known.into_iter().find(|(name, _)| rest.starts_with(name)) else { break };
            modifiers |= modifier;
            rest = &rest[name.len()..];
        }
        Some(Self { code: code(rest)?, modifiers })
    }

    /// The key of an event. Terminals disagree whether a capital carries shift, so it does not count there.
    pub fn of(event: &KeyEvent) -> Self {
        let mut modifiers = event.modifiers & (KeyModifiers::CONTROL | KeyModifiers::ALT | KeyModifiers::SHIFT);
        if matches!(event.code, KeyCode::Char(_) | KeyCode::BackTab) {
            modifiers -= KeyModifiers::SHIFT;
        }
        Self { code: event.code, modifiers }
    }

    /// The event of this key, as a terminal would send it.
    pub fn event(self) -> KeyEvent {
        KeyEvent::new(self.code, self.modifiers)
    }

    /// The character that the key types, if it has no modifier.
    pub fn typed(self) -> Option<char> {
        match self.code {
            KeyCode::Char(sign) if self.modifiers.is_empty() => Some(sign),
            _ => None,
        }
    }
}

fn code(text: &str) -> Option<KeyCode> {
    let named = NAMES.iter().find(|(name, _)| *name == text).map(|(_, code)| *code);
    let function = || text.strip_prefix('f')?.parse().ok().filter(|n| (1..=12).contains(n)).map(KeyCode::F);
    let single = || {
        let mut signs = text.chars();
        signs.next().filter(|_| signs.next().is_none()).map(KeyCode::Char)
    };
    named.or_else(function).or_else(single)
}

impl fmt::Display for Press {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (modifier, name) in
            [(KeyModifiers::CONTROL, "ctrl-"), (KeyModifiers::ALT, "alt-"), (KeyModifiers::SHIFT, "shift-")]
        {
            if self.modifiers.contains(modifier) {
                f.write_str(name)?;
            }
        }
        match (NAMES.iter().find(|(_, code)| *code == self.code), self.code) {
            (Some((name, _)), _) => f.write_str(name),
            (None, KeyCode::Char(sign)) => write!(f, "{sign}"),
            (None, KeyCode::F(n)) => write!(f, "f{n}"),
            _ => Ok(()),
        }
    }
}

/// Keys pressed one after the other.
pub type Chord = Vec<Press>;

/// Reads keys separated by spaces.
pub fn chord(text: &str) -> Option<Chord> {
    let keys: Option<Chord> = text.split(' ').filter(|key| !key.is_empty()).map(Press::parse).collect();
    keys.filter(|keys| !keys.is_empty())
}

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
                return Err(
                    config.error_at(name, format!("no keys are called `{name}`; there are: {}", known.join(", ")))
                );
            };
            for (text, action) in keys.iter().filter_map(|(text, action)| Some((text, action.as_ref()?))) {
                let unknown_key = || {
                    config.error_at(
                        text,
                        format!("`{text}` names no key: write `j`, `G`, `enter`, `f1`, `ctrl-r`, `g g`"),
                    )
                };
                let known = || Action::ALL.iter().map(|action| action.name()).collect::<Vec<_>>().join(", ");
                let unknown_action =
                    || config.error_at(action, format!("no action is named `{action}`; there are: {}", known()));
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
                    let what =
                        format!("in `{}`, `{short}` can never be told from the beginning of `{whole}`", context.name());
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

    /// The shortest chord that calls an action in a context, as it is written.
    pub fn chord_of(&self, context: Context, action: Action) -> Option<String> {
        self.chords_of(context, action).into_iter().next()
    }

    /// The chords that call an action in a context, shortest first, as they are written.
    pub fn chords_of(&self, context: Context, action: Action) -> Vec<String> {
        let of = self.chords.iter().filter(|((at, _), called)| *at == context && **called == action);
        let mut chords: Vec<String> = of.map(|((_, chord), _)| written(chord)).collect();
        chords.sort_by_key(|chord| (chord.chars().count(), chord.clone()));
        chords
    }
}

fn written(chord: &[Press]) -> String {
    chord.iter().map(Press::to_string).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> String {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("config.ron");
        std::fs::write(&path, text).expect("a file");
        let config = Config::load(Some(&path)).expect("a config");
        Keymap::new(&config).expect_err("a wrong key map").to_string()
    }

    #[test]
    fn keys_read_as_they_are_written() {
        for text in ["j", "G", "?", "enter", "f1", "ctrl-r", "alt-1", "pagedown", "space"] {
            assert_eq!(Press::parse(text).expect("a key").to_string(), text);
        }
        assert_eq!(Press::parse("hyper-x"), None);
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
