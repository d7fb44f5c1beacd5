//! What the bytes of a file hold, whatever kind of file it is: pages that a program read, or text.

use crate::source::bounds::{check_bytes, check_shape, check_text};
use crate::source::docx;
use crate::source::encoding::decode;
use crate::source::fault::Fault;
use crate::source::html;
use crate::source::mhtml;
use crate::source::ocr::{self, Page};
use crate::source::package::Package;
use crate::source::span::{Placed, Row, Span};
#[cfg(feature = "xlsx")]
use crate::source::xlsx;

/// What pictures begin with in a web page and in markdown.
const PICTURES: &[&str] = &["<img", "<IMG", "!["];

/// What the bytes of a file hold.
pub(super) enum Content {
    /// Pages that a program read
    Pages(Vec<Page>),
    /// Anything else
    Text(Taken),
}

/// What is taken out of the files of a report.
#[derive(Default)]
pub(super) struct Taken {
    pub(super) text: String,
    pub(super) rendered: bool,
    pub(super) placed: Vec<Placed>,
    pub(super) rows: Vec<Row>,
    /// Where the lines begin whose words have places
    pub(super) with_places: Vec<usize>,
    pub(super) pictures: usize,
}

impl Taken {
    /// What is taken out of files, one behind the other. Pages are laid out together, as a table may go over several.
    pub(super) fn of(contents: Vec<Content>) -> Result<Self, Fault> {
        let mut all = Self { rendered: true, ..Self::default() };
        let mut pages: Vec<Page> = Vec::new();
        for content in contents {
            match content {
                Content::Pages(more) => pages.extend(more),
                Content::Text(taken) => {
                    all.add(laid_out(&std::mem::take(&mut pages))?);
                    all.add(taken);
                }
            }
        }
        all.add(laid_out(&pages)?);
        check_shape(&all.text)?;
        Ok(all)
    }

    /// Adds what another file holds behind this.
    fn add(&mut self, other: Self) {
        if other.text.is_empty() {
            return;
        }
        if self.text.is_empty() {
            *self = other;
            return;
        }
        self.text.push('\n');
        let by = self.text.len();
        let shift = |span: Span| Span::new(span.start + by, span.end + by);
        self.placed.extend(other.placed.into_iter().map(|placed| Placed { span: shift(placed.span), ..placed }));
        self.rows.extend(other.rows.into_iter().map(|row| Row {
            start: row.start + by,
            cells: row.cells.into_iter().map(shift).collect(),
            labels: row.labels,
            wrapped: row.wrapped.into_iter().map(|way| way.into_iter().map(shift).collect()).collect(),
        }));
        self.with_places.extend(other.with_places.into_iter().map(|at| at + by));
        self.text.push_str(&other.text);
        self.rendered &= other.rendered;
        self.pictures += other.pictures;
    }
}

/// Pages as text.
fn laid_out(pages: &[Page]) -> Result<Taken, Fault> {
    let ocr::Laid { text, placed, is_exact, rows, with_places } = ocr::lay_out(pages)?;
    Ok(Taken { text, rendered: is_exact, placed, rows, with_places, pictures: 0 })
}

/// What the bytes of a file hold.
pub(super) fn content(bytes: &[u8]) -> Result<Content, Fault> {
    check_bytes(bytes)?;
    if let Some(page) = mhtml::page(bytes) {
        return text_of(&page?);
    }
    if Package::is_one(bytes) {
        return Ok(Content::Text(Taken { text: unpacked(bytes)?, rendered: true, ..Taken::default() }));
    }
    text_of(bytes)
}

/// What the bytes of a text hold.
fn text_of(bytes: &[u8]) -> Result<Content, Fault> {
    let text = decode(bytes).map_err(Fault::NoText)?;
    check_text(&text)?;
    if let Some(pages) = ocr::read(&text) {
        return pages.map(Content::Pages);
    }
    let rendering = html::render(&text)?;
    let pictures = PICTURES.iter().map(|mark| text.matches(mark).count()).sum();
    let rendered = rendering.is_some();
    Ok(Content::Text(Taken { text: rendering.unwrap_or(text), rendered, pictures, ..Taken::default() }))
}

/// The rendering of a document or a workbook.
fn unpacked(bytes: &[u8]) -> Result<String, Fault> {
    let mut package = Package::open(bytes)?;
    if let Some(part) = docx::main_part(&package) {
        return docx::render(&mut package, &part);
    }
    #[cfg(feature = "xlsx")]
    if xlsx::main_part(&package).is_some() {
        return xlsx::render(&mut package);
    }
    Err(Fault::OtherArchive)
}

/// The text of a file's bytes, if there is one.
pub(super) fn text(bytes: &[u8]) -> Option<String> {
    Some(Taken::of(vec![content(bytes).ok()?]).ok()?.text)
}
