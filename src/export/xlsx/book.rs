//! A workbook that is written row by row: what is done with a row leaves the memory.

use std::io::{self, Write};

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use crate::export::field::{Field, Number};
use crate::source::MARK;
use crate::text::visible::visible;
use crate::words::{ExportMessage, Words};

/// UTF-16 units of text that a cell holds at most.
const LONGEST: usize = 32_767;
/// Rows that a sheet holds at most.
const MOST_ROWS: u32 = 1_048_576;
/// Digits that a number of a spreadsheet keeps.
const DIGITS: u32 = 15;

/// A workbook under way.
pub(in crate::export) struct Book {
    workbook: Workbook,
    sheets: usize,
}

impl Book {
    pub(in crate::export) fn new(words: &Words) -> io::Result<Self> {
        let mut workbook = Workbook::new();
        // A workbook says when it was made; the same reports make the same bytes.
        let made = ExcelDateTime::from_ymd(2000, 1, 1).map_err(io_error)?;
        let about = DocProperties::new().set_author(MARK).set_title(words.say(ExportMessage::ExportPage));
        workbook.set_properties(&about.set_creation_datetime(&made));
        Ok(Self { workbook, sheets: 0 })
    }

    /// Adds a sheet at the end; its position is returned.
    pub(in crate::export) fn add(&mut self, name: &str) -> io::Result<usize> {
        let sheet = self.workbook.add_worksheet_with_constant_memory().map_err(io_error)?;
        sheet.set_name(name).map_err(io_error)?;
        sheet.set_paper_size(9);
        self.sheets += 1;
        Ok(self.sheets - 1)
    }

    /// The sheet at a position.
    pub(in crate::export) fn sheet(&mut self, nth: usize) -> io::Result<&mut Worksheet> {
        self.workbook.worksheet_from_index(nth).map_err(io_error)
    }

    /// Adds a sheet with lines under heads.
    pub(in crate::export) fn list<'a>(
        &mut self,
        name: &str,
        heads: impl Iterator<Item = &'a str>,
        widths: &[u16],
    ) -> io::Result<List> {
        let heads = heads.map(str::to_owned).collect();
        let mut list = List { name: name.to_owned(), heads, widths: widths.to_vec(), sheet: 0, number: 0, next: 0 };
        list.begin(self)?;
        Ok(list)
    }

    /// Writes the workbook.
    pub(in crate::export) fn save(&mut self, out: &mut (dyn Write + Send)) -> io::Result<()> {
        self.workbook.save_to_writer(&mut *out).map_err(io_error)?;
        out.flush()
    }
}

/// A sheet with lines under heads; where it is full, another follows.
pub(in crate::export) struct List {
    name: String,
    heads: Vec<String>,
    widths: Vec<u16>,
    sheet: usize,
    number: usize,
    next: u32,
}

impl List {
    fn begin(&mut self, book: &mut Book) -> io::Result<()> {
        self.number += 1;
        let name = if self.number == 1 { self.name.clone() } else { format!("{} {}", self.name, self.number) };
        self.sheet = book.add(&name)?;
        let sheet = book.sheet(self.sheet)?;
        for (column, width) in (0_u16..).zip(&self.widths) {
            sheet.set_column_width(column, *width).map_err(io_error)?;
        }
        let format = head_format().set_align(FormatAlign::Left).set_text_wrap();
        for (column, head) in (0_u16..).zip(&self.heads) {
            text(sheet, 0, column, head, &format)?;
        }
        sheet.set_freeze_panes(1, 0).map_err(io_error)?;
        sheet.set_landscape().set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0).map_err(io_error)?;
        self.next = 1;
        Ok(())
    }

    /// Writes a line.
    pub(in crate::export) fn line<'a>(
        &mut self,
        book: &mut Book,
        fields: impl IntoIterator<Item = Field<'a>>,
    ) -> io::Result<()> {
        if self.next == MOST_ROWS {
            self.close(book)?;
            self.begin(book)?;
        }
        let row = self.next;
        let sheet = book.sheet(self.sheet)?;
        for (column, field) in (0_u16..).zip(fields) {
            match field {
                Field::Nothing => {}
                Field::Text(held) if held.is_empty() => {}
                Field::Text(held) => _ = sheet.write_string(row, column, fitting(&held)).map_err(io_error)?,
                Field::Number(number) => match exactly(number) {
                    Some(value) => _ = sheet.write_number(row, column, value).map_err(io_error)?,
                    None => _ = sheet.write_string(row, column, number.to_string()).map_err(io_error)?,
                },
            }
        }
        self.next += 1;
        Ok(())
    }

    /// Lets the lines be filtered by their heads.
    pub(in crate::export) fn close(&self, book: &mut Book) -> io::Result<()> {
        let last = u16::try_from(self.heads.len().saturating_sub(1)).unwrap_or_default();
        book.sheet(self.sheet)?.autofilter(0, 0, self.next - 1, last).map_err(io_error)?;
        Ok(())
    }
}

