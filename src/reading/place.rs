//! Candidates for where the values of one row stand in the cells of one line.
//!
//! A row with as many values as the line has cells leaves no choice. In a shorter or longer row every placement that
//! keeps the order is weighed by its gaps, by the columns that are seldom filled, and by whether the line's own sums
//! hold. Which one is right is settled for all rows of a table together (`settle`).

use std::borrow::Cow;

use rust_decimal::Decimal;

use crate::reading::habits::{ColumnHabit, Habits};
use crate::reading::value::Token;
use crate::sheet::record::State;

/// The most candidates of a row that are weighed; beyond it, only those with one gap are.
const MOST_CANDIDATES: usize = 600;
/// The most cells of a line in which all choices are added up.
const MOST_ADDED_UP: usize = 16;
/// The most values with spaces inside in one row that may be two values each.
const MOST_SPLIT: usize = 3;
/// How likely it is that a sum fails because one of its values was misread or printed wrong.
pub(crate) const MISREAD: f64 = 0.004;
/// How likely it is that a blank before the first value is a cell of the line, against one of the labels, where the
/// report prints its zeros; where it leaves them blank, the odds are reversed.
const LEADING_BLANK: f64 = 0.1;
/// The most columns of labels that a row may leave blank before its values.
const LABEL_COLUMNS: usize = 2;
/// How likely a lone number in a row of blanks is the row's total (six such rows in one published report, all totals).
const LONE_NUMBER_IS_TOTAL: f64 = 0.8;

/// How much less likely the first or the last cell of a line is to be without a value than one between.
const END_EMPTY: f64 = 0.6;

/// How much better the cells of an exact source suit as they stand than with one of them lost.
const AS_IT_STANDS: f64 = 100.0;

/// A sum that holds within a line: positions of its cells there, left and right.
#[derive(Clone, Debug)]
pub(crate) struct Sum {
    /// Cells added on the left
    pub left: Vec<usize>,
    /// Cells added on the right
    pub right: Vec<usize>,
}

/// What is known of a line besides the values of its row.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LineFacts<'a> {
    /// Sums that hold within the line, their terms counted from its first cell
    pub sums: &'a [Sum],
    /// How the other rows of the table are filled
    pub habits: &'a Habits,
    /// Whether the source tells each cell from the next by itself, blank ones included, as HTML does
    pub exact: bool,
    /// Whether signs of the source mark it, and not only its place on the page
    pub is_marked: bool,
}

/// Where the values may stand: for each cell, the position of its value among the tokens.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Candidate {
    /// How well it suits the line, not normalised
    pub weight: f64,
    /// For each cell of the line, its token
    pub tokens: Vec<Option<usize>>,
}

/// The values of a row, and all candidates for where they stand.
#[derive(Clone, Debug)]
pub(crate) struct Candidates<'a> {
    /// The values of the row, and the parts of those that may be two
    pub tokens: Cow<'a, [Token]>,
    /// The candidates; at least one
    pub all: Vec<Candidate>,
}

impl Candidates<'_> {
    /// Sorts candidates by their weight, the best first.
    pub(super) fn sorted(tokens: Vec<Token>, mut candidates: Vec<Candidate>) -> Self {
        candidates.sort_by(|a, b| b.weight.total_cmp(&a.weight));
        Self { tokens: tokens.into(), all: candidates }
    }

    /// The value of each cell, placed in the nth candidate.
    pub(crate) fn values(&self, nth: usize) -> impl Iterator<Item = Option<Decimal>> + '_ {
        self.all[nth].tokens.iter().map(|token| token.and_then(|at| self.tokens[at].value))
    }

    /// What the nth candidate implies for each cell.
    pub(crate) fn implied(&self, nth: usize, sums: &[Sum]) -> Vec<Implied> {
        let candidate = &self.all[nth].tokens;
        let value = |cell: usize| candidate[cell].and_then(|at| self.tokens[at].value);
        let reached = |sum: &Sum| {
            let side = |cells: &[usize]| cells.iter().filter_map(|&cell| value(cell)).sum::<Decimal>();
            sum.right.iter().all(|&cell| value(cell).is_some()) && side(&sum.left) == side(&sum.right)
        };
        let zero = |cell: usize| sums.iter().any(|sum| sum.left.contains(&cell) && reached(sum));
        let total = |cell: usize| {
            let sum = sums.iter().find(|sum| sum.right == [cell])?;
            sum.left.iter().map(|&part| value(part)).sum::<Option<Decimal>>()
        };
        let filled = |cell: usize| candidate[cell].is_some_and(|at| self.tokens[at].state != State::Blank);
        let implied = |cell| match (filled(cell), value(cell)) {
            (true, None) => Implied::Unreadable,
            (true, Some(value)) => Implied::Value(value),
            (false, _) if zero(cell) => Implied::Value(Decimal::ZERO),
            (false, _) => total(cell).map_or(Implied::Nothing, Implied::Value),
        };
        (0..candidate.len()).map(implied).collect()
    }
}

