//! Tables found in a source: rows of cells with their spans, no meaning yet. Each layout of tables is one file here.
//!
//! A layout with markup or separators recognises a table by the line that it begins on. Lines that no such layout
//! claims are read together: as one cell a line (`lines`), or as columns with white space between (`columns`).
//!
//! | file | layout |
//! |---|---|
//! | `tabs` | a row a line, tabs between cells, quotes around cells as spreadsheets write them |
//! | `commas` | the same with commas or semicolons |
//! | `boxes` | cells in boxes drawn with `+`, `-` and `\|` or with line-drawing characters: reStructuredText, pandoc |
//! | `dashes` | columns under lines of dashes: simple tables of reStructuredText and pandoc |
//! | `latex`, `mediawiki`, `asciidoc`, `typst` | the markup of these languages |
//! | `stroke_lines` | a cell a line, strokes before, behind or around it |
//! | `strokes` | a row a line, upright strokes between cells: markdown, org, jira, dokuwiki, textile, text of web pages |
//! | `stream` | all cells of a page on one line, strokes or spaces between them |
//! | `blank_lines` | a cell a line, blank ones as empty lines or lines of spaces |
//! | `lines` | a cell a line and nothing else, blank ones left out |
//! | `columns` | cells set apart by white space |
//!
//! `markup` and `spans` help them; `blanks` and `numbering` take out of a table what is none of its labels and values.
//!
//! # How to add a text layout
//!
//! 1. Write `src/grid/NAME.rs` with `pub(super) const LAYOUT: Layout`. Its `table` gets the source and a line. It gives
//!    `None` at once unless a table of the layout begins there (it is asked for most lines of every report, so compare the
//!    first bytes before anything else). Otherwise it gives the rows of the whole table and the line after its last; a
//!    table without an end goes on to the end of the text. Its `example` is the table of `EXAMPLE` in this layout.
//! 2. Add `mod NAME;` below and `NAME::LAYOUT` to `LAYOUTS`, before the layouts that would claim the same lines.
//!
//! Rows are made with `GridRow::separated` where only the text shows what is a label and what a value, and with
//! `GridRow::marked_up` where the markup gives every cell its place, blank and merged ones included. `spans::Rows` lays
//! out merged cells, `markup::cell` leaves out white space, escapes and tags around and inside a cell.
//!
//! A wrong layout does not pass: `every_layout_reads_its_example` reads the example of each layout, with other text around
//! it, and compares it cell by cell. A layout without an example does not compile.

mod asciidoc;
mod blank_lines;
mod blanks;
mod boxes;
mod columns;
mod commas;
mod dashes;
mod latex;
mod lines;
mod markup;
mod mediawiki;
mod numbering;
mod spans;
mod stream;
mod stroke_lines;
mod strokes;
mod tabs;
mod typst;
mod units;

use std::ops::Range;

use crate::source::{LONGEST_ROW, Row, Source, Span};

/// A table as it is in the source.
#[derive(Debug)]
pub(crate) struct Grid {
    /// Its rows, top to bottom
    pub rows: Vec<GridRow>,
    /// Where the numbers of its columns and rows are, which are none of the data
    pub numbering: Vec<Span>,
}

impl From<Vec<GridRow>> for Grid {
    fn from(rows: Vec<GridRow>) -> Self {
        Self { rows, numbering: Vec::new() }
    }
}

/// What keeps the cells of a row apart.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Bounds {
    /// Markup that gives each cell its place, blank and merged ones included
    Markup,
    /// Separators between them; what is label and what is value is known from the text of each cell
    Separators,
    /// The columns in which they are, so that a blank one shows as well
    Columns,
    /// White space or line ends, in which a blank one leaves no trace
    Spaces,
    /// Nothing
    None,
}

impl Bounds {
    /// Whether only the text of a cell shows whether it is a label or a value.
    pub(crate) fn are_separators(self) -> bool {
        matches!(self, Self::Markup | Self::Separators)
    }
}

/// A cell of a table. What else a kind of source knows of it, as its box on the page, has its place here.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Cell {
    /// Where its text is, without the white space and the markup around it; empty where the cell is blank
    pub span: Span,
    /// Its text where that is not what the span says: without the markup inside, its lines joined
    pub text: Option<Box<str>>,
}

impl Cell {
    /// The text of the cell.
    pub(crate) fn text<'a>(&'a self, source: &'a Source) -> &'a str {
        self.text.as_deref().unwrap_or_else(|| source.slice(self.span))
    }
}

impl From<Span> for Cell {
    fn from(span: Span) -> Self {
        Self { span, text: None }
    }
}

