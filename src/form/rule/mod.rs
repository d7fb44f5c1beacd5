//! Edit rules: relations that must hold between the figures of a report, read from `assets/rules/`. Each kind of relation
//! is one file here; its instances are data.

mod carry;
mod inequality;
mod linear;
mod names;
mod plausibility;
mod prose;
mod stock;

pub use carry::Carry;
pub use inequality::Inequality;
pub use linear::Linear;
pub(crate) use names::cells_of;
pub use names::{Each, Name, Terms};
pub use plausibility::Plausibility;
pub use prose::{Measure, Prose, Reading};
pub use stock::Stock;

use std::path::Path;

use serde::Deserialize;

use crate::data;
use crate::error::{Error, Flaw, Mistake, Result};
use crate::form::Form;
use crate::words::{DataMessage, Wording};

/// How grave it is when a rule fails.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
pub enum Severity {
    /// The figures cannot all be right.
    Error,
    /// The figures are odd, and may be right.
    Warning,
    /// The figures are worth a second look, no more.
    Hint,
}

/// A rule as its file states it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Its name in findings and in the config
    pub id: Name,
    /// How grave a failure is
    pub severity: Severity,
    /// Its name for a person
    pub name: Wording,
    /// What it demands
    pub says: Wording,
    /// Why it holds
    #[serde(default)]
    pub why: Option<Wording>,
    /// An example of figures that break it
    #[serde(default)]
    pub example: Option<Wording>,
    /// When it may fail although the figures are right
    #[serde(default)]
    pub exceptions: Option<Wording>,
    /// The forms that it holds on; empty for all
    #[serde(default)]
    pub forms: Vec<Name>,
    /// The relation
    pub kind: Kind,
}

/// The kinds of relation; each instance of one is data.
#[derive(Clone, Debug, Deserialize)]
pub enum Kind {
    /// Two sums are equal.
    Linear(Linear),
    /// One sum is at most another.
    Inequality(Inequality),
    /// What a year leaves over is what the next begins with.
    Carry(Carry),
    /// What is there at the end of a year is what was there before, and what came, without what went.
    Stock(Stock),
    /// A figure of a size that it seldom has.
    Plausibility(Plausibility),
    /// What sentences of the report say about its tables.
    Prose(Prose),
}

impl Kind {
    /// The addresses of cells, or patterns of them, that it names whole.
    pub fn addresses(&self) -> impl Iterator<Item = &Name> {
        let (hint, prose) = match self {
            Self::Plausibility(hint) => (Some(hint), None),
            Self::Prose(prose) => (None, Some(prose)),
            _ => (None, None),
        };
        let of_hint = hint.into_iter().flat_map(|hint| &hint.cells);
        of_hint.chain(prose.into_iter().flat_map(Prose::addresses))
    }
}

impl Rule {
    /// Reads a file of rules.
    ///
    /// # Errors
    /// [`Error::Data`] with the place, if the text is no list of rules or gives an id twice.
    pub fn parse(path: &Path, text: &str) -> Result<Vec<Self>> {
        let rules: Vec<Self> = data::parse(path, text)?;
        for (n, rule) in rules.iter().enumerate() {
            if rules[..n].iter().any(|other| *other.id == *rule.id) {
                let twice = rule.id.mistake(Flaw::from(DataMessage::RuleTwice { rule: rule.id.to_string() }));
                return Err(Error::in_data(path, text, twice));
            }
        }
        Ok(rules)
    }

    /// Holds the names in the rule against the forms.
    ///
    /// # Errors
    /// With the names that exist, if a form, table, row, column or cell is unknown; if a cell is to be a part of itself.
    pub fn validate(&self, forms: &[&Form]) -> Result<(), Mistake> {
        let known: Vec<&str> = forms.iter().map(|form| &*form.id).collect();
        if let Some(id) = self.forms.iter().find(|id| !known.contains(&id.as_str())) {
            return Err(names::unknown(
                id,
                DataMessage::NoSuchForm { rule: self.id.to_string(), name: id.to_string() },
                &known,
            ));
        }
        let forms: Vec<&Form> = forms.iter().copied().filter(|form| self.applies_to(&form.id)).collect();
        match &self.kind {
            Kind::Linear(linear) => linear.validate(&self.id, &forms),
            Kind::Inequality(inequality) => inequality.validate(&self.id, &forms),
            Kind::Carry(carry) => carry.validate(&self.id, &forms),
            Kind::Stock(stock) => stock.validate(&self.id, &forms),
            Kind::Plausibility(plausibility) => plausibility.validate(&self.id, &forms),
            Kind::Prose(prose) => prose.validate(&self.id, &forms),
        }
    }

    /// Whether the rule holds on the form with this name.
    pub fn applies_to(&self, form: &str) -> bool {
        self.forms.is_empty() || self.forms.iter().any(|id| **id == form)
    }

    /// Why it holds, an example, and exceptions.
    pub fn explanations(&self) -> [&Option<Wording>; 3] {
        [&self.why, &self.example, &self.exceptions]
    }
}
