//! Unknown amounts that equations force, if all known ones are right: one unknown left; counts that cannot be negative;
//! and what is left of the equations after elimination.

use crate::editing::check::eliminate::eliminate;
use crate::editing::check::system::System;

/// Solves unknown amounts in place and gives, for each cell solved, the equation that did. An amount that its cell cannot
/// hold is left unknown.
pub(crate) fn fill(system: &System, amounts: &mut [Option<i128>]) -> Vec<Option<usize>> {
    let mut by = vec![None; amounts.len()];
    loop {
        peel(system, amounts, &mut by);
        if amounts.iter().all(Option::is_some) || !squeeze(system, amounts, &mut by) {
            return by;
        }
    }
}

/// Solves equations with one unknown, and those whose unknown counts must all be zero, until there are none.
fn peel(system: &System, amounts: &mut [Option<i128>], by: &mut [Option<usize>]) {
    let mut open: Vec<usize> = (0..system.equations.len()).collect();
    loop {
        let mut solved: Vec<(usize, i128, usize)> = Vec::new();
        open.retain(|&equation| {
            let (sum, unknown) = system.known(equation, amounts);
            match unknown[..] {
                [] => return false,
                [(cell, factor)] if sum % factor == 0 => solved.push((cell, -sum / factor, equation)),
                _ if sum == 0 && is_one_sided(system, &unknown) => {
                    solved.extend(unknown.iter().map(|&(cell, _)| (cell, 0, equation)));
                }
                _ => {}
            }
            true
        });
        let mut progress = false;
        for (cell, amount, equation) in solved {
            if amounts[cell].is_none() && system.can_hold(cell, amount) {
                amounts[cell] = Some(amount);
                by[cell] = Some(equation);
                progress = true;
            }
        }
        if !progress {
            return;
        }
    }
}

/// Whether unknown cells can only push an equation to one side.
fn is_one_sided(system: &System, unknown: &[(usize, i128)]) -> bool {
    let counts = unknown.iter().all(|&(cell, _)| !system.ranges[cell].signed);
    counts && (unknown.iter().all(|&(_, factor)| factor > 0) || unknown.iter().all(|&(_, factor)| factor < 0))
}

/// Solves what elimination leaves alone, or leaves no room.
fn squeeze(system: &System, amounts: &mut [Option<i128>], by: &mut [Option<usize>]) -> bool {
    let Some(reduced) = eliminate(system, amounts) else { return false };
    let mut progress = false;
    for row in &reduced.rows {
        let room = match row.terms[..] {
            [(cell, factor)] if row.constant % factor == 0 => vec![(cell, row.constant / factor)],
            _ if row.constant == 0 && is_one_sided(system, &row.terms) => {
                row.terms.iter().map(|&(cell, _)| (cell, 0)).collect()
            }
            _ => continue,
        };
        for (cell, amount) in room {
            if amounts[cell].is_none() && system.can_hold(cell, amount) {
                amounts[cell] = Some(amount);
                by[cell] = system.of_cell[cell].first().map(|&(equation, _)| equation);
                progress = true;
            }
        }
    }
    progress
}
