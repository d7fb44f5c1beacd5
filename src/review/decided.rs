//! What people decided of a report, what that makes of its cells, and how it is written.

use rust_decimal::Decimal;

use crate::error::Result;
use crate::form::CellId;
use crate::review::{Choice, Content, Review, Status};
use crate::sidecar::{Decision, Verdict};

impl Review {
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

    /// Whether the file for the decisions is there, and nothing in it.
    pub fn has_empty_sidecar(&self) -> bool {
        self.sidecar.is_empty_file()
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
    pub(super) fn find_last_said(&mut self) {
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
}
