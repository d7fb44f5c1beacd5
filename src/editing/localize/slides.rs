//! Lines whose values slid: one was lost and those behind it moved up, a blank was put in and the rest moved on, or two
//! values became one. Every reading of a line that has one blank is worked out whole, so that the equations inside the
//! line hold; the equations across the lines choose among them.

use crate::editing::localize::fault::Event;
use crate::editing::localize::problem::Problem;

/// What each reading costs over a plain blank, in nats.
const LOST: f64 = 3.0;
const PUT_IN: f64 = 3.4;
const JOINED: f64 = 3.2;
/// In how many ways a reading usually comes about; what it costs is for so many.
const USUAL_WAYS: f64 = 2.0;
/// How far the moved values may speak for a reading, and against it, by being where they are to be expected.
const EXPECTED: (f64, f64) = (-3.0, 4.0);
/// Lines that are read together; if more have a blank, each is read alone.
const TOGETHER: usize = 4;
/// Combinations of readings that the search starts from.
const STARTS: usize = 300;
/// Equations across the lines that may still fail under a combination.
const STILL_FAILING: usize = 6;
/// Readings of one line.
const READINGS: usize = 40;

/// A reading of one line or of several.
#[derive(Clone, Debug, Default)]
pub(super) struct Reading {
    /// The amounts that cells have instead of those they start from
    pub changes: Vec<(usize, i128)>,
    /// What it costs
    pub cost: f64,
    /// What happened
    pub events: Vec<Event>,
}

/// Combinations of readings that leave few equations failing, without the one in which no line slid.
pub(super) fn slides(problem: &Problem) -> Vec<Reading> {
    let lines: Vec<Vec<Reading>> = problem.system.lines.iter().filter_map(|line| readings(problem, line)).collect();
    let groups: Vec<&[Vec<Reading>]> =
        if lines.len() <= TOGETHER { vec![&lines[..]] } else { lines.chunks(1).collect() };
    let mut starts: Vec<(usize, Reading)> = Vec::new();
    for group in groups {
        let mut residuals = problem.residuals.clone();
        combine(problem, group, &mut residuals, &mut Reading::default(), &mut starts);
    }
    starts.sort_by(|(failing, one), (other_failing, other)| {
        let costs = one.cost.total_cmp(&other.cost);
        failing.cmp(other_failing).then(costs).then_with(|| one.changes.cmp(&other.changes))
    });
    starts.truncate(STARTS);
    starts.into_iter().map(|(_, reading)| reading).collect()
}

fn combine(
    problem: &Problem,
    lines: &[Vec<Reading>],
    residuals: &mut [i128],
    chosen: &mut Reading,
    starts: &mut Vec<(usize, Reading)>,
) {
    let Some((line, rest)) = lines.split_first() else {
        let failing = residuals.iter().filter(|residual| **residual != 0).count();
        if !chosen.events.is_empty() && failing <= STILL_FAILING {
            starts.push((failing, chosen.clone()));
        }
        return;
    };
    for reading in line {
        shift(problem, residuals, &reading.changes, 1);
        let lengths = (chosen.changes.len(), chosen.events.len());
        chosen.changes.extend(&reading.changes);
        chosen.events.extend(reading.events.iter().cloned());
        chosen.cost += reading.cost;
        combine(problem, rest, residuals, chosen, starts);
        chosen.changes.truncate(lengths.0);
        chosen.events.truncate(lengths.1);
        chosen.cost -= reading.cost;
        shift(problem, residuals, &reading.changes, -1);
    }
}

/// Adds changes to residuals, or takes them away.
fn shift(problem: &Problem, residuals: &mut [i128], changes: &[(usize, i128)], sign: i128) {
    for &(cell, amount) in changes {
        let step = amount - problem.seen[cell].start;
        for &(equation, factor) in &problem.system.of_cell[cell] {
            if step != 0 && problem.asked[equation] {
                residuals[equation] += sign * factor * step;
            }
        }
    }
}

