//! A line for each row, with separators between the cells.

use crate::page::Table;
use crate::render::flat;

/// Cells between tabs.
pub(super) fn tabs(table: &Table) -> Vec<String> {
    flat(table).iter().map(|row| row.join("\t")).collect()
}

/// Rows as they are taken from web pages: nothing stands for what reaches into the row from above, and a wide label leaves
/// its strokes at the end.
pub(super) fn web(table: &Table) -> Vec<String> {
    let line = |row: &crate::page::Row| {
        let texts: Vec<&str> = row.cells.iter().map(|cell| cell.text.as_str()).collect();
        let wide = row.cells.iter().filter(|cell| cell.value().is_none()).map(|cell| cell.columns - 1).sum();
        format!("{} |{}", texts.join(" | "), "|".repeat(wide))
    };
    table.rows.iter().map(line).collect()
}
