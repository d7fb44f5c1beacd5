//! The codebook: every address of every form, with its labels in both languages, its unit, and the concept that it shares
//! with the other forms. What a concept is called and made of is data (`assets/codebook.ron`).

use std::collections::HashMap;
use std::io::{self, Write};
use std::path::Path;

use serde::Deserialize;

use crate::catalogue::Catalogue;
use crate::data;
use crate::error::Result;
use crate::export::csv::Table;
use crate::export::field::Field;
use crate::export::rows::unit_name;
use crate::form::{Column, Form, Row};

/// The columns of the codebook, in their fixed order.
const COLUMNS: [&str; 10] =
    ["form", "cell", "table", "row", "column", "label_zh", "label_en", "unit", "concept", "relation"];

/// Names and concepts of cells.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Codebook {
    tables: HashMap<String, Names>,
    sums: Vec<Sum>,
}

/// What the rows and columns of a table are called in English.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Names {
    rows: HashMap<String, String>,
    columns: HashMap<String, String>,
}

/// Rows of one form that together count what a row of another does, as `table.row`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sum {
    whole: String,
    parts: Vec<String>,
}

/// How a cell relates to its concept.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Relation {
    /// No other form has the concept.
    Own,
    /// Every form with the concept has this cell, or cells whose sum it is.
    Same,
    /// The concept is the sum of this cell and others of its form.
    Part,
}

impl Relation {
    fn name(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Same => "same",
            Self::Part => "part",
        }
    }
}

impl Codebook {
    /// The names and concepts that the program knows.
    ///
    /// # Errors
    /// [`crate::error::Error::Data`] if the data file is broken.
    pub fn built_in() -> Result<Self> {
        data::parse(Path::new("assets/codebook.ron"), include_str!("../../assets/codebook.ron"))
    }

    /// Writes the codebook of a catalogue's forms, newest form first, as CSV.
    ///
    /// # Errors
    /// If the output cannot be written.
    pub fn write(&self, catalogue: &Catalogue, mut out: impl Write) -> io::Result<()> {
        let mut table = Table::new();
        table.row(COLUMNS.map(Field::text))?;
        for form in catalogue.forms.iter().rev() {
            for found in entries(form) {
                let (concept, relation) = self.concept(&found, catalogue);
                let cell = found.address(&found.row.id);
                let label_zh = format!("{} / {}", found.row.full_label(), found.column.label);
                let label_en = self.label(&found);
                let fields: [&str; COLUMNS.len()] = [
                    &form.id,
                    &cell,
                    found.table,
                    &found.row.id,
                    &found.column.id,
                    &label_zh,
                    &label_en,
                    unit_name(found.column.unit),
                    &concept,
                    relation.name(),
                ];
                table.row(fields.map(Field::text))?;
            }
        }
        out.write_all(&table.into_text()?)?;
        out.flush()
    }

    /// The English label of a cell; a row or column without a name is called by its id.
    fn label(&self, entry: &Entry) -> String {
        let names = self.tables.get(entry.table);
        let row = names.and_then(|names| names.rows.get(&entry.row.id)).unwrap_or(&entry.row.id);
        let column = names.and_then(|names| names.columns.get(&entry.column.id)).unwrap_or(&entry.column.id);
        format!("{row} / {column}")
    }

    /// The concept that a cell counts, as the address of a cell, and how the two relate.
    fn concept(&self, entry: &Entry, catalogue: &Catalogue) -> (String, Relation) {
        let row = format!("{}.{}", entry.table, entry.row.id);
        let has = |form: &Form, row: &str| {
            let (table, row) = row.split_once('.').unwrap_or_default();
            entries(form).any(|other| other.table == table && other.row.id == row && other.column.id == entry.column.id)
        };
        let others = || catalogue.forms.iter().filter(|form| form.id != entry.form.id);
        if let Some(sum) = self.sums.iter().find(|sum| sum.parts.contains(&row)) {
            let is_shared = others().any(|form| has(form, &sum.whole));
            if is_shared {
                return (format!("{}.{}", sum.whole, entry.column.id), Relation::Part);
            }
        }
        let parts = self.sums.iter().filter(|sum| sum.whole == row).flat_map(|sum| &sum.parts);
        let is_sum = |form: &Form| parts.clone().count() > 0 && parts.clone().all(|part| has(form, part));
        let is_shared = others().any(|form| has(form, &row) || is_sum(form));
        (entry.address(&entry.row.id), if is_shared { Relation::Same } else { Relation::Own })
    }
}

