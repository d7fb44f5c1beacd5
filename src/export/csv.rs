//! Comma-separated rows (RFC 4180), with line feeds. No field of them becomes a formula in a spreadsheet.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, Write};

use ::csv::ByteRecord;

use crate::export::field::{Field, Number};
use crate::export::tables::CellTable;
use crate::export::{Draft, Setting, Sink, other_format};
use crate::review::Review;
use crate::text::visible::is_unseen;

/// By this mark at the beginning of a file some spreadsheets know that it is UTF-8.
const BOM: &[u8] = "\u{feff}".as_bytes();

/// Writes one row a cell as CSV.
pub(super) struct Csv<W: Write> {
    out: W,
    cells: CellTable,
}

impl<W: Write> Csv<W> {
    pub(super) fn new(mut out: W, setting: Setting) -> io::Result<Self> {
        let cells = CellTable::of(setting)?;
        out.write_all(&head(setting.bom, cells.names())?)?;
        Ok(Self { out, cells })
    }
}

impl<W: Write> Sink for Csv<W> {
    fn report(&mut self, review: &Review) -> io::Result<()> {
        self.out.write_all(&text(review, &self.cells)?)
    }

    fn draft(&mut self, draft: Draft) -> io::Result<()> {
        let Draft::Text(text) = draft else { return Err(other_format()) };
        self.out.write_all(&text)
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// The rows of a report.
pub(super) fn text(review: &Review, cells: &CellTable) -> io::Result<Vec<u8>> {
    let mut table = Table::new();
    let of_report = cells.columns.iter().take_while(|column| column.of_report).count();
    for (row_ix, row) in cells.rows(review).enumerate() {
        let same = if row_ix == 0 { 0 } else { of_report };
        table.next_row(same, cells.columns[same..].iter().map(|column| column.field(&row)))?;
    }
    table.into_text()
}

/// The line of heads that a file begins with.
pub(super) fn head<'a>(bom: bool, heads: impl IntoIterator<Item = &'a str>) -> io::Result<Vec<u8>> {
    let mut table = Table::new();
    table.row(heads.into_iter().map(|head| Field::Text(head.into())))?;
    let mark = if bom { BOM } else { &[] };
    Ok([mark, &table.into_text()?].concat())
}

/// Rows of fields as CSV. A report has some thousands of fields of a few characters each, so that what is done for each of
/// them counts.
pub(super) struct Table {
    out: ::csv::Writer<Vec<u8>>,
    record: ByteRecord,
    number: String,
}

impl Table {
    pub(super) fn new() -> Self {
        let out = ::csv::WriterBuilder::new().buffer_capacity(1 << 14).from_writer(Vec::with_capacity(1 << 15));
        Self { out, record: ByteRecord::new(), number: String::new() }
    }

    /// Adds a row.
    pub(super) fn row<'a>(&mut self, fields: impl IntoIterator<Item = Field<'a>>) -> io::Result<()> {
        self.next_row(0, fields)
    }

    /// Adds a row whose first fields are the `same` as those of the row before.
    fn next_row<'a>(&mut self, same: usize, fields: impl IntoIterator<Item = Field<'a>>) -> io::Result<()> {
        self.record.truncate(same);
        for field in fields {
            match field {
                Field::Text(text) => self.record.push_field(harmless(text).as_bytes()),
                Field::Number(number) => self.push_number(number)?,
                Field::Nothing => self.record.push_field(b""),
            }
        }
        Ok(self.out.write_byte_record(&self.record)?)
    }

    /// Adds a number as it is shown; whole numbers and probabilities, as nearly all are, without the machinery of `fmt`.
    fn push_number(&mut self, number: Number) -> io::Result<()> {
        match (number.whole(), number) {
            (Some(whole), _) => self.record.push_field(itoa::Buffer::new().format(whole).as_bytes()),
            (None, Number::Real(real)) if (1e-4..1.0).contains(&real) => {
                self.record.push_field(ryu::Buffer::new().format_finite(real).as_bytes());
            }
            (None, _) => {
                self.number.clear();
                write!(self.number, "{number}").map_err(io::Error::other)?;
                self.record.push_field(self.number.as_bytes());
            }
        }
        Ok(())
    }

    pub(super) fn into_text(self) -> io::Result<Vec<u8>> {
        self.out.into_inner().map_err(::csv::IntoInnerError::into_error)
    }
}

/// A spreadsheet takes a cell that starts with one of these characters for a formula; an apostrophe before it makes it
/// text. A plain number may start with its sign. Spaces and unseen characters before the sign do not hide it.
fn harmless(field: Cow<'_, str>) -> Cow<'_, str> {
    // Letters, digits, and the characters from U+4000 to U+9FFF are known by their first byte.
    if field.as_bytes().first().is_none_or(|byte| byte.is_ascii_alphanumeric() || (0xE4..=0xE9).contains(byte)) {
        return field;
    }
    let begins = field.trim_start_matches(|char: char| char.is_whitespace() || is_unseen(char));
    let risky = begins.starts_with(['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'])
        || field.starts_with(char::is_control);
    if risky && field.parse::<rust_decimal::Decimal>().is_err() { Cow::Owned(format!("'{field}")) } else { field }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_what_any_reader_of_csv_takes_them_for() {
        let fields = ["甲", "a,b", "\"", "一\"二\"", "line\nbreak", "cr\r", "", " x "];
        let mut table = Table::new();
        table.row(fields.map(|field| Field::Text(field.into()))).expect("memory");
        table.row(fields.map(|_| Field::Nothing)).expect("memory");
        let text = table.into_text().expect("memory");
        let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(&text[..]);
        let rows: Vec<::csv::StringRecord> = reader.records().collect::<Result<_, _>>().expect("CSV");
        assert_eq!(rows[0].iter().collect::<Vec<_>>(), fields);
        assert!(rows.len() == 2 && rows[1].iter().all(str::is_empty) && rows[1].len() == fields.len());
    }

    #[test]
    fn a_number_is_written_as_it_is_shown() {
        let reals = (0..=10_000).map(|parts| f64::from(parts) / 10_000.0);
        let reals = reals.chain([0.123_45, 1e-9, 2.5, -0.5, -0.0, f64::NAN]).map(Number::from);
        let figures = ["0", "-0", "38", "-7", "1.50", "0.0", "18446744073709551615", "79228162514264337593543950335"];
        let figures = figures.map(|text| text.parse::<rust_decimal::Decimal>().expect("a number"));
        let counts = [0, 10, usize::MAX].map(Number::from);
        for number in reals.chain(figures.map(Number::from)).chain(counts) {
            let mut table = Table::new();
            table.row([Field::Number(number)]).expect("memory");
            let text = String::from_utf8(table.into_text().expect("memory")).expect("text");
            assert_eq!(text, format!("{number}\n"));
        }
    }

    #[test]
    fn a_row_that_lacks_a_column_is_an_error() {
        let mut table = Table::new();
        table.row(["甲", "乙"].map(Field::text)).expect("memory");
        table.row(["丙"].map(Field::text)).expect_err("a column is missing");
    }

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
