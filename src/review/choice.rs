//! What a reviewer may say of a cell, and what is made of it: choices, and the decisions that they become.

use rust_decimal::Decimal;

use crate::form::Unit;
use crate::reading::value::Token;
use crate::record::State;
use crate::review::moment::{after, now};
use crate::review::{Review, Status};
use crate::sidecar::{Decision, NOT_APPLICABLE, Verdict};
use crate::source::Span;

/// What stands in a cell, as a reviewer may say it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Content {
    /// A number, in the unit of its column
    Number(Decimal),
    /// Nothing
    Blank,
    /// A sign by which the agency says "none"
    NotApplicable,
}

impl Content {
    /// Reads what a reviewer types for a column of this unit: whatever a cell of a report may say, a reviewer may.
    /// Nothing, or only spaces, is a blank; none if it is no content at all.
    pub fn typed(text: &str, unit: Unit) -> Option<Self> {
        let token = Token::read(text.trim(), Span::default())?;
        match token.state {
            State::Number => token.value_in(unit).map(Self::Number),
            State::Blank => Some(Self::Blank),
            State::NotApplicable => Some(Self::NotApplicable),
            State::Illegible | State::Absent => None,
        }
    }

    /// The number, if it is one.
    pub fn value(self) -> Option<Decimal> {
        if let Self::Number(value) = self { Some(value) } else { None }
    }

    /// What decisions carry for it.
    fn written(self) -> String {
        match self {
            Self::Number(value) => value.to_string(),
            Self::Blank => String::new(),
            Self::NotApplicable => NOT_APPLICABLE.to_owned(),
        }
    }

    /// What a decision carries; none if it is no content.
    pub fn of(written: &str) -> Option<Self> {
        match written {
            "" => Some(Self::Blank),
            NOT_APPLICABLE => Some(Self::NotApplicable),
            number => number.parse().ok().map(Self::Number),
        }
    }
}

/// A decision to be made.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Choice {
    /// The cell
    pub cell: usize,
    /// What is decided
    pub verdict: Verdict,
    /// The content that goes with it: of a correction the one that counts, of a source error the one that it should be
    pub content: Content,
    /// Why; empty if nothing is said
    pub note: String,
}

impl Choice {
    /// A choice without a note.
    pub fn new(cell: usize, verdict: Verdict, content: Content) -> Self {
        Self { cell, verdict, content, note: String::new() }
    }

    /// What the cell holds is confirmed, if that is what was read of it; else it is a correction.
    pub fn to_hold(review: &Review, cell: usize, content: Content) -> Self {
        let as_read = review.content_read(cell) == Some(content);
        Self::new(cell, if as_read { Verdict::Confirm } else { Verdict::Correct }, content)
    }
}

impl Review {
    /// What the source says that a cell holds; none if that cannot be read.
    pub fn content_read(&self, cell: usize) -> Option<Content> {
        let reading = self.reading(cell);
        match (reading.value, reading.state) {
            (Some(value), _) => Some(Content::Number(value)),
            (None, State::Blank | State::Absent) => Some(Content::Blank),
            (None, State::NotApplicable) => Some(Content::NotApplicable),
            (None, State::Number | State::Illegible) => None,
        }
    }

    /// What a cell holds: by the reviewer's correction, else by the source; none if that cannot be read.
    pub fn content(&self, cell: usize) -> Option<Content> {
        match self.status(cell) {
            Status::Corrected => self.decision(cell).and_then(|decision| Content::of(&decision.value)),
            _ => self.content_read(cell),
        }
    }

    /// The last that was said of a cell, be it that a decision was taken back.
    pub fn last_said(&self, cell: usize) -> Option<&Decision> {
        self.said[cell].and_then(|nth| self.decisions().get(nth))
    }

    /// The note that goes with what was last said of a cell; empty if there is none.
    pub fn note(&self, cell: usize) -> &str {
        self.last_said(cell).map_or("", |decision| &decision.note)
    }

