//! Equations that fail together, and the changes that would settle them.

use rust_decimal::Decimal;

use crate::editing::localize::author::Signature;
use crate::editing::localize::channel::How;

/// Repairs that are less likely than this are not offered.
const OFFERED: f64 = 0.02;

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
    /// The repairs that are offered: those that are likely enough; where none is, the one that changes the fewest cells,
    /// however likely it is. Rows that the agency computed itself are not repaired.
    pub fn offered(&self) -> impl Iterator<Item = &Repair> {
        let may_be_read_wrong = self.signature != Some(Signature::ColumnAndTotal);
        let is_named = self.likely().next().is_none() && !self.equations.is_empty();
        let nameable = self.repairs.iter().filter(|repair| is_named && !self.erases(repair));
        let smallest = nameable.min_by_key(|repair| repair.changes.len());
        self.likely().chain(smallest).filter(move |_| may_be_read_wrong)
    }

    /// The repairs that are likely enough to say where the fault lies.
    pub fn likely(&self) -> impl Iterator<Item = &Repair> {
        self.repairs.iter().filter(|repair| repair.probability >= OFFERED && !self.erases(repair))
    }

    /// Whether a repair takes a part away to fit a total that was left at zero, which says nothing against its parts.
    fn erases(&self, repair: &Repair) -> bool {
        let is_misread = |cell: usize| {
            repair.events.iter().any(|event| matches!(event, Event::Misread { cell: other, .. } if *other == cell))
        };
        let is_erased = |change: &Change| change.value.is_zero() && is_misread(change.cell);
        self.signature == Some(Signature::ZeroTotal) && repair.changes.iter().any(is_erased)
    }
}
