//! Tables whose cells are separated by tabs, a line for each row.

use crate::grid::trimmed;
use crate::source::{Source, Span};

/// The cells of a line, if it holds a tab.
pub(super) fn cells(source: &Source, line: Span) -> Option<Vec<Span>> {
    let text = source.slice(line);
    if !text.contains('\t') {
        return None;
    }
    let mut start = line.start;
    let cell = |text: &str| {
        let span = trimmed(source, Span::new(start, start + text.len()));
        start += text.len() + 1;
        span
    };
    Some(text.split('\t').map(cell).collect())
}
