//! Reading: from the grids of a source to a value, or the lack of one, for every cell of the report's form.
//!
//! Rows are sorted into tables by what is printed on them (`segment`), aligned with the lines of each form that has the
//! table (`align`), and the form that explains them best is taken, table by table. The values of a row, all that
//! follows its last label, are then placed in the cells of its line (`place`), all rows of a table together
//! (`settle`, `vote`).

pub mod align;
mod cross_row;
mod cut;
mod distance;
mod evidence;
mod explain;
pub mod fold;
mod habits;
mod joint;
mod legibility;
pub mod line;
mod matrix;
pub mod meaning;
mod memory;
pub mod place;
mod run_together;
pub mod segment;
pub mod settle;
mod spelling;
pub mod title;
pub mod value;
pub mod vocabulary;
pub mod vote;
mod weights;

use std::collections::HashMap;
use std::rc::Rc;

use crate::catalogue::Catalogue;
use crate::grid::{self, Bounds};
use crate::reading::cut::cuts;
use crate::reading::evidence::{Evidence, row_reasons};
use crate::reading::explain::{Explained, TableReading};
use crate::reading::habits::Habits;
use crate::reading::legibility::Legibility;
use crate::reading::line::Line;
use crate::reading::place::{LineFacts, Sum, candidates, only_candidate};
use crate::reading::segment::{SeenRow, segment};
use crate::reading::settle::settle;
use crate::reading::value::Token;
use crate::reading::vocabulary::Vocabulary;
use crate::reading::vote::Placed;
use crate::sheet::Sheet;
use crate::sheet::record::{KeptOut, LeftOver, Reading, Reason, Record};
use crate::source::{Source, Span};

/// Reads reports by the forms of a catalogue. It remembers labels and tables that it has seen, so keep one for many
/// reports.
#[derive(Debug)]
pub struct Reader<'a> {
    catalogue: &'a Catalogue,
    vocabulary: Vocabulary,
    explained: Explained,
}

/// From here on, there is no doubt which line a row is.
const CERTAIN: f64 = 0.9999;

impl<'a> Reader<'a> {
    /// A reader for the forms of a catalogue.
    pub fn new(catalogue: &'a Catalogue) -> Self {
        Self { catalogue, vocabulary: Vocabulary::new(catalogue), explained: Explained::default() }
    }

