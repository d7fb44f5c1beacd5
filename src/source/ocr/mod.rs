//! What programs write that read pages: engines of character recognition, services, and converters that keep places.
//! Each is one file here, and is known by the content of a file, never by its name; all are read into one model of pages,
//! words with their boxes, and tables (`model`).
//!
//! | program | what is read of it | file |
//! |---|---|---|
//! | `PaddleOCR` 3, PP-StructureV3 | lines with their boxes and scores; of PaddleOCR-VL, blocks and tables | `paddle` |
//! | `RapidOCR`, `PaddleOCR` 2.x, `EasyOCR`, Surya, boxes of other engines | lines with their boxes and scores | `boxes` |
//! | `MinerU` `content_list`, `middle` | blocks, tables in HTML | `mineru` |
//! | marker `json`, `chunks` | blocks, tables in HTML | `marker` |
//! | Docling JSON | texts, tables with spans | `docling` |
//! | `DocTags` | texts, tables with spans | `doctags` |
//! | olmOCR, Mistral OCR, `LlamaParse`, trafilatura JSON | the text inside | `records` |
//! | Azure Document Intelligence | paragraphs, tables with spans, confidence of words | `azure` |
//! | AWS Textract | lines, tables with spans, confidence of words | `textract` |
//! | Google Document AI | paragraphs, tables with spans, confidence of cells | `google` |
//! | `pdfplumber` and Tabula tables as JSON | tables with spans | `plumber` |
//! | hOCR, ALTO, Tesseract and `pdftotext` TSV | words with their boxes and scores | `hocr`, `alto`, `tesseract` |
//! | `pdftotext -bbox`, `-bbox-layout`, `pdftohtml -xml` | words with their boxes | `poppler` |
//! | `PyMuPDF` HTML, `pdftohtml -c` | lines at their places | `positioned` |
//!
//! JSON and XML of any other program is refused: what a number in it means nobody knows.

mod alto;
mod azure;
mod boxes;
mod docling;
mod doctags;
mod google;
mod hocr;
mod join;
mod json;
mod layout;
mod lean;
mod marker;
mod markup;
mod mineru;
mod model;
mod paddle;
mod plumber;
mod poppler;
mod positioned;
mod records;
mod rows;
mod tesseract;
mod textract;

pub(super) use join::join;
pub(super) use layout::{Laid, lay_out};
pub(super) use model::Page;
pub use model::Quad;

use crate::source::fault::Fault;
use crate::source::ocr::json::Json;

/// The largest output of a program that is read, in bytes.
pub(super) const MOST_BYTES: usize = 16 << 20;
/// The most words in one output.
const MOST_WORDS: usize = 60_000;
/// The most pages of one output.
const MOST_PAGES: usize = 10_000;

/// A format that is no JSON: whether a text is in it, and the pages of one that is.
type Format = (fn(&str) -> bool, fn(&str) -> Result<Vec<Page>, Fault>);

/// The formats that are no JSON, in the order in which a text is tried as one.
const FORMATS: &[Format] = &[
    (hocr::is_format, hocr::pages),
    (alto::is_format, alto::pages),
    (poppler::is_format, poppler::pages),
    (doctags::is_format, doctags::pages),
    (positioned::is_format, positioned::pages),
    (tesseract::is_format, tesseract::pages),
];

/// A program that writes JSON: the pages of a value that is its output.
type Program = fn(&Json) -> Option<Vec<Page>>;

/// The programs that write JSON, in the order in which a value is tried as theirs: those that take any list of boxes, or
/// of rows, come last.
const PROGRAMS: &[Program] = &[
    paddle::pages,
    mineru::pages,
    marker::pages,
    docling::pages,
    azure::pages,
    textract::pages,
    google::pages,
    records::pages,
    plumber::pages,
    boxes::pages,
];

/// Whether a text is the output of a program that is known, or would be if it were whole.
pub(super) fn is_output(text: &str) -> bool {
    match read(text) {
        Some(Ok(_)) => true,
        Some(Err(Fault::UnknownJson | Fault::UnknownXml)) | None => false,
        Some(Err(_)) => text.contains(paddle::TEXTS) || !json::begins_as_json(text),
    }
}

/// The pages of a text that is the output of a program; none if it is no program's.
pub(super) fn read(text: &str) -> Option<Result<Vec<Page>, Fault>> {
    let pages = match FORMATS.iter().find(|(is_format, _)| is_format(text)) {
        Some(_) if text.len() > MOST_BYTES => Err(Fault::LargeOutput),
        Some((_, pages)) => pages(text),
        None if json::begins_as_json(text) => of_json(text)?,
        None if markup::is_xml(text) => Err(Fault::UnknownXml),
        None => return None,
    };
    let is_small = |pages: &Vec<Page>| {
        pages.len() <= MOST_PAGES && pages.iter().map(|page| page.words().count()).sum::<usize>() <= MOST_WORDS
    };
    Some(pages.and_then(|pages| if is_small(&pages) { Ok(pages) } else { Err(Fault::LargeOutput) }))
}

/// The pages of JSON; none if a text only begins like it.
fn of_json(text: &str) -> Option<Result<Vec<Page>, Fault>> {
    if text.len() > MOST_BYTES {
        return Some(Err(Fault::LargeOutput));
    }
    let text = json::without_nan(text);
    match json::parse(&text) {
        Ok(json) => {
            let pages = PROGRAMS.iter().find_map(|pages| pages(&json));
            Some(pages.ok_or(Fault::UnknownJson))
        }
        Err(fault) => json::is_surely_json(&text).then_some(Err(fault)),
    }
}
