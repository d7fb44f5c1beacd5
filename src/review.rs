//! A report under review: its source, its record, what the arithmetic says, and what people decided. The command line
//! and the screen both stand on this.

mod choice;

pub use choice::{Choice, Content, says};

use std::path::Path;

use jiff::Zoned;
use rust_decimal::Decimal;

use crate::assess::{Assessment, Observed, Standing, Suggestion};
use crate::check::{Outcome, Proof};
use crate::claims::{self, Claim};
use crate::error::{Error, Result};
use crate::form::CellId;
use crate::reading::Reader;
use crate::record::{KeptOut, Reading, Record, State};
use crate::sheet::{Equation, Sheet};
use crate::sidecar::{Decision, Sidecar, Verdict};
use crate::source::{Source, Span};

/// What the reviewers' decisions make of a cell.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Status {
    /// Nothing was decided, or it was withdrawn.
    Unreviewed,
    /// Decided when the cell read differently: shown, and open again.
    Reopened,
    /// Confirmed as read.
    Confirmed,
    /// Given another value.
    Corrected,
    /// The page is wrong; its value is kept.
    SourceError,
}

impl Status {
    /// The name of the status in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Unreviewed | Self::Reopened => "unreviewed",
            Self::Confirmed => "confirmed",
            Self::Corrected => "corrected",
            Self::SourceError => "source_error",
        }
    }

    /// Whether a person has settled the cell.
    pub fn is_settled(self) -> bool {
        !matches!(self, Self::Unreviewed | Self::Reopened)
    }
}

/// Why a cell needs a person, gravest first.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Need {
    /// A decision was made when it read differently.
    Reopened,
    /// Failing equations point at it.
    Contradicted,
    /// What stands there is no number.
    Illegible,
    /// Its reading is less certain than the threshold.
    Doubtful,
    /// It is blank and nothing tells its value.
    Blank,
    /// It is not in the source and nothing tells its value.
    Absent,
    /// It has no value, and the equations tell which it has; it only waits to be taken.
    Solved,
}

/// How many cells of a report are in which state.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Tally {
    /// Cells that need a person
    pub open: usize,
    /// Those of them that failing equations point at
    pub contradicted: usize,
    /// Cells without a value whose value the equations tell
    pub solved: usize,
    /// Equations that fail and are not marked as the page's own error
    pub failing: usize,
    /// Equations that did not run
    pub not_run: usize,
    /// Cells that a person settled
    pub settled: usize,
    /// Cells that two equations bear out
    pub proved: usize,
    /// All cells
    pub cells: usize,
}

impl Tally {
    /// Whether no cell needs a person, and none waits for its value to be taken.
    pub fn nothing_left(&self) -> bool {
        self.open + self.solved == 0
    }
}

/// A report under review.
#[derive(Debug)]
pub struct Review {
    /// The file
    pub source: Source,
    /// What it says in its tables
    pub record: Record,
    /// What its sentences claim of the tables, in the order of the text
    pub claims: Vec<Claim>,
    /// What the arithmetic says of the values in force
    pub assessment: Assessment,
    sidecar: Sidecar,
    values: Vec<Option<Decimal>>,
    /// For each cell, the position of the last decision on it
    said: Vec<Option<usize>>,
}

impl Review {
    /// Opens a report and the decisions beside it.
    ///
    /// # Errors
    /// If the file cannot be read or holds no table of a known form, or the sidecar is broken or of a later version.
    pub fn open(path: &Path, reader: &mut Reader) -> Result<Self> {
        let source = Source::open(path)?;
        let sidecar = if path == Path::new("-") { Sidecar::default() } else { Sidecar::open(path)? };
        Self::new(source, sidecar, reader)
    }

    /// Reads a source and lays decisions on it.
    ///
    /// # Errors
    /// [`Error::NoTables`] if the source holds no table of a known form.
    pub fn new(source: Source, sidecar: Sidecar, reader: &mut Reader) -> Result<Self> {
        let record = reader.read(&source);
        if !record.found.contains(&true) {
            return Err(Error::NoTables(source.path));
        }
        let claims = reader.catalogue().claims(&source, &record);
        let (values, said) = (Vec::new(), Vec::new());
        let mut review = Self { source, record, claims, assessment: Assessment::default(), sidecar, values, said };
        review.reassess();
        Ok(review)
    }

    /// The cells of the report and the equations on them.
    pub fn sheet(&self) -> &Sheet {
        &self.record.sheet
    }

    /// What the source says for a cell.
    pub fn reading(&self, cell: usize) -> &Reading {
        &self.record.readings[cell]
    }

    /// The text of a cell as it stands in the source.
    pub fn raw(&self, cell: usize) -> &str {
        self.reading(cell).span.map_or("", |span| self.source.slice(span))
    }

