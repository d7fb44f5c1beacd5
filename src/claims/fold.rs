//! A sentence without what the page and the keyboard put into it: line breaks, spaces, markup, width of signs.

use crate::source::Span;

/// Stands where digits meet across a space or a line break: nobody can tell whether they are one number.
pub(super) const SEAM: char = '\u{1}';
/// The longest title in 《》 or piece of markup that is left out, in bytes.
const LONGEST_ASIDE: usize = 400;

/// A sentence made plain, and where each of its characters stands in the source.
#[derive(Debug, Default)]
pub(super) struct Folded {
    pub text: String,
    /// Position in `text` and in the source of each character, in order
    places: Vec<(u32, u32)>,
}

impl Folded {
    /// Folds a stretch of a text. Titles in 《》 speak of papers, not of figures, and are left out.
    pub(crate) fn set(&mut self, text: &str, span: Span) {
        self.text.clear();
        self.places.clear();
        let slice = &text[span.range()];
        let mut skip_to = 0;
        let mut gap = false;
        for (at, sign) in slice.char_indices() {
            if at < skip_to {
                continue;
            }
            let plain = match sign {
                '《' | '<' if let Some(len) = aside(&slice[at..], sign) => {
                    skip_to = at + len;
                    continue;
                }
                _ if is_nothing(sign) => {
                    gap = true;
                    continue;
                }
                _ => plain(sign, &self.text, &slice[at + sign.len_utf8()..]),
            };
            if gap && plain.is_ascii_digit() && self.text.ends_with(|sign: char| sign.is_ascii_digit()) {
                self.push(SEAM, span.start + at);
            }
            gap = false;
            self.push(plain, span.start + at);
        }
    }

    fn push(&mut self, sign: char, place: usize) {
        self.places.push((self.text.len() as u32, place as u32));
        self.text.push(sign);
    }

    /// The stretch of the source that a stretch of the folded text stands for.
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
    let is_markup = |text: &str| text[1..].starts_with(|sign: char| sign.is_ascii_alphabetic() || "/!".contains(sign));
    if open == '<' && !is_markup(text) {
        return None;
    }
    let end = text.char_indices().take_while(|(at, _)| *at < LONGEST_ASIDE).find(|(_, sign)| *sign == close)?;
    Some(end.0 + close.len_utf8())
}

/// Whether a sign carries no meaning: space, mark-up of emphasis, quotation marks.
fn is_nothing(sign: char) -> bool {
    match sign {
        '*' | '#' | '_' | '"' | '“' | '”' | '‘' | '’' | '\u{200b}' | '\u{feff}' | '\u{ad}' | '`' => true,
        _ => sign <= ' ' || (sign > '~' && sign.is_whitespace()),
    }
}

/// The sign that patterns know a sign by. A comma between digits of one number stays; all others are `，`.
fn plain(sign: char, before: &str, after: &str) -> char {
    match sign {
        '０'..='９' => char::from(b'0' + (sign as u32 - '０' as u32) as u8),
        ',' if parts_thousands(before, after) => ',',
        ',' | '﹐' => '，',
        ';' => '；',
        '：' | '﹕' => ':',
        '（' | '﹙' | '[' | '［' => '(',
        '）' | '﹚' | ']' | '］' => ')',
        '％' => '%',
        '．' => '.',
        _ => sign,
    }
}

/// Whether a half-width comma stands in front of exactly three digits.
fn parts_thousands(before: &str, after: &str) -> bool {
    let digits = after.bytes().take(4).take_while(u8::is_ascii_digit).count();
    digits == 3 && before.ends_with(|sign: char| sign.is_ascii_digit())
}
