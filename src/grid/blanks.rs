//! Cells that hold nothing: what programs write for them, and the rest of merged cells as blank columns.

use crate::grid::GridRow;
use crate::source::{Source, Span};

/// What programs write where nothing is.
const NOTHING: &[&str] = &["nan", "NaN", "NAN", "None", "<NA>", "NaT", "null", "NULL", "#N/A"];

/// Makes cells blank in which a program has written that nothing is there.
pub(super) fn blank_out(source: &Source, rows: &mut [GridRow]) {
    let bytes = source.text.as_bytes();
    let may_be =
        |span: Span| (3..=4).contains(&span.range().len()) && matches!(bytes[span.start], b'n' | b'N' | b'<' | b'#');
    for cell in rows.iter_mut().flat_map(|row| &mut row.cells) {
        if may_be(cell.span) && NOTHING.contains(&cell.text(source)) {
            *cell = Span::new(cell.span.start, cell.span.start).into();
        }
    }
}

/// Drops the columns in which neither heads nor values are: the rest of merged cells in a table that was drawn on more
/// columns than it has. Only columns between two heads are dropped, for a blank one at an end may have lost its head, and
/// only where all rows are of one length, for otherwise cells are not below their heads.
pub(super) fn drop_merged(source: &Source, rows: &mut [GridRow]) {
    let labels = rows.iter().map(|row| columns_of_labels(source, row)).max().unwrap_or(0);
    let is_head = |row: &GridRow| is_head(source, row, labels);
    let mut start = 0;
    while start < rows.len() {
        let heads = rows[start..].iter().take_while(|row| is_head(row)).count();
        let values = rows[start + heads..].iter().take_while(|row| !is_head(row)).count();
        let end = start + heads + values;
        let block = &mut rows[start..end];
        if heads > 0 && block.iter().all(|row| row.cells.len() == block[0].cells.len()) {
            drop_columns(block, heads);
        }
        start = end;
    }
}

/// How many columns from the left have labels in a row with numbers.
fn columns_of_labels(source: &Source, row: &GridRow) -> usize {
    let has_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !row.cells.iter().any(|cell| has_number(cell.text(source))) {
        return 0;
    }
    row.cells.iter().rposition(|cell| is_word(cell.text(source))).map_or(0, |last| last + 1)
}

/// Whether a row is words alone, and some of them are above values.
fn is_head(source: &Source, row: &GridRow, labels: usize) -> bool {
    let filled = || row.cells.iter().enumerate().filter(|(_, cell)| !is_blank(cell.span));
    filled().all(|(_, cell)| is_word(cell.text(source))) && filled().any(|(column, _)| column >= labels.max(1))
}

fn is_word(text: &str) -> bool {
    text.chars().any(char::is_alphabetic)
}

fn is_blank(span: Span) -> bool {
    span.start == span.end
}

/// Drops the blank columns between the first and the last head of some rows.
fn drop_columns(rows: &mut [GridRow], heads: usize) {
    let is_blank_in = |row: &GridRow, column: usize| row.cells.get(column).is_none_or(|cell| is_blank(cell.span));
    let last = rows[..heads].iter().filter_map(|row| row.cells.iter().rposition(|cell| !is_blank(cell.span))).max();
    let dropped: Vec<usize> =
        (1..last.unwrap_or(0)).filter(|&column| rows.iter().all(|row| is_blank_in(row, column))).collect();
    if dropped.is_empty() || rows.len() == heads {
        return;
    }
    for row in rows {
        let mut column = 0;
        row.cells.retain(|_| {
            column += 1;
            !dropped.contains(&(column - 1))
        });
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::grid::find;

    fn read(text: &str) -> Vec<String> {
        let source = Source::from_bytes(Path::new("t"), text.as_bytes()).expect("text");
        let row = |row: &GridRow| row.shown(&source);
        find(&source).iter().flat_map(|grid| &grid.rows).map(row).collect()
    }

    #[test]
    fn what_programs_write_for_nothing_is_blank() {
        assert_eq!(read("规章\tNaN\tnan\t<NA>\tNone\t0"), ["规章,,,,,0"]);
    }

    #[test]
    fn columns_without_heads_and_values_are_merged_cells() {
        let text = "| 内容 | 甲 |  | 乙 |  |\n| 规章 | 1 |  | 2 |  |\n| 内容 | 丁 |  |  |  |\n| 收费 | 5 |  |  |  |";
        assert_eq!(read(text), ["内容,甲,乙,", "规章,1,2,", "内容,丁,,,", "收费,5,,,"]);
    }

    #[test]
    fn a_blank_column_with_a_head_is_one_of_the_table() {
        let text = "|  | 甲 | 乙 |  |\n|  | 丙 | 丁 | 戊 |\n| 三类 | 1 |  | 2 |\n| 四类 |  |  |  |";
        assert_eq!(read(text), [",甲,乙,", ",丙,丁,戊", "三类,1,,2", "四类,,,"]);
        assert_eq!(read("| 内容 | 甲 |  | 乙 |\n| 规章 |  |  |"), ["内容,甲,,乙", "规章,,"]);
    }
}
