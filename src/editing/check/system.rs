//! The linear equations of a block with the unit that the values of one report are counted in.

use std::ops::Deref;
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::editing::check::exact::units;
use crate::sheet::Block;

/// A block of equations whose amounts are whole numbers of a unit.
#[derive(Clone, Debug)]
pub(crate) struct System {
    block: Arc<Block>,
    /// Decimals of the unit that is counted in
    pub scale: u32,
    /// What a count is a multiple of, in units
    whole: i128,
}

impl Deref for System {
    type Target = Block;

    fn deref(&self) -> &Block {
        &self.block
    }
}

impl System {
    /// The system of a block. The unit is the smallest that any of the values needs.
    pub(crate) fn of(block: &Arc<Block>, values: &[Option<Decimal>]) -> Self {
        let decimals = |value: Decimal| if value.scale() == 0 { 0 } else { value.normalize().scale() };
        let scale = block.cells.iter().filter_map(|&cell| values[cell]).map(decimals).max().unwrap_or(0);
        Self { block: block.clone(), scale, whole: 10_i128.saturating_pow(scale) }
    }

    /// What the amount of a cell is a multiple of.
    pub(crate) fn step(&self, cell: usize) -> i128 {
        if self.ranges[cell].whole { self.whole } else { 1 }
    }

    /// Whether a cell may hold an amount.
    pub(crate) fn can_hold(&self, cell: usize, amount: i128) -> bool {
        let step = self.step(cell);
        (self.ranges[cell].signed || amount >= 0) && (step == 1 || amount % step == 0)
    }

    /// The amounts of the cells; `None` if one is too large for exact sums.
    pub(crate) fn amounts(&self, values: &[Option<Decimal>]) -> Option<Vec<Option<i128>>> {
        let amount = |&cell: &usize| match values[cell] {
            Some(value) => units(value, self.scale).map(Some),
            None => Some(None),
        };
        self.cells.iter().map(amount).collect()
    }

    /// What the known terms of an equation add up to, and the unknown ones.
    pub(crate) fn known(&self, equation: usize, amounts: &[Option<i128>]) -> (i128, Vec<(usize, i128)>) {
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
