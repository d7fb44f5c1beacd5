//! `gouji explain`: what a rule says, why, an example, and its known exceptions.

use std::io::{self, Write};

use clap::Args;
use serde_json::{Value, json};

use crate::cli::{Context, Exit, TextOrJson};
use crate::error::Error;
use crate::findings::wording::{explain, formula, summary};
use crate::form::rule::{Rule, Severity};

/// What was typed after `explain`.
#[derive(Args, Debug)]
pub(super) struct Explain {
    /// The rule's id, as findings name it; none lists all rules
    rule: Option<String>,
    /// The layout
    #[arg(long, short, value_enum, default_value_t)]
    format: TextOrJson,
}

pub(super) fn run(context: &Context, asked: &Explain) -> Exit {
    let printed = text(context, asked)
        .and_then(|text| crate::cli::printed(io::stdout().lock().write_all(text.as_bytes()).map(|()| Exit::Clean)));
    printed.unwrap_or_else(|error| {
        context.complain(&error);
        Exit::Failed
    })
}

fn text(context: &Context, asked: &Explain) -> Result<String, Error> {
    let (rules, words) = (&context.catalogue.rules, context.words);
    let known = || rules.iter().map(|rule: &Rule| rule.id.to_string()).collect();
    let named =
        |id: &String| rules.iter().find(|rule| rule.id == *id).ok_or_else(|| Error::NoSuchRule(id.clone(), known()));
    let lines = match (asked.format, asked.rule.as_ref().map(named).transpose()?) {
        (TextOrJson::Text, None) => rules.iter().map(|rule| summary(rule, words)).collect(),
        (TextOrJson::Text, Some(rule)) => explain(rule, words),
        (TextOrJson::Json, None) => {
            vec![format!("{:#}", Value::Array(rules.iter().map(|rule| object(context, rule)).collect()))]
        }
        (TextOrJson::Json, Some(rule)) => vec![format!("{:#}", object(context, rule))],
    };
    Ok(lines.into_iter().map(|line| line + "\n").collect())
}

fn object(context: &Context, rule: &Rule) -> Value {
    let severity = match rule.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "hint",
    };
    let [why, example, exceptions] = rule.explanations();
    json!({
        "id": rule.id,
        "severity": severity,
        "forms": rule.forms,
        "name": rule.name,
        "says": rule.says,
        "formula": formula(rule, context.words),
        "why": why,
        "example": example,
        "exceptions": exceptions,
    })
}
