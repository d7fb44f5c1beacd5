//! Numbers that are none of the data: those of columns above or below the heads, and those of rows in a column of their
//! own, as programs write them beside a table.

use crate::grid::{Cell, Grid, GridRow};
use crate::source::Source;

/// The fewest numbers of columns, and of rows.
const FEWEST_COLUMNS: usize = 4;
const FEWEST_ROWS: usize = 3;
/// What is printed before the numbers of columns.
const BEFORE_COLUMNS: &[&str] = &["栏次", "列次", "栏目", "序号", "行次", "甲", "乙", "丙", "栏號", "栏号", "欄次"];

/// Takes the numbers of columns and rows out of the rows of a table, and keeps where they are.
pub(super) fn take(source: &Source, grid: &mut Grid) {
    let heads = grid.rows.iter().take_while(|row| !has_number_behind_words(source, row)).count();
    let above = (0..heads).find(|&at| counts_columns(source, &grid.rows[at]).is_some());
    let rows: Vec<&GridRow> =
        grid.rows.iter().enumerate().filter(|(at, _)| Some(*at) != above).map(|(_, row)| row).collect();
    let has_numbered_rows = are_numbered(source, &rows);
    let is_of_columns = |at: &usize| {
        has_numbered_rows || counts_columns(source, &grid.rows[*at]).is_some_and(|count| count >= FEWEST_COLUMNS)
    };
    if let Some(at) = above.filter(is_of_columns) {
        let row = grid.rows.remove(at);
        grid.numbering.extend(row.cells.iter().filter(|cell| number(source, cell).is_some()).map(|cell| cell.span));
    }
    if has_numbered_rows {
        for row in grid.rows.iter_mut().filter(|row| !row.cells.is_empty()) {
            let number = row.cells.remove(0);
            row.labels = row.labels.saturating_sub(1);
            grid.numbering.extend(Some(number.span).filter(|span| span.start < span.end));
        }
    }
}

/// Whether a row has a number in one cell and words in one before it: values from here on.
fn has_number_behind_words(source: &Source, row: &GridRow) -> bool {
    let is_word = |cell: &Cell| {
        let text = cell.text(source);
        text.chars().any(char::is_alphabetic) && !BEFORE_COLUMNS.contains(&text)
    };
    let first = row.cells.iter().position(is_word);
    first.is_some_and(|first| row.cells[first..].iter().any(|cell| number(source, cell).is_some()))
}

/// How many columns a row numbers, if its cells count from 0 or 1 up to the last column.
fn counts_columns(source: &Source, row: &GridRow) -> Option<usize> {
    let before = row.cells.iter().take_while(|cell| number(source, cell).is_none()).count();
    let (words, numbers) = row.cells.split_at(before);
    let is_known = |cell: &Cell| cell.span.start == cell.span.end || BEFORE_COLUMNS.contains(&cell.text(source));
    let first = number(source, numbers.first()?).filter(|&first| first <= 1)?;
    let counts = numbers.iter().zip(first..).all(|(cell, expected)| number(source, cell) == Some(expected));
    (counts && words.iter().all(is_known)).then_some(numbers.len())
}

/// Whether the first cells of the rows count from 0 or 1 on: words are behind them, and before the first of them are only
/// heads without a number.
fn are_numbered(source: &Source, rows: &[&GridRow]) -> bool {
    let of_row = |row: &&GridRow| row.cells.first().and_then(|cell| number(source, cell));
    let is_blank = |row: &&GridRow| row.cells.first().is_none_or(|cell| cell.span.start == cell.span.end);
    let is_word = |cell: &Cell| cell.text(source).chars().any(char::is_alphabetic);
    let has_words = |row: &&&GridRow| row.cells.iter().skip(1).any(is_word);
    let Some(first) = rows.iter().position(|row| of_row(row).is_some()) else { return false };
    let Some(start) = of_row(&rows[first]).filter(|&start| start <= 1) else { return false };
    let (heads, numbered) = rows.split_at(first);
    numbered.len() >= FEWEST_ROWS
        && numbered.iter().zip(start..).all(|(row, expected)| of_row(row) == Some(expected))
        && numbered.iter().filter(has_words).count() * 2 > numbered.len()
        && heads.iter().all(is_blank)
}

/// The number that a cell is.
fn number(source: &Source, cell: &Cell) -> Option<usize> {
    let text = cell.text(source);
    if text.len() > 3 || !text.bytes().all(|byte| byte.is_ascii_digit()) { None } else { text.parse().ok() }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::grid::find;

    fn read(text: &str) -> (Vec<String>, Vec<String>) {
        let source = Source::from_bytes(Path::new("t"), text.as_bytes()).expect("text");
        let row = |row: &GridRow| row.shown(&source);
        let grids = find(&source);
        let numbers =
            grids.iter().flat_map(|grid| &grid.numbering).map(|&span| source.slice(span).to_owned()).collect();
        (grids.iter().flat_map(|grid| &grid.rows).map(row).collect(), numbers)
    }

    fn expected(rows: &[&str], numbers: &[&str]) -> (Vec<String>, Vec<String>) {
        let owned = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect();
        (owned(rows), owned(numbers))
    }

    #[test]
    fn numbers_of_columns_are_none_of_the_data() {
        let text = "| 0 | 1 | 2 | 3 |\n|---|---|---|---|\n| 维持 | 纠正 | 其他 | 总计 |\n| 0 | 1 | 2 | 3 |";
        assert_eq!(read(text), expected(&["维持,纠正,其他,总计", "0,1,2,3"], &["0", "1", "2", "3"]));
        let text = "甲类\t乙类\t丙类\t丁类\n栏次\t1\t2\t3\t4\n规章\t1\t2\t3\t4";
        assert_eq!(read(text), expected(&["甲类,乙类,丙类,丁类", "规章,1,2,3,4"], &["1", "2", "3", "4"]));
    }

    #[test]
    fn numbers_of_rows_are_none_of_the_data() {
        let text = "\t0\t1\t2\n0\t内容\t甲\t乙\n1\t规章\t5\t6\n2\t许可\t7\t8";
        assert_eq!(read(text), expected(&["内容,甲,乙", "规章,5,6", "许可,7,8"], &["0", "1", "2", "0", "1", "2"]));
    }

    #[test]
    fn values_that_count_up_are_values() {
        let text = "规章\t1\t2\t3\n文件\t0\t1\t2";
        assert_eq!(read(text), expected(&["规章,1,2,3", "文件,0,1,2"], &[]));
        assert_eq!(read("维持\t纠正\t其他\t总计\n1\t2\t3\t6"), expected(&["维持,纠正,其他,总计", "1,2,3,6"], &[]));
    }
}
