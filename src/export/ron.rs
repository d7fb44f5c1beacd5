//! Rows as a list of RON structures, one a line.

use std::io::{self, Write};

use serde::Serialize;

use crate::export::{Row, Sink};

/// Writes rows as RON.
pub(super) struct Ron<W: Write> {
    out: W,
}

impl<W: Write> Ron<W> {
    pub(super) fn new(mut out: W) -> io::Result<Self> {
        out.write_all(b"[\n")?;
        Ok(Self { out })
    }
}

/// A row with its numbers as text, so that none loses a digit.
#[derive(Serialize)]
#[expect(clippy::struct_field_names, reason = "the names are those of the columns")]
struct Line<'a> {
    source: &'a str,
    agency: &'a str,
    year: Option<u16>,
    form: &'a str,
    cell: &'a str,
    label: &'a str,
    value: Option<String>,
    raw: &'a str,
    state: &'a str,
    confidence: f64,
    proof: &'a str,
    status: &'a str,
    suggested: Option<String>,
    probability: Option<f64>,
    line: &'a str,
}

impl<W: Write> Sink for Ron<W> {
    fn rows(&mut self, rows: &[Row]) -> io::Result<()> {
        for row in rows {
            let line = Line {
                source: &row.source,
                agency: &row.agency,
                year: row.year,
                form: &row.form,
                cell: &row.cell,
                label: &row.label,
                value: row.value.map(|value| value.to_string()),
                raw: &row.raw,
                state: row.state,
                confidence: row.confidence,
                proof: row.proof,
                status: row.status,
                suggested: row.suggested.map(|value| value.to_string()),
                probability: row.probability,
                line: &row.line,
            };
            let text = ::ron::to_string(&line).map_err(io::Error::other)?;
            writeln!(self.out, "    {text},")?;
        }
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.write_all(b"]\n")?;
        self.out.flush()
    }
}
