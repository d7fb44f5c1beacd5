//! Puts readings, findings and repairs into words, for the screen and for `check` alike.

mod claims;
mod decision;
mod findings;
mod rendered;
mod repair;
mod rule;
mod strip;
mod years;

pub use decision::{content, said};
pub use findings::waiting;
pub use findings::{explained_in_words, findings, findings_in_words};
pub use rendered::{Part, RenderedChange, RenderedCorrection, RenderedEquation, RenderedFinding};
pub use rule::{explain, formula, summary};
pub use strip::{InYear, YearOfCell, strip};
pub use years::{YearFindings, each_year_finding, year_findings, years_of_cell};

use rust_decimal::Decimal;

use crate::editing::check::{Outcome, Proof};
use crate::form::rule::Rule;
use crate::review::{Content, Need, Review, Status};
use crate::sheet::record::{Reason, State};
use crate::sheet::{Equation, Relation};
use crate::text::visible::visible;
use crate::words::{CheckMessage, CommonMessage, Words};

/// Says things about a review in one language.
#[derive(Clone, Copy, Debug)]
pub struct ReviewWording<'a> {
    /// The review
    pub review: &'a Review,
    /// The rules of the catalogue that it was read with
    pub rules: &'a [Rule],
    /// The words
    pub words: &'a Words,
}

