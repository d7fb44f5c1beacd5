//! Rows whose values a converter took out of the page in another order than row by row.
//!
//! Some converters write all labels of a table first and then its columns one after the other, or leave the labels that
//! take two lines for later, so that a stretch of values follows that belongs to many rows. Such a stretch is cut into
//! pieces: a row, or several rows written column by column. A cut is right only if the sums within every row that comes
//! out hold. The rows then follow each other in the order of the form, from the first label before the stretch to the
//! last; where that is not as many rows as there are values for, all is left as it is, and the numbers that are left over
//! keep the table in doubt. Rows that were found by their order alone are never sure.

use std::rc::Rc;

use rust_decimal::Decimal;

use crate::grid::{Bounds, Cell};
use crate::reading::place::Sum;
use crate::reading::segment::SeenRow;
use crate::reading::vocabulary::{LabelMatch, TableWords};

/// What a table looks like whose rows may be unfolded.
pub(super) struct Shape<'a> {
    /// The table on each form, and its position in the vocabulary
    pub forms: &'a [(usize, &'a TableWords)],
    /// How many cells its rows have
    pub cells: usize,
    /// The sums within a row
    pub sums: &'a [Sum],
}

/// Whether a table may hold values of several rows in one.
pub(super) fn is_folded(rows: &[SeenRow], cells: usize) -> bool {
    rows.iter().any(|row| row.bounds == Bounds::Spaces && row.tokens.len() > cells)
}

/// The rows of a table, those unfolded that hold the values of several.
pub(super) fn unfold(rows: &[SeenRow], shape: &Shape) -> Vec<SeenRow> {
    let mut done = Vec::with_capacity(rows.len());
    let mut at = 0;
    while at < rows.len() {
        let end = stretch(rows, at, shape);
        let found = if rows[at].bounds == Bounds::Spaces && rows[at].filled() > 0 {
            unfolded(&done, &rows[at..end], shape)
        } else {
            None
        };
        if let Some((above, unfolded)) = found {
            done.truncate(done.len() - above);
            done.extend(unfolded);
            at = end;
        } else {
            done.push(rows[at].clone());
            at += 1;
        }
    }
    done
}

/// Where the stretch of values ends that begins with a row: before the next row with the label of a row.
fn stretch(rows: &[SeenRow], at: usize, shape: &Shape) -> usize {
    let goes_on = |row: &&SeenRow| row.bounds == Bounds::Spaces && named(row, shape).is_none();
    let more = rows[at + 1..].iter().take_while(goes_on).count();
    let last = rows[at + 1..at + 1 + more].iter().rposition(|row| row.filled() > 0);
    at + 1 + last.map_or(0, |last| last + 1)
}

/// The very label of a row of the table that a row has.
fn named<'a>(row: &'a SeenRow, shape: &Shape) -> Option<(&'a Rc<LabelMatch>, &'a Cell)> {
    let is_named =
        |label: &Rc<LabelMatch>| shape.forms.iter().any(|(words_ix, _)| label.tables[*words_ix].names_line().is_some());
    let label = row.labels.iter().rev().find(|label| is_named(label))?;
    Some((label, row.label_cells.last()?))
}

/// The rows that a stretch of values unfolds into, and how many rows above it they take the place of.
fn unfolded(done: &[SeenRow], stretch: &[SeenRow], shape: &Shape) -> Option<(usize, Vec<SeenRow>)> {
    let tokens: Vec<_> = stretch.iter().flat_map(|row| &row.tokens).collect();
    let values: Vec<Decimal> = tokens.iter().map(|token| token.value).collect::<Option<_>>()?;
    let count = values.len() / shape.cells;
    if count < 2 || !values.len().is_multiple_of(shape.cells) {
        return None;
    }
    let above = done.iter().rev().take_while(|row| row.filled() == 0).count();
    let above = &done[done.len() - above..];
    let mut labels: Vec<(&Rc<LabelMatch>, &Cell)> = above.iter().filter_map(|row| named(row, shape)).collect();
    let own = named(&stretch[0], shape);
    let is_alone = labels.is_empty() && own.is_some();
    labels.extend(own);
    let places = if is_alone {
        vec![0]
    } else {
        // Labels further up may be others that look the same.
        let first = (0..labels.len()).find(|&first| places(&labels[first..], count, shape).is_some())?;
        labels.drain(..first);
        places(&labels, count, shape)?
    };
    let parsed = parse(&values, shape, is_alone)?;
    let row = |(row_ix, positions): (usize, Vec<usize>)| {
        let label = places.iter().position(|&place| place == row_ix).map(|at| labels[at]);
        let own = label.map_or((vec![], vec![]), |(label, cell)| (vec![label.clone()], vec![cell.clone()]));
        let tokens: Vec<_> = positions.iter().map(|&at| tokens[at].clone()).collect();
        let line = stretch[0].line;
        SeenRow::new(line, own, tokens, Bounds::Spaces).found_by_order(!is_alone || row_ix > 0)
    };
    let used = if is_alone { 0 } else { above.len() };
    Some((used, parsed.into_iter().enumerate().map(row).collect()))
}

/// For each label the row of the stretch that it names, if on some form the rows from the first label to the last are as
/// many as there are values for.
fn places(labels: &[(&Rc<LabelMatch>, &Cell)], count: usize, shape: &Shape) -> Option<Vec<usize>> {
    shape.forms.iter().find_map(|&(words_ix, _)| {
        let row_of = |label: &Rc<LabelMatch>| label.tables[words_ix].names_line();
        let rows: Vec<usize> = labels.iter().map(|(label, _)| row_of(label)).collect::<Option<_>>()?;
        let (first, last) = (*rows.first()?, *rows.last()?);
        let is_in_order = rows.windows(2).all(|pair| pair[0] < pair[1]);
        (is_in_order && last - first + 1 == count).then(|| rows.iter().map(|row| row - first).collect())
    })
}

/// The positions of the values of each row, if values can be cut into pieces so that all sums within the rows hold. Behind
/// a label of its own, rows are looked for first, otherwise columns of as many rows as there may be.
fn parse(values: &[Decimal], shape: &Shape, rows_first: bool) -> Option<Vec<Vec<usize>>> {
    let mut fails = vec![false; values.len() + 1];
    let mut rows = Vec::new();
    parse_from(values, 0, shape, rows_first, &mut fails, &mut rows).then_some(rows)
}

fn parse_from(
    values: &[Decimal],
    from: usize,
    shape: &Shape,
    rows_first: bool,
    fails: &mut [bool],
    rows: &mut Vec<Vec<usize>>,
) -> bool {
    if from == values.len() {
        return true;
    }
    if fails[from] {
        return false;
    }
    let left = (values.len() - from) / shape.cells;
    for step in 0..left {
        let tall = if rows_first { step + 1 } else { left - step };
        let before = rows.len();
        let row = |row: usize| (0..shape.cells).map(|column| from + column * tall + row).collect::<Vec<usize>>();
        rows.extend((0..tall).map(row));
        let holds = rows[before..].iter().all(|row| adds_up(values, row, shape));
        if holds && parse_from(values, from + tall * shape.cells, shape, rows_first, fails, rows) {
            return true;
        }
        rows.truncate(before);
    }
    fails[from] = true;
    false
}

fn adds_up(values: &[Decimal], row: &[usize], shape: &Shape) -> bool {
    let side = |cells: &[usize]| cells.iter().map(|&cell| values[row[cell]]).sum::<Decimal>();
    shape.sums.iter().all(|sum| side(&sum.left) == side(&sum.right))
}
