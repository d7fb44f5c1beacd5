//! Damage to the text of labels and heads, and the ways in which converters write them.

use gouji::form::Unit;

use crate::damage::{Rates, misreadings};
use crate::dice::Dice;
use crate::model::Model;
use crate::page::{Cell, Kinds, Role, Table};

/// Some agencies word a head otherwise; columns of amounts most often.
pub(super) fn reword(table: &mut Table, model: &Model, dice: &mut Dice) {
    let columns: Vec<_> =
        model.sheet.parts[table.part].table().blocks.iter().flat_map(|block| &block.columns).collect();
    for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells).filter(|cell| cell.role == Role::Head) {
        let Some(column) = columns.iter().find(|column| column.label == cell.text) else { continue };
        let often = if column.unit == Unit::TenThousandYuan { 0.5 } else { 0.03 };
        if let Some(alias) = column.aliases.first().filter(|_| dice.chance(often)) {
            alias.clone_into(&mut cell.text);
            table.kinds.insert("unit_header_variant");
        }
    }
}

/// Two characters of some long labels are not seen.
pub(super) fn lose_words(table: &mut Table, rates: Rates, dice: &mut Dice) {
    if !rates.hit("word_loss", dice) {
        return;
    }
    for row in &mut table.rows {
        for cell in row.cells.iter_mut().filter(|cell| cell.value().is_none()) {
            let mut signs: Vec<char> = cell.text.chars().collect();
            if signs.len() > 8 && dice.chance(0.15) {
                let at = 3 + dice.below(signs.len() - 6);
                signs.drain(at..at + 2);
                cell.text = signs.into_iter().collect();
                row.kinds.insert("label_word_loss");
            }
        }
    }
}

/// How the labels of one table are written.
struct Manner {
    half_width: bool,
    number_space: bool,
    wraps: bool,
}

/// Damages the labels of a table.
pub(super) fn damage(table: &mut Table, half_width: bool, rates: Rates, dice: &mut Dice) {
    if !rates.any() {
        return;
    }
    let manner = Manner { half_width, number_space: rates.hit("number_space", dice), wraps: rates.hit("wrap", dice) };
    for row in &mut table.rows {
        for cell in row.cells.iter_mut().filter(|cell| cell.value().is_none()) {
            cell.text = manner.write(cell, &mut row.kinds, dice);
            cell.text = misread(&cell.text, rates.of("letter"), &mut row.kinds, dice);
        }
    }
}

impl Manner {
    fn write(&self, cell: &Cell, kinds: &mut Kinds, dice: &mut Dice) -> String {
        let mut text = cell.text.clone();
        if self.half_width || (text.starts_with('（') && dice.chance(0.8)) {
            let number =
                if self.half_width { text.len() } else { text.find('）').map_or(0, |at| at + '）'.len_utf8()) };
            text = self::half_width(&text[..number]) + &text[number..];
            kinds.insert("punct_width");
        }
        if self.number_space {
            text = space_after_number(&text);
        }
        let every = match cell.role {
            Role::Group(_) => 6,
            Role::Head => 4,
            _ => 24,
        };
        if self.wraps && dice.chance(if every == 24 { 0.5 } else { 0.4 }) {
            text = wrapped(&text, every, kinds, dice);
        }
        text
    }
}

/// Punctuation as keyboards of the west have it.
pub fn half_width(text: &str) -> String {
    let narrow = |sign| match sign {
        '（' => '(',
        '）' => ')',
        '，' => ',',
        '：' => ':',
        '；' => ';',
        '“' | '”' => '"',
        _ => sign,
    };
    text.chars().map(narrow).collect()
}

/// `（一）予以公开` as `（一） 予以公开`, and the same after `1.`.
fn space_after_number(text: &str) -> String {
    let end = text.find(['）', ')', '.']).filter(|&at| text[..at].chars().count() <= 2);
    let Some(at) = end else { return text.to_owned() };
    let after = at + text[at..].chars().next().map_or(0, char::len_utf8);
    if text[after..].is_empty() { text.to_owned() } else { format!("{} {}", &text[..after], &text[after..]) }
}

/// A label that was printed on two lines, joined with a space.
fn wrapped(text: &str, every: usize, kinds: &mut Kinds, dice: &mut Dice) -> String {
    if text.chars().count() <= every {
        return text.to_owned();
    }
    let line = every - dice.below(3).min(every - 2);
    let at = text.char_indices().nth(line).map_or(text.len(), |(at, _)| at);
    kinds.insert("wrap_space");
    format!("{} {}", text[..at].trim_end(), text[at..].trim_start())
}

/// A text with some of its characters misread or lost.
pub fn misread(text: &str, rate: f64, kinds: &mut Kinds, dice: &mut Dice) -> String {
    let mut read = String::with_capacity(text.len());
    for sign in text.chars() {
        let is_han = ('\u{4e00}'..='\u{9fff}').contains(&sign);
        if is_han && dice.chance(rate) {
            match misreadings::character(sign, dice) {
                Some(other) => {
                    read.push_str(other);
                    kinds.insert("ocr_confusion");
                }
                None => read.push(sign),
            }
        } else if is_han && dice.chance(rate * 0.15) {
            kinds.insert("char_loss");
        } else {
            read.push(sign);
        }
    }
    read
}

/// `2024年` as `2024 年`.
pub fn spaced_digits(text: &str, year: u16) -> String {
    text.replace(&year.to_string(), &format!(" {year} "))
}

/// Remains of markup in one label of the report.
pub(super) fn debris(parts: &mut [Vec<Table>], rates: Rates, dice: &mut Dice) {
    if !rates.hit("debris", dice) {
        return;
    }
    let rows = parts.iter_mut().flatten().filter(|table| table.has_groups()).flat_map(|table| &mut table.rows);
    let mut rows: Vec<_> = rows.filter(|row| row.width() > 0).collect();
    if rows.is_empty() {
        return;
    }
    let nth = dice.below(rows.len());
    let row = &mut *rows[nth];
    let Some(label) = row.cells.iter_mut().find(|cell| cell.value().is_none() && !cell.text.is_empty()) else { return };
    let number = label.text.find(['）', ')']).filter(|_| label.text.starts_with(['（', '(']));
    label.text = match number {
        Some(_) => format!("( <u></u>{}", label.text.split(['）', ')']).next_back().unwrap_or_default()),
        None => format!("{}{}", dice.pick(&["<u></u>", "**", "· "]), label.text),
    };
    row.kinds.insert("markup_debris");
}
