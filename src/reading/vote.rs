//! What the ways of a line tell of its cells together: a cell's value is as certain as the ways that tell the same of it.

use rust_decimal::Decimal;

use crate::reading::line::Line;
use crate::reading::place::{Placement, Told};
use crate::sheet::record::State;

/// A value is taken for that of a cell if so much of the weight of all placements gives it this value.
const AGREED: f64 = 0.75;
/// What is left of the certainty of a place where a whole column may be missing.
const COLUMN_OPEN: f64 = 0.6;

/// The value that a cell gets.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    /// The value's position among the tokens of the row
    pub token: Option<usize>,
    /// The probability that the cell holds this value
    pub probability: f64,
}

/// The values of the only way.
pub(super) fn as_placed(way: &Placement) -> Vec<Placed> {
    way.tokens.iter().map(|&token| Placed { token, probability: 1.0 }).collect()
}

/// What the cells of a line get, by the weights of its ways as natural logarithms.
pub(super) fn vote(line: &Line, weights: &[f64]) -> Vec<Placed> {
    let ways = &line.placements.ways;
    let weights = normalised(weights);
    let told: Vec<Vec<Told>> = (0..ways.len()).map(|way| line.placements.told(way, &line.sums)).collect();
    let shares: Vec<Vec<f64>> = (0..line.width()).map(|cell| shares(&weights, &told, cell)).collect();
    let share = |cell: usize, way: usize| shares[cell][way];
    let support = |way: usize| shares.iter().map(|shares| shares[way]).sum::<f64>();
    let best = (0..ways.len()).max_by(|&a, &b| support(a).total_cmp(&support(b)).then(b.cmp(&a))).unwrap_or(0);
    let Placement { tokens, .. } = &ways[best];
    let numbers = tokens.iter().flatten().filter(|at| line.placements.tokens[**at].value.is_some()).count();
    let is_mostly_read = numbers * 2 > tokens.len() && !line.is_of_many;
    let placed = |(cell, &token): (usize, &Option<usize>)| {
        let is_loose = |at: &usize| line.blanks_are_loose && line.placements.tokens[*at].state == State::Blank;
        let agreed = || agreed(line, cell, &told[best][cell], share(cell, best)).filter(|_| is_mostly_read);
        let sure = token.filter(|at| !is_loose(at));
        let probability = share(cell, best) * if line.is_of_many { COLUMN_OPEN } else { 1.0 };
        Placed { token: sure.or_else(agreed).or(token), probability }
    };
    tokens.iter().enumerate().map(placed).collect()
}

/// The zero of a cell that the chosen placement leaves empty, if it is zero wherever the row may stand: of seven cells
/// with six zeros it does not matter which zero was lost.
fn agreed(line: &Line, cell: usize, told: &Told, share: f64) -> Option<usize> {
    let placements = &line.placements;
    let zero = *told == Told::Value(Decimal::ZERO);
    let same = |token: &usize| zero && placements.tokens[*token].value == Some(Decimal::ZERO);
    let tokens = placements.ways.iter().filter_map(|way| way.tokens[cell]);
    tokens.into_iter().find(same).filter(|_| share >= AGREED)
}

/// For each way, the weight of all ways that tell the same of a cell.
fn shares(weights: &[f64], told: &[Vec<Told>], cell: usize) -> Vec<f64> {
    // What is told, the weight behind it, and the ways that tell it: mostly few things.
    let mut said: Vec<(Told, f64)> = Vec::new();
    let mut of_way = Vec::with_capacity(told.len());
    for (weight, told) in weights.iter().zip(told) {
        let known = said.iter().position(|(other, _)| *other == told[cell]);
        let at = known.unwrap_or_else(|| {
            said.push((told[cell], 0.0));
            said.len() - 1
        });
        said[at].1 += weight;
        of_way.push(at);
    }
    of_way.into_iter().map(|at| said[at].1.min(1.0)).collect()
}

/// Shares of weights that are natural logarithms.
fn normalised(weights: &[f64]) -> Vec<f64> {
    let most = weights.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let shares: Vec<f64> = weights.iter().map(|weight| (weight - most).exp()).collect();
    let all: f64 = shares.iter().sum();
    shares.into_iter().map(|share| share / all).collect()
}
