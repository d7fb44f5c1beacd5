//! Rows as a list of RON structures, one a line. What may be unknown is `Some` number or `None`.

use std::io::{self, Write};

use crate::export::field::Field;
use crate::export::tables::CellTable;
use crate::export::{Draft, Setting, Sink, other_format};
use crate::review::Review;

/// Writes rows as RON.
pub(super) struct Ron<W: Write> {
    out: W,
    cells: CellTable,
}

impl<W: Write> Ron<W> {
    pub(super) fn new(mut out: W, setting: Setting) -> io::Result<Self> {
        out.write_all(b"[\n")?;
        Ok(Self { out, cells: CellTable::of(setting)? })
    }
}

impl<W: Write> Sink for Ron<W> {
    fn report(&mut self, review: &Review) -> io::Result<()> {
        self.out.write_all(&text(review, &self.cells)?)
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
pub(super) fn text(review: &Review, cells: &CellTable) -> io::Result<Vec<u8>> {
    let mut text = Vec::new();
    for row in cells.rows(review) {
        let fields =
            cells.columns.iter().map(|column| Ok(format!("{}: {}", column.name, written(column.field(&row))?)));
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
