//! Which columns of the layouts are written: all, or those that were asked for.

use std::io;

use crate::catalogue::Catalogue;
use crate::export::columns::{CELL_COLUMNS, CellColumn, REPORT_COLUMNS, ReportColumn};
use crate::export::field::Field;
use crate::export::rows::{CellRow, ReportRow, cell_rows};
use crate::export::{Format, Setting};
use crate::form::CellId;
use crate::review::Review;

/// The long layout: one row a cell.
#[derive(Debug)]
pub(super) struct CellTable {
    pub columns: Vec<&'static CellColumn>,
    threshold: f64,
}

impl CellTable {
    /// The columns that a setting asks for, in its order.
    pub(super) fn of(setting: Setting) -> io::Result<Self> {
        let find = |name: &str| CELL_COLUMNS.iter().find(|column| column.name == name);
        let columns = chosen(setting.columns, CELL_COLUMNS.iter(), find)?;
        Ok(Self { columns, threshold: setting.threshold })
    }

    /// The names of its columns.
    pub(super) fn names(&self) -> impl Iterator<Item = &'static str> {
        self.columns.iter().map(|column| column.name)
    }

    /// The rows of a report.
    pub(super) fn rows<'a>(&self, review: &'a Review) -> impl Iterator<Item = CellRow<'a>> {
        cell_rows(review, self.threshold)
    }
}

/// The wide layout: one row a report, one column a cell of every form that is known.
#[derive(Debug)]
pub(super) struct ReportTable {
    pub columns: Vec<WideColumn>,
    threshold: f64,
}

/// A column of the wide layout.
#[derive(Clone, Debug)]
pub(super) enum WideColumn {
    /// A column about the report
    About(&'static ReportColumn),
    /// The value of a cell
    Cell(CellId),
}

impl WideColumn {
    fn all(catalogue: &Catalogue) -> impl Iterator<Item = Self> {
        REPORT_COLUMNS.iter().map(Self::About).chain(addresses(catalogue).into_iter().map(Self::Cell))
    }

    pub(super) fn name(&self) -> &str {
        match self {
            Self::About(column) => column.name,
            Self::Cell(address) => address.as_str(),
        }
    }

    /// What it holds in a row.
    pub(super) fn field<'a>(&self, row: &'a ReportRow<'a>) -> Field<'a> {
        match self {
            Self::About(column) => column.field(row),
            Self::Cell(address) => Field::number(row.value(address)),
        }
    }
}

impl ReportTable {
    /// The columns that a setting asks for, in its order.
    pub(super) fn of(setting: Setting) -> io::Result<Self> {
        let find = |name: &str| WideColumn::all(setting.catalogue).find(|column| column.name() == name);
        let columns = chosen(setting.columns, WideColumn::all(setting.catalogue), find)?;
        Ok(Self { columns, threshold: setting.threshold })
    }

    /// The names of its columns.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(WideColumn::name)
    }

    /// The row of a report.
    pub(super) fn row<'a>(&self, review: &'a Review) -> ReportRow<'a> {
        ReportRow::of(review, self.threshold)
    }
}

/// All columns, or those with some names.
fn chosen<C>(names: &[String], all: impl Iterator<Item = C>, find: impl Fn(&str) -> Option<C>) -> io::Result<Vec<C>> {
    if names.is_empty() {
        return Ok(all.collect());
    }
    let unknown = |name: &str| io::Error::new(io::ErrorKind::InvalidInput, format!("no column {name}"));
    names.iter().map(|name| find(name).ok_or_else(|| unknown(name))).collect()
}

/// The names of the columns of a format; none if it has no columns that could be chosen.
pub fn column_names(format: Format, catalogue: &Catalogue) -> Option<Vec<String>> {
    match format {
        Format::Csv | Format::Json | Format::Jsonl | Format::Ron | Format::Parquet => {
            Some(CELL_COLUMNS.iter().map(|column| column.name.to_owned()).collect())
        }
        Format::WideCsv => Some(WideColumn::all(catalogue).map(|column| column.name().to_owned()).collect()),
        Format::Xlsx | Format::Markdown | Format::Html => None,
    }
}

/// The addresses of the cells of all forms, newest form first, each once.
pub(super) fn addresses(catalogue: &Catalogue) -> Vec<CellId> {
    let mut all: Vec<CellId> = Vec::new();
    for id in catalogue.forms.iter().rev().flat_map(|form| form.addresses()) {
        if !all.contains(&id) {
            all.push(id);
        }
    }
    all
}
