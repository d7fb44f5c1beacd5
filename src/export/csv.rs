//! Comma-separated rows. No cell of it becomes a formula in a spreadsheet.

use std::borrow::Cow;
use std::io::{self, Write};

use crate::export::{COLUMNS, Field, Row, Sink};

/// Writes rows as CSV.
pub(super) struct Csv<W: Write> {
    out: ::csv::Writer<W>,
}

impl<W: Write> Csv<W> {
    pub(super) fn new(out: W) -> io::Result<Self> {
        let mut out = ::csv::Writer::from_writer(out);
        out.write_record(COLUMNS).map_err(io_error)?;
        Ok(Self { out })
    }
}

impl<W: Write> Sink for Csv<W> {
    fn rows(&mut self, rows: &[Row]) -> io::Result<()> {
        for row in rows {
            self.out.write_record(row.fields().map(text)).map_err(io_error)?;
        }
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// The failure of the output itself, with its kind.
fn io_error(error: ::csv::Error) -> io::Error {
    match error.into_kind() {
        ::csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// A field as text; a number stays as it is written.
fn text(field: Field) -> String {
    match field {
        Field::Text(text) => harmless(&text).into_owned(),
        Field::Number(number) => number,
        Field::Nothing => String::new(),
    }
}

/// A spreadsheet takes a cell that starts with one of these signs for a formula; an apostrophe before it makes it text.
/// A plain number may start with its sign.
fn harmless(field: &str) -> Cow<'_, str> {
    let risky = field.starts_with(['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'])
        || field.starts_with(char::is_control);
    if risky && field.parse::<rust_decimal::Decimal>().is_err() {
        Cow::Owned(format!("'{field}"))
    } else {
        Cow::Borrowed(field)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_becomes_a_formula() {
        let cases = [
            ("=1+1", "'=1+1"),
            ("-", "'-"),
            ("@x", "'@x"),
            ("\tx", "'\tx"),
            ("-3", "-3"),
            ("规章", "规章"),
            ("+2", "+2"),
        ];
        for (field, expected) in cases {
            assert_eq!(harmless(field), expected);
        }
    }
}
