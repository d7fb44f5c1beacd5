//! Going from a cell to the sentences that name it, and from a sentence to the cells that it means.

use crate::data::config::Context;
use crate::source::Span;
use crate::tui::model::App;
use crate::tui::model::action::Action;
use crate::tui::model::claims::{Visited, cell_over, cells_of, claim_at, claims_on};
use crate::tui::model::places::Focus;
use crate::words::ScreenMessage;

impl App<'_> {
    /// Goes to the sentence that names the selected cell, the one that one came from first; and from there to the next one
    /// that does.
    pub(super) fn go_to_claim(&mut self) {
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
            self.say(ScreenMessage::NoClaim);
            return;
        };
        let start = review.claims[next].number.start;
        (self.report.cursor, self.report.focus) = (start, Focus::Raw);
    }

    /// Goes from the sentence under the cursor to the cell that it means: the selected one if that is among them, and from
    /// there, when one comes back to the sentence, to the next; false if there is no such sentence.
    pub(super) fn go_to_cell_of_claim(&mut self) -> bool {
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
        let key = self.keys.key(Context::Table, Action::Claim);
        self.notify(self.setup.words.fill(ScreenMessage::CellOfClaim {
            number: &(nth + 1),
            all: &cells.len(),
            key: &key,
        }));
        true
    }
}
