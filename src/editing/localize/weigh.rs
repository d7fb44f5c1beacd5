//! Repairs weighed against each other and against the page's being wrong.

use std::collections::BTreeMap;

use crate::editing::localize::author::cost as author_cost;
use crate::editing::localize::fault::Event;
use crate::editing::localize::problem::Problem;
use crate::editing::localize::search::Found;

/// The cost of trouble of a kind that nothing here explains, in nats. Repairs that cost as much are not believed.
const OTHER_TROUBLE: f64 = 27.0;

/// How much less each further misreading costs than the first: pages that are read badly are so in many places.
const COMPANY: f64 = 0.8;

/// A repair with its weight.
#[derive(Clone, Debug)]
pub(super) struct Weighed {
    pub found: Found,
    pub cost: f64,
    pub probability: f64,
}

/// Gives repairs their probabilities, likeliest first, and tells that of the page's being wrong. `author` is the weight of
/// errors of the agency that explain everything by themselves; `elsewhere` is whether other numbers of the same page were
/// misread as well.
pub(super) fn weigh(problem: &Problem, found: Vec<Found>, author: f64, elsewhere: bool) -> (Vec<Weighed>, f64) {
    let mut cheapest: BTreeMap<Vec<(usize, i128)>, (f64, Found)> = BTreeMap::new();
    let mut wrong = author + (-OTHER_TROUBLE).exp();
    for repair in found {
        let (cost, mixed) = costs(problem, &repair, elsewhere);
        wrong += mixed;
        let changes = repair.changes.iter().copied().filter(|&(cell, amount)| problem.seen[cell].start != amount);
        let key: Vec<(usize, i128)> = changes.collect();
        match cheapest.get(&key) {
            Some((other, _)) if *other <= cost => {}
            _ => drop(cheapest.insert(key, (cost, repair))),
        }
    }
    let mut repairs: Vec<(f64, Found)> = cheapest.into_values().collect();
    repairs.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.changes.cmp(&b.1.changes)));
    let least = repairs.first().map_or(0.0, |(cost, _)| *cost).min(0.0);
    let all = repairs.iter().map(|(cost, _)| (least - cost).exp()).sum::<f64>() + wrong * least.exp();
    let weighed =
        repairs.into_iter().map(|(cost, found)| Weighed { found, cost, probability: (least - cost).exp() / all });
    (weighed.collect(), wrong * least.exp() / all)
}

/// What a repair costs if all of it was misread, and the weight of its being partly the agency's error.
fn costs(problem: &Problem, found: &Found, elsewhere: bool) -> (f64, f64) {
    let mut cost = found.moves;
    let mut either = (-found.moves).exp();
    let mut misread = 0_u32;
    for &(cell, amount) in &found.changes {
        let seen = &problem.seen[cell];
        if seen.read.is_none() && !is_moved(found, cell) {
            let own = problem.cost_of_blank(cell, amount) - problem.cost_of_blank(cell, seen.start);
            cost += own;
            either *= (-own).exp();
        } else if amount != seen.start && !is_moved(found, cell) {
            misread += 1;
            let own = problem.cost(cell, amount);
            cost += own;
            either *= (-own).exp() + (-author_cost(problem, cell, amount)).exp();
        }
    }
    let again = f64::from((misread + found.events.len() as u32 + u32::from(elsewhere)).saturating_sub(1));
    let (cost, either) = (cost - again * COMPANY, either * (again * COMPANY).exp());
    // One cell alone is weighed with the errors that explain everything.
    let mixed =
        if misread == 1 && found.events.is_empty() && found.changes.len() == 1 { 0.0 } else { either - (-cost).exp() };
    (cost, mixed.max(0.0))
}

/// Whether a slide or swap explains what a cell reads.
pub(super) fn is_moved(found: &Found, cell: usize) -> bool {
    found.events.iter().filter_map(moved_together).any(|cells| cells.contains(&cell))
}

/// The cells that a slide or swap moves.
pub(super) fn moved_together(event: &Event) -> Option<Vec<usize>> {
    match event {
        Event::RowSlid { cells, .. } | Event::Merged { cells } => Some(cells.clone()),
        Event::Swapped { cells } => Some(vec![cells.0, cells.1]),
        _ => None,
    }
}
