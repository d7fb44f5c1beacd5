//! What the arithmetic says of the values in force: outcomes, proofs, derived values, faults and their repairs; and how
//! sure a reading is when text, placement and rules are taken together.
//!
//! # Confidence
//!
//! The probability that a reading is what the paper prints is that of its text (what is odd about it, how legible the
//! report is, what the OCR engine says) times that of its place (which row is which line, and which cell the value belongs
//! to). Equations that hold take doubt away: nearly all doubt about the text, for a misread number would break them, and
//! little of that about the place, which was settled with their help. An equation that holds as 0 = 0 takes away nothing.
//! A cell that repairs would change loses what they are likely.
//!
//! The constants were chosen on generated reports (`cargo bench --bench evaluate`) and on real OCR, and measured
//! on others. On 1,950 reports of 13 formats, a fifth of them at each severity from 0 to 4 (`--n 150 --seed 2027`):
//!
//! | confidence | numbers | claimed | right |
//! |---|---|---|---|
//! | below .5 | 605 | .353 | .641 |
//! | .5 – .8 | 2,928 | .673 | .885 |
//! | .8 – .9 | 1,138 | .861 | .952 |
//! | .9 – .95 | 912 | .929 | .989 |
//! | .95 – .98 | 5,694 | .970 | .995 |
//! | .98 – .99 | 2,129 | .985 | .994 |
//! | .99 – .999 | 15,793 | .997 | 1.000 |
//! | from .999 on | 103,622 | 1.000 | 1.000 |
//!
//! It claims too little rather than too much, most of all where no equation could show a misreading.

mod witness;

use rust_decimal::Decimal;

use crate::claims::{self, Claim};
use crate::editing::check::{Derived, Outcome, Proof, check, derive, proofs};
use crate::editing::localize::{Event, Fault, faults};
pub use crate::editing::localize::{Observed, Standing};
use crate::reading::meaning::meaning;
use crate::sheet::Sheet;
use crate::sheet::record::{Reading, Reason, State};

/// The probability of a derived value, where all that it follows from was read right.
const DERIVED: f64 = 0.9;
/// The probability of what an illegible text may mean, where no equation says more.
const MEANT: f64 = 0.5;
/// What is left of the doubts about a reading when one equation bears it out, or several: a number that was misread would
/// break them. Where a value stands was settled with the help of the same equations, so they say little more of that.
const SUPPORTED: DoubtLeft = DoubtLeft { text: 0.05, place: 1.0 };
const UNPROVED: DoubtLeft = DoubtLeft { text: 1.0, place: 1.0 };
/// The same where a sentence of the report names the figure.
const NAMED: DoubtLeft = DoubtLeft { text: 0.1, place: 0.3 };
const PROVED: DoubtLeft = DoubtLeft { text: 0.01, place: 0.5 };
/// What is left of the certainty of a contradicted cell that no repair was found for; of a zero more, as it is seldom the
/// zeros that are to blame.
const CONTRADICTED: f64 = 0.85;
const CONTRADICTED_ZERO: f64 = 0.98;

/// A value offered for a cell, and how likely it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    /// The value
    pub value: Decimal,
    /// The probability that it is what the page prints
    pub probability: f64,
    /// The equations that give it, as positions
    pub equations: Vec<usize>,
    /// Other cells that must change with it, and their values
    pub with: Vec<(usize, Decimal)>,
    /// What may have happened to the page
    pub events: Vec<Event>,
}

/// What the equations of a sheet say of a set of values.
#[derive(Clone, Debug, Default)]
pub struct Assessment {
    /// For each equation
    pub outcomes: Vec<Outcome>,
    /// For each cell
    pub proofs: Vec<Proof>,
    /// For each cell without a value, the value that follows from the others
    pub derived: Vec<Option<Derived>>,
    /// The findings, grouped by what they have in common
    pub faults: Vec<Fault>,
    /// For each claim of the text, whether it fits
    pub claims: Vec<claims::Outcome>,
    /// For each cell, whether a sentence names its figure
    pub borne_out: Vec<bool>,
    standings: Vec<Standing>,
    /// For each cell with a text that is no number, the number that it may mean
    meant: Vec<Option<Decimal>>,
}

impl Assessment {
    /// Assesses what is seen of each cell, in the order of the sheet's cells, and what the text claims.
    pub fn of(sheet: &Sheet, observed: &[Observed], claims: &[Claim]) -> Self {
        let values: Vec<Option<Decimal>> = observed.iter().map(|one| one.value).collect();
        let outcomes = check(sheet, &values);
        let proofs = proofs(sheet, &outcomes);
        let unknown = values.iter().any(Option::is_none);
        let derived = if unknown { derive(sheet, &values) } else { vec![None; values.len()] };
        let mut faults = faults(sheet, observed, &outcomes);
        let or_derived = |(value, derived): (&Option<Decimal>, &Option<Derived>)| {
            value.or_else(|| derived.as_ref().map(|derived| derived.value))
        };
        let known: Vec<Option<Decimal>> = values.iter().zip(&derived).map(or_derived).collect();
        witness::weigh(&mut faults, claims, &known);
        let claimed = witness::outcomes(claims, &known);
        let borne_out = witness::borne_out(claims, &claimed, sheet.len());
        let standings = observed.iter().map(|one| one.standing).collect();
        let meant = observed.iter().enumerate().map(|(cell, one)| meant(sheet, cell, one)).collect();
        Self { outcomes, proofs, derived, faults, claims: claimed, borne_out, standings, meant }
    }

