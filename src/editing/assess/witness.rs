//! Sentences as soft witnesses: a number that the text names again bears out the cell, and speaks for the repairs that it
//! fits. It is no proof: in a quarter of published reports a sentence differs from the report's own table.

use rust_decimal::Decimal;

use crate::claims::{Claim, Outcome, Said, test};
use crate::editing::localize::{Fault, Repair};

/// How likely a sentence and the right figure agree, and how likely they agree by chance where the figure is wrong.
const AGREES: f64 = 0.8;
const BY_CHANCE: f64 = 0.05;
/// The same where the page itself is wrong: its sentence has the wrong figure about as often as the right one.
const PAGE_AGREES: f64 = 0.5;

/// What the sentences of a report say, with some values.
pub(super) fn outcomes(claims: &[Claim], values: &[Option<Decimal>]) -> Vec<Outcome> {
    claims.iter().map(|claim| test(claim, values)).collect()
}

/// For each cell, whether a sentence that can mean nothing else names its figure, and the figure is not zero.
pub(super) fn borne_out(claims: &[Claim], outcomes: &[Outcome], cells: usize) -> Vec<bool> {
    let mut borne_out = vec![false; cells];
    for (claim, outcome) in claims.iter().zip(outcomes).filter(|(claim, _)| !claim.is_loose) {
        let Outcome::Fits { reading } = *outcome else { continue };
        let meaning = &claim.readings[reading];
        if let ([cell], [], None) = (&meaning.sum.add[..], &meaning.sum.less[..], &meaning.of)
            && !matches!(claim.said, Said::Count(count) if count.is_zero())
        {
            borne_out[*cell] = true;
        }
    }
    borne_out
}

/// Weighs the repairs of faults by the sentences about the cells that they change.
pub(super) fn weigh(faults: &mut [Fault], claims: &[Claim], values: &[Option<Decimal>]) {
    for fault in faults.iter_mut().filter(|fault| !fault.repairs.is_empty()) {
        let changed =
            |cell: usize| fault.repairs.iter().any(|one| one.changes.iter().any(|change| change.cell == cell));
        let about =
            |claim: &&Claim| !claim.is_loose && claim.readings.iter().any(|meaning| meaning.cells().any(changed));
        let claims: Vec<&Claim> = claims.iter().filter(about).collect();
        if claims.is_empty() {
            continue;
        }
        let after = |repair: &Repair| {
            let mut values = values.to_vec();
            repair.changes.iter().for_each(|change| values[change.cell] = Some(change.value));
            likelihood(&claims, &values, (AGREES, BY_CHANCE))
        };
        let chances: Vec<f64> = fault.repairs.iter().map(after).collect();
        fault.weigh_by(&chances, likelihood(&claims, values, (PAGE_AGREES, 1.0 - PAGE_AGREES)));
    }
}

/// How likely the sentences are, if these are the right values: the chances that one fits, and that it does not.
fn likelihood(claims: &[&Claim], values: &[Option<Decimal>], (fits, does_not): (f64, f64)) -> f64 {
    let one = |claim: &&Claim| match test(claim, values) {
        Outcome::Fits { .. } => fits,
        Outcome::Misfits { .. } => does_not,
        Outcome::DidNotRun { .. } | Outcome::SaysNothing => 1.0,
    };
    claims.iter().map(one).product()
}
