//! Odd characters made visible: what comes from a report or a file name goes to a terminal only through this.

use std::borrow::Cow;
use std::fmt::Write as _;

use unicode_width::UnicodeWidthChar;

/// The most accents that one letter has in any script. More of them pile up over the lines above and below, and may hang
/// a terminal.
const MOST_ACCENTS: usize = 4;

/// A text in which every character can be seen and none moves the cursor: tabs, control, bidirectional and zero-width
/// characters are replaced by a character of their own. What comes from a report goes to a terminal only through this.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    let (mut accents, mut plain) = (Accents::default(), true);
    text.chars().for_each(|char| plain &= !accents.is_too_many(char) && !is_hidden(char));
    if plain {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    let mut accents = Accents::default();
    text.chars().for_each(|char| accents.show(char, &mut shown));
    Cow::Owned(shown)
}

/// Counts the accents on a letter, while a text goes by.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Accents(usize);

impl Accents {
    /// Adds the visible form of the next character of a text.
    pub(crate) fn show(&mut self, char: char, shown: &mut String) {
        if self.is_too_many(char) {
            write!(shown, "<{:04X}>", char as u32).expect("a string takes all text");
        } else {
            show(char, shown);
        }
    }

    /// Takes the next character of a text; whether it is one accent too many.
    pub(crate) fn is_too_many(&mut self, char: char) -> bool {
        self.0 = if is_accent(char) { self.0 + 1 } else { 0 };
        self.0 > MOST_ACCENTS
    }
}

/// Whether a character is drawn on the one before it. Nearly all of a report are not, which is seen at once.
fn is_accent(char: char) -> bool {
    !matches!(char, '\0'..'\u{300}' | '\u{3400}'..='\u{9fff}' | '！'..='｠')
        && char.width() == Some(0)
        && !is_hidden(char)
}

/// Adds the visible form of one character to a text.
pub(crate) fn show(char: char, shown: &mut String) {
    match char {
        '\t' => shown.push('\u{bb}'),
        '\0'..='\x1f' => shown.extend(char::from_u32(0x2400 + char as u32)),
        '\x7f' => shown.push('\u{2421}'),
        '\u{a0}' => shown.push('\u{2423}'),
        _ if is_hidden(char) => write!(shown, "<{:04X}>", char as u32).expect("a string takes all text"),
        _ => shown.push(char),
    }
}

/// Whether a character is there without being seen, and is no kind of space.
pub(crate) fn is_unseen(char: char) -> bool {
    is_hidden(char) && !char.is_whitespace()
}

/// Whether a character has no picture of its own on the screen, or changes how others are placed.
fn is_hidden(char: char) -> bool {
    char.is_control()
        || matches!(char, '\u{a0}' | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_hidden_stays_hidden() {
        assert_eq!(visible("甲\t\u{1b}[2J\u{200b}乙\u{202e}"), "甲»␛[2J<200B>乙<202E>");
        assert!(matches!(visible("一、本年新收"), Cow::Borrowed(_)));
        assert!(matches!(visible("e\u{301}\u{302}"), Cow::Borrowed(_)));
    }

    #[test]
    fn accents_do_not_pile_up() {
        let pile = format!("甲{}乙", "\u{301}".repeat(6));
        assert_eq!(visible(&pile), "甲\u{301}\u{301}\u{301}\u{301}<0301><0301>乙");
    }
}
