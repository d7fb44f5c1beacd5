//! Keys as the terminal sends them, and as the key map writes them.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::data::config::{Chord, Key, Press};

/// The keys that have a name of their own on either side.
const NAMED: &[(KeyCode, Key)] = &[
    (KeyCode::Enter, Key::Enter),
    (KeyCode::Esc, Key::Esc),
    (KeyCode::Tab, Key::Tab),
    (KeyCode::BackTab, Key::BackTab),
    (KeyCode::Backspace, Key::Backspace),
    (KeyCode::Delete, Key::Delete),
    (KeyCode::Insert, Key::Insert),
    (KeyCode::Up, Key::Up),
    (KeyCode::Down, Key::Down),
    (KeyCode::Left, Key::Left),
    (KeyCode::Right, Key::Right),
    (KeyCode::Home, Key::Home),
    (KeyCode::End, Key::End),
    (KeyCode::PageUp, Key::PageUp),
    (KeyCode::PageDown, Key::PageDown),
    (KeyCode::Null, Key::Other),
];

const MODIFIERS: [KeyModifiers; 3] = [KeyModifiers::CONTROL, KeyModifiers::ALT, KeyModifiers::SHIFT];

impl Press {
    /// The key of an event. Terminals disagree whether a capital carries shift, so it does not count there.
    pub fn of(event: &KeyEvent) -> Self {
        let key = match event.code {
            KeyCode::Char(char) => Key::Char(char),
            KeyCode::F(number) => Key::Function(number),
            code => NAMED.iter().find(|(named, _)| *named == code).map_or(Key::Other, |(_, key)| *key),
        };
        let [control, alt, shift] = MODIFIERS.map(|modifier| event.modifiers.contains(modifier));
        Self { key, control, alt, shift: shift && !matches!(key, Key::Char(_) | Key::BackTab) }
    }

    /// The event of this key, as a terminal would send it.
    pub fn event(self) -> KeyEvent {
        let code = match self.key {
            Key::Char(char) => KeyCode::Char(char),
            Key::Function(number) => KeyCode::F(number),
            key => NAMED.iter().find(|(_, named)| *named == key).map_or(KeyCode::Null, |(code, _)| *code),
        };
        let held = MODIFIERS.into_iter().zip([self.control, self.alt, self.shift]);
        let modifiers = held.filter(|(_, held)| *held).fold(KeyModifiers::NONE, |all, (modifier, _)| all | modifier);
        KeyEvent::new(code, modifiers)
    }
}

/// Reads keys separated by spaces.
pub fn chord(text: &str) -> Option<Vec<Press>> {
    Some(text.parse::<Chord>().ok()?.presses().to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::config::Config;

    #[test]
    fn every_key_of_the_key_map_is_the_key_of_its_event() {
        for (_, chord, _) in Config::built_in().keys.bound() {
            for &pressed in chord.presses() {
                assert_eq!(Press::of(&pressed.event()), pressed, "{chord}");
            }
        }
        for pressed in chord("shift-up alt-1 f12").expect("keys") {
            assert_eq!(Press::of(&pressed.event()), pressed);
        }
    }
}
