//! What is done with a whole row or table in one step: slide, join, split, confirm.

use crate::editing::check::Proof;
use crate::editing::localize::Event;
use crate::form::CellId;
use crate::review::rows::{Operation, Refusal, Row, row_of};
use crate::review::{Choice, Need, Review};
use crate::sidecar::Verdict;
use crate::tui::model::preview::{Deed, Plan, Then};
use crate::tui::model::{App, Effect};
use crate::words::ScreenMessage;

/// What is confirmed together.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Extent {
    /// The selected row
    Row,
    /// The table that it is in
    Table,
}

/// What a decision made by an operation on a row says.
pub(super) fn noted(operation: Operation, cell: &CellId) -> ScreenMessage<'_> {
    match operation {
        Operation::SlideLeft => ScreenMessage::SlidLeftNote { cell },
        Operation::SlideRight => ScreenMessage::SlidRightNote { cell },
        Operation::Join => ScreenMessage::JoinedNote { cell },
        Operation::Split => ScreenMessage::SplitNote { cell },
    }
}

impl App<'_> {
    /// Shows what an operation on the row of the selected cell would do. The selection stays, as there may be a gap to
    /// fill.
    pub(super) fn operate(&mut self, operation: Operation) -> Option<Effect> {
        let review = self.report.review.as_ref().ok()?;
        let changes = match Row::in_force(review, self.report.selected).after(operation, self.report.selected) {
            Ok(changes) => changes,
            Err(refusal) => {
                self.refuse(refusal);
                return None;
            }
        };
        let note = self.setup.words.fill(noted(operation, &review.sheet().slots[self.report.selected].id));
        let choice = |(cell, content)| Choice { note: note.clone(), ..Choice::new(cell, Verdict::Correct, content) };
        let choices: Vec<_> = changes.into_iter().map(choice).collect();
        let plan = Plan { note, then: Then::Stay, ..Plan::new(choices, Deed::Corrected) };
        self.show_plan(plan)
    }

    fn refuse(&mut self, refusal: Refusal) {
        let word = match refusal {
            Refusal::NothingMoves => ScreenMessage::NothingMoves,
            Refusal::NoDigits => ScreenMessage::NoDigits,
            Refusal::NoRoom => ScreenMessage::NoGap,
            Refusal::Unreadable(cell) => {
                let Ok(review) = &self.report.review else { return };
                let text = self.setup.words.fill(ScreenMessage::RowUnreadable { cell: &review.sheet().slots[cell].id });
                return self.notify(text);
            }
        };
        self.say(word);
    }

    /// Confirms the cells of the selected row, or of its whole table, as one step. What a person has to look at alone
    /// stays open: cells that failing equations point at, that hold no value, or whose text has changed.
    pub(super) fn confirm_many(&mut self, extent: Extent) -> Option<Effect> {
        let review = self.report.review.as_ref().ok()?;
        let (sheet, threshold) = (review.sheet(), self.folder.threshold());
        let cells = match extent {
            Extent::Row => row_of(sheet, self.report.selected),
            Extent::Table => sheet.part(self.report.selected).cells.clone(),
        };
        let open: Vec<usize> = cells.filter(|&cell| !review.status(cell).is_settled()).collect();
        let (sure, left): (Vec<usize>, Vec<usize>) =
            open.into_iter().partition(|&cell| may_go_with_others(review, cell, threshold));
        let left = left.iter().filter(|&&cell| review.need(cell, threshold).is_some()).count();
        let choice = |cell| Some(Choice::new(cell, Verdict::Confirm, review.content_read(cell)?));
        let choices: Vec<Choice> = sure.into_iter().filter_map(choice).collect();
        if choices.is_empty() {
            self.notify(self.setup.words.fill(ScreenMessage::NothingToConfirm { count: &left }));
            return None;
        }
        self.decide(Plan { left, ..Plan::new(choices, Deed::Confirmed) })
    }
}

/// Whether a cell may be confirmed together with others: a number that is in doubt, or that no equation bears on. What is
/// proved is not touched, nor where the agency states that there is none.
fn may_go_with_others(review: &Review, cell: usize, threshold: f64) -> bool {
    let reading = review.reading(cell);
    let is_open = match review.need(cell, threshold) {
        Some(Need::Doubtful | Need::Illegible) => true,
        Some(_) => false,
        None => !matches!(review.proof(cell), Proof::Proved | Proof::Supported),
    };
    is_open && reading.value.is_some() && reading.span.is_some()
}

/// The operation that undoes what happened to a row, and the cell that it goes from; none if no row was touched.
pub(super) fn undoes(events: &[Event]) -> Option<(Operation, usize)> {
    events.iter().find_map(|event| match event {
        Event::RowSlid { cells, left: true } => Some((Operation::SlideRight, *cells.first()?)),
        Event::RowSlid { cells, left: false } => Some((Operation::SlideLeft, *cells.last()?)),
        Event::Merged { cells } => Some((Operation::Split, *cells.first()?)),
        Event::Misread { .. } | Event::Swapped { .. } | Event::Filled { .. } => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_that_slid_to_the_left_is_slid_to_the_right_again() {
        let slid = |left| vec![Event::Filled { cell: 3 }, Event::RowSlid { cells: vec![3, 4, 5], left }];
        assert_eq!(undoes(&slid(true)), Some((Operation::SlideRight, 3)));
        assert_eq!(undoes(&slid(false)), Some((Operation::SlideLeft, 5)));
        assert_eq!(undoes(&[Event::Merged { cells: vec![3, 4] }]), Some((Operation::Split, 3)));
        assert_eq!(undoes(&[Event::Swapped { cells: (3, 4) }]), None, "no row was touched");
    }
}
