//! Damage to what is seen of a table.

use rust_decimal::Decimal;

use crate::table::Table;
use gouji_reports::dice::Dice;

/// A kind of damage.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Kind {
    Substitution,
    Deletion,
    Insertion,
    Blank,
    Slide,
    Mix,
}

/// Digits that are read for each digit, with weights of this benchmark's own.
const READ_FOR: [&[(u8, f64)]; 10] = [
    &[(8, 3.0), (6, 3.0), (9, 2.0)],
    &[(7, 5.0), (4, 1.0)],
    &[(7, 3.0), (3, 1.0)],
    &[(8, 6.0), (5, 3.0), (2, 1.0)],
    &[(9, 2.0), (1, 2.0)],
    &[(6, 4.0), (3, 3.0)],
    &[(8, 4.0), (5, 3.0), (0, 3.0)],
    &[(1, 6.0), (2, 2.0)],
    &[(3, 4.0), (6, 3.0), (0, 3.0)],
    &[(8, 2.0), (0, 2.0), (4, 2.0)],
];
/// Chance that a misread digit is taken for any other.
const ANY: f64 = 0.15;

/// Damages one cell; false if that changes nothing.
pub fn cell(table: &mut Table, cell: usize, kind: Kind, dice: &mut Dice) -> bool {
    let printed = table.printed[cell].to_string().into_bytes();
    let kind = if kind == Kind::Mix { drawn(dice) } else { kind };
    let seen = match kind {
        Kind::Substitution => substituted(printed, dice),
        Kind::Deletion => deleted(printed, dice),
        Kind::Insertion => inserted(printed, dice),
        _ => Vec::new(),
    };
    table.seen[cell] = String::from_utf8_lossy(&seen).parse().ok();
    table.seen[cell] != Some(table.printed[cell])
}

fn drawn(dice: &mut Dice) -> Kind {
    let kinds = [(Kind::Substitution, 0.53), (Kind::Deletion, 0.16), (Kind::Insertion, 0.13), (Kind::Blank, 0.18)];
    *dice.weighted(&kinds)
}

fn substituted(mut digits: Vec<u8>, dice: &mut Dice) -> Vec<u8> {
    let at = dice.below(digits.len());
    let digit = usize::from(digits[at].wrapping_sub(b'0')).min(9);
    let read =
        if dice.chance(ANY) { ((digit + 1 + dice.below(9)) % 10) as u8 } else { *dice.weighted(READ_FOR[digit]) };
    digits[at] = b'0' + read;
    digits
}

fn deleted(mut digits: Vec<u8>, dice: &mut Dice) -> Vec<u8> {
    digits.remove(dice.below(digits.len()));
    digits
}

fn inserted(mut digits: Vec<u8>, dice: &mut Dice) -> Vec<u8> {
    if dice.chance(0.7) {
        let at = dice.below(digits.len());
        digits.insert(at, digits[at]);
    } else {
        digits.insert(dice.below(digits.len() + 1), b'0' + dice.below(10) as u8);
    }
    digits
}

/// Moves the values of a row by one cell; false if that changes nothing.
pub fn row(table: &mut Table, row: &[usize], dice: &mut Dice) -> bool {
    let mut values: Vec<Option<Decimal>> = row.iter().map(|&cell| table.seen[cell]).collect();
    let (last, at) = (row.len() - 1, dice.below(row.len() - 1));
    match dice.below(4) {
        0 => {
            values.remove(at);
            values.push(None);
        }
        1 => {
            values.insert(at, None);
            values.truncate(last + 1);
        }
        2 => {
            let joined = format!("{}{}", values[at].unwrap_or_default(), values[at + 1].unwrap_or_default());
            values[at] = joined.parse().ok();
            values.remove(at + 1);
            values.push(None);
        }
        _ => values.swap(at, at + 1),
    }
    let changed = row.iter().zip(&values).any(|(&cell, value)| table.seen[cell] != *value);
    for (&cell, value) in row.iter().zip(values) {
        table.seen[cell] = value;
    }
    changed
}
