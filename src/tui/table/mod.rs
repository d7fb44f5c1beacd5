//! The table pane: one table of the report under the form's own labels, the values in force in its cells.

pub mod cell;
pub mod columns;
pub mod draw;

use std::ops::Range;

use crate::sheet::Sheet;
use crate::tui::input::action::Action;
use crate::tui::layout::in_sight;

/// The lines of a table as it is drawn, below the head of its first block.
#[derive(Debug)]
pub struct TableLines {
    /// Top to bottom
    pub lines: Vec<TableLine>,
}

/// A line of a table.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum TableLine {
    /// The heads of a block's columns; the position of its first cell
    Head(usize),
    /// The label of a group of rows, and how deep it stands
    Group(usize, String),
    /// A row, by its cells
    Row(Range<usize>),
}

impl TableLines {
    /// The lines of one table of a sheet.
    pub fn of(sheet: &Sheet, part: usize) -> Self {
        let mut lines = Vec::new();
        let mut groups: &[String] = &[];
        for row in rows(sheet, sheet.parts[part].cells.clone()) {
            let (slot, found) = (&sheet.slots[row.start], sheet.row(row.start));
            if slot.row == 0 && slot.block > 0 {
                lines.push(TableLine::Head(row.start));
            }
            let same = groups.iter().zip(&found.groups).take_while(|(a, b)| a == b).count();
            let new = found.groups.iter().enumerate().skip(same);
            lines.extend(new.map(|(depth, label)| TableLine::Group(depth, label.clone())));
            groups = &found.groups;
            lines.push(TableLine::Row(row));
        }
        Self { lines }
    }

    /// The cells of every row of a sheet, in form order.
    pub fn all_rows(sheet: &Sheet) -> Vec<Range<usize>> {
        rows(sheet, 0..sheet.len())
    }

    /// The line that a cell stands on.
    pub fn line_of(&self, cell: usize) -> usize {
        self.lines.iter().position(|line| matches!(line, TableLine::Row(cells) if cells.contains(&cell))).unwrap_or(0)
    }

    /// The first cell of the block that a line belongs to.
    fn block_of(&self, line: usize) -> Option<usize> {
        let head = self.lines[..=line.min(self.lines.len() - 1)].iter().rev().find_map(|line| match line {
            TableLine::Head(cell) => Some(*cell),
            _ => None,
        });
        head.or_else(|| {
            self.lines.iter().find_map(|line| if let TableLine::Row(cells) = line { Some(cells.start) } else { None })
        })
    }
}

fn rows(sheet: &Sheet, cells: Range<usize>) -> Vec<Range<usize>> {
    let key = |cell: usize| (sheet.slots[cell].part, sheet.slots[cell].block, sheet.slots[cell].row);
    let mut rows: Vec<Range<usize>> = Vec::new();
    for cell in cells {
        match rows.last_mut() {
            Some(row) if key(row.start) == key(cell) => row.end = cell + 1,
            _ => rows.push(cell..cell + 1),
        }
    }
    rows
}

/// The cell that a key moves the selection to; none if the key moves no selection. `page` is a page of rows.
pub fn moved(sheet: &Sheet, selected: usize, action: Action, page: usize) -> Option<usize> {
    let lines = TableLines::all_rows(sheet);
    let at = lines.iter().position(|row| row.contains(&selected))?;
    let column = selected - lines[at].start;
    let to_row = |row: usize| {
        let row = &lines[row.min(lines.len() - 1)];
        row.start + column.min(row.len() - 1)
    };
    let part = sheet.part(selected).cells.clone();
    Some(match action {
        Action::Left => lines[at].start + column.saturating_sub(1),
        Action::Right => lines[at].start + (column + 1).min(lines[at].len() - 1),
        Action::Down => to_row(at + 1),
        Action::Up => to_row(at.saturating_sub(1)),
        Action::PageDown => to_row(at + page),
        Action::PageUp => to_row(at.saturating_sub(page)),
        Action::FirstColumn => lines[at].start,
        Action::LastColumn => lines[at].end - 1,
        Action::FirstRow => part.start,
        Action::LastRow => lines.iter().rfind(|row| row.start < part.end).map_or(part.start, |row| row.start),
        _ => return None,
    })
}

/// The first line to draw in a pane of a height so that the selected cell is in sight.
pub fn follow(sheet: &Sheet, selected: usize, top: usize, height: u16) -> usize {
    let table = TableLines::of(sheet, sheet.slots[selected].part);
    let height = usize::from(height.saturating_sub(2)).max(1);
    in_sight(top, table.line_of(selected), height, table.lines.len(), 1)
}

/// The first line to draw after scrolling by some lines, without moving the selection.
pub fn scrolled(sheet: &Sheet, selected: usize, top: usize, by: isize, height: u16) -> usize {
    let lines = TableLines::of(sheet, sheet.slots[selected].part).lines.len();
    top.saturating_add_signed(by).min(lines.saturating_sub(usize::from(height.saturating_sub(2))))
}
