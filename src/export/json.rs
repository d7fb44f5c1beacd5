//! Rows as JSON objects, in one array or one a line. Numbers are exact; what is not known is null.

use std::io::{self, Write};

use serde_json::{Map, Number, Value};

use crate::export::row::Field;
use crate::export::{COLUMNS, Row, Sink, rows};
use crate::review::Review;

/// Writes rows as JSON.
pub(super) struct Json<W: Write> {
    out: W,
    array: bool,
    empty: bool,
}

impl<W: Write> Json<W> {
    pub(super) fn array(mut out: W) -> io::Result<Self> {
        out.write_all(b"[")?;
        Ok(Self { out, array: true, empty: true })
    }

    pub(super) fn lines(out: W) -> Self {
        Self { out, array: false, empty: true }
    }
}

impl<W: Write> Sink for Json<W> {
    fn report(&mut self, review: &Review) -> io::Result<()> {
        for row in &rows(review) {
            let between: &[u8] = match (self.array, self.empty) {
                (true, true) => b"\n",
                (true, false) => b",\n",
                (false, _) => b"",
            };
            self.out.write_all(between)?;
            serde_json::to_writer(&mut self.out, &object(row))?;
            if !self.array {
                self.out.write_all(b"\n")?;
            }
            self.empty = false;
        }
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        if self.array {
            self.out.write_all(b"\n]\n")?;
        }
        self.out.flush()
    }
}

fn object(row: &Row) -> Map<String, Value> {
    let value = |field| match field {
        Field::Text(text) => Value::from(&*text),
        Field::Number(number) => number.parse::<Number>().map_or(Value::Null, Value::Number),
        Field::Nothing => Value::Null,
    };
    COLUMNS.iter().map(|&name| name.to_owned()).zip(row.fields().map(value)).collect()
}
