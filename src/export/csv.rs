//! Comma-separated rows. No cell of it becomes a formula in a spreadsheet.

use std::borrow::Cow;
use std::io::{self, Write};
use std::ops::Range;

use crate::export::row::{Field, Number, own_fields, put_digits, put_place};
use crate::export::{COLUMNS, Draft, Sink, other_format};
use crate::review::Review;
use crate::text::visible::is_unseen;

/// By this mark at the beginning of a file some spreadsheets tell that it is UTF-8.
const BOM: &[u8] = "\u{feff}".as_bytes();

/// Writes one row a cell as CSV.
pub(super) struct Csv<W: Write> {
    out: W,
}

impl<W: Write> Csv<W> {
    pub(super) fn new(mut out: W, bom: bool) -> io::Result<Self> {
        out.write_all(&head(bom, COLUMNS))?;
        Ok(Self { out })
    }
}

impl<W: Write> Sink for Csv<W> {
    fn report(&mut self, review: &Review) -> io::Result<()> {
        self.out.write_all(&text(review))
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
pub(super) fn text(review: &Review) -> Vec<u8> {
    let mut table = Table::new();
    let source = review.source.path.display().to_string();
    // The form that rows were of last, and where what they all begin with stands.
    let mut known: Option<(&str, Range<usize>)> = None;
    for cell in 0..review.sheet().len() {
        let form: &str = &review.sheet().part(cell).form.id;
        match &known {
            Some((same, begin)) if *same == form => table.out.extend_from_within(begin.clone()),
            _ => {
                let start = table.out.len();
                let agency = review.record.agency.as_deref().unwrap_or_default();
                let year = Field::number(review.record.year);
                table.put_fields([Field::text(&source), Field::text(agency), year, Field::text(form)]);
                table.out.push(b',');
                known = Some((form, start..table.out.len()));
            }
        }
        table.put_fields(own_fields(review, cell));
        table.out.push(b',');
        if let Some((line, column)) = review.place(cell) {
            put_place(&mut table.out, line, column);
        }
        table.out.push(b'\n');
    }
    table.into_text()
}

/// The line of heads that a file begins with.
pub(super) fn head<'a>(bom: bool, heads: impl IntoIterator<Item = &'a str>) -> Vec<u8> {
    let mut table = Table::new();
    table.row(heads.into_iter().map(|head| Field::Text(head.into())));
    let mark = if bom { BOM } else { &[] };
    [mark, &table.into_text()].concat()
}

/// Rows of fields as CSV (RFC 4180), with line feeds. A report has three thousand fields, most of them a few signs long,
/// so that what is done for each of them counts.
#[derive(Debug)]
pub(super) struct Table {
    out: Vec<u8>,
}

impl Table {
    pub(super) fn new() -> Self {
        Self { out: Vec::with_capacity(1 << 15) }
    }

    /// Adds a row.
    pub(super) fn row<'a>(&mut self, fields: impl IntoIterator<Item = Field<'a>>) {
        self.put_fields(fields);
        self.out.push(b'\n');
    }

    fn put_fields<'a>(&mut self, fields: impl IntoIterator<Item = Field<'a>>) {
        for (nth, field) in fields.into_iter().enumerate() {
            if nth > 0 {
                self.out.push(b',');
            }
            match field {
                Field::Text(text) => self.put(&harmless(text)),
                Field::Number(number) => self.put_number(number),
                Field::Nothing => {}
            }
        }
    }

    /// Adds a number as it is shown: whole ones, and real ones of four decimals, digit by digit, as nearly all are.
    fn put_number(&mut self, number: Number) {
        match (number.whole(), number.ten_thousandths()) {
            (Some(whole), _) => put_digits(&mut self.out, whole),
            (None, Some(10_000)) => self.out.push(b'1'),
            (None, Some(parts)) => {
                let digits = [1000, 100, 10, 1].map(|unit| b'0' + (parts / unit % 10) as u8);
                let length = digits.iter().rposition(|&digit| digit != b'0').map_or(0, |last| last + 1);
                self.out.extend_from_slice(if length == 0 { b"0" } else { b"0." });
                self.out.extend_from_slice(&digits[..length]);
            }
            // Memory takes all of it.
            (None, None) => drop(write!(self.out, "{number}")),
        }
    }

    /// Adds a text, in quotes where it needs them.
    fn put(&mut self, text: &str) {
        // Looked through to the end: that is done many bytes at a time.
        if text.bytes().fold(false, |needs, byte| needs | matches!(byte, b',' | b'"' | b'\n' | b'\r')) {
            self.out.push(b'"');
            self.out.extend_from_slice(text.replace('"', "\"\"").as_bytes());
            self.out.push(b'"');
        } else {
            self.out.extend_from_slice(text.as_bytes());
        }
    }

    pub(super) fn into_text(self) -> Vec<u8> {
        self.out
    }
}

