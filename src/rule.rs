//! Edit rules: relations that must hold between cells, read from `assets/rules/`.

use std::path::Path;

use serde::Deserialize;

use crate::data;
use crate::error::{Error, Result};
use crate::form::{Form, Table};
use crate::words::Wording;

/// How grave it is when a rule fails.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
pub enum Severity {
    /// The figures cannot all be right.
    Error,
    /// The figures are odd, and may be right.
    Warning,
}

/// A rule as its file states it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Its name in findings and in the config
    pub id: String,
    /// How grave a failure is
    pub severity: Severity,
    /// Its name for a person
    pub name: Wording,
    /// What it demands
    pub says: Wording,
    /// The forms that it holds on; empty for all
    #[serde(default)]
    pub forms: Vec<String>,
    /// The relation
    pub kind: Kind,
}

/// The kinds of relation; each instance of one is data.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Kind {
    /// The sum of the cells on the left equals the sum of the cells on the right.
    Linear {
        /// The table that it holds in
        table: String,
        /// Whether it is applied to each row or to each column
        each: Each,
        /// Columns (of each row) or rows (of each column) that are added on the left; `name_*` is a prefix
        left: Vec<String>,
        /// The same for the right
        right: Vec<String>,
    },
}

/// What a linear rule is repeated over.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
pub enum Each {
    /// Once for each row; the terms are columns
    Row,
    /// Once for each column; the terms are rows
    Column,
}

/// A rule applied at one place: positions of cells in a table, left and right.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Terms {
    /// Cells added on the left
    pub left: Vec<usize>,
    /// Cells added on the right
    pub right: Vec<usize>,
    /// The id of the row or column that it was applied to
    pub at: String,
}

impl Rule {
    /// Reads a file of rules.
    ///
    /// # Errors
    /// [`Error::Data`] with the place, if the text is no list of rules or gives an id twice.
    pub fn parse(path: &Path, text: &str) -> Result<Vec<Self>> {
        let rules: Vec<Self> = data::parse(path, text)?;
        for (n, rule) in rules.iter().enumerate() {
            if rules[..n].iter().any(|other| other.id == rule.id) {
                return Err(Error::named(path, text, &rule.id, 1, format!("the rule `{}` is given twice", rule.id)));
            }
        }
        Ok(rules)
    }

    /// Holds the names in the rule against the forms.
    ///
    /// # Errors
    /// [`Error::Data`] with the place and the names that exist, if a form, table, row or column is unknown.
    pub fn validate(&self, path: &Path, text: &str, forms: &[&Form]) -> Result<()> {
        for id in &self.forms {
            if !forms.iter().any(|form| *form.id == **id) {
                let known: Vec<_> = forms.iter().map(|form| &*form.id).collect();
                return Err(unknown(path, text, &self.id, "form", id, &known));
            }
        }
        let Kind::Linear { table, left, right, .. } = &self.kind;
        let tables: Vec<_> = self.forms_of(forms).filter_map(|form| Some(&form.tables[form.table(table)?])).collect();
        if tables.is_empty() {
            let known: Vec<_> =
                forms.iter().flat_map(|form| form.tables.iter().map(|table| table.id.as_str())).collect();
            return Err(unknown(path, text, &self.id, "table", table, &known));
        }
        for found in tables {
            let known = self.names(found);
            for name in left.iter().chain(right) {
                if !known.iter().any(|known| matches(name, known)) {
                    return Err(unknown(path, text, &self.id, "row or column", name, &known));
                }
            }
        }
        Ok(())
    }

    fn forms_of<'a>(&'a self, forms: &'a [&'a Form]) -> impl Iterator<Item = &'a Form> {
        forms.iter().copied().filter(|form| self.applies_to(&form.id))
    }

    /// Whether the rule holds on the form with this name.
    pub fn applies_to(&self, form: &str) -> bool {
        self.forms.is_empty() || self.forms.iter().any(|id| id == form)
    }

    /// The ids that the terms of the rule may name in a table.
    fn names<'a>(&self, table: &'a Table) -> Vec<&'a str> {
        let Kind::Linear { each, .. } = &self.kind;
        let blocks = table.blocks.iter();
        let mut names: Vec<_> = match each {
            Each::Row => blocks.flat_map(|block| block.columns.iter().map(|column| column.id.as_str())).collect(),
            Each::Column => blocks.flat_map(|block| block.rows.iter().map(|row| row.id.as_str())).collect(),
        };
        names.dedup();
        names
    }

    /// Every place where the rule holds in a table; positions count the table's cells in form order.
    pub fn apply(&self, table: &Table) -> Vec<Terms> {
        let Kind::Linear { table: id, each, left, right } = &self.kind;
        if *id != table.id {
            return Vec::new();
        }
        let mut start = 0;
        let mut places = Vec::new();
        for block in &table.blocks {
            let (rows, columns) = (block.rows.len(), block.columns.len());
            match each {
                Each::Row => places.extend((0..rows).map(|r| {
                    let cells = |names: &[String]| {
                        pick(names, block.columns.iter().map(|c| &*c.id), |c| start + r * columns + c)
                    };
                    Terms { left: cells(left), right: cells(right), at: block.rows[r].id.clone() }
                })),
                Each::Column => places.extend((0..columns).map(|c| {
                    let cells =
                        |names: &[String]| pick(names, block.rows.iter().map(|r| &*r.id), |r| start + r * columns + c);
                    Terms { left: cells(left), right: cells(right), at: block.columns[c].id.clone() }
                })),
            }
            start += rows * columns;
        }
        places.retain(|terms| !terms.left.is_empty() && !terms.right.is_empty());
        places
    }
}

/// Positions of the ids that one of the names stands for, in printed order.
fn pick<'a>(names: &[String], ids: impl Iterator<Item = &'a str>, cell: impl Fn(usize) -> usize) -> Vec<usize> {
    ids.enumerate().filter(|(_, id)| names.iter().any(|name| matches(name, id))).map(|(at, _)| cell(at)).collect()
}

/// Whether a name in a rule stands for an id: the id itself, or a prefix that ends in `*`.
fn matches(name: &str, id: &str) -> bool {
    name.strip_suffix('*').map_or(name == id, |prefix| id.starts_with(prefix))
}

fn unknown(path: &Path, text: &str, rule: &str, kind: &str, name: &str, known: &[&str]) -> Error {
    let what = format!("rule `{rule}`: no {kind} is named `{name}`; there are: {}", known.join(", "));
    Error::named(path, text, name, 0, what)
}
