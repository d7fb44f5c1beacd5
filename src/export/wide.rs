//! The wide layout as comma-separated rows.

use std::io::{self, Write};

use crate::export::csv::{Table, head};
use crate::export::tables::ReportTable;
use crate::export::{Draft, Setting, Sink, other_format};
use crate::review::Review;

/// The row of a report.
pub(super) fn text(review: &Review, reports: &ReportTable) -> io::Result<Vec<u8>> {
    let mut table = Table::new();
    let row = reports.row(review);
    table.row(reports.columns.iter().map(|column| column.field(&row)))?;
    table.into_text()
}

/// Writes one row a report as CSV.
pub(super) struct Wide<W: Write> {
    out: W,
    reports: ReportTable,
}

impl<W: Write> Wide<W> {
    pub(super) fn new(mut out: W, setting: Setting) -> io::Result<Self> {
        let reports = ReportTable::of(setting)?;
        out.write_all(&head(setting.bom, reports.names())?)?;
        Ok(Self { out, reports })
    }
}

impl<W: Write> Sink for Wide<W> {
    fn report(&mut self, review: &Review) -> io::Result<()> {
        self.out.write_all(&text(review, &self.reports)?)
    }

    fn draft(&mut self, draft: Draft) -> io::Result<()> {
        let Draft::Text(text) = draft else { return Err(other_format()) };
        self.out.write_all(&text)
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
