//! The habits of a table, as those of its rows show them that leave nothing open: which columns are seldom filled, whether zeros are
//! left blank or written as "none", and whether the converter added blanks behind the last value.

use crate::reading::segment::SeenRow;
use crate::sheet::record::State;

/// How the full rows of a table with so many cells are filled.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Habits {
    /// For each column
    pub columns: Vec<ColumnHabit>,
    /// The share of full rows behind whose last value blanks follow, as converters add them to fill up a table
    pub padded: f64,
    /// Whether the report leaves cells blank among others that it fills
    pub leaves_blanks: bool,
    /// Whether most rows have fewer values than cells, so that a whole column may be missing; then all rows may be moved
    /// alike, and no sum notices
    pub mostly_short: bool,
}

/// How a column is filled, as shares of its cells.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct ColumnHabit {
    /// A number that is not zero, among the numbers
    pub filled: f64,
    /// A sign for "none", among all
    pub none: f64,
}

/// No column is taken to be filled more seldom than this.
const LEAST_FILLED: f64 = 0.1;

impl Habits {
    /// The habits of rows, seen as lines of so many cells.
    pub(super) fn of(rows: &[SeenRow], cells: usize) -> Self {
        Self {
            columns: columns(rows, cells),
            padded: padded(rows, cells),
            leaves_blanks: leaves_blanks(rows),
            mostly_short: mostly_short(rows, cells),
        }
    }

    /// The probability that a cell is zero, where a zero stands in its row and the row is its line with this probability:
    /// if it is another line, the cell is mostly zero as well, unless the report leaves zeros blank.
    pub(super) fn zero_anyway(&self, cell: usize, probability: f64) -> f64 {
        match self.columns.get(cell) {
            Some(column) if !self.leaves_blanks => 1.0 - (1.0 - probability) * column.filled.max(LEAST_FILLED),
            _ => probability,
        }
    }
}

/// Whether the rows of a table have blanks between their values, as those of agencies do that leave zeros blank.
fn leaves_blanks(rows: &[SeenRow]) -> bool {
    let inner = |row: &SeenRow| row.extent().saturating_sub(row.filled() + row.leading());
    let (blanks, filled) =
        rows.iter().fold((0, 0), |(blanks, filled), row| (blanks + inner(row), filled + row.filled()));
    blanks * 8 > filled
}

/// Whether most rows that could be lines of so many cells have fewer values.
fn mostly_short(rows: &[SeenRow], cells: usize) -> bool {
    let like = rows.iter().filter(|row| row.filled() * 2 > cells);
    let (short, all) = like.fold((0, 0), |(short, all), row| (short + usize::from(row.filled() < cells), all + 1));
    cells > 2 && all > 2 && short * 2 > all
}

/// The share of rows with all the values of a line behind which blanks follow.
fn padded(rows: &[SeenRow], cells: usize) -> f64 {
    let full = rows.iter().filter(|row| row.extent() - row.leading() == cells);
    let (padded, all) = full.fold((0.5, 1.0), |(padded, all), row| {
        (padded + f64::from(u8::from(row.tokens.len() > row.extent())), all + 1.0)
    });
    padded / all
}

/// How the columns are filled in the rows that have just as many values as the line has cells.
fn columns(rows: &[SeenRow], cells: usize) -> Vec<ColumnHabit> {
    let mut counts = vec![(0.5_f64, 0.02_f64); cells];
    let mut seen = 1.5;
    for row in rows.iter().filter(|row| row.extent() == cells) {
        seen += 1.0;
        for ((filled, none), token) in counts.iter_mut().zip(&row.tokens) {
            *filled += f64::from(u8::from(token.value.is_some_and(|value| !value.is_zero())));
            *none += f64::from(u8::from(token.state == State::NotApplicable));
        }
    }
    counts.into_iter().map(|(filled, none)| ColumnHabit { filled: filled / seen, none: none / seen }).collect()
}
