//! What amounts are to be expected in a cell before it is read: most cells of a report are zero, and how many of those
//! beside it are tells how likely it is for one of them; large numbers are rarer than small ones.

use crate::editing::check::System;

/// Zeros and others that every line is taken to have beside those it has.
const TAKEN: f64 = 1.0;
/// How far the expectation may speak against a reading, and for another, in nats. Where several equations speak, it is
/// heard less.
const AGAINST: f64 = 4.0;
const FOR: f64 = -3.5;
const ALONE: f64 = 7.0;

/// The expectation of each cell.
#[derive(Debug)]
pub(super) struct Prior {
    /// Log-odds of zero; none for sums, which follow from others
    zero: Vec<Option<f64>>,
    /// The cost of a blank's not being zero, as most blanks of the report are
    habit: f64,
    unit: f64,
    /// How far it may speak for a reading, and against it
    bounds: (f64, f64),
}

impl Prior {
    /// Expectations from what was read around each cell.
    pub(crate) fn of(system: &System, amounts: &[Option<i128>]) -> Self {
        let dependent = dependent(system);
        let read = amounts.iter().flatten().count() as f64;
        let overall =
            (amounts.iter().flatten().filter(|&&amount| amount != 0).count() as f64 + TAKEN / 2.0) / (read + TAKEN);
        let counts: Vec<(f64, f64)> = system.equations.iter().map(|equation| count(&equation.terms, amounts)).collect();
        let zero = |cell: usize| {
            let mut share = overall;
            for &(equation, _) in &system.of_cell[cell] {
                let own = amounts[cell].map_or((0.0, 0.0), |amount| (f64::from(u8::from(amount != 0)), 1.0));
                let (others, all) = (counts[equation].0 - own.0, counts[equation].1 - own.1);
                share *= (others + TAKEN * overall) / (all + TAKEN) / overall;
            }
            let share = share.clamp(0.003, 0.9);
            ((1.0 - share) / share).ln()
        };
        let blanks = amounts.len() as f64 - read;
        let habit = if blanks > 12.0 { (blanks / 4.0).ln() } else { 0.0 };
        let zero = (0..amounts.len()).map(|cell| (!dependent[cell]).then(|| zero(cell))).collect();
        let bounds = if system.equations.len() == 1 { (-ALONE, ALONE) } else { (FOR, AGAINST) };
        Self { zero, habit, bounds, unit: 10_f64.powi(system.scale as i32) }
    }

    /// The cost of an amount against zero.
    fn of_amount(&self, odds: f64, amount: i128) -> f64 {
        let size = amount.unsigned_abs() as f64 / self.unit;
        if amount == 0 { 0.0 } else { odds + (1.0 + size * (size + 1.0)).ln() }
    }

    /// The cost of an amount against the one that was read, by what is to be expected alone.
    pub(crate) fn of_change(&self, cell: usize, read: i128, amount: i128) -> f64 {
        let Some(odds) = self.zero[cell] else { return 0.0 };
        (self.of_amount(odds, amount) - self.of_amount(odds, read)).clamp(self.bounds.0, self.bounds.1)
    }

    /// No change costs less.
    pub(crate) fn least_change(&self, cell: usize, read: i128) -> f64 {
        let Some(odds) = self.zero[cell] else { return 0.0 };
        (odds.min(0.0) - self.of_amount(odds, read)).clamp(self.bounds.0, self.bounds.1)
    }

    /// The cost of an amount where nothing was read.
    pub(crate) fn of_blank(&self, cell: usize, amount: i128) -> f64 {
        match self.zero[cell] {
            _ if amount == 0 => 0.0,
            Some(odds) => self.of_amount(odds, amount).max(0.0) + self.habit,
            None => self.habit,
        }
    }
}

/// Cells that are not zero, and cells with an amount.
fn count(terms: &[(usize, i128)], amounts: &[Option<i128>]) -> (f64, f64) {
    let read = terms.iter().filter_map(|&(cell, _)| amounts[cell]);
    (read.clone().filter(|&amount| amount != 0).count() as f64, read.count() as f64)
}

/// Cells whose amounts follow from others: sums, and the first cell of an equation without one. Expectations about them
/// would count twice.
fn dependent(system: &System) -> Vec<bool> {
    let mut dependent = vec![false; system.cells.len()];
    for equation in &system.equations {
        if let Some(sum) = equation.sum {
            dependent[sum] = true;
        }
    }
    for equation in system.equations.iter().filter(|equation| equation.sum.is_none()) {
        let free = |&&(cell, _): &&(usize, i128)| !dependent[cell];
        if let Some(&(cell, _)) = equation.terms.iter().find(free) {
            dependent[cell] = true;
        }
    }
    dependent
}
