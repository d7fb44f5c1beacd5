//! Findings in numbers: by rule, and by report.

use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use crate::cli::check::counts::{CheckedReport, Counts};
use crate::cli::check::layout::FindingsLayout;
use crate::findings::wording::{RenderedFinding, cells_left, percent};
use crate::form::rule::Rule;
use crate::review::progress::RuleCounts;
use crate::words::{CommandMessage, Words};

/// Two tables.
pub(super) struct Summary<'a> {
    pub rules: &'a [Rule],
    pub words: &'a Words,
}

impl FindingsLayout for Summary<'_> {
    fn prints_parts(&self) -> bool {
        false
    }

    fn finding(&self, _: &RenderedFinding) -> String {
        String::new()
    }

    fn closing(&self, counts: &Counts) -> String {
        let language = self.words.language;
        let by_rule = self.rules.iter().zip(&counts.rules).map(|(rule, counts)| {
            let mut row = vec![format!("{} {}", rule.id, rule.name.get(language))];
            row.extend([counts.held, counts.failed, counts.not_run].map(|count| count.to_string()));
            row
        });
        let by_rule = table(self.words.say(CommandMessage::SummaryByRule), &by_rule.collect::<Vec<_>>());
        let by_report: Vec<Vec<String>> = counts.reports.iter().map(row).collect();
        let by_report = table(self.words.say(CommandMessage::SummaryByReport), &by_report);
        let left = left(counts, self.words).map_or_else(String::new, |left| format!("\n{left}\n"));
        format!("{by_rule}\n{by_report}{left}")
    }
}

/// The cells of all reports that are left for a person; none if there are none.
pub(super) fn left(counts: &Counts, words: &Words) -> Option<String> {
    let [open, solved] = counts.left();
    (open + solved > 0).then(|| cells_left(open, solved, words))
}

/// The same as one object.
pub(super) struct JsonSummary<'a> {
    pub rules: &'a [Rule],
}

impl FindingsLayout for JsonSummary<'_> {
    fn prints_parts(&self) -> bool {
        false
    }

    fn finding(&self, _: &RenderedFinding) -> String {
        String::new()
    }

    fn closing(&self, counts: &Counts) -> String {
        let rules: Vec<Value> =
            self.rules.iter().zip(&counts.rules).map(|(rule, counts)| of_rule(rule, *counts)).collect();
        let reports: Vec<String> = counts.reports.iter().map(|report| of_report(report).to_string()).collect();
        format!("{{\"rules\":{},\"reports\":[\n{}\n]}}\n", json!(rules), reports.join(",\n"))
    }
}

/// How often a rule held, failed and did not run.
pub(in crate::cli) fn of_rule(rule: &Rule, counts: RuleCounts) -> Value {
    json!({ "rule": rule.id, "holds": counts.held, "fails": counts.failed, "not_run": counts.not_run })
}

fn of_report(report: &CheckedReport) -> Value {
    json!({
        "source": report.source,
        "failing": report.failing,
        "warnings": report.warnings,
        "not_run": report.not_run,
        "open": report.open,
        "solved": report.solved,
        "proved": report.proved,
        "cells": report.cells,
        "misread": report.misread,
        "clean": report.clean,
    })
}

fn row(report: &CheckedReport) -> Vec<String> {
    let checked = [report.failing, report.warnings, report.not_run];
    let cells = [report.open, report.solved, report.proved, report.cells];
    let counts = checked.iter().chain(&cells).map(u32::to_string);
    [report.source.to_string()].into_iter().chain(counts).chain([percent(report.misread)]).collect()
}

/// Rows under heads; the first column is text, the others are numbers.
fn table(heads: &str, rows: &[Vec<String>]) -> String {
    let heads: Vec<String> = heads.split('|').map(|head| head.trim().to_owned()).collect();
    let all = || [&heads].into_iter().chain(rows);
    let wide = |nth: usize| all().filter_map(|row| row.get(nth)).map(|text| text.width()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..heads.len()).map(wide).collect();
    let mut text = String::new();
    for row in all() {
        let pad = |nth: usize| " ".repeat(widths[nth] - row[nth].width());
        let cells = (0..heads.len()).map(|nth| match nth {
            0 => format!("{}{}", row[nth], pad(nth)),
            _ => format!("{}{}", pad(nth), row[nth]),
        });
        text += cells.collect::<Vec<_>>().join("  ").trim_end();
        text.push('\n');
    }
    text
}
