//! One report: its text, its lines, places in it, and the rows of tables where the source gives them.
//!
//! | kind of source | how its tables arrive | file |
//! |---|---|---|
//! | text, markdown, CSV | as text; `grid` finds the tables | `encoding` |
//! | web pages, tables in HTML inside text, saved pages | rows with tabs, merged cells in their places | `html`, `page`, `spans`, `mhtml` |
//! | Word, WPS | the same | `docx` |
//! | Excel | the same | `xlsx` |
//! | output of OCR programs and of services, with tables | the same, with the confidence of each cell | `ocr` |
//! | output of OCR programs with boxes | rows and columns from the places of words on their pages | `ocr::rows` |
//!
//! A report may be in several files, one for each page (`pieces`), and have companion files (`companions`): the output of the
//! OCR program that its text was made of. JSON and XML of programs that are not known is refused, never read as text.
//!
//! # Figures
//!
//! Three made-up reports (form 2021 with printed zeros, form 2021 with blanks for zeros, form 2019) after each program; read
//! of 436 cells that can be read, and numbers that are wrong at a confidence of .95 or more:
//!
//! | output | read | wrong |
//! |---|---|---|
//! | `PaddleOCR` 3, PP-StructureV3, `RapidOCR` (both forms), PaddleOCR-VL | 436 | 0 |
//! | Docling JSON and `DocTags`, marker (both forms), `MinerU` (both forms) | 436 | 0 |
//! | Textract, Google Document AI, olmOCR, Mistral OCR, trafilatura JSON | 436 | 0 |
//! | `pdftohtml` (HTML, XML) | 436 | 0 |
//! | `pdftotext -bbox`, `-bbox-layout`, `-tsv`, `PyMuPDF` HTML | 434 | 0 |
//!
//! Boxes of `RapidOCR` from eight printed and scanned reports, all forms of its output alike: clean 276 of 276, mid 236 of 236,
//! fair 394 of 394, none wrong at .95 or more.

mod attributes;
mod bounds;
mod companions;
mod content;
mod docx;
mod encoding;
mod fault;
mod html;
mod mhtml;
mod ocr;
mod own;
mod package;
mod page;
mod pieces;
mod span;
mod spans;
mod special;
mod tags;
#[cfg(feature = "xlsx")]
mod xlsx;
mod xml;

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use crate::source::companions::outputs_among;
pub use crate::source::companions::{
    Folders, claims_export, companions, is_report, may_be_companion, may_hold_report, says_little,
};

use crate::error::{Error, Result};
use crate::source::bounds::MOST_BYTES;
pub(crate) use crate::source::bounds::{LONGEST_ROW, count_of};
use crate::source::content::{Taken, content};
use crate::source::encoding::decode;
use crate::source::fault::Fault;
use crate::source::ocr::Page;
pub use crate::source::ocr::Quad;
pub use crate::source::own::MARK;
pub use crate::source::pieces::first_of;
pub use crate::source::span::{Placed, Row, Span};
pub use crate::source::special::refuse_special;

/// The room that is made for a file before it is read; most reports as text fit.
const USUAL_BYTES: usize = 16 << 10;

/// What files of old office programs begin with, and documents that have a password.
const OLD_OFFICE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// A report file as it was read.
#[derive(Debug)]
pub struct Source {
    /// The path as it was given; `-` for standard input
    pub path: PathBuf,
    /// The text, nothing added or taken away but a byte order mark at the start; of a web page, of tables in HTML, of a
    /// document and of a workbook, a rendering that can be read; of the output of an OCR engine, its words laid out as
    /// they stand on the page
    pub text: String,
    /// The size of the file in bytes
    pub bytes: usize,
    /// The BLAKE3 hash of the file, in hexadecimal
    pub blake3: String,
    /// Whether the text is a rendering, in which every cell of the file's tables has its place
    pub rendered: bool,
    /// The files of its further pages, in order
    pub pieces: Vec<PathBuf>,
    /// The numbers of pages that are not there
    pub missing_pages: Vec<u32>,
    /// OCR output beside the report that does not match its text
    pub unmatched: Vec<PathBuf>,
    /// The line, from 0, with which a second report begins in the text
    pub second_report: Option<usize>,
    /// How many pictures are in it; tables may be among them
    pub pictures: usize,
    lines: Vec<Span>,
    /// What a program that read the page says of stretches of the text: in order and apart from each other
    placed: Vec<Placed>,
    rows: Vec<Row>,
    /// For each line, whether its words have places on a page, which say what is a row
    has_places: Vec<bool>,
}

impl Source {
    /// Reads a file, or standard input if the path is `-`, and the output of an OCR engine that lies beside it.
    ///
    /// # Errors
    /// If the file cannot be read or is none, is empty, is far bigger than a report, or is nothing that text can be taken from; if
    /// the output is broken.
    pub fn open(path: &Path) -> Result<Self> {
        Self::open_among(path, &mut Folders::default())
    }