/// A row of a grid.
#[derive(Debug)]
pub(crate) struct GridRow {
    /// The line of the source that it begins on, from 0
    pub line: usize,
    /// Its cells, left to right
    pub cells: Vec<Cell>,
    /// What keeps them apart
    pub bounds: Bounds,
    /// How many of the cells, from the left, are labels; known from [`Bounds`] other than separators
    pub labels: usize,
    /// Labels that may go over several lines: each a choice of pieces that make one
    pub wrapped: Vec<Vec<Span>>,
}

impl GridRow {
    /// Whether values may be in it, and not labels alone.
    pub(crate) fn has_values(&self) -> bool {
        self.bounds.are_separators() || self.cells.len() > self.labels
    }

    /// A row that the places of its words on the page give.
    fn placed(source: &Source, row: &Row) -> Self {
        let (cells, wrapped) = (row.cells.iter().copied().map(Cell::from).collect(), row.wrapped.clone());
        Self { line: source.line_of(row.start), cells, bounds: Bounds::Columns, labels: row.labels, wrapped }
    }

    /// A row in which something separates the cells.
    fn separated(line: usize, cells: Vec<Cell>) -> Self {
        Self { line, cells, bounds: Bounds::Separators, labels: 0, wrapped: Vec::new() }
    }

    /// A row in which markup gives every cell its place.
    fn marked_up(line: usize, cells: Vec<Cell>) -> Self {
        Self { bounds: Bounds::Markup, ..Self::separated(line, cells) }
    }
}

/// A layout of tables that shows by its separators or its markup.
struct Layout {
    /// The table that begins on a line, if one does
    table: fn(&Source, usize) -> Option<Found>,
    /// The table of `EXAMPLE` in this layout
    #[cfg_attr(not(test), expect(dead_code, reason = "read by tests, and by people"))]
    example: &'static str,
}

/// A table that was found.
struct Found {
    /// Its rows
    rows: Vec<GridRow>,
    /// The line after its last one
    end: usize,
}

/// The layouts, in the order in which a line is tried as the first of a table.
const LAYOUTS: &[Layout] = &[
    tabs::LAYOUT,
    latex::LAYOUT,
    mediawiki::LAYOUT,
    asciidoc::LAYOUT,
    typst::LAYOUT,
    boxes::LAYOUT,
    dashes::LAYOUT,
    commas::LAYOUT,
    stroke_lines::LAYOUT,
    strokes::LAYOUT,
];

/// The table that each layout has as its example, row by row.
#[cfg(test)]
const EXAMPLE: &[&[&str]] =
    &[&["信息内容", "本年制发件数", "现行有效件数"], &["规章", "0", "12"], &["行政规范性文件", "", "3"]];

#[cfg(test)]
impl GridRow {
    /// The texts of its cells, with commas between them.
    fn shown(&self, source: &Source) -> String {
        self.cells.iter().map(|cell| cell.text(source)).collect::<Vec<_>>().join(",")
    }
}

/// The rows of the table that a text begins with, if it is one of the layout; the cells of each with commas between them.
#[cfg(test)]
fn read_table(text: &str, table: impl Fn(&Source, usize) -> Option<Found>) -> Option<Vec<String>> {
    let source = Source::from_bytes(std::path::Path::new("t"), text.as_bytes()).expect("text");
    Some(table(&source, 0)?.rows.iter().map(|row| row.shown(&source)).collect())
}

/// Rows with separators from which on the lines without are no table of their own.
const FEW_ROWS: usize = 8;

/// Lines of a run that end with a digit from which on it may be a table.
const ROWS_OF_A_TABLE: usize = 8;

/// Finds the tables of a source, in the order in which they are there.
pub(crate) fn find(source: &Source) -> Vec<Grid> {
    let mut grids = Vec::new();
    let mut plain: Vec<Range<usize>> = Vec::new();
    let mut line = 0;
    while line < source.lines().len() {
        // Places on the page say more than the text that was laid out by them.
        if source.has_places(line) {
            line += 1;
            continue;
        }
        let found = stream::table(source, line);
        if let Some(found) = found.or_else(|| LAYOUTS.iter().find_map(|layout| (layout.table)(source, line))) {
            grids.push(Grid::from(found.rows));
            line = found.end.max(line + 1);
        } else {
            extend(&mut plain, line);
            line += 1;
        }
    }
    grids.retain(|grid| !grid.rows.is_empty());
    for grid in &mut grids {
        tidy(source, grid);
    }
    let separated = grids.iter().map(|grid| grid.rows.len()).sum::<usize>();
    grids.extend(without_separators(source, &plain, separated >= FEW_ROWS));
    let placed: Vec<GridRow> = source.rows().iter().map(|row| GridRow::placed(source, row)).collect();
    grids.extend((!placed.is_empty()).then_some(Grid::from(placed)));
    grids.retain(|grid| !grid.rows.is_empty());
    if let Some(second) = source.second_report {
        for grid in &mut grids {
            grid.rows.retain(|row| row.line < second);
        }
        grids.retain(|grid| !grid.rows.is_empty());
    }
    grids.sort_by_key(|grid| grid.rows[0].line);
    grids
}

