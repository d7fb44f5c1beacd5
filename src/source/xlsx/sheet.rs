//! The cells of one sheet, and which of them are merged.

use calamine::{Dimensions, Xlsx};

use crate::error::Excess;
use crate::source::bounds::MOST_CELLS;
use crate::source::fault::Fault;
use crate::source::xlsx::formats::shown;
use crate::source::xlsx::guard::Metered;
use crate::source::xlsx::{Room, broken};

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
#[derive(Debug)]
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

/// Reads the sheet of a name.
pub(super) fn read(workbook: &mut Xlsx<Metered>, name: &str, room: &mut Room) -> Result<Sheet, Fault> {
    let fault = |error| broken(name, &error);
    let mut sheet =
        Sheet { rows: Vec::new(), merges: merges(workbook.merge_cells_by_sheet_name(name).map_err(fault)?)? };
    let is_1904 = workbook.has_1904_epoch();
    let mut reader = workbook.worksheet_cells_reader(name).map_err(fault)?;
    let mut row = SheetRow::new(0);
    while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(fault)? {
        let place = within(cell.get_position())?;
        if place.0 != row.row {
            sheet.keep(std::mem::replace(&mut row, SheetRow::new(place.0)));
        }
        row.told = (row.told.0.min(place.1), row.told.1.max(place.1));
        let text = shown(cell.get_value(), reader.styles().get(style), is_1904);
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if !text.is_empty() {
            room.take(&text)?;
            row.cells.push((place.1, text));
        }
    }
    sheet.keep(row);
    sheet.rows.sort_by_key(|row| row.row);
    Ok(sheet)
}

impl Sheet {
    /// Keeps a row, if it holds anything.
    fn keep(&mut self, mut row: SheetRow) {
        if !row.cells.is_empty() {
            row.cells.sort_by_key(|(column, _)| *column);
            self.rows.push(row);
        }
    }
}

impl SheetRow {
    fn new(row: u32) -> Self {
        Self { row, cells: Vec::new(), told: (u32::MAX, 0) }
    }
}

/// The merged cells, top to bottom.
fn merges(found: Vec<Dimensions>) -> Result<Vec<Merge>, Fault> {
    if found.len() > MOST_CELLS {
        return Err(Fault::TooMuch(Excess::Cells(MOST_CELLS)));
    }
    let merge = |found: Dimensions| {
        let ((top, left), (bottom, right)) = (within(found.start)?, within(found.end)?);
        Ok(Merge { rows: (top.min(bottom), top.max(bottom)), columns: (left.min(right), left.max(right)) })
    };
    let mut merges = found.into_iter().map(merge).collect::<Result<Vec<_>, Fault>>()?;
    merges.sort_by_key(|merge| merge.rows);
    Ok(merges)
}

/// A place, if a sheet has it.
fn within(place: (u32, u32)) -> Result<(u32, u32), Fault> {
    if place.0 < MOST_ROWS && place.1 < MOST_COLUMNS {
        return Ok(place);
    }
    Err(Fault::Broken(format!("no sheet has row {} and column {}", u64::from(place.0) + 1, u64::from(place.1) + 1)))
}