    /// The same for one of many reports, with what was seen of their folders.
    ///
    /// # Errors
    /// As [`Source::open`].
    pub fn open_among(path: &Path, folders: &mut Folders) -> Result<Self> {
        if path == Path::new("-") {
            let bytes = read_some(std::io::stdin().lock()).map_err(|error| Error::reading(path, error))?;
            return Self::from_bytes(path, &bytes);
        }
        refuse_special(path)?;
        let pieces = pieces::of(path);
        let files = || std::iter::once(path).chain(pieces.files.iter().map(PathBuf::as_path));
        let read = |file: &Path| File::open(file).and_then(read_some).map_err(|error| Error::reading(file, error));
        let bytes = files().map(read).collect::<Result<Vec<_>>>()?;
        let read: Vec<(&Path, &[u8])> = files().zip(bytes.iter().map(Vec::as_slice)).collect();
        let mut source = Self::from_files(&read)?;
        source.missing_pages = pieces.missing;
        if source.placed.is_empty() {
            source.join_outputs(folders)?;
        }
        Ok(source)
    }

    /// Reads standard input, under a name.
    ///
    /// # Errors
    /// As [`Source::open`].
    pub fn from_stdin(name: &Path) -> Result<Self> {
        let bytes = read_some(std::io::stdin().lock()).map_err(|error| Error::reading(name, error))?;
        Self::from_bytes(name, &bytes)
    }

    /// Takes the bytes of a file as its source.
    ///
    /// # Errors
    /// If the bytes are empty, far more than a report, or nothing that text can be taken from.
    pub fn from_bytes(path: &Path, bytes: &[u8]) -> Result<Self> {
        Self::from_files(&[(path, bytes)])
    }

    /// Takes the bytes of files as one source: that of the first, whose further pages the others are.
    fn from_files(files: &[(&Path, &[u8])]) -> Result<Self> {
        let of_one = |(path, bytes): &(&Path, &[u8])| {
            if bytes.starts_with(b"%PDF-") {
                return Err(Error::Pdf(path.into()));
            }
            if bytes.starts_with(OLD_OFFICE) {
                return Err(Error::OldOffice(path.into()));
            }
            content(bytes).map_err(|fault| fault.of(path))
        };
        let contents = files.iter().map(of_one).collect::<Result<Vec<_>>>()?;
        let path = files.first().map_or(Path::new("-"), |file| file.0);
        let Taken { text, rendered, placed, rows, with_places, pictures } =
            Taken::of(contents).map_err(|fault| fault.of(path))?;
        if text.trim().is_empty() {
            return Err(Error::Empty(path.into()));
        }
        let mut hash = blake3::Hasher::new();
        for (_, bytes) in files {
            hash.update(bytes);
        }
        let mut source = Self {
            path: path.into(),
            second_report: pieces::second_report(&text),
            lines: line_spans(&text),
            text,
            bytes: files.iter().map(|(_, bytes)| bytes.len()).sum(),
            blake3: hash.finalize().to_hex().to_string(),
            rendered,
            pieces: files.iter().skip(1).map(|(path, _)| path.to_path_buf()).collect(),
            missing_pages: Vec::new(),
            unmatched: Vec::new(),
            pictures,
            placed,
            rows,
            has_places: Vec::new(),
        };
        if !with_places.is_empty() {
            source.has_places = vec![false; source.lines.len()];
            for start in with_places {
                let line = source.line_of(start);
                source.has_places[line] = true;
            }
        }
        Ok(source)
    }

    /// Joins the output of an OCR engine that lies beside the report to its text.
    fn join_outputs(&mut self, folders: &mut Folders) -> Result<()> {
        let files = std::iter::once(&self.path).chain(&self.pieces);
        let outputs: Vec<PathBuf> = files.flat_map(|file| outputs_among(file, folders)).collect();
        if outputs.is_empty() {
            return Ok(());
        }
        let read = |path: &PathBuf| pages_of(path).map_err(Error::of_ocr);
        let pages = outputs.iter().map(read).collect::<Result<Vec<_>>>()?.concat();
        match ocr::join(&self.text, &pages) {
            Some(placed) => self.placed = placed,
            None => self.unmatched = outputs,
        }
        Ok(())
    }

    /// How sure the OCR engine is of a stretch of the text, from 0 to 1: as sure as of the word in it that it is least
    /// sure of. None where nothing is known.
    pub fn certainty(&self, span: Span) -> Option<f32> {
        self.placed(span).filter_map(|placed| placed.confidence).reduce(f32::min)
    }

    /// What a program that read the page says of the words in a stretch of the text.
    pub fn placed(&self, span: Span) -> impl Iterator<Item = &Placed> {
        let first = self.placed.partition_point(|placed| placed.span.end <= span.start);
        self.placed[first..].iter().take_while(move |placed| placed.span.start < span.end)
    }

    /// The rows of tables that the places of words on their pages give; none where nothing is known of places.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Whether the words of a line have places on a page, so that [`Source::rows`] says whether it is a row.
    pub fn has_places(&self, line: usize) -> bool {
        self.has_places.get(line).copied().unwrap_or(false)
    }

    /// The name of the file without its folder.
    pub fn name(&self) -> String {
        self.path.file_name().map_or_else(|| "-".into(), |name| name.to_string_lossy().into_owned())
    }