    /// The forms and rules that it reads with.
    pub fn catalogue(&self) -> &'a Catalogue {
        self.catalogue
    }

    /// Reads every cell of a report. A source without tables gives a record in which nothing was found.
    pub fn read(&mut self, source: &Source) -> Record {
        let mut grids = grid::find(source);
        let run_together = run_together::rows(source, &grids, &self.vocabulary);
        grids.extend(run_together);
        grids.sort_by_key(|grid| grid.rows[0].line);
        let segments = segment(source, &grids, &mut self.vocabulary);
        let best_form = |(table, rows): (usize, &Vec<SeenRow>)| self.explained.best_form(&self.vocabulary, table, rows);
        let tables: Vec<Option<Rc<TableReading>>> = segments.iter().enumerate().map(best_form).collect();
        let forms = self.forms(&tables);
        let sheet = self.catalogue.sheet(&forms);
        let (agency, year) = title::agency_and_year(source, &self.catalogue.titles);
        let mut readings = vec![None; sheet.len()];
        let mut record = Record {
            agency,
            year,
            readings: vec![],
            found: vec![false; sheet.parts.len()],
            kept_out: vec![],
            left_over: vec![],
            sheet,
        };
        let evidence = Evidence { source, legibility: Legibility::of(segments.iter().flatten()) };
        for (table, rows) in segments.iter().enumerate() {
            match &tables[table] {
                Some(reading) => self.fill(&mut record, &mut readings, table, rows, reading, &evidence),
                None => record.kept_out.extend(rows.iter().map(SeenRow::kept_out)),
            }
        }
        record.kept_out.sort_by_key(|row| row.line);
        let absent = || Reading { reasons: vec![Reason::Absent], ..Reading::default() };
        record.readings = readings.into_iter().map(|reading| reading.unwrap_or_else(absent)).collect();
        record
    }

    /// The form of each table; where nothing of a table was found, that of the other tables, or the newest.
    fn forms(&self, tables: &[Option<Rc<TableReading>>]) -> Vec<usize> {
        let form = |reading: &Rc<TableReading>| self.vocabulary.tables[reading.words].form;
        let seen: Vec<usize> = tables.iter().flatten().map(form).collect();
        let usual = seen.iter().copied().max_by_key(|form| (seen.iter().filter(|other| *other == form).count(), *form));
        let usual = usual.unwrap_or(self.catalogue.forms.len().saturating_sub(1));
        let holding = |table: usize| {
            let mut forms = self.vocabulary.tables.iter().filter(|words| words.table == table).map(|words| words.form);
            if forms.any(|form| form == usual) { usual } else { forms.next_back().unwrap_or(usual) }
        };
        tables.iter().enumerate().map(|(at, table)| table.as_ref().map_or_else(|| holding(at), form)).collect()
    }

    /// Gives the cells of a table their readings.
    fn fill(
        &self,
        record: &mut Record,
        readings: &mut [Option<Reading>],
        table: usize,
        rows: &[SeenRow],
        reading: &TableReading,
        evidence: &Evidence,
    ) {
        let words = &self.vocabulary.tables[reading.words];
        let id = self.catalogue.table_ids()[table];
        let sheet = record.sheet.clone();
        let Some(part) = sheet.parts.iter().position(|part| part.table().id == id) else { return };
        let start = sheet.parts[part].cells.start;
        record.found[part] = true;
        let matched: Vec<(usize, usize)> =
            reading.alignment.rows.iter().enumerate().filter_map(|(line, row)| Some((line, (*row)?))).collect();
        let mut by_width: HashMap<usize, Habits> = HashMap::new();
        let lay = |&(line, row): &(usize, usize)| {
            let first = start + words.lines[line].first;
            let width = words.lines[line].cells;
            if let Some(candidates) =
                only_candidate(&rows[row].tokens, width).filter(|_| rows[row].bounds != Bounds::None)
            {
                return Line {
                    first,
                    sums: Vec::new(),
                    candidates,
                    blanks_are_loose: false,
                    is_of_many: false,
                    blanks_vanished: false,
                };
            }
            let habits = by_width.entry(width).or_insert_with(|| Habits::of(rows, width));
            let sums = sums_within(&sheet, first..first + width);
            let is_marked = evidence.source.rendered || rows[row].bounds == Bounds::Markup;
            let exact = is_marked || rows[row].bounds == Bounds::Columns;
            let facts = LineFacts { sums: &sums, habits, exact, is_marked };
            let candidates = match rows[row].bounds {
                Bounds::None => cuts(&rows[row].tokens, evidence.source, facts),
                _ => candidates(&rows[row].tokens, facts),
            };
            let blanks_are_loose = !is_marked && !habits.leaves_blanks;
            let is_of_many = habits.mostly_short && !is_marked;
            let blanks_vanished = !exact && rows[row].is_without_blanks(width);
            Line { first, sums, candidates, blanks_are_loose, is_of_many, blanks_vanished }
        };
        let mut lines: Vec<Line> = matched.iter().map(lay).collect();
        let placed = settle(&sheet, &mut lines);
        for ((&(line, row), laid), placed) in matched.iter().zip(&lines).zip(&placed) {
            let odd = row_reasons(&reading.odd[line], rows, &rows[row], placed);
            let certain = reading.alignment.probability[row][line];
            for (at, placed) in placed.iter().enumerate() {
                let token = placed.token.map(|token| &laid.candidates.tokens[token]);
                let mut is_line = certain;
                if certain < CERTAIN {
                    is_line = (certain + elsewhere(reading, rows, line, row, at, token)).min(1.0);
                    if token.and_then(|token| token.value).is_some_and(|value| value.is_zero()) {
                        let habits = by_width.entry(laid.width()).or_insert_with(|| Habits::of(rows, laid.width()));
                        is_line = habits.zero_anyway(at, is_line);
                    }
                }
                let probability = is_line * placed.probability;
                let cell = laid.first + at;
                readings[cell] =
                    Some(evidence.cell_reading(&sheet, cell, token, (probability, placed.is_unproved), &odd));
            }
        }
        record.left_over.extend(lines.iter().zip(&placed).flat_map(|(line, placed)| left_over(line, placed)));
        let used = |row: usize| reading.alignment.rows.contains(&Some(row));
        let kept_out = rows.iter().enumerate().filter(|(at, _)| !used(*at));
        let repeats = |at: usize| {
            let doubted = reading.alignment.probability[at].iter().enumerate().filter(|(_, chance)| **chance > 0.01);
            doubted.filter_map(|(line, _)| reading.alignment.rows[line]).any(|other| rows[at].repeats(&rows[other]))
        };
        record.kept_out.extend(kept_out.map(|(at, row)| KeptOut { repeats: repeats(at), ..row.kept_out() }));
    }
}

/// The probability that another row is this line which says the same of a cell: a row that is printed twice is no doubt
/// about its values.
fn elsewhere(
    reading: &TableReading,
    rows: &[SeenRow],
    line: usize,
    row: usize,
    at: usize,
    token: Option<&Token>,
) -> f64 {
    let said = |token: &Token| (token.state, token.value);
    let others = (0..rows.len()).filter(|&other| other != row && reading.alignment.probability[other][line] > 1e-3);
    let same = others.filter(|&other| rows[other].tokens.get(at).map(said) == token.map(said));
    same.map(|other| reading.alignment.probability[other][line]).sum()
}

/// The numbers of a row that stand in none of its cells.
fn left_over(line: &Line, placed: &[Placed]) -> Vec<LeftOver> {
    let tokens = &line.candidates.tokens;
    let mut is_placed = vec![false; tokens.len()];
    placed.iter().filter_map(|placed| placed.token).for_each(|at| is_placed[at] = true);
    let used = |span: Span| {
        let mut placed = tokens.iter().zip(&is_placed).filter(|(_, is_placed)| **is_placed);
        placed.any(|(used, _)| used.span.start < span.end && span.start < used.span.end)
    };
    let spare = tokens.iter().zip(&is_placed).filter(|(token, is_placed)| !**is_placed && token.value.is_some());
    spare.filter(|(token, _)| !used(token.span)).map(|(token, _)| LeftOver { span: token.span }).collect()
}

/// The sums that hold within a stretch of cells, their terms counted from its first.
fn sums_within(sheet: &Sheet, cells: std::ops::Range<usize>) -> Vec<Sum> {
    let equations = sheet.strict_equations_of(cells.clone()).map(|nth| &sheet.equations[nth]);
    let inside = equations.filter(|equation| equation.cells().all(|cell| cells.contains(&cell)));
    let shift = |terms: &[usize]| terms.iter().map(|cell| cell - cells.start).collect();
    inside.map(|e| Sum { left: shift(&e.left), right: shift(&e.right) }).collect()
}
