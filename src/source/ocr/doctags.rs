//! `DocTags`, what Docling and its vision models write: texts in tags that say what they are, and tables as a run of
//! cells that say whether they go on with the one to the left or above (OTSL).

use crate::source::fault::Fault;
use crate::source::ocr::model::{Cell, Page, Part, Table};

/// Tags of a table.
const TABLES: &[&str] = &["otsl", "chart"];
/// Tags whose text is none of the report's.
const UNREAD: &[&str] = &["page_header", "page_footer", "picture"];

/// Whether a text is `DocTags`.
pub(super) fn is_format(text: &str) -> bool {
    let start = text.trim_start();
    start.starts_with("<doctag>")
        || start.starts_with("<otsl>")
        || start.starts_with('<') && text.contains("</otsl>") && text.contains("<nl>")
}

/// Its pages.
#[allow(clippy::unnecessary_wraps, reason = "as every format has it")]
pub(super) fn pages(text: &str) -> Result<Vec<Page>, Fault> {
    let mut reading = Reading { pages: vec![Page::default()], ..Reading::default() };
    for piece in text.split('<') {
        match piece.split_once('>') {
            Some((tag, said)) if is_tag(tag) => {
                reading.tag(tag);
                reading.text.push_str(said);
            }
            _ => {
                // What looks like no tag is text.
                if !reading.text.is_empty() {
                    reading.text.push('<');
                }
                reading.text.push_str(piece);
            }
        }
    }
    reading.end_text();
    Ok(reading.pages)
}

fn is_tag(name: &str) -> bool {
    !name.is_empty()
        && name.len() <= 40
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'/'))
}

/// A file as far as it was read.
#[derive(Default)]
struct Reading {
    pages: Vec<Page>,
    text: String,
    table: Option<Grid>,
    /// The tag that is open whose text is not read
    unread: Option<String>,
}

/// The table that is open.
#[derive(Default)]
struct Grid {
    table: Table,
    row: usize,
    column: usize,
    /// For each column the cell of the row above, and of this one as far as it goes
    above: Vec<Option<usize>>,
    here: Vec<Option<usize>>,
}

impl Reading {
    fn tag(&mut self, tag: &str) {
        // Places on the page stand inside the text that they are about.
        if tag.starts_with("loc_") {
            return;
        }
        self.end_text();
        match tag.strip_prefix('/') {
            Some(closed) if TABLES.contains(&closed) => self.end_table(),
            Some(closed) => self.unread = self.unread.take().filter(|open| open != closed),
            None if tag == "page_break" => self.pages.push(Page::default()),
            None if TABLES.contains(&tag) => {
                self.end_table();
                self.table = Some(Grid::default());
            }
            None if UNREAD.contains(&tag) => self.unread = Some(tag.to_owned()),
            None => self.table.iter_mut().for_each(|grid| grid.tag(tag)),
        }
    }

    fn end_text(&mut self) {
        let text = std::mem::take(&mut self.text);
        match (&mut self.table, self.pages.last_mut()) {
            (Some(grid), _) => grid.text(&text),
            (None, Some(page)) if self.unread.is_none() => page.text(text.trim()),
            _ => {}
        }
    }

    fn end_table(&mut self) {
        if let (Some(grid), Some(page)) = (self.table.take(), self.pages.last_mut()) {
            page.parts.push(Part::Table(grid.table));
        }
    }
}

impl Grid {
    fn tag(&mut self, tag: &str) {
        let cell = match tag {
            "nl" => {
                (self.row, self.column) = (self.row + 1, 0);
                self.above = std::mem::take(&mut self.here);
                return;
            }
            "fcel" | "ecel" | "ched" | "rhed" | "srow" => {
                self.table.cells.push(Cell { row: self.row, column: self.column, ..Cell::default() });
                Some(self.table.cells.len() - 1)
            }
            "lcel" => self.column.checked_sub(1).and_then(|left| self.here.get(left).copied().flatten()),
            "ucel" | "xcel" => self.above.get(self.column).copied().flatten(),
            _ => return,
        };
        if let Some(cell) = cell.and_then(|cell| self.table.cells.get_mut(cell)) {
            cell.extent.rows = self.row - cell.row + 1;
            cell.extent.columns = cell.extent.columns.max(self.column - cell.column + 1);
        }
        self.here.push(cell);
        self.column += 1;
    }

    fn text(&mut self, text: &str) {
        if let Some(cell) = self.here.last().copied().flatten().and_then(|cell| self.table.cells.get_mut(cell)) {
            cell.text.push_str(text.trim());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_say_whether_they_go_on_with_another() {
        let text = "<doctag><page_header>页眉</page_header><text><loc_1><loc_2>二、1<2</text>\n<otsl><fcel>三<fcel>头<lcel><nl><ucel><fcel>甲<fcel>1<nl><ucel><fcel>乙<ecel><nl></otsl><page_break><text>后</text></doctag>";
        assert!(is_format(text) && !is_format("<table><tr><td>1"));
        let pages = pages(text).expect("nothing is refused");
        assert_eq!(pages[0].parts[0], Part::Text("二、1<2".to_owned()));
        assert_eq!(pages[1].parts, [Part::Text("后".to_owned())]);
        let cells: Vec<_> = pages[0]
            .cells()
            .map(|cell| (cell.text.as_str(), cell.row, cell.column, cell.extent.rows, cell.extent.columns))
            .collect();
        assert_eq!(
            cells,
            [
                ("三", 0, 0, 3, 1),
                ("头", 0, 1, 1, 2),
                ("甲", 1, 1, 1, 1),
                ("1", 1, 2, 1, 1),
                ("乙", 2, 1, 1, 1),
                ("", 2, 2, 1, 1)
            ]
        );
    }
}
