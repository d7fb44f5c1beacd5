//! What is counted while reports are checked: by rule and by report.

use crate::claims;
use crate::editing::check::Outcome;
use crate::findings::plausible;
use crate::findings::wording::Told;
use crate::form::rule::Rule;
use crate::review::Review;

/// One report in numbers, small enough to be kept for a hundred thousand of them.
#[derive(Clone, Debug)]
pub(super) struct OfReport {
    /// Its path, safe to print
    pub source: Box<str>,
    /// Equations that fail and are not put down to the page
    pub failing: u32,
    /// Warnings
    pub warnings: u32,
    /// Cells that need a person
    pub open: u32,
    /// Cells without a value whose value the equations tell
    pub solved: u32,
    /// Equations that did not run
    pub not_run: u32,
    /// Cells that two equations or more bear out
    pub proved: u32,
    /// All cells
    pub cells: u32,
    /// The share of the numbers that are expected to be misread
    pub misread: f64,
    /// Whether nothing was found
    pub clean: bool,
}

impl OfReport {
    pub(super) fn of(review: &Review, told: &[Told], threshold: f64) -> Self {
        let tally = review.tally(threshold);
        let of_level = |level: &str| told.iter().filter(|told| told.level == level).count();
        Self {
            source: crate::text::visible::visible(&review.source.path.to_string_lossy()).into(),
            failing: tally.failing as u32,
            warnings: of_level("warning") as u32,
            open: tally.open as u32,
            solved: tally.solved as u32,
            not_run: tally.not_run as u32,
            proved: tally.proved as u32,
            cells: tally.cells as u32,
            misread: review.record.misread_rate(),
            clean: !told.iter().any(Told::is_finding),
        }
    }
}

/// How often each rule held, failed and did not run on a report.
pub(in crate::cli) fn of_rules(review: &Review, rules: &[Rule]) -> Vec<[usize; 3]> {
    let mut counts = vec![[0; 3]; rules.len()];
    for (equation, outcome) in review.sheet().equations.iter().zip(&review.assessment.outcomes) {
        counts[equation.rule][column(outcome)] += 1;
    }
    for (claim, outcome) in review.claims.iter().zip(&review.assessment.claims) {
        match outcome {
            claims::Outcome::Fits { .. } => counts[claim.rule][0] += 1,
            claims::Outcome::Misfits { .. } => counts[claim.rule][1] += 1,
            claims::Outcome::DidNotRun { .. } => counts[claim.rule][2] += 1,
            claims::Outcome::SaysNothing => {}
        }
    }
    for (counts, rule) in counts.iter_mut().zip(rules) {
        let found = plausible(review, rule);
        add(counts, [found.usual, found.unusual.len(), found.not_run]);
    }
    counts
}

/// Adds counts to those of before.
pub(in crate::cli) fn add(all: &mut [usize; 3], more: [usize; 3]) {
    (0..3).for_each(|nth| all[nth] += more[nth]);
}

/// Everything that is counted.
#[derive(Debug)]
pub(super) struct Counts {
    /// For each rule: how often it held, failed, did not run
    pub rules: Vec<[usize; 3]>,
    /// The reports, in the order in which they were read
    pub reports: Vec<OfReport>,
}

impl Counts {
    pub(super) fn new(rules: usize) -> Self {
        Self { rules: vec![[0; 3]; rules], reports: vec![] }
    }

    pub(super) fn add(&mut self, report: OfReport, rules: &[[usize; 3]]) {
        self.add_rules(rules);
        self.reports.push(report);
    }

    /// The positions of the reports, in the order of their paths.
    pub(super) fn by_source(&self) -> Vec<u32> {
        let mut positions: Vec<u32> = (0..self.reports.len() as u32).collect();
        positions.sort_by_key(|&nth| &self.reports[nth as usize].source);
        positions
    }

    /// Adds a finding over years to those of its report.
    pub(super) fn add_of_years(&mut self, told: &Told, by_source: &[u32]) {
        let behind = by_source.partition_point(|&nth| *self.reports[nth as usize].source <= *told.source);
        let last = behind.checked_sub(1).map(|at| &mut self.reports[by_source[at] as usize]);
        if let Some(report) = last.filter(|report| told.is_finding() && *report.source == *told.source) {
            report.clean = false;
            report.warnings += u32::from(told.level == "warning");
            report.not_run += u32::from(told.level == "open");
        }
    }

    /// Adds how often the rules over years held, failed, did not run.
    pub(super) fn add_rules(&mut self, counts: &[[usize; 3]]) {
        self.rules.iter_mut().zip(counts).for_each(|(all, counts)| add(all, *counts));
    }

    /// Reports without a finding.
    pub(super) fn clean(&self) -> usize {
        self.reports.iter().filter(|report| report.clean).count()
    }

    /// Whether nothing was found in any report.
    pub(super) fn is_clean(&self) -> bool {
        self.clean() == self.reports.len()
    }

    /// How many cells need a person, and how many more wait for the value that follows to be taken.
    pub(super) fn left(&self) -> [usize; 2] {
        let sum = |of: fn(&OfReport) -> u32| self.reports.iter().map(|report| of(report) as usize).sum();
        [sum(|report| report.open), sum(|report| report.solved)]
    }

    /// How often any rule held, failed, did not run.
    pub(super) fn outcomes(&self) -> [usize; 3] {
        self.rules.iter().fold([0; 3], |all, counts| std::array::from_fn(|nth| all[nth] + counts[nth]))
    }
}

fn column(outcome: &Outcome) -> usize {
    match outcome {
        Outcome::Holds { .. } => 0,
        Outcome::Fails { .. } => 1,
        Outcome::DidNotRun(_) | Outcome::TooLarge => 2,
    }
}
