//! Settles the placements of all rows of a table together: each row by its own evidence, and by whether the sums that
//! run through several rows hold.

use foldhash::HashMap;

use crate::reading::line::Line;
use crate::reading::stakes::{Amount, MOST_SUITING, Sides, Stakes, are_small, scale, units};
use crate::reading::vote::{Placed, as_placed, vote};
use crate::sheet::Sheet;

/// The most placements of one row that take part; the rest are too unlikely to matter.
const MOST_WAYS: usize = 40;
/// The most ways of a line that are tried together with those of another.
const MOST_OF_PAIR: usize = 12;
/// More than sums of weights are off by rounding.
const ROUNDING: f64 = 1e-6;
/// How often the rows are gone through, at most.
const ROUNDS: usize = 4;

/// Chooses a placement for every line; the values of each cell are as certain as the ways that tell the same of it.
pub fn settle(sheet: &Sheet, lines: &mut [Line]) -> Vec<Vec<Placed>> {
    for line in lines.iter_mut() {
        line.placements.ways.truncate(MOST_WAYS);
    }
    if lines.iter().all(|line| line.placements.ways.len() == 1) {
        return lines.iter().map(|line| as_placed(&line.placements.ways[0])).collect();
    }
    let scale = scale(lines);
    if are_small(lines, scale) { settled::<i64>(sheet, lines, scale) } else { settled::<i128>(sheet, lines, scale) }
}

/// The same where some line leaves a choice, all values counted in units of 10^−`scale`.
fn settled<N: Amount>(sheet: &Sheet, lines: &[Line], scale: u32) -> Vec<Vec<Placed>> {
    let mut table = Table::<N>::new(sheet, lines, scale);
    let open: Vec<usize> = (0..lines.len()).filter(|&nth| lines[nth].placements.ways.len() > 1).collect();
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
    let placed = |nth: usize| match &lines[nth].placements.ways[..] {
        [way] => as_placed(way),
        _ => vote(&lines[nth], &table.weights(nth)),
    };
    (0..lines.len()).map(placed).collect()
}

/// A line beside another that it shares equations with.
struct Apart<N> {
    /// The likeliest ways: the weight of each by the row's own evidence and the equations that are not shared, and what it
    /// puts into those that are
    ways: Vec<(f64, Vec<Sides<N>>)>,
    /// The same weight of the way that is chosen
    chosen: f64,
    /// What that way puts into the equations that are shared
    standing: Vec<Sides<N>>,
}

/// The table with one placement chosen for each line.
struct Table<'a, N> {
    lines: &'a [Line<'a>],
    chosen: Vec<usize>,
    stakes: Vec<Stakes<N>>,
    /// The sides of each equation of the sheet, with the values as they are chosen
    standing: Vec<Sides<N>>,
    /// How often another placement was chosen
    changes: usize,
    /// For each equation, after how many such changes it changed last
    changed: Vec<usize>,
    /// For two lines that were tried together, after how many
    tried: HashMap<(usize, usize), usize>,
}

