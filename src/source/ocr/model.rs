//! What every program's output is read into: pages, and on each words with their boxes, tables whose cells the program
//! set apart itself, and text.

use crate::source::bounds::MOST_COLUMNS;
use crate::source::spans::Extent;

/// The farthest a corner may lie from that of its page, in the program's units; beyond, it is no place.
const FARTHEST: f32 = 1e6;

/// A page.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::source) struct Page {
    /// What stands on it, in the order in which it is read
    pub parts: Vec<Part>,
}

/// A part of a page.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::source) enum Part {
    /// Words, or lines of them, which the page's own geometry puts in rows and columns
    Words(Vec<Word>),
    /// A table whose rows and columns are known
    Table(Table),
    /// Text with its line ends: plain, or markdown
    Text(String),
    /// HTML
    Markup(String),
}

impl Page {
    /// A page of words.
    pub(super) fn of_words(words: Vec<Word>) -> Self {
        Self { parts: vec![Part::Words(words)] }
    }

    /// Adds a line of text, unless it is empty.
    pub(super) fn text(&mut self, text: &str) {
        if !text.trim().is_empty() {
            self.parts.push(Part::Text(text.to_owned()));
        }
    }

    /// Adds HTML, unless it is empty.
    pub(super) fn markup(&mut self, text: &str) {
        if !text.trim().is_empty() {
            self.parts.push(Part::Markup(text.to_owned()));
        }
    }

    /// Its words that have places on the page.
    pub(in crate::source) fn words(&self) -> impl Iterator<Item = &Word> {
        self.parts.iter().flat_map(|part| if let Part::Words(words) = part { &words[..] } else { &[] })
    }

    /// The cells of its tables.
    #[cfg(test)]
    pub(in crate::source) fn cells(&self) -> impl Iterator<Item = &Cell> {
        self.parts.iter().flat_map(|part| if let Part::Table(table) = part { &table.cells[..] } else { &[] })
    }

    /// Whether nothing stands on it.
    pub(in crate::source) fn is_empty(&self) -> bool {
        self.parts.iter().all(|part| matches!(part, Part::Words(words) if words.is_empty()))
    }
}

/// The page of a number, from 0, among those that there are; pages before it are added where they are missing.
pub(super) fn page_at(pages: &mut Vec<Page>, page_ix: usize) -> Option<&mut Page> {
    let page_ix = page_ix.min(super::MOST_PAGES);
    if pages.len() <= page_ix {
        pages.resize_with(page_ix + 1, Page::default);
    }
    pages.get_mut(page_ix)
}

/// A word as a program saw it; a line, where the program tells no words apart.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::source) struct Word {
    /// Its text, not empty
    pub text: String,
    /// Where it stands on the page, if the program says so
    pub quad: Option<Quad>,
    /// The line that it belongs to, counted through all pages
    pub line: usize,
    /// How sure the program is of it, from 0 to 1
    pub confidence: Option<f32>,
}

impl Word {
    /// A word, unless nothing stands in it.
    pub(super) fn new(text: &str, quad: Option<Quad>, line: usize, confidence: Option<f32>) -> Option<Self> {
        let text = text.trim();
        (!text.is_empty()).then(|| Self { text: text.to_owned(), quad, line, confidence: share(confidence) })
    }

    /// The upright box around it.
    #[cfg(test)]
    pub(super) fn bounds(&self) -> Option<Bounds> {
        self.quad.map(Quad::bounds)
    }
}

/// A confidence from 0 to 1; none for what is no such number.
pub(super) fn share(confidence: Option<f32>) -> Option<f32> {
    confidence.filter(|sure| sure.is_finite() && *sure >= 0.0).map(|sure| sure.min(1.0))
}

/// A table whose cells know their rows and columns.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::source) struct Table {
    /// Its cells, in any order
    pub cells: Vec<Cell>,
}

impl Table {
    /// The table with columns for its cells, which come row by row with those left out that others cover, as in HTML.
    pub(super) fn flowing(mut self) -> Self {
        // For each column the row below the last cell that covers it.
        let mut free_from: Vec<usize> = Vec::new();
        let (mut row, mut at) = (0, 0);
        for cell in &mut self.cells {
            if cell.row != row {
                (row, at) = (cell.row, 0);
            }
            while free_from.get(at).is_some_and(|&free| free > row) {
                at += 1;
            }
            cell.column = at;
            let end = (at + cell.extent.columns.max(1)).min(MOST_COLUMNS);
            if free_from.len() < end {
                free_from.resize(end, 0);
            }
            free_from[at.min(end)..end].fill(row.saturating_add(cell.extent.rows.max(1)));
            at = end;
        }
        self
    }
}

