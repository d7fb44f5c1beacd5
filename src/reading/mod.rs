//! Reading: from the grids of a source to a value, or the lack of one, for every cell of the report's form.
//!
//! Rows are sorted into tables by what is printed on them (`segment`), aligned with the lines of each form that has the
//! table (`align`), and the form that explains them best is taken, table by table. The values of a row, all that
//! follows its last label, are then placed in the cells of its line (`place`).

pub mod align;
pub mod fold;
pub mod place;
pub mod segment;
pub mod title;
pub mod value;
pub mod vocabulary;

use crate::catalogue::Catalogue;
use crate::form::Unit;
use crate::grid;
use crate::reading::align::{Alignment, Weights, align};
use crate::reading::place::{LineFacts, Placed, place};
use crate::reading::segment::{SeenRow, segment};
use crate::reading::value::Token;
use crate::reading::vocabulary::{TableWords, Vocabulary};
use crate::record::{KeptOut, Reading, Reason, Record, State};
use crate::rule::Terms;
use crate::sheet::Sheet;
use crate::source::Source;

/// Probability that a printed digit was read right, where nothing is odd about it.
const DIGIT_RIGHT: f32 = 0.9992;
/// Below this, a label is said to be only near to the printed one.
const LABEL_EXACT: f32 = 0.999;
/// A row is uncertain if another line is at least this likely.
const UNCERTAIN: f64 = 0.02;

/// Reads reports by the forms of a catalogue. It remembers labels that it has seen, so keep one for many reports.
#[derive(Debug)]
pub struct Reader<'a> {
    catalogue: &'a Catalogue,
    vocabulary: Vocabulary,
}

/// A table of the report, read by one form.
struct TableReading {
    words: usize,
    alignment: Alignment,
    score: f64,
}

impl<'a> Reader<'a> {
    /// A reader for the forms of a catalogue.
    pub fn new(catalogue: &'a Catalogue) -> Self {
        Self { catalogue, vocabulary: Vocabulary::new(catalogue) }
    }

    /// Reads every cell of a report. A source without tables gives a record in which nothing was found.
    pub fn read(&mut self, source: &Source) -> Record {
        let grids = grid::find(source);
        let segments = segment(source, &grids, &mut self.vocabulary);
        let tables: Vec<Option<TableReading>> =
            segments.iter().enumerate().map(|(table, rows)| self.best_form(table, rows)).collect();
        let forms = self.forms(&tables);
        let sheet = self.catalogue.sheet(&forms);
        let (agency, year) = title::agency_and_year(source, &self.catalogue.titles);
        let readings = vec![Reading { reasons: vec![Reason::Absent], ..Reading::default() }; sheet.len()];
        let mut record =
            Record { agency, year, readings, found: vec![false; sheet.parts.len()], kept_out: vec![], sheet };
        for (table, rows) in segments.iter().enumerate() {
            if let Some(reading) = &tables[table] {
                self.fill(&mut record, table, rows, reading, source);
            }
        }
        record.kept_out.sort_by_key(|row| row.line);
        record
    }

    /// The form that explains the rows of a table best.
    fn best_form(&self, table: usize, rows: &[SeenRow]) -> Option<TableReading> {
        if !rows.iter().any(|row| row.filled() > 0) {
            return None;
        }
        let candidates = self.vocabulary.tables.iter().enumerate().filter(|(_, words)| words.table == table);
        let readings = candidates.map(|(nth, words)| {
            let alignment = align(&weights(nth, words, rows));
            let score = alignment.total + heads(nth, rows);
            TableReading { words: nth, alignment, score }
        });
        let best = readings.max_by(|a, b| a.score.total_cmp(&b.score))?;
        best.alignment.rows.iter().any(Option::is_some).then_some(best)
    }

    /// The form of each table; where nothing of a table was found, that of the other tables, or the newest.
    fn forms(&self, tables: &[Option<TableReading>]) -> Vec<usize> {
        let form = |reading: &TableReading| self.vocabulary.tables[reading.words].form;
        let seen: Vec<usize> = tables.iter().flatten().map(form).collect();
        let usual = seen.iter().copied().max_by_key(|form| (seen.iter().filter(|other| *other == form).count(), *form));
        let usual = usual.unwrap_or(self.catalogue.forms.len().saturating_sub(1));
        let holding = |table: usize| {
            let mut forms = self.vocabulary.tables.iter().filter(|words| words.table == table).map(|words| words.form);
            if forms.any(|form| form == usual) { usual } else { forms.next_back().unwrap_or(usual) }
        };
        tables.iter().enumerate().map(|(at, table)| table.as_ref().map_or_else(|| holding(at), form)).collect()
    }

