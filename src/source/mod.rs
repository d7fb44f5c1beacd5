//! One file: its text, its lines, and places in it.

mod encoding;
mod html;

use std::borrow::Cow;
use std::fmt::Write as _;
use std::fs;
use std::io::Read;
use std::ops::Range;
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::error::{Error, Result};
use crate::source::encoding::{NoText, decode};

/// A stretch of the text of a source, in bytes.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq, Serialize)]
pub struct Span {
    /// First byte
    pub start: usize,
    /// Byte after the last
    pub end: usize,
}

impl Span {
    /// The stretch from one byte to another.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The stretch as a range, to slice with.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

/// A report file as it was read.
#[derive(Debug)]
pub struct Source {
    /// The path as it was given; `-` for standard input
    pub path: PathBuf,
    /// The text, nothing added or taken away but a byte order mark at the start; of a web page, and of tables in HTML, a
    /// rendering that can be read
    pub text: String,
    /// The size of the file in bytes
    pub bytes: usize,
    /// The BLAKE3 hash of the file, in hexadecimal
    pub blake3: String,
    /// Whether the text is a rendering, in which every cell of the file's tables has its place
    pub rendered: bool,
    lines: Vec<Span>,
}

impl Source {
    /// Reads a file, or standard input if the path is `-`.
    ///
    /// # Errors
    /// If the file cannot be read, is empty, or is no text in an encoding that is known.
    pub fn open(path: &Path) -> Result<Self> {
        let bytes = if path == Path::new("-") { read_stdin() } else { fs::read(path) };
        Self::from_bytes(path, &bytes.map_err(|error| Error::reading(path, error))?)
    }

    /// Takes the bytes of a file as its source.
    ///
    /// # Errors
    /// If the bytes are empty, or no text in an encoding that is known.
    pub fn from_bytes(path: &Path, bytes: &[u8]) -> Result<Self> {
        if bytes.starts_with(b"%PDF-") {
            return Err(Error::Pdf(path.into()));
        }
        let text = decode(bytes).map_err(|why| match why {
            NoText::Binary(at) => Error::NotText(path.into(), at),
            NoText::Unknown(line) => Error::Encoding(path.into(), line),
        })?;
        if text.trim().is_empty() {
            return Err(Error::Empty(path.into()));
        }
        let rendering = html::render(&text);
        let rendered = rendering.is_some();
        let text = rendering.unwrap_or(text);
        let blake3 = blake3::hash(bytes).to_hex().to_string();
        Ok(Self { path: path.into(), lines: line_spans(&text), text, bytes: bytes.len(), blake3, rendered })
    }

    /// The name of the file without its folder.
    pub fn name(&self) -> String {
        self.path.file_name().map_or_else(|| "-".into(), |name| name.to_string_lossy().into_owned())
    }

    /// The spans of the lines, without their line ends.
    pub fn lines(&self) -> &[Span] {
        &self.lines
    }

    /// The text of a span; empty if it does not lie in the source.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// The line that a byte stands on, from 0.
    pub fn line_of(&self, byte: usize) -> usize {
        self.lines.partition_point(|line| line.start <= byte).saturating_sub(1)
    }

    /// The line and the column in characters that a byte stands at, both from 1.
    pub fn place(&self, byte: usize) -> (usize, usize) {
        let line = self.line_of(byte);
        let start = self.lines[line].start;
        let column = self.text.get(start..byte).map_or(0, |before| before.chars().count());
        (line + 1, column + 1)
    }
}

fn read_stdin() -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    std::io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn line_spans(text: &str) -> Vec<Span> {
    let mut start = 0;
    let mut lines = Vec::new();
    for line in text.split('\n') {
        let shown = line.strip_suffix('\r').unwrap_or(line);
        lines.push(Span::new(start, start + shown.len()));
        start += line.len() + 1;
    }
    lines
}

/// A text in which every character can be seen and none moves the cursor: tabs, control, bidirectional and zero-width
/// characters are replaced by a sign of their own. What comes from a report goes to a terminal only through this.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    text.chars().for_each(|sign| show(sign, &mut shown));
    Cow::Owned(shown)
}

/// Adds the visible form of one character to a text.
pub fn show(sign: char, shown: &mut String) {
    match sign {
        '\t' => shown.push('\u{bb}'),
        '\0'..='\x1f' => shown.extend(char::from_u32(0x2400 + sign as u32)),
        '\x7f' => shown.push('\u{2421}'),
        '\u{a0}' => shown.push('\u{2423}'),
        _ if is_hidden(sign) => write!(shown, "<{:04X}>", sign as u32).expect("a string takes all text"),
        _ => shown.push(sign),
    }
}

/// Whether a character is there without being seen, and is no kind of space.
pub(crate) fn is_unseen(sign: char) -> bool {
    is_hidden(sign) && !sign.is_whitespace()
}

/// Whether a character has no picture of its own on the screen, or changes how others stand.
fn is_hidden(sign: char) -> bool {
    sign.is_control()
        || matches!(sign, '\u{a0}' | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(text: &str) -> Source {
        Source::from_bytes(Path::new("t.txt"), text.as_bytes()).expect("text")
    }

    #[test]
    fn places_count_lines_and_characters_from_one() {
        let source = source("标题\r\n甲\t12\n");
        assert_eq!(source.lines().len(), 3);
        assert_eq!(source.slice(source.lines()[0]), "标题", "a line end is no part of its line");
        let at = source.text.find("12").expect("it is there");
        assert_eq!(source.place(at), (2, 3));
    }

    #[test]
    fn nothing_hidden_stays_hidden() {
        assert_eq!(visible("甲\t\u{1b}[2J\u{200b}乙\u{202e}"), "甲»␛[2J<200B>乙<202E>");
        assert!(matches!(visible("一、本年新收"), Cow::Borrowed(_)));
    }

    #[test]
    fn what_is_no_text_is_refused() {
        let refuse = |bytes: &[u8]| Source::from_bytes(Path::new("t"), bytes).expect_err("no text").to_string();
        assert!(refuse(b"%PDF-1.7\n").contains("OCR"));
        assert!(refuse(b"PK\x03\x04\0").contains("byte 4"));
        assert!(refuse(b"a\nb\xff\xff").contains("line 2"));
        assert!(refuse(b" \n\t").contains("empty"));
    }
}
