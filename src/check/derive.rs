//! Values that the equations force on cells that have none. Shown beside the blank, never written into it.

use rust_decimal::Decimal;

use crate::sheet::{Equation, Sheet};

/// A value that follows from others.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Derived {
    /// The value
    pub value: Decimal,
    /// The equation that gave it
    pub equation: usize,
}

/// Solves cells without a value, one equation after the other: an equation with one unknown gives its value, and an
/// equation whose known parts already reach the total makes its unknown parts zero, as counts are not negative.
/// Where equations disagree about a value, or give one that the form cannot hold, the cell stays open.
pub fn derive(sheet: &Sheet, values: &[Option<Decimal>]) -> Vec<Option<Derived>> {
    let mut known = values.to_vec();
    let mut derived: Vec<Option<Derived>> = vec![None; values.len()];
    loop {
        let sure = (0..sheet.equations.len()).filter(|&nth| sheet.equations[nth].is_strict());
        let solved = sure.flat_map(|nth| {
            solve(&sheet.equations[nth], &known)
                .into_iter()
                .map(move |(cell, value)| (cell, Derived { value, equation: nth }))
        });
        let solved: Vec<_> = solved.filter(|(cell, found)| sheet.can_hold(*cell, found.value)).collect();
        let mut progress = false;
        for (cell, found) in solved {
            if known[cell].is_none() {
                known[cell] = Some(found.value);
                derived[cell] = Some(found);
                progress = true;
            }
        }
        if !progress {
            break;
        }
    }
    withdraw_contradicted(sheet, &known, &mut derived);
    derived
}

fn solve(equation: &Equation, known: &[Option<Decimal>]) -> Vec<(usize, Decimal)> {
    let unknown = |cells: &[usize]| cells.iter().copied().filter(|&cell| known[cell].is_none()).collect::<Vec<_>>();
    let sum = |cells: &[usize]| cells.iter().filter_map(|&cell| known[cell]).sum::<Decimal>();
    let (left, right) = (unknown(&equation.left), unknown(&equation.right));
    let missing = sum(&equation.right) - sum(&equation.left);
    match (left.len(), right.len()) {
        (1, 0) => vec![(left[0], missing)],
        (0, 1) => vec![(right[0], -missing)],
        (_, 0) | (0, _) if missing.is_zero() => {
            left.into_iter().chain(right).map(|cell| (cell, Decimal::ZERO)).collect()
        }
        _ => vec![],
    }
}

/// Takes back derived values that stand in an equation which then fails.
fn withdraw_contradicted(sheet: &Sheet, known: &[Option<Decimal>], derived: &mut [Option<Derived>]) {
    let failing = sheet.equations.iter().filter(|equation| super::run(equation, known).fails());
    for cell in failing.flat_map(Equation::cells) {
        derived[cell] = None;
    }
}
