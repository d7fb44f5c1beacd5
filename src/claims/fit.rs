//! Whether a claim fits the values of the tables.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::claims::claim::{Claim, Meaning, Said, Sum};

/// What comes of holding a claim against values.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Outcome {
    /// It fits a reading: evidence for the cells of that reading
    Fits {
        /// The position of the reading in the claim
        reading: usize,
    },
    /// It fits none of its readings, and all their values are known: a finding
    Misfits {
        /// The position of the reading that comes nearest
        nearest: usize,
        /// What the tables say for each reading, in the unit of the claim; none for a share of nothing, which is no number
        values: Vec<Option<Decimal>>,
    },
    /// It fits no reading that is known, and values are missing
    DidNotRun {
        /// The cells without a value, each once, in the order of the sheet
        cells: Vec<usize>,
    },
    /// It fits none of its readings, but its words may be about something else, or it is a share of nothing
    SaysNothing,
}

/// Holds a claim against the values of a report's cells, in the order of the sheet.
pub fn test(claim: &Claim, values: &[Option<Decimal>]) -> Outcome {
    let sums: Vec<Option<Decimal>> = claim.readings.iter().map(|meaning| value_of(meaning, values)).collect();
    let fits = |value: &Option<Decimal>| value.is_some_and(|value| fits(claim.said, value));
    if let Some(reading) = sums.iter().position(fits) {
        return Outcome::Fits { reading };
    }
    if claim.is_loose {
        return Outcome::SaysNothing;
    }
    let value = |cell: usize| values.get(cell).copied().flatten();
    let mut cells: Vec<usize> =
        claim.readings.iter().flat_map(Meaning::cells).filter(|&cell| value(cell).is_none()).collect();
    cells.sort_unstable();
    cells.dedup();
    if !cells.is_empty() {
        return Outcome::DidNotRun { cells };
    }
    if sums.iter().all(Option::is_none) {
        return Outcome::SaysNothing;
    }
    let said = said(claim.said);
    let distance =
        |value: &Option<Decimal>| value.and_then(|value| value.checked_sub(said)).map_or(Decimal::MAX, |d| d.abs());
    let nearest =
        sums.iter().enumerate().min_by_key(|(_, value)| distance(value)).map_or(0, |(reading_ix, _)| reading_ix);
    Outcome::Misfits { nearest, values: sums }
}

impl Meaning {
    /// The cells that it needs.
    pub fn cells(&self) -> impl Iterator<Item = usize> + '_ {
        self.sum.cells().chain(self.of.iter().flat_map(|(_, sum)| sum.cells()))
    }
}

fn said(said: Said) -> Decimal {
    match said {
        Said::Count(value) | Said::Amount { value, .. } | Said::Share { percent: value, .. } => value,
    }
}

/// What the tables say for a meaning, in the unit of the claim.
fn value_of(meaning: &Meaning, values: &[Option<Decimal>]) -> Option<Decimal> {
    let part = total(&meaning.sum, values)?;
    let Some((_, whole)) = &meaning.of else { return Some(part) };
    part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(total(whole, values)?)
}

fn total(sum: &Sum, values: &[Option<Decimal>]) -> Option<Decimal> {
    let value = |cell: &usize| values.get(*cell).copied().flatten();
    let added = sum.add.iter().try_fold(Decimal::ZERO, |total, cell| total.checked_add(value(cell)?))?;
    sum.less.iter().try_fold(added, |total, cell| total.checked_sub(value(cell)?))
}

/// Whether a value is what is claimed; shares and amounts may be rounded, or cut, to the decimals that are printed.
fn fits(claim: Said, value: Decimal) -> bool {
    match claim {
        Said::Count(count) => count == value,
        Said::Amount { value: said, decimals } | Said::Share { percent: said, decimals } => {
            let to = |strategy| value.round_dp_with_strategy(decimals, strategy) == said;
            [RoundingStrategy::MidpointAwayFromZero, RoundingStrategy::MidpointNearestEven, RoundingStrategy::ToZero]
                .into_iter()
                .any(to)
        }
    }
}
