//! The cells of forms by their addresses, for those who know a cell but no report.

use std::collections::HashMap;
use std::sync::Arc;

use crate::form::{CellId, Form};

/// The cells of one form: their order and their printed labels.
#[derive(Debug, Default)]
pub struct Addresses {
    cells: HashMap<CellId, (usize, String)>,
}

impl Addresses {
    /// The cells of a form.
    pub fn of(form: &Form) -> Self {
        let labels = form.tables.iter().flat_map(|table| {
            table.cells().map(|(block, row, column)| {
                let found = &table.blocks[block];
                format!("{} / {}", found.rows[row].full_label(), found.columns[column].label)
            })
        });
        let cells = form.addresses().zip(labels).enumerate().map(|(place, (cell, label))| (cell, (place, label)));
        Self { cells: cells.collect() }
    }

    /// The place of a cell in printed order; after all others if the form does not have it.
    pub fn place(&self, cell: &CellId) -> usize {
        self.cells.get(cell).map_or(usize::MAX, |(place, _)| *place)
    }

    /// The printed labels of a cell's row and column.
    pub fn label(&self, cell: &CellId) -> Option<&str> {
        self.cells.get(cell).map(|(_, label)| label.as_str())
    }
}

/// The cells of all forms.
#[derive(Debug)]
pub struct AddressBook {
    forms: Vec<Addresses>,
    /// For when there is no form at all
    none: Addresses,
}

impl AddressBook {
    /// The cells of these forms.
    pub fn new(forms: &[Arc<Form>]) -> Self {
        Self { forms: forms.iter().map(|form| Addresses::of(form)).collect(), none: Addresses::default() }
    }

    /// The cells of the form that knows most of some cells; of several, of the last, which is the newest.
    pub fn of<'c>(&self, cells: impl Iterator<Item = &'c CellId>) -> &Addresses {
        let cells: Vec<&CellId> = cells.collect();
        let known = |form: &&Addresses| cells.iter().filter(|cell| form.cells.contains_key(cell)).count();
        self.forms.iter().max_by_key(known).unwrap_or(&self.none)
    }
}
