//! The values and places of some cells of a report, so small that they can be kept for a hundred thousand reports.

use rust_decimal::Decimal;

/// Values and places of cells, in their order.
///
/// Each cell takes the digits of its value and their decimals, how many lines it is below the cell before, and its
/// column, as whole numbers of as many bytes as they need (LEB128): four bytes for most cells.
#[derive(Clone, Debug)]
pub(super) struct Figures {
    cells: usize,
    bytes: Box<[u8]>,
}

/// A cell's value, and its line and column.
type Cell = (Option<Decimal>, Option<(usize, usize)>);

impl Figures {
    pub(super) fn new(cells: impl Iterator<Item = Cell>) -> Self {
        let (mut bytes, mut count, mut above) = (Vec::new(), 0, 0);
        for (value, place) in cells {
            // 0 says that there is none.
            put(&mut bytes, value.map_or(0, |value| zigzag(value.mantissa()) * 2 + u128::from(value.scale() > 0) + 1));
            if let Some(value) = value.filter(|value| value.scale() > 0) {
                put(&mut bytes, u128::from(value.scale()));
            }
            put(&mut bytes, place.map_or(0, |(line, _)| zigzag(line as i128 - above) + 1));
            if let Some((line, column)) = place {
                put(&mut bytes, column as u128);
                above = line as i128;
            }
            count += 1;
        }
        Self { cells: count, bytes: bytes.into() }
    }

    /// The value at a position.
    pub(super) fn value(&self, at: usize) -> Option<Decimal> {
        self.cells().nth(at)?.0.map(Written::value)
    }

    /// Line and column at a position, from 1.
    pub(super) fn place(&self, at: usize) -> Option<(usize, usize)> {
        self.cells().nth(at)?.1
    }

    /// Whether all values are the same numbers.
    pub(super) fn same_values(&self, other: &Self) -> bool {
        let values = |figures: &Self| figures.cells().map(|(value, _)| value.map(Written::value)).collect::<Vec<_>>();
        values(self) == values(other)
    }

    fn cells(&self) -> impl Iterator<Item = (Option<Written>, Option<(usize, usize)>)> {
        let (mut bytes, mut above) = (self.bytes.iter(), 0);
        (0..self.cells).map(move |_| {
            let value = take(&mut bytes).checked_sub(1).map(|value| {
                let scale = if value % 2 == 1 { take(&mut bytes) as u32 } else { 0 };
                Written { digits: value / 2, scale }
            });
            let place = take(&mut bytes).checked_sub(1).map(|line| {
                above += unzigzag(line);
                (above as usize, take(&mut bytes) as usize)
            });
            (value, place)
        })
    }
}

/// A value as it is kept.
#[derive(Clone, Copy)]
struct Written {
    digits: u128,
    scale: u32,
}

impl Written {
    fn value(self) -> Decimal {
        Decimal::from_i128_with_scale(unzigzag(self.digits), self.scale)
    }
}

/// A whole number as one that is not negative, small for small ones.
fn zigzag(number: i128) -> u128 {
    (number.unsigned_abs() << 1) - u128::from(number < 0)
}

fn unzigzag(number: u128) -> i128 {
    let half = (number / 2) as i128;
    if number % 2 == 1 { -half - 1 } else { half }
}

fn put(bytes: &mut Vec<u8>, mut number: u128) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// The next number; 0 at the end.
fn take<'a>(bytes: &mut impl Iterator<Item = &'a u8>) -> u128 {
    let (mut number, mut shift) = match bytes.next() {
        None => return 0,
        // Most numbers are of one byte.
        Some(&byte) if byte & 0x80 == 0 => return u128::from(byte),
        Some(&byte) => (u128::from(byte & 0x7f), 7),
    };
    for byte in bytes {
        number |= u128::from(byte & 0x7f) << shift;
        shift += 7;
        if byte & 0x80 == 0 {
            break;
        }
    }
    number
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
