//! Tables whose cells cover several columns or rows, as lines with tabs. A cell that covers several columns is one cell,
//! for forms are drawn with many more columns than they have; below a cell that covers several rows the others keep their
//! places, and a number stands in each of the rows.

use unicode_normalization::UnicodeNormalization;

use crate::source::bounds::{CellCount, MOST_COLUMNS};
use crate::source::fault::Fault;

/// The most columns that one cell may cover, as in the standard of HTML.
const MOST_COVERED: usize = 1000;
/// The longest text of a number, in bytes.
const LONGEST_NUMBER: usize = 60;

/// How a cell lies among the columns and rows of its table.
#[derive(Clone, Copy, Debug)]
pub(super) struct Extent {
    /// The columns that it covers
    pub columns: usize,
    /// The rows that it covers, its own included
    pub rows: usize,
    /// The cell that it only goes on with
    pub goes_on: Option<GoesOn>,
}

/// The cell that another goes on with.
#[derive(Clone, Copy, Debug)]
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
    cells: Vec<String>,
}

/// What the last cell in a column leaves to the rows below.
#[derive(Clone, Debug, Default)]
struct Column {
    /// How many rows below it covers
    rows: usize,
    /// What stands there in them; nothing if the cell began in a column to the left
    text: Option<String>,
}

impl Rows {
    /// Adds a cell to the row.
    pub(super) fn cell(&mut self, text: String, extent: Extent) {
        self.pass_covered(self.columns.len());
        let end = (self.at + extent.columns.clamp(1, MOST_COVERED)).min(MOST_COLUMNS);
        let above = match extent.goes_on {
            None => Some(text),
            Some(GoesOn::Above) => Some(self.left_at(self.at)),
            Some(GoesOn::Left) => None,
        };
        let left = above.as_deref().map(|text| if is_number(text) { text.to_owned() } else { String::new() });
        self.cells.extend(above);
        self.reach(end);
        for (nth, column) in self.columns[self.at.min(end)..end].iter_mut().enumerate() {
            *column = Column { rows: extent.rows.max(1) - 1, text: left.clone().filter(|_| nth == 0) };
        }
        self.at = end;
    }

    /// Ends the row and gives its line.
    pub(super) fn end_row(&mut self, count: &mut CellCount) -> Result<String, Fault> {
        let last = self.columns.iter().rposition(|column| column.rows > 0).map_or(0, |last| last + 1);
        while self.at < last {
            if self.columns[self.at].rows == 0 {
                self.cells.push(String::new());
                self.at += 1;
            }
            self.pass_covered(last);
        }
        self.at = 0;
        let cells = std::mem::take(&mut self.cells);
        count.add(cells.len().max(1))?;
        Ok(if cells.len() > 1 { cells.join("\t") } else { cells.concat() + "\t" })
    }

    /// Fills the places that cells of the rows above cover.
    fn pass_covered(&mut self, end: usize) {
        while let Some(column) = self.columns[..end].get_mut(self.at).filter(|column| column.rows > 0) {
            column.rows -= 1;
            self.cells.extend(column.text.clone());
            self.at += 1;
        }
    }

    fn left_at(&self, column: usize) -> String {
        self.columns.get(column).and_then(|column| column.text.clone()).unwrap_or_default()
    }

    fn reach(&mut self, columns: usize) {
        if self.columns.len() < columns {
            self.columns.resize(columns, Column::default());
        }
    }
}

fn is_number(text: &str) -> bool {
    let signs = || text.nfkc();
    (1..=LONGEST_NUMBER).contains(&text.len()) && signs().all(|sign| sign.is_ascii_digit() || matches!(sign, '.' | ','))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(rows: &mut Rows, cells: &[(&str, Extent)]) -> String {
        for (text, extent) in cells {
            rows.cell((*text).to_owned(), *extent);
        }
        rows.end_row(&mut CellCount::default()).expect("few cells")
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
