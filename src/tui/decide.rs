//! Deciding: confirm, correct, take what is offered, put it down to the page, withdraw, undo, redo.

use std::time::Instant;

use rust_decimal::Decimal;

use crate::review::{Review, typed_value};
use crate::sidecar::Verdict;
use crate::tui::action::Action;
use crate::tui::app::{App, Effect, Mode};
use crate::tui::history::{Change, Way};
use crate::tui::keys::Context;
use crate::words::Word;

/// A decision to be made: the cell, what is decided, and the value if there is one.
type Choice = (usize, Verdict, Option<Decimal>);

impl App<'_> {
    pub(super) fn decide_by(&mut self, action: Action) -> Option<Effect> {
        match action {
            Action::Confirm => self.confirm(),
            Action::Accept => self.accept(1),
            _ if action.suggestion().is_some() => self.accept_or_type(action.suggestion().unwrap_or(1)),
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

    /// Confirms the selected cell as it is read, a blank as a blank. A cell that is settled already stays as it is.
    fn confirm(&mut self) -> Option<Effect> {
        let review = self.review.as_ref().ok()?;
        if review.status(self.selected).is_settled() {
            return self.go_on_from_settled();
        }
        let value = review.reading(self.selected).value;
        self.decide(vec![(self.selected, Verdict::Confirm, value)], Word::ConfirmedNotice)
    }

    /// Takes one of the values that are offered for the selected cell; where there are not so many, the digit is the
    /// first of a value that is typed.
    fn accept_or_type(&mut self, number: usize) -> Option<Effect> {
        if self.review.as_ref().ok()?.suggestions(self.selected).len() < number {
            self.edit(&number.to_string());
            return None;
        }
        self.accept(number)
    }

    /// Takes the value that is offered for the selected cell under a number, with what must change with it.
    fn accept(&mut self, number: usize) -> Option<Effect> {
        let offered = self.review.as_ref().ok()?.suggestions(self.selected).into_iter().nth(number - 1);
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
    pub(super) fn decide(&mut self, choices: Vec<Choice>, word: Word) -> Option<Effect> {
        self.about_to_decide();
        self.pace.note(Instant::now());
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
        let fails = self.still_fails();
        self.notify(self.setup.words.fill(word, &[&notice]) + &fails);
        self.go_on();
        Some(Effect::Save)
    }

    /// What to add to a message if equations of the selected cell fail with what was decided.
    fn still_fails(&self) -> String {
        let Ok(review) = &self.review else { return String::new() };
        let equations = &review.sheet().equations;
        let fails = |&nth: &usize| review.assessment.outcomes[nth].fails() && !review.is_source_error(&equations[nth]);
        if !review.sheet().equations_of(self.selected).iter().any(fails) {
            return String::new();
        }
        let key = self.keymap.chord_of(Context::Table, Action::SourceError).unwrap_or_default();
        format!("  {}", self.setup.words.fill(Word::StillFails, &[&key]))
    }

    /// Goes on from a cell that is settled already: to the next one, and from a report in which nothing is left to the next.
    fn go_on_from_settled(&mut self) -> Option<Effect> {
        let review = self.review.as_ref().ok()?;
        let in_sample = self.sample.as_ref().is_some_and(|sample| !sample.is_finished());
        let tally = review.tally(self.threshold());
        if tally.open + tally.solved == 0 && !in_sample {
            return self.finish(Action::Confirm);
        }
        self.go_on();
        self.then.take().map(Effect::Open)
    }

    fn undo(&mut self) -> Option<Effect> {
        let step = self.histories.entry(self.folder.current).or_default().undo();
        self.replay(step, Way::Back)
    }

    fn redo(&mut self) -> Option<Effect> {
        let step = self.histories.entry(self.folder.current).or_default().redo();
        self.replay(step, Way::Forth)
    }

    /// Puts every cell of a step back to what was in force before it, or forth to what was after it; not where somebody
    /// has decided otherwise since.
    fn replay(&mut self, step: Option<Vec<Change>>, way: Way) -> Option<Effect> {
        let (done, nothing) = match way {
            Way::Back => (Word::Undone, Word::NothingToUndo),
            Way::Forth => (Word::Redone, Word::NothingToRedo),
        };
        let (Some(step), Ok(review)) = (step, &mut self.review) else {
            self.say(nothing);
            return None;
        };
        if let Some(changed) = step.iter().find(|change| !change.is_last(review.decision(change.cell), way)) {
            let cell = review.sheet().slots[changed.cell].id.clone();
            self.notify(self.setup.words.fill(Word::ChangedMeanwhile, &[&cell]));
            return None;
        }
        for change in &step {
            review.restore(change.cell, change.wanted(way), &self.setup.reviewer);
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
