//! Repair: the likeliest changes that settle the findings of a record; offered, never applied alone.
//!
//! The problem is error localisation under edit rules (Fellegi and Holt, *A systematic approach to automatic edit and
//! imputation*, 1976), with the cells' weights replaced by a noise model of reading ([`How`], `assets/confusions.ron`) and
//! by what is to be expected of a cell. It knows no form: cells, linear equations with whole coefficients, and lines of
//! cells that are printed side by side. Sums are exact; what cannot be counted exactly is [`Location::GaveUp`].
//!
//! | step | module |
//! |---|---|
//! | blanks that equations force are filled | `check::fill` |
//! | what was seen, and the cost of each change | `problem`, `channel`, `prior` |
//! | lines that slid, merged or swapped as starting points and moves | `slides`, `swaps` |
//! | all sets of changes within a margin of the cheapest | `search`, `bound` |
//! | the page itself being wrong, and its signatures | `author` |
//! | probabilities | `weigh` |
//! | causes that have nothing to do with each other | `parts` |
//! | blanks that several amounts fit | `family` |
//! | ties, and what repairs have in common | `finder` |
//!
//! The search is bounded by a number of steps, never by a clock, so that it is the same everywhere.

mod author;
mod bound;
mod channel;
mod family;
mod fault;
mod finder;
mod observed;
mod parts;
mod prior;
mod problem;
mod search;
mod slides;
mod swaps;
mod trouble;
mod weigh;
mod witness;

pub use author::Signature;
pub use channel::How;
pub use fault::{Change, Event, Fault, Location, Repair};
pub use observed::{Observed, Standing};

use rust_decimal::Decimal;

use crate::editing::check::{Outcome, System};
use crate::editing::localize::finder::Finder;
use crate::editing::localize::problem::Problem;
use crate::editing::localize::trouble::troubles;
use crate::sheet::Sheet;

/// Groups the failing strict equations that nobody has excused, and looks for the repairs of each group; and for the values
/// of blanks that equations leave open. `observed` has one entry for each cell, `outcomes` one for each equation.
pub fn faults(sheet: &Sheet, observed: &[Observed], outcomes: &[Outcome]) -> Vec<Fault> {
    let mut faults = Vec::new();
    if observed.len() != sheet.len() || outcomes.len() != sheet.equations.len() {
        return faults;
    }
    for trouble in troubles(sheet, observed, outcomes) {
        let values: Vec<Option<Decimal>> = observed.iter().map(|one| one.value).collect();
        let system = System::of(&trouble.block, &values);
        match Problem::new(system, observed) {
            Some(problem) => faults.extend(Finder { problem: &problem, outcomes }.faults()),
            None if trouble.failing.is_empty() => {}
            None => faults.push(beyond_counting(trouble.failing)),
        }
    }
    faults
}

/// The fault of numbers that are too large for exact sums.
fn beyond_counting(equations: Vec<usize>) -> Fault {
    let location = Location::GaveUp;
    Fault { equations, repairs: vec![], signature: None, page_is_wrong: 1.0, common: vec![], location }
}
