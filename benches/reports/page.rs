//! The tables of a report as they are printed: rows of cells that span rows and columns, laid out from the form.

use std::collections::BTreeSet;

use gouji::form::{Block, Layout, Row as FormRow};
use gouji::sheet::Sheet;

use crate::model::Model;

/// What happened to a cell, a row or a table, by the names that damage goes by.
pub type Kinds = BTreeSet<&'static str>;

/// What a printed cell is for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Role {
    /// The value of this cell of the sheet
    Value(usize),
    /// The label of a row
    Label,
    /// The label of a group of rows, so deep
    Group(usize),
    /// A head over columns
    Head,
    /// A note among the heads
    Note,
    /// Anything that the form does not have
    Stray,
}

/// A printed cell.
#[derive(Clone, Debug)]
pub struct Cell {
    /// What is printed in it
    pub text: String,
    /// How many rows it spans
    pub rows: usize,
    /// How many columns it spans
    pub columns: usize,
    /// What it is for
    pub role: Role,
    /// What happened to it
    pub kinds: Kinds,
}

/// A printed row.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// Its cells; those that reach into it from above are not among them
    pub cells: Vec<Cell>,
    /// What happened to it
    pub kinds: Kinds,
    /// Whether it only repeats the row above
    pub is_repeat: bool,
}

/// A printed table, or what one page shows of it.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// Its part of the sheet
    pub part: usize,
    /// Its rows
    pub rows: Vec<Row>,
    /// What happened to it
    pub kinds: Kinds,
    /// The fewest columns that are written of it
    pub least_columns: usize,
    /// Lines that stand between it and the next
    pub gap: Vec<String>,
}

/// How a table is drawn; agencies draw the same form in different ways.
#[derive(Clone, Copy, Debug, Default)]
pub struct Drawing {
    /// Labels of rows outside all groups take one column less
    pub narrow: bool,
    /// The head of the last column stands beside the topmost head instead of under it
    pub total_beside: bool,
}

impl Cell {
    /// A cell that spans so many columns.
    pub fn wide(text: &str, columns: usize, role: Role) -> Self {
        Self { text: text.to_owned(), rows: 1, columns, role, kinds: Kinds::new() }
    }

    fn tall(text: &str, rows: usize, columns: usize, role: Role) -> Self {
        Self { rows, ..Self::wide(text, columns, role) }
    }

    /// The cell of the sheet whose value it holds.
    pub fn value(&self) -> Option<usize> {
        if let Role::Value(cell) = self.role { Some(cell) } else { None }
    }

    /// Whether it is the label of a group.
    pub fn is_group(&self) -> bool {
        matches!(self.role, Role::Group(_))
    }
}

impl Row {
    /// A row of these cells.
    pub fn of(cells: Vec<Cell>) -> Self {
        Self { cells, ..Self::default() }
    }

    /// Its values.
    pub fn values(&self) -> impl Iterator<Item = &Cell> {
        self.cells.iter().filter(|cell| cell.value().is_some())
    }

    /// How many values it has.
    pub fn width(&self) -> usize {
        self.values().count()
    }
}

impl Table {
    /// A printed cell for each place of the table, with whether it is the place where the cell begins.
    pub fn places(&self) -> Vec<Vec<Option<(&Cell, bool)>>> {
        let mut places: Vec<Vec<Option<(&Cell, bool)>>> = vec![Vec::new(); self.rows.len()];
        for (top, row) in self.rows.iter().enumerate() {
            let mut column = 0;
            for cell in &row.cells {
                while places[top].get(column).is_some_and(Option::is_some) {
                    column += 1;
                }
                for (down, line) in places.iter_mut().enumerate().skip(top).take(cell.rows) {
                    line.resize(line.len().max(column + cell.columns), None);
                    for (across, place) in line[column..column + cell.columns].iter_mut().enumerate() {
                        place.get_or_insert((cell, down == top && across == 0));
                    }
                }
                column += cell.columns;
            }
        }
        let width = places.iter().map(Vec::len).max().unwrap_or(0).max(self.least_columns);
        for line in &mut places {
            line.resize(width, None);
        }
        places
    }

    /// How many columns it has.
    pub fn width(&self) -> usize {
        self.places().first().map_or(0, Vec::len)
    }

    /// Takes a row out; cells that reach into it from above become shorter.
    pub fn remove_row(&mut self, at: usize) -> Row {
        for (top, row) in self.rows[..at].iter_mut().enumerate() {
            for cell in row.cells.iter_mut().filter(|cell| top + cell.rows > at) {
                cell.rows -= 1;
            }
        }
        self.rows.remove(at)
    }

    /// Puts a row in; cells that reach past its place become longer.
    pub fn insert_row(&mut self, at: usize, row: Row) {
        for (top, above) in self.rows[..at].iter_mut().enumerate() {
            for cell in above.cells.iter_mut().filter(|cell| top + cell.rows > at) {
                cell.rows += 1;
            }
        }
        self.rows.insert(at, row);
    }
}

/// The table of a part of the sheet, as it is printed.
pub fn lay(model: &Model, part: usize, drawing: Drawing) -> Table {
    let table = model.sheet.parts[part].table();
    let printer = Printer { model, part, drawing };
    let rows = match table.layout {
        Layout::Down => printer.blocks(&table.blocks),
        Layout::Across => table.blocks.iter().flat_map(|block| printer.across(block)).collect(),
    };
    Table { part, rows, ..Table::default() }
}

struct Printer<'a> {
    model: &'a Model,
    part: usize,
    drawing: Drawing,
}