/// What a candidate implies for a cell. A cell that is left empty while the parts already reach the total is zero, and a
/// total that is left empty is the sum of its parts.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Implied {
    /// This value
    Value(Decimal),
    /// Something stands there that is no number
    Unreadable,
    /// Nothing stands there
    Nothing,
}

/// The candidates for the values of a row (all cells after its label, trailing blanks included).
pub(crate) fn candidates(tokens: &[Token], line: LineFacts) -> Candidates<'static> {
    let cells = line.habits.columns.len();
    let mut pool = tokens.to_vec();
    let mut candidates = Vec::new();
    for sequence in sequences(tokens, &mut pool) {
        candidates.extend(candidates_of(&sequence, &pool, line));
    }
    if candidates.len() > 1 && !line.is_marked {
        favour_total(&mut candidates, tokens, line.sums);
        return Candidates::sorted(pool, candidates);
    }
    if candidates.is_empty() {
        candidates.push(Candidate { weight: 1.0, tokens: vec![None; cells] });
    }
    Candidates { tokens: pool.into(), all: candidates }
}

/// The candidate of a row that has just as many values as the line has cells, none of which may be two.
pub(super) fn only_candidate(tokens: &[Token], cells: usize) -> Option<Candidates<'_>> {
    let is_blank = |token: &Token| token.state == State::Blank;
    let end = tokens.iter().rposition(|token| !is_blank(token))? + 1;
    let start = tokens.iter().position(|token| !is_blank(token))?;
    let is_full = end - start == cells && tokens.iter().all(|token| token.parts.is_empty());
    let candidate = |from: usize| Candidate { weight: 1.0, tokens: (from..from + cells).map(Some).collect() };
    is_full.then(|| Candidates { tokens: tokens.into(), all: vec![candidate(start)] })
}

/// The row as it stands, and with values that have spaces inside taken for two values each.
fn sequences(tokens: &[Token], pool: &mut Vec<Token>) -> Vec<Vec<usize>> {
    let mut sequences: Vec<Vec<usize>> = vec![vec![]];
    let mut split = 0;
    for (at, token) in tokens.iter().enumerate() {
        let first = pool.len();
        let added = if split < MOST_SPLIT { token.parts.len() } else { 0 };
        pool.extend(token.parts[..added].iter().cloned());
        let whole = sequences.iter().map(|row| row.iter().copied().chain([at]).collect::<Vec<_>>());
        let mut next: Vec<Vec<usize>> = whole.collect();
        if added > 1 {
            split += 1;
            next.extend(sequences.iter().map(|row| row.iter().copied().chain(first..first + added).collect()));
        }
        sequences = next;
    }
    sequences
}

fn candidates_of(sequence: &[usize], pool: &[Token], line: LineFacts) -> Vec<Candidate> {
    let cells = line.habits.columns.len();
    let blank = |at: &usize| pool[*at].state == State::Blank;
    let end = sequence.iter().rposition(|at| !blank(at)).map_or(0, |last| last + 1);
    let leading = sequence[..end].iter().take_while(|at| blank(at)).count();
    let start = leading.min(end.saturating_sub(cells));
    let kept = &sequence[start..end];
    let whole = |from: &[usize]| from.iter().copied().map(Some).chain(std::iter::repeat(None)).take(cells).collect();
    let mut candidates: Vec<Vec<Option<usize>>> = match kept.len() {
        0 => vec![whole(sequence)],
        count if count == cells => vec![whole(kept)],
        count if count < cells => gaps(kept, pool, line),
        _ => drops(kept, cells),
    };
    if (1..cells).contains(&kept.len()) && sequence.len() - start >= cells {
        candidates.push(whole(&sequence[start..start + cells]));
    }
    // A blank or two before the first value are mostly columns of labels.
    if (1..=LABEL_COLUMNS).contains(&(leading - start)) && leading < end && !line.exact {
        candidates.extend(gaps(&sequence[leading..end], pool, line));
    }
    candidates.into_iter().map(|tokens| Candidate { weight: weight(&tokens, kept, pool, line), tokens }).collect()
}

