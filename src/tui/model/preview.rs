//! A decision on several cells, shown whole before it is taken.

use rust_decimal::Decimal;

use crate::editing::check::run;
use crate::findings::wording::content;
use crate::review::{Choice, Content, Review};
use crate::sidecar::Verdict;
use crate::words::{ScreenMessage, Words};

/// Decisions to be made in one step, what is said of them, and where that leads.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    /// The decisions
    pub choices: Vec<Choice>,
    /// What they do
    pub deed: Deed,
    /// What is said before that: the operation that it is
    pub note: String,
    /// Cells that were left because each has to be looked at alone
    pub left: usize,
    /// Where it leads
    pub then: Then,
}

/// What a step of decisions did.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Deed {
    /// What was read is confirmed
    Confirmed,
    /// Other values are put in
    Corrected,
    /// The original is marked as wrong
    SourceError,
    /// Decisions are taken back
    Withdrawn,
    /// A side of a conflict was taken
    SideTaken,
}

impl Deed {
    /// What is said of it, with the cells and what they hold now.
    pub(crate) fn notice(self, cells: &String) -> ScreenMessage<'_> {
        match self {
            Self::Confirmed => ScreenMessage::ConfirmedNotice { cells },
            Self::Corrected => ScreenMessage::CorrectedNotice { cells },
            Self::SourceError => ScreenMessage::SourceErrorNotice { cells },
            Self::Withdrawn => ScreenMessage::WithdrawnNotice { cells },
            Self::SideTaken => ScreenMessage::SideTaken { side: cells },
        }
    }
}

/// Where a decision leads.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Then {
    /// To the next cell that needs a person
    GoOn,
    /// Nowhere: there may be more to do on the row
    Stay,
    /// To the next report
    Leave,
}

impl Plan {
    /// Decisions after which one goes on.
    pub(crate) fn new(choices: Vec<Choice>, deed: Deed) -> Self {
        Self { choices, deed, note: String::new(), left: 0, then: Then::GoOn }
    }
}

/// A plan as it is shown.
#[derive(Clone, Debug)]
pub(crate) struct Preview {
    /// What is to be decided
    pub plan: Plan,
    /// A line for each cell, real changes first
    pub lines: Vec<PreviewLine>,
    /// The sums that fail now, and that would fail then
    pub failing: (usize, usize),
    /// The first line in sight
    pub top: usize,
    /// How many lines were in sight so far, from the first
    pub seen: usize,
}

/// What is to be decided of one cell.
#[derive(Clone, Debug)]
pub(crate) struct PreviewLine {
    /// The cell
    pub cell: usize,
    /// What it holds
    pub from: String,
    /// What it will hold, or what is said of it
    pub to: String,
    /// How much changes
    pub kind: ChangeKind,
}

/// How much a decision changes, the most first.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum ChangeKind {
    /// The amount that counts in sums
    Amount,
    /// A value where there was none, or none where there was one
    Filled,
    /// What is said of it: confirmed, wrong in the original
    Verdict,
}

impl Preview {
    /// What a plan would change in a report.
    pub(crate) fn of(plan: Plan, review: &Review, words: &Words) -> Self {
        let mut lines: Vec<PreviewLine> = plan.choices.iter().map(|choice| line(review, choice, words)).collect();
        lines.sort_by_key(|line| line.kind);
        let now = review.amounts();
        let mut then = now.clone();
        for choice in plan.choices.iter().filter(|choice| choice.verdict == Verdict::Correct) {
            then[choice.cell] = choice.content.amount();
        }
        let failing = (failing(review, &now), failing(review, &then));
        Self { plan, lines, failing, top: 0, seen: 0 }
    }

    /// How many cells get another amount or a value.
    pub(crate) fn changes(&self) -> usize {
        self.lines.iter().filter(|line| line.kind < ChangeKind::Verdict).count()
    }

    /// What a cell will hold, if the plan has it.
    pub(crate) fn to(&self, cell: usize) -> Option<&PreviewLine> {
        self.lines.iter().find(|line| line.cell == cell)
    }

    /// Scrolls so that a line is the first, as far as there are lines.
    pub(crate) fn scroll_to(&mut self, top: usize, height: usize) {
        self.top = top.min(self.lines.len().saturating_sub(height));
    }
}

fn line(review: &Review, choice: &Choice, words: &Words) -> PreviewLine {
    let now = review.content(choice.cell);
    let (to, kind) = match choice.verdict {
        Verdict::Correct => {
            let amounts = (now.and_then(Content::amount), choice.content.amount());
            let is_amount =
                amounts.0 != amounts.1 && amounts.1.is_some_and(|then| !then.is_zero() || amounts.0.is_some());
            let kind = if is_amount { ChangeKind::Amount } else { ChangeKind::Filled };
            (content(Some(choice.content), words), kind)
        }
        Verdict::Confirm => (words.say(ScreenMessage::ConfirmWord).to_owned(), ChangeKind::Verdict),
        Verdict::SourceError => (words.action("source_error").to_owned(), ChangeKind::Verdict),
        Verdict::Withdraw => (words.action("withdraw").to_owned(), ChangeKind::Verdict),
    };
    PreviewLine { cell: choice.cell, from: content(now, words), to, kind }
}

/// How many strict sums fail with some amounts.
fn failing(review: &Review, amounts: &[Option<Decimal>]) -> usize {
    let equations = review.sheet().equations.iter();
    equations.filter(|equation| equation.is_strict() && run(equation, amounts).fails()).count()
}
