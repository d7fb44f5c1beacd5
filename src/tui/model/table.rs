//! The lines of a table as the screen shows it, under the form's own labels.

use std::ops::Range;

use crate::sheet::Sheet;

/// The lines of a table as it is drawn, below the head of its first block.
#[derive(Debug)]
pub(crate) struct TableLines {
    /// Top to bottom
    pub lines: Vec<TableLine>,
}

/// A line of a table.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum TableLine {
    /// The heads of a block's columns; the position of its first cell
    Head(usize),
    /// The label of a group of rows, and how deep it stands
    Group(usize, String),
    /// A row, by its cells
    Row(Range<usize>),
}

impl TableLines {
    /// The lines of one table of a sheet.
    pub(crate) fn of(sheet: &Sheet, part: usize) -> Self {
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
    pub(crate) fn all_rows(sheet: &Sheet) -> Vec<Range<usize>> {
        rows(sheet, 0..sheet.len())
    }

    /// The line that a cell stands on.
    pub(crate) fn line_of(&self, cell: usize) -> usize {
        self.lines.iter().position(|line| matches!(line, TableLine::Row(cells) if cells.contains(&cell))).unwrap_or(0)
    }

    /// The first cell of the block that a line belongs to.
    pub(crate) fn block_of(&self, line: usize) -> Option<usize> {
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
