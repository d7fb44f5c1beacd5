//! Stocks over years: what is there at the end of a year is what was there a year before, and what came, without what went.

use serde::Deserialize;

use crate::error::{Mistake, Result};
use crate::form::rule::{Each, Name, Terms};
use crate::form::{Form, Table};

/// The stock of a year equals that of the year before, of the same agency, with what was added and without what was
/// taken away in the year.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stock {
    /// The table that it holds in, of both years
    pub table: Name,
    /// Whether it is applied to each row or to each column
    pub each: Each,
    /// What is there at the end of a year
    pub stock: Vec<Name>,
    /// What came in the year
    pub added: Vec<Name>,
    /// What went in the year
    pub removed: Vec<Name>,
}

impl Stock {
    pub(super) fn validate(&self, rule: &str, forms: &[&Form]) -> Result<(), Mistake> {
        self.each.validate(rule, forms, &self.table, &[&self.stock, &self.added, &self.removed])
    }

    /// Every place where it holds: cells of the stock, in either year, and of what was added and removed.
    pub fn apply(&self, table: &Table) -> Vec<Terms<3>> {
        let mut places = self.each.places(&self.table, table, [&self.stock, &self.added, &self.removed]);
        places.retain(|terms| !terms.cells[0].is_empty());
        places
    }
}
