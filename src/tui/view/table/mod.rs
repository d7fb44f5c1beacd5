//! Draws the table pane, and finds which of its cells is where.

pub(crate) mod columns;

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::findings::mark::{CellMark, shown};
use crate::review::Review;
use crate::sheet::Sheet;
use crate::tui::model::preview::{ChangeKind, Preview};
use crate::tui::model::table::{TableLine, TableLines};
use crate::tui::view::table::columns::{Columns, label};
use crate::tui::view::theme::{Look, Theme};
use crate::tui::view::wide::{cut, draw, draw_right};
use crate::words::{CommonMessage, Words};

/// What stands behind the value of a cell that has a note.
pub(crate) const NOTED: &str = "@";

/// How a cell is told from others: a mark before its value, and a look.
pub(crate) fn mark(review: &Review, cell: usize, threshold: f64) -> (&'static str, Look) {
    let mark = CellMark::of(review, cell, threshold);
    let is_zero = || review.values()[cell].is_some_and(|value| value.is_zero());
    let look = match mark {
        CellMark::Corrected => Look::Corrected,
        CellMark::Confirmed => Look::Confirmed,
        CellMark::SourceError => Look::SourceError,
        CellMark::Contradicted | CellMark::Conflict | CellMark::Reopened => Look::Contradicted,
        CellMark::Doubtful => Look::Doubtful,
        CellMark::Blank => Look::Blank,
        CellMark::Absent => Look::Absent,
        CellMark::Failing => Look::Failing,
        CellMark::Proved | CellMark::Plain if is_zero() => Look::Zero,
        CellMark::Proved => Look::Proved,
        CellMark::Plain => Look::Text,
    };
    // A figure that no equation bears out has to be told from one that is proved without any colour.
    let before = if look == Look::Text && review.values()[cell].is_some() { "'" } else { mark.sign() };
    (before, look)
}

/// The table pane, and all that it shows.
#[derive(Debug)]
pub(crate) struct TableView<'a> {
    /// What is known of the report
    pub review: &'a Review,
    /// The selected cell
    pub selected: usize,
    /// What a decision on several cells would write, while that is shown
    pub preview: Option<&'a Preview>,
    /// The first line in sight
    pub top: usize,
    /// Whether keys move in it
    pub focused: bool,
    /// Cells that are less certain than this need a person
    pub threshold: f64,
    /// How things look
    pub theme: &'a Theme,
    /// The words
    pub words: &'a Words,
}

impl TableView<'_> {
    /// Draws the pane.
    pub(crate) fn draw(&self, buffer: &mut Buffer, area: Rect) {
        let sheet = self.review.sheet();
        let part = sheet.slots[self.selected].part;
        let table = sheet.parts[part].table();
        let title = format!("{}、{}", table.number, table.title);
        self.theme.title(
            buffer,
            area,
            &title,
            &format!("{} {}", self.words.say(CommonMessage::Form), sheet.parts[part].form.id),
            self.focused,
        );
        let body = Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
        let lines = TableLines::of(sheet, part);
        let columns = Columns::of(self.review, part, usize::from(area.width));
        if let Some(cell) = lines.block_of(self.top) {
            self.draw_head(buffer, Rect { y: area.y + 1, height: 1, ..area }, sheet, cell, &columns);
        }
        for (row, line) in lines.lines.iter().skip(self.top).take(usize::from(body.height)).enumerate() {
            let at = Rect { y: body.y + row as u16, height: 1, ..body };
            match line {
                TableLine::Head(cell) => self.draw_head(buffer, at, sheet, *cell, &columns),
                TableLine::Group(depth, label) => {
                    draw(buffer, at, &format!(" {}{label}", " ".repeat(*depth)), self.theme.style(Look::Group));
                }
                TableLine::Row(cells) => self.draw_row(buffer, at, cells.clone(), &columns),
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

    fn draw_row(&self, buffer: &mut Buffer, at: Rect, cells: Range<usize>, columns: &Columns) {
        let on_row = cells.contains(&self.selected);
        if on_row {
            buffer.set_style(at, self.theme.style(Look::Line));
        }
        let label = format!("{}{}", if on_row { ">" } else { " " }, label(self.review.sheet(), cells.start));
        let room = columns.label.saturating_sub(1);
        draw(
            buffer,
            Rect { width: room as u16, ..at },
            &cut(&label, room),
            self.theme.style(if on_row { Look::Head } else { Look::Text }),
        );
        for (nth, cell) in cells.enumerate() {
            self.draw_cell(buffer, columns.area(at, nth), cell);
        }
    }

    fn draw_cell(&self, buffer: &mut Buffer, area: Rect, cell: usize) {
        let (before, look) = mark(self.review, cell, self.threshold);
        let (text, look) = match self.preview.and_then(|preview| preview.to(cell)) {
            Some(line) if line.kind < ChangeKind::Verdict => (line.to.clone(), Look::Found),
            Some(_) => (format!("{before}{}", shown(self.review, cell)), Look::Found),
            None => (format!("{before}{}", shown(self.review, cell)), look),
        };
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
        // The blank behind a number tells of a note.
        let right = buffer.area().right().saturating_sub(area.right()).min(1);
        if !self.review.note(cell).is_empty() {
            let behind = Rect { x: area.right(), width: right, ..area };
            draw(buffer, behind, NOTED, self.theme.style(Look::Key));
        }
    }
}

/// Where the value that is being typed stands: over the selected cell, as wide as a number may be, but never over a
/// label, of whose last character it could cover a half.
pub(crate) fn edit_area(review: &Review, selected: usize, top: usize, area: Rect) -> Rect {
    let sheet = review.sheet();
    let slot = &sheet.slots[selected];
    let columns = Columns::of(review, slot.part, usize::from(area.width));
    let line = TableLines::of(sheet, slot.part).line_of(selected).saturating_sub(top) as u16;
    let at = Rect { y: (area.y + 2 + line).min(area.bottom().saturating_sub(1)), height: 1, ..area };
    let cell = columns.area(at, slot.column);
    let labels_end = area.x + columns.label as u16;
    let wide = cell.width.max(12).min(area.right().saturating_sub(labels_end));
    let x = cell.right().saturating_sub(wide).max(labels_end);
    Rect { x, width: wide, ..cell }
}

/// The cell under the mouse; on a label, the first cell of its row.
pub(crate) fn under(review: &Review, selected: usize, top: usize, area: Rect, at: Position) -> Option<usize> {
    let row = usize::from(at.y.checked_sub(area.y + 2)?);
    let part = review.sheet().slots[selected].part;
    let lines = TableLines::of(review.sheet(), part).lines;
    let Some(TableLine::Row(cells)) = lines.get(top + row) else { return None };
    let columns = Columns::of(review, part, usize::from(area.width));
    let line = Rect { y: at.y, height: 1, ..area };
    // The blank before a number belongs to its column.
    let ends = |nth: &usize| columns.area(line, *nth).right() >= at.x;
    let nth = if at.x < area.x + columns.label as u16 { 0 } else { (0..cells.len()).find(ends)? };
    Some(cells.start + nth)
}
