//! Linear equations: the cells on the left add up to those on the right.

use serde::Deserialize;

use crate::error::{Mistake, Result};
use crate::form::rule::{Each, Name, Terms};
use crate::form::{Form, Table};

/// The sum of the cells on the left equals the sum of the cells on the right.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Linear {
    /// The table that it holds in
    pub table: Name,
    /// Whether it is applied to each row or to each column
    pub each: Each,
    /// Columns (of each row) or rows (of each column) that are added on the left; `name_*` is a prefix
    pub left: Vec<Name>,
    /// The same for the right
    pub right: Vec<Name>,
}

impl Linear {
    pub(super) fn validate(&self, rule: &str, forms: &[&Form]) -> Result<(), Mistake> {
        self.each.validate(rule, forms, &self.table, &[&self.left, &self.right])
    }

    /// Every place where it holds in a table: cells on the left, cells on the right.
    pub fn apply(&self, table: &Table) -> Vec<Terms<2>> {
        let mut places = self.each.places(&self.table, table, [&self.left, &self.right]);
        places.retain(Terms::is_whole);
        places
    }
}
