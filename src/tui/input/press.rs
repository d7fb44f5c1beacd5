//! Keys as they are pressed and as they are written.

use std::fmt;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

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

/// Keys pressed one after the other, as they are written.
pub fn written(chord: &[Press]) -> String {
    chord.iter().map(Press::to_string).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_read_as_they_are_written() {
        for text in ["j", "G", "?", "enter", "f1", "ctrl-r", "alt-1", "pagedown", "space"] {
            assert_eq!(Press::parse(text).expect("a key").to_string(), text);
        }
        assert_eq!(Press::parse("hyper-x"), None);
    }
}
