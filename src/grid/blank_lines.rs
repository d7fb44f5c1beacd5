//! A cell a line, where blank cells have left a trace: a line of spaces, or more empty lines than are between other cells.
//!
//! Converters that write every paragraph of a Word table, or every cell of a web page, on a line of its own leave such a
//! trace. Whether it is one shows by the rows: from the label of a row to its last value most have as many cells as each
//! other.

use std::ops::Range;

use crate::grid::lines::{LONGEST_LABEL, Piece, finish, is_page_mark, is_value, text};
use crate::grid::{Bounds, Cell, GridRow, markup};
use crate::source::{Source, Span};

/// From how many cells on, a row shows whether blank ones were counted right, and how many such rows there must be.
const FEWEST_CELLS: usize = 5;
const FEWEST_ROWS: usize = 6;

/// The rows of a run of lines in which blank cells have left a trace; none if they have not.
pub(super) fn rows(source: &Source, run: &Range<usize>) -> Option<Vec<GridRow>> {
    let lines: Vec<usize> = run.clone().filter(|&line| !text(source, line).is_empty()).collect();
    let behind = |at: usize| lines[at] + 1..lines.get(at + 1).copied().unwrap_or(run.end);
    let is_spaces = |line: &usize| !source.slice(source.lines()[*line]).is_empty();
    let spaces: Vec<usize> = (0..lines.len()).map(|at| behind(at).filter(is_spaces).count()).collect();
    let empty: Vec<usize> = (0..lines.len()).map(|at| behind(at).len()).collect();
    let is_between_values = |at: &usize| {
        lines.get(at + 1).is_some_and(|&next| [lines[*at], next].iter().all(|&line| is_value(text(source, line))))
    };
    let usual = (0..lines.len()).filter(is_between_values).map(|at| empty[at]).min()?;
    let over = |at: usize| empty[at].saturating_sub(usual);
    let step = (0..lines.len()).filter(is_between_values).map(over).filter(|&over| over > 0).min();
    let by_empty = step.map(|step| (0..lines.len()).map(|at| over(at) / step).collect());
    let manners = [Some(spaces), by_empty].into_iter().flatten();
    manners.map(|blanks: Vec<usize>| laid_out(source, &lines, &blanks)).find(|rows| are_regular(rows))
}

/// The rows of lines with the given number of blank cells behind each.
fn laid_out(source: &Source, lines: &[usize], blanks: &[usize]) -> Vec<GridRow> {
    let mut rows = Vec::new();
    let mut labels: Vec<Piece> = Vec::new();
    let mut values: Vec<Piece> = Vec::new();
    for (&line, &blanks) in lines.iter().zip(blanks) {
        let cell = markup::cell(source, source.lines()[line]);
        let end = cell.span.end;
        let says = text(source, line);
        if is_page_mark(says) {
            continue;
        }
        if is_value(says) {
            values.push(Piece { line, cell });
        } else {
            if !values.is_empty() {
                rows.extend(finish(&mut labels, &mut values, Bounds::Columns));
            }
            if says.len() > LONGEST_LABEL {
                continue;
            }
            labels.push(Piece { line, cell });
        }
        values.extend((0..blanks).map(|_| Piece { line, cell: Span::new(end, end).into() }));
    }
    rows.extend(finish(&mut labels, &mut values, Bounds::Columns));
    rows
}

/// Whether most rows have as many cells as each other, so that the blank ones among them are no accident. Behind the last
/// value, blank cells of the next row's labels may follow.
fn are_regular(rows: &[GridRow]) -> bool {
    let is_blank = |cell: &Cell| cell.span.start == cell.span.end;
    let values = |row: &GridRow| row.cells[row.labels..].iter().map(is_blank).collect::<Vec<bool>>();
    let width = |row: &GridRow| values(row).iter().rposition(|is_blank| !is_blank).map_or(0, |last| last + 1);
    let widths: Vec<usize> = rows.iter().map(width).filter(|&width| width >= FEWEST_CELLS).collect();
    let like = |width: usize| widths.iter().filter(|&&other| other == width).count();
    let most = widths.iter().map(|&width| like(width)).max().unwrap_or(0);
    let with_blanks = rows.iter().filter(|row| values(row).contains(&true)).count();
    most >= FEWEST_ROWS && most * 10 >= widths.len() * 8 && with_blanks >= FEWEST_ROWS
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn blank_cells_leave_lines_of_spaces_or_more_empty_lines() {
        let third = |blank: &str, between: &str| {
            let row = |ix: usize| [&*format!("{ix}.某类申请事项"), "4", "7", blank, "1", blank, "5"].join(between);
            let text = (1..=8).map(row).collect::<Vec<_>>().join(between) + "\n";
            let source = Source::from_bytes(Path::new("t"), text.as_bytes()).expect("text");
            let read = |row: &GridRow| row.cells.iter().map(|cell| cell.text(&source)).collect::<Vec<_>>().join(",");
            rows(&source, &(0..source.lines().len())).expect("rows with blanks").get(2).map(read)
        };
        let expected = Some("3.某类申请事项,4,7,,1,,5".to_owned());
        assert_eq!(third(" ", "\n"), expected);
        assert_eq!(third("", "\n\n"), expected);
    }
}
