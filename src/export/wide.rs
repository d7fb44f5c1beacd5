//! The wide layout: one row a report, one column a cell of every form that is known, as comma-separated rows.

use std::io::{self, Write};

use rust_decimal::Decimal;

use crate::catalogue::Catalogue;
use crate::export::csv::{Table, head};
use crate::export::row::Field;
use crate::export::{Draft, Setting, Sink, other_format};
use crate::form::CellId;
use crate::review::Review;

/// The columns before those of the cells.
pub(super) const ABOUT: [&str; 11] =
    ["source", "agency", "year", "form", "cells", "proved", "settled", "open", "solved", "failing", "not_run"];

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

/// A report in one row.
pub(super) struct WideRow {
    /// Path, agency and form
    pub texts: [String; 3],
    /// The year
    pub year: Option<u16>,
    /// Cells, proved, settled, open, solved; equations that fail, that did not run
    pub counts: [usize; 7],
    /// The numbers in force, in the order of the addresses; none where the report's form has no such cell
    pub values: Vec<Option<Decimal>>,
}

impl WideRow {
    pub(super) fn of(review: &Review, addresses: &[CellId], threshold: f64) -> Self {
        let tally = review.tally(threshold);
        let value = |id| review.sheet().position(id).and_then(|cell| review.values()[cell]);
        Self {
            texts: [
                review.source.path.display().to_string(),
                review.record.agency.clone().unwrap_or_default(),
                review.record.form(),
            ],
            year: review.record.year,
            counts: [tally.cells, tally.proved, tally.settled, tally.open, tally.solved, tally.failing, tally.not_run],
            values: addresses.iter().map(value).collect(),
        }
    }

    fn fields(&self) -> impl Iterator<Item = Field<'_>> {
        let [source, agency, form] = &self.texts;
        let about = [Field::text(source), Field::text(agency), Field::number(self.year), Field::text(form)];
        let counts = self.counts.iter().map(|&count| Field::number(Some(count)));
        about.into_iter().chain(counts).chain(self.values.iter().map(|value| Field::number(*value)))
    }
}

/// The row of a report.
pub(super) fn text(review: &Review, addresses: &[CellId], threshold: f64) -> Vec<u8> {
    let mut table = Table::new();
    table.row(WideRow::of(review, addresses, threshold).fields());
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
        let heads = ABOUT.into_iter().chain(addresses.iter().map(CellId::as_str));
        out.write_all(&head(setting.bom, heads))?;
        Ok(Self { out, threshold: setting.threshold, addresses })
    }
}

impl<W: Write> Sink for Wide<W> {
    fn report(&mut self, review: &Review) -> io::Result<()> {
        self.out.write_all(&text(review, &self.addresses, self.threshold))
    }

    fn draft(&mut self, draft: Draft) -> io::Result<()> {
        let Draft::Text(text) = draft else { return Err(other_format()) };
        self.out.write_all(&text)
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
