//! The form that explains the rows of a table best. Most reports have the rows of most others, label by label and as full
//! as there, whatever the figures say; so what was made of such rows is remembered.

use std::rc::Rc;

use crate::reading::align::{Alignment, align};
use crate::reading::evidence::{OddRow, odd_rows};
use crate::reading::memory::Memory;
use crate::reading::segment::SeenRow;
use crate::reading::vocabulary::{LABEL_EXACT, Vocabulary};
use crate::reading::weights::{displaced, heads, weights};

/// How many tables are remembered in each generation; the alignment of the largest one takes some ten kilobytes.
const REMEMBERED: usize = 48;
/// Tables with more rows are not remembered.
const MOST_ROWS: usize = 80;

/// The rows of a table of the report, read by one form.
#[derive(Debug)]
pub(super) struct TableReading {
    /// The position of table and form in the vocabulary
    pub words: usize,
    /// Which rows are which lines
    pub alignment: Alignment,
    /// For each line, what is odd about the row that it is
    pub odd: Vec<OddRow>,
    score: f64,
}

/// Tables that were explained before, by all that was weighed there. Without it, `check` takes 26 % more instructions on
/// clean reports.
#[derive(Debug)]
pub(super) struct Explained {
    known: Memory<Vec<u64>, Option<Rc<TableReading>>>,
}

impl Default for Explained {
    fn default() -> Self {
        Self { known: Memory::of(REMEMBERED) }
    }
}

impl Explained {
    /// The form that explains the rows of a table best, if one does.
    pub(crate) fn best_form(
        &mut self,
        vocabulary: &Vocabulary,
        table: usize,
        rows: &[SeenRow],
    ) -> Option<Rc<TableReading>> {
        if !rows.iter().any(|row| row.filled() > 0) && !is_blank_table(rows) {
            return None;
        }
        if rows.len() > MOST_ROWS {
            return best_form(vocabulary, table, rows).map(Rc::new);
        }
        let key = weighed(table, rows);
        if let Some(known) = self.known.get(key.as_slice()) {
            return known;
        }
        let best = best_form(vocabulary, table, rows).map(Rc::new);
        self.known.put(key, best.clone());
        best
    }
}

/// Whether rows are a table in which every cell is blank: one has the very label of a row and blank cells.
fn is_blank_table(rows: &[SeenRow]) -> bool {
    let is_printed = |row: &SeenRow| row.labels.iter().any(|label| label.nearest >= LABEL_EXACT);
    rows.iter().any(is_printed) && rows.iter().any(|row| !row.tokens.is_empty())
}

/// All that weights are made of: the labels of each row and the shape of its values, not what they say.
fn weighed(table: usize, rows: &[SeenRow]) -> Vec<u64> {
    let mut key = Vec::with_capacity(1 + rows.len() * 8);
    key.push(table as u64);
    for row in rows {
        key.push(row.labels.len() as u64);
        key.extend(row.labels.iter().map(|label| label.number));
        key.extend([row.tokens.len(), row.filled(), row.extent(), row.leading()].map(|count| count as u64));
    }
    key
}

fn best_form(vocabulary: &Vocabulary, table: usize, rows: &[SeenRow]) -> Option<TableReading> {
    let candidates = vocabulary.tables.iter().enumerate().filter(|(_, words)| words.table == table);
    let readings = candidates.map(|(nth, words)| {
        let mut alignment = align(&weights(nth, words, rows));
        alignment.add_displaced(&displaced(nth, words, rows, &alignment));
        let score = alignment.total + heads(nth, rows);
        TableReading { words: nth, alignment, odd: Vec::new(), score }
    });
    let best = readings.max_by(|a, b| a.score.total_cmp(&b.score))?;
    let odd = odd_rows(best.words, &vocabulary.tables[best.words], rows, &best.alignment);
    best.alignment.rows.iter().any(Option::is_some).then_some(TableReading { odd, ..best })
}
