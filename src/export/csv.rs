//! Comma-separated rows. No cell of it becomes a formula in a spreadsheet.

use std::borrow::Cow;
use std::io::{self, Write};

use crate::export::row::Field;
use crate::export::{COLUMNS, Sink, rows};
use crate::review::Review;
use crate::visible::is_unseen;

/// By this mark at the beginning of a file some spreadsheets tell that it is UTF-8.
const BOM: &[u8] = "\u{feff}".as_bytes();

/// Writes one row a cell as CSV.
pub(super) struct Csv<W: Write> {
    table: Table<W>,
}

impl<W: Write> Csv<W> {
    pub(super) fn new(out: W, bom: bool) -> io::Result<Self> {
        Ok(Self { table: Table::new(out, bom, COLUMNS)? })
    }
}

impl<W: Write> Sink for Csv<W> {
    fn report(&mut self, review: &Review) -> io::Result<()> {
        rows(review).iter().try_for_each(|row| self.table.row(row.fields()))
    }

    fn finish(&mut self) -> io::Result<()> {
        self.table.finish()
    }
}

/// Rows of fields as CSV, under heads.
pub(super) struct Table<W: Write> {
    out: ::csv::Writer<W>,
}

impl<W: Write> Table<W> {
    pub(super) fn new<'a>(mut out: W, bom: bool, heads: impl IntoIterator<Item = &'a str>) -> io::Result<Self> {
        if bom {
            out.write_all(BOM)?;
        }
        let mut out = ::csv::Writer::from_writer(out);
        out.write_record(heads).map_err(io_error)?;
        Ok(Self { out })
    }

    pub(super) fn row<'a>(&mut self, fields: impl IntoIterator<Item = Field<'a>>) -> io::Result<()> {
        for field in fields {
            self.out.write_field(text(field).as_bytes()).map_err(io_error)?;
        }
        self.out.write_record(None::<&[u8]>).map_err(io_error)
    }

    pub(super) fn finish(&mut self) -> io::Result<()> {
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
fn text(field: Field<'_>) -> Cow<'_, str> {
    match field {
        Field::Text(text) => harmless(text),
        Field::Number(number) => number,
        Field::Nothing => Cow::Borrowed(""),
    }
}

/// A spreadsheet takes a cell that starts with one of these signs for a formula; an apostrophe before it makes it text.
/// A plain number may start with its sign. Spaces and unseen characters before the sign do not hide it.
fn harmless(field: Cow<'_, str>) -> Cow<'_, str> {
    let begins = field.trim_start_matches(|sign: char| sign.is_whitespace() || is_unseen(sign));
    let risky = begins.starts_with(['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'])
        || field.starts_with(char::is_control);
    if risky && field.parse::<rust_decimal::Decimal>().is_err() { Cow::Owned(format!("'{field}")) } else { field }
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
            ("＝1", "'＝1"),
            (" =1", "' =1"),
            ("\u{200b}+x", "'\u{200b}+x"),
            ("-3", "-3"),
            ("规章", "规章"),
            ("+2", "+2"),
        ];
        for (field, expected) in cases {
            assert_eq!(harmless(field.into()), expected);
        }
    }
}
