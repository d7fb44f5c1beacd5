//! A report under review: its source, its record, what the arithmetic says, and what people decided. The command line
//! and the screen both stand on this.

mod choice;
mod draft;
mod moment;
mod said;
mod status;

pub use choice::{Choice, Content};
pub use draft::Draft;
pub use said::{Said, says};
pub use status::{Need, Sight, Status, Tally};

use std::collections::BTreeMap;
use std::path::Path;

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
use crate::source::{Folders, Source, Span};

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
    /// For each cell, the position of the decision on it that counts
    said: Vec<Option<usize>>,
    /// The cells in conflict, and the positions of the decisions that stand against each other
    conflicts: BTreeMap<usize, Vec<usize>>,
}

impl Review {
    /// Opens a report and the decisions beside it.
    ///
    /// # Errors
    /// If the file cannot be read or holds no table of a known form, or the sidecar is broken or of a later version.
    pub fn open(path: &Path, reader: &mut Reader) -> Result<Self> {
        Self::open_among(path, &mut Folders::default(), reader)
    }

    /// Opens one of many reports, with what was seen of their folders.
    ///
    /// # Errors
    /// As [`Review::open`].
    pub fn open_among(path: &Path, folders: &mut Folders, reader: &mut Reader) -> Result<Self> {
        Self::beside(Source::open_among(path, folders)?, &Sight::All, reader)
    }

    /// Opens a report and those of the decisions beside it that are to be seen.
    ///
    /// # Errors
    /// As [`Review::open`].
    pub fn open_seeing(sight: &Sight, path: &Path, reader: &mut Reader) -> Result<Self> {
        Self::beside(Source::open(path)?, sight, reader)
    }

    /// A source with those of the decisions beside it that are to be seen.
    fn beside(source: Source, sight: &Sight, reader: &mut Reader) -> Result<Self> {
        let path = &source.path;
        let sidecar = if path == Path::new("-") { Sidecar::default() } else { Sidecar::open(path)? };
        let sidecar = match sight {
            Sight::All => sidecar,
            Sight::Own(reviewer) => sidecar.blind_for(reviewer),
        };
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
        let mut review = Self {
            source,
            record,
            claims,
            assessment: Assessment::default(),
            sidecar,
            values: Vec::new(),
            said: Vec::new(),
            conflicts: BTreeMap::new(),
        };
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
        self.sidecar.ledger().decisions()
    }

    /// The last decision on a cell, unless it was withdrawn.
    pub fn decision(&self, cell: usize) -> Option<&Decision> {
        self.last_said(cell).filter(|said| said.verdict != Verdict::Withdraw)
    }

    /// The decisions on a cell that stand against each other, in the order of their times; none if it is in no conflict.
    pub fn sides(&self, cell: usize) -> Vec<&Decision> {
        self.conflicts.get(&cell).into_iter().flatten().map(|&nth| &self.decisions()[nth]).collect()
    }

    /// The number of cells in conflict.
    pub fn conflicts(&self) -> usize {
        self.conflicts.len()
    }

    /// All that was decided of a cell, in the order in which it was decided.
    pub fn decisions_on(&self, cell: usize) -> impl Iterator<Item = &Decision> {
        let id = &self.sheet().slots[cell].id;
        self.decisions().iter().filter(move |decision| decision.cell == *id)
    }

    /// Decisions on cells that the report does not have, as positions: the last on each, unless it was withdrawn. They are
    /// never dropped, for the report may be read otherwise one day.
    pub fn orphans(&self) -> impl Iterator<Item = usize> {
        let standing = self.sidecar.ledger().standing().into_iter();
        let strange = standing.filter(|(cell, _)| self.sheet().position(cell).is_none());
        let last = strange.filter_map(|(_, standing)| standing.last().copied());
        last.filter(|&nth| self.decisions()[nth].verdict != Verdict::Withdraw)
    }

    /// The line of the sidecar on which a decision stands, from 1.
    pub fn line_of(&self, decision: &Decision) -> Option<usize> {
        self.sidecar.line_of(decision)
    }

    /// What the decisions make of a cell.
    pub fn status(&self, cell: usize) -> Status {
        if self.conflicts.contains_key(&cell) {
            return Status::Conflict;
        }
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
        if self.takes_suggestions(cell) { self.assessment.suggestions(cell).collect() } else { Vec::new() }
    }

    /// The first of them.
    pub fn best_suggestion(&self, cell: usize) -> Option<Suggestion> {
        self.assessment.suggestions(cell).next().filter(|_| self.takes_suggestions(cell))
    }

    fn takes_suggestions(&self, cell: usize) -> bool {
        !self.status(cell).is_settled() || self.content(cell) == Some(Content::Blank)
    }

    /// Why a cell needs a person, if it does.
    pub fn need(&self, cell: usize, threshold: f64) -> Option<Need> {
        match self.status(cell) {
            Status::Unreviewed => {}
            Status::Reopened => return Some(Need::Reopened),
            Status::Conflict => return Some(Need::Conflict),
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
                    tally.conflicts += usize::from(need == Need::Conflict);
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

    /// Notes which decision counts on each cell, and which cells are in conflict.
    fn find_last_said(&mut self) {
        let ledger = self.sidecar.ledger();
        let mut said = vec![None; self.sheet().len()];
        for (id, standing) in ledger.standing() {
            if let Some(cell) = self.sheet().position(&id) {
                said[cell] = ledger.voices(&standing).last().copied();
            }
        }
        let conflicts = ledger.conflicts().into_iter();
        let conflicts = conflicts.filter_map(|(id, sides)| Some((self.sheet().position(&id)?, sides))).collect();
        (self.said, self.conflicts) = (said, conflicts);
    }

    fn reassess(&mut self) {
        self.find_last_said();
        self.values = (0..self.sheet().len()).map(|cell| self.value_in_force(cell)).collect();
        let standing = |cell| match self.status(cell) {
            Status::Unreviewed | Status::Reopened | Status::Conflict => Standing::Open,
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