impl ReviewWording<'_> {
    /// What stands in a cell, as a word.
    pub fn state(&self, cell: usize) -> &str {
        self.words.say(match self.review.reading(cell).state {
            State::Number => CheckMessage::StateNumber,
            State::Blank => CheckMessage::StateBlank,
            State::NotApplicable => CheckMessage::StateNotApplicable,
            State::Illegible => CheckMessage::StateIllegible,
            State::Absent => CheckMessage::StateAbsent,
        })
    }

    /// Why a cell needs a person, as a word.
    pub fn need(&self, need: Need) -> &str {
        self.words.say(match need {
            Need::Conflict => CheckMessage::NeedConflict,
            Need::Reopened => CheckMessage::NeedReopened,
            Need::Solved => CheckMessage::NeedSolved,
            Need::Contradicted => CheckMessage::NeedContradicted,
            Need::Illegible => CheckMessage::StateIllegible,
            Need::Doubtful => CheckMessage::NeedDoubtful,
            Need::Blank => CheckMessage::StateBlank,
            Need::Absent => CheckMessage::StateAbsent,
        })
    }

    /// What people decided of a cell, in a phrase; nothing if nobody did.
    pub fn decided(&self, cell: usize) -> Option<String> {
        match self.review.status(cell) {
            Status::Unreviewed => None,
            Status::Conflict => {
                let sides = self.review.sides(cell).into_iter().map(|side| said(side, self.words));
                let sides: Vec<String> = sides.collect();
                Some(
                    self.words.fill(CheckMessage::StatusConflict {
                        sides: &sides.join(self.words.say(CommonMessage::Comma)),
                    }),
                )
            }
            Status::Reopened => {
                let decision = self.review.decision(cell).or_else(|| self.review.waiting_on(cell))?;
                let said = said(decision, self.words);
                Some(self.words.fill(CheckMessage::StatusReopened { status: &said }))
            }
            Status::Confirmed | Status::Corrected | Status::SourceError => {
                Some(said(self.review.decision(cell)?, self.words))
            }
        }
    }

    /// What a cell holds, in a word: by the reviewer, else by the source.
    pub fn holds(&self, cell: usize) -> String {
        content(self.review.content(cell), self.words)
    }

    /// What a cell reads and how sure that is.
    pub fn reads(&self, cell: usize) -> String {
        let reading = self.review.reading(cell);
        let sure = percent(self.review.confidence(cell));
        let raw = visible(self.review.raw(cell));
        match (reading.state, reading.value) {
            (State::Absent, _) => self.words.say(CheckMessage::ReadsAbsent).to_owned(),
            (State::Blank, _) => self.words.say(CheckMessage::ReadsBlank).to_owned(),
            (_, None) => self.words.fill(CheckMessage::ReadsNoNumber { text: &raw, state: &self.state(cell) }),
            (_, Some(value)) if value.to_string() == raw => {
                self.words.fill(CheckMessage::ReadsPlain { text: &raw, confidence: &sure })
            }
            (_, Some(value)) => self.words.fill(CheckMessage::ReadsAs { text: &raw, value: &value, confidence: &sure }),
        }
    }

    /// Why a reading is as sure as it is: what its text, its place and the rules say.
    pub fn reasons(&self, cell: usize) -> Vec<String> {
        let reading = self.review.reading(cell);
        let mut reasons: Vec<String> = reading.reasons.iter().filter_map(|reason| self.reason(reason)).collect();
        let proof = match self.review.proof(cell) {
            Proof::Contradicted => CheckMessage::ProofContradicted,
            Proof::Unchecked if self.review.sheet().strict_of(cell).next().is_none() => CheckMessage::ProofNoRule,
            Proof::Unchecked => CheckMessage::ProofUnchecked,
            Proof::Trivial => CheckMessage::ProofTrivial,
            Proof::Supported => CheckMessage::ProofSupported,
            Proof::Proved => CheckMessage::ProofProved,
        };
        reasons.push(self.words.say(proof).to_owned());
        reasons
    }

    /// A reason in words; nothing where the state of the cell says it already.
    pub fn reason(&self, reason: &Reason) -> Option<String> {
        Some(match reason {
            Reason::Letters => self.words.say(CheckMessage::WhyLetters).to_owned(),
            Reason::Spaces => self.words.say(CheckMessage::WhySpaces).to_owned(),
            Reason::Separators => self.words.say(CheckMessage::WhySeparators).to_owned(),
            Reason::Unit => self.words.say(CheckMessage::WhyUnit).to_owned(),
            Reason::Note => self.words.say(CheckMessage::WhyNote).to_owned(),
            Reason::Minus => self.words.say(CheckMessage::WhyMinus).to_owned(),
            Reason::FullWidth => self.words.say(CheckMessage::WhyFullWidth).to_owned(),
            Reason::Converted => self.words.say(CheckMessage::WhyConverted).to_owned(),
            Reason::Joined => self.words.say(CheckMessage::WhyJoined).to_owned(),
            Reason::Debris => self.words.say(CheckMessage::WhyDebris).to_owned(),
            Reason::LabelNear(percent) => self.words.fill(CheckMessage::WhyLabelNear { percent }),
            Reason::LabelLost => self.words.say(CheckMessage::WhyLabelLost).to_owned(),
            Reason::RowsMerged => self.words.say(CheckMessage::WhyRowsMerged).to_owned(),
            Reason::RowUncertain => self.words.say(CheckMessage::WhyRowUncertain).to_owned(),
            Reason::RowShort(found, due) => self.words.fill(CheckMessage::WhyRowShort { found, due }),
            Reason::RowLong(found, due) => self.words.fill(CheckMessage::WhyRowLong { found, due }),
            Reason::Doubled(line) => self.words.fill(CheckMessage::WhyDoubled { line }),
            Reason::Unproved => self.words.say(CheckMessage::WhyUnproved).to_owned(),
            Reason::NumberLeft => self.words.say(CheckMessage::WhyNumberLeft).to_owned(),
            Reason::LeadingZero => self.words.say(CheckMessage::WhyLeadingZero).to_owned(),
            Reason::Ambiguous => self.words.say(CheckMessage::WhyAmbiguous).to_owned(),
            Reason::Decimal => self.words.say(CheckMessage::WhyDecimal).to_owned(),
            Reason::Signed => self.words.say(CheckMessage::WhySigned).to_owned(),
            Reason::Unread => self.words.say(CheckMessage::WhyUnread).to_owned(),
            Reason::Ocr(percent) => self.words.fill(CheckMessage::WhyOcr { percent }),
            Reason::Blank | Reason::Absent | Reason::Illegible | Reason::NotApplicable => return None,
        })
    }

    /// An equation with its numbers: the parts that are not zero, their sum, the other side, and the difference.
    pub fn equation(&self, nth: usize, outcome: &Outcome) -> String {
        self.equation_on(nth, outcome, &self.review.amounts())
    }

    /// The same for other amounts than those in force. Where the agency states that there is none, it says that this
    /// counts as 0.
    pub fn equation_on(&self, nth: usize, outcome: &Outcome, values: &[Option<Decimal>]) -> String {
        let line = self.equation_line(nth, outcome, values);
        let is_stated = |&cell: &usize| {
            self.review.content(cell) == Some(Content::NotApplicable)
                && values[cell].is_some_and(|value| value.is_zero())
        };
        let stated = self.review.sheet().equations[nth].cells().filter(is_stated).count();
        if stated == 0 || outcome.did_not_run() {
            line
        } else {
            line + &self.words.fill(CheckMessage::NoneCounted { count: &stated })
        }
    }

    fn equation_line(&self, nth: usize, outcome: &Outcome, values: &[Option<Decimal>]) -> String {
        let equation = &self.review.sheet().equations[nth];
        let name = self.rule_at(equation);
        let (left, right) = (terms(&equation.left, values), terms(&equation.right, values));
        match outcome {
            Outcome::Holds { trivial: true } => self.words.fill(CheckMessage::HoldsTrivially { rule: &name }),
            Outcome::Holds { .. } => self.words.fill(CheckMessage::Holds { rule: &name, left: &left, right: &right }),
            Outcome::Fails { left: sum, right: total } if equation.relation == Relation::AtMost => {
                self.words.fill(CheckMessage::Exceeds {
                    rule: &name,
                    left: &whole(&left, *sum),
                    right: &whole(&right, *total),
                    difference: &(sum - total),
                })
            }
            Outcome::Fails { left: sum, right: total } => self.words.fill(CheckMessage::Fails {
                rule: &name,
                left: &whole(&left, *sum),
                right: &whole(&right, *total),
                difference: &signed(sum - total),
            }),
            Outcome::TooLarge => self.words.fill(CheckMessage::TooLargeToAdd { rule: &name }),
            Outcome::DidNotRun(cells) => {
                let cells: Vec<_> =
                    cells.iter().take(2).map(|&cell| self.review.sheet().slots[cell].id.to_string()).collect();
                self.words.fill(CheckMessage::DidNotRun { rule: &name, cells: &cells.join(", ") })
            }
        }
    }

    /// The name of a rule and of its row or column.
    pub fn rule_at(&self, equation: &Equation) -> String {
        let name = self.rules[equation.rule].name.get(self.words.language);
        self.words.fill(CheckMessage::RuleAt { rule: &name, place: &self.review.sheet().place_label(equation) })
    }
}

