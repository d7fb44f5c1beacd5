//! How often rules held, failed and did not run.

use std::iter::Sum;
use std::ops::{Add, AddAssign};

/// How often a rule, or all of them, held, failed and did not run.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct RuleCounts {
    /// It held.
    pub held: usize,
    /// It failed.
    pub failed: usize,
    /// It did not run, which is neither.
    pub not_run: usize,
}

impl RuleCounts {
    /// Whether it held, failed or did not run at all.
    pub fn is_empty(self) -> bool {
        self == Self::default()
    }
}

impl Add for RuleCounts {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { held: self.held + other.held, failed: self.failed + other.failed, not_run: self.not_run + other.not_run }
    }
}

impl AddAssign for RuleCounts {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sum for RuleCounts {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), Self::add)
    }
}
