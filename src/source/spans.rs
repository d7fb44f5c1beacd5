//! Tables whose cells cover several columns or rows, row by row. A cell that covers several columns is one cell,
//! for forms are drawn with many more columns than they have; below a cell that covers several rows the others keep their
//! places, and a number stands in each of the rows.

use unicode_normalization::UnicodeNormalization;

use crate::source::bounds::{CellCount, MOST_COLUMNS};
use crate::source::fault::Fault;
use crate::source::span::Span;

/// The most columns that one cell may cover, as in the standard of HTML.
const MOST_COVERED: usize = 1000;
/// The longest text of a number, in bytes.
const LONGEST_NUMBER: usize = 60;

/// How a cell lies among the columns and rows of its table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Extent {
    /// The columns that it covers
    pub columns: usize,
    /// The rows that it covers, its own included
    pub rows: usize,
    /// The cell that it only goes on with
    pub goes_on: Option<GoesOn>,
}

/// The cell that another goes on with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum GoesOn {
    /// That in the row above
    Above,
    /// That to its left
    Left,
}

impl Default for Extent {
    fn default() -> Self {
        Self { columns: 1, rows: 1, goes_on: None }
    }
}

/// The rows of a table, one after the other.
#[derive(Debug, Default)]
pub(super) struct Rows {
    columns: Vec<Column>,
    at: usize,
    cells: Vec<RowCell>,
    added: usize,
}

/// What stands at a place of a row.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct RowCell {
    /// Its text
    pub text: String,
    /// Its column among those that the table is drawn with, from 0
    pub column: usize,
    /// Which of the cells that were added it is; none for a place where no cell is drawn
    pub cell_ix: Option<usize>,
}

/// What the last cell in a column leaves to the rows below.
#[derive(Clone, Debug, Default)]
struct Column {
    /// How many rows below it covers
    rows: usize,
    /// What stands there in them; nothing if the cell began in a column to the left
    cell: Option<RowCell>,
}

impl Rows {
    /// Adds a cell to the row.
    pub(super) fn cell(&mut self, text: String, extent: Extent) {
        self.pass_covered(self.columns.len());
        let end = (self.at + extent.columns.clamp(1, MOST_COVERED)).min(MOST_COLUMNS);
        let own = Some(self.added);
        self.added += 1;
        let here = match extent.goes_on {
            None => Some(RowCell { text, column: self.at, cell_ix: own }),
            Some(GoesOn::Above) => Some(self.left_at(self.at)),
            Some(GoesOn::Left) => None,
        };
        let below = |cell: &RowCell| RowCell {
            text: if is_number(&cell.text) { cell.text.clone() } else { String::new() },
            ..*cell
        };
        let left = here.as_ref().map(below);
        self.cells.extend(here);
        self.reach(end);
        for (nth, column) in self.columns[self.at.min(end)..end].iter_mut().enumerate() {
            *column = Column { rows: extent.rows.max(1) - 1, cell: left.clone().filter(|_| nth == 0) };
        }
        self.at = end;
    }

    /// Leaves the places up to a column without a cell, but for those that cells of the rows above cover.
    pub(super) fn pass_to(&mut self, column: usize) {
        self.reach(column.min(MOST_COLUMNS));
        self.pass_undrawn(column.min(MOST_COLUMNS));
    }

    /// Ends the row and gives its cells.
    pub(super) fn end_row(&mut self, count: &mut CellCount) -> Result<Vec<RowCell>, Fault> {
        let last = self.columns.iter().rposition(|column| column.rows > 0).map_or(0, |last| last + 1);
        self.pass_undrawn(last);
        self.at = 0;
        let cells = std::mem::take(&mut self.cells);
        count.add(cells.len().max(1))?;
        Ok(cells)
    }

    /// Fills the places before a column: what covers them stands there, or nothing.
    fn pass_undrawn(&mut self, end: usize) {
        self.pass_covered(end);
        while self.at < end {
            self.cells.push(RowCell { text: String::new(), column: self.at, cell_ix: None });
            self.at += 1;
            self.pass_covered(end);
        }
    }

