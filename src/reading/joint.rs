//! What the sums prove of rows whose blank cells have left no trace.
//!
//! Where blanks vanish, a row of two values may stand in a line of seven cells in twenty-one candidates, and every row of the
//! table is in doubt at once. How well one row's candidates suit the others as they happen to be chosen says too much: two
//! rows may move together and every sum holds as before. So all tables are counted in which every sum holds, a vanished
//! blank being zero: one candidate for each row, the rows one after the other, and for each the residuals of the sums that
//! go on (a forward and a backward pass over residuals, as for a hidden Markov model). What all these tables say of a cell
//! is proved; what only most of them say is not, however large their share.
//!
//! A sum that no choice of candidates can make hold, as a number in it was misread, says nothing and is left out; so is
//! one with a cell that nobody knows. If there are too many residuals to count, nothing is proved.

use std::ops::Range;

use foldhash::{HashMap, HashSet};

use crate::reading::cross_row::units;
use crate::reading::line::Line;
use crate::sheet::record::State;
use crate::sheet::{Equation, Sheet};

/// The most candidates of a row whose blank cells have left no trace; if more make its sums hold, none of its values is
/// proved.
pub(super) const MOST_UNPROVED: usize = 240;

/// The most residuals that are counted after each row; this bounds time and room.
const MOST_STATES: usize = 3_000;

/// The residuals of the sums that go on.
type Residuals = Box<[i64]>;

/// A row whose place is open.
struct OpenRow {
    /// Its line
    line_ix: usize,
    /// Its candidates under which the sums within the row hold: position, weight, and what each adds to the sums
    candidates: Vec<(usize, f64, Residuals)>,
}

/// For each line, the share of the weight of all tables in which every sum holds that has each of its candidates; `None`
/// for lines of which the sums say nothing. Values are counted in units of 10^−`scale`.
pub(super) fn shares(sheet: &Sheet, lines: &[Line], scale: u32) -> Vec<Option<Vec<f64>>> {
    let mut shares = vec![None; lines.len()];
    let mut sums = usable(sheet, lines);
    let open: Vec<usize> = (0..lines.len()).filter(|&line_ix| lines[line_ix].candidates.all.len() > 1).collect();
    for round in 0..2 {
        let (rows, start) = lay_out(lines, &open, &sums, scale);
        if rows.is_empty() {
            return shares;
        }
        if let Some(counted) = count(&rows, &start) {
            for (row, counted) in rows.iter().zip(counted) {
                let mut of_line = vec![0.0; lines[row.line_ix].candidates.all.len()];
                for ((candidate_ix, ..), share) in row.candidates.iter().zip(counted) {
                    of_line[*candidate_ix] = share;
                }
                shares[row.line_ix] = Some(of_line);
            }
            return shares;
        }
        if round == 0 {
            let can_hold: Vec<bool> = (0..sums.len()).map(|sum_ix| can_hold(&rows, &start, sum_ix)).collect();
            let mut can_hold = can_hold.into_iter();
            sums.retain(|_| can_hold.next().unwrap_or(false));
        }
    }
    shares
}

/// A sum across rows: for each term its line, its cell in the line, and its sign.
struct CrossSum {
    terms: Vec<(usize, usize, i64)>,
}

/// The sums that go beyond one row and have a value, or a blank, for each term.
fn usable(sheet: &Sheet, lines: &[Line]) -> Vec<CrossSum> {
    let place = |cell: usize| {
        let line_ix = lines.iter().position(|line| (line.first..line.first + line.width()).contains(&cell))?;
        is_known(&lines[line_ix], cell - lines[line_ix].first).then_some((line_ix, cell - lines[line_ix].first))
    };
    let Some(cells) = span_of(lines) else { return Vec::new() };
    let sum = |equation: &Equation| {
        let side = |cells: &[usize], sign: i64| -> Option<Vec<_>> {
            cells.iter().map(|&cell| place(cell).map(|(line_ix, at)| (line_ix, at, sign))).collect()
        };
        let terms = [side(&equation.left, 1)?, side(&equation.right, -1)?].concat();
        terms.iter().any(|term| term.0 != terms[0].0).then_some(CrossSum { terms })
    };
    sheet.strict_equations_of(cells).filter_map(|equation_ix| sum(&sheet.equations[equation_ix])).collect()
}

