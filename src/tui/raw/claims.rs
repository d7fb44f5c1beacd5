//! Sentences that claim something of the tables: which stand where, which cells they may mean, and the way from the one
//! to the other.

use crate::claims::{Meaning, Outcome};
use crate::review::Review;
use crate::source::Span;
use crate::tui::app::App;
use crate::tui::input::action::Action;
use crate::tui::input::context::Context;
use crate::tui::raw::cell_over;
use crate::tui::report::Focus;
use crate::words::Word;

/// The cell of a claim that one went to last.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Visited {
    report: usize,
    claim: usize,
    /// Its position among those of the claim
    nth: usize,
}

/// The cells that a claim means, each once: those of the reading that fits; if none does, those of all of them. A claim
/// that says nothing means none.
pub fn cells_of(review: &Review, claim: usize) -> Vec<usize> {
    let readings = &review.claims[claim].readings;
    let meant = match &review.assessment.claims[claim] {
        Outcome::Fits { reading } => readings.get(*reading..=*reading).unwrap_or_default(),
        Outcome::Misfits { .. } => readings.as_slice(),
        Outcome::DidNotRun { .. } | Outcome::SaysNothing => &[],
    };
    let mut cells = Vec::new();
    for cell in meant.iter().flat_map(Meaning::cells) {
        if !cells.contains(&cell) {
            cells.push(cell);
        }
    }
    cells
}

/// Whether a claim does not fit the tables.
pub fn misfits(review: &Review, claim: usize) -> bool {
    matches!(review.assessment.claims[claim], Outcome::Misfits { .. })
}

/// The claims that mean a cell, in the order of the text.
pub fn claims_on(review: &Review, cell: usize) -> Vec<usize> {
    (0..review.claims.len()).filter(|&claim| cells_of(review, claim).contains(&cell)).collect()
}

/// The claim whose number stands at a place; else, of those in whose sentence it lies, the one with the nearest number.
fn claim_at(review: &Review, byte: usize) -> Option<usize> {
    let distance = |span: Span| span.start.saturating_sub(byte).max(byte.saturating_sub(span.end.saturating_sub(1)));
    let says = |claim: &usize| {
        let claimed = &review.claims[*claim];
        let covers = claimed.sentence.range().contains(&byte) || claimed.number.range().contains(&byte);
        covers && !cells_of(review, *claim).is_empty()
    };
    (0..review.claims.len()).filter(says).min_by_key(|&claim| distance(review.claims[claim].number))
}

impl App<'_> {
    /// Goes to the sentence that names the selected cell, the one that one came from first; and from there to the next one
    /// that does.
    pub(in crate::tui) fn go_to_claim(&mut self) {
        let Ok(review) = &self.report.review else { return };
        let claims = claims_on(review, self.report.selected);
        let here = claim_at(review, self.report.cursor).filter(|_| self.report.focus == Focus::Raw);
        let position = |claim: usize| claims.iter().position(|other| *other == claim);
        let came_from = self.session.claim.filter(|last| last.report == self.folder.current);
        let next = match here.and_then(position) {
            Some(at) => (at + 1) % claims.len(),
            None => came_from.and_then(|last| position(last.claim)).unwrap_or(0),
        };
        let Some(&next) = claims.get(next) else {
            self.say(Word::NoClaim);
            return;
        };
        let start = review.claims[next].number.start;
        (self.report.cursor, self.report.focus) = (start, Focus::Raw);
    }

    /// Goes from the sentence under the cursor to the cell that it means: the selected one if that is among them, and from
    /// there, when one comes back to the sentence, to the next; false if there is no such sentence.
    pub(in crate::tui) fn go_to_cell_of_claim(&mut self) -> bool {
        let Ok(review) = &self.report.review else { return false };
        let (cursor, report, selected) = (self.report.cursor, self.folder.current, self.report.selected);
        let no_cell = cell_over(review, Span::new(cursor, cursor)).is_none();
        let Some(claim) = claim_at(review, cursor).filter(|_| no_cell) else { return false };
        let cells = cells_of(review, claim);
        let last = self.session.claim.filter(|last| (last.report, last.claim) == (report, claim));
        let here = cells.iter().position(|&cell| cell == selected);
        let nth = match (last.filter(|last| Some(last.nth) == here), here) {
            (Some(last), _) => (last.nth + 1) % cells.len(),
            (None, here) => here.unwrap_or(0),
        };
        self.session.claim = Some(Visited { report, claim, nth });
        self.report.selected = cells[nth];
        self.report.focus = Focus::Table;
        let key = self.input.key(Context::Table, Action::Claim);
        self.notify(self.setup.words.fill(Word::CellOfClaim, &[&(nth + 1), &cells.len(), &key]));
        true
    }
}
