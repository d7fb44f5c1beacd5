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
//! | blanks that several amounts fit | `family` |
//!
//! The search is bounded by a number of steps, never by a clock, so that it is the same everywhere.

mod author;
mod bound;
mod channel;
mod family;
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

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::check::{Outcome, System, decimal};
use crate::repair::family::{Member, families};
use crate::repair::problem::Problem;
use crate::repair::search::{Found, search};
use crate::repair::trouble::troubles;
use crate::repair::weigh::{Weighed, is_moved, weigh};
use crate::sheet::Sheet;

/// The most repairs that are kept for one fault.
const KEPT: usize = 9;
/// Repairs that are at most this many times less likely than the best are near-best.
const NEAR: f64 = std::f64::consts::E;
/// Repairs that are less likely than this are not offered.
const OFFERED: f64 = 0.02;
/// If more repairs than this are near-best, the fault cannot be located.
const MOST_TIED: usize = 3;
/// With the signature of an agency's error, or after a search that was cut short, no repair is likelier than this.
const NOT_SURE: f64 = 0.5;

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
        let system = System::of(sheet, &trouble.equations, &values);
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

struct Finder<'a> {
    problem: &'a Problem,
    outcomes: &'a [Outcome],
}

impl Finder<'_> {
    fn faults(&self) -> Vec<Fault> {
        let failing = |at: &usize| self.problem.residuals[*at] != 0;
        let failing: Vec<usize> = (0..self.problem.residuals.len()).filter(failing).collect();
        let mut faults: Vec<Fault> = if failing.is_empty() { Vec::new() } else { vec![self.fault(&failing)] };
        if self.problem.filled.iter().any(Option::is_none) {
            faults.extend(families(self.problem).iter().filter_map(|members| self.open_blanks(members)));
        }
        faults
    }

    /// The fault of equations that fail.
    fn fault(&self, failing: &[usize]) -> Fault {
        let outcome = search(self.problem);
        let signature = author::signature(self.problem);
        let (weighed, mut wrong) = weigh(self.problem, outcome.found, author::weight(self.problem));
        let best = weighed.first().map_or(0.0, |one| one.probability);
        let damp = if (signature.is_some() || outcome.gave_up) && best > NOT_SURE { NOT_SURE / best } else { 1.0 };
        wrong = 1.0 - (1.0 - wrong) * damp;
        let repair = |one: Weighed| self.repair(&one.found, one.probability * damp, one.cost);
        let repairs: Vec<Repair> = weighed.into_iter().take(KEPT).map(repair).collect();
        let location = match near_best(&repairs).len() {
            _ if signature.is_some() => Location::SourceError,
            _ if outcome.gave_up => Location::GaveUp,
            1 => Location::Located,
            0 => Location::NotLocated,
            near if near <= MOST_TIED => Location::Tied(near),
            _ => Location::NotLocated,
        };
        let equations = failing.iter().map(|&at| self.problem.system.equations[at].nth).collect();
        let common = common(near_best(&repairs));
        Fault { equations, repairs, signature, page_is_wrong: wrong.clamp(0.0, 1.0), common, location }
    }

    /// The fault of blanks for which several values would do.
    fn open_blanks(&self, members: &[Member]) -> Option<Fault> {
        let least = members.first()?.cost;
        let all: f64 = members.iter().map(|member| (least - member.cost).exp()).sum();
        let repair = |member: &Member| {
            let (changes, events) = (member.amounts.clone(), Vec::new());
            let found = Found { changes, events, moves: 0.0, cost: member.cost };
            self.repair(&found, (least - member.cost).exp() / all, member.cost)
        };
        let repairs: Vec<Repair> = members.iter().take(KEPT).map(repair).collect();
        let near = near_best(&repairs).len();
        let location = if near <= MOST_TIED { Location::Tied(near) } else { Location::NotLocated };
        let common = common(near_best(&repairs));
        Some(Fault { equations: vec![], repairs, signature: None, page_is_wrong: 0.0, common, location })
    }

    fn repair(&self, found: &Found, probability: f64, cost: f64) -> Repair {
        let problem = self.problem;
        let mut amounts: BTreeMap<usize, i128> = found.changes.iter().copied().collect();
        for cell in (0..problem.seen.len()).filter(|&cell| problem.withdrawn[cell]) {
            amounts.entry(cell).or_insert(problem.seen[cell].start);
        }
        amounts.retain(|&cell, amount| problem.seen[cell].read != Some(*amount) || self.is_without_value(cell));
        let mut events: Vec<Event> = found.events.iter().map(|event| self.on_sheet(event)).collect();
        for (&cell, &amount) in amounts.iter().filter(|(cell, _)| !is_moved(found, **cell)) {
            let at = problem.system.cells[cell];
            events.push(match problem.seen[cell].read {
                Some(_) => Event::Misread { cell: at, how: problem.how(cell, amount) },
                None => Event::Filled { cell: at },
            });
        }
        let change = |(&cell, &amount): (&usize, &i128)| {
            let value = decimal(amount, problem.system.scale)?.normalize();
            Some(Change { cell: problem.system.cells[cell], value })
        };
        let settles = self.settles(&amounts);
        Repair { changes: amounts.iter().filter_map(change).collect(), events, settles, probability, cost }
    }

    /// Whether letters stand for digits, so that the cell has no value although something is read.
    fn is_without_value(&self, cell: usize) -> bool {
        self.problem.seen[cell].letters && self.problem.withdrawn[cell]
    }

    /// Equations that did not hold, and hold with these amounts.
    fn settles(&self, amounts: &BTreeMap<usize, i128>) -> Vec<usize> {
        let problem = self.problem;
        let amount = |cell: usize| amounts.get(&cell).copied().or(problem.filled[cell]);
        let equations = problem.system.equations.iter();
        let open = equations.filter(|equation| !matches!(self.outcomes[equation.nth], Outcome::Holds { .. }));
        let holds = |terms: &[(usize, i128)]| {
            terms.iter().map(|&(cell, factor)| Some(factor * amount(cell)?)).sum::<Option<i128>>() == Some(0)
        };
        open.filter(|equation| holds(&equation.terms)).map(|equation| equation.nth).collect()
    }

    fn on_sheet(&self, event: &Event) -> Event {
        let at = |cell: usize| self.problem.system.cells[cell];
        let all = |cells: &[usize]| cells.iter().map(|&cell| at(cell)).collect();
        match event {
            Event::Misread { cell, how } => Event::Misread { cell: at(*cell), how: *how },
            Event::RowSlid { cells, left } => Event::RowSlid { cells: all(cells), left: *left },
            Event::Merged { cells } => Event::Merged { cells: all(cells) },
            Event::Swapped { cells } => Event::Swapped { cells: (at(cells.0), at(cells.1)) },
            Event::Filled { cell } => Event::Filled { cell: at(*cell) },
        }
    }
}

/// The repairs that are about as likely as the likeliest.
fn near_best(repairs: &[Repair]) -> &[Repair] {
    let best = repairs.first().map_or(0.0, |repair| repair.probability);
    let near = repairs.iter().take_while(|repair| repair.probability * NEAR >= best).count();
    &repairs[..near]
}

/// The changes that all of some repairs have in common.
fn common(repairs: &[Repair]) -> Vec<Change> {
    let Some((first, others)) = repairs.split_first() else { return Vec::new() };
    let in_all = |change: &&Change| others.iter().all(|other| other.changes.contains(change));
    first.changes.iter().filter(in_all).cloned().collect()
}
