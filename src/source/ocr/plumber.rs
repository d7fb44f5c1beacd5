//! Tables as lists of rows of cells: what `pdfplumber` finds, written as JSON, and the JSON of Tabula. A cell that
//! another one covers is `null`, and a blank one an empty string.

use crate::source::ocr::json::Json;
use crate::source::ocr::model::{Cell, Page, Part, Table};
use crate::source::spans::{Extent, is_number};

/// How deep rows may be inside lists: a table, tables, pages of them.
const DEEPEST: usize = 3;
/// The widest row that is one of a table.
const MOST_COLUMNS: usize = 200;

/// Its pages; none if anything else than rows of cells is in it.
pub(super) fn pages(json: &Json) -> Option<Vec<Page>> {
    if let Some(tables) = of_tabula(json) {
        return Some(vec![Page { parts: tables }]);
    }
    let (depth, pages) = (depth(json)?, json.items().iter());
    let page = |tables: &Json| Page { parts: tables.items().iter().map(table).collect() };
    Some(match depth {
        1 => vec![Page { parts: vec![table(json)] }],
        2 => vec![page(json)],
        _ => pages.map(page).collect(),
    })
}

/// How many lists lie around a row, if there are rows of cells and nothing else.
fn depth(json: &Json) -> Option<usize> {
    let mut found = None;
    (is_rows(json, 0, &mut found) && found.is_some()).then_some(found?)
}

fn is_rows(json: &Json, depth: usize, found: &mut Option<usize>) -> bool {
    if !json.is_list() || depth > DEEPEST {
        return false;
    }
    let is_cell = |value: &Json| matches!(value, Json::Text(_) | Json::Empty);
    let items = json.items();
    if depth > 0 && !items.is_empty() && items.len() <= MOST_COLUMNS && items.iter().all(is_cell) {
        return *found.get_or_insert(depth) == depth;
    }
    items.iter().all(|inner| is_rows(inner, depth + 1, found))
}

fn table(rows: &Json) -> Part {
    let mut cells: Vec<Cell> = Vec::new();
    // For each column the cell that reaches down to the row before, or covers it.
    let mut above: Vec<Option<usize>> = Vec::new();
    for (row, columns) in rows.items().iter().enumerate() {
        let columns = columns.items();
        let mut here: Vec<Option<usize>> = Vec::new();
        for (column, text) in columns.iter().enumerate() {
            let cell = match text {
                Json::Text(text) => {
                    cells.push(Cell { row, column, text: text.to_string(), ..Cell::default() });
                    Some(cells.len() - 1)
                }
                _ => covering(&cells, &above, &here, columns, row, column),
            };
            if let Some(cell) = cell.and_then(|cell| cells.get_mut(cell)) {
                cell.extent.rows = row - cell.row + 1;
                cell.extent.columns = cell.extent.columns.max(column - cell.column + 1);
            }
            here.push(cell);
        }
        above = here;
    }
    Part::Table(Table { cells })
}

/// The cell that covers a place: the one above, if it can go on over all its columns; else the one to the left. A number,
/// or a blank, rather stands in one row than goes on in the next.
fn covering(
    cells: &[Cell],
    above: &[Option<usize>],
    here: &[Option<usize>],
    columns: &[Json],
    row: usize,
    column: usize,
) -> Option<usize> {
    let upper = above.get(column).copied().flatten().filter(|&upper| {
        let cell = &cells[upper];
        let covered = columns.get(cell.column..cell.column + cell.extent.columns).unwrap_or_default();
        !covered.is_empty() && covered.iter().all(|text| *text == Json::Empty)
    });
    let left = column.checked_sub(1).and_then(|left| here.get(left).copied().flatten());
    // A cell grows to the right in its first row only, as all its rows are of one width.
    let left = left.filter(|&left| cells[left].row == row);
    let upper_is_label = upper.is_some_and(|upper| {
        let text = &cells[upper].text;
        !text.is_empty() && !is_number(text)
    });
    if upper_is_label { upper } else { left.or(upper) }
}

/// The tables that Tabula writes: `[{"data": [[{"text": …, "width": …}]]}]`.
fn of_tabula(json: &Json) -> Option<Vec<Part>> {
    let tables = json.items();
    if tables.is_empty() || !tables.iter().all(|table| table.get("extraction_method").is_some()) {
        return None;
    }
    let table = |table: &Json| {
        let rows = table.list("data").iter().enumerate();
        let cells = rows.flat_map(|(row, columns)| {
            columns.items().iter().enumerate().map(move |(column, cell)| Cell {
                row,
                column,
                extent: Extent::default(),
                text: cell.text("text").to_owned(),
                ..Cell::default()
            })
        });
        Part::Table(Table { cells: cells.collect() })
    };
    Some(tables.iter().map(table).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::ocr::json::parse;

    fn cells(text: &str) -> Vec<String> {
        let pages = pages(&parse(text).expect("JSON")).unwrap_or_default();
        let cell = |cell: &Cell| format!("{} {}x{}", cell.text, cell.extent.rows, cell.extent.columns);
        pages.iter().flat_map(Page::cells).map(cell).collect()
    }

    #[test]
    fn a_cell_covers_what_is_null_behind_and_below_it() {
        let table = r#"[["三", "头", null, "总计"], [null, "甲", "1", null], [null, "乙", null, "3"], ["丙", "", "4", "5"], ["丁", null, null, null]]"#;
        let expected = [
            "三 3x1",
            "头 1x2",
            "总计 2x1",
            "甲 1x1",
            "1 1x1",
            "乙 1x2",
            "3 1x1",
            "丙 1x1",
            " 1x1",
            "4 1x1",
            "5 1x1",
            "丁 1x4",
        ];
        assert_eq!(cells(table), expected);
        assert_eq!(cells(&format!("[[{table}]]")), expected, "tables of pages");
    }

    #[test]
    fn other_lists_are_no_tables() {
        for text in ["[]", "[[]]", "[[1, 2]]", r#"["甲", "乙"]"#, r#"[["甲"], "乙"]"#, r#"[[["甲"]], ["乙"]]"#] {
            assert!(pages(&parse(text).expect("JSON")).is_none(), "{text}");
        }
    }
}