/// A spreadsheet takes a cell that starts with one of these signs for a formula; an apostrophe before it makes it text.
/// A plain number may start with its sign. Spaces and unseen characters before the sign do not hide it.
fn harmless(field: Cow<'_, str>) -> Cow<'_, str> {
    // Letters, digits, and the characters from U+4000 to U+9FFF are told by their first byte.
    if field.as_bytes().first().is_none_or(|byte| byte.is_ascii_alphanumeric() || (0xE4..=0xE9).contains(byte)) {
        return field;
    }
    let begins = field.trim_start_matches(|sign: char| sign.is_whitespace() || is_unseen(sign));
    let risky = begins.starts_with(['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'])
        || field.starts_with(char::is_control);
    if risky && field.parse::<rust_decimal::Decimal>().is_err() { Cow::Owned(format!("'{field}")) } else { field }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Catalogue;
    use crate::export::rows;
    use crate::reading::Reader;
    use crate::samples::SAMPLES;
    use crate::sidecar::Sidecar;
    use crate::source::Source;

    #[test]
    fn rows_are_what_any_reader_of_csv_takes_them_for() {
        let fields = ["甲", "a,b", "\"", "一\"二\"", "line\nbreak", "cr\r", "", " x "];
        let mut table = Table::new();
        table.row(fields.map(|field| Field::Text(field.into())));
        table.row(fields.map(|_| Field::Nothing));
        let text = table.into_text();
        let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(&text[..]);
        let rows: Vec<::csv::StringRecord> = reader.records().collect::<Result<_, _>>().expect("CSV");
        assert_eq!(rows[0].iter().collect::<Vec<_>>(), fields);
        assert!(rows.len() == 2 && rows[1].iter().all(str::is_empty) && rows[1].len() == fields.len());
    }

    #[test]
    fn a_report_is_written_as_its_rows_are() {
        let catalogue = Catalogue::built_in();
        for (name, report) in SAMPLES {
            let source = Source::from_bytes(name.as_ref(), report.as_bytes()).expect("a report");
            let review = Review::new(source, Sidecar::default(), &mut Reader::new(&catalogue)).expect("a report");
            let mut table = Table::new();
            for row in rows(&review) {
                table.row(row.fields());
            }
            assert!(table.into_text() == text(&review), "{name}");
        }
    }

    #[test]
    fn a_number_is_written_as_it_is_shown_everywhere() {
        let reals =
            (0..=10_000).map(|parts| f64::from(parts) / 10_000.0).chain([0.12345, 1e-9, 2.5, -0.5, -0.0, f64::NAN]);
        let figures = ["0", "-0", "38", "-7", "1.50", "18446744073709551615", "79228162514264337593543950335"];
        let figures = figures.map(|text| text.parse::<rust_decimal::Decimal>().expect("a number"));
        let numbers =
            reals.map(Number::from).chain(figures.map(Number::from)).chain([0, 10, usize::MAX].map(Number::from));
        for number in numbers {
            let mut table = Table::new();
            table.row([Field::Number(number)]);
            assert_eq!(String::from_utf8(table.into_text()).expect("text"), format!("{number}\n"));
        }
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
