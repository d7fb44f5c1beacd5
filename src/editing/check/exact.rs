//! Exact sums: decimals as whole numbers of a common unit. What does not fit is said, never rounded.

use rust_decimal::Decimal;

/// The largest amount of a common unit that is counted in, 10²⁸; sums of all cells of a report stay far inside `i128`.
const MOST: i128 = 10_i128.pow(28);

/// A decimal as a whole number of units of 10^−`scale`; `None` if it is none, or too large.
pub(crate) fn units(value: Decimal, scale: u32) -> Option<i128> {
    let (mantissa, own) = (value.mantissa(), value.scale());
    if own == scale {
        return (mantissa.abs() <= MOST).then_some(mantissa);
    }
    let scaled = if own <= scale {
        mantissa.checked_mul(10_i128.checked_pow(scale - own)?)?
    } else {
        let divisor = 10_i128.checked_pow(own - scale)?;
        (mantissa % divisor == 0).then_some(mantissa / divisor)?
    };
    (scaled.abs() <= MOST).then_some(scaled)
}

/// The decimal that is so many units of 10^−`scale`; `None` if it is too large.
pub(crate) fn decimal(units: i128, scale: u32) -> Option<Decimal> {
    Decimal::try_from_i128_with_scale(units, scale).ok()
}

/// The sum of some values, with as many decimals as the longest of them; `None` if it is too large to be exact.
pub fn sum(values: impl IntoIterator<Item = Decimal, IntoIter: Clone>) -> Option<Decimal> {
    let values = values.into_iter();
    let scale = values.clone().map(|value| value.scale()).max().unwrap_or(0);
    let total = values.map(|value| units(value, scale)).try_fold(0_i128, |sum, value| sum.checked_add(value?))?;
    decimal(total, scale)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(values: &[&str]) -> Option<String> {
        let values: Vec<Decimal> = values.iter().map(|text| text.parse().expect("a number")).collect();
        sum(values.iter().copied()).map(|sum| sum.to_string())
    }

    #[test]
    fn sums_are_exact_or_there_is_none() {
        assert_eq!(said(&["999999999999999", "0.000001"]).as_deref(), Some("999999999999999.000001"));
        assert_eq!(said(&["0.1", "0.2", "-0.30"]).as_deref(), Some("0.00"));
        assert_eq!(said(&["9999999999999999999999999999", "0.1"]), None);
        assert_eq!(said(&["79228162514264337593543950335", "1"]), None);
    }
}
