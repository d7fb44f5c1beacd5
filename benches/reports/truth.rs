//! What a careful reader can know of each cell of a damaged report.

use gouji::sheet::{Equation, Sheet};
use rust_decimal::Decimal;

use crate::borders::only_split;
use crate::page::{Cell, Kinds, Row, Table};

/// How a cell's value can be known.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Known {
    /// Its text says it.
    Text,
    /// Its text says it; that it stands in this cell has to be worked out.
    Aligned,
    /// Only the rules tell it.
    Rules,
    /// Nothing tells it.
    No,
    /// The agency printed no value.
    Absent,
}

impl Known {
    /// Its name in the files of truth.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "yes",
            Self::Aligned => "align",
            Self::Rules => "rules",
            Self::No => "no",
            Self::Absent => "absent",
        }
    }
}

/// The truth about one cell.
#[derive(Clone, Debug)]
pub struct Truth {
    /// What the agency printed
    pub value: Option<Decimal>,
    /// What stands in the text
    pub raw: String,
    /// How it can be known
    pub known: Known,
    /// What happened to it, to its row, and to its table
    pub kinds: Kinds,
}

/// What became of one cell before the rules are asked.
#[derive(Clone, Debug, Default)]
struct Found {
    raw: String,
    kinds: Kinds,
    says: Option<Decimal>,
    is_short: bool,
}

/// The truth about every cell of a sheet, from what the agency printed and what became of its tables.
pub fn truths(sheet: &Sheet, truth: &[Option<Decimal>], parts: &[Vec<Table>], lost: &[Cell]) -> Vec<Truth> {
    let mut found = vec![Found::default(); sheet.len()];
    for cell in lost {
        cell.value().into_iter().for_each(|at| found[at].kinds.extend(&cell.kinds));
    }
    for table in parts.iter().flatten() {
        for row in table.rows.iter().filter(|row| !row.is_repeat) {
            note(row, &table.kinds, &mut found);
            if row.kinds.contains("borders_lost") {
                split(sheet, row, &mut found);
            }
        }
    }
    let known: Vec<Option<Decimal>> =
        found.iter().zip(truth).map(|(found, truth)| found.says.filter(|says| Some(*says) == *truth)).collect();
    let told = peel(sheet, &known);
    let judge = |(cell, found): (usize, Found)| {
        let bound = sheet.strict_of(cell).next().is_some();
        let how = match truth[cell] {
            None => Known::Absent,
            Some(_) if known[cell].is_some() && !found.is_short => Known::Text,
            Some(_) if known[cell].is_some() && (bound || found.kinds.is_empty()) => Known::Aligned,
            Some(value) if bound && told[cell] == Some(value) => Known::Rules,
            Some(_) => Known::No,
        };
        Truth { value: truth[cell], raw: found.raw, known: how, kinds: found.kinds }
    };
    found.into_iter().enumerate().map(judge).collect()
}

/// Notes what a row says of its cells.
fn note(row: &Row, table: &Kinds, found: &mut [Found]) {
    let is_short = row.kinds.contains("row_short");
    for cell in row.values() {
        let Some(at) = cell.value() else { continue };
        let here = &mut found[at];
        here.raw.clone_from(&cell.text);
        here.kinds.extend(cell.kinds.iter().chain(&row.kinds).chain(table));
        here.says = says(&cell.text);
        here.is_short |= is_short;
    }
}

/// Where nothing separates the values of a row, they are known only if its signs can be split in one way.
fn split(sheet: &Sheet, row: &Row, found: &mut [Found]) {
    let cells: Vec<usize> = row.values().filter_map(Cell::value).collect();
    let texts: Vec<&str> = row.values().map(|cell| cell.text.as_str()).collect();
    let numbers = only_split(sheet, &cells, &texts);
    for (nth, &at) in cells.iter().enumerate() {
        found[at].says = numbers.as_ref().map(|numbers| numbers[nth]);
        found[at].is_short = true;
    }
}

/// What a text says to a reader who knows which letters are taken for which digits; nothing if it is no number.
pub fn says(text: &str) -> Option<Decimal> {
    let text = text.trim_end_matches('件').trim_matches(['.', ':', '·', '\'']);
    let mut digits = String::new();
    for sign in text.chars() {
        match sign {
            '0'..='9' | '.' => digits.push(sign),
            '０'..='９' => digits.push(char::from(b'0' + (sign as u32 - '０' as u32) as u8)),
            'O' | 'o' | '〇' | 'D' | 'Q' => digits.push('0'),
            'l' | 'I' | '|' | '丨' | 'i' => digits.push('1'),
            'Z' | 'z' => digits.push('2'),
            'S' | 's' => digits.push('5'),
            'b' => digits.push('6'),
            'B' => digits.push('8'),
            'g' | 'q' => digits.push('9'),
            '-' | '－' | '—' | '一' if digits.is_empty() => digits.push('-'),
            ',' | '，' | ' ' => {}
            _ => return None,
        }
    }
    let leading = digits.len() > 1 && digits.starts_with('0') && !digits.starts_with("0.");
    if leading { None } else { digits.parse().ok() }
}

/// All values that follow from the known ones by the strict equations, one after the other; counts are not negative.
fn peel(sheet: &Sheet, known: &[Option<Decimal>]) -> Vec<Option<Decimal>> {
    let mut values = known.to_vec();
    loop {
        let strict = sheet.equations.iter().filter(|equation| equation.is_strict());
        let told: Vec<(usize, Decimal)> = strict.flat_map(|equation| told_by(equation, &values)).collect();
        let news: Vec<_> = told.into_iter().filter(|&(cell, _)| values[cell].is_none()).collect();
        if news.is_empty() {
            return values;
        }
        for (cell, value) in news {
            values[cell] = Some(value);
        }
    }
}

/// What one equation tells of its open cells.
fn told_by(equation: &Equation, values: &[Option<Decimal>]) -> Vec<(usize, Decimal)> {
    let open = |cells: &[usize]| cells.iter().copied().filter(|&cell| values[cell].is_none()).collect::<Vec<_>>();
    let sum = |cells: &[usize]| cells.iter().filter_map(|&cell| values[cell]).sum::<Decimal>();
    let rest = sum(&equation.right) - sum(&equation.left);
    match (&open(&equation.left)[..], &open(&equation.right)[..]) {
        ([], []) => Vec::new(),
        ([cell], []) => vec![(*cell, rest)],
        ([], [cell]) => vec![(*cell, -rest)],
        (cells, []) | ([], cells) if rest.is_zero() => cells.iter().map(|&cell| (cell, Decimal::ZERO)).collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_stand_for_one_digit_are_no_loss_and_others_are() {
        let cases = [
            ("12", Some(12)),
            ("l2", Some(12)),
            ("１２件", Some(12)),
            ("1，234", Some(1234)),
            ("一3", Some(-3)),
            ("0.", Some(0)),
        ];
        for (text, value) in cases {
            assert_eq!(says(text), value.map(Decimal::from), "{text}");
        }
        for text in ["", "人", "00", "/", "T2"] {
            assert_eq!(says(text), None, "{text}");
        }
    }
}
