//! The wide layout: one row a report, one column a cell of every form that is known, as comma-separated rows.

use std::io::{self, Write};

use crate::catalogue::Catalogue;
use crate::export::columns::REPORT_COLUMNS;
use crate::export::csv::{Table, head};
use crate::export::field::Field;
use crate::export::rows::ReportRow;
use crate::export::{Draft, Setting, Sink, other_format};
use crate::form::CellId;
use crate::review::Review;

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

/// The names of all columns.
pub(super) fn names(addresses: &[CellId]) -> impl Iterator<Item = &str> {
    REPORT_COLUMNS.iter().map(|column| column.name).chain(addresses.iter().map(CellId::as_str))
}

/// What all columns hold in the row of a report.
pub(super) fn fields<'a>(row: &'a ReportRow<'a>, addresses: &'a [CellId]) -> impl Iterator<Item = Field<'a>> {
    let about = REPORT_COLUMNS.iter().map(|column| column.field(row));
    about.chain(addresses.iter().map(|address| Field::number(row.value(address))))
}

/// The row of a report.
pub(super) fn text(review: &Review, addresses: &[CellId], threshold: f64) -> io::Result<Vec<u8>> {
    let mut table = Table::new();
    table.row(fields(&ReportRow::of(review, threshold), addresses))?;
    table.into_text()
}

/// Writes one row a report as CSV.
pub(super) struct Wide<W: Write> {
    out: W,
    addresses: Vec<CellId>,
    threshold: f64,
}

impl<W: Write> Wide<W> {
    pub(super) fn new(mut out: W, setting: Setting) -> io::Result<Self> {
        let addresses = addresses(setting.catalogue);
        out.write_all(&head(setting.bom, names(&addresses))?)?;
        Ok(Self { out, threshold: setting.threshold, addresses })
    }
}

impl<W: Write> Sink for Wide<W> {
    fn report(&mut self, review: &Review) -> io::Result<()> {
        self.out.write_all(&text(review, &self.addresses, self.threshold)?)
    }

    fn draft(&mut self, draft: Draft) -> io::Result<()> {
        let Draft::Text(text) = draft else { return Err(other_format()) };
        self.out.write_all(&text)
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
