//! How far the reports of a folder are.

use std::collections::BTreeMap;

use crate::review::Review;
use crate::review::progress::{ReportSummary, RuleCounts, State};
use crate::sidecar::moment;

/// The decisions of one reviewer.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct ReviewerDecisions {
    /// How many, those that were withdrawn or changed later too
    pub count: usize,
    /// When the last one was made, as it is written in the sidecar
    pub last: String,
}

impl ReviewerDecisions {
    fn add(&mut self, other: &Self) {
        self.count += other.count;
        // Times may have different offsets.
        if moment(&other.last) >= moment(&self.last) {
            self.last.clone_from(&other.last);
        }
    }
}

/// The reports of a folder in numbers. Summaries of parts of a folder add up to that of the whole.
#[derive(Clone, Debug, Default)]
pub struct FolderSummary {
    /// Reports in each state, in the order of [`State::ALL`]
    states: [usize; State::ALL.len()],
    /// Reports that could not be read
    pub unreadable: usize,
    /// Paths that lead to no report
    pub nowhere: usize,
    /// Cells by what is known of them, as [`ReportSummary::shares`] has them
    pub shares: [usize; 6],
    /// The decisions by reviewer
    pub reviewers: BTreeMap<String, ReviewerDecisions>,
    /// For each rule by its position in the catalogue, where rules were counted
    pub rules: Vec<RuleCounts>,
}

impl FolderSummary {
    /// The summary of a folder without reports, for a number of rules.
    pub fn new(rules: usize) -> Self {
        Self { rules: vec![RuleCounts::default(); rules], ..Self::default() }
    }

    /// The summary of a folder with one report, by the summary of the report.
    pub fn of(review: &Review, report: &ReportSummary, level: usize, rules: Vec<RuleCounts>) -> Self {
        let mut reviewers: BTreeMap<String, ReviewerDecisions> = BTreeMap::new();
        for decision in review.decisions() {
            let one = ReviewerDecisions { count: 1, last: decision.at.clone() };
            reviewers.entry(decision.by.clone()).or_default().add(&one);
        }
        let mut folder = Self { reviewers, rules, ..Self::default() };
        folder.add_report(report, level);
        folder
    }

    /// Adds a report, by one of the thresholds.
    pub fn add_report(&mut self, report: &ReportSummary, level: usize) {
        self.states[report.state(level) as usize] += 1;
        self.shares.iter_mut().zip(report.shares(level)).for_each(|(all, count)| *all += count);
    }

    /// Takes out a report that was added.
    pub fn remove_report(&mut self, report: &ReportSummary, level: usize) {
        self.states[report.state(level) as usize] -= 1;
        self.shares.iter_mut().zip(report.shares(level)).for_each(|(all, count)| *all -= count);
    }

    /// Adds the summary of other reports.
    pub fn add(&mut self, other: &Self) {
        self.states.iter_mut().zip(other.states).for_each(|(all, count)| *all += count);
        self.shares.iter_mut().zip(other.shares).for_each(|(all, count)| *all += count);
        (self.unreadable, self.nowhere) = (self.unreadable + other.unreadable, self.nowhere + other.nowhere);
        for (reviewer, decisions) in &other.reviewers {
            self.reviewers.entry(reviewer.clone()).or_default().add(decisions);
        }
        self.add_rules(&other.rules);
    }

    /// Adds how often rules held, failed and did not run.
    pub fn add_rules(&mut self, counts: &[RuleCounts]) {
        self.rules.iter_mut().zip(counts).for_each(|(all, counts)| *all += *counts);
    }

    /// Reports in a state.
    pub fn of_state(&self, state: State) -> usize {
        self.states[state as usize]
    }

    /// Reports that were read.
    pub fn read(&self) -> usize {
        self.states.iter().sum()
    }

    /// Cells that need review.
    pub fn open(&self) -> usize {
        self.shares[ReportSummary::OPEN]
    }

    /// How often all rules together held, failed and did not run.
    pub fn all_rules(&self) -> RuleCounts {
        self.rules.iter().copied().sum()
    }

    /// Whether no report needs review.
    pub fn is_done(&self) -> bool {
        self.of_state(State::Done) == self.read() && self.unreadable + self.nowhere == 0
    }
}
