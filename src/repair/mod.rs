//! Repair: the smallest changes that settle the findings of a record; offered, never applied alone.
//!
//! The fewest cells are changed that make all failing equations hold (the principle of Fellegi and Holt, *A systematic
//! approach to automatic edit and imputation*, 1976): one, else two. Candidates come from the failing equations, each of
//! which gives the value that would make it hold. Several solutions with equally few cells are ranked by how easily the
//! one number is misread for the other, and weighed against the page itself being wrong.

mod likeness;
mod signature;

pub use signature::{Signature, signatures};

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::check::Outcome;
use crate::sheet::Sheet;

/// The most repairs that are kept for one group of findings.
const KEPT: usize = 9;
/// Failing equations that hang together; more than these are not searched for pairs of cells.
const MOST_FAILING: usize = 12;
/// Cost of the hypothesis that the page itself is wrong, in nats.
const PAGE_IS_WRONG: f64 = 8.5;

/// How far a person has spoken on a cell already.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Standing {
    /// Not yet.
    Open,
    /// Its value is settled; no repair may change it.
    Fixed,
    /// The page is wrong there: equations with this cell need no repair.
    Excused,
}

/// A cell and the value that it should have.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Change {
    /// Position of the cell in the sheet
    pub cell: usize,
    /// The value
    pub value: Decimal,
}

/// A smallest change that makes all equations hold that fail together.
#[derive(Clone, Debug, PartialEq)]
pub struct Repair {
    /// The cells and their values, in form order
    pub changes: Vec<Change>,
    /// How likely it is, among all repairs of the same findings and the page being wrong
    pub probability: f64,
}

/// Failing equations that hang together, and what would settle them.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    /// The failing equations, as positions
    pub equations: Vec<usize>,
    /// The repairs, likeliest first; empty if none was found
    pub repairs: Vec<Repair>,
    /// The signature of an error of the agency itself, if the failure bears one
    pub signature: Option<Signature>,
}

/// Groups the failing equations that nobody has excused, and looks for the repairs of each group.
pub fn faults(sheet: &Sheet, values: &[Option<Decimal>], outcomes: &[Outcome], standings: &[Standing]) -> Vec<Fault> {
    let is_strict = |nth: usize| sheet.equations[nth].is_strict();
    let excused = |nth: usize| sheet.equations[nth].cells().any(|cell| standings[cell] == Standing::Excused);
    let failing: Vec<usize> =
        (0..outcomes.len()).filter(|&nth| outcomes[nth].fails() && is_strict(nth) && !excused(nth)).collect();
    let search = Search { sheet, values, standings, residuals: residuals(sheet, outcomes) };
    let groups = groups(sheet, &failing).into_iter();
    let fault = |equations: Vec<usize>| {
        let signature = signatures(sheet, outcomes, values, &equations);
        let found = search.repairs(&equations);
        Fault { repairs: weigh(found, values, signature.is_some()), equations, signature }
    };
    groups.map(fault).collect()
}

/// Left side minus right side of each equation; `None` where it did not run.
fn residuals(sheet: &Sheet, outcomes: &[Outcome]) -> Vec<Option<Decimal>> {
    let residual = |outcome: &Outcome| match outcome {
        Outcome::Holds { .. } => Some(Decimal::ZERO),
        Outcome::Fails { left, right } => Some(left - right),
        Outcome::DidNotRun(_) | Outcome::TooLarge => None,
    };
    debug_assert_eq!(sheet.equations.len(), outcomes.len());
    outcomes.iter().map(residual).collect()
}

/// Failing equations that hang together through any equations of the sheet, so that one change can touch several.
fn groups(sheet: &Sheet, failing: &[usize]) -> Vec<Vec<usize>> {
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for &nth in failing {
        groups.entry(sheet.component(nth)).or_default().push(nth);
    }
    groups.into_values().collect()
}

struct Search<'a> {
    sheet: &'a Sheet,
    values: &'a [Option<Decimal>],
    standings: &'a [Standing],
    residuals: Vec<Option<Decimal>>,
}

