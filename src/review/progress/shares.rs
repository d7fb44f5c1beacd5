//! How the cells of a report stand, each counted once.

use crate::editing::check::Proof;
use crate::review::{Need, Review};

/// Cells of a report by what is known of them; each is in the first that applies.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Shares {
    /// A person settled them.
    pub seen: usize,
    /// They need a person ([`crate::review::Tally::open`]).
    pub open: usize,
    /// They have no value, and the equations tell which ([`crate::review::Tally::solved`]).
    pub solved: usize,
    /// Two equations or more bear them out.
    pub proved: usize,
    /// One equation bears them out.
    pub supported: usize,
    /// No equation does, or only as 0 = 0.
    pub unproved: usize,
}

impl Shares {
    /// Counts the cells of a report.
    pub fn of(review: &Review, threshold: f64) -> Self {
        let mut shares = Self::default();
        for cell in 0..review.sheet().len() {
            let share = match (review.need(cell, threshold), review.proof(cell)) {
                _ if review.status(cell).is_settled() => &mut shares.seen,
                (Some(Need::Solved), _) => &mut shares.solved,
                (Some(_), _) => &mut shares.open,
                (None, Proof::Proved) => &mut shares.proved,
                (None, Proof::Supported) => &mut shares.supported,
                (None, _) => &mut shares.unproved,
            };
            *share += 1;
        }
        shares
    }

    /// Adds those of another report.
    pub fn add(&mut self, other: &Self) {
        self.seen += other.seen;
        self.open += other.open;
        self.solved += other.solved;
        self.proved += other.proved;
        self.supported += other.supported;
        self.unproved += other.unproved;
    }

    /// All cells.
    pub fn all(&self) -> usize {
        self.in_order().iter().sum()
    }

    /// The counts in the order in which they are named everywhere: proved, supported, seen, unproved, open, solved.
    pub fn in_order(&self) -> [usize; 6] {
        [self.proved, self.supported, self.seen, self.unproved, self.open, self.solved]
    }
}