/// All choices of cells that stay empty so that the kept values fill the rest in order.
fn gaps(kept: &[usize], pool: &[Token], line: LineFacts) -> Vec<Vec<Option<usize>>> {
    let cells = line.habits.columns.len();
    let empty = cells - kept.len();
    let fill = |hole: &dyn Fn(usize) -> bool| {
        let mut values = kept.iter().copied();
        (0..cells).map(|cell| if hole(cell) { None } else { values.next() }).collect()
    };
    if let Some(choices) = subsets(cells, empty) {
        return choices.into_iter().map(|holes| fill(&|cell| holes.contains(&cell))).collect();
    }
    let in_one_gap = (0..=kept.len()).map(|at| fill(&|cell| (at..at + empty).contains(&cell)));
    let adding_up = adding_up(kept, pool, line).into_iter().map(|filled| fill(&|cell| filled & 1 << cell == 0));
    adding_up.chain(in_one_gap).collect()
}

/// The choices of cells for some values, as bits, under which all sums of a line hold and empty cells are zero: where the
/// choices are too many to weigh, those that add up are still few.
fn adding_up(kept: &[usize], pool: &[Token], line: LineFacts) -> Vec<u32> {
    let cells = line.habits.columns.len();
    let values: Option<Vec<Decimal>> = kept.iter().map(|&at| pool[at].value).collect();
    let Some(values) = values.filter(|_| cells <= MOST_ADDED_UP && !line.sums.is_empty()) else { return Vec::new() };
    let adds_up = |filled: &u32| {
        let value = |cell: usize| {
            let before = (filled & ((1 << cell) - 1)).count_ones() as usize;
            if filled & 1 << cell == 0 { Decimal::ZERO } else { values[before] }
        };
        let side = |cells: &[usize]| cells.iter().map(|&cell| value(cell)).sum::<Decimal>();
        line.sums.iter().all(|sum| side(&sum.left) == side(&sum.right))
    };
    (0..1_u32 << cells).filter(|filled| filled.count_ones() as usize == values.len()).filter(adds_up).collect()
}

/// All choices of values to drop so that the rest fill the line in order.
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
    (0..size).try_fold(1_usize, |count, k| {
        Some(count.checked_mul(of - k)? / (k + 1)).filter(|&count| count <= MOST_CANDIDATES)
    })?;
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

pub(super) fn weight(candidate: &[Option<usize>], kept: &[usize], pool: &[Token], line: LineFacts) -> f64 {
    let used: Vec<usize> = candidate.iter().flatten().copied().collect();
    let blanks_used = used.iter().any(|at| !kept.contains(at)) && !kept.is_empty();
    let mut weight = match blanks_used {
        true if line.exact => AS_IT_STANDS,
        true => 1.5 * (1.0 - line.habits.padded) + 0.1 * line.habits.padded,
        false => 0.3_f64.powi(gap_runs(candidate) - 1),
    };
    weight *= 0.1_f64.powi((candidate.len() - used.len()).min(40) as i32);
    for dropped in kept.iter().filter(|at| !used.contains(at)) {
        weight *= match pool[*dropped].state {
            State::Blank => 0.1,
            // What stands before the values may be what is left of a label.
            State::Illegible if kept.first() == Some(dropped) => 0.6,
            State::Number if repeats_neighbour(*dropped, kept, pool) => 0.2,
            State::Number => 0.01,
            _ => 0.06,
        };
    }
    // The first and the last column, of natural persons and of totals, are those that are seldom without a value.
    for end in [candidate.first(), candidate.last()] {
        weight *= if end == Some(&None) { END_EMPTY } else { 1.0 };
    }
    let value = |cell: usize| candidate.get(cell).copied().flatten().and_then(|at| pool[at].value);
    if !line.exact && candidate.first().copied().flatten().is_some_and(|at| pool[at].state == State::Blank) {
        weight *= if line.habits.leaves_blanks { 1.0 / LEADING_BLANK } else { LEADING_BLANK };
    }
    for (token, habit) in candidate.iter().zip(&line.habits.columns) {
        weight *= token.map_or(1.0, |at| suits(&pool[at], *habit));
    }
    line.sums.iter().fold(weight, |weight, sum| weight * agreement(&sum.left, &sum.right, value))
}