/// A cell of a form.
struct Entry<'a> {
    form: &'a Form,
    table: &'a str,
    row: &'a Row,
    column: &'a Column,
}

impl Entry<'_> {
    /// The address of the cell of a row in this table and column.
    fn address(&self, row: &str) -> String {
        format!("{}.{row}.{}", self.table, self.column.id)
    }
}

/// The cells of a form, in its order.
fn entries(form: &Form) -> impl Iterator<Item = Entry<'_>> {
    form.tables.iter().flat_map(move |table| {
        table.cells().map(move |(block_ix, row_ix, column_ix)| {
            let block = &table.blocks[block_ix];
            Entry { form, table: &table.id, row: &block.rows[row_ix], column: &block.columns[column_ix] }
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_and_column_of_the_built_in_forms_has_an_english_name() {
        let (codebook, catalogue) = (Codebook::built_in().expect("the data file"), Catalogue::built_in());
        for form in &catalogue.forms {
            for entry in entries(form) {
                let names = &codebook.tables[entry.table];
                assert!(names.rows.contains_key(&entry.row.id), "{} {} lacks a name", entry.table, entry.row.id);
                assert!(
                    names.columns.contains_key(&entry.column.id),
                    "{} {} lacks a name",
                    entry.table,
                    entry.column.id
                );
            }
        }
    }

    #[test]
    fn nothing_is_named_that_no_form_has() {
        let (codebook, catalogue) = (Codebook::built_in().expect("the data file"), Catalogue::built_in());
        let all = || catalogue.forms.iter().flat_map(|form| entries(form));
        for (table, names) in &codebook.tables {
            for row in names.rows.keys() {
                assert!(all().any(|entry| entry.table == table && entry.row.id == *row), "{table} has no row {row}");
            }
            for column in names.columns.keys() {
                let has = all().any(|entry| entry.table == table && entry.column.id == *column);
                assert!(has, "{table} has no column {column}");
            }
        }
        for row in codebook.sums.iter().flat_map(|sum| sum.parts.iter().chain([&sum.whole])) {
            let has = all().any(|entry| format!("{}.{}", entry.table, entry.row.id) == *row);
            assert!(has, "no form has {row}");
        }
    }

    #[test]
    fn the_one_row_of_2019_is_the_three_rows_of_2021() {
        let mut out = Vec::new();
        let codebook = Codebook::built_in().expect("the data file");
        codebook.write(&Catalogue::built_in(), &mut out).expect("memory");
        let text = String::from_utf8(out).expect("text");
        assert_eq!(text.lines().count(), 1 + 200 + 198);
        let ends = |begin: &str| {
            let line = text.lines().find(|line| line.starts_with(begin)).expect("an address");
            line.rsplitn(3, ',').take(2).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(ends("2019,requests.other_all.total"), "same requests.other_all.total");
        for part in ["other_no_correction", "other_no_payment", "other_other"] {
            assert_eq!(ends(&format!("2021,requests.{part}.total")), "part requests.other_all.total");
        }
        assert_eq!(ends("2021,requests.granted.total"), "same requests.granted.total");
        assert_eq!(ends("2019,disclosure.regulation.total_disclosed"), "own disclosure.regulation.total_disclosed");
        assert_eq!(ends("2021,disclosure.regulation.in_force"), "own disclosure.regulation.in_force");
    }
}
