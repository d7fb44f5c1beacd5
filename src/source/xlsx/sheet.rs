//! The cells of one sheet, and which of them are merged.

use quick_xml::events::BytesStart;

use crate::source::bounds::MOST_CELLS;
use crate::source::fault::{Excess, Fault};
use crate::source::package::Package;
use crate::source::xlsx::Workbook;
use crate::source::xml::{Markup, Xml, attribute};

/// The most rows and columns of a sheet, as the format has it.
const MOST_ROWS: u32 = 1 << 20;
const MOST_COLUMNS: u32 = 1 << 14;

/// A sheet: its rows that hold anything, top to bottom, and its merged cells.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub rows: Vec<SheetRow>,
    pub merges: Vec<Merge>,
}

/// A row of a sheet; all numbers from 0.
#[derive(Debug, Default)]
pub(super) struct SheetRow {
    pub row: u32,
    /// The cells that hold anything, with their columns, left to right
    pub cells: Vec<(u32, String)>,
    /// The first and the last column that the file tells of, be it only to say that it is blank
    pub told: (u32, u32),
}

/// A stretch of a sheet that is one cell: its first and last row and column.
#[derive(Clone, Copy, Debug)]
pub(super) struct Merge {
    pub rows: (u32, u32),
    pub columns: (u32, u32),
}

/// Reads a sheet; none if there is no such part.
pub(super) fn read(package: &mut Package, part: &str, workbook: &mut Workbook) -> Result<Option<Sheet>, Fault> {
    let Some(text) = package.part(part)? else { return Ok(None) };
    let mut xml = Xml::new(part, &text);
    let mut reading = Reading { workbook, sheet: Sheet::default(), row: SheetRow::default(), column: 0, cell: None };
    while let Some(markup) = xml.next()? {
        match markup {
            Markup::Open(element) => {
                if !reading.open(&element).map_err(|()| misplaced(part, &element))? {
                    xml.skip(&element)?;
                }
            }
            Markup::Close(element) => reading.close(element.local_name().as_ref())?,
            Markup::Text(text) => reading.text(&text),
        }
    }
    let mut sheet = reading.sheet;
    sheet.rows.sort_by_key(|row| row.row);
    sheet.merges.sort_by_key(|merge| merge.rows);
    Ok(Some(sheet))
}

fn misplaced(part: &str, element: &BytesStart) -> Fault {
    let place = attribute(element, "r").or_else(|| attribute(element, "ref")).unwrap_or_default();
    Fault::Broken(format!("{part}: there is no place {place}"))
}

/// A sheet as far as it has been read.
struct Reading<'a> {
    workbook: &'a mut Workbook,
    sheet: Sheet,
    row: SheetRow,
    /// The column of the next cell that does not tell its own
    column: u32,
    cell: Option<OpenCell>,
}

/// A cell that is being read.
struct OpenCell {
    column: u32,
    kind: String,
    style: usize,
    is_value: bool,
    value: String,
}

