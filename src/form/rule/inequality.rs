//! Inequalities: one sum is at most another.

use serde::Deserialize;

use crate::error::{Mistake, Result};
use crate::form::rule::{Each, Name, Terms};
use crate::form::{Form, Table};

/// The sum of some cells is at most that of others.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Inequality {
    /// The table that it holds in
    pub table: Name,
    /// Whether it is applied to each row or to each column
    pub each: Each,
    /// Columns (of each row) or rows (of each column) whose sum is the smaller
    pub part: Vec<Name>,
    /// Those whose sum is at least as large
    pub whole: Vec<Name>,
}

impl Inequality {
    pub(super) fn validate(&self, rule: &str, forms: &[&Form]) -> Result<(), Mistake> {
        self.each.validate(rule, forms, &self.table, &[&self.part, &self.whole])
    }

    /// Every place where it holds in a table: cells of the smaller sum, cells of the larger.
    pub fn apply(&self, table: &Table) -> Vec<Terms<2>> {
        let mut places = self.each.places(&self.table, table, [&self.part, &self.whole]);
        places.retain(Terms::is_whole);
        places
    }
}