    /// Adds decisions, each bound to what is seen now, in one step. A note that was made on a cell before anything was
    /// decided goes with the decision.
    pub fn decide_all(&mut self, choices: &[Choice], by: &str) {
        let at = now();
        for choice in choices {
            let earlier = self.last_said(choice.cell).filter(|said| said.verdict == Verdict::Withdraw);
            let carried = earlier.filter(|_| choice.note.is_empty() && choice.verdict != Verdict::Withdraw);
            let note = carried.map_or_else(|| choice.note.clone(), |said| said.note.clone());
            let decision = Decision {
                cell: self.sheet().slots[choice.cell].id.clone(),
                verdict: choice.verdict,
                saw: self.raw(choice.cell).to_owned(),
                value: choice.content.written(),
                by: by.to_owned(),
                at: self.moment_on(choice.cell, &at),
                note,
            };
            self.sidecar.push(decision);
        }
        self.reassess();
    }

    /// The moment for a decision on a cell that is made now.
    fn moment_on(&self, cell: usize, now: &str) -> String {
        let latest = self.decisions_on(cell).max_by_key(|decision| decision.at.parse::<jiff::Timestamp>().ok());
        after(now, latest.map(|decision| decision.at.as_str()))
    }

    /// Whether that is in force on the cell already, of the text that stands there.
    pub fn is_decided(&self, choice: &Choice) -> bool {
        self.sides(choice.cell).is_empty()
            && self.decision(choice.cell).is_some_and(|decision| {
                let same = decision.verdict == choice.verdict && decision.value == choice.content.written();
                same && decision.saw == self.raw(choice.cell)
                    && (choice.note.is_empty() || choice.note == decision.note)
            })
    }

    /// Puts cells back to what an earlier decision said, or to none, by decisions of their own in one step. They stay bound
    /// to the text that was seen when they were first made. A cell that is there already is left alone.
    pub fn restore<'d>(&mut self, cells: impl IntoIterator<Item = (usize, Option<&'d Decision>)>, by: &str) {
        let at = now();
        for (cell, earlier) in cells {
            if self.sides(cell).is_empty() && says(self.last_said(cell)) == says(earlier) {
                continue;
            }
            let none = || Decision {
                cell: self.sheet().slots[cell].id.clone(),
                verdict: Verdict::Withdraw,
                saw: self.raw(cell).to_owned(),
                value: String::new(),
                by: String::new(),
                at: String::new(),
                note: String::new(),
            };
            let again = earlier.cloned().unwrap_or_else(none);
            let at = self.moment_on(cell, &at);
            self.sidecar.push(Decision { by: by.to_owned(), at, ..again });
        }
        self.reassess();
    }

    /// Puts a note to what was last said of a cell, by saying it again; where nothing was, the note stands alone. A note on
    /// a conflict settles nothing.
    pub fn annotate(&mut self, cell: usize, note: &str, by: &str) {
        let is_conflict = !self.sides(cell).is_empty();
        match self.last_said(cell).cloned() {
            Some(said) if is_conflict => {
                let at = self.moment_on(cell, &now());
                let (value, saw) = (String::new(), self.raw(cell).to_owned());
                let (note, by) = (note.to_owned(), by.to_owned());
                self.sidecar.push_beside(Decision { verdict: Verdict::Withdraw, value, saw, note, by, at, ..said });
                self.reassess();
            }
            Some(said) => {
                let at = self.moment_on(cell, &now());
                let again = Decision { note: note.to_owned(), by: by.to_owned(), at, ..said };
                self.sidecar.push(again);
                self.reassess();
            }
            None => self.decide(cell, Verdict::Withdraw, None, by, note),
        }
    }

    /// What was said of a cell before the last decision: none if nothing was decided, else the decision that goes
    /// before, or that there was none. Decisions that said again what the one before the last had said went back to it,
    /// so that going back once more leads further back.
    pub fn said_before(&self, cell: usize) -> Option<Option<&Decision>> {
        let mut said: Vec<Option<&Decision>> = vec![None];
        for decision in self.decisions_on(cell) {
            let goes_back = said.len() > 1 && says(said[said.len() - 2]) == says(Some(decision));
            if goes_back {
                said.pop();
            } else if says(said[said.len() - 1]) != says(Some(decision)) {
                said.push(Some(decision));
            }
        }
        said.pop()?;
        said.pop()
    }
}

/// What a decision says, whoever made it and whenever; a decision that was taken back without a word says nothing.
pub fn says(decision: Option<&Decision>) -> Option<(Verdict, &str, &str, &str)> {
    let decision = decision?;
    match decision.verdict {
        Verdict::Withdraw if decision.note.is_empty() => None,
        Verdict::Withdraw => Some((Verdict::Withdraw, "", "", &decision.note)),
        verdict => Some((verdict, &decision.value, &decision.saw, &decision.note)),
    }
}
