//! A random sample of proved cells: is what the review skips as right as it is said to be?
//!
//! Cells are drawn at random, without replacement and each with the same chance, from the proved cells of the reports that
//! were read, by a generator with a seed that is shown, so that the same folder gives the same sample. The upper bound of
//! the error rate is that of Clopper and Pearson (1934), one-sided at 95 %: the largest rate at which so few errors or
//! fewer would be seen in one of twenty samples. Without an error it is `1 - 0.05^(1/n)`, about `3/n`. That the folder
//! is finite only makes it more cautious.

use std::collections::BTreeSet;

use crate::review::progress::skipped;
use crate::review::{Review, Status};

/// The chance that is left that the rate is higher.
const RISK: f64 = 0.05;

/// A cell of the sample.
#[derive(Clone, Debug, Eq, PartialEq)]
struct Pick {
    report: usize,
    /// Its position among the proved cells of the report
    proved_ix: usize,
    /// The cell, once the report was opened
    cell: Option<usize>,
    found: Option<Found>,
}

/// What a reviewer found of a cell.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Found {
    Right,
    Wrong,
    /// It is no longer proved, or its report cannot be read.
    Void,
}

/// A sample, and how far the reviewer is with it.
#[derive(Clone, Debug)]
pub(crate) struct Sample {
    /// What the generator began with
    pub seed: u64,
    picks: Vec<Pick>,
}

/// What a sample says so far.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Verdict {
    /// Cells to look at
    pub drawn: usize,
    /// Cells that were looked at
    pub seen: usize,
    /// Those of them that were read wrong
    pub wrong: usize,
}

impl Verdict {
    /// The rate of errors among the cells seen.
    pub(crate) fn rate(&self) -> f64 {
        self.wrong as f64 / self.seen.max(1) as f64
    }

    /// The upper bound of the error rate of all proved cells (95 %).
    pub(crate) fn bound(&self) -> f64 {
        bound(self.wrong, self.seen)
    }
}

impl Sample {
    /// Draws so many cells from reports, each given with the number of its proved cells; nothing if there are none.
    pub(crate) fn draw(count: usize, seed: u64, reports: &[(usize, usize)]) -> Option<Self> {
        let all: usize = reports.iter().map(|(_, proved)| proved).sum();
        let mut numbers = SplitMix(seed);
        let mut chosen = BTreeSet::new();
        // Floyd's way: as many draws as cells, whatever the folder's size.
        for last in all.saturating_sub(count.min(all))..all {
            let drawn = numbers.below(last as u64 + 1) as usize;
            chosen.insert(if chosen.contains(&drawn) { last } else { drawn });
        }
        let mut picks = Vec::with_capacity(chosen.len());
        let (mut before, mut reports) = (0, reports.iter());
        let mut report = reports.next();
        for at in chosen {
            while let Some((_, proved)) = report.filter(|(_, proved)| at >= before + proved) {
                before += proved;
                report = reports.next();
            }
            picks.push(Pick { report: report?.0, proved_ix: at - before, cell: None, found: None });
        }
        Some(Self { seed, picks }).filter(|sample| !sample.picks.is_empty())
    }

    /// Finds the cells of a report that is on the screen now; none if it could not be read.
    pub(crate) fn enter(&mut self, report: usize, review: Option<&Review>) {
        if self.picks.iter().any(|pick| pick.report == report && pick.cell.is_none()) {
            let proved: Vec<usize> = review.into_iter().flat_map(skipped).collect();
            for pick in self.picks.iter_mut().filter(|pick| pick.report == report && pick.cell.is_none()) {
                pick.cell = proved.get(pick.proved_ix).copied();
                pick.found = pick.found.or(if pick.cell.is_none() { Some(Found::Void) } else { None });
            }
        }
    }

    /// Takes in what is decided in the report on the screen. A value that the reviewer corrects was read wrong; one that
    /// stands so on the page, even if the page is wrong, was read right.
    pub(crate) fn note(&mut self, report: usize, review: &Review) {
        for pick in self.picks.iter_mut().filter(|pick| pick.report == report) {
            let Some(cell) = pick.cell else { continue };
            pick.found = match review.status(cell) {
                Status::Corrected => Some(Found::Wrong),
                Status::Confirmed | Status::SourceError => Some(Found::Right),
                Status::Unreviewed | Status::Reopened | Status::Conflict => None,
            };
        }
    }

