//! How easily one number is misread for another.

use rust_decimal::Decimal;

use crate::confusions::are_alike;

/// The cost, in nats, of reading `seen` where `printed` stands: about 6 for a digit taken for one that looks alike, more
/// for a digit lost, doubled or added, and most for numbers that have nothing in common.
pub(super) fn cost(seen: Decimal, printed: Decimal) -> f64 {
    let (seen, printed) = (seen.normalize().to_string(), printed.normalize().to_string());
    let (seen, printed) = (seen.as_bytes(), printed.as_bytes());
    if seen.len() == printed.len() {
        let different: Vec<_> = seen.iter().zip(printed).filter(|(a, b)| a != b).collect();
        return match different[..] {
            [(a, b)] if are_alike(char::from(*a), char::from(*b)) => 6.0,
            [(_, _)] => 7.5,
            [(a, b), (c, d)] if a == d && b == c => 8.5,
            _ => unrelated(printed),
        };
    }
    if is_one_more(seen, printed) || is_one_more(printed, seen) { 7.5 } else { unrelated(printed) }
}

fn unrelated(printed: &[u8]) -> f64 {
    8.0 + 2.5 * printed.len() as f64
}

/// Whether the longer number is the shorter with one sign put in.
fn is_one_more(short: &[u8], long: &[u8]) -> bool {
    let same = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    long.len() == short.len() + 1 && short[same..] == long[same + 1..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_likelier_a_misreading_the_less_it_costs() {
        let cost = |seen: i64, printed: i64| cost(Decimal::from(seen), Decimal::from(printed));
        let by_likelihood = [cost(18, 13), cost(12, 123), cost(12, 21), cost(12, 97), cost(7, 9154)];
        assert!(by_likelihood.is_sorted(), "{by_likelihood:?}");
    }
}