impl<'a, N: Amount> Table<'a, N> {
    fn new(sheet: &Sheet, lines: &'a [Line<'a>], scale: u32) -> Self {
        // A line that leaves no choice has nothing at stake: its values only stand there.
        let stakes_of = |line: &Line| {
            if line.placements.ways.len() > 1 { Stakes::of(sheet, line, scale) } else { Stakes::default() }
        };
        let stakes: Vec<Stakes<N>> = lines.iter().map(stakes_of).collect();
        let mut values = vec![None; sheet.len()];
        for line in lines {
            let placed = line.placements.values(0).map(|value| value.map(|value| N::of(units(value, scale))));
            values[line.first..].iter_mut().zip(placed).for_each(|(cell, value)| *cell = value);
        }
        let mut standing = vec![Sides::default(); sheet.equations.len()];
        for &nth in stakes.iter().flat_map(|stakes| &stakes.equations) {
            let equation = &sheet.equations[nth];
            standing[nth] = Sides::of(&equation.left, &equation.right, |cell| values[cell]);
        }
        let changed = vec![0; standing.len()];
        Self { lines, chosen: vec![0; lines.len()], stakes, standing, changes: 0, changed, tried: HashMap::default() }
    }

    fn choose(&mut self, nth: usize, way: usize) {
        let before = std::mem::replace(&mut self.chosen[nth], way);
        if before != way {
            self.changes += 1;
            let stakes = &self.stakes[nth];
            for ((nth, old), (_, new)) in stakes.of_way(before).zip(stakes.of_way(way)) {
                self.standing[nth] = self.standing[nth].without(old).with(new);
                self.changed[nth] = self.changes;
            }
        }
    }

    fn own(&self, nth: usize, way: usize) -> f64 {
        self.stakes[nth].own[way]
    }

    /// The weight of every way of a line, the others standing as they are.
    fn weights(&self, nth: usize) -> Vec<f64> {
        let stakes = &self.stakes[nth];
        let rest: Vec<Sides<N>> =
            stakes.of_way(self.chosen[nth]).map(|(nth, sides)| self.standing[nth].without(sides)).collect();
        let weigh = |way: usize| {
            let suits = stakes.of_way(way).zip(&rest).map(|((_, sides), rest)| rest.with(sides).suits());
            self.own(nth, way) + suits.sum::<f64>()
        };
        (0..self.lines[nth].placements.ways.len()).map(weigh).collect()
    }

    fn improve(&mut self, nth: usize) {
        let weights = self.weights(nth);
        let mut best = self.chosen[nth];
        for (way, weight) in weights.iter().enumerate() {
            if *weight > weights[best] + 1e-9 {
                best = way;
            }
        }
        self.choose(nth, best);
    }

    /// Tries the likeliest ways of two lines together.
    fn improve_pair(&mut self, one: usize, other: usize) {
        if self.is_as_it_was_tried(one, other) {
            return;
        }
        let shared = self.stakes[one].shared_with(&self.stakes[other]);
        let [first, second] = [one, other].map(|nth| self.apart(nth, &shared));
        let mut best = (self.chosen[one], self.chosen[other]);
        let standing = shared.iter().map(|&nth| self.standing[nth]);
        let mut best_weight = first.chosen + second.chosen + standing.clone().map(Sides::suits).sum::<f64>();
        let rest: Vec<Sides<N>> = standing
            .zip(first.standing.iter().zip(&second.standing))
            .map(|(all, (&one, &other))| all.without(one).without(other))
            .collect();
        // What no equation can better is not tried: mostly a few ways are far likelier than all others.
        let most_of_equations = shared.len() as f64 * MOST_SUITING + ROUNDING;
        let most_of_second = second.ways.iter().map(|(own, _)| *own).fold(f64::NEG_INFINITY, f64::max);
        let mut with_first = Vec::with_capacity(rest.len());
        for (way, (own, sides)) in first.ways.iter().enumerate() {
            if own + most_of_second + most_of_equations <= best_weight {
                continue;
            }
            with_first.clear();
            with_first.extend(rest.iter().zip(sides).map(|(rest, sides)| rest.with(*sides)));
            for (other_way, (other_own, sides)) in second.ways.iter().enumerate() {
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
                    (best, best_weight) = ((way, other_way), weight);
                }
            }
        }
        self.choose(one, best.0);
        self.choose(other, best.1);
        self.tried.insert((one, other), self.changes);
    }

    /// Whether two lines were tried together, and no equation of theirs has changed since: the same would come of it.
    fn is_as_it_was_tried(&self, one: usize, other: usize) -> bool {
        let mut equations = self.stakes[one].equations.iter().chain(&self.stakes[other].equations);
        let tried = self.tried.get(&(one, other));
        tried.is_some_and(|&tried| equations.all(|&nth| self.changed[nth] <= tried))
    }

    /// A line as it is tried together with another, with which it shares some equations.
    fn apart(&self, nth: usize, shared: &[usize]) -> Apart<N> {
        let stakes = &self.stakes[nth];
        let is_shared: Vec<bool> = stakes.equations.iter().map(|nth| shared.binary_search(nth).is_ok()).collect();
        let chosen = self.chosen[nth];
        let rest: Vec<Sides<N>> = stakes.of_way(chosen).map(|(nth, sides)| self.standing[nth].without(sides)).collect();
        let weigh = |way: usize| {
            let mut weight = self.own(nth, way);
            let mut sides = Vec::with_capacity(shared.len());
            for (at, (_, own)) in stakes.of_way(way).enumerate() {
                if is_shared[at] {
                    sides.push(own);
                } else {
                    weight += rest[at].with(own).suits();
                }
            }
            (weight, sides)
        };
        let ways = (0..stakes.own.len().min(MOST_OF_PAIR)).map(weigh).collect();
        let (chosen, standing) = weigh(chosen);
        Apart { ways, chosen, standing }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Catalogue;
    use crate::reading::habits::{ColumnHabit, Habits};
    use crate::reading::place::Sum;
    use crate::reading::place::{LineFacts, placements};
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
            placements: placements(
                &read(row),
                LineFacts { sums: &sums, habits: &habits, exact: false, is_marked: false },
            ),
        };
        let mut lines: Vec<Line> = rows.into_iter().zip(["granted", "partial", "total_processed"]).map(line).collect();
        let placed = settle(&sheet, &mut lines);
        let shown = |(line, cells): (&Line, Vec<Placed>)| {
            let cell = |placed: Placed| {
                let value = placed.token.map_or("~".into(), |at| {
                    line.placements.tokens[at].value.map_or("_".into(), |value| value.to_string())
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