impl Printer<'_> {
    fn values(&self, block: &Block, row: &FormRow) -> Vec<Cell> {
        let sheet: &Sheet = &self.model.sheet;
        let table = &sheet.parts[self.part].table().id;
        let cell = |column: &str| sheet.position(&gouji::form::CellId::new(table, &row.id, column));
        let found = block.columns.iter().filter_map(|column| cell(&column.id));
        found.map(|cell| Cell::wide(&self.model.texts[cell], 1, Role::Value(cell))).collect()
    }

    fn blocks(&self, blocks: &[Block]) -> Vec<Row> {
        let width = blocks.iter().map(|block| block.columns.len() + 1).max().unwrap_or(1);
        let is_grouped = |block: &Block| block.columns.iter().any(|column| column.group.is_some());
        let rows = |block| if is_grouped(block) { self.grouped(block) } else { self.plain(block, width) };
        blocks.iter().flat_map(rows).collect()
    }

    /// A block with plain heads: its title over all of it, heads, a row for each row. The last cell fills the table's width.
    fn plain(&self, block: &Block, width: usize) -> Vec<Row> {
        let mut rows: Vec<Row> = Vec::new();
        if let Some(title) = block.heads.first() {
            rows.push(Row::of(vec![Cell::wide(title, width, Role::Head)]));
        }
        let corner = block.heads.get(1).map_or("", String::as_str);
        let heads = block.columns.iter().map(|column| Cell::wide(&column.label, 1, Role::Head));
        rows.push(Row::of([Cell::wide(corner, 1, Role::Head)].into_iter().chain(heads).collect()));
        rows.extend(block.rows.iter().map(|row| {
            let values = self.values(block, row);
            Row::of([Cell::wide(&row.label, 1, Role::Label)].into_iter().chain(values).collect())
        }));
        for row in &mut rows {
            let used: usize = row.cells.iter().map(|cell| cell.columns).sum();
            if let Some(last) = row.cells.last_mut() {
                last.columns += width.saturating_sub(used);
            }
        }
        rows
    }

    /// A block with heads in three storeys and rows in groups.
    fn grouped(&self, block: &Block) -> Vec<Row> {
        let depth = block.rows.iter().map(|row| row.groups.len()).max().unwrap_or(0);
        let labels = if self.drawing.narrow { depth.max(1) } else { depth + 1 };
        let mut rows = self.storeys(block, labels);
        for (nth, row) in block.rows.iter().enumerate() {
            let mut cells = Vec::new();
            for level in 0..row.groups.len() {
                let same = |other: &FormRow| other.groups.get(..=level) == Some(&row.groups[..=level]);
                if nth == 0 || !same(&block.rows[nth - 1]) {
                    let tall = block.rows[nth..].iter().take_while(|other| same(other)).count();
                    cells.push(Cell::tall(&row.groups[level], tall, 1, Role::Group(level)));
                }
            }
            let wide = labels.saturating_sub(row.groups.len()).max(1);
            cells.push(Cell::wide(&row.label, wide, Role::Label));
            cells.extend(self.values(block, row));
            rows.push(Row::of(cells));
        }
        rows
    }

    fn storeys(&self, block: &Block, labels: usize) -> Vec<Row> {
        let groups: BTreeSet<&str> = block.columns.iter().filter_map(|column| column.group.as_deref()).collect();
        let mut heads: Vec<&String> = block.heads.iter().filter(|head| !groups.contains(head.as_str())).collect();
        heads.sort_by_key(|head| head.chars().count());
        let (top, note) = (heads.first(), heads.get(1));
        let count = block.columns.len();
        let beside = self.drawing.total_beside && block.columns.last().is_some_and(|column| column.group.is_none());
        let mut first = vec![Cell::tall(note.map_or("", |note| note), 3, labels, Role::Note)];
        first.push(Cell::wide(top.map_or("", |top| top), count - usize::from(beside), Role::Head));
        let (mut second, mut third) = (Vec::new(), Vec::new());
        for (nth, column) in block.columns.iter().enumerate() {
            match &column.group {
                None if beside && nth + 1 == count => first.push(Cell::tall(&column.label, 3, 1, Role::Head)),
                None => second.push(Cell::tall(&column.label, 2, 1, Role::Head)),
                Some(group) => {
                    if nth == 0 || block.columns[nth - 1].group.as_ref() != Some(group) {
                        let wide = block.columns[nth..].iter().take_while(|c| c.group.as_ref() == Some(group)).count();
                        second.push(Cell::wide(group, wide, Role::Head));
                    }
                    third.push(Cell::wide(&column.label, 1, Role::Head));
                }
            }
        }
        [first, second, third].map(Row::of).into()
    }

    /// A block whose rows stand side by side: their labels in storeys, the columns of each under it, one line of values.
    fn across(&self, block: &Block) -> Vec<Row> {
        let depth = block.rows.iter().map(|row| row.groups.len()).max().unwrap_or(0);
        let mut rows = vec![Row::default(); depth + 3];
        for (nth, row) in block.rows.iter().enumerate() {
            let own = row.groups.len();
            for (level, storey) in rows.iter_mut().enumerate().take(own) {
                let same = |other: &FormRow| other.groups.get(..=level) == Some(&row.groups[..=level]);
                if nth == 0 || !same(&block.rows[nth - 1]) {
                    let wide = block.rows[nth..].iter().take_while(|other| same(other)).count() * block.columns.len();
                    storey.cells.push(Cell::wide(&row.groups[level], wide, Role::Head));
                }
            }
            rows[own].cells.push(Cell::wide(&row.label, block.columns.len(), Role::Head));
            let heads = block.columns.iter().map(|column| Cell::tall(&column.label, depth + 1 - own, 1, Role::Head));
            rows[own + 1].cells.extend(heads);
            rows[depth + 2].cells.extend(self.values(block, row));
        }
        rows
    }
}
