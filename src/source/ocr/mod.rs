//! What engines of character recognition write: words, or lines of them, with their places on the page and with how
//! sure the engine is of each. Each format is one file here; which one a text is in, its content tells.

mod alto;
mod hocr;
mod join;
mod layout;
mod markup;
mod paddle;
mod tesseract;

pub(super) use join::join;
pub(super) use layout::lay_out;

use crate::source::fault::Fault;

/// The largest output of an engine that is read, in bytes: some fifty pages.
pub(super) const MOST_BYTES: usize = 8 << 20;
/// The most words in one output.
const MOST_WORDS: usize = 200_000;
/// The farthest a box may lie from the corner of its page, in the engine's units; beyond, it is no place.
const FARTHEST: f32 = 1e6;

/// A word as an engine saw it; a line, where the engine tells no words apart.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Word {
    /// Its text, not empty
    pub text: String,
    /// Where it stands on the page, if the engine says so
    pub bounds: Option<Bounds>,
    /// The line that it belongs to, counted through all pages
    pub line: usize,
    /// How sure the engine is of it, from 0 to 1
    pub confidence: Option<f32>,
}

impl Word {
    /// A word, unless nothing stands in it.
    fn new(text: &str, bounds: Option<Bounds>, line: usize, confidence: Option<f32>) -> Option<Self> {
        let text = text.trim();
        let confidence = confidence.filter(|sure| sure.is_finite() && *sure >= 0.0).map(|sure| sure.min(1.0));
        (!text.is_empty()).then(|| Self { text: text.to_owned(), bounds, line, confidence })
    }
}

/// The words of a page, in the order of the engine.
pub(super) type Page = Vec<Word>;

/// A box on a page, in the engine's units; down is positive.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Bounds {
    /// Left edge
    pub left: f32,
    /// Upper edge
    pub top: f32,
    /// Right edge, not left of the left one
    pub right: f32,
    /// Lower edge, not above the upper one
    pub bottom: f32,
}

impl Bounds {
    /// A box, if its edges are places on a page and in their order.
    fn new(left: f32, top: f32, right: f32, bottom: f32) -> Option<Self> {
        let edges = [left, top, right, bottom];
        let placed = edges.iter().all(|edge| edge.abs() <= FARTHEST) && left <= right && top <= bottom;
        placed.then_some(Self { left, top, right, bottom })
    }

    /// The box around some points.
    fn around(points: &[(f32, f32)]) -> Option<Self> {
        let &(x, y) = points.first()?;
        let widen = |(l, t, r, b): (f32, f32, f32, f32), &(x, y): &(f32, f32)| (l.min(x), t.min(y), r.max(x), b.max(y));
        let (left, top, right, bottom) = points.iter().fold((x, y, x, y), widen);
        Self::new(left, top, right, bottom)
    }

    fn height(self) -> f32 {
        self.bottom - self.top
    }

    fn width(self) -> f32 {
        self.right - self.left
    }
}

/// A format: whether a text is in it, and the pages of one that is.
type Format = (fn(&str) -> bool, fn(&str) -> Result<Vec<Page>, Fault>);

/// The formats, in the order in which a text is tried as one.
const FORMATS: &[Format] = &[
    (hocr::is_format, hocr::pages),
    (alto::is_format, alto::pages),
    (paddle::is_format, paddle::pages),
    (tesseract::is_format, tesseract::pages),
];

/// Whether a text is the output of an engine.
pub(super) fn is_output(text: &str) -> bool {
    FORMATS.iter().any(|(is_format, _)| is_format(text))
}

/// The pages of a text that is the output of an engine; none if it is not.
pub(super) fn read(text: &str) -> Option<Result<Vec<Page>, Fault>> {
    let (_, pages) = FORMATS.iter().find(|(is_format, _)| is_format(text))?;
    if text.len() > MOST_BYTES {
        return Some(Err(Fault::LargeOutput));
    }
    let words = |pages: &[Page]| pages.iter().map(Vec::len).sum::<usize>();
    Some(pages(text).and_then(|pages| if words(&pages) > MOST_WORDS { Err(Fault::LargeOutput) } else { Ok(pages) }))
}
