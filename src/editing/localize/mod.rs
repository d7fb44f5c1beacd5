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
mod finder;
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

use rust_decimal::Decimal;

use crate::editing::check::{Outcome, System};
use crate::editing::localize::finder::Finder;
use crate::editing::localize::problem::Problem;
use crate::editing::localize::trouble::troubles;
use crate::sheet::Sheet;

/// Repairs that are less likely than this are not offered.
const OFFERED: f64 = 0.02;

/// How far a person has spoken on a cell already.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Standing {
    /// Not yet.
    Open,
    /// The agency states that there is none: it counts as 0, and hardly any repair changes it.
    Stated,
    /// Its value is settled; no repair may change it.
    Fixed,
    /// The page is wrong there: equations with this cell need no repair.
    Excused,
}

/// What is seen of a cell.
#[derive(Clone, Copy, Debug)]
pub struct Observed<'a> {
    /// The number read, if there is one
    pub value: Option<Decimal>,
    /// The raw text; empty if nothing stands there
    pub text: &'a str,
    /// Probability that a number which stands there was misread, before any equation is asked
    pub doubt: f64,
    /// How far a person has spoken on it
    pub standing: Standing,
}

/// A cell and the value that it should have.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Change {
    /// Position of the cell in the sheet
    pub cell: usize,
    /// The value
    pub value: Decimal,
}

/// Something that happened to the page on its way here, as a repair has it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Event {
    /// A number was misread.
    Misread {
        /// Its cell
        cell: usize,
        /// How
        how: How,
    },
    /// A value was lost or a blank put in, and those behind it moved by one cell.
    RowSlid {
        /// The cells from the first to the last that was touched, in printed order
        cells: Vec<usize>,
        /// Whether they moved to the left
        left: bool,
    },
    /// Two neighbouring values became one, and those behind them moved to the left.
    Merged {
        /// The cells from the merged one to the last that moved, in printed order
        cells: Vec<usize>,
    },
    /// Two neighbours were changed about.
    Swapped {
        /// Their cells
        cells: (usize, usize),
    },
    /// A value was lost, and the equations give it.
    Filled {
        /// Its cell
        cell: usize,
    },
}

/// Changes that settle a fault together.
#[derive(Clone, Debug, PartialEq)]
pub struct Repair {
    /// The cells and their values, in form order; values for blanks included
    pub changes: Vec<Change>,
    /// What happened, by this repair
    pub events: Vec<Event>,
    /// Equations that fail or did not run, and hold after it, as positions
    pub settles: Vec<usize>,
    /// How likely it is, among all repairs of the same fault and the page being wrong
    pub probability: f64,
    /// What it costs against a reading without any misreading, in nats. A likely repair that costs much more than others
    /// do is the best of bad ones
    pub cost: f64,
}

/// Whether the equations tell where a fault lies.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Location {
    /// One repair is clearly the likeliest.
    Located,
    /// So many repairs are about as likely as each other.
    Tied(usize),
    /// The equations cannot tell: there are too many repairs, or none.
    NotLocated,
    /// The search was cut short, or the numbers are too large to be counted exactly.
    GaveUp,
    /// The fault bears the signature of an error of the agency itself.
    SourceError,
}

/// Equations that fail together, and what would settle them; or blanks for which several values would do.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    /// The failing equations, as positions; those that did not run are among them if no value could make them hold. Empty
    /// if only blanks are open
    pub equations: Vec<usize>,
    /// The repairs, likeliest first; empty if none was found
    pub repairs: Vec<Repair>,
    /// The signature of an error of the agency itself, if the failure bears one
    pub signature: Option<Signature>,
    /// Probability that the page itself is wrong, or that no repair is right
    pub page_is_wrong: f64,
    /// Changes that all near-best repairs have in common, in form order
    pub common: Vec<Change>,
    /// Whether the equations tell where it lies
    pub location: Location,
}

impl Fault {
    /// The repairs that are likely enough to be offered.
    pub fn offered(&self) -> impl Iterator<Item = &Repair> {
        self.repairs.iter().filter(|repair| repair.probability >= OFFERED)
    }
}

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
