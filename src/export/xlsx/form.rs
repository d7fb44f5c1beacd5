//! The official form of reports on a sheet, one below the other, as it is printed.

use std::io;

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Note, Worksheet};
use unicode_width::UnicodeWidthStr;

use crate::export::Setting;
use crate::export::decided::Decided;
use crate::export::markdown::{shares, title};
use crate::export::printed::{Holds, Printed, PrintedBox, Split};
use crate::export::xlsx::book::{Book, fitting, head_format, io_error, number, text};
use crate::findings::mark::{CellMark, shown};
use crate::review::Review;
use crate::words::{CommonMessage, ExportMessage};

/// Widths of the columns, in digits: labels of groups, labels of rows, values.
const WIDTHS: [u16; 3] = [8, 28, 8];
/// Columns of the sheet that have a width.
const COLUMNS: u16 = 15;
/// Height of a line of text, in points.
const LINE: usize = 15;
/// UTF-16 units of text that a comment holds at most.
const LONGEST_NOTE: usize = 8000;

/// A sheet of forms.
pub(super) struct Forms {
    sheet: usize,
    next: u32,
    breaks: Vec<u32>,
    split: Split,
    looks: Looks,
}

struct Looks {
    title: Format,
    head: Format,
    label: Format,
    cells: Vec<(CellMark, Format)>,
}

impl Forms {
    /// Adds a sheet for forms to a workbook, with its number, from 1.
    pub(super) fn begin(book: &mut Book, setting: Setting, number: usize) -> io::Result<Self> {
        let name = setting.words.say(CommonMessage::Form);
        let name = if number == 1 { name.to_owned() } else { format!("{name} {number}") };
        let tables = setting.catalogue.forms.iter().flat_map(|form| &form.tables);
        let split = tables.map(Split::of).fold(Split::default(), Split::and);
        let sheet = book.add(&name)?;
        let found = book.sheet(sheet)?;
        for column in 0..COLUMNS {
            found.set_column_width(column, width(split, usize::from(column))).map_err(io_error)?;
        }
        found.set_default_row_height(LINE as f64);
        found.set_print_fit_to_pages(1, 0).set_margins(0.4, 0.4, 0.5, 0.5, 0.2, 0.2);
        Ok(Self { sheet, next: 0, breaks: vec![], split, looks: Looks::new() })
    }

    /// Writes the form of a report below those before it.
    pub(super) fn report(&mut self, book: &mut Book, review: &Review, setting: Setting) -> io::Result<()> {
        if self.next > 0 {
            self.breaks.push(self.next);
        }
        let sheet = book.sheet(self.sheet)?;
        sheet.set_row_height(self.next, 24).map_err(io_error)?;
        text(sheet, self.next, 0, &title(review, setting), &self.looks.title)?;
        let source = review.source.path.display().to_string();
        let about = setting.words.fill(ExportMessage::ExportSource { path: &source, form: &review.record.form() });
        text(sheet, self.next + 1, 0, &about, &Format::new())?;
        text(sheet, self.next + 2, 0, &shares(review, setting), &Format::new())?;
        self.next += 3;
        for part in &review.sheet().parts {
            let table = part.table();
            let heading = format!("{}、{}", table.number, table.title);
            text(sheet, self.next + 1, 0, &heading, &self.looks.title)?;
            self.next += 2;
            let needs = Split::of(table);
            let labels = if needs == Split::default() { 0 } else { self.split.labels };
            let split = Split { labels, values: needs.values };
            for boxes in Printed::in_columns(part, split).rows {
                self.row(sheet, &boxes, review, setting)?;
                self.next += 1;
            }
        }
        self.legend(sheet, setting)?;
        self.next += 3;
        Ok(())
    }

    /// What the marks mean, as wide as the widest form and no wider, so that a printed page stays legible.
    fn legend(&self, sheet: &mut Worksheet, setting: Setting) -> io::Result<()> {
        let legend =
            format!("{}{}", setting.words.say(ExportMessage::ExportMarks), setting.words.say(CommonMessage::Legend));
        let room: u16 = (0..COLUMNS).map(|column| width(self.split, usize::from(column))).sum();
        let lines = legend.width().div_ceil(usize::from(room)) + 1;
        sheet.set_row_height(self.next + 1, (lines * LINE) as f64).map_err(io_error)?;
        let format = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        sheet
            .merge_range(self.next + 1, 0, self.next + 1, COLUMNS - 1, &fitting(&legend), &format)
            .map_err(io_error)?;
        Ok(())
    }

    fn row(&self, sheet: &mut Worksheet, boxes: &[PrintedBox], review: &Review, setting: Setting) -> io::Result<()> {
        let lines = boxes.iter().filter(|found| found.height == 1).map(|found| self.lines(found)).max().unwrap_or(1);
        if lines > 1 {
            sheet.set_row_height(self.next, (lines * LINE) as f64).map_err(io_error)?;
        }
        for found in boxes {
            match &found.holds {
                Holds::Head(head) => self.label(sheet, found, head, &self.looks.head)?,
                Holds::Label(label) => self.label(sheet, found, label, &self.looks.label)?,
                Holds::Cell(cell) => self.cell(sheet, found, *cell, review, setting)?,
            }
        }
        Ok(())
    }

