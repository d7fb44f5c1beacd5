//! The tags of a text in HTML, and what stands between them, in one pass over the text whatever is wrong with it. There is
//! no tree: what a browser makes of a few hundred wrong tags can be millions of nodes.

use std::borrow::Cow;
use std::char::REPLACEMENT_CHARACTER;

use encoding_rs::WINDOWS_1252;
use quick_xml::escape::resolve_html5_entity;

/// Elements that hold no tags but their own end.
const RAW: &[&str] = &["script", "style", "noscript", "iframe", "textarea", "xmp", "noembed", "noframes"];
/// References that are known without a semicolon too.
const BARE: &[&str] = &["nbsp", "lt", "gt", "amp", "quot"];
/// The longest name of a character reference, in bytes.
const LONGEST_NAME: usize = 32;

/// A piece of a text in HTML.
#[derive(Debug)]
pub(super) enum Piece<'a> {
    /// Text, its character references resolved
    Text(Cow<'a, str>),
    /// The beginning of an element: its name and its attributes, in small letters
    Open(&'a str, &'a str),
    /// The end of an element
    Close(&'a str),
}

/// The pieces of a text, in order. Comments, and elements that hold scripts and the like, are left out.
pub(super) struct Pieces<'a> {
    text: &'a str,
    lower: &'a str,
    at: usize,
}

impl<'a> Pieces<'a> {
    /// The pieces of a text; `lower` is the same in small ASCII letters.
    pub(super) fn new(text: &'a str, lower: &'a str) -> Self {
        Self { text, lower, at: 0 }
    }

    /// Where the text before the next piece of markup ends.
    fn end_of_text(&self) -> usize {
        let mut from = self.at;
        while let Some(open) = self.lower[from..].find('<').map(|open| from + open) {
            let after = &self.lower[open + 1..];
            if after.starts_with(|sign: char| sign.is_ascii_alphabetic() || matches!(sign, '/' | '!' | '?')) {
                return open;
            }
            from = open + 1;
        }
        self.lower.len()
    }

    /// Passes what stands between angle brackets from here on.
    fn markup(&mut self) -> Option<Piece<'a>> {
        let inner = &self.lower[self.at + 1..];
        if inner.starts_with("!--") {
            self.at = self.after("-->", self.at + 2);
            return None;
        }
        let is_close = inner.starts_with('/');
        let name_at = self.at + 1 + usize::from(is_close);
        let length = self.lower[name_at..].find(|sign: char| sign.is_whitespace() || matches!(sign, '/' | '>'));
        let name = &self.lower[name_at..length.map_or(self.lower.len(), |length| name_at + length)];
        if !name.starts_with(|sign: char| sign.is_ascii_alphabetic()) {
            self.at = self.after(">", self.at);
            return None;
        }
        let attributes_at = name_at + name.len();
        let end = attributes_at + end_of_tag(&self.lower[attributes_at..]);
        self.at = (end + 1).min(self.lower.len());
        if is_close {
            return Some(Piece::Close(name));
        }
        if RAW.contains(&name) {
            self.at = self.after_raw(name);
            return None;
        }
        Some(Piece::Open(name, &self.lower[attributes_at..end]))
    }

    /// The byte after the next place where a sign stands; the end if there is none.
    fn after(&self, sign: &str, from: usize) -> usize {
        self.lower[from..].find(sign).map_or(self.lower.len(), |at| from + at + sign.len())
    }

    /// The byte where the end of a raw element begins.
    fn after_raw(&self, name: &str) -> usize {
        let mut ends = self.lower[self.at..].match_indices("</");
        let end = ends.find(|(at, _)| self.lower[self.at + at + 2..].starts_with(name));
        end.map_or(self.lower.len(), |(at, _)| self.at + at)
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.at < self.text.len() {
            let end = self.end_of_text();
            if end > self.at {
                let text = &self.text[self.at..end];
                self.at = end;
                return Some(Piece::Text(resolved(text)));
            }
            if let Some(piece) = self.markup() {
                return Some(piece);
            }
        }
        None
    }
}

/// Where the `>` of a tag stands that is in no quotes; quotes that do not close are none.
fn end_of_tag(rest: &str) -> usize {
    let mut at = 0;
    let mut is_value = false;
    while let Some(sign) = rest[at..].chars().next() {
        match sign {
            '>' => return at,
            '"' | '\'' if is_value => at += rest[at + 1..].find(sign).map_or(0, |close| close + 1),
            _ => {}
        }
        is_value = sign == '=' || is_value && sign.is_whitespace();
        at += sign.len_utf8();
    }
    rest.len()
}

