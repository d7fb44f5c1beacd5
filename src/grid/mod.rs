//! Tables found in a source: rows of cells with their spans, no meaning yet. Each format of input is one file here.

mod tabs;

use crate::source::{Source, Span};

/// A table as it stands in the source.
#[derive(Debug)]
pub struct Grid {
    /// Its rows, top to bottom
    pub rows: Vec<GridRow>,
}

/// A row of a grid.
#[derive(Debug)]
pub struct GridRow {
    /// The line of the source that it stands on, from 0
    pub line: usize,
    /// Its cells, left to right: the text without the white space around it; an empty span where a cell is blank
    pub cells: Vec<Span>,
}

/// Finds the tables of a source, in the order in which they stand there.
pub fn find(source: &Source) -> Vec<Grid> {
    tabs::find(source)
}

/// The span of a text without the white space around it; where nothing is left, the empty span at its start.
fn trimmed(source: &Source, span: Span) -> Span {
    let text = source.slice(span);
    let body = text.trim();
    if body.is_empty() {
        return Span::new(span.start, span.start);
    }
    let start = span.start + (text.len() - text.trim_start().len());
    Span::new(start, start + body.len())
}