/// Whether a value says the same as the one before or behind it: some converters write what covers several columns into
/// each of them.
fn repeats_neighbour(at: usize, kept: &[usize], pool: &[Token]) -> bool {
    let Some(place) = kept.iter().position(|&other| other == at) else { return false };
    let same = |other: Option<&usize>| other.is_some_and(|&other| pool[other].value == pool[at].value);
    same(kept.get(place + 1)) || place.checked_sub(1).is_some_and(|before| same(kept.get(before)))
}

/// How usual a value is in its column.
fn suits(token: &Token, habit: ColumnHabit) -> f64 {
    match (token.state, token.value) {
        (State::NotApplicable, _) => habit.none,
        (_, Some(value)) if value.is_zero() => (1.0 - habit.none) * (1.0 - habit.filled),
        (_, Some(_)) => (1.0 - habit.none) * habit.filled,
        _ => 1.0,
    }
}

fn gap_runs(candidate: &[Option<usize>]) -> i32 {
    let starts = (0..candidate.len()).filter(|&at| candidate[at].is_none() && (at == 0 || candidate[at - 1].is_some()));
    (starts.count() as i32).max(1)
}

/// How values look by one sum.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Agreement {
    /// Both sides are zero, which says nothing.
    Trivial,
    /// The sides are equal.
    Holds,
    /// The sides are equal, though a term has no value.
    Reached,
    /// The terms that have no value may make up for what is missing.
    Short,
    /// The total has no value.
    Open,
    /// The sides cannot be equal.
    Fails,
}

impl Agreement {
    /// By the sums of the two sides, and whether terms there have no value.
    pub(crate) fn of<N: PartialOrd + Default>((left, left_open): (N, bool), (right, right_open): (N, bool)) -> Self {
        match (left_open, right_open) {
            (_, true) => Self::Open,
            _ if left == right && left == N::default() => Self::Trivial,
            (false, false) if left == right => Self::Holds,
            (true, false) if left == right => Self::Reached,
            (true, false) if left < right => Self::Short,
            _ => Self::Fails,
        }
    }

    /// How much better or worse the values look.
    pub(crate) fn weight(self) -> f64 {
        match self {
            Self::Trivial => 1.0,
            Self::Holds => 30.0,
            Self::Reached => 15.0,
            Self::Short => 1.5,
            Self::Open => 0.5,
            Self::Fails => MISREAD,
        }
    }
}

/// How much better or worse values look by one sum.
pub(crate) fn agreement(left: &[usize], right: &[usize], value: impl Fn(usize) -> Option<Decimal>) -> f64 {
    let side = |cells: &[usize]| {
        let values = cells.iter().map(|&cell| value(cell));
        values.fold((Decimal::ZERO, false), |(sum, open), value| value.map_or((sum, true), |value| (sum + value, open)))
    };
    Agreement::of(side(left), side(right)).weight()
}

/// In a row of blanks with one number at its end, that number is most likely the total.
fn favour_total(candidates: &mut [Candidate], tokens: &[Token], sums: &[Sum]) {
    let filled: Vec<usize> = (0..tokens.len()).filter(|&at| tokens[at].state != State::Blank).collect();
    let ([lone], Some(total)) = (&filled[..], sums.first().and_then(|sum| sum.right.first())) else { return };
    let is_total = |candidate: &Candidate| candidate.tokens.get(*total).copied().flatten() == Some(*lone);
    let share = |wanted: bool, candidates: &[Candidate]| {
        candidates
            .iter()
            .filter(|candidate| is_total(candidate) == wanted)
            .map(|candidate| candidate.weight)
            .sum::<f64>()
    };
    let (yes, no) = (share(true, candidates), share(false, candidates));
    if yes <= 0.0 || no <= 0.0 {
        return;
    }
    for candidate in candidates {
        candidate.weight *=
            if is_total(candidate) { LONE_NUMBER_IS_TOTAL / yes } else { (1.0 - LONE_NUMBER_IS_TOTAL) / no };
    }
}
