//! Tables whose cells are separated by upright strokes, a line for each row: markdown, and text taken from web pages.

use crate::grid::trimmed;
use crate::source::{Source, Span};

/// The cells of a line, if it is one of such a table; none for the line of dashes under a head.
pub(super) fn cells(source: &Source, line: Span) -> Option<Vec<Span>> {
    let text = source.slice(line);
    let strokes: Vec<usize> = strokes(text).collect();
    let opens = text.trim_start().starts_with('|');
    let (first, last) = (*strokes.first()?, *strokes.last()?);
    // A lone stroke at the end of a line, or strokes before columns of spaces, are borders of a table that was drawn.
    let behind = text[last + 1..].trim();
    if !opens && first == last && behind.is_empty() || behind.contains("   ") {
        return None;
    }
    if !opens && !text[..first].ends_with(' ') && !text[first + 1..].starts_with(' ') {
        return None;
    }
    let is_rule = text.chars().all(|sign| matches!(sign, '|' | '-' | ':' | '+' | '=') || sign.is_whitespace());
    if is_rule && text.contains("--") {
        return Some(Vec::new());
    }
    let start = if opens { first + 1 } else { 0 };
    let end = if text[last + 1..].trim().is_empty() { last } else { text.len() };
    let inner = strokes.iter().copied().filter(|at| (start..end).contains(at));
    let starts = [start].into_iter().chain(inner.clone().map(|at| at + 1));
    let ends = inner.chain([end.max(start)]);
    let cell = |(from, to)| trimmed(source, Span::new(line.start + from, line.start + to));
    Some(starts.zip(ends).map(cell).collect())
}

/// Where the strokes of a line stand; one after a backslash is part of a cell.
fn strokes(text: &str) -> impl Iterator<Item = usize> + '_ {
    text.match_indices('|').map(|(at, _)| at).filter(|&at| !text[..at].ends_with('\\'))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn read(line: &str) -> Option<Vec<String>> {
        let source = Source::from_bytes(Path::new("t"), line.as_bytes()).expect("text");
        Some(cells(&source, source.lines()[0])?.iter().map(|&span| source.slice(span).to_owned()).collect())
    }

    #[test]
    fn strokes_separate_cells_with_or_without_one_at_the_ends() {
        let cells = |cells: &[&str]| Some(cells.iter().map(|&cell| cell.to_owned()).collect());
        assert_eq!(read("| 规章 | 0 |  | 12 |"), cells(&["规章", "0", "", "12"]));
        assert_eq!(read("(三)不予公开 | 1.属于国家秘密 | 0 |"), cells(&["(三)不予公开", "1.属于国家秘密", "0"]));
        assert_eq!(read("规章 | 0"), cells(&["规章", "0"]));
        assert_eq!(read("|---|:--:|"), cells(&[]));
        assert_eq!(read("| 甲\\|乙 | 1 |"), cells(&["甲\\|乙", "1"]));
        assert_eq!(read("没有表格"), None);
    }
}
