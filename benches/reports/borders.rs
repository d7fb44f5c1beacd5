//! Rows in which nothing separates the values: what a careful reader can still tell of them.

use gouji::sheet::Sheet;
use rust_decimal::Decimal;

/// How many partial splits are tried before a row is given up.
const PATIENCE: usize = 300_000;

/// The values of a row of cells whose texts stand side by side, if only one split of its signs into so many numbers lets
/// the equations within the row hold.
pub fn only_split(sheet: &Sheet, cells: &[usize], texts: &[&str]) -> Option<Vec<Decimal>> {
    let signs: Vec<u64> = texts.concat().chars().map(|sign| sign.to_digit(10).map(u64::from)).collect::<Option<_>>()?;
    let place = |cell: &usize| cells.iter().position(|other| other == cell);
    let places = |cells: &[usize]| cells.iter().map(place).collect::<Option<Vec<usize>>>();
    let strict = sheet.equations.iter().filter(|equation| equation.is_strict());
    let rules = strict.filter_map(|equation| Some((places(&equation.left)?, places(&equation.right)?))).collect();
    let mut search = Search { signs, count: cells.len(), rules, found: Vec::new(), steps: 0 };
    search.split(0, &mut Vec::new());
    match &search.found[..] {
        [only] if search.steps < PATIENCE => Some(only.iter().copied().map(Decimal::from).collect()),
        _ => None,
    }
}

struct Search {
    signs: Vec<u64>,
    count: usize,
    rules: Vec<(Vec<usize>, Vec<usize>)>,
    found: Vec<Vec<u64>>,
    steps: usize,
}

impl Search {
    fn split(&mut self, at: usize, numbers: &mut Vec<u64>) {
        self.steps += 1;
        if self.found.len() > 1 || self.steps >= PATIENCE || !self.holds(numbers) {
            return;
        }
        let (left, due) = (self.signs.len() - at, self.count - numbers.len());
        if due == 0 && left == 0 {
            self.found.push(numbers.clone());
        }
        if due == 0 || left < due {
            return;
        }
        let longest = if self.signs[at] == 0 { 1 } else { (left - due + 1).min(9) };
        let mut number = 0;
        for end in at..at + longest {
            number = number * 10 + self.signs[end];
            numbers.push(number);
            self.split(end + 1, numbers);
            numbers.pop();
        }
    }

    /// Whether the equations hold whose last number was just added.
    fn holds(&self, numbers: &[u64]) -> bool {
        let sum = |places: &[usize]| places.iter().map(|&place| numbers[place]).sum::<u64>();
        let is_due = |(left, right): &&(Vec<usize>, Vec<usize>)| {
            left.iter().chain(right).max().is_some_and(|last| last + 1 == numbers.len())
        };
        self.rules.iter().filter(is_due).all(|(left, right)| sum(left) == sum(right))
    }
}

#[cfg(test)]
mod tests {
    use gouji::catalogue::Catalogue;

    use super::*;

    #[test]
    fn a_sum_tells_where_one_number_ends() {
        let sheet = Catalogue::built_in().sheet(&[1; 3]);
        let row = |id: &str| (0..sheet.len()).filter(|&cell| sheet.row(cell).id == id).collect::<Vec<_>>();
        let split = |id: &str, text: &str| {
            let numbers = only_split(&sheet, &row(id), &[text])?;
            Some(numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "))
        };
        assert_eq!(split("granted", "0000000").as_deref(), Some("0 0 0 0 0 0 0"));
        assert_eq!(split("granted", "12000 0012".replace(' ', "").as_str()).as_deref(), Some("12 0 0 0 0 0 12"));
        assert_eq!(split("granted", "91000010").as_deref(), Some("9 1 0 0 0 0 10"));
        assert_eq!(split("regulation", "1234"), None, "no rule tells which digit belongs to which number");
    }
}