/// A cell of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::source) struct Cell {
    /// Its first row, from 0
    pub row: usize,
    /// Its first column, from 0
    pub column: usize,
    /// The rows and columns that it covers
    pub extent: Extent,
    /// Its text
    pub text: String,
    /// How sure the program is of it, from 0 to 1
    pub confidence: Option<f32>,
    /// Where it stands on the page
    pub quad: Option<Quad>,
}

/// Where something stands on a page, in the program's units: four corners, from the upper left one clockwise; down is
/// positive. It leans if the page was scanned askew.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quad {
    /// The corners
    pub corners: [(f32, f32); 4],
}

/// An upright box on a page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::source) struct Bounds {
    /// Left edge
    pub left: f32,
    /// Upper edge
    pub top: f32,
    /// Right edge, not left of the left one
    pub right: f32,
    /// Lower edge, not above the upper one
    pub bottom: f32,
}

impl Quad {
    /// An upright box, if its edges are places on a page and in their order.
    pub(super) fn upright(left: f32, top: f32, right: f32, bottom: f32) -> Option<Self> {
        let placed = [left, top, right, bottom].iter().all(|edge| edge.abs() <= FARTHEST);
        let corners = [(left, top), (right, top), (right, bottom), (left, bottom)];
        (placed && left <= right && top <= bottom).then_some(Self { corners })
    }

    /// The place that some points outline: four are its corners, of any other number the upright box around them is
    /// taken.
    pub(super) fn around(points: &[(f32, f32)]) -> Option<Self> {
        let edge = |of: fn(&(f32, f32)) -> f32, pick: fn(f32, f32) -> f32| points.iter().map(of).reduce(pick);
        let (left, right) = (edge(|point| point.0, f32::min)?, edge(|point| point.0, f32::max)?);
        let (top, bottom) = (edge(|point| point.1, f32::min)?, edge(|point| point.1, f32::max)?);
        let are_places = points.iter().all(|(x, y)| x.is_finite() && y.is_finite());
        let upright = Self::upright(left, top, right, bottom).filter(|_| are_places)?;
        let corners = <[(f32, f32); 4]>::try_from(points).ok().filter(|corners| is_clockwise(*corners));
        Some(corners.map_or(upright, |corners| Self { corners }))
    }

    /// The upright box around it.
    pub(in crate::source) fn bounds(self) -> Bounds {
        let [(x, y), rest @ ..] = self.corners;
        rest.into_iter().fold(Bounds { left: x, top: y, right: x, bottom: y }, |b, (x, y)| Bounds {
            left: b.left.min(x),
            top: b.top.min(y),
            right: b.right.max(x),
            bottom: b.bottom.max(y),
        })
    }

    /// Its middle.
    pub(in crate::source) fn middle(self) -> (f32, f32) {
        let sum = |of: fn(&(f32, f32)) -> f32| self.corners.iter().map(of).sum::<f32>() / 4.0;
        (sum(|corner| corner.0), sum(|corner| corner.1))
    }

    /// Its length along its text.
    pub(in crate::source) fn width(self) -> f32 {
        let [(left, top), (right, end), ..] = self.corners;
        (right - left).hypot(end - top)
    }

    /// Its height across its text.
    pub(in crate::source) fn height(self) -> f32 {
        let [(left, top), _, _, (foot, bottom)] = self.corners;
        (foot - left).hypot(bottom - top)
    }
}

/// Whether corners go round from the upper left one as those of a text that is read from left to right do.
fn is_clockwise([upper_left, upper_right, lower_right, lower_left]: [(f32, f32); 4]) -> bool {
    let (along, down) = (upper_right.0 - upper_left.0, upper_right.1 - upper_left.1);
    let is_level = along >= down.abs();
    is_level && lower_left.0 <= lower_right.0 && upper_left.1 <= lower_left.1 && upper_right.1 <= lower_right.1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_four_corners_or_the_box_around_others() {
        let leaning = [(10.0, 20.0), (50.0, 22.0), (50.0, 42.0), (10.0, 40.0)];
        assert_eq!(Quad::around(&leaning).map(|quad| quad.corners), Some(leaning));
        let three = Quad::around(&[(10.0, 20.0), (50.0, 22.0), (30.0, 40.0)]);
        assert_eq!(three, Quad::upright(10.0, 20.0, 50.0, 40.0));
        assert_eq!(Quad::around(&[(1.0, 1.0), (f32::NAN, 2.0)]), None);
        assert_eq!(Quad::around(&[(1.0, 1.0), (1e30, 2.0)]), None);
        assert_eq!(Quad::upright(5.0, 0.0, 1.0, 9.0), None, "its edges are the wrong way round");
    }
}
