//! How the cells of a report stand, each counted once.

use crate::check::Proof;
use crate::review::Review;

/// Cells of a report by what is known of them; each is in the first that applies.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Shares {
    /// A person settled them.
    pub seen: usize,
    /// They need a person.
    pub open: usize,
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
            let share = match review.proof(cell) {
                _ if review.status(cell).is_settled() => &mut shares.seen,
                _ if review.need(cell, threshold).is_some() => &mut shares.open,
                Proof::Proved => &mut shares.proved,
                Proof::Supported => &mut shares.supported,
                _ => &mut shares.unproved,
            };
            *share += 1;
        }
        shares
    }

    /// Adds those of another report.
    pub fn add(&mut self, other: &Self) {
        self.seen += other.seen;
        self.open += other.open;
        self.proved += other.proved;
        self.supported += other.supported;
        self.unproved += other.unproved;
    }

    /// All cells.
    pub fn all(&self) -> usize {
        self.seen + self.open + self.proved + self.supported + self.unproved
    }
}
