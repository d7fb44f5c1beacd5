//! The table pane: one table of the report under the form's own labels, the values in force in its cells.

pub(in crate::tui) mod cell;
pub(in crate::tui) mod columns;

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::review::Review;
use crate::sheet::Sheet;
use crate::tui::app::{App, Focus};
use crate::tui::frame::theme::Look;
use crate::tui::frame::wide::{cut, draw, draw_right};
use crate::tui::table::cell::{mark, shown};
use crate::tui::table::columns::{Columns, label};
use crate::words::Word;

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

impl App<'_> {
    pub(in crate::tui) fn draw_table(&self, buffer: &mut Buffer, area: Rect, review: &Review) {
        let sheet = review.sheet();
        let part = sheet.slots[self.selected].part;
        let table = sheet.parts[part].table();
        let title = format!("{}、{}", table.number, table.title);
        self.draw_title(
            buffer,
            area,
            &title,
            &format!("{} {}", self.setup.words.say(Word::Form), sheet.parts[part].form.id),
            self.focus == Focus::Table,
        );
        let body = Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
        let lines = TableLines::of(sheet, part);
        let columns = Columns::of(review, part, usize::from(area.width));
        if let Some(cell) = lines.block_of(self.scroll.table) {
            self.draw_head(buffer, Rect { y: area.y + 1, height: 1, ..area }, sheet, cell, &columns);
        }
        for (row, line) in lines.lines.iter().skip(self.scroll.table).take(usize::from(body.height)).enumerate() {
            let at = Rect { y: body.y + row as u16, height: 1, ..body };
            match line {
                TableLine::Head(cell) => self.draw_head(buffer, at, sheet, *cell, &columns),
                TableLine::Group(depth, label) => {
                    draw(buffer, at, &format!(" {}{label}", " ".repeat(*depth)), self.theme.style(Look::Group));
                }
                TableLine::Row(cells) => self.draw_row(buffer, at, review, cells.clone(), &columns),
            }
        }
    }

    fn draw_head(&self, buffer: &mut Buffer, at: Rect, sheet: &Sheet, cell: usize, columns: &Columns) {
        let slot = &sheet.slots[cell];
        let block = &sheet.part(cell).table().blocks[slot.block];
        let style = self.theme.style(Look::Head);
        let label = Rect { width: columns.label as u16, ..at };
        draw(
            buffer,
            label,
            &format!(" {}", block.heads.first().map_or("", String::as_str)),
            self.theme.style(Look::Group),
        );
        for (nth, column) in block.columns.iter().enumerate() {
            draw_right(
                buffer,
                columns.area(at, nth),
                if columns.full_heads { &column.label } else { &column.short },
                style,
            );
        }
    }

    fn draw_row(&self, buffer: &mut Buffer, at: Rect, review: &Review, cells: Range<usize>, columns: &Columns) {
        let on_row = cells.contains(&self.selected);
        if on_row {
            buffer.set_style(at, self.theme.style(Look::Line));
        }
        let label = format!("{}{}", if on_row { ">" } else { " " }, label(review.sheet(), cells.start));
        let room = columns.label.saturating_sub(1);
        draw(
            buffer,
            Rect { width: room as u16, ..at },
            &cut(&label, room),
            self.theme.style(if on_row { Look::Head } else { Look::Text }),
        );
        for (nth, cell) in cells.enumerate() {
            self.draw_cell(buffer, columns.area(at, nth), review, cell);
        }
    }

    fn draw_cell(&self, buffer: &mut Buffer, area: Rect, review: &Review, cell: usize) {
        let (sign, look) = mark(review, cell, self.threshold());
        let text = format!("{sign}{}", shown(review, cell));
        let style = self.theme.style(look);
        if cell == self.selected {
            buffer.set_style(area, style.patch(self.theme.style(Look::Selected)));
        }
        draw_right(
            buffer,
            area,
            &text,
            if cell == self.selected { style.patch(self.theme.style(Look::Selected)) } else { style },
        );
    }

    /// Where the value that is being typed stands: over the selected cell, as wide as a number may be, but never over a
    /// label, of whose last character it could cover a half.
    pub(in crate::tui) fn edit_area(&self, area: Rect, review: &Review) -> Rect {
        let sheet = review.sheet();
        let slot = &sheet.slots[self.selected];
        let columns = Columns::of(review, slot.part, usize::from(area.width));
        let line = TableLines::of(sheet, slot.part).line_of(self.selected).saturating_sub(self.scroll.table) as u16;
        let at = Rect { y: (area.y + 2 + line).min(area.bottom().saturating_sub(1)), height: 1, ..area };
        let cell = columns.area(at, slot.column);
        let labels_end = area.x + columns.label as u16;
        let wide = cell.width.max(12).min(area.right().saturating_sub(labels_end));
        let x = cell.right().saturating_sub(wide).max(labels_end);
        Rect { x, width: wide, ..cell }
    }
}