/// The cells from the first to the last of some lines.
fn span_of(lines: &[Line]) -> Option<Range<usize>> {
    let first = lines.iter().map(|line| line.first).min()?;
    let end = lines.iter().map(|line| line.first + line.width()).max()?;
    Some(first..end)
}

/// Whether no candidate of a line has something in a cell that is no number, and at least one makes its own sums hold.
fn is_known(line: &Line, at: usize) -> bool {
    let candidates = &line.candidates.all;
    let tokens = &line.candidates.tokens;
    let is_number = |token: Option<usize>| {
        token.is_none_or(|token| tokens[token].value.is_some() || tokens[token].state == State::Blank)
    };
    candidates.iter().all(|candidate| is_number(candidate.tokens[at]))
        && !is_cut_short(line)
        && (candidates.len() == 1 || (0..candidates.len()).any(|candidate_ix| own_sums_hold(line, candidate_ix)))
}

/// Whether there may be more candidates that make the sums of a line hold.
fn is_cut_short(line: &Line) -> bool {
    let last = line.candidates.all.len() - 1;
    last + 1 >= MOST_UNPROVED && own_sums_hold(line, last)
}

/// Whether the sums within a line hold by a candidate, cells without a value being zero.
pub(super) fn own_sums_hold(line: &Line, candidate_ix: usize) -> bool {
    let values: Vec<_> = line.candidates.values(candidate_ix).collect();
    let side = |cells: &[usize]| cells.iter().filter_map(|&cell| values[cell]).sum::<rust_decimal::Decimal>();
    line.sums.iter().all(|sum| side(&sum.left) == side(&sum.right))
}

/// The rows that are open, those with the largest values first, as these bound the others; and the residuals of the sums
/// by the rows that are not.
fn lay_out(lines: &[Line], open: &[usize], sums: &[CrossSum], scale: u32) -> (Vec<OpenRow>, Residuals) {
    let adds = |line_ix: usize, candidate_ix: usize| -> Residuals {
        let values: Vec<i64> = lines[line_ix]
            .candidates
            .values(candidate_ix)
            .map(|value| value.map_or(0, |value| units(value, scale) as i64))
            .collect();
        let of_sum = |sum: &CrossSum| {
            sum.terms.iter().filter(|term| term.0 == line_ix).map(|&(_, at, sign)| sign * values[at]).sum()
        };
        sums.iter().map(of_sum).collect()
    };
    let mut start: Residuals = vec![0; sums.len()].into();
    for line_ix in (0..lines.len()).filter(|line_ix| !open.contains(line_ix)) {
        add_to(&mut start, &adds(line_ix, 0));
    }
    let row = |&line_ix: &usize| {
        let line = &lines[line_ix];
        if is_cut_short(line) {
            return None;
        }
        let holding = (0..line.candidates.all.len()).filter(|&candidate_ix| own_sums_hold(line, candidate_ix));
        let candidate =
            |candidate_ix: usize| (candidate_ix, line.candidates.all[candidate_ix].weight, adds(line_ix, candidate_ix));
        let candidates: Vec<_> = holding.map(candidate).collect();
        (!candidates.is_empty()).then_some(OpenRow { line_ix, candidates })
    };
    let mut rows: Vec<OpenRow> = open.iter().filter_map(row).collect();
    let largest = |row: &OpenRow| {
        row.candidates.iter().flat_map(|(.., adds)| adds.iter()).map(|added| added.unsigned_abs()).max().unwrap_or(0)
    };
    rows.sort_by_key(|row| std::cmp::Reverse(largest(row)));
    (rows, start)
}

fn add_to(residuals: &mut [i64], added: &[i64]) {
    residuals.iter_mut().zip(added).for_each(|(residual, added)| *residual += added);
}

