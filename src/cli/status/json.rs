//! A folder in numbers as one JSON object.

use serde_json::{Value, json};

use crate::cli::check::of_rule;
use crate::form::rule::Rule;
use crate::review::progress::{FolderSummary, ReviewerDecisions, RuleCounts, State};

pub(super) fn text(folder: &FolderSummary, rules: &[Rule]) -> String {
    let reviewer = |(by, decisions): (&String, &ReviewerDecisions)| json!({ "reviewer": by, "decisions": decisions.count, "last": decisions.last });
    let reviewers: Vec<Value> = folder.reviewers.iter().map(reviewer).collect();
    let counts = |(rule, counts): (&Rule, &RuleCounts)| of_rule(rule, *counts);
    let rules: Vec<Value> = rules.iter().zip(&folder.rules).map(counts).collect();
    let [proved, supported, seen, unproved, open, solved] = folder.shares;
    let object = json!({
        "reports": {
            "all": folder.read() + folder.unreadable,
            "untouched": folder.of_state(State::Untouched),
            "in_work": folder.of_state(State::InWork),
            "conflict": folder.of_state(State::Conflict),
            "done": folder.of_state(State::Done),
            "unreadable": folder.unreadable,
        },
        "paths_without_reports": folder.nowhere,
        "cells": {
            "all": folder.shares.iter().sum::<usize>(),
            "seen": seen,
            "proved": proved,
            "supported": supported,
            "unproved": unproved,
            "open": open,
            "solved": solved,
        },
        "reviewers": reviewers,
        "rules": rules,
    });
    format!("{object:#}\n")
}
