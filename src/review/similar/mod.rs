//! Similar errors: from a decision, the same error in other reports.
//!
//! A [`ErrorPattern`] is what a decision has in common with others of its kind; the [`SimilarError`]s of a report are the places
//! where the same could be decided, each with what it would do to the equations. A similar error is taken by a person, never by
//! itself, and only one that makes every equation of its cells hold is proposed; of errors of the page itself, only those
//! that bear the same mark of one ([`crate::editing::localize::Signature`]).

mod bearing;
mod blame;
mod blank;
mod label;
mod misread;
mod search;
mod slid;

pub use bearing::Bearing;
pub use blame::Blame;
pub use search::{Found, Search, take};

use crate::review::rows::Operation;
use crate::review::{Choice, Review};
use crate::text::visible::visible;

/// What a decision has in common with others of its kind.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum ErrorPattern {
    /// A row whose values slid, or whose cells have to be joined or split: each operation that does it, and the cell that
    /// it goes from
    Row(Vec<(Operation, String)>),
    /// A row without its label, found by its order: a cell of it, and the labels of the rows above and below as printed
    Label(String, [String; 2]),
    /// Letters read for digits: the letters
    Letters(String),
    /// One digit read for another in any number: what was read, what is printed; and the whole case
    Digit(char, char, Box<Token>),
    /// A text that was read for something else
    Token(Token),
    /// Cells that are blank or missing, and follow from the others: one of them
    Blank(String),
    /// An error of the page itself
    Blame(Box<Blame>),
}

/// A text in a cell, and what the cell holds.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Token {
    /// The address of the cell
    pub cell: String,
    /// Its text
    pub saw: String,
    /// What it was decided to hold
    pub holds: crate::review::Content,
}

/// A place where the same could be decided.
#[derive(Clone, Debug, PartialEq)]
pub struct SimilarError {
    /// What would be decided
    pub choices: Vec<Choice>,
    /// What the cells hold now
    pub before: String,
    /// What they would hold
    pub after: String,
    /// What that does to the equations of the cells
    pub bearing: Bearing,
}

impl ErrorPattern {
    /// What the decision in force on a cell has in common with others; none if there is none, or none that could be met
    /// again.
    pub fn of(review: &Review, cell: usize) -> Option<Self> {
        if !review.status(cell).is_settled() {
            return None;
        }
        blame::pattern(review, cell)
            .or_else(|| slid::pattern(review, cell))
            .or_else(|| misread::letters(review, cell))
            .or_else(|| label::pattern(review, cell))
            .or_else(|| blank::pattern(review, cell))
            .or_else(|| misread::pattern(review, cell))
    }

    /// The places of a report where the same could be decided, in form order. What a person has settled is none.
    pub fn likes(&self, review: &Review) -> Vec<SimilarError> {
        match self {
            Self::Row(operations) => slid::likes(review, operations),
            Self::Label(cell, labels) => label::likes(review, cell, labels),
            Self::Letters(letters) => misread::likes_of_letters(review, letters),
            Self::Digit(read, printed, token) => misread::likes_of_digit(review, *read, *printed, token),
            Self::Token(token) => misread::likes_of_token(review, token),
            Self::Blank(cell) => blank::likes(review, cell),
            Self::Blame(blame) => blame::likes(review, blame),
        }
    }
}

impl SimilarError {
    /// The place where some choices could be made; none if a person has decided one of the cells.
    fn of(review: &Review, choices: Vec<Choice>) -> Option<Self> {
        let first = choices.first()?.cell;
        if choices.iter().any(|choice| review.decision(choice.cell).is_some()) {
            return None;
        }
        let (before, after) = if choices.len() == 1 {
            (shown(review, first), written(choices[0].content))
        } else {
            row_before_and_after(review, &choices)
        };
        Some(Self { bearing: Bearing::of(review, &choices), before, after, choices })
    }
}

/// The whole row of some choices, now and then.
fn row_before_and_after(review: &Review, choices: &[Choice]) -> (String, String) {
    let cells = crate::review::rows::row_of(review.sheet(), choices[0].cell);
    let chosen = |cell: usize| choices.iter().find(|choice| choice.cell == cell);
    let before: Vec<String> = cells.clone().map(|cell| shown(review, cell)).collect();
    let after = cells.map(|cell| chosen(cell).map_or_else(|| shown(review, cell), |choice| written(choice.content)));
    (before.join(" "), after.collect::<Vec<_>>().join(" "))
}

/// The text of a cell on one line; `_` for none.
fn shown(review: &Review, cell: usize) -> String {
    let raw = review.raw(cell).trim();
    if raw.is_empty() { "_".to_owned() } else { visible(raw).into_owned() }
}

fn written(content: crate::review::Content) -> String {
    match content {
        crate::review::Content::Number(value) => value.to_string(),
        crate::review::Content::Blank => "_".to_owned(),
        crate::review::Content::NotApplicable => crate::sidecar::NOT_APPLICABLE.to_owned(),
    }
}
