//! A page as text: a line for each block, and for each row of a table a line whose cells are separated by tabs. A table
//! that holds others only serves to lay them out, and what stands in its cells are blocks.

use crate::source::bounds::CellCount;
use crate::source::fault::Fault;
use crate::source::spans::{Extent, Rows, push_row};

/// A page as far as it has come. What is left open is closed by what follows.
#[derive(Debug, Default)]
pub(super) struct Page {
    text: String,
    line: String,
    /// The tables that are open; all but the last one are layout
    tables: Vec<Table>,
    opened: CellCount,
    rendered: CellCount,
}

#[derive(Debug, Default)]
struct Table {
    is_layout: bool,
    rows: Vec<Vec<Cell>>,
    row: Option<Vec<Cell>>,
    cell: Option<Cell>,
}

#[derive(Debug, Default)]
struct Cell {
    /// Its text, a line for each block
    text: String,
    extent: Extent,
}

impl Page {
    /// Adds text where the page has come to.
    pub(super) fn text(&mut self, part: &str) {
        match self.cell() {
            Some(cell) => cell.text.push_str(part),
            None => self.line.push_str(part),
        }
    }

    /// Ends a block.
    pub(super) fn end_line(&mut self) {
        if let Some(cell) = self.cell() {
            cell.text.push('\n');
            return;
        }
        let line = std::mem::take(&mut self.line);
        push_line(&mut self.text, &line);
    }

    /// Begins a table. One that begins in a cell makes the table of the cell mere layout.
    pub(super) fn open_table(&mut self) -> Result<(), Fault> {
        if self.tables.last().is_some_and(|table| !table.is_layout && table.cell.is_none()) {
            self.close_table()?;
        }
        if let Some(table) = self.tables.last_mut() {
            table.is_layout = true;
            let rows = std::mem::take(&mut table.rows).into_iter().chain(table.row.take());
            for cell in rows.flatten().chain(table.cell.take()) {
                cell.text.split('\n').for_each(|line| push_line(&mut self.text, line));
            }
        }
        self.end_line();
        self.tables.push(Table::default());
        Ok(())
    }

    /// Ends the innermost table.
    pub(super) fn close_table(&mut self) -> Result<(), Fault> {
        self.close_row();
        self.end_line();
        let Some(table) = self.tables.pop() else { return Ok(()) };
        let mut rows = Rows::default();
        for row in table.rows {
            for cell in row {
                rows.cell(collapsed(&cell.text), cell.extent);
            }
            push_row(&mut self.text, &rows.end_row(&mut self.rendered)?);
        }
        Ok(())
    }

    /// Begins a row.
    pub(super) fn open_row(&mut self) -> Result<(), Fault> {
        self.close_row();
        self.end_line();
        if let Some(table) = self.tables.last_mut().filter(|table| !table.is_layout) {
            table.row = Some(Vec::new());
            self.opened.add(1)?;
        }
        Ok(())
    }

    /// Ends the row that is open.
    pub(super) fn close_row(&mut self) {
        self.close_cell();
        if let Some(table) = self.tables.last_mut() {
            table.rows.extend(table.row.take());
        }
    }

    /// Takes the row that is open back.
    pub(super) fn drop_row(&mut self) {
        if let Some(table) = self.tables.last_mut() {
            (table.row, table.cell) = (None, None);
        }
    }

    /// Begins a cell, in a row of its own if none is open.
    pub(super) fn open_cell(&mut self, extent: Extent) -> Result<(), Fault> {
        self.close_cell();
        self.end_line();
        if let Some(table) = self.tables.last_mut().filter(|table| !table.is_layout) {
            table.row.get_or_insert_default();
            table.cell = Some(Cell { text: String::new(), extent });
            self.opened.add(1)?;
        }
        Ok(())
    }

    /// Ends the cell that is open.
    pub(super) fn close_cell(&mut self) {
        match self.tables.last_mut().and_then(|table| Some((table.cell.take()?, table))) {
            Some((cell, table)) => table.row.get_or_insert_default().push(cell),
            None => self.end_line(),
        }
    }

    /// How the cell that is open lies in its table, to be changed.
    pub(super) fn extent(&mut self) -> Option<&mut Extent> {
        self.cell().map(|cell| &mut cell.extent)
    }

    /// The text of the page.
    pub(super) fn finish(mut self) -> Result<String, Fault> {
        while !self.tables.is_empty() {
            self.close_table()?;
        }
        self.end_line();
        self.text.truncate(self.text.trim_end_matches('\n').len());
        Ok(self.text)
    }

    fn cell(&mut self) -> Option<&mut Cell> {
        self.tables.last_mut()?.cell.as_mut()
    }
}

/// Adds a line to a text, unless it is blank.
fn push_line(text: &mut String, line: &str) {
    let length = text.len();
    push_collapsed(text, line);
    if text.len() > length {
        text.push('\n');
    }
}

/// Adds a text with every run of white space as one space, and none at its ends.
fn push_collapsed(text: &mut String, part: &str) {
    for (nth, word) in part.split_whitespace().enumerate() {
        if nth > 0 {
            text.push(' ');
        }
        text.push_str(word);
    }
}

/// A text with every run of white space as one space, and none at its ends.
pub(super) fn collapsed(part: &str) -> String {
    let mut text = String::new();
    push_collapsed(&mut text, part);
    text
}
