//! The text of a cell without the markup in it: escapes of markdown, tags, entities, emphasis, links.

use std::ops::Range;

use crate::grid::{Cell, trimmed};
use crate::source::{Source, Span};

/// The longest tag, entity or attribute list that is left out, in bytes.
const LONGEST_MARK: usize = 400;

/// Names of entities that have a character of their own.
const ENTITIES: &[(&str, char)] = &[
    ("nbsp", ' '),
    ("ensp", ' '),
    ("emsp", ' '),
    ("thinsp", ' '),
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("minus", '-'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("plus", '+'),
    ("sol", '/'),
    ("vert", '|'),
];

/// A text that is kept piece by piece from a source, with the place of every character.
#[derive(Debug, Default)]
pub(super) struct Kept {
    text: String,
    /// For each piece that was kept, where it begins in the text and in the source
    pieces: Vec<(usize, Span)>,
}

impl Kept {
    /// Keeps a stretch of the source as it is.
    pub(super) fn keep(&mut self, source: &Source, span: Span) {
        if span.start < span.end {
            self.put(source.slice(span), span);
        }
    }

    /// Keeps a text in the place of a stretch of the source.
    pub(super) fn put(&mut self, text: &str, span: Span) {
        match self.pieces.last_mut() {
            Some((begin, last))
                if last.end == span.start
                    && self.text.len() - *begin == last.range().len()
                    && text.len() == span.range().len() =>
            {
                last.end = span.end;
                self.text.push_str(text);
                return;
            }
            _ => {}
        }
        self.pieces.push((self.text.len(), span));
        self.text.push_str(text);
    }

    /// The place of a byte of the text: the piece that it is in and, where that was kept as it is, its byte in the source.
    fn place(&self, at: usize) -> (Span, Option<usize>) {
        let piece_ix = self.pieces.partition_point(|(begin, _)| *begin <= at).saturating_sub(1);
        let Some(&(begin, span)) = self.pieces.get(piece_ix) else { return (Span::default(), None) };
        let end = self.pieces.get(piece_ix + 1).map_or(self.text.len(), |(next, _)| *next);
        let is_verbatim = end - begin == span.range().len();
        (span, is_verbatim.then_some(span.start + (at - begin)))
    }

    /// The text without the markup in it.
    pub(super) fn without_markup(self) -> Self {
        if !may_hold_markup(&self.text) {
            return self;
        }
        let mut kept = Self::default();
        let mut at = 0;
        while let Some(mark) = mark(&self.text, at) {
            self.copy(at..mark.start, &mut kept);
            if let Some(character) = mark.says {
                let (first, last) = (self.place(mark.start), self.place(mark.end - 1));
                let start = first.1.unwrap_or(first.0.start);
                let end = last.1.map_or(last.0.end, |byte| byte + 1);
                kept.put(character.encode_utf8(&mut [0; 4]), Span::new(start, end));
            }
            at = mark.end;
        }
        self.copy(at..self.text.len(), &mut kept);
        kept
    }

    /// Keeps a part of this text in another.
    fn copy(&self, part: Range<usize>, into: &mut Self) {
        for (piece_ix, &(begin, span)) in self.pieces.iter().enumerate() {
            let end = self.pieces.get(piece_ix + 1).map_or(self.text.len(), |(next, _)| *next);
            let (from, to) = (begin.max(part.start), end.min(part.end));
            if from < to {
                let is_verbatim = end - begin == span.range().len();
                let exact = Span::new(span.start + (from - begin), span.start + (to - begin));
                into.put(&self.text[from..to], if is_verbatim { exact } else { span });
            }
        }
    }

    /// The cell with this text, without white space around it; an empty span at `start` if nothing is left.
    pub(super) fn into_cell(self, source: &Source, start: usize) -> Cell {
        let body = self.text.trim();
        if body.is_empty() {
            return Span::new(start, start).into();
        }
        let from = self.text.len() - self.text.trim_start().len();
        let last_char = body.chars().next_back().map_or(0, char::len_utf8);
        let (first, last) = (self.place(from), self.place(from + body.len() - last_char));
        let start = first.1.unwrap_or(first.0.start);
        let span = Span::new(start, last.1.map_or(last.0.end, |at| at + last_char));
        let text = (source.slice(span) != body).then(|| body.into());
        Cell { span, text }
    }
}

/// The cell of a stretch of the source: its text without white space around it and without markup.
pub(super) fn cell(source: &Source, span: Span) -> Cell {
    let span = trimmed(source, span);
    if !may_hold_markup(source.slice(span)) {
        return span.into();
    }
    cell_of(source, &[span])
}

/// The cell whose text is in several pieces, joined and without markup.
pub(super) fn cell_of(source: &Source, pieces: &[Span]) -> Cell {
    let mut kept = Kept::default();
    for &piece in pieces {
        kept.keep(source, piece);
    }
    kept.without_markup().into_cell(source, pieces.first().map_or(0, |piece| piece.start))
}

/// Whether a text has one of the characters that markup begins with.
fn may_hold_markup(text: &str) -> bool {
    text.bytes().any(|byte| matches!(byte, b'\\' | b'<' | b'&' | b'*' | b'[' | b'`' | b'~' | b'{' | b'_' | b'\''))
}

/// A piece of markup in a text, and the character that it says, if any.
struct Mark {
    start: usize,
    end: usize,
    says: Option<char>,
}

/// The first piece of markup from a byte on.
fn mark(text: &str, from: usize) -> Option<Mark> {
    let bytes = text.as_bytes();
    (from..bytes.len()).find_map(|start| {
        let rest = &text.as_bytes()[start..];
        let found = match rest[0] {
            b'\\' => escape(rest),
            b'<' => tag(rest),
            b'&' => entity(rest, b';'),
            b'{' => entity(rest, b'}'),
            b'[' => bracket(text, start),
            b']' => after_bracket(rest),
            b'*' | b'`' => emphasis(text, rest, 1),
            b'~' | b'_' | b'\'' => emphasis(text, rest, 2),
            _ => None,
        };
        found.map(|(length, says)| Mark { start, end: start + length, says })
    })
}

/// A backslash before punctuation, or at the end of a line.
fn escape(rest: &[u8]) -> Option<(usize, Option<char>)> {
    let next = rest.get(1)?;
    next.is_ascii_punctuation().then_some((2, Some(char::from(*next))))
}

fn tag(rest: &[u8]) -> Option<(usize, Option<char>)> {
    let is_name = |byte: &u8| byte.is_ascii_alphabetic() || matches!(byte, b'/' | b'!');
    rest.get(1).filter(|byte| is_name(byte))?;
    let length = 1 + rest.iter().take(LONGEST_MARK).position(|&byte| byte == b'>')?;
    let is_break = rest.get(1..3).is_some_and(|name| name.eq_ignore_ascii_case(b"br"));
    Some((length, is_break.then_some(' ')))
}

/// `&nbsp;`, `&#45;`, `{plus}`.
fn entity(rest: &[u8], close: u8) -> Option<(usize, Option<char>)> {
    let length = rest.iter().take(12).position(|&byte| byte == close)?;
    let name = std::str::from_utf8(&rest[1..length]).ok()?;
    let coded = name.strip_prefix('#').and_then(|number| match number.strip_prefix(['x', 'X']) {
        Some(number) => u32::from_str_radix(number, 16).ok(),
        None => number.parse().ok(),
    });
    let named = || ENTITIES.iter().find(|(known, _)| *known == name).map(|(_, character)| *character);
    let character = coded.and_then(char::from_u32).or_else(named)?;
    Some((length + 1, Some(character)))
}

/// The bracket that opens a link or a text with attributes.
fn bracket(text: &str, start: usize) -> Option<(usize, Option<char>)> {
    let rest = &text.as_bytes()[start..];
    let close = rest.iter().take(LONGEST_MARK).position(|&byte| byte == b']')?;
    after_bracket(&rest[close..]).map(|_| (1, None))
}

/// `]{…}` and `](…)`.
fn after_bracket(rest: &[u8]) -> Option<(usize, Option<char>)> {
    let close = match rest.get(1)? {
        b'{' => b'}',
        b'(' => b')',
        _ => return None,
    };
    let length = rest.iter().take(LONGEST_MARK).position(|&byte| byte == close)?;
    Some((length + 1, None))
}

/// Characters around emphasised words: one or more alike that are there twice.
fn emphasis(text: &str, rest: &[u8], fewest: usize) -> Option<(usize, Option<char>)> {
    let count = rest.iter().take_while(|&&byte| byte == rest[0]).count();
    let run = std::str::from_utf8(rest.get(..count)?).ok()?;
    (count >= fewest && text.matches(run).nth(1).is_some()).then_some((count, None))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn read(text: &str) -> (String, String) {
        let source = Source::from_bytes(Path::new("t"), text.as_bytes()).expect("text");
        let cell = cell(&source, Span::new(0, text.len()));
        (cell.text(&source).to_owned(), source.slice(cell.span).to_owned())
    }

    #[test]
    fn markup_is_left_out_and_the_place_is_kept() {
        let cases = [
            (" 12 ", "12", "12"),
            ("38\\.6200", "38.6200", "38\\.6200"),
            ("\\-3", "-3", "\\-3"),
            ("<span>0</span>", "0", "0"),
            ("<span lang=\"en\">128</span><span>6.45</span>", "1286.45", "128</span><span>6.45"),
            ("[2]{lang=\"en\"}[]{.x}", "2", "2"),
            ("**（七）总计**", "（七）总计", "（七）总计"),
            ("3.其他<br>项", "3.其他 项", "3.其他<br>项"),
            ("&nbsp;", "", ""),
            ("&#45;3", "-3", "&#45;3"),
            ("'''甲'''", "甲", "甲"),
            ("a_b [甲] 5*", "a_b [甲] 5*", "a_b [甲] 5*"),
            ("<3", "<3", "<3"),
        ];
        for (text, says, place) in cases {
            assert_eq!(read(text), (says.to_owned(), place.to_owned()), "{text}");
        }
    }
}
