//! Tables whose cells are separated by tabs, a line for each row.

use crate::grid::trimmed;
use crate::source::{Source, Span, count_of};

/// The cells of a line, if it holds a tab.
pub(super) fn cells(source: &Source, line: Span) -> Option<Vec<Span>> {
    let text = source.slice(line);
    let tabs = count_of(text, b'\t');
    if tabs == 0 {
        return None;
    }
    let mut cells = Vec::with_capacity(tabs + 1);
    let mut start = line.start;
    for cell in text.as_bytes().split(|&byte| byte == b'\t') {
        cells.push(trimmed(source, Span::new(start, start + cell.len())));
        start += cell.len() + 1;
    }
    Some(cells)
}
