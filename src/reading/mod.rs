//! Reading: from the grids of a source to a value, or the lack of one, for every cell of the report's form.
//!
//! Rows are sorted into tables by what is printed on them (`segment`), aligned with the lines of each form that has the
//! table (`align`), and the form that explains them best is taken, table by table. The values of a row, all that
//! follows its last label, are then placed in the cells of its line (`place`), all rows of a table together
//! (`settle`, `vote`).

mod align;
mod conservation;
mod cross_row;
mod cut;
mod distance;
mod evidence;
mod explain;
mod fold;
mod habits;
mod joint;
mod legibility;
mod line;
mod matrix;
pub(crate) mod meaning;
mod memory;
mod place;
mod run_together;
mod segment;
mod settle;
mod spelling;
mod title;
mod unfold;
pub(crate) mod value;
mod vocabulary;
mod vote;
mod weights;

use std::collections::HashMap;
use std::rc::Rc;

use crate::catalogue::Catalogue;
use crate::grid::{self, Bounds, Cell};
use crate::reading::conservation::{PlacedRow, Rows, UnusedRow, account};
use crate::reading::cut::cuts;
use crate::reading::evidence::{Evidence, row_reasons};
use crate::reading::explain::{Explained, TableReading};
use crate::reading::habits::Habits;
use crate::reading::legibility::Legibility;
use crate::reading::line::Line;
use crate::reading::place::{LineFacts, Sum, candidates, only_candidate};
use crate::reading::segment::{SeenRow, segment};
use crate::reading::settle::settle;
use crate::reading::unfold::{Shape, is_folded, unfold};
use crate::reading::value::Token;
use crate::reading::vocabulary::{LABEL_EXACT, LabelMatch, TableWords, Vocabulary};
use crate::reading::vote::Placed;
use crate::reading::weights::usual_cells;
use crate::sheet::Sheet;
use crate::sheet::record::{Reading, Reason, Record};
use crate::source::Source;

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
        let mut segments = segment(source, &grids, &mut self.vocabulary);
        for (table, rows) in segments.iter_mut().enumerate() {
            self.unfold(table, rows);
        }
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
            explained: vec![],
            sheet,
        };
        let evidence = Evidence { source, legibility: Legibility::of(segments.iter().flatten()) };
        let mut became = Rows::default();
        for (table, rows) in segments.iter().enumerate() {
            match &tables[table] {
                Some(reading) => self.fill(&mut record, &mut readings, (table, rows), reading, &evidence, &mut became),
                None => became.unused.extend((0..rows.len()).map(|row| UnusedRow { table, row, repeats: false })),
            }
        }
        let absent = || Reading { reasons: vec![Reason::Absent], ..Reading::default() };
        record.readings = readings.into_iter().map(|reading| reading.unwrap_or_else(absent)).collect();
        account(source, &segments, &became, &mut record);
        record
    }

    /// Unfolds rows of a table that hold the values of several.
    fn unfold(&self, table: usize, rows: &mut Vec<SeenRow>) {
        let forms = self.vocabulary.tables.iter().enumerate().filter(|(_, words)| words.table == table);
        let forms: Vec<(usize, &TableWords)> = forms.collect();
        let Some((cells, words)) = forms.iter().find_map(|(_, words)| Some((usual_cells(words)?, *words))) else {
            return;
        };
        if !is_folded(rows, cells) {
            return;
        }
        let sheet = self.catalogue.sheet(&vec![words.form; self.vocabulary.table_count()]);
        let id = self.catalogue.table_ids()[table];
        let Some(part) = sheet.parts.iter().find(|part| part.table().id == id) else { return };
        let Some(line) = words.lines.iter().find(|line| line.cells == cells) else { return };
        let first = part.cells.start + line.first;
        let sums = sums_within(&sheet, first..first + cells);
        if !sums.is_empty() {
            let shape = Shape { forms: &forms, cells, sums: &sums };
            *rows = unfold(rows, &shape);
        }
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
        (table, rows): (usize, &[SeenRow]),
        reading: &TableReading,
        evidence: &Evidence,
        became: &mut Rows,
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
            let is_marked = match rows[row].bounds {
                Bounds::Markup => true,
                bounds => bounds == Bounds::Separators && evidence.source.rendered,
            };
            let is_laid_out = rows[row].bounds == Bounds::Columns && rows[row].tokens.len() >= width;
            let exact = is_marked || is_laid_out;
            let facts = LineFacts { sums: &sums, habits, exact, is_marked };
            let candidates = match rows[row].bounds {
                Bounds::None => {
                    cuts(&rows[row].tokens, rows[row].label_cells.last().map(|cell| cell.span), evidence.source, facts)
                }
                _ => candidates(&rows[row].tokens, facts),
            };
            let blanks_are_loose = !is_marked && !habits.leaves_blanks;
            let is_of_many = habits.mostly_short && !is_marked;
            let blanks_vanished = !exact && rows[row].is_without_blanks(width);
            Line { first, sums, candidates, blanks_are_loose, is_of_many, blanks_vanished }
        };
        let mut lines: Vec<Line> = matched.iter().map(lay).collect();
        let mut placed = settle(&sheet, &mut lines);
        for (_, placed) in matched.iter().zip(&mut placed).filter(|((_, row), _)| rows[*row].bounds == Bounds::None) {
            placed.iter_mut().for_each(Placed::take_no_guess);
        }
        for (line, placed) in lines.iter().zip(&mut placed) {
            doubt_joined(line, placed);
        }
        for (_, placed) in matched.iter().zip(&mut placed).filter(|((_, row), _)| rows[*row].is_by_order) {
            *placed = std::mem::take(placed).into_iter().map(Placed::by_order).collect();
        }
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
        let used = |row: usize| reading.alignment.rows.contains(&Some(row));
        let repeats = |at: usize| {
            let doubted = reading.alignment.probability[at].iter().enumerate().filter(|(_, chance)| **chance > 0.01);
            doubted.filter_map(|(line, _)| reading.alignment.rows[line]).any(|other| rows[at].repeats(&rows[other]))
        };
        let unused = (0..rows.len()).filter(|at| !used(*at));
        became.unused.extend(unused.map(|row| UnusedRow { table, row, repeats: repeats(row) }));
        let placed = matched.iter().zip(&lines).map(|(&(line, row), laid)| {
            let cells = laid.first..laid.first + laid.width();
            PlacedRow { table, row, cells, is_named: is_named(evidence.source, &rows[row], reading.words, line) }
        });
        became.placed.extend(placed);
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

