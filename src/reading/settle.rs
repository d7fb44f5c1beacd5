//! Settles the candidates of all rows of a table together: each row by its own evidence, and by whether the sums that
//! run through several rows hold.

use foldhash::HashMap;

use crate::reading::cross_row::{CrossRow, MOST_SUITING, Sides, are_small, scale, units};
use crate::reading::joint::{MOST_UNPROVED, shares};
use crate::reading::line::Line;
use crate::reading::vote::{Placed, as_placed, proved, vote};
use crate::sheet::Sheet;

/// The most candidates of one row that take part; the rest are too unlikely to matter.
const MOST_CANDIDATES: usize = 40;
/// The most candidates of a line that are tried together with those of another.
const MOST_OF_PAIR: usize = 12;
/// More than sums of weights are off by rounding.
const ROUNDING: f64 = 1e-6;
/// How often the rows are gone through, at most.
const ROUNDS: usize = 4;

/// Chooses a candidate for every line; the value of a cell is as certain as the candidates that imply it.
pub(crate) fn settle(sheet: &Sheet, lines: &mut [Line]) -> Vec<Vec<Placed>> {
    for line in lines.iter_mut() {
        line.candidates.all.truncate(if line.blanks_vanished { MOST_UNPROVED } else { MOST_CANDIDATES });
    }
    if lines.iter().all(|line| line.candidates.all.len() == 1) {
        return lines.iter().map(|line| as_placed(&line.candidates.all[0])).collect();
    }
    let scale = scale(lines);
    settled(sheet, lines, scale)
}

/// The same where some line leaves a choice, all values counted in units of 10^−`scale`.
fn settled(sheet: &Sheet, lines: &[Line], scale: u32) -> Vec<Vec<Placed>> {
    let mut table = Table::new(sheet, lines, scale);
    let open: Vec<usize> = (0..lines.len()).filter(|&nth| lines[nth].candidates.all.len() > 1).collect();
    for _ in 0..ROUNDS {
        let before = table.chosen.clone();
        for &nth in &open {
            table.improve(nth);
        }
        for (at, &one) in open.iter().enumerate() {
            open[at + 1..].iter().for_each(|&other| table.improve_pair(one, other));
        }
        if before == table.chosen {
            break;
        }
    }
    let is_open = |line: &Line| line.blanks_vanished && line.candidates.all.len() > 1;
    let shares = if lines.iter().any(is_open) && are_small(lines, scale) {
        shares(sheet, lines, scale)
    } else {
        vec![None; lines.len()]
    };
    let placed = |nth: usize| match &lines[nth].candidates.all[..] {
        [candidate] => as_placed(candidate),
        _ if is_open(&lines[nth]) => proved(&lines[nth], &table.weights(nth), shares[nth].as_deref()),
        _ => vote(&lines[nth], &table.weights(nth)),
    };
    (0..lines.len()).map(placed).collect()
}

/// A line beside another that it shares equations with.
struct Apart {
    /// The likeliest candidates: the weight of each by the row's own evidence and the equations that are not shared, and what it
    /// puts into those that are
    candidates: Vec<(f64, Vec<Sides>)>,
    /// The same weight of the candidate that is chosen
    chosen: f64,
    /// What that candidate puts into the equations that are shared
    standing: Vec<Sides>,
}

/// The table with one candidate chosen for each line.
struct Table<'a> {
    lines: &'a [Line<'a>],
    chosen: Vec<usize>,
    cross_row: Vec<CrossRow>,
    /// The sides of each equation of the sheet, with the values as they are chosen
    standing: Vec<Sides>,
    /// How often another candidate was chosen
    changes: usize,
    /// For each equation, after how many such changes it changed last
    changed: Vec<usize>,
    /// For two lines that were tried together, after how many
    tried: HashMap<(usize, usize), usize>,
}