    /// The values offered for a cell, likeliest first.
    pub fn suggestions(&self, cell: usize) -> impl Iterator<Item = Suggestion> {
        let derived = self.derived[cell].iter().map(|derived| Suggestion {
            value: derived.value,
            probability: DERIVED,
            equations: vec![derived.equation],
            with: Vec::new(),
            events: vec![],
        });
        let repairs = self.faults.iter().flat_map(|fault| fault.offered().map(move |repair| (fault, repair)));
        let repairs = repairs.filter_map(move |(fault, repair)| {
            let change = repair.changes.iter().find(|change| change.cell == cell)?;
            let others = repair.changes.iter().filter(|other| other.cell != cell);
            Some(Suggestion {
                value: change.value,
                probability: repair.probability,
                equations: if fault.equations.is_empty() { repair.settles.clone() } else { fault.equations.clone() },
                with: others.map(|other| (other.cell, other.value)).collect(),
                events: repair.events.clone(),
            })
        });
        derived.chain(repairs).chain(self.meant(cell))
    }

    /// What the text of a cell may mean, unless the equations offer that value already.
    fn meant(&self, cell: usize) -> Option<Suggestion> {
        let value = self.meant[cell]?;
        let offered = self.faults.iter().flat_map(Fault::offered).flat_map(|repair| &repair.changes);
        let mut known = offered.filter(|change| change.cell == cell).map(|change| change.value);
        let is_derived = self.derived[cell].as_ref().is_some_and(|derived| derived.value == value);
        let is_new = !is_derived && known.all(|known| known != value);
        is_new.then(|| Suggestion { value, probability: MEANT, equations: vec![], with: vec![], events: vec![] })
    }

    /// Whether a repair, or a fault that has none, points at a cell. Where the agency got its sums wrong, it is at these.
    pub fn is_suspect(&self, sheet: &Sheet, cell: usize) -> bool {
        self.faults.iter().any(|fault| {
            let mut likely = fault.likely().peekable();
            match likely.peek() {
                _ if fault.signature.is_some() => {
                    fault.equations.iter().any(|&nth| sheet.equations[nth].right.contains(&cell))
                }
                None => self.is_in(sheet, fault, cell),
                Some(_) => likely.any(|repair| repair.changes.iter().any(|change| change.cell == cell)),
            }
        })
    }

    /// Whether a cell stands in most of the failing equations of a fault that no repair was found for. Where a person has
    /// settled the cells that do, no other is to blame.
    fn is_in(&self, sheet: &Sheet, fault: &Fault, cell: usize) -> bool {
        let in_how_many =
            |cell: usize| sheet.equations_of(cell).iter().filter(|nth| fault.equations.contains(nth)).count();
        let cells: Vec<usize> = fault.equations.iter().flat_map(|&nth| sheet.equations[nth].cells()).collect();
        let most = cells.iter().map(|&cell| in_how_many(cell)).max().unwrap_or(0);
        let settled = cells.iter().any(|&cell| {
            in_how_many(cell) == most && matches!(self.standings[cell], Standing::Fixed | Standing::Excused)
        });
        in_how_many(cell) == most && most > 0 && !settled
    }

    /// The probability that a reading is what the paper prints: text × placement, raised by equations that hold and
    /// lowered by repairs that change the cell.
    pub fn confidence(&self, cell: usize, reading: &Reading) -> f64 {
        if reading.state == State::Illegible && reading.value.is_none() {
            return 0.0;
        }
        let read = f64::from(reading.text) * f64::from(reading.place);
        // What letters stand for is borne out by sums alone.
        let is_named = self.borne_out[cell] && reading.state == State::Number;
        let witness = if is_named { NAMED } else { UNPROVED };
        match self.proofs[cell] {
            Proof::Supported => SUPPORTED.and(witness).left(reading),
            Proof::Proved => PROVED.and(witness).left(reading),
            Proof::Unchecked | Proof::Trivial => witness.left(reading),
            Proof::Contradicted => self.contradicted(cell, reading, read),
        }
    }

    fn contradicted(&self, cell: usize, reading: &Reading, read: f64) -> f64 {
        let changed: f64 = self.faults.iter().map(|fault| chance_of_change(fault, cell)).sum();
        let open = self.faults.iter().any(|fault| fault.repairs.is_empty());
        let is_zero = reading.value.is_some_and(|value| value.is_zero());
        let left = if is_zero { CONTRADICTED_ZERO } else { CONTRADICTED };
        if changed == 0.0 && open { read * left } else { read * (1.0 - changed.min(1.0)) }
    }
}

/// The number that the text of a cell without a value may mean, if the cell can hold it.
fn meant(sheet: &Sheet, cell: usize, observed: &Observed) -> Option<Decimal> {
    if observed.value.is_some() || observed.text.is_empty() {
        return None;
    }
    meaning(observed.text, sheet.column(cell).unit).filter(|&value| sheet.can_hold(cell, value))
}

/// The shares of the doubts about text and place that are left.
#[derive(Clone, Copy)]
struct DoubtLeft {
    text: f64,
    place: f64,
}

impl DoubtLeft {
    /// What is left when another witness speaks for the reading too.
    fn and(self, other: Self) -> Self {
        Self { text: self.text * other.text, place: self.place * other.place }
    }

    fn left(&self, reading: &Reading) -> f64 {
        let certain = |read: f32, left: f64| 1.0 - (1.0 - f64::from(read)) * left;
        let is_open = reading.reasons.iter().any(Reason::leaves_place_open);
        certain(reading.text, self.text) * certain(reading.place, if is_open { 1.0 } else { self.place })
    }
}

/// How likely it is that a fault is settled by changing a cell.
fn chance_of_change(fault: &Fault, cell: usize) -> f64 {
    let changing = fault.repairs.iter().filter(|repair| repair.changes.iter().any(|change| change.cell == cell));
    changing.map(|repair| repair.probability).sum()
}
