//! Tables of HTML, as tools and web pages write them.

use crate::page::{Cell, Role, Table};

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// The spans that are not one.
fn spans(cell: &Cell) -> String {
    let span = |name: &str, count: usize| if count > 1 { format!(" {name}=\"{count}\"") } else { String::new() };
    span("rowspan", cell.rows) + &span("colspan", cell.columns)
}

fn lines(table: &Table, open: &str, close: &str, cell: fn(&Cell) -> String) -> Vec<String> {
    let row = |row: &crate::page::Row| format!("<tr>{}</tr>", row.cells.iter().map(cell).collect::<String>());
    [open.to_owned()].into_iter().chain(table.rows.iter().map(row)).chain([close.to_owned()]).collect()
}

/// All on one line, spans always given, without quotes.
pub(super) fn mineru(table: &Table) -> Vec<String> {
    let cell = |cell: &Cell| format!("<td rowspan={} colspan={}>{}</td>", cell.rows, cell.columns, escaped(&cell.text));
    vec![lines(table, "<html><body><table>", "</table></body></html>", cell).concat()]
}

/// Heads in `th`.
pub(super) fn plain(table: &Table) -> Vec<String> {
    let cell = |cell: &Cell| {
        let name = if matches!(cell.role, Role::Head | Role::Note) { "th" } else { "td" };
        format!("<{name}{}>{}</{name}>", spans(cell), escaped(&cell.text))
    };
    lines(table, "<table>", "</table>", cell)
}

/// A whole document inside a division.
pub(super) fn paddle(table: &Table) -> Vec<String> {
    let open = "<div style=\"text-align: center;\"><html><body><table border=\"1\">";
    let cell = |cell: &Cell| format!("<td{}>{}</td>", spans(cell), escaped(&cell.text));
    lines(table, open, "</table></body></html></div>", cell)
}

/// Paragraphs and styles in every cell, as word processors leave them on the pages of agencies.
pub(super) fn government(table: &Table) -> Vec<String> {
    let cell = |cell: &Cell| {
        let text = if cell.text.is_empty() { "&nbsp;".to_owned() } else { escaped(&cell.text) };
        let language = if cell.value().is_some() { " lang=\"EN-US\"" } else { "" };
        let inner = format!("<p align=\"center\"><span{language} style=\"font-family:宋体\">{text}</span></p>");
        format!("<td nowrap=\"nowrap\"{}>{inner}</td>", spans(cell))
    };
    lines(table, "<table align=\"center\" border=\"1\" cellspacing=\"0\"><tbody>", "</tbody></table>", cell)
}
