//! Places the values of one row in the cells of one line.
//!
//! A row with as many values as the line has cells leaves no choice. In a shorter or longer row every placement that
//! keeps the order is weighed by its gaps and by whether the line's own sums hold; a cell is as certain as the
//! placements that give it the same value are together.

use rust_decimal::Decimal;

use crate::reading::value::Token;
use crate::record::State;
use crate::rule::Terms;

/// What is known of a line besides the values of its row.
#[derive(Clone, Copy, Debug)]
pub struct LineFacts<'a> {
    /// Sums that hold within the line, their terms counted from its first cell
    pub sums: &'a [Terms],
    /// For each cell, how often its column is not zero in the other rows of the report
    pub filled: &'a [f64],
}

/// The most placements that are weighed; beyond it, only those with one gap are.
const MOST_PLACEMENTS: usize = 600;
/// How likely it is that a sum fails because one of its values was misread or printed wrong.
const MISREAD: f64 = 0.004;
/// How likely a lone number in a row of blanks is the row's total (six such rows in one published report, all totals).
const LONE_NUMBER_IS_TOTAL: f64 = 0.8;

/// The value that a cell gets.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    /// The value's position in the row
    pub token: Option<usize>,
    /// The probability that the cell holds this value
    pub probability: f64,
}

/// Places the values of a row (`tokens`, all cells after the label, trailing blanks included) in the cells of a line.
pub fn place(tokens: &[Token], line: LineFacts) -> Vec<Placed> {
    let cells = line.filled.len();
    let end = tokens.iter().rposition(|token| token.state != State::Blank).map_or(0, |last| last + 1);
    let start =
        tokens[..end].iter().take_while(|token| token.state == State::Blank).count().min(end.saturating_sub(cells));
    let kept: Vec<usize> = (start..end).collect();
    if kept.len() == cells || end == 0 {
        return straight(if end == 0 { (0..tokens.len()).collect() } else { kept }, cells);
    }
    let mut choices = if kept.len() < cells { gaps(&kept, cells) } else { drops(&kept, cells) };
    if kept.len() < cells && tokens.len() - start >= cells {
        choices.push((start..start + cells).map(Some).collect());
    }
    let mut weighed: Vec<_> =
        choices.into_iter().map(|choice| (weight(&choice, &kept, tokens, line), choice)).collect();
    favour_total(&mut weighed, tokens, line.sums);
    vote(&weighed, tokens, line)
}

fn straight(kept: Vec<usize>, cells: usize) -> Vec<Placed> {
    let tokens = kept.into_iter().map(Some).chain(std::iter::repeat(None)).take(cells);
    tokens.map(|token| Placed { token, probability: 1.0 }).collect()
}

/// All ways to leave cells of the line empty so that the kept values fill the rest in order.
fn gaps(kept: &[usize], cells: usize) -> Vec<Vec<Option<usize>>> {
    let empty = cells - kept.len();
    let fill = |hole: &dyn Fn(usize) -> bool| {
        let mut values = kept.iter().copied();
        (0..cells).map(|cell| if hole(cell) { None } else { values.next() }).collect()
    };
    if let Some(choices) = subsets(cells, empty) {
        return choices.into_iter().map(|holes| fill(&|cell| holes.contains(&cell))).collect();
    }
    (0..=kept.len()).map(|at| fill(&|cell| (at..at + empty).contains(&cell))).collect()
}

/// All ways to drop values so that the rest fill the line in order.
fn drops(kept: &[usize], cells: usize) -> Vec<Vec<Option<usize>>> {
    let over = kept.len() - cells;
    let fill =
        |dropped: &dyn Fn(usize) -> bool| (0..kept.len()).filter(|&at| !dropped(at)).map(|at| Some(kept[at])).collect();
    if let Some(choices) = subsets(kept.len(), over) {
        return choices.into_iter().map(|dropped| fill(&|at| dropped.contains(&at))).collect();
    }
    (0..=cells).map(|from| fill(&|at| (from..from + over).contains(&at))).collect()
}

