//! A report under review: its source, its record, what the arithmetic says, and what people decided. The command line
//! and the screen both use this.

mod assessed;
mod assessments;
mod choice;
mod decided;
mod need;
mod open;
mod pending;
pub mod priority;
pub mod progress;
pub mod rescue;
pub mod rows;
mod said;
pub mod similar;
mod status;
mod waiting;
pub mod years;

pub use assessed::{Foreseen, Prospect};
pub use choice::{Choice, Content};
pub use pending::PendingDecisions;
pub use said::{Said, says};
pub use status::{Need, Sight, Status};
pub use waiting::Waiting;

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::claims::Claim;
use crate::editing::assess::{Assessment, Standing};
use crate::review::assessments::Assessed;
use crate::sheet::Sheet;
use crate::sheet::record::{Reading, Record};
use crate::sidecar::Sidecar;
use crate::source::{Source, Span};

/// A report under review.
#[derive(Debug)]
pub struct Review {
    /// The file
    pub source: Source,
    /// What it says in its tables
    pub record: Record,
    /// What its sentences claim of the tables, in the order of the text
    pub claims: Arc<[Claim]>,
    /// What the arithmetic says of the values in force
    pub assessment: Assessment,
    /// What it belongs to, and others that were made or foreseen
    assessed: Assessed,
    sidecar: Sidecar,
    /// Decisions that were made on another report
    waiting: Option<Waiting>,
    values: Vec<Option<Decimal>>,
    /// For each cell, the position of the decision on it that counts
    said: Vec<Option<usize>>,
    /// The cells in conflict, and the positions of the decisions on either side
    conflicts: BTreeMap<usize, Vec<usize>>,
}

impl Review {
    /// The cells of the report and the equations on them.
    pub fn sheet(&self) -> &Sheet {
        &self.record.sheet
    }

    /// What the source says for a cell.
    pub fn reading(&self, cell: usize) -> &Reading {
        &self.record.readings[cell]
    }

    /// The text of a cell in the source.
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

    /// The cell whose text covers a place in the source, or is nearest to it on its line.
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

    /// Works out what is in force now and what the arithmetic says of it.
    fn reassess(&mut self) {
        self.find_last_said();
        self.values = (0..self.sheet().len()).map(|cell| self.value_in_force(cell)).collect();
        self.assess();
    }

    /// How far a person has settled a cell.
    fn standing(&self, cell: usize) -> Standing {
        match self.status(cell) {
            Status::Unreviewed | Status::Reopened | Status::Conflict => self.unreviewed(cell),
            Status::Confirmed | Status::Corrected => Standing::Fixed,
            Status::SourceError => Standing::Excused,
        }
    }

    /// How far the source itself settles a cell that nobody has decided.
    fn unreviewed(&self, cell: usize) -> Standing {
        let is_stated = self.content_read(cell) == Some(Content::NotApplicable);
        if is_stated { Standing::Stated } else { Standing::Open }
    }

    /// The amount of a cell in sums: its value in force, or 0 where the agency or a person states that there is none.
    pub fn amount(&self, cell: usize) -> Option<Decimal> {
        self.content(cell).and_then(Content::amount)
    }

    /// The amounts of all cells in sums.
    pub fn amounts(&self) -> Vec<Option<Decimal>> {
        (0..self.sheet().len()).map(|cell| self.amount(cell)).collect()
    }

    fn value_in_force(&self, cell: usize) -> Option<Decimal> {
        match self.status(cell) {
            Status::Corrected => self.content(cell).and_then(Content::value),
            _ => self.reading(cell).value,
        }
    }
}
