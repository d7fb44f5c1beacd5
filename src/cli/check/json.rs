//! Findings as JSON: one object a line, or all in one object with what was counted.

use serde_json::json;

use crate::cli::check::counts::Counts;
use crate::cli::check::layout::FindingsLayout;
use crate::cli::check::summary;
use crate::findings::wording::RenderedFinding;
use crate::form::rule::Rule;

/// One object a line.
pub(super) struct Jsonl;

impl FindingsLayout for Jsonl {
    fn finding(&self, finding: &RenderedFinding) -> String {
        object(finding) + "\n"
    }

    fn closing(&self, _: &Counts) -> String {
        String::new()
    }
}

/// One object for all.
pub(super) struct Json<'a> {
    pub rules: &'a [Rule],
}

impl FindingsLayout for Json<'_> {
    fn opening(&self) -> String {
        "{\"findings\":[\n".to_owned()
    }

    fn between(&self) -> &'static str {
        ",\n"
    }

    fn finding(&self, finding: &RenderedFinding) -> String {
        object(finding)
    }

    fn closing(&self, counts: &Counts) -> String {
        let rules: Vec<_> =
            self.rules.iter().zip(&counts.rules).map(|(rule, counts)| summary::of_rule(rule, *counts)).collect();
        let (reports, clean) = (counts.reports.len(), counts.clean());
        let [open, solved] = counts.left();
        let cells = format!("\"open\":{open},\"solved\":{solved}");
        format!("\n],\"reports\":{reports},\"clean\":{clean},{cells},\"rules\":{}}}\n", json!(rules))
    }
}

fn object(finding: &RenderedFinding) -> String {
    // What a finding holds can all be written as JSON.
    serde_json::to_string(finding).unwrap_or_default()
}
