//! Rows as JSON objects, in one array or one a line. Numbers are exact; what is not known is null.

use std::io::{self, Write};

use serde_json::{Number, Value};

use crate::export::field::Field;
use crate::export::rows::CellRow;
use crate::export::tables::CellTable;
use crate::export::{Draft, Setting, Sink, other_format};
use crate::review::Review;

/// Writes rows as JSON.
pub(super) struct Json<W: Write> {
    out: W,
    cells: CellTable,
    array: bool,
    empty: bool,
}

impl<W: Write> Json<W> {
    pub(super) fn array(mut out: W, setting: Setting) -> io::Result<Self> {
        out.write_all(b"[")?;
        Ok(Self { out, cells: CellTable::of(setting)?, array: true, empty: true })
    }

    pub(super) fn lines(out: W, setting: Setting) -> io::Result<Self> {
        Ok(Self { out, cells: CellTable::of(setting)?, array: false, empty: true })
    }
}

impl<W: Write> Sink for Json<W> {
    fn report(&mut self, review: &Review) -> io::Result<()> {
        self.draft(Draft::Text(text(review, &self.cells, self.array)))
    }

    fn draft(&mut self, draft: Draft) -> io::Result<()> {
        let Draft::Text(text) = draft else { return Err(other_format()) };
        if self.array && !text.is_empty() {
            let between: &[u8] = if std::mem::replace(&mut self.empty, false) { b"\n" } else { b",\n" };
            self.out.write_all(between)?;
        }
        self.out.write_all(&text)
    }

    fn finish(&mut self) -> io::Result<()> {
        if self.array {
            self.out.write_all(b"\n]\n")?;
        }
        self.out.flush()
    }
}

/// The rows of a report: separated as in an array, or one a line.
pub(super) fn text(review: &Review, cells: &CellTable, array: bool) -> Vec<u8> {
    let mut text = Vec::with_capacity(1 << 16);
    for (row_ix, row) in cells.rows(review).enumerate() {
        if array && row_ix > 0 {
            text.extend_from_slice(b",\n");
        }
        text.extend_from_slice(object(&row, cells).to_string().as_bytes());
        if !array {
            text.push(b'\n');
        }
    }
    text
}

fn object(row: &CellRow, cells: &CellTable) -> Value {
    let value = |field| match field {
        Field::Text(text) => Value::from(&*text),
        Field::Number(number) => number.to_string().parse::<Number>().map_or(Value::Null, Value::Number),
        Field::Nothing => Value::Null,
    };
    Value::Object(cells.columns.iter().map(|column| (column.name.to_owned(), value(column.field(row)))).collect())
}
