//! Counts, times, and how well probabilities are kept.

use std::fmt;
use std::time::Duration;

use gouji::editing::localize::{Fault, Location};

use crate::table::{Table, Verdict};

/// From this probability on, a repair counts as accepted.
pub const ACCEPTED: f64 = 0.95;

/// What became of some tables.
#[derive(Default)]
pub struct Count {
    pub tables: u64,
    detected: u64,
    first: u64,
    among_three: u64,
    accepted: u64,
    wrong: u64,
    gave_up: u64,
}

impl Count {
    /// Counts a table, by how some of its cells are restored.
    pub fn add(&mut self, table: &Table, verdict: &Verdict, cells: &[usize]) {
        let first = table.is_restored(verdict, 1, cells);
        let sure = |fault: &&Fault| fault.repairs.first().is_some_and(|repair| repair.probability >= ACCEPTED);
        let mut accepted = verdict.faults.iter().filter(sure).peekable();
        self.tables += 1;
        self.detected += u64::from(verdict.fails);
        self.first += u64::from(first);
        self.among_three += u64::from(table.is_restored(verdict, 3, cells));
        self.accepted += u64::from(accepted.peek().is_some());
        self.wrong += u64::from(accepted.any(|fault| !table.is_right(verdict, fault)));
        self.gave_up += u64::from(verdict.faults.iter().any(|fault| fault.location == Location::GaveUp));
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let share = |part: u64, of: u64| part as f64 / of.max(1) as f64;
        let of_all = |part: u64| share(part, self.tables);
        write!(
            f,
            "{:>8.3}  {:.3}   {:.3}   {:.3}   {:.4}  {:.3} ",
            of_all(self.detected),
            of_all(self.first),
            of_all(self.among_three),
            of_all(self.accepted),
            share(self.wrong, self.accepted),
            of_all(self.gave_up)
        )
    }
}

/// How long tables took.
#[derive(Default)]
pub struct Times(Vec<Duration>);

impl Times {
    pub fn add(&mut self, took: Duration) {
        self.0.push(took);
    }

    fn share(&self, share: f64) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_unstable();
        let at = ((sorted.len() as f64 * share) as usize).min(sorted.len().saturating_sub(1));
        sorted.get(at).map_or(0.0, |took| took.as_secs_f64() * 1e6)
    }

    pub fn print(&self, what: &str) {
        println!(
            "time, {what}: p50 {:.0} us, p99 {:.0} us, max {:.0} us",
            self.share(0.5),
            self.share(0.99),
            self.share(1.0)
        );
    }
}

impl fmt::Display for Times {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:>8.0}{:>8.0}{:>8.0}", self.share(0.5), self.share(0.99), self.share(1.0))
    }
}

/// Probabilities and whether they came true.
#[derive(Default)]
pub struct Calibration(pub Vec<(f64, bool)>);

impl Calibration {
    /// The expected calibration error, in 15 bins of as many repairs each.
    pub fn error(&self) -> f64 {
        let (sorted, bins) = (self.sorted(), 15);
        let gap = |bin: usize| {
            let part = &sorted[bin * sorted.len() / bins..(bin + 1) * sorted.len() / bins];
            part.iter().map(|(claimed, right)| claimed - f64::from(u8::from(*right))).sum::<f64>().abs()
        };
        (0..bins).map(gap).sum::<f64>() / sorted.len().max(1) as f64
    }

    /// How often a right one is claimed to be likelier than a wrong one.
    pub fn auroc(&self) -> f64 {
        let (right, wrong): (Vec<_>, Vec<_>) = self.0.iter().partition(|(_, right)| *right);
        if right.is_empty() || wrong.is_empty() {
            return f64::NAN;
        }
        let beats = |a: f64| {
            wrong
                .iter()
                .map(|(b, _)| {
                    if a > *b {
                        1.0
                    } else if a < *b {
                        0.0
                    } else {
                        0.5
                    }
                })
                .sum::<f64>()
        };
        right.iter().map(|(a, _)| beats(*a)).sum::<f64>() / (right.len() * wrong.len()) as f64
    }

    /// How many are accepted, and how many of these are wrong.
    pub fn accepted(&self) -> (usize, usize) {
        let accepted = self.0.iter().filter(|(claimed, _)| *claimed >= ACCEPTED);
        (accepted.clone().count(), accepted.filter(|(_, right)| !right).count())
    }

    pub fn right(&self) -> f64 {
        self.0.iter().filter(|(_, right)| *right).count() as f64 / self.0.len().max(1) as f64
    }

    pub fn claimed(&self) -> f64 {
        self.0.iter().map(|(claimed, _)| claimed).sum::<f64>() / self.0.len().max(1) as f64
    }

    /// For each range of what is claimed: how many, what they claim, and how many are right.
    pub fn bins(&self) -> String {
        let bounds = [0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99, 1.01];
        let bin = |pair: &[f64]| {
            let part = self.0.iter().filter(|(claimed, _)| *claimed >= pair[0] && *claimed < pair[1]);
            let part = Self(part.copied().collect());
            format!("{}: {} {:.3}/{:.3}", pair[0], part.0.len(), part.claimed(), part.right())
        };
        bounds.windows(2).map(bin).collect::<Vec<_>>().join("  ")
    }

    fn sorted(&self) -> Vec<(f64, bool)> {
        let mut sorted = self.0.clone();
        sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
        sorted
    }
}