/// All subsets of a size, unless there are too many to weigh.
fn subsets(of: usize, size: usize) -> Option<Vec<Vec<usize>>> {
    let count = (0..size)
        .try_fold(1_usize, |count, k| Some(count.checked_mul(of - k)? / (k + 1)).filter(|&c| c <= MOST_PLACEMENTS));
    count?;
    let mut all: Vec<Vec<usize>> = vec![vec![]];
    for _ in 0..size {
        let longer = all.iter().flat_map(|set| {
            let from = set.last().map_or(0, |last| last + 1);
            (from..of).map(move |next| set.iter().copied().chain([next]).collect())
        });
        all = longer.collect();
    }
    Some(all)
}

fn weight(choice: &[Option<usize>], kept: &[usize], tokens: &[Token], line: LineFacts) -> f64 {
    let used: Vec<usize> = choice.iter().flatten().copied().collect();
    let blanks_used = used.iter().filter(|&&at| !kept.contains(&at)).count();
    let mut weight = if blanks_used > 0 { 1.5 } else { 0.3_f64.powi(gap_runs(choice) - 1) };
    for dropped in kept.iter().filter(|at| !used.contains(at)) {
        weight *= match tokens[*dropped].state {
            State::Blank => 1.0,
            State::Number => 0.1,
            _ => 0.6,
        };
    }
    let value = |cell: usize| choice.get(cell).copied().flatten().and_then(|at| tokens[at].value);
    for (cell, filled) in line.filled.iter().enumerate() {
        weight *= value(cell).map_or(1.0, |value| if value.is_zero() { 1.0 - filled } else { *filled });
    }
    line.sums.iter().fold(weight, |weight, sum| weight * agreement(sum, &value))
}

fn gap_runs(choice: &[Option<usize>]) -> i32 {
    let starts = (0..choice.len()).filter(|&at| choice[at].is_none() && (at == 0 || choice[at - 1].is_some()));
    (starts.count() as i32).max(1)
}

/// How much better or worse a placement looks by one sum. A sum of zeros says nothing.
fn agreement(sum: &Terms, value: &dyn Fn(usize) -> Option<Decimal>) -> f64 {
    let side = |cells: &[usize]| {
        let known = cells.iter().filter_map(|&cell| value(cell));
        (known.sum::<Decimal>(), cells.iter().any(|&cell| value(cell).is_none()))
    };
    let ((left, left_open), (right, right_open)) = (side(&sum.left), side(&sum.right));
    match (left_open, right_open) {
        (_, true) => 0.5,
        _ if left == right && left.is_zero() => 1.0,
        (false, false) => {
            if left == right {
                30.0
            } else {
                MISREAD
            }
        }
        (true, false) if left == right => 15.0,
        (true, false) => {
            if left < right {
                1.5
            } else {
                MISREAD
            }
        }
    }
}

/// In a row of blanks with one number at its end, that number is most likely the total.
fn favour_total(weighed: &mut [(f64, Vec<Option<usize>>)], tokens: &[Token], sums: &[Terms]) {
    let filled: Vec<usize> = (0..tokens.len()).filter(|&at| tokens[at].state != State::Blank).collect();
    let ([lone], Some(total)) = (&filled[..], sums.first().and_then(|sum| sum.right.first())) else { return };
    let is_total = |choice: &[Option<usize>]| choice.get(*total).copied().flatten() == Some(*lone);
    let share = |wanted: bool, all: &[(f64, Vec<Option<usize>>)]| {
        all.iter().filter(|(_, choice)| is_total(choice) == wanted).map(|(weight, _)| weight).sum::<f64>()
    };
    let (yes, no) = (share(true, weighed), share(false, weighed));
    if yes <= 0.0 || no <= 0.0 {
        return;
    }
    for (weight, choice) in weighed {
        *weight *= if is_total(choice) { LONE_NUMBER_IS_TOTAL / yes } else { (1.0 - LONE_NUMBER_IS_TOTAL) / no };
    }
}