/// Doubts values that may be two, where a cell of their row has none.
fn doubt_joined(line: &Line, placed: &mut [Placed]) {
    let token = |placed: &Placed| placed.token.map(|token| &line.candidates.tokens[token]);
    if placed.iter().all(|placed| token(placed).is_some_and(|token| token.value.is_some())) {
        return;
    }
    let is_joined = |placed: &Placed| token(placed).is_some_and(|token| token.parts.len() > 1);
    for placed in placed.iter_mut().filter(|placed| is_joined(placed)) {
        *placed = placed.clone().by_order();
    }
}

/// Whether a row was found by its very label, which stands on the line of its values; one without a label on the form is
/// found by its place.
fn is_named(source: &Source, row: &SeenRow, words: usize, line: usize) -> bool {
    let is_exact =
        |label: &Rc<LabelMatch>| label.tables[words].lines.get(line).is_some_and(|&near| near >= LABEL_EXACT);
    let is_beside = |label: &Cell| source.line_of(label.span.start) == row.line;
    (row.bounds != Bounds::Spaces || row.label_cells.iter().any(is_beside)) && row.labels.iter().any(is_exact)
}

/// The sums that hold within a stretch of cells, their terms counted from its first.
fn sums_within(sheet: &Sheet, cells: std::ops::Range<usize>) -> Vec<Sum> {
    let equations = sheet.strict_equations_of(cells.clone()).map(|nth| &sheet.equations[nth]);
    let inside = equations.filter(|equation| equation.cells().all(|cell| cells.contains(&cell)));
    let shift = |terms: &[usize]| terms.iter().map(|cell| cell - cells.start).collect();
    inside.map(|e| Sum { left: shift(&e.left), right: shift(&e.right) }).collect()
}