/// For each row, the share of each candidate among all tables in which every sum holds; `None` if there is no such table,
/// or too many residuals.
fn count(rows: &[OpenRow], start: &Residuals) -> Option<Vec<Vec<f64>>> {
    let reach = reach(rows, start.len());
    let mut layers: Vec<HashMap<Residuals, f64>> = vec![[(start.clone(), 1.0)].into_iter().collect()];
    for (row, reach) in rows.iter().zip(&reach) {
        let all: f64 = row.candidates.iter().map(|(_, weight, _)| weight).sum();
        let mut next: HashMap<Residuals, f64> = HashMap::default();
        for (residuals, weight) in layers.last()? {
            for (_, own, adds) in &row.candidates {
                let mut after = residuals.clone();
                add_to(&mut after, adds);
                let is_in_reach =
                    after.iter().zip(reach).all(|(left, (least, most))| (*least..=*most).contains(&-left));
                if is_in_reach {
                    *next.entry(after).or_default() += weight * own.max(f64::MIN_POSITIVE) / all.max(f64::MIN_POSITIVE);
                }
            }
        }
        if next.is_empty() || next.len() > MOST_STATES {
            return None;
        }
        layers.push(next);
    }
    Some(backward(rows, &layers))
}

/// For each row, and each sum, the least and the most that the rows behind it may add.
fn reach(rows: &[OpenRow], sums: usize) -> Vec<Vec<(i64, i64)>> {
    let mut reach = vec![vec![(0, 0); sums]; rows.len()];
    for at in (1..rows.len()).rev() {
        for sum_ix in 0..sums {
            let added = || rows[at].candidates.iter().map(|(.., adds)| adds[sum_ix]);
            let (least, most) = (added().min().unwrap_or(0), added().max().unwrap_or(0));
            let behind = reach[at][sum_ix];
            reach[at - 1][sum_ix] = (behind.0 + least, behind.1 + most);
        }
    }
    reach
}

/// The shares of the candidates of each row, from what was counted forward.
fn backward(rows: &[OpenRow], layers: &[HashMap<Residuals, f64>]) -> Vec<Vec<f64>> {
    let mut shares = vec![Vec::new(); rows.len()];
    let mut behind: HashMap<Residuals, f64> =
        layers[rows.len()].keys().map(|residuals| (residuals.clone(), 1.0)).collect();
    for (at, row) in rows.iter().enumerate().rev() {
        let all: f64 = row.candidates.iter().map(|(_, weight, _)| weight).sum();
        let mut of_row = vec![0.0; row.candidates.len()];
        let mut before: HashMap<Residuals, f64> = HashMap::default();
        for (residuals, weight) in &layers[at] {
            let mut sum = 0.0;
            for ((_, own, adds), share) in row.candidates.iter().zip(&mut of_row) {
                let mut after = residuals.clone();
                add_to(&mut after, adds);
                let Some(later) = behind.get(&after) else { continue };
                let own = own.max(f64::MIN_POSITIVE) / all.max(f64::MIN_POSITIVE) * later;
                *share += weight * own;
                sum += own;
            }
            if sum > 0.0 {
                before.insert(residuals.clone(), sum);
            }
        }
        let total: f64 = of_row.iter().sum();
        for share in &mut of_row {
            *share /= total.max(f64::MIN_POSITIVE);
        }
        shares[at] = of_row;
        behind = before;
    }
    shares
}

/// Whether some choice of candidates makes one sum hold, whatever the others say.
fn can_hold(rows: &[OpenRow], start: &Residuals, sum_ix: usize) -> bool {
    let mut sums: HashSet<i64> = [start[sum_ix]].into_iter().collect();
    for row in rows {
        sums = sums.iter().flat_map(|sum| row.candidates.iter().map(move |(.., adds)| sum + adds[sum_ix])).collect();
        if sums.len() > MOST_STATES {
            return true;
        }
    }
    sums.contains(&0)
}