impl Search<'_> {
    fn repairs(&self, failing: &[usize]) -> Vec<Vec<Change>> {
        let single: Vec<_> =
            self.singles(failing, &self.residuals, &[]).into_iter().map(|change| vec![change]).collect();
        if !single.is_empty() || failing.len() > MOST_FAILING {
            return single;
        }
        let mut pairs: Vec<Vec<Change>> = Vec::new();
        for first in self.candidates(failing, &self.residuals, &[]) {
            let residuals = self.after(&self.residuals, &first);
            let left: Vec<usize> = (0..residuals.len()).filter(|&nth| self.is_open(nth, failing, &residuals)).collect();
            for second in self.singles(&left, &residuals, &[first.cell]) {
                let mut pair = vec![first.clone(), second];
                pair.sort();
                pairs.push(pair);
            }
        }
        pairs.sort();
        pairs.dedup();
        pairs
    }

    /// Whether an equation fails that has to hold in the end: one of the group, or one that the change broke.
    fn is_open(&self, nth: usize, group: &[usize], residuals: &[Option<Decimal>]) -> bool {
        let fails = |residuals: &[Option<Decimal>]| residuals[nth].is_some_and(|residual| !residual.is_zero());
        fails(residuals) && (group.contains(&nth) || !fails(&self.residuals))
    }

    /// Changes of one cell that make all of the failing equations hold and break none.
    fn singles(&self, failing: &[usize], residuals: &[Option<Decimal>], fixed: &[usize]) -> Vec<Change> {
        let settles = |change: &Change| {
            let after = self.after(residuals, change);
            let broke = |&nth: &usize| after[nth].is_some_and(|r| !r.is_zero());
            !failing.iter().any(broke) && !self.sheet.equations_of(change.cell).iter().any(broke)
        };
        self.candidates(&failing[..failing.len().min(1)], residuals, fixed).into_iter().filter(settles).collect()
    }

    /// Changes of one cell that make one of the failing equations hold.
    fn candidates(&self, failing: &[usize], residuals: &[Option<Decimal>], fixed: &[usize]) -> Vec<Change> {
        let mut changes = BTreeSet::new();
        for &nth in failing {
            let (equation, Some(residual)) = (&self.sheet.equations[nth], residuals[nth]) else { continue };
            let left = equation.left.iter().map(|&cell| (cell, -residual));
            for (cell, step) in left.chain(equation.right.iter().map(|&cell| (cell, residual))) {
                let value = self.values[cell].map(|value| value + step);
                if let Some(value) = value.filter(|&value| !fixed.contains(&cell) && self.is_possible(cell, value)) {
                    changes.insert(Change { cell, value });
                }
            }
        }
        changes.into_iter().collect()
    }

    fn is_possible(&self, cell: usize, value: Decimal) -> bool {
        self.standings[cell] == Standing::Open && self.sheet.can_hold(cell, value)
    }

    fn after(&self, residuals: &[Option<Decimal>], change: &Change) -> Vec<Option<Decimal>> {
        let step = change.value - self.values[change.cell].unwrap_or_default();
        let mut after = residuals.to_vec();
        for &nth in self.sheet.equations_of(change.cell) {
            let is_left = self.sheet.equations[nth].left.contains(&change.cell);
            after[nth] = after[nth].map(|residual| if is_left { residual + step } else { residual - step });
        }
        after
    }
}

/// Gives repairs their probabilities and keeps the likeliest. With an agency's signature none of them is likely.
fn weigh(found: Vec<Vec<Change>>, values: &[Option<Decimal>], signed: bool) -> Vec<Repair> {
    let cost = |changes: &[Change]| -> f64 {
        changes.iter().map(|change| likeness::cost(values[change.cell].unwrap_or_default(), change.value)).sum()
    };
    let mut costed: Vec<(f64, Vec<Change>)> = found.into_iter().map(|changes| (cost(&changes), changes)).collect();
    costed.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.cmp(&b.1)));
    let page = if signed { PAGE_IS_WRONG - 8.0 } else { PAGE_IS_WRONG };
    let all: f64 = costed.iter().map(|(cost, _)| (-cost).exp()).sum::<f64>() + (-page).exp();
    let repairs = costed.into_iter().map(|(cost, changes)| Repair { changes, probability: (-cost).exp() / all });
    repairs.take(KEPT).collect()
}
