//! What a text in the place of a number may mean where it is no number: `约1204` is probably 1204, `SAT` perhaps 547. It is
//! never a value; it is offered to a person who looks at the cell, and to the equations as one amount among others.

use std::str::FromStr;

use rust_decimal::Decimal;
use unicode_normalization::UnicodeNormalization;

use crate::data::confusions::digit_of;
use crate::form::Unit;
use crate::reading::spelling::SIGNS;

/// The most digits of a number that is suggested, and the largest power of ten that it may be written with.
const MOST_DIGITS: usize = 12;
const MOST_ZEROS: u32 = 9;

/// The number that a text may mean in a column of this unit, if it may mean one.
pub(crate) fn meaning(text: &str, unit: Unit) -> Option<Decimal> {
    let folded: String = text.nfkc().filter(|char| !char.is_whitespace()).collect();
    let (body, is_negative) = without_sign(without_brackets(&folded));
    let (body, times) = without_words(body, unit)?;
    let number = number(body)?.checked_mul(times)?.normalize();
    Some(if is_negative { -number } else { number })
}

/// `(33)`: what stands between brackets, the text itself where none enclose it.
fn without_brackets(text: &str) -> &str {
    let pairs = [('(', ')'), ('[', ']'), ('【', '】'), ('〔', '〕'), ('"', '"')];
    let inner = pairs.iter().find_map(|&(open, close)| text.strip_prefix(open)?.strip_suffix(close));
    inner.unwrap_or(text)
}

fn without_sign(text: &str) -> (&str, bool) {
    match text.strip_prefix(['-', '\u{2212}', '–', '—']) {
        Some(rest) => (rest, true),
        None => (text.strip_prefix('+').unwrap_or(text), false),
    }
}

/// The text without the words around its number, and how many times larger those make it.
fn without_words(text: &str, unit: Unit) -> Option<(&str, Decimal)> {
    let (mut body, mut times) = (text, Decimal::ONE);
    loop {
        let behind = SIGNS.units.iter().chain(&SIGNS.yuan).chain(&SIGNS.around);
        let shorter = behind.clone().find_map(|word| body.strip_suffix(word.as_str()));
        let shorter = shorter.or_else(|| SIGNS.around.iter().find_map(|word| body.strip_prefix(word.as_str())));
        if let Some(shorter) = shorter {
            body = shorter;
            continue;
        }
        let larger =
            SIGNS.multiples.iter().find_map(|(word, factor)| Some((body.strip_suffix(word.as_str())?, *factor)));
        let Some((shorter, factor)) = larger else { return Some((body, times)) };
        body = shorter;
        // 万 is the unit of an amount anyway.
        if unit != Unit::TenThousandYuan || factor != 10_000 {
            times = times.checked_mul(factor.into())?;
        }
    }
}

/// The number that digits, letters that look like them, digits of other scripts, or a power of ten say.
fn number(text: &str) -> Option<Decimal> {
    if let Some((base, zeros)) = text.split_once(['e', 'E']) {
        let zeros = u32::from_str(zeros.trim_start_matches('+')).ok().filter(|&zeros| zeros <= MOST_ZEROS)?;
        return plain(base)?.checked_mul(Decimal::from(10_u64.pow(zeros)));
    }
    let digits: Option<String> = text.chars().map(|char| if char == '.' { Some('.') } else { digit(char) }).collect();
    plain(&digits?)
}

fn plain(text: &str) -> Option<Decimal> {
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') && !text.starts_with('.');
    Decimal::from_str(text).ok().filter(|_| is_number && text.len() <= MOST_DIGITS)
}

/// The digit that a character is or looks like.
fn digit(char: char) -> Option<char> {
    let of_script = |&zero: &char| u32::from(char).checked_sub(u32::from(zero)).filter(|&digit| digit < 10);
    digit_of(char).or_else(|| SIGNS.zeros.iter().find_map(of_script).and_then(|digit| char::from_digit(digit, 10)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_number_may_mean_one() {
        let cases = [
            ("约1204", Some("1204")),
            ("约1204件", Some("1204")),
            ("17%", Some("17")),
            ("33万", Some("330000")),
            ("(33)", Some("33")),
            ("（33）", Some("33")),
            ("1e5", Some("100000")),
            ("SAT", Some("547")),
            ("oil", Some("11")),
            ("٣٣", Some("33")),
            ("3千余", Some("3000")),
            ("12345678901234567", None),
            ("第3条", None),
            ("其他", None),
            ("", None),
            (".", None),
        ];
        for (text, expected) in cases {
            let said = meaning(text, Unit::Count).map(|value| value.to_string());
            assert_eq!(said.as_deref(), expected, "{text}");
        }
        assert_eq!(meaning("33万", Unit::TenThousandYuan), Some(33.into()));
    }
}
