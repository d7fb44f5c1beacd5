//! Blanks that the equations leave open: all amounts that they could have, likeliest first.

use std::collections::BTreeSet;

use crate::editing::check::{Reduced, System, eliminate};
use crate::editing::localize::problem::Problem;

/// Solutions that are counted; families with more are left open.
const MOST_MEMBERS: usize = 400;
/// Amounts that are tried.
const MOST_TRIED: usize = 4_000;

/// A solution: the cells and their amounts, and what it costs.
#[derive(Clone, Debug)]
pub(super) struct Member {
    pub amounts: Vec<(usize, i128)>,
    pub cost: f64,
}

/// The families of a problem's open cells, each with all of its members, likeliest first. Families without bounds, or
/// with too many members, are left out, and those with several rows that are not in the source: what these hold is not
/// likely to be zero as a blank is.
pub(super) fn families(problem: &Problem) -> Vec<Vec<Member>> {
    let Some(reduced) = eliminate(&problem.system, &problem.filled) else { return Vec::new() };
    blocks(&problem.system, &problem.filled)
        .into_iter()
        .filter(|block| block.iter().filter_map(|&cell| problem.lost[cell]).collect::<BTreeSet<_>>().len() < 2)
        .filter_map(|block| members(problem, &reduced, &block))
        .collect()
}

/// Open cells that are tied by equations.
fn blocks(system: &System, amounts: &[Option<i128>]) -> Vec<BTreeSet<usize>> {
    let mut left: BTreeSet<usize> = (0..amounts.len()).filter(|&cell| amounts[cell].is_none()).collect();
    let mut blocks = Vec::new();
    while let Some(first) = left.pop_first() {
        let mut block = BTreeSet::from([first]);
        let mut waiting = vec![first];
        while let Some(cell) = waiting.pop() {
            for &(equation, _) in &system.of_cell[cell] {
                for &(other, _) in &system.equations[equation].terms {
                    if left.remove(&other) {
                        block.insert(other);
                        waiting.push(other);
                    }
                }
            }
        }
        blocks.push(block);
    }
    blocks
}

fn members(problem: &Problem, reduced: &Reduced, block: &BTreeSet<usize>) -> Option<Vec<Member>> {
    let rows: Vec<_> = reduced.rows.iter().filter(|row| block.contains(&row.pivot)).collect();
    let solved: BTreeSet<usize> = rows.iter().map(|row| row.pivot).collect();
    let free: Vec<usize> = block.difference(&solved).copied().collect();
    let most: Vec<i128> = free.iter().map(|&cell| most(problem, cell)).collect::<Option<_>>()?;
    let steps: Vec<i128> = free.iter().map(|&cell| problem.system.step(cell)).collect();
    let mut chosen = vec![0_i128; free.len()];
    let mut members = Vec::new();
    for _ in 0..MOST_TRIED {
        let amount = |cell: usize| free.iter().position(|&other| other == cell).map(|at| chosen[at]);
        let solve = |row: &&crate::editing::check::Row| {
            let rest: i128 = row.terms.iter().filter_map(|&(cell, factor)| Some(factor * amount(cell)?)).sum();
            let own = row.terms.iter().find(|(cell, _)| *cell == row.pivot)?.1;
            let left = row.constant - rest;
            (left % own == 0)
                .then(|| (row.pivot, left / own))
                .filter(|&(cell, amount)| problem.system.can_hold(cell, amount))
        };
        if let Some(mut amounts) = rows.iter().map(solve).collect::<Option<Vec<_>>>() {
            amounts.extend(free.iter().copied().zip(chosen.iter().copied()));
            amounts.sort_unstable();
            let cost = amounts.iter().map(|&(cell, amount)| problem.cost_of_blank(cell, amount)).sum();
            members.push(Member { amounts, cost });
            if members.len() > MOST_MEMBERS {
                return None;
            }
        }
        if !next(&mut chosen, &steps, &most) {
            members.sort_by(|a, b| a.cost.total_cmp(&b.cost).then_with(|| a.amounts.cmp(&b.amounts)));
            return Some(members);
        }
    }
    None
}

/// Counts on; false at the end.
fn next(chosen: &mut [i128], steps: &[i128], most: &[i128]) -> bool {
    for at in 0..chosen.len() {
        if chosen[at] + steps[at] <= most[at] {
            chosen[at] += steps[at];
            return true;
        }
        chosen[at] = 0;
    }
    false
}

/// The most that a cell can hold beside what is known, where its equations bound it.
fn most(problem: &Problem, cell: usize) -> Option<i128> {
    let system = &problem.system;
    let bound = |&(equation, factor): &(usize, i128)| {
        let (sum, unknown) = system.known(equation, &problem.filled);
        let same = unknown.iter().all(|&(other, own)| own.signum() == factor.signum() && !system.ranges[other].signed);
        same.then(|| (-sum / factor).max(0))
    };
    system.of_cell[cell].iter().filter_map(bound).min()
}
