//! A sheet as lines. Rows that follow each other are a table, as wide as the widest of them; a row that holds nothing but
//! one cell is a line of text.

use crate::source::bounds::CellCount;
use crate::source::fault::Fault;
use crate::source::spans::{Extent, GoesOn, Rows, push_row};
use crate::source::xlsx::sheet::{Merge, Sheet, SheetRow};

/// Something that stands in a row, from one column to another.
struct Piece {
    columns: (u32, u32),
    text: String,
    /// The row that it began in
    began: u32,
}

/// A row with its pieces, left to right.
struct Laid {
    row: u32,
    pieces: Vec<Piece>,
}

/// The lines of a sheet.
pub(super) fn lines(sheet: Sheet, count: &mut CellCount) -> Result<String, Fault> {
    let first = sheet.rows.iter().filter_map(|row| Some(row.cells.first()?.0)).min().unwrap_or(0);
    let mut text = String::new();
    let mut table: Vec<Laid> = Vec::new();
    let mut next = None;
    let (mut waiting, mut open) = (sheet.merges.into_iter().peekable(), Vec::new());
    for row in sheet.rows {
        while let Some(merge) = waiting.next_if(|merge| merge.rows.0 <= row.row) {
            open.push(merge);
        }
        open.retain(|merge| merge.rows.1 >= row.row);
        count.add(open.len())?;
        let (told, number) = (row.told, row.row);
        let laid = Laid { row: number, pieces: pieces(row, &open) };
        let line = only_text(&laid, told);
        if line.is_some() || next != Some(number) {
            push_table(&mut text, std::mem::take(&mut table), first, count)?;
            text.push_str(if next.is_none_or(|next| next == number) { "" } else { "\n" });
        }
        match line {
            Some(line) => text.extend([line, "\n"]),
            None => table.push(laid),
        }
        next = Some(number + 1);
    }
    push_table(&mut text, table, first, count)?;
    Ok(text)
}

/// The pieces of a row: its cells, and the merged cells that reach into it.
fn pieces(row: SheetRow, open: &[Merge]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> =
        open.iter().map(|merge| Piece { columns: merge.columns, text: String::new(), began: merge.rows.0 }).collect();
    pieces.sort_by_key(|piece| piece.columns);
    let merged = pieces.len();
    let mut nth = 0;
    for (column, text) in row.cells {
        while nth < merged && pieces[nth].columns.1 < column {
            nth += 1;
        }
        match pieces[..merged].get_mut(nth).filter(|piece| piece.columns.0 <= column) {
            Some(piece) if piece.began == row.row && piece.columns.0 == column => piece.text = text,
            // What stands below a merged cell is not shown.
            Some(_) => {}
            None => pieces.push(Piece { columns: (column, column), text, began: row.row }),
        }
    }
    pieces.sort_by_key(|piece| piece.columns);
    pieces
}

/// The text of a row that holds nothing but one cell.
fn only_text(laid: &Laid, told: (u32, u32)) -> Option<&str> {
    let [piece] = laid.pieces.as_slice() else { return None };
    let is_alone = piece.began == laid.row && piece.columns.0 <= told.0 && told.1 <= piece.columns.1;
    is_alone.then_some(&piece.text)
}

/// Adds the lines of a table.
fn push_table(text: &mut String, table: Vec<Laid>, first: u32, count: &mut CellCount) -> Result<(), Fault> {
    let Some(top) = table.first().map(|laid| laid.row) else { return Ok(()) };
    let last = table.iter().flat_map(|laid| &laid.pieces).map(|piece| piece.columns.1).max().unwrap_or(first);
    let mut rows = Rows::default();
    for laid in table {
        let mut at = first;
        for piece in laid.pieces {
            blanks(&mut rows, at, piece.columns.0, count)?;
            let goes_on = (top <= piece.began && piece.began < laid.row).then_some(GoesOn::Above);
            let columns = (piece.columns.1 + 1).saturating_sub(piece.columns.0.max(at)) as usize;
            if columns > 0 {
                rows.cell(piece.text, Extent { columns, rows: 1, goes_on });
            }
            at = at.max(piece.columns.1 + 1);
        }
        blanks(&mut rows, at, last + 1, count)?;
        push_row(text, &rows.end_row(count)?);
    }
    Ok(())
}

/// Fills the columns from one to another with blank cells.
fn blanks(rows: &mut Rows, from: u32, to: u32, count: &mut CellCount) -> Result<(), Fault> {
    count.add(to.saturating_sub(from) as usize)?;
    (from..to).for_each(|_| rows.cell(String::new(), Extent::default()));
    Ok(())
}