    fn fill(&self, record: &mut Record, table: usize, rows: &[SeenRow], reading: &TableReading, source: &Source) {
        let words = &self.vocabulary.tables[reading.words];
        let id = self.catalogue.table_ids()[table];
        let sheet = record.sheet.clone();
        let Some(part) = sheet.parts.iter().position(|part| part.table().id == id) else { return };
        let start = sheet.parts[part].cells.start;
        record.found[part] = true;
        for (line, row) in reading.alignment.rows.iter().enumerate() {
            let Some(row) = *row else { continue };
            let first = start + words.lines[line].first;
            let cells = first..first + words.lines[line].cells;
            let sums = sums_within(&sheet, cells.clone());
            let filled = filled_columns(rows, cells.len());
            let placed = place(&rows[row].tokens, LineFacts { sums: &sums, filled: &filled });
            let odd = row_reasons(reading, rows, row, line, &placed);
            let certain = reading.alignment.probability[row][line];
            for (cell, placed) in cells.zip(&placed) {
                record.readings[cell] = cell_reading(&sheet, cell, &rows[row], placed, certain, &odd, source);
            }
        }
        let used = |row: usize| reading.alignment.rows.contains(&Some(row));
        let kept_out = rows.iter().enumerate().filter(|(at, _)| !used(*at));
        record.kept_out.extend(kept_out.map(|(_, row)| KeptOut {
            line: row.line,
            numbers: row.numbers(),
            is_stray: row.is_stray(),
        }));
    }
}

/// The sums that hold within a stretch of cells, their terms counted from its first.
fn sums_within(sheet: &Sheet, cells: std::ops::Range<usize>) -> Vec<Terms> {
    let mut equations: Vec<usize> = cells.clone().flat_map(|cell| sheet.equations_of(cell)).copied().collect();
    equations.sort_unstable();
    equations.dedup();
    let inside =
        equations.into_iter().map(|nth| &sheet.equations[nth]).filter(|e| e.cells().all(|cell| cells.contains(&cell)));
    let shift = |terms: &[usize]| terms.iter().map(|cell| cell - cells.start).collect();
    inside.map(|e| Terms { left: shift(&e.left), right: shift(&e.right), at: e.at.clone() }).collect()
}

/// For each column, how often it is not zero in the rows that have just as many values as the line has cells.
fn filled_columns(rows: &[SeenRow], cells: usize) -> Vec<f64> {
    let mut counts = vec![0.5_f64; cells];
    let mut seen = 1.5;
    for row in rows.iter().filter(|row| row.extent() == cells) {
        seen += 1.0;
        for (count, token) in counts.iter_mut().zip(&row.tokens) {
            *count += f64::from(u8::from(token.value.is_some_and(|value| !value.is_zero())));
        }
    }
    counts.into_iter().map(|count| count / seen).collect()
}

/// How well each row of a source matches each line of a table.
fn weights(nth: usize, words: &TableWords, rows: &[SeenRow]) -> Weights {
    let matches = rows.iter().map(|row| {
        words
            .lines
            .iter()
            .enumerate()
            .map(|(line, printed)| {
                let label = if printed.has_label() { label_weight(nth, row, line) } else { unlabelled_weight(row) };
                label + shape_weight(row, printed.cells)
            })
            .collect()
    });
    let skips = rows.iter().map(|row| match row.filled() {
        0 => 0.0,
        _ if row.labels.iter().all(|label| label.tables[nth].nearest() < 0.5) && !row.labels.is_empty() => -1.5,
        _ => -4.0,
    });
    Weights { matches: matches.collect(), skips: skips.collect(), lines: words.lines.len() }
}

/// How well the labels of a row match the label of a line.
fn label_weight(nth: usize, row: &SeenRow, line: usize) -> f64 {
    let near = |label: usize| {
        f64::from(row.labels[label].tables[nth].lines[line]) - 0.1 * f64::from(u8::from(label + 1 < row.labels.len()))
    };
    let Some(best) = (0..row.labels.len()).max_by(|&a, &b| near(a).total_cmp(&near(b))) else { return -0.5 };
    let number = match row.labels[best].tables[nth].numbers[line] {
        Some(true) => 0.8,
        Some(false) => -0.8,
        None => 0.0,
    };
    let group = row.labels.iter().enumerate().any(|(at, label)| at != best && label.tables[nth].groups[line] >= 0.85);
    let likeness = near(best);
    let text = if likeness >= f64::from(LABEL_EXACT) { 5.0 } else { (8.0 * likeness - 4.0).max(-4.0) };
    text + number + if group { 0.6 } else { 0.0 }
}