/// Takes out of a table what is none of its labels and values.
fn tidy(source: &Source, grid: &mut Grid) {
    blanks::blank_out(source, &mut grid.rows);
    numbering::take(source, grid);
    if !source.rendered && grid.rows.iter().all(|row| row.bounds == Bounds::Separators) {
        blanks::drop_merged(source, &mut grid.rows);
    }
}

/// The rows of a layout in which a row is a line: those of the line and of all that follow it, as long as each is one. A
/// line may be part of the table and no row, as the dashes under a head.
fn rows_of_lines(source: &Source, line: usize, cells: impl Fn(&Source, Span) -> Option<Vec<Cell>>) -> Option<Found> {
    let row = |&span: &Span| if span.range().len() > LONGEST_ROW { None } else { cells(source, span) };
    let mut rows = Vec::new();
    let mut end = line;
    for cells in source.lines()[line..].iter().map_while(row) {
        if !cells.is_empty() {
            rows.push(GridRow::separated(end, cells));
        }
        end += 1;
    }
    (end > line).then_some(Found { rows, end })
}

/// Adds a line to the last run of lines, or begins a new run with it.
fn extend(runs: &mut Vec<Range<usize>>, line: usize) {
    match runs.last_mut() {
        Some(run) if run.end == line => run.end += 1,
        _ => runs.push(line..line + 1),
    }
}

/// The tables among lines in which nothing separates cells. Beside tables with separators, only a label and its values
/// on one line are a row, unless a run of lines has enough of them to be a table of its own.
fn without_separators(source: &Source, runs: &[Range<usize>], beside: bool) -> Vec<Grid> {
    let is_one_a_line = !beside && lines::is_the_manner(source, runs);
    let read = |run: &Range<usize>| {
        if beside && !may_be_table(source, run) {
            return columns::stray_rows(source, run.clone());
        }
        if is_one_a_line || beside && lines::is_the_manner(source, std::slice::from_ref(run)) {
            return one_a_line(source, run);
        }
        columns::rows(source, run.clone())
    };
    runs.iter().map(|run| Grid::from(read(run))).filter(|grid| !grid.rows.is_empty()).collect()
}

/// The rows of a run with one cell a line. Where blank cells have left a trace, they have their place among the values.
fn one_a_line(source: &Source, run: &Range<usize>) -> Vec<GridRow> {
    blank_lines::rows(source, run).unwrap_or_else(|| lines::rows(source, run.clone()))
}

/// Whether enough lines of a run end with a digit for a table.
fn may_be_table(source: &Source, run: &Range<usize>) -> bool {
    let ends = |&line: &usize| {
        source.slice(source.lines()[line]).trim_end().ends_with(|character: char| character.is_ascii_digit())
    };
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

/// Whether a text begins and ends with plain characters, by its bytes alone: those of ASCII that are seen, and the
/// characters of three bytes behind U+3FFF, none of which is a space. Nearly all cells do.
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

    fn source(text: &str) -> Source {
        Source::from_bytes(Path::new("t"), text.as_bytes()).expect("text")
    }

    fn read<'a>(source: &'a Source, row: &'a GridRow) -> Vec<&'a str> {
        row.cells.iter().map(|cell| cell.text(source)).collect()
    }

    #[test]
    fn every_layout_reads_its_example() {
        for layout in LAYOUTS {
            let source = source(&format!("题\n\n{}\n\n后文", layout.example));
            let grids = find(&source);
            let rows = grids.iter().flat_map(|grid| &grid.rows).filter(|row| row.bounds.are_separators());
            let (lines, cells): (Vec<usize>, Vec<_>) = rows.map(|row| (row.line, read(&source, row))).unzip();
            assert_eq!(cells, EXAMPLE, "{}", layout.example);
            assert!(lines.is_sorted() && lines[0] > 1 && lines[2] < source.lines().len() - 2, "{lines:?}");
        }
    }

    #[test]
    fn every_cell_keeps_its_place_whatever_the_layout() {
        let source = source("题\n 甲 \t\t12\r\n\n乙\t3\n| 丙 | 4 |\n|---|---|\n| 丁 | 5 |");
        let grids: Vec<Vec<(usize, String)>> = find(&source)
            .iter()
            .map(|grid| grid.rows.iter().map(|row| (row.line, read(&source, row).join(","))).collect())
            .collect();
        let row = |line, cells: &str| (line, cells.to_owned());
        assert_eq!(grids, [vec![row(1, "甲,,12")], vec![row(3, "乙,3")], vec![row(4, "丙,4"), row(6, "丁,5")]]);
    }

    #[test]
    fn an_endless_line_is_no_row() {
        assert!(find(&source(&"甲\t1".repeat(5_000))).is_empty());
    }
}
