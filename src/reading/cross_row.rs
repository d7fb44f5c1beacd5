//! What each candidate of a row adds to the equations that go beyond the row, so that trying one takes a few additions of
//! whole numbers and not all sums of the table again.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::reading::line::Line;
use crate::reading::place::Agreement;
use crate::sheet::{Equation, Sheet};

/// The natural logarithm of the weight of each agreement, in their order; held to the weights by a test.
const LOGARITHMS: [f64; 6] = [
    0.0,
    3.401_197_381_662_155_5,
    2.708_050_201_102_21,
    0.405_465_108_108_164_4,
    -std::f64::consts::LN_2,
    -5.521_460_917_862_246,
];

/// The most that an equation can better a weight by, as a natural logarithm.
pub(crate) const MOST_SUITING: f64 = LOGARITHMS[1];

/// The two sides of an equation: the sums of the values that are there, and how many are not.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Sides {
    left: i128,
    right: i128,
    left_open: i32,
    right_open: i32,
}

impl Sides {
    /// What the terms of an equation put into it; one without a value counts as open.
    pub(crate) fn of(left: &[usize], right: &[usize], value: impl Fn(usize) -> Option<i128>) -> Self {
        let side = |terms: &[usize]| {
            let values = terms.iter().map(|&term| value(term));
            let none = (0, 0);
            values.fold(none, |(sum, open), value| value.map_or((sum, open + 1), |value| (sum + value, open)))
        };
        let ((left, left_open), (right, right_open)) = (side(left), side(right));
        Self { left, right, left_open, right_open }
    }

    /// Both together.
    #[inline]
    pub(crate) fn with(self, other: Self) -> Self {
        Self {
            left: self.left + other.left,
            right: self.right + other.right,
            left_open: self.left_open + other.left_open,
            right_open: self.right_open + other.right_open,
        }
    }

    /// What is left if the other is taken out.
    #[inline]
    pub(crate) fn without(self, other: Self) -> Self {
        Self {
            left: self.left - other.left,
            right: self.right - other.right,
            left_open: self.left_open - other.left_open,
            right_open: self.right_open - other.right_open,
        }
    }

    /// How well the values suit the equation, as a natural logarithm.
    #[inline]
    pub(crate) fn suits(self) -> f64 {
        LOGARITHMS[Agreement::of((self.left, self.left_open > 0), (self.right, self.right_open > 0)) as usize]
    }
}

/// What each candidate of a line puts into the equations that go beyond the line.
#[derive(Debug, Default)]
pub(crate) struct CrossRow {
    /// The equations, in order
    pub equations: Vec<usize>,
    /// The weight of each candidate by the row's own evidence, as a natural logarithm
    pub own: Vec<f64>,
    /// For each candidate, for each of the equations
    sides: Vec<Vec<Sides>>,
}

impl CrossRow {
    /// The cross-row terms of a line, its values in units of 10^−`scale`.
    pub(crate) fn of(sheet: &Sheet, line: &Line, scale: u32) -> Self {
        let equations = across(sheet, line);
        let cells = line.first..line.first + line.width();
        let terms: Vec<[Vec<usize>; 2]> =
            equations.iter().map(|&nth| terms_in(&sheet.equations[nth], &cells)).collect();
        let of_candidate = |candidate: usize| {
            let values: Vec<Option<i128>> =
                line.candidates.values(candidate).map(|value| value.map(|value| units(value, scale))).collect();
            terms.iter().map(|[left, right]| Sides::of(left, right, |term| values[term])).collect()
        };
        let candidates = &line.candidates.all;
        let own = candidates.iter().map(|candidate| candidate.weight.max(f64::MIN_POSITIVE).ln()).collect();
        let sides = (0..candidates.len()).map(of_candidate).collect();
        Self { equations, own, sides }
    }

    /// What a candidate puts into each equation.
    pub(crate) fn of_candidate(&self, candidate: usize) -> impl Iterator<Item = (usize, Sides)> {
        self.equations.iter().copied().zip(self.sides[candidate].iter().copied())
    }

    /// The equations that another line has at stake, too.
    pub(crate) fn shared_with(&self, other: &Self) -> Vec<usize> {
        self.equations.iter().copied().filter(|nth| other.equations.binary_search(nth).is_ok()).collect()
    }
}

/// The cells of a line on both sides of an equation, counted from the first of the line.
fn terms_in(equation: &Equation, cells: &Range<usize>) -> [Vec<usize>; 2] {
    let inside =
        |side: &[usize]| side.iter().filter(|&cell| cells.contains(cell)).map(|cell| cell - cells.start).collect();
    [inside(&equation.left), inside(&equation.right)]
}

/// The equations that go beyond a line.
fn across(sheet: &Sheet, line: &Line) -> Vec<usize> {
    let cells = line.first..line.first + line.width();
    let goes_on = |nth: &usize| !sheet.equations[*nth].cells().all(|cell| cells.contains(&cell));
    sheet.strict_equations_of(cells.clone()).filter(goes_on).collect()
}

/// The number of decimals that all values of some lines can be counted in.
pub(crate) fn scale(lines: &[Line]) -> u32 {
    let tokens = lines.iter().flat_map(|line| line.candidates.tokens.iter());
    tokens.filter_map(|token| token.value).map(|value| value.scale()).max().unwrap_or(0)
}

/// A value in units of 10^−`scale`. Values that are read have far fewer digits than fit.
pub(crate) fn units(value: Decimal, scale: u32) -> i128 {
    match scale - value.scale() {
        0 => value.mantissa(),
        more => value.mantissa().saturating_mul(10_i128.saturating_pow(more)),
    }
}

/// Whether no sum of values of some lines, in units of 10^−`scale`, is too large for 64 bits. Sums of a table take each
/// value in a few times at most.
pub(crate) fn are_small(lines: &[Line], scale: u32) -> bool {
    let values = lines.iter().flat_map(|line| line.candidates.tokens.iter()).filter_map(|token| token.value);
    let all = values.fold(0_u128, |all, value| all.saturating_add(units(value, scale).unsigned_abs()));
    all < 1 << 56
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_logarithms_are_those_of_the_weights() {
        use Agreement::{Fails, Holds, Open, Reached, Short, Trivial};
        for agreement in [Trivial, Holds, Reached, Short, Open, Fails] {
            let (known, expected) = (LOGARITHMS[agreement as usize], agreement.weight().ln());
            assert!((known - expected).abs() < 1e-15 * 10.0, "{agreement:?}: {known} {expected}");
        }
    }
}
