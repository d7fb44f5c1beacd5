//! What equations that fail together have in common, so that they are one finding and not several.

use rust_decimal::Decimal;

use crate::editing::check::Outcome;
use crate::editing::localize::{Fault, Signature};
use crate::review::Review;

/// What failing equations have in common.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Cause {
    /// They cross in one cell and differ by the same amount.
    Crossing(usize),
    /// A column and the total column differ by the same amount while the rows add up.
    ColumnAndTotal(Decimal),
    /// Two columns differ by the same amount, one up and one down, while the rows add up: one was counted in the other.
    Compensating(Decimal),
    /// A total of zero over parts that are not.
    ZeroTotal,
    /// A single equation fails, and nothing crosses it.
    Single,
    /// Nothing simple.
    Several,
}

impl Cause {
    /// What the equations of a fault have in common.
    pub fn of(review: &Review, fault: &Fault) -> Self {
        let failing = failing(review, fault);
        let gaps: Vec<Decimal> = failing.iter().filter_map(|&nth| gap(review, nth)).collect();
        match (fault.signature, &gaps[..]) {
            (Some(Signature::ZeroTotal), _) => Self::ZeroTotal,
            (Some(Signature::ColumnAndTotal), [gap, ..]) => Self::ColumnAndTotal(*gap),
            (_, [_]) => Self::Single,
            (_, [one, other]) if *one == -*other && is_one_rule(review, &failing) => Self::Compensating(one.abs()),
            _ => crossing(review, fault, &failing).map_or(Self::Several, Self::Crossing),
        }
    }
}

/// The equations of a fault that fail. Others of its equations did not run, and no values of their blanks could make them
/// hold.
pub fn failing(review: &Review, fault: &Fault) -> Vec<usize> {
    fault.equations.iter().copied().filter(|&equation| review.assessment.outcomes[equation].fails()).collect()
}

/// By how much the left side of a failing equation exceeds the right.
pub fn gap(review: &Review, equation: usize) -> Option<Decimal> {
    match review.assessment.outcomes[equation] {
        Outcome::Fails { left, right } => Some(left - right),
        _ => None,
    }
}

fn is_one_rule(review: &Review, equations: &[usize]) -> bool {
    let rule = |nth: &usize| review.sheet().equations[*nth].rule;
    equations.windows(2).all(|pair| rule(&pair[0]) == rule(&pair[1]))
}

/// The one cell that all failing equations have in common, if changing it alone settles them.
fn crossing(review: &Review, fault: &Fault, failing: &[usize]) -> Option<usize> {
    let change = match fault.likely().next()?.changes.as_slice() {
        [change] => change.cell,
        _ => return None,
    };
    let all = failing.iter().all(|nth| review.sheet().equations_of(change).contains(nth));
    all.then_some(change)
}

/// The cells of a fault, those that the likeliest repair changes first, else those of the first failing equation.
pub(super) fn suspects(review: &Review, fault: &Fault) -> Vec<usize> {
    if let Some(repair) = fault.likely().next().filter(|_| fault.signature.is_none()) {
        return repair.changes.iter().map(|change| change.cell).collect();
    }
    fault.equations.iter().map(|&nth| review.sheet().equations[nth].right[0]).collect()
}
