//! Damage to the digits of a number, and the ways in which agencies write numbers.

use gouji::form::Unit;

use crate::damage::{Rates, misreadings};
use crate::dice::Dice;
use crate::model::Model;
use crate::page::{Cell, Table};

/// How an agency writes its numbers.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Style {
    /// Digits only
    Plain,
    /// Groups of three, with this sign between
    Thousands(&'static str),
    /// Full-width digits
    FullWidth,
    /// With 件 behind
    Unit,
}

/// The style of a report.
pub(super) fn style(rates: Rates, dice: &mut Dice) -> Style {
    let styles = [Style::Thousands(","), Style::FullWidth, Style::Unit, Style::Thousands("，")];
    if rates.hit("number_style", dice) { *dice.pick(&styles) } else { Style::Plain }
}

/// Writes all numbers of a table in a style.
pub(super) fn print(table: &mut Table, model: &Model, style: Style) {
    for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
        let Some(value) = cell.value().filter(|_| is_number(&cell.text) && !cell.text.starts_with('-')) else {
            continue;
        };
        let is_count = model.sheet.column(value).unit == Unit::Count;
        match style {
            Style::Thousands(sign) if cell.text.len() > 3 && !cell.text.contains('.') => {
                cell.text = grouped(&cell.text, sign);
                cell.kinds.insert("thousands_separator");
            }
            Style::FullWidth => {
                cell.text = cell.text.chars().map(full_width).collect();
                cell.kinds.insert("fullwidth_digits");
            }
            Style::Unit if is_count => {
                cell.text.push('件');
                cell.kinds.insert("unit_suffix");
            }
            _ => {}
        }
    }
}

fn grouped(digits: &str, sign: &str) -> String {
    let first = digits.len() % 3;
    let (head, tail) = digits.split_at(first);
    let threes = tail.as_bytes().chunks(3).map(|three| String::from_utf8_lossy(three).into_owned());
    let groups: Vec<String> = [head.to_owned()].into_iter().filter(|head| !head.is_empty()).chain(threes).collect();
    groups.join(sign)
}

fn full_width(sign: char) -> char {
    sign.to_digit(10).and_then(|digit| char::from_u32('０' as u32 + digit)).unwrap_or(sign)
}

/// Whether a text is a number as agencies print it.
fn is_number(text: &str) -> bool {
    let body = text.strip_prefix('-').unwrap_or(text);
    !body.is_empty() && body.chars().all(|sign| sign.is_ascii_digit() || sign == '.')
}

/// Damages the digits of all numbers of a table.
pub(super) fn damage(table: &mut Table, rates: Rates, dice: &mut Dice) {
    let cells = table.rows.iter_mut().flat_map(|row| &mut row.cells);
    for cell in cells.filter(|cell| cell.value().is_some() && is_number(&cell.text)) {
        number(cell, rates, dice);
    }
}

fn number(cell: &mut Cell, rates: Rates, dice: &mut Dice) {
    let digits: Vec<char> = cell.text.chars().collect();
    let is_zero = cell.text == "0";
    if is_zero && rates.hit("zero_lost", dice) {
        cell.text.clear();
        cell.kinds.insert("zero_lost");
    } else if digits.len() > 1 && rates.hit("digit_drop", dice) {
        let gone = cell.text.remove(dice.below(digits.len()));
        cell.kinds.insert(if gone == '.' { "decimal_point_lost" } else { "digit_drop" });
    } else if digits.len() > 1 && rates.hit("digit_split", dice) {
        cell.text.insert(1 + dice.below(digits.len() - 1), ' ');
        cell.kinds.insert("digit_split");
    } else {
        cell.text = if is_zero { lone_zero(cell, rates, dice) } else { signs(&digits, cell, rates, dice) };
        if rates.hit("speck", dice) {
            let speck = *dice.pick(&[".", ":", "·", "'"]);
            cell.text = if dice.chance(0.7) { cell.text.clone() + speck } else { speck.to_owned() + &cell.text };
            cell.kinds.insert("specks");
        }
    }
}

fn lone_zero(cell: &mut Cell, rates: Rates, dice: &mut Dice) -> String {
    if !rates.hit("digit", dice) {
        return cell.text.clone();
    }
    cell.kinds.insert("digit_confusion");
    misreadings::lone_zero(dice).to_owned()
}

fn signs(printed: &[char], cell: &mut Cell, rates: Rates, dice: &mut Dice) -> String {
    printed.iter().map(|&printed| sign(printed, cell, rates, dice)).collect()
}

/// What is read for one sign of a number.
fn sign(printed: char, cell: &mut Cell, rates: Rates, dice: &mut Dice) -> String {
    if printed == '-' && rates.hit("minus", dice) {
        cell.kinds.insert("minus_variant");
        return (*dice.pick(&["—", "－", "一"])).to_owned();
    }
    let misread = printed.is_ascii_digit() && rates.hit("digit", dice);
    match misread.then(|| misreadings::digit(printed, dice)).flatten() {
        Some(read) => {
            cell.kinds.insert("digit_confusion");
            read.to_owned()
        }
        None => printed.to_string(),
    }
}
