//! The search: least-cost sets of changes that make every equation hold, all of them within a margin of the best.
//!
//! A smallest set of changes of up to five cells has an equation with exactly one of them in it, and that equation fails:
//! so every such set is found by giving, again and again, one cell of one failing equation the amount that makes it hold.
//! Best first with a lower bound (Hart, Nilsson, Raphael 1968); see [`crate::editing::localize::bound`].

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use foldhash::HashMap;

use crate::editing::localize::bound::Bound;
use crate::editing::localize::fault::Event;
use crate::editing::localize::problem::Problem;
use crate::editing::localize::slides::slides;
use crate::editing::localize::swaps::{Swap, by_equation, changes as swapped, swaps};

/// Repairs that cost this much more than the best are not looked for, in nats.
const MARGIN: f64 = 9.0;
/// If the search was cut short nearer to the best than this, it gave up.
const SURE_MARGIN: f64 = 2.0;
/// States that are looked at; this bounds the time.
const MOST_STATES: usize = 2_000;
/// Steps from states that are tried; this bounds the time and the room.
const MOST_STEPS: usize = 30_000;
/// Repairs that are kept.
const MOST_FOUND: usize = 200;
/// Nothing that costs more is a repair.
const MOST_COST: f64 = 90.0;

/// A set of changes that makes all equations hold that are asked to.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// Amounts other than those the search started from, in the order of the cells
    pub changes: Vec<(usize, i128)>,
    /// Slides and swaps among them
    pub events: Vec<Event>,
    /// What those cost, and the cells that they explain
    pub moves: f64,
    /// All that it costs
    pub cost: f64,
}

/// What a search came to.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    /// The repairs
    pub found: Vec<Found>,
    /// Whether it was cut short before it was sure
    pub gave_up: bool,
}

#[derive(Clone, Debug)]
struct State {
    bound: f64,
    cost: f64,
    nth: usize,
    changes: Vec<(usize, i128)>,
    events: Vec<Event>,
    moves: f64,
}

impl Ord for State {
    fn cmp(&self, other: &Self) -> Ordering {
        other.bound.total_cmp(&self.bound).then(other.nth.cmp(&self.nth))
    }
}

impl PartialOrd for State {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for State {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for State {}

struct Search<'a> {
    problem: &'a Problem,
    bound: Bound,
    swaps: Vec<Swap>,
    queue: BinaryHeap<State>,
    /// What the cheapest way to each set of changes costs, of those offered
    seen: HashMap<Vec<(usize, i128)>, f64>,
    offered: usize,
    limit: f64,
    steps: usize,
}

/// Searches for the repairs of a problem, cheapest first.
pub(super) fn search(problem: &Problem) -> Outcome {
    let swaps = swaps(problem);
    let bound = Bound::new(problem, by_equation(problem, &swaps));
    let (queue, seen) = (BinaryHeap::new(), HashMap::default());
    let mut search = Search { problem, bound, swaps, queue, seen, offered: 0, limit: MOST_COST, steps: 0 };
    search.offer(Vec::new(), Vec::new(), 0.0, 0.0);
    for reading in slides(problem) {
        search.offer(reading.changes, reading.events, reading.cost, reading.cost);
    }
    search.run()
}

impl Search<'_> {
    fn run(&mut self) -> Outcome {
        let mut outcome = Outcome::default();
        let mut states = 0;
        while let Some(state) = self.queue.pop() {
            if state.bound > self.limit || outcome.found.len() >= MOST_FOUND {
                return outcome;
            }
            if self.is_outdone(&state) {
                continue;
            }
            let residuals = self.residuals(&state.changes);
            if residuals.iter().all(|&residual| residual == 0) {
                self.limit = self.limit.min(state.cost + MARGIN);
                let State { mut changes, events, cost, moves, .. } = state;
                changes.sort_unstable();
                outcome.found.push(Found { changes, events, moves, cost });
                continue;
            }
            states += 1;
            if states > MOST_STATES || self.steps > MOST_STEPS {
                let best = outcome.found.first().map_or(f64::INFINITY, |found| found.cost);
                outcome.gave_up = state.bound < best + SURE_MARGIN || outcome.found.is_empty();
                return outcome;
            }
            self.expand(&state, &residuals);
        }
        outcome
    }

