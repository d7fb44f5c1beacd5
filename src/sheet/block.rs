//! Linear equations that hang together, without the form: who stands beside whom, and with which factor. The same for all
//! reports whose tables follow the same forms, so that a sheet holds them ready.

use std::collections::BTreeMap;

use crate::form::{Layout, Unit};
use crate::sheet::Sheet;

/// An equation: the sum of all its terms is zero.
#[derive(Clone, Debug)]
pub(crate) struct Linear {
    /// Its position in the sheet
    pub nth: usize,
    /// Cells and what they are multiplied with, none of it zero
    pub terms: Vec<(usize, i128)>,
    /// The one cell in which all others are gathered, if it is such a sum
    pub sum: Option<usize>,
}

/// What a cell may hold.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Range {
    /// Whether it may be negative
    pub signed: bool,
    /// Whether it must be a whole number
    pub whole: bool,
}

/// Linear equations and the cells that stand in them. Cells and equations are counted anew from 0.
#[derive(Clone, Debug, Default)]
pub(crate) struct Block {
    /// The position in the sheet of each cell, ascending
    pub cells: Vec<usize>,
    /// The equations
    pub equations: Vec<Linear>,
    /// For each cell, the equations that it stands in and what it is multiplied with there
    pub of_cell: Vec<Vec<(usize, i128)>>,
    /// What each cell may hold
    pub ranges: Vec<Range>,
    /// Cells that are printed side by side, in printed order
    pub lines: Vec<Vec<usize>>,
}

impl Block {
    /// The block of some equations of a sheet.
    pub(crate) fn of(sheet: &Sheet, equations: &[usize]) -> Self {
        let mut cells: Vec<usize> = equations.iter().flat_map(|&nth| sheet.equations[nth].cells()).collect();
        cells.sort_unstable();
        cells.dedup();
        let mut local = vec![0; sheet.len()];
        cells.iter().enumerate().for_each(|(at, &cell)| local[cell] = at);
        let mut block = Self {
            ranges: cells.iter().map(|&cell| range(sheet, cell)).collect(),
            of_cell: vec![Vec::new(); cells.len()],
            lines: lines(sheet, &cells),
            ..Self::default()
        };
        for &nth in equations {
            block.add(sheet, nth, &local);
        }
        block.cells = cells;
        block
    }

    fn add(&mut self, sheet: &Sheet, nth: usize, local: &[usize]) {
        let equation = &sheet.equations[nth];
        let sides = [(&equation.left, 1), (&equation.right, -1)];
        let each = sides.into_iter().flat_map(|(side, sign)| side.iter().map(move |&cell| (local[cell], sign)));
        let mut terms: Vec<(usize, i128)> = each.collect();
        terms.sort_unstable();
        terms.dedup_by(|next, first| {
            next.0 == first.0 && {
                first.1 += next.1;
                true
            }
        });
        terms.retain(|(_, factor)| *factor != 0);
        let gathers = |cell: &usize| terms.iter().any(|&(other, factor)| other == *cell && factor == -1);
        let sum = if let [cell] = equation.right[..] { Some(local[cell]).filter(gathers) } else { None };
        for &(cell, factor) in &terms {
            self.of_cell[cell].push((self.equations.len(), factor));
        }
        self.equations.push(Linear { nth, terms, sum });
    }

    /// The positions in the sheet of the equations.
    pub(crate) fn positions(&self) -> impl Iterator<Item = usize> + '_ {
        self.equations.iter().map(|equation| equation.nth)
    }
}

fn range(sheet: &Sheet, cell: usize) -> Range {
    let column = sheet.column(cell);
    Range { signed: column.signed, whole: column.unit == Unit::Count }
}

/// Cells that are printed side by side: those of a row, or all of a table whose rows stand in one line.
fn lines(sheet: &Sheet, cells: &[usize]) -> Vec<Vec<usize>> {
    let line_of = |cell: usize| {
        let slot = &sheet.slots[cell];
        let across = sheet.part(cell).table().layout == Layout::Across;
        (slot.part, slot.block, if across { 0 } else { slot.row })
    };
    let mut lines: BTreeMap<(usize, usize, usize), Vec<usize>> = BTreeMap::new();
    for (at, &cell) in cells.iter().enumerate() {
        lines.entry(line_of(cell)).or_default().push(at);
    }
    lines.into_values().filter(|line| line.len() > 1).collect()
}
