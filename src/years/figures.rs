//! The values and places of some cells of a report, so small that they can be kept for a hundred thousand reports.

use rust_decimal::Decimal;

/// No value.
const NOTHING: i64 = i64::MIN;
/// What a value in one word may be at most, either way: its last four bits are the number of its decimals.
const MOST: i128 = 1 << 58;
const MOST_DECIMALS: u32 = 15;

/// Values and places of cells, in their order.
#[derive(Clone, Debug)]
pub(super) struct Figures {
    /// The values, each in one word; of one that needs more, its place among the large ones below [`NOTHING`]
    small: Box<[i64]>,
    large: Box<[Decimal]>,
    /// Lines and columns from 1; 0 where a cell has no place
    places: Box<[(u32, u32)]>,
}

impl Figures {
    pub(super) fn new(cells: impl Iterator<Item = (Option<Decimal>, Option<(usize, usize)>)>) -> Self {
        let (mut small, mut large, mut places) = (Vec::new(), Vec::new(), Vec::new());
        for (value, place) in cells {
            small.push(value.map_or(NOTHING, |value| {
                packed(value).unwrap_or_else(|| {
                    large.push(value);
                    NOTHING + large.len() as i64
                })
            }));
            let (line, column) = place.unwrap_or_default();
            places.push((line as u32, column as u32));
        }
        Self { small: small.into(), large: large.into(), places: places.into() }
    }

    /// The value at a position.
    pub(super) fn value(&self, at: usize) -> Option<Decimal> {
        match *self.small.get(at)? {
            NOTHING => None,
            large if large < NOTHING + MOST as i64 => self.large.get((large - NOTHING) as usize - 1).copied(),
            packed => Some(Decimal::new(packed >> 4, (packed & 15) as u32)),
        }
    }

    /// Line and column at a position, from 1.
    pub(super) fn place(&self, at: usize) -> Option<(usize, usize)> {
        let &(line, column) = self.places.get(at)?;
        (line > 0).then_some((line as usize, column as usize))
    }

    /// Whether all values are the same numbers.
    pub(super) fn same_values(&self, other: &Self) -> bool {
        self.small.len() == other.small.len() && (0..self.small.len()).all(|at| self.value(at) == other.value(at))
    }
}

/// A value in one word, with its decimals; none if it needs more.
fn packed(value: Decimal) -> Option<i64> {
    let fits = value.scale() <= MOST_DECIMALS && value.mantissa().abs() < MOST;
    fits.then(|| ((value.mantissa() as i64) << 4) | i64::from(value.scale()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_comes_back_as_it_was() {
        let texts = [
            "0",
            "-1",
            "38",
            "1.50",
            "288230376151711743",
            "288230376151711744",
            "-288230376151711743.5",
            "0.0000000000000001",
            "-0.5",
        ];
        let values: Vec<Option<Decimal>> =
            texts.iter().map(|text| Some(text.parse().expect("a number"))).chain([None]).collect();
        let figures = Figures::new(values.iter().map(|&value| (value, value.map(|_| (7, 3)))));
        for (at, value) in values.iter().enumerate() {
            assert_eq!(figures.value(at), *value);
            assert_eq!(figures.value(at).map(|value| value.to_string()), value.map(|value| value.to_string()));
            assert_eq!(figures.place(at), value.map(|_| (7, 3)));
        }
        assert_eq!((figures.value(99), figures.place(99)), (None, None));
        let other = Figures::new(values.iter().map(|&value| (value.map(|value| value.normalize()), None)));
        assert!(figures.same_values(&other), "1.5 is 1.50, wherever it stands");
    }
}