    /// Line and column of a cell in the source, from 1; none if it is not there.
    pub fn place(&self, cell: usize) -> Option<(usize, usize)> {
        self.reading(cell).span.map(|span| self.source.place(span.start))
    }

    /// The values in force: the reviewers', else the source's.
    pub fn values(&self) -> &[Option<Decimal>] {
        &self.values
    }

    /// All decisions, those on one cell in the order in which they were made.
    pub fn decisions(&self) -> &[Decision] {
        &self.sidecar.decisions
    }

    /// The last decision on a cell, unless it was withdrawn.
    pub fn decision(&self, cell: usize) -> Option<&Decision> {
        self.last_said(cell).filter(|said| said.verdict != Verdict::Withdraw)
    }

    /// Decisions on cells that the report does not have.
    pub fn orphans(&self) -> impl Iterator<Item = &Decision> {
        self.decisions().iter().filter(|decision| self.sheet().position(&decision.cell).is_none())
    }

    /// What the decisions make of a cell.
    pub fn status(&self, cell: usize) -> Status {
        let Some(decision) = self.decision(cell) else { return Status::Unreviewed };
        match decision.verdict {
            _ if decision.saw != self.raw(cell) => Status::Reopened,
            Verdict::Confirm => Status::Confirmed,
            Verdict::Correct => Status::Corrected,
            Verdict::SourceError => Status::SourceError,
            Verdict::Withdraw => Status::Unreviewed,
        }
    }

    /// How sure the reading of a cell is.
    pub fn confidence(&self, cell: usize) -> f64 {
        self.assessment.confidence(cell, self.reading(cell))
    }

    /// How sure a reading is if equations that fail are left to the cells that are to blame for it.
    fn own_confidence(&self, cell: usize) -> f64 {
        let reading = self.reading(cell);
        match self.proof(cell) {
            Proof::Contradicted => f64::from(reading.text) * f64::from(reading.place),
            _ => self.confidence(cell),
        }
    }

    /// The proof of a cell.
    pub fn proof(&self, cell: usize) -> Proof {
        self.assessment.proofs[cell]
    }

    /// Values offered for a cell, likeliest first. None once a person has settled it, but for one that was settled as a
    /// blank: the value that follows from the equations is still offered there.
    pub fn suggestions(&self, cell: usize) -> Vec<Suggestion> {
        let settled = self.status(cell).is_settled();
        if settled && self.content(cell) != Some(Content::Blank) {
            Vec::new()
        } else {
            self.assessment.suggestions(cell)
        }
    }

    /// Why a cell needs a person, if it does.
    pub fn need(&self, cell: usize, threshold: f64) -> Option<Need> {
        match self.status(cell) {
            Status::Unreviewed => {}
            Status::Reopened => return Some(Need::Reopened),
            _ => return None,
        }
        let reading = self.reading(cell);
        if self.proof(cell) == Proof::Contradicted && self.assessment.is_suspect(self.sheet(), cell) {
            return Some(Need::Contradicted);
        }
        let solved = self.assessment.derived[cell].is_some();
        match reading.state {
            State::Illegible => Some(Need::Illegible),
            State::Blank | State::Absent if solved => Some(Need::Solved),
            State::Blank => Some(Need::Blank),
            State::Absent => Some(Need::Absent),
            State::NotApplicable => None,
            State::Number => (self.own_confidence(cell) < threshold).then_some(Need::Doubtful),
        }
    }

    /// Whether an equation that fails stands so on the page, as a reviewer said of one of its cells.
    pub fn is_source_error(&self, equation: &Equation) -> bool {
        equation.cells().any(|cell| self.status(cell) == Status::SourceError)
    }

    /// Equations that fail and are not marked as the page's own error, as positions.
    pub fn failing(&self) -> impl Iterator<Item = usize> {
        let failing =
            self.assessment.outcomes.iter().enumerate().filter(|(_, outcome)| outcome.fails()).map(|(nth, _)| nth);
        let equation = |nth: usize| &self.sheet().equations[nth];
        failing.filter(move |&nth| equation(nth).is_strict() && !self.is_source_error(equation(nth)))
    }

    /// How many cells and equations are in which state.
    pub fn tally(&self, threshold: f64) -> Tally {
        let cells = 0..self.sheet().len();
        let mut tally =
            Tally { failing: self.failing().count(), not_run: self.not_run(), cells: cells.len(), ..Tally::default() };
        for cell in cells {
            match self.need(cell, threshold) {
                Some(Need::Solved) => tally.solved += 1,
                Some(need) => {
                    tally.open += 1;
                    tally.contradicted += usize::from(need == Need::Contradicted);
                }
                None => {}
            }
            tally.settled += usize::from(self.status(cell).is_settled());
            tally.proved += usize::from(self.proof(cell) == Proof::Proved);
        }
        tally
    }