/// The value of an attribute, by its name in small letters.
pub(super) fn attribute<'a>(attributes: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = attributes;
    loop {
        rest = rest.trim_start_matches(|sign: char| sign.is_whitespace() || sign == '/');
        let length = rest.find(|sign: char| sign.is_whitespace() || matches!(sign, '/' | '=')).unwrap_or(rest.len());
        let (found, after) = (&rest[..length], rest[length..].trim_start());
        let (value, next) = after.strip_prefix('=').map_or(("", after), |after| value(after.trim_start()));
        if found == name {
            return Some(value);
        }
        if next.len() >= rest.len() {
            return None;
        }
        rest = next;
    }
}

/// The value that an attribute begins with, and what follows it.
fn value(text: &str) -> (&str, &str) {
    let quote = text.chars().next().filter(|sign| matches!(sign, '"' | '\''));
    if let Some((value, rest)) = quote.and_then(|quote| text[1..].split_once(quote)) {
        return (value, rest);
    }
    text.split_at(text.find(char::is_whitespace).unwrap_or(text.len()))
}

/// A text with its character references replaced by the characters.
fn resolved(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let length = reference(rest, &mut plain);
        if length == 0 {
            plain.push('&');
        }
        rest = &rest[length.max(1)..];
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

/// Adds the character that a reference stands for, and gives the length of the reference; 0 if it is none.
fn reference(text: &str, plain: &mut String) -> usize {
    let body = &text[1..];
    if let Some(number) = body.strip_prefix('#') {
        let hexadecimal = number.starts_with(['x', 'X']);
        let digits = &number[usize::from(hexadecimal)..];
        let length =
            digits.bytes().take_while(|&b| if hexadecimal { b.is_ascii_hexdigit() } else { b.is_ascii_digit() });
        let digits = &digits[..length.count()];
        if digits.is_empty() {
            return 0;
        }
        plain.push(character(digits, if hexadecimal { 16 } else { 10 }));
        let length = 2 + usize::from(hexadecimal) + digits.len();
        return length + usize::from(text[length..].starts_with(';'));
    }
    let length = body.bytes().take(LONGEST_NAME).take_while(u8::is_ascii_alphanumeric).count();
    let name = &body[..length];
    if body[length..].starts_with(';')
        && let Some(found) = resolve_html5_entity(name)
    {
        plain.push_str(found);
        return length + 2;
    }
    let bare = BARE.iter().find(|bare| name.starts_with(**bare));
    let Some((bare, found)) = bare.and_then(|bare| Some((bare, resolve_html5_entity(bare)?))) else { return 0 };
    plain.push_str(found);
    bare.len() + 1
}

/// The character of a number; 128 to 159 mean those of Windows, as in browsers.
fn character(digits: &str, radix: u32) -> char {
    let code = u32::from_str_radix(digits, radix).unwrap_or(u32::MAX);
    match u8::try_from(code) {
        Ok(0) => REPLACEMENT_CHARACTER,
        Ok(byte @ 0x80..=0x9f) => WINDOWS_1252.decode(&[byte]).0.chars().next().unwrap_or(REPLACEMENT_CHARACTER),
        _ => char::from_u32(code).unwrap_or(REPLACEMENT_CHARACTER),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> String {
        let lower = text.to_ascii_lowercase();
        let tell = |piece| match piece {
            Piece::Text(text) => format!("[{text}]"),
            Piece::Open(name, attributes) => format!("<{name}{attributes}>"),
            Piece::Close(name) => format!("</{name}>"),
        };
        Pieces::new(text, &lower).map(tell).collect()
    }

    #[test]
    fn tags_are_told_from_text_as_browsers_do() {
        assert_eq!(told("a < b<BR/>c &lt; d"), "[a < b]<br/>[c < d]");
        assert_eq!(told("<!DOCTYPE html><!-- <p> --><script>if (a<b) '</p>'</script>甲"), "</script>[甲]");
        assert_eq!(told("<td title='a>b' COLSPAN=2>1</td>"), "<td title='a>b' colspan=2>[1]</td>");
        assert_eq!(told("<td rowspan=\"2>1</td>"), "<td rowspan=\"2>[1]</td>", "a quote that does not close");
        assert_eq!(told("甲<!--"), "[甲]");
        assert_eq!(told("甲<p"), "[甲]<p>");
    }

    #[test]
    fn character_references_are_resolved() {
        assert_eq!(told("&nbsp;&#19977;&#x4E09;&#150;&hellip;&nbsp1"), "[\u{a0}三三–…\u{a0}1]");
        assert_eq!(told("A&B &unknown; &#; &#x110000; &"), "[A&B &unknown; &#; \u{fffd} &]");
    }

    #[test]
    fn attributes_are_found_however_they_are_written() {
        for written in [" rowspan=2", "/rowspan = '2' x", " a=\"rowspan=3\" rowspan=\"2\"", " a b=c rowspan=2/"] {
            assert_eq!(attribute(written, "rowspan").map(|value| value.trim_end_matches('/')), Some("2"), "{written}");
        }
        assert_eq!(attribute(" colspan=\"2\" =", "rowspan"), None);
        assert_eq!(attribute(" rowspan", "rowspan"), Some(""));
    }
}
