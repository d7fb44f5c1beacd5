//! Differences and agreement, for people and for programs.

use std::io::{self, Write};
use std::path::PathBuf;

use serde_json::{Value, json};

use crate::findings::wording::{said, share};
use crate::sidecar::Decision;
use crate::sidecar::agreement::{Difference, ReviewerAgreement};
use crate::words::{CommandMessage, CommonMessage, Words};

/// Everything that was found.
pub(super) struct Output {
    /// What to call the two
    pub names: [String; 2],
    /// How far they agree
    pub agreement: ReviewerAgreement,
    /// The report, the label of the cell, and the difference
    pub differences: Vec<(PathBuf, String, Difference)>,
    /// Cells in conflict, which say nothing clear
    pub conflicts: usize,
}

impl Output {
    /// Whether nothing is decided differently.
    pub(super) fn is_alike(&self) -> bool {
        self.differences.is_empty()
    }
}

/// Lines for a person.
pub(super) fn text(output: &Output, words: &Words, mut out: impl Write) -> io::Result<()> {
    for (report, label, difference) in &output.differences {
        writeln!(out, "{}: {} ({label})", report.display(), difference.cell)?;
        for (name, decision) in output.names.iter().zip(&difference.said) {
            writeln!(out, "    {name}{}{}", words.say(CommonMessage::Colon), line(decision, words))?;
        }
    }
    let agreement = &output.agreement;
    let share = match agreement.both {
        0 => words.say(CommonMessage::NoValue).to_owned(),
        both => share(agreement.agreed as usize, both as usize),
    };
    let kappa = match (agreement.both, agreement.kappa()) {
        (_, Some(kappa)) => format!("{kappa:.3}"),
        (0, None) => words.say(CommandMessage::KappaNoCells).to_owned(),
        (_, None) => words.say(CommandMessage::KappaUndefined).to_owned(),
    };
    writeln!(
        out,
        "{}",
        words.fill(CommandMessage::DiffSummary {
            cells: &agreement.both,
            alike: &agreement.agreed,
            share: &share,
            kappa: &kappa
        })
    )?;
    let [one, other] = &output.names;
    let alone = agreement.alone;
    writeln!(out, "{}", words.fill(CommandMessage::DiffAlone { one, of_one: &alone[0], other, of_other: &alone[1] }))?;
    if output.conflicts > 0 {
        writeln!(out, "{}", words.fill(CommandMessage::DiffConflicts { count: &output.conflicts }))?;
    }
    out.flush()
}

fn line(decision: &Decision, words: &Words) -> String {
    let said = said(decision, words);
    if decision.note.is_empty() { said } else { format!("{said}{}{}", words.say(CommonMessage::Comma), decision.note) }
}

/// One object for programs.
pub(super) fn json(output: &Output, mut out: impl Write) -> io::Result<()> {
    let agreement = &output.agreement;
    let differences = output.differences.iter().map(|(report, label, difference)| {
        let [one, other] = difference.said.each_ref().map(decision);
        let (report, cell) = (report.to_string_lossy(), difference.cell.as_str());
        json!({ "source": report, "cell": cell, "label": label, "one": one, "other": other })
    });
    let differences: Vec<Value> = differences.collect();
    let object = json!({
        "one": output.names[0],
        "other": output.names[1],
        "differences": differences,
        "both": agreement.both,
        "agreed": agreement.agreed,
        "share": agreement.share(),
        "kappa": agreement.kappa(),
        "only_one": agreement.alone[0],
        "only_other": agreement.alone[1],
        "conflicts": output.conflicts,
    });
    writeln!(out, "{object:#}")?;
    out.flush()
}

fn decision(decision: &Decision) -> Value {
    let Decision { verdict, saw, value, by, at, note, .. } = decision;
    json!({ "verdict": verdict.name(), "saw": saw, "value": value, "by": by, "at": at, "note": note })
}
