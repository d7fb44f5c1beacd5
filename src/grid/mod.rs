//! Tables found in a source: rows of cells with their spans, no meaning yet. Each format of input is one file here.

mod pipes;
mod tabs;

use crate::source::{LONGEST_ROW, Source, Span};

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

/// A format in which a table has a line for each row: the cells of a line, if it is one of a table.
type LineFormat = fn(&Source, Span) -> Option<Vec<Span>>;

/// The formats, in the order in which a line is tried as one.
const LINE_FORMATS: &[LineFormat] = &[tabs::cells, pipes::cells];

/// Finds the tables of a source, in the order in which they stand there: runs of lines of one format.
pub fn find(source: &Source) -> Vec<Grid> {
    let mut grids = Vec::new();
    let mut rows: Vec<GridRow> = Vec::new();
    let mut current = None;
    for (line, &span) in source.lines().iter().enumerate() {
        let read = |(nth, format): (usize, &LineFormat)| Some((nth, format(source, span)?));
        let found =
            if span.range().len() > LONGEST_ROW { None } else { LINE_FORMATS.iter().enumerate().find_map(read) };
        let format = found.as_ref().map(|(nth, _)| *nth);
        if format != current && !rows.is_empty() {
            grids.push(Grid { rows: std::mem::take(&mut rows) });
        }
        current = format;
        rows.extend(found.filter(|(_, cells)| !cells.is_empty()).map(|(_, cells)| GridRow { line, cells }));
    }
    if !rows.is_empty() {
        grids.push(Grid { rows });
    }
    grids
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

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn every_cell_keeps_its_place_whatever_the_format() {
        let text = "题\n 甲 \t\t12\r\n\n乙\t3\n| 丙 | 4 |\n|---|---|\n| 丁 | 5 |";
        let source = Source::from_bytes(Path::new("t"), text.as_bytes()).expect("text");
        let read = |row: &GridRow| row.cells.iter().map(|&span| source.slice(span)).collect::<Vec<_>>().join(",");
        let grids: Vec<Vec<(usize, String)>> =
            find(&source).iter().map(|grid| grid.rows.iter().map(|row| (row.line, read(row))).collect()).collect();
        let row = |line, cells: &str| (line, cells.to_owned());
        assert_eq!(grids, [vec![row(1, "甲,,12")], vec![row(3, "乙,3")], vec![row(4, "丙,4"), row(6, "丁,5")]]);
    }

    #[test]
    fn an_endless_line_is_no_row() {
        let source = Source::from_bytes(Path::new("t"), "甲\t1".repeat(5_000).as_bytes()).expect("text");
        assert!(find(&source).is_empty());
    }
}
