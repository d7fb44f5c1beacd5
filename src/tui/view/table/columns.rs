//! How the width of the table pane is shared between labels and numbers.

use ratatui::layout::Rect;

use crate::findings::mark::shown;
use crate::form::Row;
use crate::review::Review;
use crate::sheet::Sheet;
use crate::tui::view::wide::width;

/// The narrowest column of labels, and the widest column of numbers.
const LABEL: usize = 12;
const NUMBER: usize = 16;
/// A number, the mark before it, and the space between columns.
const AROUND: usize = 2;
/// Columns between the longest label and the numbers, where there is room.
const APART: usize = 4;

/// The columns of a table on the screen.
#[derive(Debug)]
pub(crate) struct Columns {
    /// The width of the column of labels
    pub label: usize,
    /// Whether heads are written out
    pub full_heads: bool,
    widths: Vec<usize>,
}

impl Columns {
    /// Columns of numbers as wide as what stands in them and over them, labels in what is left. Heads are written out
    /// where that leaves room for the labels.
    pub(crate) fn of(review: &Review, part: usize, room: usize) -> Self {
        let sheet = review.sheet();
        let longest = longest_label(sheet, part) + AROUND;
        let full = Self::widths(review, part, true);
        let full_heads = full.iter().sum::<usize>() + longest.min(room / 2) <= room;
        let mut widths = if full_heads { full } else { Self::widths(review, part, false) };
        while widths.iter().sum::<usize>() + LABEL > room && widths.iter().any(|width| *width > 3) {
            for width in &mut widths {
                *width = (*width - 1).max(3);
            }
        }
        // Numbers stand near their labels, however wide the pane is.
        let label = room.saturating_sub(widths.iter().sum()).min(longest + APART);
        Self { label, full_heads, widths }
    }

    fn widths(review: &Review, part: usize, full: bool) -> Vec<usize> {
        let sheet = review.sheet();
        let blocks = &sheet.parts[part].table().blocks;
        let mut widths = vec![0; blocks.iter().map(|block| block.columns.len()).max().unwrap_or(0)];
        for (column_ix, column) in blocks.iter().flat_map(|block| block.columns.iter().enumerate()) {
            let head = if full { &column.label } else { &column.short };
            widths[column_ix] = widths[column_ix].max(width(head) + 1);
        }
        for cell in sheet.parts[part].cells.clone() {
            let wanted = (width(&shown(review, cell)) + AROUND).min(NUMBER);
            let column_ix = sheet.slots[cell].column;
            widths[column_ix] = widths[column_ix].max(wanted);
        }
        widths
    }

    /// Where the value of a column stands on a line of the pane; the space after it is left out.
    pub(crate) fn area(&self, at: Rect, column_ix: usize) -> Rect {
        let x = self.label + self.widths[..column_ix].iter().sum::<usize>();
        let width = (self.widths[column_ix] - 1).min(usize::from(at.width).saturating_sub(x));
        Rect { x: at.x + x as u16, width: width as u16, ..at }
    }
}

/// The columns that the longest label of a part takes, be it of a row, of a group or over them.
fn longest_label(sheet: &Sheet, part: usize) -> usize {
    let of_row = |row: &Row| {
        let labels = row.groups.iter().chain([&row.label]).enumerate();
        labels.map(|(depth, label)| depth + width(label)).max().unwrap_or(0)
    };
    let blocks = &sheet.parts[part].table().blocks;
    let heads = blocks.iter().filter_map(|block| block.heads.first()).map(|head| width(head));
    blocks.iter().flat_map(|block| &block.rows).map(of_row).chain(heads).max().unwrap_or(LABEL)
}

/// The label of a cell's row, as deep as its groups.
pub(crate) fn label(sheet: &Sheet, cell: usize) -> String {
    let row = sheet.row(cell);
    format!("{}{}", " ".repeat(row.groups.len()), row.label)
}
