//! One file: its text, its lines, and places in it.

mod bounds;
mod docx;
mod encoding;
mod fault;
mod html;
mod package;
mod page;
mod spans;
mod tags;
mod xlsx;
mod xml;

use std::fs::File;
use std::io::Read;
use std::ops::Range;
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::error::{Error, Result};
pub(crate) use crate::source::bounds::LONGEST_ROW;
use crate::source::bounds::{MOST_BYTES, check_bytes, check_shape, check_text};
use crate::source::encoding::decode;
pub use crate::source::fault::Excess;
use crate::source::fault::Fault;
use crate::source::package::Package;

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

/// What files of old office programs begin with, and documents that have a password.
const OLD_OFFICE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// A report file as it was read.
#[derive(Debug)]
pub struct Source {
    /// The path as it was given; `-` for standard input
    pub path: PathBuf,
    /// The text, nothing added or taken away but a byte order mark at the start; of a web page, of
    /// tables in HTML, of a document and of a workbook, a rendering that can be read
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
    /// If the file cannot be read, is empty, is far bigger than a report, or is nothing that text can be taken from.
    pub fn open(path: &Path) -> Result<Self> {
        let bytes = if path == Path::new("-") {
            read_some(std::io::stdin().lock())
        } else {
            File::open(path).and_then(read_some)
        };
        Self::from_bytes(path, &bytes.map_err(|error| Error::reading(path, error))?)
    }

    /// Takes the bytes of a file as its source.
    ///
    /// # Errors
    /// If the bytes are empty, far more than a report, or nothing that text can be taken from.
    pub fn from_bytes(path: &Path, bytes: &[u8]) -> Result<Self> {
        if bytes.starts_with(b"%PDF-") {
            return Err(Error::Pdf(path.into()));
        }
        if bytes.starts_with(OLD_OFFICE) {
            return Err(Error::OldOffice(path.into()));
        }
        let (text, rendered) = text_of(bytes).map_err(|fault| fault.of(path))?;
        if text.trim().is_empty() {
            return Err(Error::Empty(path.into()));
        }
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

/// The bytes of a file, as far as is needed to see that it is too big.
fn read_some(file: impl Read) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.take(MOST_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The text of a file's bytes, and whether it is a rendering.
fn text_of(bytes: &[u8]) -> std::result::Result<(String, bool), Fault> {
    check_bytes(bytes)?;
    if Package::is_one(bytes) {
        let text = unpacked(bytes)?;
        check_shape(&text)?;
        return Ok((text, true));
    }
    let text = decode(bytes).map_err(Fault::NoText)?;
    check_text(&text)?;
    let rendering = html::render(&text)?;
    let rendered = rendering.is_some();
    let text = rendering.unwrap_or(text);
    check_shape(&text)?;
    Ok((text, rendered))
}

/// The rendering of a document or a workbook.
fn unpacked(bytes: &[u8]) -> std::result::Result<String, Fault> {
    let mut package = Package::open(bytes)?;
    if let Some(part) = docx::main_part(&package) {
        return docx::render(&mut package, &part);
    }
    match xlsx::main_part(&package) {
        Some(_) => xlsx::render(&mut package),
        None => Err(Fault::OtherArchive),
    }
}

fn line_spans(text: &str) -> Vec<Span> {
    let mut start = 0;
    let mut lines = Vec::with_capacity(text.split('\n').count());
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
        assert!(refuse(b"\x7fELF\0").contains("byte 4"));
        assert!(refuse(b"a\nb\xff\xff").contains("line 2"));
        assert!(refuse(b" \n\t").contains("empty"));
    }

    #[test]
    fn what_is_far_bigger_than_a_report_is_refused() {
        let refuse = |text: &str| Source::from_bytes(Path::new("t"), text.as_bytes()).expect_err("much").to_string();
        assert!(refuse(&"字".repeat(6 << 20)).contains("16 MB"));
        assert!(refuse(&"甲\n".repeat(100_001)).contains("100000 lines"));
        assert!(refuse(&"甲\t1\n".repeat(5_001)).contains("5000 rows"));
        assert!(refuse(&("甲".repeat(60) + "\t1\n").repeat(4_999)).contains("384 KB"));
        assert!(refuse(&("甲".to_owned() + &"\t".repeat(400_001))).contains("200000 cells"));
    }
}
