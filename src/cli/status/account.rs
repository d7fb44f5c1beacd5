//! What is counted for the account of a folder.

use std::collections::BTreeMap;

use crate::cli::check::{add, of_rules};
use crate::form::rule::Rule;
use crate::review::Review;
use crate::review::progress::{Known, Shares, State};
use crate::review::years::Facts;
use crate::sidecar::moment;

/// The decisions of one reviewer.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct Decided {
    /// How many, those that were withdrawn or changed later too
    pub decisions: usize,
    /// When the last one was made, as it is written in the sidecar
    pub last: String,
}

impl Decided {
    fn add(&mut self, other: &Self) {
        self.decisions += other.decisions;
        // Times may have different offsets.
        if moment(&other.last) >= moment(&self.last) {
            self.last.clone_from(&other.last);
        }
    }
}

/// What one report adds.
pub(super) struct OfReport {
    state: State,
    shares: Shares,
    decided: BTreeMap<String, Decided>,
    rules: Vec<[usize; 3]>,
    /// For the rules over years
    pub facts: Option<Facts>,
}

impl OfReport {
    /// What a report adds, by the level of a list of thresholds.
    pub(super) fn of(review: &Review, rules: &[Rule], thresholds: &[f64], level: usize) -> Self {
        let mut decided: BTreeMap<String, Decided> = BTreeMap::new();
        for decision in review.decisions() {
            let one = Decided { decisions: 1, last: decision.at.clone() };
            decided.entry(decision.by.clone()).or_default().add(&one);
        }
        Self {
            state: Known::of(review, thresholds).state(level),
            shares: Shares::of(review, thresholds.get(level).copied().unwrap_or(1.0)),
            decided,
            rules: of_rules(review, rules),
            facts: Facts::of(review),
        }
    }
}

/// How far the reports are.
#[derive(Debug, Default)]
pub(super) struct Account {
    /// Reports in each state, in the order of [`State::ALL`]
    states: [usize; 4],
    /// Reports that could not be read
    pub unreadable: usize,
    /// Paths that lead to no report
    pub nowhere: usize,
    /// How the cells stand
    pub shares: Shares,
    /// The decisions by reviewer
    pub decided: BTreeMap<String, Decided>,
    /// For each rule: how often it held, failed, did not run
    pub rules: Vec<[usize; 3]>,
}

impl Account {
    pub(super) fn new(rules: usize) -> Self {
        Self { rules: vec![[0; 3]; rules], ..Self::default() }
    }

    pub(super) fn add(&mut self, report: &OfReport) {
        self.states[report.state as usize] += 1;
        self.shares.add(&report.shares);
        for (by, decided) in &report.decided {
            self.decided.entry(by.clone()).or_default().add(decided);
        }
        self.add_years(&report.rules);
    }

    /// Adds how often rules held, failed and did not run.
    pub(super) fn add_years(&mut self, counts: &[[usize; 3]]) {
        self.rules.iter_mut().zip(counts).for_each(|(all, counts)| add(all, *counts));
    }

    /// Reports in a state.
    pub(super) fn of_state(&self, state: State) -> usize {
        self.states[state as usize]
    }

    /// Reports that were read.
    pub(super) fn read(&self) -> usize {
        self.states.iter().sum()
    }

    /// Whether any rule was held against anything, and held, failed or could not run.
    pub(super) fn any_rule(&self) -> bool {
        self.rules.iter().flatten().any(|&count| count > 0)
    }

    /// Whether no report needs a person.
    pub(super) fn is_done(&self) -> bool {
        self.of_state(State::Done) == self.read() && self.unreadable + self.nowhere == 0
    }
}