/// The readings of a line with one blank, the one without a slide among them; `None` for others, and where no other fits.
fn readings(problem: &Problem, line: &[usize]) -> Option<Vec<Reading>> {
    let mut blanks = (0..line.len()).filter(|&at| problem.is_blank(line[at]));
    let (blank, None) = (blanks.next()?, blanks.next()) else { return None };
    if line.len() < 3 || line.iter().any(|&cell| problem.seen[cell].fixed) {
        return None;
    }
    let read: Vec<i128> = line.iter().map(|&cell| problem.seen[cell].read.unwrap_or(0)).collect();
    let mut found: Vec<Reading> = Vec::new();
    let mut ways: Vec<u32> = Vec::new();
    let mut keep = |values: Vec<Option<i128>>, cost: f64, event: Option<Event>| {
        if let Some(changes) = complete(problem, line, &values) {
            let expected: f64 = changes.iter().map(|&(cell, amount)| problem.prior_change(cell, amount)).sum();
            let cost = (cost + expected.clamp(EXPECTED.0, EXPECTED.1)).max(0.0);
            match found.iter().position(|other: &Reading| other.changes == changes) {
                Some(at) => ways[at] += 1,
                None if found.len() < READINGS => {
                    found.push(Reading { changes, cost, events: event.into_iter().collect() });
                    ways.push(1);
                }
                None => {}
            }
        }
    };
    let plain = |at: usize| (at != blank).then(|| read[at]);
    keep((0..line.len()).map(plain).collect(), 0.0, None);
    for lost in (0..blank).rev() {
        let value = |at: usize| match at {
            _ if at == lost => None,
            _ if at > lost && at <= blank => Some(read[at - 1]),
            _ => Some(read[at]),
        };
        let event = Event::RowSlid { cells: line[lost..=blank].to_vec(), left: true };
        keep((0..line.len()).map(value).collect(), LOST, Some(event));
    }
    for lost in (blank + 1..line.len()).rev() {
        let value = |at: usize| match at {
            _ if at == lost => None,
            _ if at >= blank && at < lost => Some(read[at + 1]),
            _ => Some(read[at]),
        };
        let further = if lost + 1 == line.len() { 0.0 } else { 1.0 };
        let event = Event::RowSlid { cells: line[blank..=lost].to_vec(), left: false };
        keep((0..line.len()).map(value).collect(), PUT_IN + further, Some(event));
    }
    for joined in 0..blank {
        for (left, right) in splits(problem, read[joined]) {
            let value = |at: usize| match at {
                _ if at == joined => Some(left),
                _ if at == joined + 1 => Some(right),
                _ if at > joined && at <= blank => Some(read[at - 1]),
                _ => Some(read[at]),
            };
            let event = Event::Merged { cells: line[joined..=blank].to_vec() };
            keep((0..line.len()).map(value).collect(), JOINED, Some(event));
        }
    }
    for (reading, &ways) in found.iter_mut().zip(&ways).filter(|(reading, _)| !reading.events.is_empty()) {
        // What could have happened in several places is likelier than what could in one.
        reading.cost += (USUAL_WAYS / f64::from(ways)).ln().max(-1.0);
    }
    if found.iter().all(|reading| !reading.events.is_empty()) {
        // Without a slide, another value of the line is wrong, and the search finds which.
        found.push(Reading::default());
    }
    (found.len() > 1).then_some(found)
}

/// The two numbers that a number could have been made of.
fn splits(problem: &Problem, amount: i128) -> Vec<(i128, i128)> {
    if amount < 0 || problem.system.scale > 0 {
        return Vec::new();
    }
    let text = problem.written(amount);
    let signs = text.signs();
    let number = |digits: &[u8]| std::str::from_utf8(digits).ok()?.parse::<i128>().ok();
    let fits = |digits: &[u8]| digits.len() == 1 || digits[0] != b'0';
    let at = |at: usize| {
        let (left, right) = signs.split_at(at);
        if fits(right) { Some((number(left)?, number(right)?)) } else { None }
    };
    (1..signs.len()).filter_map(at).collect()
}

/// Gives the one open value of a line what an equation inside the line leaves it. `None` if it fits no cell, or an
/// equation inside the line does not hold.
fn complete(problem: &Problem, line: &[usize], values: &[Option<i128>]) -> Option<Vec<(usize, i128)>> {
    let system = &problem.system;
    let mut values = values.to_vec();
    let place = |cell: usize| line.iter().position(|&other| other == cell);
    if let Some(open) = values.iter().position(Option::is_none) {
        let inside = system.of_cell[line[open]]
            .iter()
            .find(|(equation, _)| system.equations[*equation].terms.iter().all(|&(cell, _)| place(cell).is_some()));
        let &(equation, factor) = inside?;
        let terms = system.equations[equation].terms.iter();
        let sum: i128 = terms.filter_map(|&(cell, other)| Some(other * values[place(cell)?]?)).sum();
        if sum % factor != 0 {
            return None;
        }
        values[open] = Some(-sum / factor);
    }
    let values: Vec<i128> = values.into_iter().collect::<Option<_>>()?;
    let fits = line.iter().zip(&values).all(|(&cell, &value)| system.can_hold(cell, value));
    let mut inside = line.iter().flat_map(|&cell| &system.of_cell[cell]).map(|&(equation, _)| equation);
    let holds = inside.all(|equation| {
        let mut sum = 0;
        for &(cell, factor) in &system.equations[equation].terms {
            let Some(at) = place(cell) else { return true };
            sum += factor * values[at];
        }
        sum == 0
    });
    (fits && holds).then(|| line.iter().copied().zip(values).collect())
}
