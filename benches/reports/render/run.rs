//! Text in which nothing stands between one cell and the next.

use crate::page::Table;

/// One line for all of a table.
pub(super) fn together(table: &Table) -> Vec<String> {
    let cells = table.rows.iter().flat_map(|row| &row.cells);
    vec![cells.map(|cell| cell.text.replace(' ', "")).collect()]
}
