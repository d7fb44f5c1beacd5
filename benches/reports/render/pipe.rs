//! Tables of markdown, as three converters write them.

use crate::page::Table;
use crate::render::flat;

fn line<T: AsRef<str>>(cells: &[T]) -> String {
    let cells: Vec<&str> = cells.iter().map(AsRef::as_ref).collect();
    format!("| {} |", cells.join(" | "))
}

fn rule(width: usize) -> String {
    format!("|{}", "---|".repeat(width))
}

/// The text of a span in its first place, the first row as head.
pub(super) fn marker(table: &Table) -> Vec<String> {
    under_head(&flat(table))
}

/// The text of a span in all of its places.
pub(super) fn docling(table: &Table) -> Vec<String> {
    let places = table.places();
    let text =
        |place: &Option<(&crate::page::Cell, bool)>| place.map_or_else(String::new, |(cell, _)| cell.text.clone());
    let rows: Vec<Vec<String>> = places.iter().map(|row| row.iter().map(text).collect()).collect();
    under_head(&rows)
}

fn under_head(rows: &[Vec<String>]) -> Vec<String> {
    let mut lines: Vec<String> = rows.iter().map(|row| line(row)).collect();
    let width = rows.first().map_or(0, Vec::len);
    lines.insert(lines.len().min(1), rule(width));
    lines
}

/// An empty head first; blanks for what is wide, none for what is tall.
pub(super) fn markdownify(table: &Table) -> Vec<String> {
    let width = table.width();
    let mut lines = vec![line(&vec![""; width]), rule(width)];
    lines.extend(table.rows.iter().map(|row| {
        let blanks = |columns: usize| std::iter::repeat_n("", columns.saturating_sub(1));
        let cells: Vec<&str> =
            row.cells.iter().flat_map(|cell| [cell.text.as_str()].into_iter().chain(blanks(cell.columns))).collect();
        line(&cells)
    }));
    lines
}
