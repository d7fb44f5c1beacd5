//! Values that the equations force on cells that have none. Shown beside the blank, never written into it.

use rust_decimal::Decimal;

use crate::editing::check::exact::decimal;
use crate::editing::check::fill::fill;
use crate::editing::check::system::System;
use crate::sheet::{Block, Sheet};

/// A value that follows from others.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Derived {
    /// The value
    pub value: Decimal,
    /// The equation that gave it
    pub equation: usize,
}

/// Solves cells without a value: an equation with one unknown gives its value; an equation whose known parts already
/// reach the total makes its unknown parts zero, as counts are not negative; what is left is eliminated exactly. Only
/// values that no other solution has are given. Where a value so found stands in an equation that then fails, it is
/// withdrawn, and so are all that were found with its help: one of the values that they follow from is wrong.
pub fn derive(sheet: &Sheet, values: &[Option<Decimal>]) -> Vec<Option<Derived>> {
    let mut derived = vec![None; values.len()];
    let lacks = |block: &Block| block.cells.iter().any(|&cell| values[cell].is_none());
    for block in sheet.blocks().values().filter(|block| lacks(block)) {
        let system = System::of(block, values);
        let Some(mut amounts) = system.amounts(values) else { continue };
        let by = fill(&system, &mut amounts);
        let withdrawn = withdrawn(&system, &by, &amounts);
        for (at, &cell) in system.cells.iter().enumerate().filter(|(at, _)| !withdrawn[*at]) {
            derived[cell] = by[at].and_then(|equation| {
                let value = decimal(amounts[at]?, system.scale)?.normalize();
                Some(Derived { value, equation: system.equations[equation].nth })
            });
        }
    }
    derived
}

/// Cells found in equations that cannot hold, those that they were found with, and those found with them.
pub(crate) fn withdrawn(system: &System, by: &[Option<usize>], amounts: &[Option<i128>]) -> Vec<bool> {
    let mut withdrawn = vec![false; amounts.len()];
    let mut waiting: Vec<usize> =
        (0..system.equations.len()).filter(|&nth| cannot_hold(system, nth, amounts)).collect();
    while let Some(nth) = waiting.pop() {
        for &(cell, _) in &system.equations[nth].terms {
            let Some(own) = by[cell].filter(|_| !withdrawn[cell]) else { continue };
            withdrawn[cell] = true;
            waiting.push(own);
            let helped =
                |&equation: &usize| system.equations[equation].terms.iter().any(|&(c, _)| by[c] == Some(equation));
            waiting.extend(system.of_cell[cell].iter().map(|&(equation, _)| equation).filter(helped));
        }
    }
    withdrawn
}

/// Whether no amounts of its unknown cells make an equation hold.
pub(crate) fn cannot_hold(system: &System, equation: usize, amounts: &[Option<i128>]) -> bool {
    let (sum, unknown) = system.known(equation, amounts);
    let grows = unknown.iter().any(|&(cell, factor)| factor > 0 || system.ranges[cell].signed);
    let falls = unknown.iter().any(|&(cell, factor)| factor < 0 || system.ranges[cell].signed);
    (sum > 0 && !falls) || (sum < 0 && !grows)
}
