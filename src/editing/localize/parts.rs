//! Parts of a repair that have nothing to do with each other: a misread digit here and an agency's error there are two
//! causes, and neither may speak for or against the other.

use std::collections::BTreeMap;

use crate::editing::localize::problem::Problem;
use crate::editing::localize::search::Found;
use crate::editing::localize::weigh::{Weighed, moved_together};

/// What repairs that settle several parts at once may weigh, as a share of all, for the parts to be taken apart.
const TOGETHER_AT_MOST: f64 = 0.003;

/// A part of a repair, seen from the problem that is left without the others: what the likeliest repair makes of their
/// cells.
pub(super) type Given = Vec<(usize, i128)>;

/// The parts of the likeliest repair, and what repairs weigh that cannot be taken apart that way. `tied` are cells whose
/// amount goes with every repair; each goes with one part.
pub(super) fn parts(problem: &Problem, repairs: &[Weighed], tied: &[usize]) -> (Vec<Given>, f64) {
    let Some(best) = repairs.first() else { return (Vec::new(), 0.0) };
    let mut groups = Groups::of(problem, &best.found, tied);
    let failing: Vec<usize> = (0..problem.residuals.len()).filter(|&at| problem.residuals[at] != 0).collect();
    let all: f64 = repairs.iter().map(|repair| repair.probability).sum();
    let bridges: Vec<(f64, Vec<Vec<usize>>)> = repairs[1..]
        .iter()
        .map(|repair| (repair.probability / all, Groups::of(problem, &repair.found, &[]).classes(&failing)))
        .collect();
    let apart = |groups: &Groups, classes: &[Vec<usize>]| {
        classes.iter().any(|class| class.iter().any(|&at| groups.find(at) != groups.find(class[0])))
    };
    let mut together: f64 = bridges.iter().filter(|(_, classes)| apart(&groups, classes)).map(|(share, _)| share).sum();
    for (_, classes) in &bridges {
        if together <= TOGETHER_AT_MOST {
            break;
        }
        if apart(&groups, classes) {
            for class in classes {
                groups.tie_all(class);
            }
            together = bridges.iter().filter(|(_, classes)| apart(&groups, classes)).map(|(share, _)| share).sum();
        }
    }
    (given(problem, &groups, &groups.classes(&failing), &best.found, tied), together)
}

/// For each class of failing equations, the amounts of the cells that belong to the others.
fn given(problem: &Problem, groups: &Groups, classes: &[Vec<usize>], best: &Found, tied: &[usize]) -> Vec<Given> {
    let mut amounts: BTreeMap<usize, i128> = tied.iter().map(|&cell| (cell, problem.seen[cell].start)).collect();
    // Other cells of a line that slid keep their amounts, and are for its own part to read again.
    amounts.extend(changed(problem, best));
    let roots: Vec<usize> = classes.iter().map(|class| groups.find(class[0])).collect();
    // What touches no failing equation goes with the first part.
    let owner = |cell: usize| {
        let own = groups.find(groups.of_cell(cell));
        roots.iter().position(|&root| root == own).unwrap_or(0)
    };
    let of_others =
        |nth: usize| amounts.iter().map(|(&cell, &amount)| (cell, amount)).filter(move |&(cell, _)| owner(cell) != nth);
    (0..classes.len()).map(|nth| of_others(nth).collect()).collect()
}

/// The cells that a repair gives another amount than they start from.
fn changed<'a>(problem: &'a Problem, found: &'a Found) -> impl Iterator<Item = (usize, i128)> + 'a {
    found.changes.iter().copied().filter(|&(cell, amount)| problem.seen[cell].start != amount)
}

/// Equations, and cells after them, in groups that hang together.
struct Groups {
    parents: Vec<usize>,
    equations: usize,
}

impl Groups {
    /// Equations that a repair's changes tie to each other, and its cells.
    fn of(problem: &Problem, found: &Found, tied: &[usize]) -> Self {
        let equations = problem.residuals.len();
        let mut groups = Self { parents: (0..equations + problem.seen.len()).collect(), equations };
        let changed: Vec<usize> = changed(problem, found).map(|(cell, _)| cell).collect();
        for &cell in changed.iter().chain(tied) {
            for &(equation, _) in problem.system.of_cell[cell].iter().filter(|(equation, _)| problem.asked[*equation]) {
                groups.tie(groups.of_cell(cell), equation);
            }
        }
        for cells in found.events.iter().filter_map(moved_together) {
            // Cells that keep their amount in a slide tie nothing.
            let mut moved = cells.into_iter().filter(|cell| changed.contains(cell));
            if let Some(first) = moved.next() {
                moved.for_each(|cell| groups.tie(groups.of_cell(first), groups.of_cell(cell)));
            }
        }
        groups
    }

    fn of_cell(&self, cell: usize) -> usize {
        self.equations + cell
    }

    fn find(&self, mut at: usize) -> usize {
        while self.parents[at] != at {
            at = self.parents[at];
        }
        at
    }

    fn tie(&mut self, one: usize, other: usize) {
        let (one, other) = (self.find(one), self.find(other));
        self.parents[one.max(other)] = one.min(other);
    }

    fn tie_all(&mut self, equations: &[usize]) {
        for pair in equations.windows(2) {
            self.tie(pair[0], pair[1]);
        }
    }

    /// Some equations by their groups.
    fn classes(&self, equations: &[usize]) -> Vec<Vec<usize>> {
        let mut classes: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for &at in equations {
            classes.entry(self.find(at)).or_default().push(at);
        }
        classes.into_values().collect()
    }
}