impl Reading<'_> {
    /// Takes the beginning of an element; whether what is inside it is to be read, or that it stands nowhere.
    fn open(&mut self, element: &BytesStart) -> Result<bool, ()> {
        match element.local_name().as_ref() {
            "row" => self.open_row(element)?,
            "c" => self.open_cell(element)?,
            "v" | "t" => self.cell.iter_mut().for_each(|cell| cell.is_value = true),
            "mergeCell" => self.sheet.merges.push(merge(&attribute(element, "ref").unwrap_or_default()).ok_or(())?),
            "f" | "rPh" | "extLst" => return Ok(false),
            _ => {}
        }
        Ok(true)
    }

    fn open_row(&mut self, element: &BytesStart) -> Result<(), ()> {
        let told = attribute(element, "r");
        let row =
            told.map_or(Some(self.row.row), |row| row.trim().parse().ok().and_then(|row: u32| row.checked_sub(1)));
        self.begin_row(row.ok_or(())?)
    }

    fn open_cell(&mut self, element: &BytesStart) -> Result<(), ()> {
        let (row, column) = match attribute(element, "r") {
            Some(place) => place_of(&place).ok_or(())?,
            None => (self.row.row, self.column),
        };
        if row != self.row.row {
            self.begin_row(row)?;
        }
        self.column = column + 1;
        if column >= MOST_COLUMNS {
            return Err(());
        }
        let style = attribute(element, "s").and_then(|style| style.parse().ok()).unwrap_or(0);
        let kind = attribute(element, "t").unwrap_or_default();
        self.cell = Some(OpenCell { column, kind, style, is_value: false, value: String::new() });
        Ok(())
    }

    fn begin_row(&mut self, row: u32) -> Result<(), ()> {
        self.end_row(row);
        if row < MOST_ROWS { Ok(()) } else { Err(()) }
    }

    fn text(&mut self, text: &str) {
        if let Some(cell) = self.cell.as_mut().filter(|cell| cell.is_value) {
            cell.value.push_str(text);
        }
    }

    fn close(&mut self, name: &str) -> Result<(), Fault> {
        match name {
            "v" | "t" => self.cell.iter_mut().for_each(|cell| cell.is_value = false),
            "c" => return self.end_cell(),
            "row" => self.end_row(self.row.row.saturating_add(1)),
            "mergeCell" if self.sheet.merges.len() > MOST_CELLS => {
                return Err(Fault::TooMuch(Excess::Cells(MOST_CELLS)));
            }
            _ => {}
        }
        Ok(())
    }

    fn end_cell(&mut self) -> Result<(), Fault> {
        let Some(cell) = self.cell.take() else { return Ok(()) };
        let told = self.row.told;
        self.row.told = (told.0.min(cell.column), told.1.max(cell.column));
        let text = self.shown(&cell);
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if !text.is_empty() {
            self.workbook.take(&text)?;
            self.row.cells.push((cell.column, text));
        }
        Ok(())
    }

    /// What a cell shows.
    fn shown(&self, cell: &OpenCell) -> String {
        match cell.kind.as_str() {
            "s" => {
                let nth = cell.value.trim().parse().ok();
                nth.and_then(|nth| self.workbook.strings.get(nth)).unwrap_or_default().to_owned()
            }
            "b" => if cell.value.trim() == "1" { "TRUE" } else { "FALSE" }.to_owned(),
            "str" | "inlineStr" | "e" | "d" => cell.value.clone(),
            _ => self.workbook.formats.shown(&cell.value, cell.style),
        }
    }

    /// Keeps the row, if it holds anything, and goes on to another.
    fn end_row(&mut self, next: u32) {
        let next = SheetRow { row: next, cells: Vec::new(), told: (u32::MAX, 0) };
        let mut row = std::mem::replace(&mut self.row, next);
        self.column = 0;
        if !row.cells.is_empty() {
            row.cells.sort_by_key(|(column, _)| *column);
            self.sheet.rows.push(row);
        }
    }
}

/// The merged cell that a text as `B2:D5` names.
fn merge(text: &str) -> Option<Merge> {
    let (first, last) = text.split_once(':').unwrap_or((text, text));
    let ((top, left), (bottom, right)) = (place_of(first)?, place_of(last)?);
    Some(Merge { rows: (top.min(bottom), top.max(bottom)), columns: (left.min(right), left.max(right)) })
}

/// The row and the column of a cell, as `B2` names them.
fn place_of(text: &str) -> Option<(u32, u32)> {
    let text = text.trim();
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    if !(1..=3).contains(&letters) {
        return None;
    }
    let letter = |column: u32, byte: u8| column * 26 + u32::from(byte.to_ascii_uppercase() - b'A') + 1;
    let column = text.bytes().take(letters).fold(0, letter);
    let row: u32 = text[letters..].parse().ok()?;
    (row <= MOST_ROWS).then_some((row.checked_sub(1)?, column - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_named_by_letters_and_numbers() {
        assert_eq!(place_of("A1"), Some((0, 0)));
        assert_eq!(place_of("XFD1048576"), Some((1_048_575, 16_383)));
        for wrong in ["", "1", "A", "A0", "AAAA1", "A-1", "A1048577", "三1"] {
            assert_eq!(place_of(wrong), None, "{wrong}");
        }
    }
}