    /// The lines that the text of a box takes.
    fn lines(&self, found: &PrintedBox) -> usize {
        let (Holds::Head(label) | Holds::Label(label)) = &found.holds else { return 1 };
        let room: u16 = (found.column..found.column + found.width).map(|column| width(self.split, column)).sum();
        label.width().div_ceil(usize::from(room.max(1))).max(1)
    }

    fn label(&self, sheet: &mut Worksheet, found: &PrintedBox, label: &str, format: &Format) -> io::Result<()> {
        let (row, column) = (self.next, found.column as u16);
        if found.width == 1 && found.height == 1 {
            return text(sheet, row, column, label, format);
        }
        self.merge(sheet, found, label, format)
    }

    fn merge(&self, sheet: &mut Worksheet, found: &PrintedBox, held: &str, format: &Format) -> io::Result<()> {
        let (row, column) = (self.next, found.column as u16);
        let (bottom, right) = (row + found.height as u32 - 1, column + found.width as u16 - 1);
        sheet.merge_range(row, column, bottom, right, &fitting(held), format).map_err(io_error)?;
        Ok(())
    }

    fn cell(
        &self,
        sheet: &mut Worksheet,
        found: &PrintedBox,
        cell: usize,
        review: &Review,
        setting: Setting,
    ) -> io::Result<()> {
        let (row, column) = (self.next, found.column as u16);
        let mark = CellMark::of(review, cell, setting.threshold);
        let format = self.looks.of(mark);
        if found.width > 1 {
            self.merge(sheet, found, "", format)?;
        }
        match review.values()[cell] {
            Some(value) => number(sheet, row, column, value, format)?,
            None => text(sheet, row, column, &shown(review, cell), format)?,
        }
        if let Some(decided) = Decided::of(review, setting.words, cell) {
            let comment: String = decided.comment(setting.words).chars().take(LONGEST_NOTE).collect();
            let note = Note::new(comment).add_author_prefix(false).set_author(&decided.by).set_width(260);
            sheet.insert_note(row, column, &note).map_err(io_error)?;
        }
        Ok(())
    }

    /// Puts every report on a page of its own.
    pub(super) fn close(&self, book: &mut Book) -> io::Result<()> {
        book.sheet(self.sheet)?.set_page_breaks(&self.breaks).map_err(io_error)?;
        Ok(())
    }
}

/// The width of a column of the sheet.
fn width(split: Split, column: usize) -> u16 {
    let [group, label, value] = WIDTHS;
    match column + 1 {
        nth if nth == split.labels => label,
        nth if nth < split.labels => group,
        _ => value,
    }
}

impl Looks {
    fn new() -> Self {
        let framed = || head_format().set_text_wrap();
        let cell = |colour: u32, bold: bool| {
            let format = framed().set_background_color(colour).set_align(FormatAlign::Center);
            if bold { format.set_bold() } else { format }
        };
        let plain = Format::new()
            .set_border(FormatBorder::Thin)
            .set_border_color(0x8C_95_9F)
            .set_align(FormatAlign::Center)
            .set_align(FormatAlign::VerticalCenter);
        let marks = [
            (CellMark::Contradicted, 0xFB_DA_D6, true),
            (CellMark::Conflict, 0xFB_DA_D6, true),
            (CellMark::Reopened, 0xFB_DA_D6, true),
            (CellMark::Doubtful, 0xFD_EF_C9, false),
            (CellMark::Failing, 0xFD_F1_EF, false),
            (CellMark::Blank, 0xF8_F4_E6, false),
            (CellMark::Absent, 0xF8_F4_E6, false),
            (CellMark::Corrected, 0xD9_E8_FB, true),
            (CellMark::Confirmed, 0xE6_F0_FB, false),
            (CellMark::SourceError, 0xEA_DC_F7, true),
        ];
        let mut cells: Vec<(CellMark, Format)> = vec![(CellMark::Plain, plain)];
        cells.extend(marks.map(|(mark, colour, bold)| {
            let sign = mark.sign();
            let format = cell(colour, bold);
            // The mark is shown beside the number, which stays a number.
            let signed = if sign.is_empty() { format } else { format.set_num_format(format!("\"{sign}\"General")) };
            (mark, signed)
        }));
        Self {
            title: Format::new().set_bold().set_font_size(13),
            head: framed().set_align(FormatAlign::Center),
            label: framed().set_align(FormatAlign::Left),
            cells,
        }
    }

    fn of(&self, mark: CellMark) -> &Format {
        let found = self.cells.iter().find(|(other, _)| *other == mark);
        found.map_or(&self.cells[0].1, |(_, format)| format)
    }
}