    /// What is told of the file without its text: where it lies, how large it is, its hash.
    pub(crate) fn outline(&self) -> Self {
        Self {
            path: self.path.clone(),
            text: String::new(),
            bytes: self.bytes,
            blake3: self.blake3.clone(),
            rendered: self.rendered,
            pieces: self.pieces.clone(),
            missing_pages: self.missing_pages.clone(),
            unmatched: Vec::new(),
            second_report: None,
            pictures: 0,
            lines: Vec::new(),
            placed: Vec::new(),
            rows: Vec::new(),
            has_places: Vec::new(),
        }
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

/// The pages of a file that is named as the output of an OCR engine.
fn pages_of(path: &Path) -> Result<Vec<Page>> {
    let bytes = File::open(path).and_then(read_some).map_err(|error| Error::reading(path, error))?;
    if bytes.len() > ocr::MOST_BYTES {
        return Err(Fault::LargeOutput.of(path));
    }
    let text = decode(&bytes).map_err(|why| Fault::NoText(why).of(path))?;
    let pages = ocr::read(&text).ok_or_else(|| Error::NotOcr(path.into()))?;
    pages.map_err(|fault| fault.of(path))
}

/// The bytes of a file, as far as is needed to see that it is too big.
fn read_some(file: impl Read) -> std::io::Result<Vec<u8>> {
    // Without room to begin with, the first reads would be of a few bytes.
    let mut bytes = Vec::with_capacity(USUAL_BYTES);
    file.take(MOST_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn line_spans(text: &str) -> Vec<Span> {
    let mut start = 0;
    // Old text has line ends of one carriage return.
    let end = if text.contains('\n') || !text.contains('\r') { '\n' } else { '\r' };
    let mut lines = Vec::with_capacity(count_of(text, end as u8) + 1);
    for line in text.split(end) {
        let shown = line.strip_suffix('\r').unwrap_or(line);
        lines.push(Span::new(start, start + shown.len()));
        start += line.len() + 1;
    }
    lines
}

#[cfg(test)]
mod tests {
    use std::fs;

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

    const HOCR: &str = "<?xml version='1.0'?><html><body><div class='ocr_page'><span class='ocr_line'>\
        <span class='ocrx_word' title='bbox 0 0 80 20; x_wconf 96'>行政许可</span>\
        <span class='ocrx_word' title='bbox 200 0 210 20; x_wconf 31'>7</span></span></div></body></html>";

    #[test]
    fn the_output_of_an_engine_is_a_report_by_itself() {
        let source = source(HOCR);
        assert_eq!(source.text, "行政许可            7\n");
        let at = source.text.find('7').expect("it is there");
        assert_eq!(source.certainty(Span::new(at, at + 1)), Some(0.31));
        assert_eq!(source.certainty(Span::new(0, at + 1)), Some(0.31), "no surer than of the worst word");
        assert_eq!(source.certainty(Span::new(13, 13)), None, "nothing stands there");
    }

    /// What comes of a report with this file beside it.
    fn beside(name: &str, output: &[u8]) -> Result<Source> {
        let folder = tempfile::tempdir().expect("a folder");
        let report = folder.path().join("甲.txt");
        fs::write(&report, "行 政 许可\t7\n").expect("a file");
        fs::write(folder.path().join(name), output).expect("a file");
        Source::open(&report)
    }

    #[test]
    fn the_output_beside_a_text_tells_how_sure_it_is() {
        let sure = |name: &str, output: &str| {
            let source = beside(name, output.as_bytes()).expect("a report");
            source.certainty(Span::new(15, 16))
        };
        let json = "{\"rec_texts\": [\"行政许可\", \"7\"], \"rec_scores\": [0.96, 0.31]}";
        assert_eq!(sure("甲.hocr", HOCR), Some(0.31));
        assert_eq!(sure("page_1.hocr", HOCR), Some(0.31));
        assert_eq!(sure("甲.conf.json", json), Some(0.31));
        assert_eq!(sure("conf.json", json), Some(0.31));
        assert_eq!(sure("乙.json", json), None, "another's");
        assert_eq!(sure("甲.json", "{broken"), None, "nothing says that it is of an engine");
        let unmatched = beside("甲.hocr", HOCR.replace("行政许可", "附件").replace('7', "件").as_bytes());
        assert_eq!(unmatched.expect("a report").unmatched.len(), 1);
    }

    #[test]
    fn broken_output_is_named() {
        let refuse = |name: &str, output: &[u8]| beside(name, output).expect_err("broken").to_string();
        assert!(refuse("甲.hocr", b"no markup").contains("甲.hocr"));
        assert!(refuse("甲.conf.json", b"{\"rec_texts\": [\n}").contains("甲.conf.json:2:"));
        assert!(refuse("甲.json", ("[".repeat(100_000) + "\"rec_texts\"").as_bytes()).contains("甲.json:1:"));
        assert!(refuse("甲.hocr", &vec![b'<'; 50 << 20]).contains("too large"));
        assert!(refuse("甲.alto.xml", b"PK\x03\x04\0").contains("甲.alto.xml"));
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