/// The look of a head.
pub(super) fn head_format() -> Format {
    Format::new()
        .set_background_color(0xF3_F5_F7)
        .set_border(FormatBorder::Thin)
        .set_border_color(0x8C_95_9F)
        .set_align(FormatAlign::VerticalCenter)
}

/// Writes a text as text, whatever it begins with; odd characters made visible.
pub(super) fn text(sheet: &mut Worksheet, row: u32, column: u16, held: &str, format: &Format) -> io::Result<()> {
    sheet.write_string_with_format(row, column, fitting(held), format).map_err(io_error)?;
    Ok(())
}

/// Writes a number as one if a spreadsheet can keep all its digits, else as text.
pub(super) fn number(sheet: &mut Worksheet, row: u32, column: u16, value: Decimal, format: &Format) -> io::Result<()> {
    match held_exactly(value) {
        Some(value) => sheet.write_number_with_format(row, column, value, format),
        None => sheet.write_string_with_format(row, column, value.to_string(), format),
    }
    .map_err(io_error)?;
    Ok(())
}

/// A number as a spreadsheet holds it, if it keeps all its digits.
fn exactly(number: Number) -> Option<f64> {
    match number {
        Number::Count(count) => held_exactly(count.into()),
        Number::Figure(figure) => held_exactly(figure),
        Number::Real(real) => Some(real),
    }
}

/// A figure as a spreadsheet holds it, if it keeps all its digits.
fn held_exactly(value: Decimal) -> Option<f64> {
    let digits = value.normalize().mantissa().unsigned_abs().checked_ilog10().unwrap_or(0) + 1;
    value.to_f64().filter(|_| digits <= DIGITS)
}

/// A text that a cell can hold; the end says how much is left out.
pub(super) fn fitting(held: &str) -> String {
    let shown = visible(held).into_owned();
    let units = shown.encode_utf16().count();
    if units <= LONGEST {
        return shown;
    }
    let ending = format!("…[+{units}]");
    let room = LONGEST - ending.encode_utf16().count();
    let mut taken = 0;
    let fits = |sign: &char| {
        taken += sign.len_utf16();
        taken <= room
    };
    let kept: String = shown.chars().take_while(fits).collect();
    let left = units - kept.encode_utf16().count();
    format!("{kept}…[+{left}]")
}

/// The failure of the output itself, with its kind.
pub(super) fn io_error(error: XlsxError) -> io::Error {
    match error {
        XlsxError::IoError(error) => error,
        other => io::Error::other(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_too_long_says_how_much_is_left_out() {
        assert_eq!(fitting("=1+1\u{1b}"), "=1+1␛");
        let long = fitting(&"文".repeat(40_000));
        assert!(long.encode_utf16().count() <= LONGEST && long.ends_with("…[+7242]"), "{}", &long[long.len() - 20..]);
    }
}
