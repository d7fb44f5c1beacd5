//! Prose claims: what sentences of a report say about its tables.

use serde::Deserialize;

use crate::error::{Mistake, Result};
use crate::form::Form;
use crate::form::rule::Name;
use crate::form::rule::names::known_cells;
use crate::words::Wording;

/// How sentences say one quantity of the tables, and the cells that it may mean.
///
/// Patterns are regular expressions on folded sentences (see [`crate::claims`]); `{name}` is one of the parts
/// of `assets/prose.ron`, and `{n}` for the number with its unit. A pattern without `{n}` ends right before the number.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prose {
    /// The topic that the sentence must have come to: a name of `assets/prose.ron`; none if the patterns say enough
    #[serde(default)]
    pub topic: Option<Name>,
    /// How the number is spoken of
    #[serde(default)]
    pub said: Vec<Name>,
    /// ReviewWording that may also mean something else: a number that fits is evidence, one that does not fit says nothing
    #[serde(default)]
    pub said_loosely: Vec<Name>,
    /// ReviewWording that are firm if the number before them in the sentence was, and loose elsewhere
    #[serde(default)]
    pub said_next: Vec<Name>,
    /// How it is said that there were none, from the negative word to the end of the clause
    #[serde(default)]
    pub none: Vec<Name>,
    /// The same for wordings that may also mean something else
    #[serde(default)]
    pub none_loosely: Vec<Name>,
    /// Sentences with one of these words are about something else
    #[serde(default)]
    pub unless: Vec<Name>,
    /// The unit that the number must have; none for the counting words of `assets/prose.ron`
    #[serde(default)]
    pub measure: Measure,
    /// Whether 个 and 项 count it too; for decisions they count the entries of a list of powers
    #[serde(default)]
    pub entries: bool,
    /// What the number may mean. A reading with a cell that the form lacks is left out
    pub readings: Vec<Reading>,
    /// What a share that follows the number may be taken of; empty if shares say nothing. Where there are as many as
    /// readings, each reading has its own whole; else each may be a share of any
    #[serde(default)]
    pub shares_of: Vec<Reading>,
}

/// What a claim is measured in.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq)]
pub enum Measure {
    /// Items, cases, pieces
    #[default]
    Items,
    /// Money, in 元 or 万元
    Money,
}

/// One meaning of a number: a sum of cells, less another.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reading {
    /// What is counted, for a person
    pub name: Wording,
    /// Addresses of the cells that are added; a row's name that ends in `*` is that of all rows that begin so
    pub add: Vec<Name>,
    /// Addresses of the cells that are taken away
    #[serde(default)]
    pub less: Vec<Name>,
}

impl Prose {
    pub(super) fn validate(&self, rule: &str, forms: &[&Form]) -> Result<(), Mistake> {
        known_cells(rule, forms, self.addresses())
    }

    /// The addresses of all cells that it names.
    pub fn addresses(&self) -> impl Iterator<Item = &Name> {
        let readings = self.readings.iter().chain(&self.shares_of);
        readings.flat_map(|reading| reading.add.iter().chain(&reading.less))
    }
}
