//! The blank sheet of one report: the form of each of its tables laid end to end, and the equations that hold on it.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::form::{CellId, Column, Form, Row, Table, Unit};
use crate::rule::{Rule, Severity};

/// The cells and equations of a report whose tables follow given forms. Cells are counted in form order.
#[derive(Debug)]
pub struct Sheet {
    /// The tables, in printed order
    pub parts: Vec<Part>,
    /// The cells, in form order
    pub slots: Vec<Slot>,
    /// The equations, in the order of the rules, then of the form
    pub equations: Vec<Equation>,
    index: HashMap<CellId, usize>,
    by_cell: Vec<Vec<usize>>,
    components: Vec<usize>,
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

/// A rule at one place of the sheet: the cells on the left add up to the cells on the right.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Equation {
    /// The position of its rule among the rules of the catalogue
    pub rule: usize,
    /// How grave it is if it fails
    pub severity: Severity,
    /// The id of the row or column that it stands in
    pub at: String,
    /// Positions of the cells added on the left
    pub left: Vec<usize>,
    /// Positions of the cells added on the right
    pub right: Vec<usize>,
}

impl Equation {
    /// Whether its failure means that the figures cannot all be right; others only warn.
    pub fn is_strict(&self) -> bool {
        self.severity == Severity::Error
    }

    /// All its cells, left ones first.
    pub fn cells(&self) -> impl Iterator<Item = usize> + '_ {
        self.left.iter().chain(&self.right).copied()
    }
}

impl Sheet {
    /// Lays out the given tables (a form, and the position of a table in it), and the rules that hold on them.
    pub fn new(tables: &[(Arc<Form>, usize)], rules: &[Rule]) -> Self {
        let mut sheet = Self {
            parts: vec![],
            slots: vec![],
            equations: vec![],
            index: HashMap::new(),
            by_cell: vec![],
            components: vec![],
        };
        for (form, table) in tables {
            sheet.add_table(form, *table);
        }
        for (nth, rule) in rules.iter().enumerate() {
            sheet.add_rule(nth, rule);
        }
        sheet.index = sheet.slots.iter().enumerate().map(|(at, slot)| (slot.id.clone(), at)).collect();
        sheet.by_cell = vec![vec![]; sheet.slots.len()];
        for (nth, equation) in sheet.equations.iter().enumerate() {
            equation.cells().for_each(|cell| sheet.by_cell[cell].push(nth));
        }
        sheet.components = components(&sheet.equations, &sheet.by_cell);
        sheet
    }

    fn add_table(&mut self, form: &Arc<Form>, table: usize) {
        let (part, start) = (self.parts.len(), self.slots.len());
        let layout = &form.tables[table];
        self.slots.extend(layout.cells().map(|(block, row, column)| {
            let found = &layout.blocks[block];
            let id = CellId::new(&layout.id, &found.rows[row].id, &found.columns[column].id);
            Slot { id, part, block, row, column }
        }));
        self.parts.push(Part { form: form.clone(), table, cells: start..self.slots.len() });
    }

    fn add_rule(&mut self, nth: usize, rule: &Rule) {
        for part in self.parts.iter().filter(|part| rule.applies_to(&part.form.id)) {
            let shift = |cells: Vec<usize>| cells.into_iter().map(|cell| cell + part.cells.start).collect();
            let places = rule.apply(part.table()).into_iter();
            let equations = places.map(|t| Equation {
                rule: nth,
                severity: rule.severity,
                at: t.at,
                left: shift(t.left),
                right: shift(t.right),
            });
            self.equations.extend(equations);
        }
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

    /// The equations that a cell stands in, as positions.
    pub fn equations_of(&self, cell: usize) -> &[usize] {
        &self.by_cell[cell]
    }

    /// The strict equations that any of some cells stand in, as positions, each once, in order.
    pub fn strict_equations_of(&self, cells: Range<usize>) -> impl Iterator<Item = usize> {
        let nths: BTreeSet<usize> = cells.flat_map(|cell| &self.by_cell[cell]).copied().collect();
        nths.into_iter().filter(|&nth| self.equations[nth].is_strict())
    }

    /// Whether the form lets a cell hold a value: no negative one in a column without a sign, no fraction in a count.
    pub fn can_hold(&self, cell: usize, value: Decimal) -> bool {
        let column = self.column(cell);
        (column.signed || !value.is_sign_negative()) && (column.unit != Unit::Count || value.fract().is_zero())
    }

    /// The component of an equation: equations that are tied by shared cells, directly or through others, have the same.
    pub fn component(&self, equation: usize) -> usize {
        self.components[equation]
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
        format!("{} / {}", self.row(cell).full_label(), self.column(cell).label)
    }

    /// The printed label of the row or column that an equation was applied to.
    pub fn place_label(&self, equation: &Equation) -> &str {
        let cell = equation.right[0];
        let (row, column) = (self.row(cell), self.column(cell));
        if row.id == equation.at { &row.label } else { &column.label }
    }
}

/// For each equation, the first equation that it is tied to.
fn components(equations: &[Equation], by_cell: &[Vec<usize>]) -> Vec<usize> {
    let mut components: Vec<Option<usize>> = vec![None; equations.len()];
    for first in 0..equations.len() {
        let mut waiting = vec![first];
        while let Some(nth) = waiting.pop() {
            if components[nth].is_none() {
                components[nth] = Some(first);
                waiting.extend(equations[nth].cells().flat_map(|cell| &by_cell[cell]));
            }
        }
    }
    components.into_iter().flatten().collect()
}
