//! Merged cells laid out in rows. A cell that covers several columns is one cell, for forms are drawn with many more
//! columns than they have; below a cell that covers several rows the others keep their places, and a number is in each of
//! the rows.

use crate::grid::{Cell, GridRow};
use crate::source::{Source, Span};

/// The most columns and rows that one cell may cover.
const MOST_COVERED: usize = 1000;

/// The rows of a table whose markup says which cells are merged.
#[derive(Debug, Default)]
pub(super) struct Rows {
    finished: Vec<GridRow>,
    /// For each column how many more rows the last cell in it covers, and what it leaves there
    columns: Vec<(usize, Option<Cell>)>,
    line: usize,
    cells: Vec<Cell>,
    at: usize,
    is_open: bool,
}

impl Rows {
    /// Begins a row on a line of the source; the one before is ended.
    pub(super) fn begin(&mut self, line: usize) {
        self.end();
        (self.line, self.is_open) = (line, true);
    }

    /// Adds a cell that covers some columns and rows.
    pub(super) fn cell(&mut self, source: &Source, cell: Cell, columns: usize, rows: usize) {
        self.pass_covered();
        let end = self.at + columns.clamp(1, MOST_COVERED);
        if self.columns.len() < end {
            self.columns.resize(end, (0, None));
        }
        let is_number = cell.text(source).bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        let left = if is_number { cell.clone() } else { Span::new(cell.span.end, cell.span.end).into() };
        for (column_ix, column) in self.columns[self.at..end].iter_mut().enumerate() {
            *column = (rows.clamp(1, MOST_COVERED) - 1, (column_ix == 0).then(|| left.clone()));
        }
        self.at = end;
        self.cells.push(cell);
    }

    /// How many columns of the row are filled so far, those that cells of rows above cover included.
    pub(super) fn filled(&mut self) -> usize {
        self.pass_covered();
        self.at
    }

    /// All rows.
    pub(super) fn finish(mut self) -> Vec<GridRow> {
        self.end();
        self.finished
    }

    /// Ends the row that is open. A cell that is not written is blank where cells of rows above follow it.
    fn end(&mut self) {
        if !std::mem::take(&mut self.is_open) {
            return;
        }
        let last = self.columns.iter().rposition(|(rows, _)| *rows > 0).map_or(0, |last| last + 1);
        self.pass_covered();
        while self.at < last {
            let end = self.cells.last().map_or(0, |cell| cell.span.end);
            self.cells.push(Span::new(end, end).into());
            self.at += 1;
            self.pass_covered();
        }
        self.at = 0;
        let cells = std::mem::take(&mut self.cells);
        if !cells.is_empty() {
            self.finished.push(GridRow::marked_up(self.line, cells));
        }
    }

    /// Fills the places that cells of the rows above cover.
    fn pass_covered(&mut self) {
        while let Some((rows, left)) = self.columns.get_mut(self.at).filter(|(rows, _)| *rows > 0) {
            *rows -= 1;
            self.cells.extend(left.clone());
            self.at += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn cells_below_others_keep_their_places_and_a_number_is_in_each_row() {
        let text = "三宽7甲1乙";
        let source = Source::from_bytes(Path::new("t"), text.as_bytes()).expect("text");
        let cell = |part: &str| {
            let start = text.find(part).expect("it is there");
            Cell::from(Span::new(start, start + part.len()))
        };
        let mut rows = Rows::default();
        rows.begin(0);
        rows.cell(&source, cell("三"), 1, 2);
        rows.cell(&source, cell("宽"), 3, 1);
        rows.cell(&source, cell("7"), 1, 2);
        rows.begin(1);
        rows.cell(&source, cell("甲"), 1, 1);
        rows.cell(&source, cell("1"), 2, usize::MAX);
        rows.begin(2);
        rows.cell(&source, cell("乙"), 1, 1);
        let read = |row: GridRow| row.cells.iter().map(|cell| cell.text(&source)).collect::<Vec<_>>().join(",");
        assert_eq!(rows.finish().into_iter().map(read).collect::<Vec<_>>(), ["三,宽,7", ",甲,1,7", "乙,,1"]);
    }
}
