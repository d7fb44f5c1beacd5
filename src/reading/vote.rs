//! What the candidates of a line imply together: the value of a cell is as certain as the candidates that imply it.

use rust_decimal::Decimal;

use crate::reading::line::Line;
use crate::reading::place::{Candidate, Implied};
use crate::sheet::record::State;

/// A value is taken for that of a cell if so much of the weight of all candidates gives it this value.
const AGREED: f64 = 0.75;
/// What is left of the certainty of a place where a whole column may be missing.
const COLUMN_OPEN: f64 = 0.6;

/// From here on, a value is rather right than wrong.
const LIKELY: f64 = 0.5;
/// The most that habits say for a place which no sum proves.
const UNPROVED: f64 = 0.89;
/// More than shares are off by rounding.
const ROUNDING: f64 = 1e-9;

/// The value that a cell gets.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Placed {
    /// The value's position among the tokens of the row
    pub token: Option<usize>,
    /// The probability that the cell holds this value
    pub probability: f64,
    /// The share of the candidates that imply it
    share: f64,
    /// Whether nothing but habits says that it stands in this cell: blank cells have left no trace, and the sums would
    /// hold with the value elsewhere as well
    pub is_unproved: bool,
}

impl Placed {
    /// Leaves a cell without a value that is rather wrong than right: where nothing separates the cells, a guess is worse
    /// than a number that is left over.
    pub(super) fn take_no_guess(&mut self) {
        if self.probability < LIKELY {
            self.token = None;
        }
    }

    /// The same value in a row that was found by nothing but its order.
    pub(super) fn by_order(self) -> Self {
        Self { is_unproved: self.token.is_some(), ..self }.held_down()
    }

    /// The same with a probability that no more than habits can give.
    pub(super) fn held_down(self) -> Self {
        Self { probability: self.probability.min(UNPROVED), ..self }
    }
}

/// The values of the only candidate.
pub(super) fn as_placed(candidate: &Candidate) -> Vec<Placed> {
    candidate.tokens.iter().map(|&token| Placed { token, probability: 1.0, share: 1.0, is_unproved: false }).collect()
}

/// What the cells of a line get, by the weights of its candidates as natural logarithms.
pub(super) fn vote(line: &Line, weights: &[f64]) -> Vec<Placed> {
    let candidates = &line.candidates.all;
    let weights = normalised(weights);
    let implied: Vec<Vec<Implied>> =
        (0..candidates.len()).map(|candidate| line.candidates.implied(candidate, &line.sums)).collect();
    let shares: Vec<Vec<f64>> = (0..line.width()).map(|cell| shares(&weights, &implied, cell)).collect();
    let share = |cell: usize, candidate: usize| shares[cell][candidate];
    let support = |candidate: usize| shares.iter().map(|shares| shares[candidate]).sum::<f64>();
    let best = (0..candidates.len()).max_by(|&a, &b| support(a).total_cmp(&support(b)).then(b.cmp(&a))).unwrap_or(0);
    let Candidate { tokens, .. } = &candidates[best];
    let numbers = tokens.iter().flatten().filter(|at| line.candidates.tokens[**at].value.is_some()).count();
    let is_mostly_read = numbers * 2 > tokens.len() && !line.is_of_many;
    let placed = |(cell, &token): (usize, &Option<usize>)| {
        let is_loose = |at: &usize| line.blanks_are_loose && line.candidates.tokens[*at].state == State::Blank;
        let agreed = || agreed(line, cell, &implied[best][cell], share(cell, best)).filter(|_| is_mostly_read);
        let sure = token.filter(|at| !is_loose(at));
        let share = share(cell, best);
        let probability = share * if line.is_of_many { COLUMN_OPEN } else { 1.0 };
        Placed { token: sure.or_else(agreed).or(token), probability, share, is_unproved: false }
    };
    tokens.iter().enumerate().map(placed).collect()
}

/// The same for a row whose blank cells have left no trace: what all tables imply in which every sum holds is proved, and
/// anything else is below every threshold. `shares` are those of the candidates among all such tables.
pub(super) fn proved(line: &Line, weights: &[f64], shares: Option<&[f64]>) -> Vec<Placed> {
    let Some(shares) = shares else {
        let doubt = |placed: Placed| Placed { is_unproved: placed.token.is_some(), ..placed };
        return vote(line, weights).into_iter().map(doubt).map(Placed::held_down).collect();
    };
    let logarithms: Vec<f64> = shares.iter().map(|share| share.ln()).collect();
    let by_sums = |placed: Placed| match placed.token {
        Some(_) if placed.share < 1.0 - ROUNDING => Placed { is_unproved: true, ..placed }.held_down(),
        _ => Placed { probability: placed.share, ..placed },
    };
    vote(line, &logarithms).into_iter().map(by_sums).collect()
}

/// The zero of a cell that the chosen candidate leaves empty, if it is zero wherever the row may stand: of seven cells
/// with six zeros it does not matter which zero was lost.
fn agreed(line: &Line, cell: usize, implied: &Implied, share: f64) -> Option<usize> {
    let candidates = &line.candidates;
    let zero = *implied == Implied::Value(Decimal::ZERO);
    let same = |token: &usize| zero && candidates.tokens[*token].value == Some(Decimal::ZERO);
    let tokens = candidates.all.iter().filter_map(|candidate| candidate.tokens[cell]);
    tokens.into_iter().find(same).filter(|_| share >= AGREED)
}

/// For each candidate, the weight of all candidates that imply the same for a cell.
fn shares(weights: &[f64], implied: &[Vec<Implied>], cell: usize) -> Vec<f64> {
    // What is implied, the weight behind it, and the candidates that imply it: mostly few things.
    let mut said: Vec<(Implied, f64)> = Vec::new();
    let mut of_candidate = Vec::with_capacity(implied.len());
    for (weight, implied) in weights.iter().zip(implied) {
        let known = said.iter().position(|(other, _)| *other == implied[cell]);
        let at = known.unwrap_or_else(|| {
            said.push((implied[cell], 0.0));
            said.len() - 1
        });
        said[at].1 += weight;
        of_candidate.push(at);
    }
    of_candidate.into_iter().map(|at| said[at].1.min(1.0)).collect()
}

/// Shares of weights that are natural logarithms.
fn normalised(weights: &[f64]) -> Vec<f64> {
    let most = weights.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let shares: Vec<f64> = weights.iter().map(|weight| (weight - most).exp()).collect();
    let all: f64 = shares.iter().sum();
    shares.into_iter().map(|share| share / all).collect()
}