/// The values of some cells as a sum, without those that are zero.
fn terms(cells: &[usize], values: &[Option<Decimal>]) -> String {
    let counting = cells.iter().map(|&cell| values[cell]).filter(|value| value.is_none_or(|value| !value.is_zero()));
    let shown: Vec<String> =
        counting.map(|value| value.map_or_else(|| "?".into(), |value| value.to_string())).collect();
    if shown.is_empty() { "0".into() } else { shown.join(" + ").replace("+ -", "- ") }
}

/// A probability in per cent, never rounded up to certainty.
pub fn percent(probability: f64) -> String {
    let tenths = (probability * 1000.0).floor() / 10.0;
    if tenths <= 0.0 {
        return "<0.1%".to_owned();
    }
    if tenths.fract() == 0.0 { format!("{tenths:.0}%") } else { format!("{tenths:.1}%") }
}

/// A part of a whole in percent, rounded to the nearest tenth; nothing that is less than all is written as all, and nothing
/// that is there as nothing. A probability is written by [`percent`], which never says more than it is.
pub fn share(part: usize, whole: usize) -> String {
    if part == 0 || whole == 0 {
        return "0%".to_owned();
    }
    let (part, whole) = (part as u128, whole as u128);
    match (part * 2000 + whole) / (2 * whole) {
        0 => "<0.1%".to_owned(),
        1000.. if part < whole => "99.9%".to_owned(),
        tenths if tenths % 10 == 0 => format!("{}%", tenths / 10),
        tenths => format!("{}.{}%", tenths / 10, tenths % 10),
    }
}

/// How many cells need a person, and how many more have no value and the equations give one: the same two numbers, in the
/// same words, wherever cells are counted.
pub fn cells_left(open: usize, solved: usize, words: &Words) -> String {
    match solved {
        0 => words.fill(CheckMessage::CellsLeft { count: &open }),
        _ => words.fill(CheckMessage::CellsLeftAndSolved { count: &open, solved: &solved }),
    }
}

fn signed(value: Decimal) -> String {
    if value.is_sign_negative() { value.to_string() } else { format!("+{value}") }
}

/// A sum with its parts, if it has several.
fn whole(parts: &str, sum: Decimal) -> String {
    if parts == sum.to_string() { parts.to_owned() } else { format!("{parts} = {sum}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_rounded_to_the_nearest_tenth_and_never_to_all_or_to_nothing() {
        let cases = [
            (2, 3, "66.7%"),
            (1, 3, "33.3%"),
            (1, 2, "50%"),
            (0, 7, "0%"),
            (0, 0, "0%"),
            (7, 7, "100%"),
            (9996, 10_000, "99.9%"),
            (1, 100_000, "<0.1%"),
        ];
        for (part, whole, expected) in cases {
            assert_eq!(share(part, whole), expected, "{part} of {whole}");
        }
    }
}
