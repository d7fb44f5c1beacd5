//! Deciding: confirm, correct, take what is offered, put it down to the page, withdraw, undo, redo.

use rust_decimal::Decimal;

use crate::review::{Review, typed_value};
use crate::sidecar::Verdict;
use crate::tui::action::Action;
use crate::tui::app::{App, Effect, Mode};
use crate::tui::history::Change;
use crate::words::Word;

/// A decision to be made: the cell, what is decided, and the value if there is one.
type Choice = (usize, Verdict, Option<Decimal>);

impl App<'_> {
    pub(super) fn decide_by(&mut self, action: Action) -> Option<Effect> {
        match action {
            Action::Confirm => self.confirm(),
            Action::Accept => self.accept(),
            Action::Take => self.take(),
            Action::SourceError => {
                self.decide(vec![(self.selected, Verdict::SourceError, None)], Word::SourceErrorNotice)
            }
            Action::Withdraw => self.withdraw(),
            Action::Undo => self.undo(),
            Action::Redo => self.redo(),
            Action::Edit => {
                self.edit("");
                None
            }
            Action::Cancel => {
                self.mode = Mode::Browse;
                None
            }
            _ => self.act_anywhere(action),
        }
    }

    /// Confirms the selected cell as it is read; a cell without a number has nothing to confirm.
    fn confirm(&mut self) -> Option<Effect> {
        let value = self.review.as_ref().ok()?.reading(self.selected).value;
        if value.is_none() {
            self.say(Word::NothingToConfirm);
            return None;
        }
        self.decide(vec![(self.selected, Verdict::Confirm, value)], Word::ConfirmedNotice)
    }

    /// Takes the likeliest value that is offered for the selected cell, with what must change with it.
    fn accept(&mut self) -> Option<Effect> {
        let offered = self.review.as_ref().ok()?.suggestions(self.selected).into_iter().next();
        let Some(offered) = offered else {
            self.say(Word::NoSuggestion);
            return None;
        };
        let first = (self.selected, Verdict::Correct, Some(offered.value));
        let with = offered.with.into_iter().map(|(cell, value)| (cell, Verdict::Correct, Some(value)));
        self.decide([first].into_iter().chain(with).collect(), Word::CorrectedNotice)
    }

    /// Takes the value that was typed: a correction, or a confirmation if it is what was read.
    fn take(&mut self) -> Option<Effect> {
        let Mode::Edit(text) = &self.mode else { return None };
        let typed = text.lines().concat();
        let review = self.review.as_ref().ok()?;
        let Some(value) = typed_value(&typed, review.sheet().column(self.selected).unit) else {
            self.notify(self.setup.words.fill(Word::NotANumber, &[&typed]));
            return None;
        };
        let as_read = review.reading(self.selected).value == Some(value);
        self.mode = Mode::Browse;
        let (verdict, word) =
            if as_read { (Verdict::Confirm, Word::ConfirmedNotice) } else { (Verdict::Correct, Word::CorrectedNotice) };
        self.decide(vec![(self.selected, verdict, Some(value))], word)
    }

    fn withdraw(&mut self) -> Option<Effect> {
        if self.review.as_ref().ok()?.decision(self.selected).is_none() {
            self.say(Word::NothingToWithdraw);
            return None;
        }
        let (cell, effect) =
            (self.selected, self.decide(vec![(self.selected, Verdict::Withdraw, None)], Word::WithdrawnNotice));
        self.select(cell);
        effect
    }

    /// Makes decisions as one step that can be undone, says so, and goes on to the next cell that needs a person.
    fn decide(&mut self, choices: Vec<Choice>, word: Word) -> Option<Effect> {
        let by = self.setup.reviewer.clone();
        let review = self.review.as_mut().ok()?;
        let mut step = Vec::new();
        for (cell, verdict, value) in choices {
            let before = review.decision(cell).cloned();
            review.decide(cell, verdict, value, &by, "");
            step.push(Change { cell, before, after: review.decision(cell).cloned() });
        }
        let notice = described(review, &step, self.setup.words.say(Word::NoValue));
        self.histories.entry(self.folder.current).or_default().push(step);
        self.notify(self.setup.words.fill(word, &[&notice]));
        self.go_on();
        Some(Effect::Save)
    }

    /// Selects the next cell that needs a person; where none is left, says so and stays.
    fn go_on(&mut self) {
        if let Some(next) = self.open_cell_from(Some(self.selected), true) {
            self.select(next);
        } else if let Some(notice) = &mut self.notice {
            notice.text.push_str("  ");
            notice.text.push_str(self.setup.words.say(Word::NothingLeft));
        }
    }

    fn undo(&mut self) -> Option<Effect> {
        let step = self.histories.entry(self.folder.current).or_default().undo();
        self.replay(step, Word::Undone, Word::NothingToUndo, |change| change.before.clone())
    }

    fn redo(&mut self) -> Option<Effect> {
        let step = self.histories.entry(self.folder.current).or_default().redo();
        self.replay(step, Word::Redone, Word::NothingToRedo, |change| change.after.clone())
    }

    fn replay(
        &mut self,
        step: Option<Vec<Change>>,
        done: Word,
        nothing: Word,
        wanted: impl Fn(&Change) -> Option<crate::sidecar::Decision>,
    ) -> Option<Effect> {
        let (Some(step), Ok(review)) = (step, &mut self.review) else {
            self.say(nothing);
            return None;
        };
        for change in &step {
            review.restore(change.cell, wanted(change).as_ref(), &self.setup.reviewer);
        }
        let notice = described(review, &step, self.setup.words.say(Word::NoValue));
        self.notify(self.setup.words.fill(done, &[&notice]));
        if let Some(change) = step.first() {
            self.select(change.cell);
        }
        Some(Effect::Save)
    }
}

/// The cells of a step and their values now.
fn described(review: &Review, step: &[Change], no_value: &str) -> String {
    let cells = step.iter().map(|change| {
        let value = review.values()[change.cell].map_or_else(|| no_value.to_owned(), |value| value.to_string());
        format!("{} = {value}", review.sheet().slots[change.cell].id)
    });
    cells.collect::<Vec<_>>().join(", ")
}