    /// Fills the places that cells of the rows above cover.
    fn pass_covered(&mut self, end: usize) {
        while let Some(column) = self.columns[..end].get_mut(self.at).filter(|column| column.rows > 0) {
            column.rows -= 1;
            self.cells.extend(column.cell.clone());
            self.at += 1;
        }
    }

    fn left_at(&self, column: usize) -> RowCell {
        let left = self.columns.get(column).and_then(|column| column.cell.clone());
        left.unwrap_or(RowCell { text: String::new(), column, cell_ix: None })
    }

    fn reach(&mut self, columns: usize) {
        if self.columns.len() < columns {
            self.columns.resize(columns, Column::default());
        }
    }
}

/// Adds a row to a text as a line whose cells are separated by tabs, and gives the stretch of each cell.
pub(super) fn push_row(text: &mut String, cells: &[RowCell]) -> Vec<Span> {
    let mut spans = Vec::with_capacity(cells.len());
    for (nth, cell) in cells.iter().enumerate() {
        if nth > 0 {
            text.push('\t');
        }
        spans.push(Span::new(text.len(), text.len() + cell.text.len()));
        text.push_str(&cell.text);
    }
    // A row has a tab, or it would be a line of text.
    text.push_str(if cells.len() > 1 { "\n" } else { "\t\n" });
    spans
}

/// Whether a text is a number and nothing else.
pub(super) fn is_number(text: &str) -> bool {
    let chars = || text.nfkc();
    (1..=LONGEST_NUMBER).contains(&text.len()) && chars().all(|char| char.is_ascii_digit() || matches!(char, '.' | ','))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(rows: &mut Rows, cells: &[(&str, Extent)]) -> String {
        for (text, extent) in cells {
            rows.cell((*text).to_owned(), *extent);
        }
        let cells = rows.end_row(&mut CellCount::default()).expect("few cells");
        let mut text = String::new();
        push_row(&mut text, &cells);
        text.trim_end_matches('\n').to_owned()
    }

    const PLAIN: Extent = Extent { columns: 1, rows: 1, goes_on: None };

    #[test]
    fn cells_below_others_keep_their_places_and_a_number_stands_in_each_row() {
        let mut rows = Rows::default();
        let tall = Extent { rows: 2, ..PLAIN };
        let wide = Extent { columns: 3, ..PLAIN };
        assert_eq!(line(&mut rows, &[("三", tall), ("宽", wide), ("7", tall)]), "三\t宽\t7");
        assert_eq!(
            line(&mut rows, &[("甲", PLAIN), ("1", PLAIN)]),
            "\t甲\t1\t\t7",
            "a cell that is not drawn is blank"
        );
        assert_eq!(line(&mut rows, &[("乙", PLAIN)]), "乙\t");
    }

    #[test]
    fn a_cell_may_say_itself_that_it_goes_on() {
        let mut rows = Rows::default();
        let above = Extent { goes_on: Some(GoesOn::Above), ..PLAIN };
        let left = Extent { goes_on: Some(GoesOn::Left), ..PLAIN };
        assert_eq!(line(&mut rows, &[("三", PLAIN), ("头", PLAIN), ("", left), ("5", PLAIN)]), "三\t头\t5");
        assert_eq!(line(&mut rows, &[("", above), ("甲", PLAIN), ("乙", PLAIN), ("", above)]), "\t甲\t乙\t5");
        assert_eq!(line(&mut rows, &[("", above), ("", above), ("1", PLAIN), ("", above)]), "\t\t1\t5");
    }

    #[test]
    fn endless_spans_cost_nothing() {
        let mut rows = Rows::default();
        let endless = Extent { columns: usize::MAX, rows: usize::MAX, goes_on: None };
        assert_eq!(line(&mut rows, &[("1", endless)]), "1\t");
        assert_eq!(line(&mut rows, &[("2", PLAIN)]), "1\t2");
    }
}
