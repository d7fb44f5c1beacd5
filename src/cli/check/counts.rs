//! What is counted while reports are checked: by rule and by report.

use crate::claims;
use crate::editing::check::Outcome;
use crate::findings::plausible;
use crate::findings::wording::RenderedFinding;
use crate::form::rule::Rule;
use crate::review::Review;
use crate::review::progress::RuleCounts;

/// What is kept of a report that was checked, small enough for a hundred thousand of them.
#[derive(Clone, Debug)]
pub(super) struct CheckedReport {
    /// Its path, safe to print
    pub source: Box<str>,
    /// Equations that fail and are not marked as errors in the original
    pub failing: u32,
    /// Warnings
    pub warnings: u32,
    /// Cells that need review
    pub open: u32,
    /// Cells without a value whose value the equations imply
    pub solved: u32,
    /// Equations that did not run
    pub not_run: u32,
    /// Cells that two equations or more prove
    pub proved: u32,
    /// All cells
    pub cells: u32,
    /// The share of the numbers that are expected to be misread
    pub misread: f64,
    /// Whether nothing was found
    pub clean: bool,
}

impl CheckedReport {
    pub(super) fn of(review: &Review, findings: &[RenderedFinding], threshold: f64) -> Self {
        let summary = review.summary(threshold);
        let of_level = |level: &str| findings.iter().filter(|finding| finding.level == level).count();
        Self {
            source: crate::text::visible::visible(&review.source.path.to_string_lossy()).into(),
            failing: summary.equations.failed as u32,
            warnings: of_level("warning") as u32,
            open: summary.open().into(),
            solved: summary.solved.into(),
            not_run: summary.equations.not_run as u32,
            proved: summary.proved.into(),
            cells: summary.cells.into(),
            misread: review.record.misread_rate(),
            clean: !findings.iter().any(RenderedFinding::is_finding),
        }
    }
}

/// How often each rule held, failed and did not run on a report.
pub(in crate::cli) fn of_rules(review: &Review, rules: &[Rule]) -> Vec<RuleCounts> {
    let mut counts = vec![RuleCounts::default(); rules.len()];
    for (equation, outcome) in review.sheet().equations.iter().zip(&review.assessment.outcomes) {
        let counts = &mut counts[equation.rule];
        match outcome {
            Outcome::Holds { .. } => counts.held += 1,
            Outcome::Fails { .. } => counts.failed += 1,
            Outcome::DidNotRun(_) | Outcome::TooLarge => counts.not_run += 1,
        }
    }
    for (claim, outcome) in review.claims.iter().zip(&review.assessment.claims) {
        let counts = &mut counts[claim.rule];
        match outcome {
            claims::Outcome::Fits { .. } => counts.held += 1,
            claims::Outcome::Misfits { .. } => counts.failed += 1,
            claims::Outcome::DidNotRun { .. } => counts.not_run += 1,
            claims::Outcome::SaysNothing => {}
        }
    }
    for (counts, rule) in counts.iter_mut().zip(rules) {
        let found = plausible(review, rule);
        *counts += RuleCounts { held: found.usual, failed: found.unusual.len(), not_run: found.not_run };
    }
    counts
}

/// Everything that is counted.
#[derive(Debug)]
pub(super) struct Counts {
    /// For each rule: how often it held, failed, did not run
    pub rules: Vec<RuleCounts>,
    /// The reports, in the order in which they were read
    pub reports: Vec<CheckedReport>,
}

impl Counts {
    pub(super) fn new(rules: usize) -> Self {
        Self { rules: vec![RuleCounts::default(); rules], reports: vec![] }
    }

    pub(super) fn add(&mut self, report: CheckedReport, rules: &[RuleCounts]) {
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
    pub(super) fn add_of_years(&mut self, finding: &RenderedFinding, by_source: &[u32]) {
        let behind = by_source.partition_point(|&nth| *self.reports[nth as usize].source <= *finding.source);
        let last = behind.checked_sub(1).map(|at| &mut self.reports[by_source[at] as usize]);
        if let Some(report) = last.filter(|report| finding.is_finding() && *report.source == *finding.source) {
            report.clean = false;
            report.warnings += u32::from(finding.level == "warning");
            report.not_run += u32::from(finding.level == "open");
        }
    }

    /// Adds how often the rules over years held, failed, did not run.
    pub(super) fn add_rules(&mut self, counts: &[RuleCounts]) {
        self.rules.iter_mut().zip(counts).for_each(|(all, counts)| *all += *counts);
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
        let sum = |of: fn(&CheckedReport) -> u32| self.reports.iter().map(|report| of(report) as usize).sum();
        [sum(|report| report.open), sum(|report| report.solved)]
    }

    /// How often any rule held, failed, did not run.
    pub(super) fn outcomes(&self) -> RuleCounts {
        self.rules.iter().copied().sum()
    }
}
