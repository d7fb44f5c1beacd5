//! A sentence without what the page and the keyboard put into it: line breaks, spaces, markup, width of characters.

use crate::source::Span;

/// Put where digits meet across a space or a line break: nobody can tell whether they are one number.
pub(super) const SEAM: char = '\u{1}';
/// The longest title in 《》 or piece of markup that is left out, in bytes.
const LONGEST_ASIDE: usize = 400;

/// A sentence made plain, and the place of each of its characters in the source.
#[derive(Debug, Default)]
pub(super) struct PlainSentence {
    pub text: String,
    /// Position in `text` and in the source of each character, in order
    places: Vec<(u32, u32)>,
}

impl PlainSentence {
    /// Folds a stretch of a text. Titles in 《》 speak of papers, not of figures, and are left out.
    pub(crate) fn set(&mut self, text: &str, span: Span) {
        self.text.clear();
        self.places.clear();
        let slice = &text[span.range()];
        let mut skip_to = 0;
        let mut gap = false;
        for (at, char) in slice.char_indices() {
            if at < skip_to {
                continue;
            }
            let plain = match char {
                '《' | '<' if let Some(len) = aside(&slice[at..], char) => {
                    skip_to = at + len;
                    continue;
                }
                _ if is_nothing(char) => {
                    gap = true;
                    continue;
                }
                _ => plain(char, &self.text, &slice[at + char.len_utf8()..]),
            };
            if gap && plain.is_ascii_digit() && self.text.ends_with(|char: char| char.is_ascii_digit()) {
                self.push(SEAM, span.start + at);
            }
            gap = false;
            self.push(plain, span.start + at);
        }
    }

    fn push(&mut self, char: char, place: usize) {
        self.places.push((self.text.len() as u32, place as u32));
        self.text.push(char);
    }

    /// The stretch of the source that became a stretch of the folded text.
    pub(crate) fn span(&self, text: &str, start: usize, end: usize) -> Span {
        let nth = |at: usize| self.places.partition_point(|(folded, _)| (*folded as usize) < at);
        let Some(first) = self.places.get(nth(start)).map(|place| place.1 as usize) else { return Span::default() };
        let last = self.places[..nth(end)].last().map_or(first, |place| place.1 as usize).max(first);
        let width = text[last..].chars().next().map_or(0, char::len_utf8);
        Span::new(first, last + width)
    }
}

/// The length of a title in 《》 or of a piece of markup that a text begins with.
fn aside(text: &str, open: char) -> Option<usize> {
    let close = if open == '《' { '》' } else { '>' };
    let is_markup = |text: &str| text[1..].starts_with(|char: char| char.is_ascii_alphabetic() || "/!".contains(char));
    if open == '<' && !is_markup(text) {
        return None;
    }
    let end = text.char_indices().take_while(|(at, _)| *at < LONGEST_ASIDE).find(|(_, char)| *char == close)?;
    Some(end.0 + close.len_utf8())
}

/// Whether a character carries no meaning: space, mark-up of emphasis, quotation marks.
fn is_nothing(char: char) -> bool {
    match char {
        '*' | '#' | '_' | '"' | '“' | '”' | '‘' | '’' | '\u{200b}' | '\u{feff}' | '\u{ad}' | '`' => true,
        _ => char <= ' ' || (char > '~' && char.is_whitespace()),
    }
}

/// The character that patterns know it by. A comma between digits of one number stays; all others are `，`.
fn plain(char: char, before: &str, after: &str) -> char {
    match char {
        '０'..='９' => char::from(b'0' + (char as u32 - '０' as u32) as u8),
        ',' if parts_thousands(before, after) => ',',
        ',' | '﹐' => '，',
        ';' => '；',
        '：' | '﹕' => ':',
        '（' | '﹙' | '[' | '［' => '(',
        '）' | '﹚' | ']' | '］' => ')',
        '％' => '%',
        '．' => '.',
        _ => char,
    }
}

/// Whether a half-width comma is followed by exactly three digits.
fn parts_thousands(before: &str, after: &str) -> bool {
    let digits = after.bytes().take(4).take_while(u8::is_ascii_digit).count();
    digits == 3 && before.ends_with(|char: char| char.is_ascii_digit())
}
