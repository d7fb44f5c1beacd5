//! One file: its text, its lines, and places in it.

mod encoding;
mod html;

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
    fn what_is_no_text_is_refused() {
        let refuse = |bytes: &[u8]| Source::from_bytes(Path::new("t"), bytes).expect_err("no text").to_string();
        assert!(refuse(b"%PDF-1.7\n").contains("OCR"));
        assert!(refuse(b"PK\x03\x04\0").contains("byte 4"));
        assert!(refuse(b"a\nb\xff\xff").contains("line 2"));
        assert!(refuse(b" \n\t").contains("empty"));
    }
}
