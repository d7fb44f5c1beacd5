//! Checking: every equation of a sheet against the values of a record.

mod derive;
mod proof;

pub use derive::{Derived, derive};
pub use proof::{Proof, proofs};

use rust_decimal::Decimal;

use crate::sheet::{Equation, Sheet};

/// What an equation says of the values that it was run on.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Outcome {
    /// Both sides are equal.
    Holds {
        /// Both sides are zero, which proves nothing about a misplaced value
        trivial: bool,
    },
    /// The sides differ.
    Fails {
        /// Sum of the left side
        left: Decimal,
        /// Sum of the right side
        right: Decimal,
    },
    /// Some of its cells have no value; they are named.
    DidNotRun(Vec<usize>),
}

impl Outcome {
    /// Whether the sides differ.
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
    let sum = |cells: &[usize]| cells.iter().map(|&cell| values[cell]).sum::<Option<Decimal>>();
    let (Some(left), Some(right)) = (sum(&equation.left), sum(&equation.right)) else {
        return Outcome::DidNotRun(equation.cells().filter(|&cell| values[cell].is_none()).collect());
    };
    if left != right {
        return Outcome::Fails { left, right };
    }
    let trivial = equation.cells().all(|cell| values[cell].is_some_and(|value| value.is_zero()));
    Outcome::Holds { trivial }
}
