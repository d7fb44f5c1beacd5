//! The noise model: how likely one number is read where another is printed.

use crate::data::confusions::{are_alike, kinds, taken_for};
use crate::editing::check::decimal;

/// How a number came to be misread.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum How {
    /// A digit was taken for one that looks alike.
    LooksAlike,
    /// A digit was taken for another.
    OtherDigit,
    /// A digit was lost.
    DigitDropped,
    /// There is a digit too many.
    DigitAdded,
    /// A digit was read twice.
    DigitDoubled,
    /// Two neighbouring digits were changed about.
    Transposed,
    /// Letters stand for digits.
    Letters,
    /// The numbers have nothing in common.
    Unrelated,
}

/// The share of added digits that double their neighbour, and of those put before the number (a ruled line read as 1).
const DOUBLED: f64 = 0.75;
const BEFORE: f64 = 0.08;
/// The share of unrelated numbers that have one digit; of those with each digit more, a share of the rest.
const SHORTER: f64 = 0.5;

/// A number as it is written; room for the longest amount, its sign and its point.
#[derive(Clone, Copy, Debug)]
pub(super) struct Written {
    signs: [u8; 44],
    start: usize,
}

impl Written {
    /// An amount of units of 10^−`scale` as it is written, without zeros at the end of its decimals.
    pub(crate) fn of(amount: i128, scale: u32) -> Self {
        let mut written = Self { signs: [b'0'; 44], start: 44 };
        if scale > 0 {
            let text = decimal(amount, scale).map(|value| value.normalize().to_string()).unwrap_or_default();
            text.bytes().rev().for_each(|sign| written.put(sign));
            return written;
        }
        let mut rest = amount.unsigned_abs();
        if let Ok(mut small) = u64::try_from(rest) {
            while small >= 10 {
                written.put(b'0' + (small % 10) as u8);
                small /= 10;
            }
            rest = u128::from(small);
        }
        while rest >= 10 {
            written.put(b'0' + (rest % 10) as u8);
            rest /= 10;
        }
        written.put(b'0' + rest as u8);
        if amount < 0 {
            written.put(b'-');
        }
        written
    }

    fn put(&mut self, sign: u8) {
        if self.start > 0 {
            self.start -= 1;
            self.signs[self.start] = sign;
        }
    }

    /// The signs, first one first.
    pub(crate) fn signs(&self) -> &[u8] {
        &self.signs[self.start..]
    }
}

/// The probability that `seen` is read where `printed` stands and is misread, and how.
pub(super) fn misreading(seen: &[u8], printed: &[u8]) -> (f64, How) {
    let shares = kinds();
    let unrelated = shares.unrelated * (SHORTER * 0.1).powi(seen.len().min(40) as i32);
    let (probability, how) = if seen.len() == printed.len() {
        same_length(seen, printed)
    } else if seen.len() + 1 == printed.len() {
        let ways = ways(seen, printed);
        (shares.lost * ways / printed.len() as f64, How::DigitDropped)
    } else if seen.len() == printed.len() + 1 {
        added(seen, printed)
    } else {
        (0.0, How::Unrelated)
    };
    if probability > 0.0 { (probability + unrelated, how) } else { (unrelated, How::Unrelated) }
}

fn same_length(seen: &[u8], printed: &[u8]) -> (f64, How) {
    let (shares, length) = (kinds(), seen.len() as f64);
    let mut places = (0..seen.len()).filter(|&at| seen[at] != printed[at]);
    let (first, second, third) = (places.next(), places.next(), places.next());
    let is_digit = |at: usize| seen[at].is_ascii_digit() && printed[at].is_ascii_digit();
    match (first, second, third) {
        (Some(at), None, _) if is_digit(at) => {
            let alike = are_alike(char::from(seen[at]), char::from(printed[at]));
            let how = if alike { How::LooksAlike } else { How::OtherDigit };
            (shares.another / length * taken_for(printed[at], seen[at]), how)
        }
        (Some(a), Some(b), None) if is_digit(a) && is_digit(b) => {
            let both = taken_for(printed[a], seen[a]) * taken_for(printed[b], seen[b]);
            let twice = shares.twice * both * 2.0 / (length * (length - 1.0));
            if b == a + 1 && seen[a] == printed[b] && seen[b] == printed[a] {
                return (shares.changed_about / (length - 1.0) + twice, How::Transposed);
            }
            (twice, How::OtherDigit)
        }
        _ => (0.0, How::Unrelated),
    }
}

/// In how many ways the longer text becomes the shorter by leaving one sign out.
fn ways(short: &[u8], long: &[u8]) -> f64 {
    let head = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    let tail = short.iter().rev().zip(long.iter().rev()).take_while(|(a, b)| a == b).count();
    // One sign may go from any place at which what is before it and what is behind it fit.
    (head + tail + 1).saturating_sub(short.len()) as f64
}

fn added(seen: &[u8], printed: &[u8]) -> (f64, How) {
    let (shares, ways) = (kinds(), ways(printed, seen));
    if ways == 0.0 {
        return (0.0, How::Unrelated);
    }
    let length = printed.len() as f64;
    let any = (1.0 - DOUBLED - BEFORE) * ways / ((length + 1.0) * 10.0);
    let before = if &seen[1..] == printed && matches!(seen[0], b'1' | b'7' | b'4') { BEFORE } else { 0.0 };
    // A digit that can be left out in two places stands beside its like.
    let doubled = if ways > 1.0 { DOUBLED / length * (ways - 1.0) } else { 0.0 };
    let how = if ways > 1.0 { How::DigitDoubled } else { How::DigitAdded };
    (shares.added * (any + before + doubled), how)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cost(seen: i128, printed: i128) -> f64 {
        let (seen, printed) = (Written::of(seen, 0), Written::of(printed, 0));
        -misreading(seen.signs(), printed.signs()).0.ln()
    }

    #[test]
    fn the_likelier_a_misreading_the_less_it_costs() {
        let by_likelihood =
            [cost(7, 1), cost(18, 13), cost(12, 112), cost(12, 123), cost(21, 12), cost(120, 12), cost(12, 97)];
        assert!(by_likelihood.is_sorted(), "{by_likelihood:?}");
    }

    #[test]
    fn how_a_number_was_misread_is_told() {
        let how =
            |seen: i128, printed: i128| misreading(Written::of(seen, 0).signs(), Written::of(printed, 0).signs()).1;
        assert_eq!(how(250, 650), How::OtherDigit);
        assert_eq!(how(38, 33), How::LooksAlike);
        assert_eq!(how(12, 142), How::DigitDropped);
        assert_eq!(how(122, 12), How::DigitDoubled);
        assert_eq!(how(142, 12), How::DigitAdded);
        assert_eq!(how(21, 12), How::Transposed);
        assert_eq!(how(7, 4311), How::Unrelated);
    }

    #[test]
    fn numbers_are_written_as_people_write_them() {
        let written = |amount: i128, scale| String::from_utf8_lossy(Written::of(amount, scale).signs()).into_owned();
        assert_eq!(written(0, 0), "0");
        assert_eq!(written(-120, 0), "-120");
        assert_eq!(written(1_500_000, 6), "1.5");
        assert_eq!(written(10_i128.pow(27), 0).len(), 28);
    }
}