    /// Whether the same changes were found in a cheaper way since.
    fn is_outdone(&self, state: &State) -> bool {
        let mut key = state.changes.clone();
        key.sort_unstable();
        self.seen.get(&key).is_some_and(|&cost| cost < state.cost)
    }

    /// What is left of each equation after some changes.
    fn residuals(&self, changes: &[(usize, i128)]) -> Vec<i128> {
        let mut residuals = self.problem.residuals.clone();
        for &(cell, amount) in changes {
            self.shift(&mut residuals, cell, amount - self.problem.seen[cell].start);
        }
        residuals
    }

    fn shift(&self, residuals: &mut [i128], cell: usize, step: i128) {
        for &(equation, factor) in &self.problem.system.of_cell[cell] {
            if self.problem.asked[equation] {
                residuals[equation] += factor * step;
            }
        }
    }

    fn expand(&mut self, state: &State, residuals: &[i128]) {
        let problem = self.problem;
        let is_free = |cell: usize| state.changes.iter().all(|&(other, _)| other != cell);
        let mut after = residuals.to_vec();
        let mut steps: Vec<(usize, i128)> = Vec::new();
        for (nth, &residual) in residuals.iter().enumerate().filter(|(_, residual)| **residual != 0) {
            for &(cell, factor) in &problem.system.equations[nth].terms {
                if residual % factor == 0 && is_free(cell) {
                    steps.push((cell, problem.seen[cell].start - residual / factor));
                }
            }
        }
        steps.sort_unstable();
        steps.dedup();
        self.steps += steps.len();
        let levels = self.bound.levels(problem, residuals);
        for (cell, amount) in steps {
            if state.cost + problem.least_of(cell) > self.limit {
                continue;
            }
            let cost = state.cost + problem.cost(cell, amount);
            if cost <= self.limit {
                let step = amount - problem.seen[cell].start;
                self.shift(&mut after, cell, step);
                let bound = cost + self.bound.after(problem, &levels, cell, &after);
                self.shift(&mut after, cell, -step);
                if bound <= self.limit {
                    let mut changes = state.changes.clone();
                    changes.push((cell, amount));
                    let (events, moves) = (state.events.clone(), state.moves);
                    self.push(State { bound, cost, nth: 0, changes, events, moves });
                }
            }
        }
        self.swap(state, residuals);
    }

    /// Swaps that make an equation hold.
    fn swap(&mut self, state: &State, residuals: &[i128]) {
        for at in 0..self.swaps.len() {
            let swap = self.swaps[at];
            let (a, b) = swap.cells;
            if state.changes.iter().any(|&(cell, _)| cell == a || cell == b) {
                continue;
            }
            let mut after = residuals.to_vec();
            let changes = swapped(self.problem, &swap);
            for (cell, amount) in changes {
                self.shift(&mut after, cell, amount - self.problem.seen[cell].start);
            }
            let touched = [a, b].into_iter().flat_map(|cell| &self.problem.system.of_cell[cell]);
            let mut touched = touched.map(|&(equation, _)| equation);
            if touched.any(|equation| residuals[equation] != 0 && after[equation] == 0) {
                let (mut all, mut events) = (state.changes.clone(), state.events.clone());
                all.extend(changes);
                events.push(Event::Swapped { cells: (a, b) });
                self.offer(all, events, state.cost + swap.cost, state.moves + swap.cost);
            }
        }
    }

    fn offer(&mut self, changes: Vec<(usize, i128)>, events: Vec<Event>, cost: f64, moves: f64) {
        let bound = cost + self.bound.of(self.problem, &self.residuals(&changes));
        self.push(State { bound, cost, nth: 0, changes, events, moves });
    }

    fn push(&mut self, state: State) {
        if state.bound > self.limit {
            return;
        }
        let mut key = state.changes.clone();
        key.sort_unstable();
        let cheapest = self.seen.entry(key).or_insert(f64::INFINITY);
        if state.cost < *cheapest {
            *cheapest = state.cost;
            self.offered += 1;
            self.queue.push(State { nth: self.offered, ..state });
        }
    }
}
