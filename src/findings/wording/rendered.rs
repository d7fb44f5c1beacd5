//! A rendered finding: in words for a person, and in parts for other programs.

use rust_decimal::Decimal;
use serde::{Serialize, Serializer};

/// A finding, rendered.
#[derive(Clone, Debug, Serialize)]
pub struct RenderedFinding {
    /// The path of the report as it was given
    pub source: String,
    /// Line in the source, from 1; none if it is about the whole report
    pub line: Option<usize>,
    /// Column in characters, from 1
    pub column: Option<usize>,
    /// How much it matters: `error`, `warning`, `open` or `note`
    pub level: &'static str,
    /// What it is
    pub kind: &'static str,
    /// The ids of the rules that fail, did not run or say it
    pub rules: Vec<String>,
    /// The addresses of the cells that it is about, likeliest to blame first
    pub cells: Vec<String>,
    /// What it says, in one line
    pub message: String,
    /// What more there is to say, in lines
    pub details: Vec<String>,
    /// The equations that it is about
    pub equations: Vec<RenderedEquation>,
    /// What would settle it, likeliest first
    pub repairs: Vec<RenderedRepair>,
    /// The probability that the page itself is wrong, if that was weighed
    pub page_is_wrong: Option<f64>,
}

/// An equation with its figures.
#[derive(Clone, Debug, Serialize)]
pub struct RenderedEquation {
    /// The id of its rule
    pub rule: String,
    /// Its row or column
    pub at: String,
    /// The parts on its left
    pub left: Vec<Part>,
    /// The parts on its right
    pub right: Vec<Part>,
    /// By how much the left exceeds the right; none if it did not run
    #[serde(serialize_with = "exact")]
    pub difference: Option<Decimal>,
}

/// A cell of an equation.
#[derive(Clone, Debug, Serialize)]
pub struct Part {
    /// Its address
    pub cell: String,
    /// Its value
    #[serde(serialize_with = "exact")]
    pub value: Option<Decimal>,
    /// Its place in the source, `line:column`
    pub place: Option<String>,
}

/// A change that settles a finding.
#[derive(Clone, Debug, Serialize)]
pub struct RenderedRepair {
    /// How likely it is
    pub probability: f64,
    /// Why, in words
    pub why: String,
    /// The cells that it changes
    pub changes: Vec<RenderedChange>,
}

/// A cell with the value that it has and the one that it should have.
#[derive(Clone, Debug, Serialize)]
pub struct RenderedChange {
    /// Its address
    pub cell: String,
    /// The value in force
    #[serde(serialize_with = "exact")]
    pub from: Option<Decimal>,
    /// The value that it should have
    #[serde(serialize_with = "exact_value")]
    pub to: Decimal,
}

impl RenderedFinding {
    /// Whether something is wrong or open, and not only odd.
    pub fn is_finding(&self) -> bool {
        self.level != "note"
    }

    /// The lines in which it is printed: where and what, then what more there is to say.
    pub fn lines(&self) -> impl Iterator<Item = String> + '_ {
        let place = match (self.line, self.column) {
            (Some(line), Some(column)) => format!(":{line}:{column}"),
            _ => String::new(),
        };
        let first = format!("{}{place}: {}", self.source, self.message);
        [first].into_iter().chain(self.details.iter().map(|detail| format!("    {detail}")))
    }
}

#[allow(clippy::ref_option, reason = "serde passes the field itself")]
fn exact<S: Serializer>(value: &Option<Decimal>, to: S) -> Result<S::Ok, S::Error> {
    match value {
        Some(value) => exact_value(value, to),
        None => to.serialize_none(),
    }
}

/// All digits, as a number.
fn exact_value<S: Serializer>(value: &Decimal, to: S) -> Result<S::Ok, S::Error> {
    value.to_string().parse::<serde_json::Number>().map_err(serde::ser::Error::custom)?.serialize(to)
}