    /// The report and, if it is known, the cell that is next from a cell of a report on, first among those that were not
    /// looked at.
    pub(crate) fn next(&self, report: usize, cell: usize, forward: bool) -> Option<(usize, Option<usize>)> {
        let at = self.picks.iter().position(|pick| pick.report == report && pick.cell == Some(cell));
        let count = self.picks.len();
        let step = |n: usize| match (at, forward) {
            (Some(at), true) => (at + n) % count,
            (Some(at), false) => (at + count - n) % count,
            (None, _) => n - 1,
        };
        let open = |proved_ix: &usize| self.picks[*proved_ix].found.is_none();
        let next = (1..=count).map(step).find(open)?;
        Some((self.picks[next].report, self.picks[next].cell))
    }

    /// The first cell of a report that was not looked at.
    pub(crate) fn first_in(&self, report: usize) -> Option<usize> {
        self.picks.iter().find(|pick| pick.report == report && pick.found.is_none()).and_then(|pick| pick.cell)
    }

    /// Whether every cell was looked at.
    pub(crate) fn is_finished(&self) -> bool {
        self.picks.iter().all(|pick| pick.found.is_some())
    }

    /// What the sample says so far.
    pub(crate) fn verdict(&self) -> Verdict {
        let count = |found: Found| self.picks.iter().filter(|pick| pick.found == Some(found)).count();
        let wrong = count(Found::Wrong);
        Verdict { drawn: self.picks.len() - count(Found::Void), seen: count(Found::Right) + wrong, wrong }
    }
}

/// The rate at which `wrong` errors or fewer in `seen` cells would be seen in one of twenty samples.
fn bound(wrong: usize, seen: usize) -> f64 {
    if wrong >= seen {
        return 1.0;
    }
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..60 {
        let rate = f64::midpoint(low, high);
        if at_most(wrong, seen, rate) > RISK { low = rate } else { high = rate }
    }
    high
}

/// The chance of so many errors or fewer in so many cells, at a rate between 0 and 1.
fn at_most(wrong: usize, seen: usize, rate: f64) -> f64 {
    let (mut log, mut sum) = (seen as f64 * (1.0 - rate).ln(), 0.0);
    for k in 0..=wrong {
        sum += log.exp();
        log += ((seen - k) as f64 / (k + 1) as f64).ln() + (rate / (1.0 - rate)).ln();
    }
    sum
}

/// Numbers that look random (Steele, Lea and Flood 2014). Written out because a sample that somebody cites by its seed must
/// come out the same in every version: fastrand gave other numbers for a seed from 2.1.0 on.
struct SplitMix(u64);

impl SplitMix {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^= mixed >> 31;
        ((u128::from(mixed) * u128::from(end)) >> 64) as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bound_is_that_of_clopper_and_pearson() {
        let published =
            [(0, 60, 0.0487), (0, 300, 0.00994), (1, 20, 0.2161), (5, 100, 0.1023), (3, 3, 1.0), (0, 0, 1.0)];
        for (wrong, seen, expected) in published {
            let bound = bound(wrong, seen);
            assert!((bound - expected).abs() < 0.0006, "{wrong} of {seen}: {bound}");
        }
    }

    #[test]
    fn a_sample_is_the_same_for_a_seed_and_takes_no_cell_twice() {
        let reports = [(4, 10), (7, 0), (9, 500)];
        let sample = Sample::draw(60, 1, &reports).expect("a sample");
        let again = Sample::draw(60, 1, &reports).expect("a sample");
        assert_eq!(sample.picks, again.picks);
        assert_ne!(sample.picks, Sample::draw(60, 2, &reports).expect("a sample").picks);
        let distinct: BTreeSet<_> = sample.picks.iter().map(|pick| (pick.report, pick.proved_ix)).collect();
        assert_eq!(distinct.len(), 60);
        assert!(
            distinct.iter().all(|&(report, proved_ix)| report == 4 && proved_ix < 10 || report == 9 && proved_ix < 500)
        );
        assert_eq!(Sample::draw(60, 1, &[(0, 5)]).expect("a sample").picks.len(), 5, "all there are");
        assert!(Sample::draw(60, 1, &[(0, 0)]).is_none());
    }
}
