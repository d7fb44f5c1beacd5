//! Reports with their truth as files, and cells as rows for whoever fits weights.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use gouji::export::CellRow;
use gouji::review::Review;
use gouji::sheet::record::{Reading, Reason};
use serde_json::json;

use gouji_reports::report::Report;
use gouji_reports::truth::{Known, Truth};

/// Writes a report, its truth and what it is into a folder of its own.
pub fn write_report(folder: &Path, nth: usize, report: &Report) -> io::Result<()> {
    let folder = folder.join(format!("{nth:05}"));
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("report.txt"), &report.text)?;
    let mut gold = csv::Writer::from_path(folder.join("gold.csv"))?;
    gold.write_record(["cell", "value", "raw", "comment", "damaged"])?;
    for (slot, truth) in report.model.sheet.slots.iter().zip(&report.truths) {
        let value = truth.value.map(|value| value.to_string()).unwrap_or_default();
        let comment = match truth.known {
            Known::Absent => "absent from the source".to_owned(),
            known => format!("recoverable={}", known.name()),
        };
        gold.write_record([slot.id.as_str(), &value, &truth.raw, &comment, &kinds(truth, ";")])?;
    }
    gold.flush()?;
    let meta = json!({
        "form": report.form(), "severity": report.order.severity, "format": report.order.format.name,
        "agency": report.head.agency, "year": report.head.year, "seed": report.order.seed, "nth": report.order.nth,
    });
    fs::write(folder.join("meta.json"), meta.to_string())
}

fn kinds(truth: &Truth, between: &str) -> String {
    truth.kinds.iter().copied().collect::<Vec<_>>().join(between)
}

/// The columns of a dump of cells; reports of the same `model` have the same values under different damage.
const COLUMNS: [&str; 27] = [
    "report",
    "model",
    "cell",
    "section",
    "format",
    "severity",
    "form",
    "activity",
    "confidence",
    "right",
    "text",
    "place",
    "proof",
    "state",
    "reasons",
    "kinds",
    "known",
    "digits",
    "zero",
    "suggested_right",
    "probability",
    "illegible",
    "letters",
    "odd",
    "failing",
    "short_rows",
    "cells",
];

/// A file of cells with a number, one line each.
pub struct Dump<W: Write>(csv::Writer<W>);

impl<W: Write> Dump<W> {
    /// Begins a dump.
    pub fn begin(out: W) -> io::Result<Self> {
        let mut writer = csv::Writer::from_writer(out);
        writer.write_record(COLUMNS)?;
        Ok(Self(writer))
    }

    /// Writes the cells of a report.
    pub fn add(&mut self, nth: usize, report: &Report, review: &Review, rows: &[CellRow]) -> io::Result<()> {
        let signs = signs(review);
        for (cell, row) in rows.iter().enumerate().filter(|(_, row)| row.value().is_some()) {
            let id = &review.sheet().slots[cell].id;
            let Some(at) = report.model.sheet.position(id) else { continue };
            let (truth, reading) = (&report.truths[at], review.reading(cell));
            let flag = |is: bool| u8::from(is).to_string();
            let fields = [
                nth.to_string(),
                report.order.nth.to_string(),
                row.cell().to_string(),
                report.model.sheet.part(at).table().id.clone(),
                report.order.format.name.to_owned(),
                report.order.severity.to_string(),
                report.form(),
                format!("{:?}", report.model.activity).to_lowercase(),
                row.confidence().to_string(),
                flag(row.value() == truth.value),
                reading.text.to_string(),
                reading.place.to_string(),
                row.proof().to_owned(),
                row.state().to_owned(),
                reasons(reading),
                kinds(truth, "+"),
                truth.known.name().to_owned(),
                row.raw().chars().filter(char::is_ascii_digit).count().to_string(),
                flag(row.value().is_some_and(|value| value.is_zero())),
                row.suggested().map(|value| flag(Some(value) == truth.value)).unwrap_or_default(),
                row.probability().map(|probability| probability.to_string()).unwrap_or_default(),
            ];
            self.0.write_record(fields.iter().chain(&signs))?;
        }
        Ok(())
    }

    /// Ends the dump.
    pub fn finish(mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// What tells how well a whole document was read by its converter: cells that say no number, that have letters for digits,
/// that are odd otherwise; equations that fail; cells of short rows; all cells that stand in it.
fn signs(review: &Review) -> [String; 6] {
    let readings = &review.record.readings;
    let with = |is: fn(&Reason) -> bool| readings.iter().filter(|reading| reading.reasons.iter().any(is)).count();
    let counts = [
        with(|reason| matches!(reason, Reason::Illegible)),
        with(|reason| matches!(reason, Reason::Letters)),
        with(|reason| matches!(reason, Reason::Debris | Reason::Spaces | Reason::Joined)),
        review.failing().count(),
        with(|reason| matches!(reason, Reason::RowShort(..))),
        readings.iter().filter(|reading| reading.span.is_some()).count(),
    ];
    counts.map(|count| count.to_string())
}

fn reasons(reading: &Reading) -> String {
    let names = reading.reasons.iter().map(|reason| format!("{reason:?}").replace(", ", "/"));
    names.collect::<Vec<_>>().join("+")
}
