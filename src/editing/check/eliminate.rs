//! Exact elimination among unknown amounts (Gauss and Jordan, without fractions).

use std::collections::BTreeMap;

use crate::editing::check::system::System;

/// Unknown amounts up to which elimination is tried; reports with more have lost whole tables.
const MOST_UNKNOWN: usize = 220;

/// One equation among unknown amounts: the terms add up to the constant.
#[derive(Clone, Debug, Default)]
pub(crate) struct Row {
    /// Cells and factors, ascending by cell; the first one stands in no other row
    pub terms: Vec<(usize, i128)>,
    /// What they add up to
    pub constant: i128,
    /// The cell that this row is solved for
    pub pivot: usize,
}

/// What is left after elimination.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reduced {
    /// The independent rows
    pub rows: Vec<Row>,
}

type Sparse = BTreeMap<usize, i128>;

/// Reduces the equations with unknown amounts; `None` if there are too many, or factors grow too large. Equations that
/// contradict each other are left out.
pub(crate) fn eliminate(system: &System, amounts: &[Option<i128>]) -> Option<Reduced> {
    if amounts.iter().filter(|amount| amount.is_none()).count() > MOST_UNKNOWN {
        return None;
    }
    let mut rows: Vec<(Sparse, i128, usize)> = Vec::new();
    for equation in 0..system.equations.len() {
        let (sum, unknown) = system.known(equation, amounts);
        let mut terms: Sparse = unknown.into_iter().collect();
        let mut constant = -sum;
        for (row, other, pivot) in &rows {
            if let Some(&factor) = terms.get(pivot) {
                (terms, constant) = subtract((&terms, constant), factor, (row, *other), row[pivot])?;
            }
        }
        let Some(&pivot) = terms.keys().next_back() else { continue };
        for (row, other, own) in &mut rows {
            if let Some(&factor) = row.get(&pivot) {
                (*row, *other) = subtract((row, *other), factor, (&terms, constant), terms[&pivot])?;
                debug_assert!(row.contains_key(own));
            }
        }
        rows.push((terms, constant, pivot));
    }
    let rows = rows.into_iter();
    let rows = rows.map(|(terms, constant, pivot)| Row { terms: terms.into_iter().collect(), constant, pivot });
    Some(Reduced { rows: rows.collect() })
}

/// Takes a multiple of the second row from a multiple of the first, so that the cell with these factors goes.
fn subtract(
    (one, constant): (&Sparse, i128),
    factor: i128,
    (other, other_constant): (&Sparse, i128),
    other_factor: i128,
) -> Option<(Sparse, i128)> {
    let mut terms: Sparse = Sparse::new();
    for (&cell, &value) in one {
        terms.insert(cell, value.checked_mul(other_factor)?);
    }
    for (&cell, &value) in other {
        let entry = terms.entry(cell).or_default();
        *entry = entry.checked_sub(value.checked_mul(factor)?)?;
    }
    terms.retain(|_, value| *value != 0);
    let constant = constant.checked_mul(other_factor)?.checked_sub(other_constant.checked_mul(factor)?)?;
    let divisor = terms.values().chain([&constant]).fold(0, |divisor, &value| gcd(divisor, value.abs()));
    if divisor > 1 {
        for value in terms.values_mut() {
            *value /= divisor;
        }
        return Some((terms, constant / divisor));
    }
    Some((terms, constant))
}

fn gcd(a: i128, b: i128) -> i128 {
    if b == 0 { a } else { gcd(b, a % b) }
}
