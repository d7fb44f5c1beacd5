//! Tables found in a source: rows of cells with their spans, no meaning yet. Each format of input is one file here.
//!
//! Where something separates the cells (tabs, upright strokes), every line stands for itself. Where nothing does, the
//! lines between are read together: as one cell a line (`lines`), or as columns with white space between (`columns`).

mod columns;
mod lines;
mod pipes;
mod tabs;

use std::ops::Range;

use crate::source::{LONGEST_ROW, Source, Span};

/// A table as it stands in the source.
#[derive(Debug)]
pub struct Grid {
    /// Its rows, top to bottom
    pub rows: Vec<GridRow>,
}

/// What tells the cells of a row apart.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Bounds {
    /// Signs between them; what is label and what is value is told by the text of each cell
    Separators,
    /// The columns in which they stand, so that a blank one shows as well
    Columns,
    /// White space or line ends, in which a blank one leaves no trace
    Spaces,
    /// Nothing
    None,
}

/// A row of a grid.
#[derive(Debug)]
pub struct GridRow {
    /// The line of the source that it stands on, from 0
    pub line: usize,
    /// Its cells, left to right: the text without the white space around it; an empty span where a cell is blank
    pub cells: Vec<Span>,
    /// What tells them apart
    pub bounds: Bounds,
    /// How many of the cells, from the left, are labels; told by [`Bounds`] other than separators
    pub labels: usize,
    /// Labels that may go over several lines: each a choice of pieces that make one
    pub wrapped: Vec<Vec<Span>>,
}

impl GridRow {
    /// Whether values may stand in it, and not labels alone.
    pub fn has_values(&self) -> bool {
        self.bounds == Bounds::Separators || self.cells.len() > self.labels
    }

    /// A row in which something separates the cells.
    fn separated(line: usize, cells: Vec<Span>) -> Self {
        Self { line, cells, bounds: Bounds::Separators, labels: 0, wrapped: Vec::new() }
    }
}

/// A format in which a table has a line for each row: the cells of a line, if it is one of a table.
type LineFormat = fn(&Source, Span) -> Option<Vec<Span>>;

/// The formats, in the order in which a line is tried as one.
const LINE_FORMATS: &[LineFormat] = &[tabs::cells, pipes::cells];

/// Rows with separators from which on the lines without are no table of their own.
const FEW_ROWS: usize = 8;

/// Lines of a run that end with a digit from which on it may be a table.
const ROWS_OF_A_TABLE: usize = 8;

/// Finds the tables of a source, in the order in which they stand there: runs of lines of one format.
pub fn find(source: &Source) -> Vec<Grid> {
    let mut grids = Vec::new();
    let mut rows: Vec<GridRow> = Vec::new();
    let mut plain: Vec<Range<usize>> = Vec::new();
    let mut current = None;
    for (line, &span) in source.lines().iter().enumerate() {
        let read = |(nth, format): (usize, &LineFormat)| Some((nth, format(source, span)?));
        let found =
            if span.range().len() > LONGEST_ROW { None } else { LINE_FORMATS.iter().enumerate().find_map(read) };
        let format = found.as_ref().map(|(nth, _)| *nth);
        if format != current && !rows.is_empty() {
            grids.push(Grid { rows: std::mem::take(&mut rows) });
        }
        match found {
            Some((_, cells)) if cells.is_empty() => {}
            Some((_, cells)) => rows.push(GridRow::separated(line, cells)),
            None => extend(&mut plain, line),
        }
        current = format;
    }
    if !rows.is_empty() {
        grids.push(Grid { rows });
    }
    let separated = grids.iter().map(|grid| grid.rows.len()).sum::<usize>();
    grids.extend(without_separators(source, &plain, separated >= FEW_ROWS));
    grids.sort_by_key(|grid| grid.rows[0].line);
    grids
}

/// Adds a line to the last run of lines, or begins a new run with it.
fn extend(runs: &mut Vec<Range<usize>>, line: usize) {
    match runs.last_mut() {
        Some(run) if run.end == line => run.end += 1,
        _ => runs.push(line..line + 1),
    }
}

/// The tables among lines in which nothing separates cells. Beside tables with separators, only a label and its values
/// on one line are a row, unless a run of lines has so many that it must be a table of its own.
fn without_separators(source: &Source, runs: &[Range<usize>], beside: bool) -> Vec<Grid> {
    let one_a_line = !beside && lines::is_the_manner(source, runs);
    let read = |run: &Range<usize>| {
        if beside && !may_be_table(source, run) {
            return columns::stray_rows(source, run.clone());
        }
        if one_a_line || beside && lines::is_the_manner(source, std::slice::from_ref(run)) {
            return lines::rows(source, run.clone());
        }
        columns::rows(source, run.clone())
    };
    runs.iter().map(|run| Grid { rows: read(run) }).filter(|grid| !grid.rows.is_empty()).collect()
}

/// Whether so many lines of a run end with a digit that a table may stand there.
fn may_be_table(source: &Source, run: &Range<usize>) -> bool {
    let ends =
        |&nth: &usize| source.slice(source.lines()[nth]).trim_end().ends_with(|sign: char| sign.is_ascii_digit());
    run.clone().filter(ends).count() >= ROWS_OF_A_TABLE
}

/// The span of a text without the white space around it; where nothing is left, the empty span at its start.
fn trimmed(source: &Source, span: Span) -> Span {
    let text = source.slice(span);
    if is_trimmed(text.as_bytes()) {
        return span;
    }
    let body = text.trim();
    if body.is_empty() {
        return Span::new(span.start, span.start);
    }
    let start = span.start + (text.len() - text.trim_start().len());
    Span::new(start, start + body.len())
}

/// Whether a text begins and ends with plain signs, by its bytes alone: those of ASCII that are seen, and the characters
/// of three bytes behind U+3FFF, none of which is a space. Nearly all cells do.
fn is_trimmed(text: &[u8]) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_graphic();
    let is_wide = |byte: u8| (0xE4..=0xEF).contains(&byte);
    match text {
        [] => false,
        [one] => is_plain(*one),
        [first, .., last] => {
            let last_of_three = text.len().checked_sub(3).map_or(0, |at| text[at]);
            (is_plain(*first) || is_wide(*first)) && (is_plain(*last) || is_wide(last_of_three))
        }
    }
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
