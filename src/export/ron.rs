//! Rows as a list of RON structures, one a line. What may be unknown is `Some` number or `None`.

use std::io::{self, Write};

use crate::export::columns::CELL_COLUMNS;
use crate::export::field::Field;
use crate::export::rows::cell_rows;
use crate::export::{Draft, Sink, other_format};
use crate::review::Review;

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

impl<W: Write> Sink for Ron<W> {
    fn report(&mut self, review: &Review) -> io::Result<()> {
        self.out.write_all(&text(review)?)
    }

    fn draft(&mut self, draft: Draft) -> io::Result<()> {
        let Draft::Text(text) = draft else { return Err(other_format()) };
        self.out.write_all(&text)
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.write_all(b"]\n")?;
        self.out.flush()
    }
}

/// The rows of a report.
pub(super) fn text(review: &Review) -> io::Result<Vec<u8>> {
    let mut text = Vec::new();
    for row in cell_rows(review) {
        let fields = CELL_COLUMNS.iter().map(|column| Ok(format!("{}: {}", column.name, written(column.field(&row))?)));
        writeln!(text, "    ({}),", fields.collect::<io::Result<Vec<String>>>()?.join(", "))?;
    }
    Ok(text)
}

fn written(field: Field) -> io::Result<String> {
    match field {
        Field::Text(text) => ::ron::to_string(&text).map_err(io::Error::other),
        Field::Number(number) => Ok(format!("Some({number})")),
        Field::Nothing => Ok("None".to_owned()),
    }
}
