//! How well rows of a source match lines of a form, as weights for the alignment.

use std::rc::Rc;

use crate::reading::align::{Alignment, Weights};
use crate::reading::matrix::Matrix;
use crate::reading::segment::SeenRow;
use crate::reading::vocabulary::{LABEL_EXACT, LabelMatch, RIVAL, TableMatch, TableWords};

/// The weight of a row for a line, where it has the very label of another line.
const ANOTHERS_LABEL: f64 = -8.0;

/// How well each row of a source matches each line of a table.
pub(super) fn weights(nth: usize, words: &TableWords, rows: &[SeenRow]) -> Weights {
    let mut matches = Matrix::filled(0.0, rows.len(), words.lines.len());
    for (at, row) in rows.iter().enumerate() {
        weigh(nth, words, row, &mut matches[at]);
    }
    let usual = usual_cells(words);
    let skips = rows.iter().map(|row| match row.filled() {
        0 => 0.0,
        filled if usual.is_some_and(|cells| cells == filled && row.extent() - row.leading() == cells) => -5.0,
        _ if row.labels.iter().all(|label| label.tables[nth].nearest < 0.5) && !row.labels.is_empty() => -1.5,
        _ => -4.0,
    });
    Weights { matches, skips: skips.collect(), lines: words.lines.len() }
}

/// How well a row matches each line of a table. A row with the very label of one line is no other.
fn weigh(nth: usize, words: &TableWords, row: &SeenRow, weights: &mut [f64]) {
    let named = only_line(nth, row);
    // Mostly all lines of a table have as many cells.
    let mut shape: Option<(usize, f64)> = None;
    for (line, printed) in words.lines.iter().enumerate() {
        let label = match named {
            Some(named) if named != line => ANOTHERS_LABEL,
            _ if printed.has_label() => label_weight(nth, row, line),
            _ => unlabelled_weight(nth, row),
        };
        let known = shape.filter(|(cells, _)| *cells == printed.cells);
        let (cells, suits) = known.unwrap_or_else(|| (printed.cells, shape_weight(row, printed.cells)));
        shape = Some((cells, suits));
        weights[line] = label + suits;
    }
}

/// The line whose very label a row has, if it has that of no other and comes near to no other.
fn only_line(nth: usize, row: &SeenRow) -> Option<usize> {
    let mut found = row.labels.iter().map(|label| &label.tables[nth]).filter(|label| label.only.is_some());
    let only = found.next()?.only;
    let is_rival = |label: &Rc<LabelMatch>| {
        let (lines, rivals) = (&label.tables[nth].lines, label.tables[nth].rivals);
        rivals > usize::from(only.is_some_and(|line| lines[line] >= LABEL_EXACT - RIVAL))
    };
    only.filter(|_| !row.labels.iter().any(is_rival))
}

/// The number of cells that most lines of a table have, if they are several.
pub(super) fn usual_cells(words: &TableWords) -> Option<usize> {
    let cells = words.lines.iter().map(|line| line.cells).max()?;
    (cells >= 5 && words.lines.iter().filter(|line| line.cells == cells).count() * 2 > words.lines.len())
        .then_some(cells)
}

/// How well the labels of a row match the label of a line.
fn label_weight(nth: usize, row: &SeenRow, line: usize) -> f64 {
    if let [label] = &row.labels[..] {
        return lone_label_weight(&label.tables[nth], line);
    }
    let near = |label: usize| {
        f64::from(row.labels[label].tables[nth].lines[line]) - 0.1 * f64::from(u8::from(label + 1 < row.labels.len()))
    };
    let Some(best) = (0..row.labels.len()).max_by(|&a, &b| near(a).total_cmp(&near(b))) else { return -0.5 };
    let likeness = near(best);
    let is_another = || row.labels.iter().any(|label| label.tables[nth].is_of_line);
    if likeness < f64::from(LABEL_EXACT - RIVAL) && is_another() {
        return ANOTHERS_LABEL;
    }
    let number = number_weight(&row.labels[best].tables[nth], line);
    let group = row.labels.iter().enumerate().any(|(at, label)| at != best && label.tables[nth].groups[line] >= 0.85);
    text_weight(likeness) + number + if group { 0.6 } else { 0.0 }
}

/// The same for a row with one label.
fn lone_label_weight(label: &TableMatch, line: usize) -> f64 {
    let likeness = f64::from(label.lines[line]);
    if likeness < f64::from(LABEL_EXACT - RIVAL) && label.is_of_line {
        return ANOTHERS_LABEL;
    }
    text_weight(likeness) + number_weight(label, line)
}

fn text_weight(likeness: f64) -> f64 {
    if likeness >= f64::from(LABEL_EXACT) { 5.0 } else { (8.0 * likeness - 4.0).max(-2.5) }
}

/// How well the numeral before a label suits a line.
fn number_weight(label: &TableMatch, line: usize) -> f64 {
    match label.numbers[line] {
        Some(true) => 0.8,
        Some(false) => -0.8,
        None => 0.0,
    }
}

/// How well a row suits a line without a label: heads that go over several lines may stand before its values, whole or in
/// pieces.
fn unlabelled_weight(nth: usize, row: &SeenRow) -> f64 {
    let is_head = |label: &Rc<LabelMatch>| label.tables[nth].head >= 0.5 || label.length <= 3;
    if row.labels.iter().all(is_head) { 1.0 } else { -4.0 }
}

/// How well the number of values of a row suits a line.
fn shape_weight(row: &SeenRow, cells: usize) -> f64 {
    match row.extent() {
        0 if row.tokens.len() >= cells => -0.5,
        0 => -3.0,
        extent if extent == cells => 0.5,
        extent => -0.4 * (extent.abs_diff(cells) as f64).min(7.5),
    }
}

/// How much the heads among the rows speak for a form.
pub(super) fn heads(nth: usize, rows: &[SeenRow]) -> f64 {
    let without_values = rows.iter().filter(|row| row.filled() == 0);
    let heads = without_values.flat_map(|row| &row.labels).map(|label| label.tables[nth].head);
    heads.filter(|&near| near >= 0.7).map(|near| f64::from(near) * 2.0).sum()
}

/// Rows that no line in order was found for, and the lines that alone have their very label: parts of a page may have been
/// taken out of it in another order.
pub(super) fn displaced(
    nth: usize,
    words: &TableWords,
    rows: &[SeenRow],
    alignment: &Alignment,
) -> Vec<(usize, usize)> {
    let is_open = |line: usize| alignment.rows[line].is_none() && words.lines[line].has_label();
    let lines_of = |row: &SeenRow| -> Vec<usize> {
        let is_named = |line: usize| row.labels.iter().any(|label| label.tables[nth].lines[line] >= LABEL_EXACT);
        (0..words.lines.len()).filter(|&line| is_named(line)).collect()
    };
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        if row.filled() == 0 || alignment.rows.contains(&Some(at)) {
            continue;
        }
        let [line] = lines_of(row)[..] else { continue };
        if is_open(line) && row.filled() <= words.lines[line].cells && !found.iter().any(|&(_, other)| other == line) {
            found.push((at, line));
        }
    }
    found
}
