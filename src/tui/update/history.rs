//! Going back and forth through what was done, in whichever report it was.

use crate::text::visible::visible;
use crate::tui::model::history::{Direction, Step};
use crate::tui::model::{App, Effect};
use crate::words::ScreenMessage;

impl App<'_> {
    /// Goes through the next step of the history; if that was made in another report, it comes on the screen first.
    pub(super) fn go_through(&mut self, direction: Direction) -> Option<Effect> {
        let Some(step) = self.session.history.next(direction) else {
            self.say(if direction == Direction::Back {
                ScreenMessage::NothingToUndo
            } else {
                ScreenMessage::NothingToRedo
            });
            return None;
        };
        match self.folder.position(&step.report) {
            Some(report_ix) if report_ix != self.folder.current || step.together.is_some() => {
                Some(Effect::Replay(report_ix, direction))
            }
            Some(_) => self.replay(direction),
            None => {
                let text = self
                    .setup
                    .words
                    .fill(ScreenMessage::StepElsewhere { path: &visible(&step.report.to_string_lossy()) });
                self.session.history.take(direction);
                self.notify(text);
                None
            }
        }
    }

    /// Puts a report on the screen and goes through the next step there; or through all steps that were made together,
    /// wherever they were made, and comes back.
    pub(super) fn replay_in(&mut self, report_ix: usize, direction: Direction) {
        let together = self.session.history.next(direction).and_then(|step| step.together);
        match together {
            Some(together) => self.replay_all(together, direction),
            None => {
                self.replay_at(report_ix, direction);
            }
        }
    }

    /// The same for one step; how many cells it changed, none if the report cannot be put on the screen.
    fn replay_at(&mut self, report_ix: usize, direction: Direction) -> Option<usize> {
        if self.folder.current != report_ix {
            self.open(report_ix);
        }
        if self.folder.current != report_ix {
            return None;
        }
        let cells = self.session.history.next(direction).map_or(0, |step| step.changes.len());
        let replayed = self.replay(direction).is_some();
        if replayed {
            self.save();
        }
        Some(if replayed { cells } else { 0 })
    }

    /// Goes through the steps that were made together in several reports. Those where somebody has decided otherwise since
    /// are left, and how many they were is told.
    fn replay_all(&mut self, together: usize, direction: Direction) {
        let here = self.spot();
        let (mut cells, mut reports, mut left) = (0, 0, 0);
        while let Some(step) = self.session.history.next(direction).filter(|step| step.together == Some(together)) {
            let Some(report_ix) = self.folder.position(&step.report) else {
                self.session.history.take(direction);
                left += 1;
                continue;
            };
            match self.replay_at(report_ix, direction) {
                // What is not saved keeps the screen where it is.
                None => return,
                Some(0) => left += 1,
                Some(changed) => (cells, reports) = (cells + changed, reports + 1),
            }
        }
        if self.folder.current != here.report {
            self.open(here.report);
        }
        if self.folder.current == here.report {
            self.report.stand_at(here);
        }
        let (cells, reports) = (&cells, &reports);
        self.notify(self.setup.words.fill(match direction {
            Direction::Back => ScreenMessage::UndoneTogether { cells, reports },
            Direction::Forth => ScreenMessage::RedoneTogether { cells, reports },
        }));
        if left > 0 {
            self.add_to_notice(&self.setup.words.fill(ScreenMessage::LeftTogether { cells: &left }));
        }
    }

    /// Puts every cell of a step back to what was said before it, or forth to what was said after it; not where somebody
    /// has decided otherwise since.
    fn replay(&mut self, direction: Direction) -> Option<Effect> {
        let step = self.session.history.take(direction)?;
        let review = self.report.review.as_mut().ok().filter(|review| review.source.path == step.report)?;
        if let Some(changed) = step.changes.iter().find(|change| !change.is_last(&review.said(change.cell), direction))
        {
            let cell = review.sheet().slots[changed.cell].id.clone();
            self.notify(self.setup.words.fill(ScreenMessage::ChangedMeanwhile { cell: &cell }));
            return None;
        }
        review.restore(step.changes.iter().map(|change| (change.cell, change.wanted(direction))), &self.setup.reviewer);
        let replayed = &self.described(&step.cells());
        self.notify(self.setup.words.fill(match direction {
            Direction::Back => ScreenMessage::Undone { step: replayed },
            Direction::Forth => ScreenMessage::Redone { step: replayed },
        }));
        if let Some(change) = step.changes.first() {
            self.report.select(change.cell);
        }
        Some(Effect::Save)
    }

    /// Puts the selected cell alone back to what was said of it before the last decision; a cell in conflict has no last
    /// one.
    pub(super) fn undo_cell(&mut self) -> Option<Effect> {
        let (cell, by) = (self.report.selected, self.setup.reviewer.clone());
        let review = self.report.review.as_mut().ok()?;
        if !review.sides(cell).is_empty() {
            self.say(ScreenMessage::SettleFirst);
            return None;
        }
        let Some(before) = review.said_before(cell) else {
            self.say(ScreenMessage::NothingToUndoHere);
            return None;
        };
        let step = Step::make(review, &[cell], |review| review.restore([(cell, &before)], &by));
        self.session.history.push(step);
        let notice = self.described(&[cell]);
        self.notify(self.setup.words.fill(ScreenMessage::Undone { step: &notice }));
        Some(Effect::Save)
    }
}