/// The placement whose cells have the most weight behind their values, each with its share.
fn vote(weighed: &[(f64, Vec<Option<usize>>)], tokens: &[Token], line: LineFacts) -> Vec<Placed> {
    let cells = line.filled.len();
    let told: Vec<Vec<Told>> = weighed.iter().map(|(_, choice)| told(choice, tokens, line)).collect();
    let total: f64 = weighed.iter().map(|(weight, _)| weight).sum();
    let share = |cell: usize, nth: usize| {
        let same = weighed.iter().zip(&told).filter(|(_, other)| other[cell] == told[nth][cell]);
        if total > 0.0 { same.map(|((weight, _), _)| weight).sum::<f64>() / total } else { 0.0 }
    };
    let support = |nth: usize| (0..cells).map(|cell| share(cell, nth)).sum::<f64>();
    let best = (0..weighed.len()).max_by(|&a, &b| support(a).total_cmp(&support(b)));
    let Some(best) = best else { return straight(vec![], cells) };
    (0..cells).map(|cell| Placed { token: weighed[best].1[cell], probability: share(cell, best) }).collect()
}

/// What a placement tells of a cell: its value, or that something unreadable stands there.
type Told = (bool, Option<Decimal>);

/// What a placement tells of each cell. A cell that is left empty while the parts already reach the total is zero.
fn told(choice: &[Option<usize>], tokens: &[Token], line: LineFacts) -> Vec<Told> {
    let value = |cell: usize| choice[cell].and_then(|at| tokens[at].value);
    let reached = |sum: &Terms| {
        let side = |cells: &[usize]| cells.iter().filter_map(|&cell| value(cell)).sum::<Decimal>();
        sum.right.iter().all(|&cell| value(cell).is_some()) && side(&sum.left) == side(&sum.right)
    };
    let zero = |cell: usize| line.sums.iter().any(|sum| sum.left.contains(&cell) && reached(sum));
    let filled = |cell: usize| choice[cell].is_some_and(|at| tokens[at].state != State::Blank);
    (0..choice.len())
        .map(|cell| {
            if filled(cell) {
                (value(cell).is_none(), value(cell))
            } else {
                (false, zero(cell).then_some(Decimal::ZERO))
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    /// Places a row of six parts and a total, written with spaces; `_` is a blank cell.
    fn placed(row: &str) -> String {
        let read = |text: &str| Token::read(text.trim_matches('_'), Span::default()).expect("a value");
        let tokens: Vec<Token> = row.split(' ').map(read).collect();
        let sums = [Terms { left: (0..6).collect(), right: vec![6], at: String::new() }];
        let filled = [0.6, 0.1, 0.02, 0.02, 0.02, 0.02, 0.6];
        let shown = place(&tokens, LineFacts { sums: &sums, filled: &filled }).into_iter().map(|placed| {
            let value =
                placed.token.map_or("~".into(), |at| tokens[at].value.map_or("_".into(), |value| value.to_string()));
            format!("{value}{}", if placed.probability < 0.9 { "?" } else { "" })
        });
        shown.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_full_row_is_taken_in_order_whatever_stands_around_it() {
        assert_eq!(placed("5 0 0 0 0 0 5"), "5 0 0 0 0 0 5");
        assert_eq!(placed("_ _ 5 0 0 0 0 0 5 _"), "5 0 0 0 0 0 5");
    }

    #[test]
    fn in_a_short_row_the_total_tells_which_zeros_are_sure() {
        assert_eq!(placed("5 0 0 0 0 5"), "5 0 0 0 0 ~ 5", "the lost cell is one of the zeros, whichever it is");
        assert_eq!(placed("5 1 0 0 0 6 _"), "5 1 0 0 0 ~ 6");
    }

    #[test]
    fn a_lone_number_is_probably_the_total_and_a_blank_total_stays_blank() {
        assert_eq!(placed("_ _ _ _ _ 3"), "_ _ _ _ _ ~? 3?");
        assert_eq!(placed("4 1 0 0 0 2 _"), "4 1 0 0 0 2? _?", "or a total that was printed wrong");
    }

    #[test]
    fn in_a_long_row_the_value_too_many_is_dropped_where_the_total_then_holds() {
        assert_eq!(placed("5 7 1 0 0 0 0 6"), "5 1 0 0 0 0 6");
    }
}
