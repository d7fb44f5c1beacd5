//! What of a report needs a person, and what is wrong or open in it.

use crate::claims;
use crate::editing::assess::Suggestion;
use crate::editing::check::{Outcome, Proof};
use crate::review::progress::{ReportSummary, RuleCounts};
use crate::review::{Content, Need, Review, Status};
use crate::sheet::Equation;
use crate::sheet::record::{KeptOut, State};

impl Review {
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

    /// Those that may be taken at a threshold, likeliest first: each changes only cells that are in doubt.
    pub fn offers(&self, cell: usize, threshold: f64) -> Vec<Suggestion> {
        let mut offers = self.suggestions(cell);
        offers.retain(|offer| {
            let with = offer.with.iter().map(|(other, _)| *other);
            std::iter::once(cell).chain(with).all(|changed| self.is_in_doubt(changed, threshold))
        });
        offers
    }

    /// Whether a cell may be changed without a look at it alone: it needs a person, and its reading, if it has one, is less
    /// certain than the threshold. A cell that a person settled as a blank may still be given its value.
    pub fn is_in_doubt(&self, cell: usize, threshold: f64) -> bool {
        if self.status(cell).is_settled() {
            return self.content(cell) == Some(Content::Blank);
        }
        let is_read = self.content_read(cell).is_some_and(|content| content != Content::Blank);
        self.need(cell, threshold).is_some() && !(is_read && self.confidence(cell) >= threshold)
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

    /// Whether an equation fails because the page is wrong, as a reviewer said of one of its cells.
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

    /// The report in numbers; cells whose confidence is below a threshold need review.
    pub fn summary(&self, threshold: f64) -> ReportSummary {
        ReportSummary::of(self, &[threshold])
    }

    /// How often equations held, failed without being marked as the original's own error, and did not run.
    pub(super) fn equation_counts(&self) -> RuleCounts {
        let held = self.assessment.outcomes.iter().filter(|outcome| matches!(outcome, Outcome::Holds { .. })).count();
        RuleCounts { held, failed: self.failing().count(), not_run: self.not_run() }
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

    /// Whether nothing is open or wrong, by the summary of this review.
    pub fn is_clean(&self, summary: &ReportSummary) -> bool {
        let misfits = |outcome: &claims::Outcome| matches!(outcome, claims::Outcome::Misfits { .. });
        let fails = self.assessment.outcomes.iter().any(Outcome::fails) || self.assessment.claims.iter().any(misfits);
        let wrong = fails || !self.record.left_over.is_empty();
        let strange = self.record.kept_out.iter().any(KeptOut::is_missing)
            || self.waiting.is_some()
            || self.orphans().next().is_some();
        summary.nothing_left() && summary.equations.not_run == 0 && !wrong && !strange
    }
}
