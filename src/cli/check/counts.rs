//! What is counted while reports are checked: by rule and by report.

use std::collections::HashMap;

use crate::check::Outcome;
use crate::claims;
use crate::finding::plausible;
use crate::review::Review;
use crate::rule::Rule;
use crate::tell::{Told, YearFindings};

/// One report in numbers.
#[derive(Clone, Debug)]
pub(super) struct OfReport {
    /// Its path, safe to print
    pub source: String,
    /// Equations that fail and are not put down to the page
    pub failing: usize,
    /// Warnings
    pub warnings: usize,
    /// Cells that need a person, and other open points
    pub open: usize,
    /// Equations that did not run
    pub not_run: usize,
    /// Cells that two equations or more bear out
    pub proved: usize,
    /// All cells
    pub cells: usize,
    /// The share of the numbers that are expected to be misread
    pub misread: f64,
    clean: bool,
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

    pub(super) fn add(&mut self, review: &Review, rules: &[Rule], told: &[Told], threshold: f64) {
        for (equation, outcome) in review.sheet().equations.iter().zip(&review.assessment.outcomes) {
            self.rules[equation.rule][column(outcome)] += 1;
        }
        for (claim, outcome) in review.claims.iter().zip(&review.assessment.claims) {
            match outcome {
                claims::Outcome::Fits { .. } => self.rules[claim.rule][0] += 1,
                claims::Outcome::Misfits { .. } => self.rules[claim.rule][1] += 1,
                claims::Outcome::DidNotRun { .. } => self.rules[claim.rule][2] += 1,
                claims::Outcome::SaysNothing => {}
            }
        }
        for (counts, rule) in self.rules.iter_mut().zip(rules) {
            let found = plausible(review, rule);
            let found = [found.usual, found.unusual.len(), found.not_run];
            (0..3).for_each(|nth| counts[nth] += found[nth]);
        }
        let tally = review.tally(threshold);
        let of_level = |level: &str| told.iter().filter(|told| told.level == level).count();
        self.reports.push(OfReport {
            source: crate::visible::visible(&review.source.path.to_string_lossy()).into_owned(),
            failing: tally.failing,
            warnings: of_level("warning"),
            open: tally.open + tally.solved,
            not_run: tally.not_run,
            proved: tally.proved,
            cells: tally.cells,
            misread: review.record.misread_rate(),
            clean: !told.iter().any(Told::is_finding),
        });
    }

    pub(super) fn add_years(&mut self, years: &YearFindings) {
        for (all, counts) in self.rules.iter_mut().zip(&years.counts) {
            (0..3).for_each(|nth| all[nth] += counts[nth]);
        }
        let at: HashMap<String, usize> =
            self.reports.iter().enumerate().map(|(nth, report)| (report.source.clone(), nth)).collect();
        for told in years.told.iter().filter(|told| told.is_finding()) {
            if let Some(report) = at.get(&told.source).map(|&nth| &mut self.reports[nth]) {
                report.clean = false;
                report.warnings += usize::from(told.level == "warning");
                report.not_run += usize::from(told.level == "open");
            }
        }
    }

    /// Reports without a finding.
    pub(super) fn clean(&self) -> usize {
        self.reports.iter().filter(|report| report.clean).count()
    }

    /// Whether nothing was found in any report.
    pub(super) fn is_clean(&self) -> bool {
        self.clean() == self.reports.len()
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