impl<'a> Table<'a> {
    fn new(sheet: &Sheet, lines: &'a [Line<'a>], scale: u32) -> Self {
        // A line that leaves no choice has nothing at stake: its values only stand there.
        let cross_row_of = |line: &Line| {
            if line.candidates.all.len() > 1 { CrossRow::of(sheet, line, scale) } else { CrossRow::default() }
        };
        let cross_row: Vec<CrossRow> = lines.iter().map(cross_row_of).collect();
        let mut values = vec![None; sheet.len()];
        for line in lines {
            let placed = line.candidates.values(0).map(|value| value.map(|value| units(value, scale)));
            values[line.first..].iter_mut().zip(placed).for_each(|(cell, value)| *cell = value);
        }
        let mut standing = vec![Sides::default(); sheet.equations.len()];
        for &nth in cross_row.iter().flat_map(|cross_row| &cross_row.equations) {
            let equation = &sheet.equations[nth];
            standing[nth] = Sides::of(&equation.left, &equation.right, |cell| values[cell]);
        }
        let changed = vec![0; standing.len()];
        Self {
            lines,
            chosen: vec![0; lines.len()],
            cross_row,
            standing,
            changes: 0,
            changed,
            tried: HashMap::default(),
        }
    }

    fn choose(&mut self, nth: usize, candidate: usize) {
        let before = std::mem::replace(&mut self.chosen[nth], candidate);
        if before != candidate {
            self.changes += 1;
            let cross_row = &self.cross_row[nth];
            for ((nth, old), (_, new)) in cross_row.of_candidate(before).zip(cross_row.of_candidate(candidate)) {
                self.standing[nth] = self.standing[nth].without(old).with(new);
                self.changed[nth] = self.changes;
            }
        }
    }

    fn own(&self, nth: usize, candidate: usize) -> f64 {
        self.cross_row[nth].own[candidate]
    }

    /// The weight of every candidate of a line, the others standing as they are.
    fn weights(&self, nth: usize) -> Vec<f64> {
        let cross_row = &self.cross_row[nth];
        let rest: Vec<Sides> =
            cross_row.of_candidate(self.chosen[nth]).map(|(nth, sides)| self.standing[nth].without(sides)).collect();
        let weigh = |candidate: usize| {
            let suits = cross_row.of_candidate(candidate).zip(&rest).map(|((_, sides), rest)| rest.with(sides).suits());
            self.own(nth, candidate) + suits.sum::<f64>()
        };
        (0..self.lines[nth].candidates.all.len()).map(weigh).collect()
    }

    fn improve(&mut self, nth: usize) {
        let weights = self.weights(nth);
        let mut best = self.chosen[nth];
        for (candidate, weight) in weights.iter().enumerate() {
            if *weight > weights[best] + 1e-9 {
                best = candidate;
            }
        }
        self.choose(nth, best);
    }

    /// Tries the likeliest candidates of two lines together.
    fn improve_pair(&mut self, one: usize, other: usize) {
        if self.is_as_it_was_tried(one, other) {
            return;
        }
        let shared = self.cross_row[one].shared_with(&self.cross_row[other]);
        let [first, second] = [one, other].map(|nth| self.apart(nth, &shared));
        let mut best = (self.chosen[one], self.chosen[other]);
        let standing = shared.iter().map(|&nth| self.standing[nth]);
        let mut best_weight = first.chosen + second.chosen + standing.clone().map(Sides::suits).sum::<f64>();
        let rest: Vec<Sides> = standing
            .zip(first.standing.iter().zip(&second.standing))
            .map(|(all, (&one, &other))| all.without(one).without(other))
            .collect();
        // What no equation can better is not tried: mostly a few candidates are far likelier than all others.
        let most_of_equations = shared.len() as f64 * MOST_SUITING + ROUNDING;
        let most_of_second = second.candidates.iter().map(|(own, _)| *own).fold(f64::NEG_INFINITY, f64::max);
        let mut with_first = Vec::with_capacity(rest.len());
        for (candidate, (own, sides)) in first.candidates.iter().enumerate() {
            if own + most_of_second + most_of_equations <= best_weight {
                continue;
            }
            with_first.clear();
            with_first.extend(rest.iter().zip(sides).map(|(rest, sides)| rest.with(*sides)));
            for (other_candidate, (other_own, sides)) in second.candidates.iter().enumerate() {
                let (alone, mut suits, mut most) = (own + other_own, 0.0, most_of_equations);
                let mut equations = with_first.iter().zip(sides);
                let is_better = loop {
                    if alone + suits + most <= best_weight {
                        break false;
                    }
                    let Some((rest, sides)) = equations.next() else { break alone + suits > best_weight + 1e-9 };
                    suits += rest.with(*sides).suits();
                    most -= MOST_SUITING;
                };
                if is_better {
                    let weight = alone + suits;
                    (best, best_weight) = ((candidate, other_candidate), weight);
                }
            }
        }
        self.choose(one, best.0);
        self.choose(other, best.1);
        self.tried.insert((one, other), self.changes);
    }

    /// Whether two lines were tried together, and no equation of theirs has changed since: the same would come of it.
    fn is_as_it_was_tried(&self, one: usize, other: usize) -> bool {
        let mut equations = self.cross_row[one].equations.iter().chain(&self.cross_row[other].equations);
        let tried = self.tried.get(&(one, other));
        tried.is_some_and(|&tried| equations.all(|&nth| self.changed[nth] <= tried))
    }

    /// A line as it is tried together with another, with which it shares some equations.
    fn apart(&self, nth: usize, shared: &[usize]) -> Apart {
        let cross_row = &self.cross_row[nth];
        let is_shared: Vec<bool> = cross_row.equations.iter().map(|nth| shared.binary_search(nth).is_ok()).collect();
        let chosen = self.chosen[nth];
        let rest: Vec<Sides> =
            cross_row.of_candidate(chosen).map(|(nth, sides)| self.standing[nth].without(sides)).collect();
        let weigh = |candidate: usize| {
            let mut weight = self.own(nth, candidate);
            let mut sides = Vec::with_capacity(shared.len());
            for (at, (_, own)) in cross_row.of_candidate(candidate).enumerate() {
                if is_shared[at] {
                    sides.push(own);
                } else {
                    weight += rest[at].with(own).suits();
                }
            }
            (weight, sides)
        };
        let candidates = (0..cross_row.own.len().min(MOST_OF_PAIR)).map(weigh).collect();
        let (chosen, standing) = weigh(chosen);
        Apart { candidates, chosen, standing }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Catalogue;
    use crate::reading::habits::{ColumnHabit, Habits};
    use crate::reading::place::Sum;
    use crate::reading::place::{LineFacts, candidates};
    use crate::reading::value::Token;
    use crate::source::Span;

    /// Places rows of section 三 (`granted`, `partial`, `total_processed`), written with spaces; `_` is a blank cell.
    fn placed(rows: [&str; 3]) -> Vec<String> {
        let sheet = Catalogue::built_in().sheet(&[1; 3]);
        let sums = [Sum { left: (0..6).collect(), right: vec![6] }];
        let column = |filled: f64| ColumnHabit { filled, none: 0.01 };
        let columns = [0.6, 0.2, 0.05, 0.05, 0.05, 0.05, 0.6].map(column).to_vec();
        let habits = Habits { columns, padded: 0.0, leaves_blanks: false, mostly_short: false };
        let first =
            |row: &str| sheet.position(&format!("requests.{row}.natural_person").as_str().into()).expect("a row");
        let read = |row: &str| -> Vec<Token> {
            row.split(' ')
                .map(|t| Token::read(&t.trim_matches('_').replace('+', " "), Span::default()).expect("a value"))
                .collect()
        };
        let line = |(row, name): (&str, &str)| Line {
            first: first(name),
            sums: sums.to_vec(),
            blanks_are_loose: false,
            is_of_many: false,
            blanks_vanished: false,
            candidates: candidates(
                &read(row),
                LineFacts { sums: &sums, habits: &habits, exact: false, is_marked: false },
            ),
        };
        let mut lines: Vec<Line> = rows.into_iter().zip(["granted", "partial", "total_processed"]).map(line).collect();
        let placed = settle(&sheet, &mut lines);
        let shown = |(line, cells): (&Line, Vec<Placed>)| {
            let cell = |placed: Placed| {
                let value = placed.token.map_or("~".into(), |at| {
                    line.candidates.tokens[at].value.map_or("_".into(), |value| value.to_string())
                });
                format!("{value}{}", if placed.probability < 0.9 { "?" } else { "" })
            };
            cells.into_iter().map(cell).collect::<Vec<_>>().join(" ")
        };
        lines.iter().zip(placed).map(shown).collect()
    }

    /// The first row, in a table whose other rows leave nothing open.
    fn row(row: &str, total: &str) -> String {
        placed([row, "0 0 0 0 0 0 0", total]).remove(0)
    }

    #[test]
    fn a_full_row_is_taken_in_order_whatever_stands_around_it() {
        assert_eq!(row("5 0 0 0 0 0 5", "5 0 0 0 0 0 5"), "5 0 0 0 0 0 5");
        assert_eq!(row("_ _ 5 0 0 0 0 0 5 _", "5 0 0 0 0 0 5"), "5 0 0 0 0 0 5");
    }

    #[test]
    fn in_a_short_row_it_does_not_matter_which_zero_was_lost() {
        assert_eq!(row("5 0 0 0 0 5", "5 0 0 0 0 0 5").replace('~', "0"), "5 0 0 0 0 0 5");
    }

    #[test]
    fn the_columns_tell_where_the_values_of_a_short_row_stand() {
        assert_eq!(row("13 1 0 2 0 16", "13 0 1 0 2 0 16").replace('~', "0"), "13 0 1 0 2 0 16");
        let two = placed(["13 1 0 2 0 16", "7 0 2 0 0 9", "20 0 1 2 2 0 25"]);
        assert_eq!(two[0].replace('~', "0"), "13 0 1 0 2 0 16");
        assert_eq!(two[1].replace('~', "0"), "7 0 0 2 0 0 9");
    }

    #[test]
    fn a_lone_number_is_the_total_if_nothing_says_otherwise() {
        assert!(row("_ _ _ _ _ 3", "_ _ _ _ _ _ _").ends_with(" 3?"));
    }

    #[test]
    fn two_values_in_one_cell_are_taken_apart() {
        assert_eq!(row("4 0+3 0 0 0 7", "4 0 3 0 0 0 7"), "4 0 3 0 0 0 7");
    }

    #[test]
    fn in_a_long_row_the_value_too_many_is_dropped() {
        assert_eq!(row("5 7 1 0 0 0 0 6", "5 1 0 0 0 0 6"), "5 1 0 0 0 0 6");
    }
}
