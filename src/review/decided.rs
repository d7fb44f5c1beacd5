//! What people decided of a report, what that makes of its cells, and how it is written.

use std::collections::BTreeMap;

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

    /// The sides of the conflict on a cell, in the order of their moments; none if it is in no conflict.
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
        let in_force = self.sidecar.ledger().in_force().into_iter();
        let strange = in_force.filter(|(cell, _)| self.sheet().position(cell).is_none());
        let last = strange.filter_map(|(_, in_force)| in_force.all.last().copied());
        last.filter(|&at| self.decisions()[at].verdict != Verdict::Withdraw)
    }

    /// The lines of the sidecar with some decisions, given as positions; from 1.
    pub fn lines_of(&self, decisions: &[usize]) -> Vec<Option<usize>> {
        self.sidecar.lines_of(decisions.iter().map(|&at| &self.decisions()[at]))
    }

    /// Whether the file for the decisions is there, and nothing in it.
    pub fn has_empty_sidecar(&self) -> bool {
        self.sidecar.is_empty_file()
    }

    /// What the decisions make of a cell.
    pub fn status(&self, cell: usize) -> Status {
        if self.conflicts.contains_key(&cell) {
            return Status::Conflict;
        }
        let Some(decision) = self.decision(cell) else {
            return if self.waiting_on(cell).is_some() { Status::Reopened } else { Status::Unreviewed };
        };
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

    /// Writes the decisions beside the report; the number of decisions of others that were joined is returned.
    ///
    /// # Errors
    /// [`crate::error::Error::NotYet`] at once if another process is writing in the folder, to be tried again; any other
    /// if the sidecar cannot be written, or was broken meanwhile. The decisions stay in force here.
    pub fn save(&mut self) -> Result<usize> {
        let sheet = self.record.sheet.clone();
        let order = |id: &CellId| sheet.position(id).unwrap_or(usize::MAX);
        let taken_in = self.sidecar.save_in_passing(&self.source, order);
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
        let mut conflicts = BTreeMap::new();
        for (id, in_force) in ledger.in_force() {
            let Some(cell) = self.sheet().position(&id) else { continue };
            said[cell] = in_force.heard.last().copied();
            if in_force.is_conflict {
                conflicts.insert(cell, in_force.heard);
            }
        }
        (self.said, self.conflicts) = (said, conflicts);
    }
}
