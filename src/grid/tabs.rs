//! Tables whose cells are separated by tabs, a line for each row.

use crate::grid::{Grid, GridRow, trimmed};
use crate::source::{Source, Span};

/// Runs of lines that hold a tab are tables.
pub(super) fn find(source: &Source) -> Vec<Grid> {
    let mut grids = Vec::new();
    let mut rows = Vec::new();
    for (line, &span) in source.lines().iter().enumerate() {
        if source.slice(span).contains('\t') {
            rows.push(GridRow { line, cells: cells(source, span) });
        } else if !rows.is_empty() {
            grids.push(Grid { rows: std::mem::take(&mut rows) });
        }
    }
    if !rows.is_empty() {
        grids.push(Grid { rows });
    }
    grids
}

fn cells(source: &Source, line: Span) -> Vec<Span> {
    let mut start = line.start;
    let cell = |text: &str| {
        let span = trimmed(source, Span::new(start, start + text.len()));
        start += text.len() + 1;
        span
    };
    source.slice(line).split('\t').map(cell).collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn every_cell_keeps_its_place() {
        let source = Source::from_bytes(Path::new("t"), "题\n 甲 \t\t12\r\n\n乙\t3".as_bytes()).expect("text");
        let grids = find(&source);
        let read =
            |grid: &Grid| grid.rows[0].cells.iter().map(|&span| source.slice(span).to_owned()).collect::<Vec<_>>();
        assert_eq!(grids.len(), 2);
        assert_eq!(read(&grids[0]), ["甲", "", "12"]);
        assert_eq!((grids[1].rows[0].line, read(&grids[1])), (3, vec!["乙".to_owned(), "3".to_owned()]));
    }
}
