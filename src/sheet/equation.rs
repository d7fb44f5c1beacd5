//! Rules at one place of a sheet.

use crate::form::CellId;
use crate::form::rule::Severity;

/// How the sides of an equation are to each other.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Relation {
    /// The left side equals the right side.
    Equal,
    /// The left side is at most the right side.
    AtMost,
}

impl Relation {
    /// Whether two sides are so to each other.
    pub fn holds<N: PartialOrd>(self, left: &N, right: &N) -> bool {
        match self {
            Self::Equal => left == right,
            Self::AtMost => left <= right,
        }
    }
}

/// A rule at one place of the sheet, which relates the sum of the cells on the left to that of the cells on the right.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Equation {
    /// The position of its rule among the rules of the catalogue
    pub rule: usize,
    /// How grave it is if it fails
    pub severity: Severity,
    /// How the sides are to each other
    pub relation: Relation,
    /// The id of the row or column that it stands in
    pub at: String,
    /// Positions of the cells added on the left
    pub left: Vec<usize>,
    /// Positions of the cells added on the right
    pub right: Vec<usize>,
}

impl Equation {
    /// Whether it ties its cells to each other, so that it can prove, derive and repair; others only warn.
    pub fn is_strict(&self) -> bool {
        self.severity == Severity::Error && self.relation == Relation::Equal
    }

    /// Whether it gives one cell as the sum of others.
    pub fn is_total(&self) -> bool {
        self.is_strict() && self.right.len() == 1
    }

    /// All its cells, left ones first.
    pub fn cells(&self) -> impl Iterator<Item = usize> + '_ {
        self.left.iter().chain(&self.right).copied()
    }
}

/// A rule over years at one place of the sheet: the sum of some cells equals that of cells of the year before, with what
/// came in the year and without what went.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Link {
    /// The position of its rule among the rules of the catalogue
    pub rule: usize,
    /// How grave it is if it fails
    pub severity: Severity,
    /// The id of the row or column that it stands in
    pub at: String,
    /// Positions of the cells whose sum is given
    pub now: Vec<usize>,
    /// Addresses of the cells of the year before
    pub before: Vec<CellId>,
    /// Positions of the cells that come to it
    pub added: Vec<usize>,
    /// Positions of the cells that go from it
    pub removed: Vec<usize>,
}

impl Link {
    /// All its cells of this year.
    pub fn cells(&self) -> impl Iterator<Item = usize> + '_ {
        self.now.iter().chain(&self.added).chain(&self.removed).copied()
    }
}
