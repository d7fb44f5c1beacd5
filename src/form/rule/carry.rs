//! Carries over years: what one year leaves over is what the next begins with.

use serde::Deserialize;

use crate::error::{Mistake, Result};
use crate::form::rule::{Each, Name, Terms};
use crate::form::{Form, Table};

/// What a year begins with equals what the year before, of the same agency, left over.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Carry {
    /// The table that it holds in, of both years
    pub table: Name,
    /// Whether it is applied to each row or to each column
    pub each: Each,
    /// What the year begins with
    pub begins: Vec<Name>,
    /// What the year before leaves over
    pub leaves: Vec<Name>,
}

impl Carry {
    pub(super) fn validate(&self, rule: &str, forms: &[&Form]) -> Result<(), Mistake> {
        self.each.validate(rule, forms, &self.table, &[&self.begins])?;
        self.each.validate(rule, forms, &self.table, &[&self.leaves])
    }

    /// Every place where it holds: cells of the year, cells of the year before.
    pub fn apply(&self, table: &Table) -> Vec<Terms<2>> {
        self.each.places(&self.table, table, [&self.begins, &self.leaves])
    }
}
