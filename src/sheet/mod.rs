//! The blank sheet of one report: the form of each of its tables laid end to end, and the equations that hold on it.

mod block;
mod equation;
mod lay_out;
pub mod record;
mod ties;

pub(crate) use block::Block;
pub use equation::{Equation, Link, Relation};

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use foldhash::HashMap;
use rust_decimal::Decimal;

use crate::form::rule::cells_of;
use crate::form::{CellId, Column, Form, Row, Table, Unit};

/// The cells and equations of a report whose tables follow given forms. Cells are counted in form order.
#[derive(Debug)]
pub struct Sheet {
    /// The tables, in printed order
    pub parts: Vec<Part>,
    /// The cells, in form order
    pub slots: Vec<Slot>,
    /// The equations, in the order of the rules, then of the form
    pub equations: Vec<Equation>,
    /// The rules that tie it to the report of the year before, in the same order
    pub links: Vec<Link>,
    index: HashMap<CellId, usize>,
    by_cell: Vec<Vec<usize>>,
    strict_by_cell: Vec<Vec<usize>>,
    linked: Vec<usize>,
    labels: Vec<Arc<str>>,
    components: Vec<usize>,
    /// The strict equations of each component, by the component
    blocks: BTreeMap<usize, Arc<Block>>,
    /// For each pattern of addresses that a rule names, the cells
    matching: HashMap<String, Vec<usize>>,
}

/// A table of the sheet.
#[derive(Clone, Debug)]
pub struct Part {
    /// The form that the table follows
    pub form: Arc<Form>,
    /// The table's position in that form
    pub table: usize,
    /// The positions of its cells in the sheet
    pub cells: Range<usize>,
}

impl Part {
    /// The table as the form has it.
    pub fn table(&self) -> &Table {
        &self.form.tables[self.table]
    }

    /// Positions in the sheet of cells at these positions of the table.
    fn shift(&self, cells: Vec<usize>) -> Vec<usize> {
        cells.into_iter().map(|cell| cell + self.cells.start).collect()
    }
}

/// A cell of the sheet, by the positions of its parts.
#[derive(Clone, Debug)]
pub struct Slot {
    /// Its address
    pub id: CellId,
    /// Its table among the parts
    pub part: usize,
    /// Its block in the table
    pub block: usize,
    /// Its row in the block
    pub row: usize,
    /// Its column in the block
    pub column: usize,
}

impl Sheet {
    /// The cells that links name, of this year and, in a report of the same form, of the year before; in form order.
    pub fn linked_cells(&self) -> &[usize] {
        &self.linked
    }

    /// The number of cells.
    pub fn len(&self) -> usize {
        self.slots.len()
    }

    /// Whether it has no cells.
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    /// The position of the cell with this address.
    pub fn position(&self, id: &CellId) -> Option<usize> {
        self.index.get(id).copied()
    }

    /// The cells that a pattern of addresses stands for, in form order; `*` at the end of a part stands for any ending.
    pub fn matching(&self, pattern: &str) -> Cow<'_, [usize]> {
        match self.matching.get(pattern) {
            Some(cells) => Cow::Borrowed(cells),
            None => Cow::Owned(self.find(pattern)),
        }
    }

    fn find(&self, pattern: &str) -> Vec<usize> {
        self.parts.iter().flat_map(|part| part.shift(cells_of(pattern, part.table()))).collect()
    }

    /// The equations that a cell stands in, as positions.
    pub fn equations_of(&self, cell: usize) -> &[usize] {
        &self.by_cell[cell]
    }

    /// The strict equations that a cell stands in, as positions.
    pub fn strict_of(&self, cell: usize) -> impl Iterator<Item = usize> {
        self.strict_by_cell[cell].iter().copied()
    }

    /// The strict equations that any of some cells stand in, as positions, each once, in order.
    pub fn strict_equations_of(&self, cells: Range<usize>) -> impl Iterator<Item = usize> {
        let mut nths: Vec<usize> = cells.flat_map(|cell| &self.strict_by_cell[cell]).copied().collect();
        nths.sort_unstable();
        nths.dedup();
        nths.into_iter()
    }

    /// Whether the form lets a cell hold a value: no negative one in a column without a sign, no fraction in a count.
    pub fn can_hold(&self, cell: usize, value: Decimal) -> bool {
        let column = self.column(cell);
        (column.signed || !value.is_sign_negative()) && (column.unit != Unit::Count || is_whole(value))
    }

    /// The part that a cell stands in.
    pub fn part(&self, cell: usize) -> &Part {
        &self.parts[self.slots[cell].part]
    }

    /// The row that a cell stands in.
    pub fn row(&self, cell: usize) -> &Row {
        let slot = &self.slots[cell];
        &self.part(cell).table().blocks[slot.block].rows[slot.row]
    }

    /// The column that a cell stands in.
    pub fn column(&self, cell: usize) -> &Column {
        let slot = &self.slots[cell];
        &self.part(cell).table().blocks[slot.block].columns[slot.column]
    }

    /// The printed labels of a cell: groups, row, column.
    pub fn label(&self, cell: usize) -> String {
        self.labels[cell].to_string()
    }

    /// The same, shared by all reports of the sheet.
    pub fn shared_label(&self, cell: usize) -> &Arc<str> {
        &self.labels[cell]
    }

    /// The printed label of the row or column that an equation was applied to.
    pub fn place_label(&self, equation: &Equation) -> &str {
        self.label_at(&equation.at, equation.right[0])
    }

    /// The printed label of the row or column with this id that a cell stands in.
    pub fn label_at(&self, id: &str, cell: usize) -> &str {
        let (row, column) = (self.row(cell), self.column(cell));
        if row.id == id { &row.label } else { &column.label }
    }
}

/// Whether a number has no fraction.
pub(crate) fn is_whole(value: Decimal) -> bool {
    value.scale() == 0 || value.fract().is_zero()
}
