//! The linear equations that some cells stand in, without the form: whole numbers, coefficients, and who stands beside whom.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::check::exact::units;
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
    /// What its value is a multiple of, in units
    pub step: i128,
}

/// Linear equations and the cells that stand in them. Cells and equations are counted anew from 0.
#[derive(Clone, Debug, Default)]
pub(crate) struct System {
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
    /// Decimals of the unit that is counted in
    pub scale: u32,
}

impl System {
    /// The system of some equations of a sheet. The unit is the smallest that any of the values needs.
    pub fn of(sheet: &Sheet, equations: &[usize], values: &[Option<Decimal>]) -> Self {
        let mut cells: Vec<usize> = equations.iter().flat_map(|&nth| sheet.equations[nth].cells()).collect();
        cells.sort_unstable();
        cells.dedup();
        let mut local = vec![0; sheet.len()];
        cells.iter().enumerate().for_each(|(at, &cell)| local[cell] = at);
        let scale = cells.iter().filter_map(|&cell| values[cell]).map(|value| value.normalize().scale()).max();
        let mut system = Self { scale: scale.unwrap_or(0), ..Self::default() };
        system.ranges = cells.iter().map(|&cell| system.range(sheet, cell)).collect();
        system.of_cell = vec![Vec::new(); cells.len()];
        for &nth in equations {
            system.add(sheet, nth, &local);
        }
        system.lines = lines(sheet, &cells);
        system.cells = cells;
        system
    }

    fn range(&self, sheet: &Sheet, cell: usize) -> Range {
        let column = sheet.column(cell);
        let step = if column.unit == Unit::Count { 10_i128.saturating_pow(self.scale) } else { 1 };
        Range { signed: column.signed, step }
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

    /// Whether a cell may hold an amount.
    pub fn can_hold(&self, cell: usize, amount: i128) -> bool {
        let range = self.ranges[cell];
        (range.signed || amount >= 0) && amount % range.step == 0
    }

    /// The amounts of the cells; `None` if one is too large for exact sums.
    pub fn amounts(&self, values: &[Option<Decimal>]) -> Option<Vec<Option<i128>>> {
        let amount = |&cell: &usize| match values[cell] {
            Some(value) => units(value, self.scale).map(Some),
            None => Some(None),
        };
        self.cells.iter().map(amount).collect()
    }

    /// What the known terms of an equation add up to, and the unknown ones.
    pub fn known(&self, equation: usize, amounts: &[Option<i128>]) -> (i128, Vec<(usize, i128)>) {
        let mut unknown = Vec::new();
        let mut sum = 0;
        for &(cell, factor) in &self.equations[equation].terms {
            match amounts[cell] {
                Some(amount) => sum += factor * amount,
                None => unknown.push((cell, factor)),
            }
        }
        (sum, unknown)
    }
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
