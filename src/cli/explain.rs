//! `gouji explain`: what a rule says, why, an example, and its known exceptions.

use std::io::{self, Write};

use crate::cli::{Context, Exit};
use crate::error::Error;
use crate::rule::Rule;
use crate::tell::{explain, summary};

pub(super) fn run(context: &Context, rule: Option<&str>) -> Exit {
    let rules = &context.catalogue.rules;
    let known = || rules.iter().map(|rule: &Rule| rule.id.clone()).collect();
    let lines = match rule.map(|id| rules.iter().find(|rule| rule.id == id).ok_or(id)) {
        None => rules.iter().map(|rule| summary(rule, context.words)).collect(),
        Some(Ok(rule)) => explain(rule, context.words),
        Some(Err(id)) => {
            context.complain(&Error::NoSuchRule(id.to_owned(), known()));
            return Exit::Failed;
        }
    };
    let mut out = io::stdout().lock();
    match lines.iter().try_for_each(|line| writeln!(out, "{line}")) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            context.complain(&Error::Write("-".into(), error));
            Exit::Failed
        }
        _ => Exit::Clean,
    }
}
