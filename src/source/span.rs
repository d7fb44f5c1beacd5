//! Places in the text of a source, and what is known of them.

use std::ops::Range;

use serde::Serialize;

use crate::source::ocr::Quad;

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

/// A row of a table as the places of its words on the page give it.
#[derive(Clone, Debug)]
pub struct Row {
    /// The byte of the text at which its line begins
    pub start: usize,
    /// Its cells, left to right: labels, and one for each column of the table; an empty span where a cell is blank
    pub cells: Vec<Span>,
    /// How many of them, from the left, are labels
    pub labels: usize,
    /// Labels that may go over several lines: each a choice of pieces that make one
    pub wrapped: Vec<Vec<Span>>,
}

/// What a program that read a page says of a stretch of the text: a word, or a cell of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    /// The stretch
    pub span: Span,
    /// How sure the program is of it, from 0 to 1
    pub confidence: Option<f32>,
    /// The page that it stands on, from 0
    pub page_ix: usize,
    /// Where it stands there
    pub quad: Option<Quad>,
}
