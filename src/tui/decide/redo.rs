//! Going back and forth through what was done, in whichever report it was.

use crate::tui::app::App;
use crate::tui::decide::history::{Step, Way};
use crate::tui::effect::Effect;
use crate::tui::input::action::Action;
use crate::visible::visible;
use crate::words::Word;

impl App<'_> {
    pub(in crate::tui) fn go_back(&mut self, action: Action) -> Option<Effect> {
        match action {
            Action::Undo => self.go_through(Way::Back),
            Action::Redo => self.go_through(Way::Forth),
            _ => self.undo_cell(),
        }
    }

    /// Goes through the next step of the history; if that was made in another report, it comes on the screen first.
    fn go_through(&mut self, way: Way) -> Option<Effect> {
        let Some(step) = self.session.history.next(way) else {
            self.say(if way == Way::Back { Word::NothingToUndo } else { Word::NothingToRedo });
            return None;
        };
        match self.folder.position(&step.report) {
            Some(nth) if nth != self.folder.current => Some(Effect::Replay(nth, way)),
            Some(_) => self.replay(way),
            None => {
                let text = self.setup.words.fill(Word::StepElsewhere, &[&visible(&step.report.to_string_lossy())]);
                self.session.history.take(way);
                self.notify(text);
                None
            }
        }
    }

    /// Puts a report on the screen and goes through the next step there.
    pub(in crate::tui) fn replay_in(&mut self, nth: usize, way: Way) {
        self.open(nth);
        if self.folder.current == nth && self.replay(way).is_some() {
            self.save();
        }
    }

    /// Puts every cell of a step back to what was said before it, or forth to what was said after it; not where somebody
    /// has decided otherwise since.
    fn replay(&mut self, way: Way) -> Option<Effect> {
        let step = self.session.history.take(way)?;
        let review = self.report.review.as_mut().ok().filter(|review| review.source.path == step.report)?;
        if let Some(changed) = step.changes.iter().find(|change| !change.is_last(&review.said(change.cell), way)) {
            let cell = review.sheet().slots[changed.cell].id.clone();
            self.notify(self.setup.words.fill(Word::ChangedMeanwhile, &[&cell]));
            return None;
        }
        review.restore(step.changes.iter().map(|change| (change.cell, change.wanted(way))), &self.setup.reviewer);
        let notice = self.described(&step.cells());
        let done = if way == Way::Back { Word::Undone } else { Word::Redone };
        self.notify(self.setup.words.fill(done, &[&notice]));
        if let Some(change) = step.changes.first() {
            self.report.select(change.cell);
        }
        Some(Effect::Save)
    }

    /// Puts the selected cell alone back to what was said of it before the last decision; a cell in conflict has no last
    /// one.
    fn undo_cell(&mut self) -> Option<Effect> {
        let (cell, by) = (self.report.selected, self.setup.reviewer.clone());
        let review = self.report.review.as_mut().ok()?;
        if !review.sides(cell).is_empty() {
            self.say(Word::SettleFirst);
            return None;
        }
        let Some(before) = review.said_before(cell) else {
            self.say(Word::NothingToUndoHere);
            return None;
        };
        let step = Step::make(review, &[cell], |review| review.restore([(cell, &before)], &by));
        self.session.history.push(step);
        let notice = self.described(&[cell]);
        self.notify(self.setup.words.fill(Word::Undone, &[&notice]));
        Some(Effect::Save)
    }
}
