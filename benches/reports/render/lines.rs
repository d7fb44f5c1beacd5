//! Text in which blanks leave no trace: a line for each row, or one for each cell.

use crate::page::{Role, Row, Table};

/// The longest label that still stands on one line, in characters.
const LINE: usize = 20;

/// A line for each row; a long label takes lines before it, and groups stand on lines of their own.
pub(super) fn raw(table: &Table) -> Vec<String> {
    table.rows.iter().flat_map(raw_row).collect()
}

fn raw_row(row: &Row) -> Vec<String> {
    let mut lines = Vec::new();
    let mut words: Vec<String> = Vec::new();
    for cell in row.cells.iter().filter(|cell| !cell.text.is_empty()) {
        if cell.is_group() {
            lines.push(cell.text.clone());
            continue;
        }
        let mut text: Vec<char> = cell.text.chars().collect();
        while cell.role == Role::Label && text.len() > LINE {
            lines.push(text.drain(..LINE).collect());
        }
        words.push(text.into_iter().collect());
    }
    if !words.is_empty() {
        lines.push(words.join(" "));
    }
    lines
}

/// A line for each cell.
pub(super) fn cells(table: &Table) -> Vec<String> {
    let cells = table.rows.iter().flat_map(|row| &row.cells);
    cells.map(|cell| cell.text.clone()).filter(|text| !text.is_empty()).collect()
}
