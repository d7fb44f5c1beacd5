//! Checking: every equation of a sheet against the values of a record.

mod derive;
mod proof;

pub use derive::{Derived, derive};
pub use proof::{Proof, proofs};

use rust_decimal::Decimal;

use crate::sheet::{Equation, Relation, Sheet};

/// What an equation says of the values that it was run on.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Outcome {
    /// The sides are as they should be.
    Holds {
        /// Both sides are zero, which proves nothing about a misplaced value
        trivial: bool,
    },
    /// The sides are not as they should be to each other.
    Fails {
        /// Sum of the left side
        left: Decimal,
        /// Sum of the right side
        right: Decimal,
    },
    /// Some of its cells have no value; they are named.
    DidNotRun(Vec<usize>),
    /// The figures are too large to be added without loss.
    TooLarge,
}

impl Outcome {
    /// Whether nothing can be said, as cells have no value or figures are too large.
    pub fn did_not_run(&self) -> bool {
        matches!(self, Self::DidNotRun(_) | Self::TooLarge)
    }

    /// Whether the rule is broken.
    pub fn fails(&self) -> bool {
        matches!(self, Self::Fails { .. })
    }
}

/// Runs every equation of a sheet; the outcomes are in the order of the equations.
pub fn check(sheet: &Sheet, values: &[Option<Decimal>]) -> Vec<Outcome> {
    sheet.equations.iter().map(|equation| run(equation, values)).collect()
}

/// Runs one equation.
pub fn run(equation: &Equation, values: &[Option<Decimal>]) -> Outcome {
    let (Some(left), Some(right)) = (known(&equation.left, values), known(&equation.right, values)) else {
        return Outcome::DidNotRun(equation.cells().filter(|&cell| values[cell].is_none()).collect());
    };
    let (Some(left), Some(right)) = (sum(left), sum(right)) else { return Outcome::TooLarge };
    let holds = match equation.relation {
        Relation::Equal => left == right,
        Relation::AtMost => left <= right,
    };
    if !holds {
        return Outcome::Fails { left, right };
    }
    Outcome::Holds { trivial: equation.cells().all(|cell| values[cell].is_some_and(|value| value.is_zero())) }
}

/// The values of some cells, if all are known.
fn known(cells: &[usize], values: &[Option<Decimal>]) -> Option<Vec<Decimal>> {
    cells.iter().map(|&cell| values[cell]).collect()
}

/// The exact sum; none if it has more digits than can be told apart.
pub fn sum(values: impl IntoIterator<Item = Decimal>) -> Option<Decimal> {
    values.into_iter().try_fold(Decimal::ZERO, |sum, value| sum.checked_add(value).filter(|_| is_exact(sum, value)))
}

/// Whether two values can be added without a digit being lost: both fit in 28 digits at the finer one's decimals.
fn is_exact(a: Decimal, b: Decimal) -> bool {
    let decimals = a.scale().max(b.scale());
    let fits = |value: Decimal| {
        value.is_zero() || value.trunc().abs() < Decimal::from_i128_with_scale(10_i128.pow(28 - decimals), 0)
    };
    fits(a) && fits(b)
}
