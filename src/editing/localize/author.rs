//! The hypothesis that the page itself is wrong: what errors of the agency cost, and the marks that some of them leave.
//!
//! Published reports break their own rules: four of some twenty-one complete reports of a survey did. A decoder that only
//! knows misreadings explains such a page by misreadings, and is sure of it; so every repair is weighed against these.

use crate::editing::localize::problem::Problem;

/// How an author's error shows itself.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Signature {
    /// A column and the total column fail by the same amount while the rows add up: the author computed the rows.
    ColumnAndTotal,
    /// A total of zero over parts that are not.
    ZeroTotal,
}

/// The share of systems of equations that the agency itself breaks (four of about fifty were).
const BREAKS: f64 = 0.035;
/// How an agency gets a number wrong: a little off; zero left over from the empty form; one digit mistyped.
const LITTLE_OFF: f64 = 0.6;
const LEFT_ZERO: f64 = 0.15;
const MISTYPED: f64 = 0.25;
/// What all shares (1 + off)^−2 of being off by 1, 2, 3 … add up to.
const ALL_OFF: f64 = 0.645;
/// How much seldomer a number is put where there should be none.
const WHERE_NOTHING_IS: f64 = 0.03;
/// The share of errors that take the total of the row along.
const WITH_TOTAL: f64 = 0.3;

/// The cost of one error of the agency: this cell should have another amount. Errors happen where numbers are filled in,
/// and those that are not zero are few.
pub(super) fn cost(problem: &Problem, cell: usize, amount: i128) -> f64 {
    let Some(read) = problem.seen[cell].read else { return f64::INFINITY };
    let unit = 10_f64.powi(problem.system.scale as i32);
    let off = (amount - read).unsigned_abs() as f64 / unit;
    let mut chance = LITTLE_OFF / (2.0 * ALL_OFF * (1.0 + off).powi(2));
    if read == 0 {
        chance += LEFT_ZERO;
    }
    if amount == 0 {
        chance *= WHERE_NOTHING_IS;
    }
    let (seen, meant) = (problem.written(read), problem.written(amount));
    let (seen, meant) = (seen.signs(), meant.signs());
    if seen.len() == meant.len() && seen.iter().zip(meant).filter(|(a, b)| a != b).count() == 1 {
        chance += MISTYPED / 9.0 / seen.len() as f64;
    }
    ((1.0 - BREAKS) / BREAKS).ln() + problem.filled_in.ln() - chance.ln()
}

/// The weight of all errors of the agency that explain every failure by themselves: one cell, or a cell and its total.
pub(super) fn weight(problem: &Problem) -> f64 {
    let singles: f64 = singles(problem).into_iter().map(|(cell, amount)| (-cost(problem, cell, amount)).exp()).sum();
    let pairs = pairs(problem).into_iter().map(|(cell, amount)| WITH_TOTAL * (-cost(problem, cell, amount)).exp());
    singles + pairs.sum::<f64>()
}

/// The mark of the agency's own error that the failures bear, if any.
pub(super) fn signature(problem: &Problem) -> Option<Signature> {
    // Where values are lost, what fails is what they were filled with.
    let failing = problem.system.equations.iter().zip(&problem.residuals).filter(|(_, residual)| **residual != 0);
    if failing.flat_map(|(equation, _)| &equation.terms).any(|&(cell, _)| problem.is_blank(cell)) {
        return None;
    }
    if !pairs(problem).is_empty() {
        return Some(Signature::ColumnAndTotal);
    }
    zero_totals(problem).next().map(|_| Signature::ZeroTotal)
}

/// Totals read as zero that alone explain what fails.
pub(super) fn zero_totals(problem: &Problem) -> impl Iterator<Item = usize> {
    let is_sum = |cell: usize| problem.system.equations.iter().any(|equation| equation.sum == Some(cell));
    let zero = move |cell: usize| problem.seen[cell].read == Some(0) && is_sum(cell);
    singles(problem).into_iter().filter(move |&(cell, amount)| amount > 0 && zero(cell)).map(|(cell, _)| cell)
}

/// Changes of one cell that make all equations hold.
fn singles(problem: &Problem) -> Vec<(usize, i128)> {
    let Some(first) = problem.residuals.iter().position(|&residual| residual != 0) else { return Vec::new() };
    let terms = problem.system.equations[first].terms.iter();
    let candidates = terms.filter(|&&(_, factor)| problem.residuals[first] % factor == 0);
    let step = |&(cell, factor): &(usize, i128)| (cell, -problem.residuals[first] / factor);
    let settles = |&(cell, step): &(usize, i128)| is_settled(problem, &[(cell, step)]);
    let amount = |(cell, step): (usize, i128)| (cell, problem.seen[cell].start + step);
    candidates.map(step).filter(settles).map(amount).filter(|&(cell, amount)| may(problem, cell, amount)).collect()
}

/// Changes of a cell, and by as much of the sum of its row, that make all equations hold.
fn pairs(problem: &Problem) -> Vec<(usize, i128)> {
    let mut pairs = Vec::new();
    let Some(first) = problem.residuals.iter().position(|&residual| residual != 0) else { return pairs };
    for (nth, row) in problem.system.equations.iter().enumerate() {
        let Some(sum) = row.sum.filter(|_| problem.residuals[nth] == 0) else { continue };
        for &(cell, _) in row.terms.iter().filter(|&&(cell, factor)| cell != sum && factor == 1) {
            let added: i128 = factor_in(problem, cell, first) + factor_in(problem, sum, first);
            if added == 0 || problem.residuals[first] % added != 0 {
                continue;
            }
            let step = -problem.residuals[first] / added;
            let (amount, total) = (problem.seen[cell].start + step, problem.seen[sum].start + step);
            let may = may(problem, cell, amount) && may(problem, sum, total);
            if may && is_settled(problem, &[(cell, step), (sum, step)]) {
                pairs.push((cell, amount));
            }
        }
    }
    pairs
}

fn factor_in(problem: &Problem, cell: usize, equation: usize) -> i128 {
    problem.system.of_cell[cell].iter().find(|&&(other, _)| other == equation).map_or(0, |&(_, factor)| factor)
}

/// Whether a cell could have been meant to hold an amount. What a person has confirmed as printed may be the error.
fn may(problem: &Problem, cell: usize, amount: i128) -> bool {
    let seen = &problem.seen[cell];
    seen.read.is_some() && problem.system.can_hold(cell, amount)
}

/// Whether all equations hold after some steps.
fn is_settled(problem: &Problem, steps: &[(usize, i128)]) -> bool {
    let mut left = problem.residuals.iter().filter(|residual| **residual != 0).count();
    let touched =
        steps.iter().flat_map(|&(cell, _)| problem.system.of_cell[cell].iter().map(|&(equation, _)| equation));
    let mut touched: Vec<usize> = touched.filter(|&equation| problem.asked[equation]).collect();
    touched.sort_unstable();
    touched.dedup();
    for equation in touched {
        let added: i128 = steps.iter().map(|&(cell, step)| factor_in(problem, cell, equation) * step).sum();
        if problem.residuals[equation] + added != 0 {
            return false;
        }
        left -= usize::from(problem.residuals[equation] != 0);
    }
    left == 0
}
