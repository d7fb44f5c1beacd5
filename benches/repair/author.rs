//! Errors that the agency itself made: they are printed, and no repair of them is right.

use rust_decimal::Decimal;

use crate::table::Table;
use gouji_reports::dice::Dice;

/// Gives each table (section 三, and each block of section 四) in which something happened an error with a probability.
pub fn err(table: &mut Table, chance: f64, dice: &mut Dice) {
    let mut tables = vec![table.cells("requests")];
    tables.extend(table.rows("disputes"));
    for mut cells in tables {
        cells.retain(|&cell| !table.printed[cell].is_zero());
        if !cells.is_empty() && dice.chance(chance) {
            one_cell(table, &cells, dice);
        }
    }
}

/// One cell that is a little off, mistyped, or left at zero.
fn one_cell(table: &mut Table, cells: &[usize], dice: &mut Dice) {
    let cell = *dice.pick(cells);
    let value = table.printed[cell];
    let wrong = match dice.below(10) {
        0..=5 => {
            value + off(dice) * if dice.chance(0.5) && value > Decimal::from(20) { -Decimal::ONE } else { Decimal::ONE }
        }
        6..=7 => Decimal::ZERO,
        _ => mistyped(value, dice),
    };
    print(table, cell, wrong);
}

/// A cell and the total of its row, by the same amount; false if there is none.
pub fn with_total(table: &mut Table, dice: &mut Dice) -> bool {
    let rows = table.rows("requests");
    let row = dice.pick(&rows).clone();
    let (cell, total, step) = (row[dice.below(row.len() - 1)], row[row.len() - 1], off(dice));
    print(table, cell, table.printed[cell] + step);
    print(table, total, table.printed[total] + step);
    true
}

/// A total of section 四 left at zero; false if there is none that is not.
pub fn zero_total(table: &mut Table, dice: &mut Dice) -> bool {
    let totals: Vec<usize> = table.rows("disputes").iter().filter_map(|row| row.last().copied()).collect();
    let totals: Vec<usize> = totals.into_iter().filter(|&cell| !table.printed[cell].is_zero()).collect();
    if totals.is_empty() {
        return false;
    }
    let total = *dice.pick(&totals);
    print(table, total, Decimal::ZERO);
    true
}

fn off(dice: &mut Dice) -> Decimal {
    Decimal::from(*dice.weighted(&[(1, 0.5), (2, 0.2), (3, 0.1), (5, 0.08), (6, 0.06), (10, 0.06)]))
}

fn mistyped(value: Decimal, dice: &mut Dice) -> Decimal {
    let mut digits = value.to_string().into_bytes();
    let at = dice.below(digits.len());
    digits[at] = b'0' + dice.below(10) as u8;
    String::from_utf8_lossy(&digits).parse().unwrap_or(value)
}

fn print(table: &mut Table, cell: usize, value: Decimal) {
    table.printed[cell] = value;
    table.seen[cell] = Some(value);
}
