//! Plausibility: figures of a size that they seldom have. Hints, no more.

use regex::Regex;
use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer};

use crate::data::{Pattern, read_as};
use crate::error::{Flaw, Mistake, Result};
use crate::form::Form;
use crate::form::rule::Name;
use crate::form::rule::names::known_cells;
use crate::words::DataMessage;

/// A figure is seldom larger than this.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plausibility {
    /// Addresses of the cells that it is about; `*` at the end of a part is any ending
    pub cells: Vec<Name>,
    /// The largest value that needs no second look, in the unit of the cell
    #[serde(deserialize_with = "amount")]
    pub at_most: Decimal,
    /// The agencies that it is about, as a pattern of their names; all if there is none
    #[serde(default, deserialize_with = "pattern")]
    pub agencies: Option<Regex>,
    /// The agencies that it is not about
    #[serde(default, deserialize_with = "pattern")]
    pub except: Option<Regex>,
}

fn amount<'de, D: Deserializer<'de>>(from: D) -> Result<Decimal, D::Error> {
    read_as(from, |text| {
        Decimal::from_str_exact(text).map_err(|_| Flaw::from(DataMessage::ValueNoNumber { value: text.to_string() }))
    })
}

fn pattern<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Regex>, D::Error> {
    Ok(Option::<Pattern>::deserialize(from)?.map(|pattern| pattern.0))
}

impl Plausibility {
    pub(super) fn validate(&self, rule: &str, forms: &[&Form]) -> Result<(), Mistake> {
        known_cells(rule, forms, &self.cells)
    }

    /// Whether it is about the reports of an agency; it is not about those of an agency that is unknown.
    pub fn is_for(&self, agency: Option<&str>) -> bool {
        let named =
            |pattern: &Option<Regex>| pattern.as_ref().map(|pattern| agency.is_some_and(|name| pattern.is_match(name)));
        named(&self.agencies).unwrap_or(true) && !named(&self.except).unwrap_or(false)
    }
}
