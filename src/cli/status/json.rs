//! The account of a folder as one JSON object.

use serde_json::{Value, json};

use crate::cli::check::of_rule;
use crate::cli::status::account::Account;
use crate::form::rule::Rule;
use crate::review::progress::State;

pub(super) fn text(account: &Account, rules: &[Rule]) -> String {
    let reviewers = account
        .decided
        .iter()
        .map(|(by, decided)| json!({ "reviewer": by, "decisions": decided.decisions, "last": decided.last }));
    let reviewers: Vec<Value> = reviewers.collect();
    let rules: Vec<Value> = rules.iter().zip(&account.rules).map(|(rule, counts)| of_rule(rule, *counts)).collect();
    let shares = &account.shares;
    let object = json!({
        "reports": {
            "all": account.read() + account.unreadable,
            "untouched": account.of_state(State::Untouched),
            "in_work": account.of_state(State::InWork),
            "conflict": account.of_state(State::Conflict),
            "done": account.of_state(State::Done),
            "unreadable": account.unreadable,
        },
        "paths_without_reports": account.nowhere,
        "cells": {
            "all": shares.all(),
            "seen": shares.seen,
            "proved": shares.proved,
            "supported": shares.supported,
            "unproved": shares.unproved,
            "open": shares.open,
            "solved": shares.solved,
        },
        "reviewers": reviewers,
        "rules": rules,
    });
    format!("{object:#}\n")
}
