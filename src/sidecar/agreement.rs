//! How far two reviewers agree on the cells that both of them decided.
//!
//! The outcome of a cell is the verdict together with the value that it leaves in force ([`Stance`]): two people who
//! correct a cell agree if they correct it to the same number, two who confirm it if they confirm the same. A decision
//! that was taken back is none. Two figures describe the cells that both decided: the agreed share, and Cohen's kappa (J. Cohen,
//! "A coefficient of agreement for nominal scales", Educational and Psychological Measurement 20, 1960), which takes off
//! the agreement that chance alone would bring: κ = (p − e) / (1 − e), where p is the agreed share, and e the sum over all
//! outcomes of the share of cells to which the one gives it times the share to which the other does. Where both give all
//! cells one and the same outcome, e is 1 and kappa is undefined.

use std::collections::BTreeMap;

use crate::form::CellId;
use crate::sidecar::{Decision, Ledger, Stance, Verdict};

/// What one reviewer says of the cells of a report: one decision a cell.
pub(crate) type Reviewer = BTreeMap<CellId, Decision>;

/// A cell that two reviewers decided differently.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Difference {
    /// The cell
    pub cell: CellId,
    /// What each of them decided
    pub said: [Decision; 2],
}

/// How far two reviewers agree.
#[derive(Clone, Debug, Default)]
pub(crate) struct ReviewerAgreement {
    /// Cells that both decided
    pub both: u64,
    /// Those of them with the same outcome
    pub agreed: u64,
    /// Cells that only the one decided, and only the other
    pub alone: [u64; 2],
    /// How often each gave each outcome to a cell that both decided
    outcomes: BTreeMap<Stance, [u64; 2]>,
}

impl ReviewerAgreement {
    /// Counts the cells of one more report, and returns those that are decided differently, in the order of their addresses.
    pub(crate) fn add(&mut self, one: &Reviewer, other: &Reviewer) -> Vec<Difference> {
        let mut differences = Vec::new();
        self.alone[0] += one.keys().filter(|cell| !other.contains_key(cell)).count() as u64;
        self.alone[1] += other.keys().filter(|cell| !one.contains_key(cell)).count() as u64;
        for (cell, said) in one {
            let Some(other) = other.get(cell) else { continue };
            let stances = [said.stance(), other.stance()];
            self.both += 1;
            if stances[0] == stances[1] {
                self.agreed += 1;
            } else {
                differences.push(Difference { cell: cell.clone(), said: [said.clone(), other.clone()] });
            }
            for (nth, stance) in stances.into_iter().enumerate() {
                self.outcomes.entry(stance).or_default()[nth] += 1;
            }
        }
        differences
    }

    /// The share of the cells that both decided to which they gave the same outcome; none if there are no such cells.
    pub(crate) fn share(&self) -> Option<f64> {
        (self.both > 0).then(|| self.agreed as f64 / self.both as f64)
    }

    /// Cohen's kappa; none if it is undefined.
    pub(crate) fn kappa(&self) -> Option<f64> {
        let (both, agreed) = (i128::from(self.both), i128::from(self.agreed));
        let chance: i128 = self.outcomes.values().map(|[one, other]| i128::from(*one) * i128::from(*other)).sum();
        let rest = both * both - chance;
        (rest > 0).then(|| (both * agreed - chance) as f64 / rest as f64)
    }
}

/// What is in force on the cells of a ledger, and the number of cells in conflict, on which nothing is.
pub(crate) fn in_force(ledger: &Ledger) -> (Reviewer, usize) {
    let (conflicts, agreed): (Vec<_>, Vec<_>) =
        ledger.in_force().into_values().partition(|in_force| in_force.is_conflict);
    let last = agreed.iter().filter_map(|in_force| in_force.heard.last());
    (decided(last.map(|&at| &ledger.decisions()[at])), conflicts.len())
}

/// What one of several reviewers said last of each cell.
pub(crate) fn last_by(ledger: &Ledger, reviewer: &str) -> Reviewer {
    decided(ledger.decisions().iter().filter(|decision| decision.by == reviewer))
}

/// The last decision on each cell, unless it takes back what was decided.
fn decided<'d>(decisions: impl Iterator<Item = &'d Decision>) -> Reviewer {
    let mut last: Reviewer = decisions.map(|decision| (decision.cell.clone(), decision.clone())).collect();
    last.retain(|_, decision| decision.verdict != Verdict::Withdraw);
    last
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reviewer(values: &[(&str, Verdict, &str)]) -> Reviewer {
        let text = String::new;
        let decision = |&(cell, verdict, value): &(&str, Verdict, &str)| {
            let (value, cell): (String, CellId) = (value.into(), cell.into());
            (cell.clone(), Decision { cell, verdict, value, saw: text(), by: text(), at: text(), note: text() })
        };
        values.iter().map(decision).collect()
    }

    #[test]
    fn kappa_is_what_is_left_when_chance_is_taken_off() {
        // Cohen's figures for two who sort fifty cases: 20 both yes, 15 both no, 5 and 10 apart: p .7, e .5.
        let mut agreement = ReviewerAgreement::default();
        let cases = [("1", "1", 20), ("0", "0", 15), ("1", "0", 5), ("0", "1", 10)];
        for (one, other, count) in cases {
            for _ in 0..count {
                let side = |value| reviewer(&[("a.b.c", Verdict::Correct, value)]);
                agreement.add(&side(one), &side(other));
            }
        }
        assert_eq!((agreement.both, agreement.agreed, agreement.share()), (50, 35, Some(0.7)));
        assert!((agreement.kappa().expect("two outcomes") - 0.4).abs() < 1e-12);
    }

    #[test]
    fn one_outcome_alone_says_nothing_of_agreement() {
        let mut agreement = ReviewerAgreement::default();
        assert_eq!((agreement.share(), agreement.kappa()), (None, None));
        let one = reviewer(&[("a.b.c", Verdict::Correct, "12"), ("a.b.d", Verdict::Correct, "3")]);
        let other = reviewer(&[("a.b.c", Verdict::Correct, "12.0"), ("a.b.e", Verdict::Confirm, "3")]);
        assert_eq!(agreement.add(&one, &other), [], "12 and 12.0 are one number");
        assert_eq!(
            (agreement.both, agreement.alone, agreement.share(), agreement.kappa()),
            (1, [1, 1], Some(1.0), None)
        );
    }
}