fn unlabelled_weight(row: &SeenRow) -> f64 {
    if row.labels.is_empty() { 1.0 } else { -4.0 }
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
fn heads(nth: usize, rows: &[SeenRow]) -> f64 {
    let without_values = rows.iter().filter(|row| row.filled() == 0);
    let heads = without_values.flat_map(|row| &row.labels).map(|label| label.tables[nth].head);
    heads.filter(|&near| near >= 0.7).map(|near| f64::from(near) * 2.0).sum()
}

/// What is odd about a row as a whole.
fn row_reasons(reading: &TableReading, rows: &[SeenRow], row: usize, line: usize, placed: &[Placed]) -> Vec<Reason> {
    let cells = placed.len();
    let mut reasons = Vec::new();
    let seen = &rows[row];
    let near = seen.labels.iter().map(|label| label.tables[reading.words].lines[line]).fold(0.0, f32::max);
    let probability = &reading.alignment.probability;
    if seen.labels.is_empty() && cells < 15 {
        reasons.push(Reason::LabelLost);
    } else if near < LABEL_EXACT && !seen.labels.is_empty() {
        reasons.push(Reason::LabelNear((near * 100.0) as u8));
    }
    if probability[row].iter().enumerate().any(|(other, p)| other != line && *p > UNCERTAIN) {
        reasons.push(Reason::RowUncertain);
    }
    if let Some(other) = (0..rows.len()).find(|&other| other != row && probability[other][line] > UNCERTAIN) {
        reasons.push(Reason::Doubled(rows[other].line + 1));
    }
    let lost = placed.iter().filter(|placed| placed.token.is_none()).count();
    let over = seen.over(cells);
    if seen.extent() > 0 && lost > 0 {
        reasons.push(Reason::RowShort(cells - lost, cells));
    } else if over > 0 {
        reasons.push(Reason::RowLong(cells + over, cells));
    }
    reasons
}

fn cell_reading(
    sheet: &Sheet,
    cell: usize,
    row: &SeenRow,
    placed: &Placed,
    certain: f64,
    odd: &[Reason],
    source: &Source,
) -> Reading {
    let Some(token) = placed.token.map(|at| &row.tokens[at]) else {
        let reasons = odd.iter().cloned().chain([Reason::Absent]).collect();
        return Reading { place: (certain * placed.probability) as f32, text: 1.0, reasons, ..Reading::default() };
    };
    let mut reading =
        Reading { place: (certain * placed.probability) as f32, ..text_reading(sheet, cell, token, source) };
    if placed.probability < 0.98 {
        reading.reasons.push(Reason::Ambiguous);
    }
    reading.reasons.extend(odd.iter().cloned());
    reading
}

/// What a value says in the column that it was placed in.
fn text_reading(sheet: &Sheet, cell: usize, token: &Token, source: &Source) -> Reading {
    let column = sheet.column(cell);
    let mut reasons = token.reasons.clone();
    let value = token.value_in(column.unit);
    if value != token.value {
        reasons.push(Reason::Converted);
    }
    match token.state {
        State::Blank => reasons.push(Reason::Blank),
        State::Illegible if value.is_some() => reasons.push(Reason::Letters),
        _ => {}
    }
    if value.is_some_and(|value| column.unit == Unit::Count && !value.fract().is_zero()) {
        reasons.push(Reason::Decimal);
    }
    if value.is_some_and(|value| value.is_sign_negative() && !column.signed) {
        reasons.push(Reason::Signed);
    }
    let digits = source.slice(token.span).chars().filter(char::is_ascii_digit).count();
    let text = reasons.iter().map(trust).product::<f32>() * DIGIT_RIGHT.powi(digits as i32);
    Reading { span: Some(token.span), state: token.state, value, text, place: 0.0, reasons }
}

/// The probability that a text with this oddity says the value that is read from it.
fn trust(reason: &Reason) -> f32 {
    match reason {
        Reason::Letters => 0.93,
        Reason::Spaces => 0.85,
        Reason::Debris => 0.9,
        Reason::Note => 0.97,
        Reason::Converted => 0.95,
        Reason::Minus => 0.98,
        Reason::Decimal | Reason::Signed => 0.3,
        Reason::Separators | Reason::Unit => 0.995,
        _ => 1.0,
    }
}