    /// The claim of a count that does not fit, if a claim of a share that does not fit either is said of it: one cause.
    pub fn share_of_misfit(&self, share: usize) -> Option<usize> {
        let misfits = |nth: usize| matches!(self.assessment.claims[nth], claims::Outcome::Misfits { .. });
        let is_share = |nth: usize| matches!(self.claims[nth].said, claims::Said::Share { .. });
        let same = |nth: usize| {
            self.claims[nth].rule == self.claims[share].rule && self.claims[nth].sentence == self.claims[share].sentence
        };
        if !is_share(share) || !misfits(share) {
            return None;
        }
        (0..share).rev().find(|&nth| same(nth) && misfits(nth) && !is_share(nth))
    }

    /// The number of equations that did not run.
    pub fn not_run(&self) -> usize {
        self.assessment.outcomes.iter().filter(|outcome| outcome.did_not_run()).count()
    }

    /// Whether nothing is open or wrong, by a tally of this review.
    pub fn is_clean(&self, tally: &Tally) -> bool {
        let misfits = |outcome: &claims::Outcome| matches!(outcome, claims::Outcome::Misfits { .. });
        let fails = self.assessment.outcomes.iter().any(Outcome::fails) || self.assessment.claims.iter().any(misfits);
        let wrong = fails || !self.record.left_over.is_empty();
        let strange = self.record.kept_out.iter().any(KeptOut::is_missing) || self.orphans().next().is_some();
        tally.nothing_left() && tally.not_run == 0 && !wrong && !strange
    }

    /// The cell whose text covers a place in the source, or stands nearest to it on its line.
    pub fn cell_at(&self, byte: usize) -> Option<usize> {
        let line = self.source.line_of(byte);
        let distance = |span: Span| span.start.saturating_sub(byte).max(byte.saturating_sub(span.end));
        let spans = self.record.readings.iter().enumerate().filter_map(|(cell, reading)| Some((cell, reading.span?)));
        let on_line = spans.filter(|(_, span)| self.source.line_of(span.start) == line);
        on_line.min_by_key(|(_, span)| distance(*span)).map(|(cell, _)| cell)
    }

    /// The values in force, but for one cell.
    pub fn values_with(&self, cell: usize, value: Option<Decimal>) -> Vec<Option<Decimal>> {
        let mut values = self.values.clone();
        values[cell] = value;
        values
    }

    /// Adds a decision on a cell, bound to what is seen now. It is in force at once; [`Review::save`] makes it last.
    pub fn decide(&mut self, cell: usize, verdict: Verdict, value: Option<Decimal>, by: &str, note: &str) {
        let content = value.map_or(Content::Blank, Content::Number);
        self.decide_all(&[Choice { note: note.to_owned(), ..Choice::new(cell, verdict, content) }], by);
    }

    /// Writes the decisions beside the report; the number of decisions of others that were taken in is returned.
    ///
    /// # Errors
    /// If the sidecar cannot be written, or was broken meanwhile; the decisions stay in force here.
    pub fn save(&mut self) -> Result<usize> {
        let sheet = self.record.sheet.clone();
        let order = |id: &CellId| sheet.position(id).unwrap_or(usize::MAX);
        let taken_in = self.sidecar.save(&self.source, order);
        self.find_last_said();
        let taken_in = taken_in?;
        if taken_in > 0 {
            self.reassess();
        }
        Ok(taken_in)
    }

    /// Notes which decision is the last on each cell.
    fn find_last_said(&mut self) {
        let mut said = vec![None; self.sheet().len()];
        for (nth, decision) in self.decisions().iter().enumerate() {
            if let Some(cell) = self.sheet().position(&decision.cell) {
                said[cell] = Some(nth);
            }
        }
        self.said = said;
    }

    fn reassess(&mut self) {
        self.find_last_said();
        self.values = (0..self.sheet().len()).map(|cell| self.value_in_force(cell)).collect();
        let standing = |cell| match self.status(cell) {
            Status::Unreviewed | Status::Reopened => Standing::Open,
            Status::Confirmed | Status::Corrected => Standing::Fixed,
            Status::SourceError => Standing::Excused,
        };
        let observed = |cell: usize| Observed {
            value: self.values[cell],
            text: self.raw(cell),
            doubt: 1.0 - f64::from(self.reading(cell).text),
            standing: standing(cell),
        };
        let observed: Vec<Observed> = (0..self.sheet().len()).map(observed).collect();
        let assessment = Assessment::of(&self.record.sheet, &observed, &self.claims);
        self.assessment = assessment;
    }

    fn value_in_force(&self, cell: usize) -> Option<Decimal> {
        match self.status(cell) {
            Status::Corrected => self.content(cell).and_then(Content::value),
            _ => self.reading(cell).value,
        }
    }
}

/// The moment, in the form that decisions carry.
fn now() -> String {
    Zoned::now().strftime("%Y-%m-%dT%H:%M:%S%.3f%:z").to_string()
}
