//! What a reviewer may say of a cell, and what is made of it: choices, and the decisions that they become.

use rust_decimal::Decimal;

use crate::form::Unit;
use crate::reading::value::Token;
use crate::review::{Review, Status};
use crate::sheet::record::{Reason, State};
use crate::sidecar::moment::{after, now};
use crate::sidecar::{Decision, NOT_APPLICABLE, Verdict};
use crate::source::Span;

/// What a cell holds, as a reviewer may say it.
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
    /// Nothing, or only spaces, is a blank; none if it is no content at all. What would have to be cleaned to be a number
    /// is none: specks that are misread on paper are typing errors here.
    pub fn typed(text: &str, unit: Unit) -> Option<Self> {
        let text = text.trim();
        let text = match (text.strip_prefix('.'), text.strip_suffix('.')) {
            (Some(rest), None) => format!("0.{rest}"),
            (None, Some(rest)) if !rest.is_empty() => rest.to_owned(),
            _ => text.to_owned(),
        };
        let token = Token::read(&text, Span::default()).filter(|token| !token.reasons.contains(&Reason::Debris))?;
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

    /// What it counts in a sum: a stated none counts as 0.
    pub fn amount(self) -> Option<Decimal> {
        match self {
            Self::Number(value) => Some(value),
            Self::NotApplicable => Some(Decimal::ZERO),
            Self::Blank => None,
        }
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

    /// The value of the decision in force on a cell: the one confirmed or corrected to, or the one that the original should
    /// have. None if nothing is settled, or the decision gives no number.
    pub fn decided_value(&self, cell: usize) -> Option<Decimal> {
        match self.status(cell) {
            Status::Unreviewed | Status::Reopened | Status::Conflict => None,
            Status::Confirmed | Status::Corrected => self.values()[cell],
            Status::SourceError => match Content::of(&self.decision(cell)?.value)? {
                Content::Number(value) => Some(value),
                Content::Blank | Content::NotApplicable => None,
            },
        }
    }

    /// The note that goes with what was last said of a cell; empty if there is none.
    pub fn note(&self, cell: usize) -> &str {
        self.last_said(cell).map_or("", |decision| &decision.note)
    }

    /// What has to be decided for one of the sides of a conflict to be in force: the side by its number, from 1.
    pub fn to_take(&self, cell: usize, side: usize) -> Option<Choice> {
        let side = *self.sides(cell).get(side.checked_sub(1)?)?;
        let read = || self.content_read(cell).unwrap_or(Content::Blank);
        let content = match side.verdict {
            // A confirmation may carry no value; then it is what is read.
            Verdict::Confirm if side.value.is_empty() => read(),
            _ => Content::of(&side.value).unwrap_or_else(read),
        };
        let choice = match side.verdict {
            Verdict::Confirm | Verdict::Correct => Choice::to_hold(self, cell, content),
            verdict => Choice::new(cell, verdict, content),
        };
        Some(Choice { note: side.note.clone(), ..choice })
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
    pub(super) fn moment_on(&self, cell: usize, now: &str) -> String {
        let latest = self.decisions_on(cell).max_by_key(|decision| decision.at.parse::<jiff::Timestamp>().ok());
        after(now, latest.map(|decision| decision.at.as_str()))
    }

    /// Whether that is in force on the cell already, of the text that is there.
    pub fn is_decided(&self, choice: &Choice) -> bool {
        self.sides(choice.cell).is_empty()
            && self.decision(choice.cell).is_some_and(|decision| {
                let same = decision.verdict == choice.verdict && decision.value == choice.content.written();
                same && decision.saw == self.raw(choice.cell)
                    && (choice.note.is_empty() || choice.note == decision.note)
            })
    }
}
