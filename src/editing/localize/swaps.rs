//! Neighbours in a line that were changed about.

use crate::editing::localize::problem::Problem;

/// The probability that two given neighbours are changed about, against that of one misread number.
const CHANGED_ABOUT: f64 = 0.0103;

/// Two neighbours that could have been changed about.
#[derive(Clone, Copy, Debug)]
pub(super) struct Swap {
    /// Their cells
    pub cells: (usize, usize),
    /// The cost
    pub cost: f64,
}

/// All neighbours that differ and that nobody has settled.
pub(super) fn swaps(problem: &Problem) -> Vec<Swap> {
    let mut swaps = Vec::new();
    for pair in problem.system.lines.iter().flat_map(|line| line.windows(2)) {
        let (a, b) = (pair[0], pair[1]);
        let (one, other) = (&problem.seen[a], &problem.seen[b]);
        let (Some(left), Some(right)) = (one.read, other.read) else { continue };
        let fits = problem.system.can_hold(a, right) && problem.system.can_hold(b, left);
        if left != right && !one.fixed && !other.fixed && fits {
            let odds = one.odds.min(other.odds);
            let expected = problem.prior_change(a, right) + problem.prior_change(b, left);
            swaps.push(Swap { cells: (a, b), cost: (odds - CHANGED_ABOUT.ln() + expected.clamp(-1.0, 4.0)).max(2.0) });
        }
    }
    swaps
}

/// For each equation, what each swap adds to it and half of its cost.
pub(super) fn by_equation(problem: &Problem, swaps: &[Swap]) -> Vec<Vec<(i128, f64)>> {
    let mut moves = vec![Vec::new(); problem.system.equations.len()];
    for swap in swaps {
        for (cell, change) in changes(problem, swap) {
            let step = change - problem.seen[cell].start;
            for &(equation, factor) in &problem.system.of_cell[cell] {
                moves[equation].push((factor * step, swap.cost / 2.0));
            }
        }
    }
    moves
}

/// What a swap makes of its cells.
pub(super) fn changes(problem: &Problem, swap: &Swap) -> [(usize, i128); 2] {
    let (a, b) = swap.cells;
    [(a, problem.seen[b].start), (b, problem.seen[a].start)]
}
