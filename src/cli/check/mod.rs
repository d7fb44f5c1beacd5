//! `gouji check`: prints what is wrong or open, in the layout that `--format` names. Each layout is one file here.

mod counts;
mod json;
mod layout;
mod sarif;
mod summary;
mod text;

use std::io::{self, BufWriter, IsTerminal, Write};

use clap::{Args, ValueEnum};

use crate::cli::inputs::{Inputs, Named};
use crate::cli::{Context, Exit, printed};
use crate::error::Error;
use crate::findings::wording::{each_year_finding, findings, findings_in_words};
use crate::form::rule::Rule;
use crate::review::Review;
use crate::review::progress::RuleCounts;
use crate::review::years::{Facts, Timeline};
use crate::words::{UsageMessage, Words};
pub(super) use counts::of_rules;
use counts::{CheckedReport, Counts};
use layout::FindingsLayout;
pub(super) use summary::of_rule;

/// What was typed after `check`.
#[derive(Args, Debug)]
pub(super) struct Check {
    #[command(flatten)]
    named: Named,
    /// The layout
    #[arg(long, short, value_enum, default_value_t)]
    format: Format,
    /// Print the numbers by rule and by report instead of the findings, as text or json
    #[arg(long)]
    summary: bool,
}

impl Check {
    /// The reports, if the options go together.
    fn inputs(&self) -> Result<Inputs, Error> {
        if self.summary && !matches!(self.format, Format::Text | Format::Json) {
            let name = self.format.to_possible_value().map(|value| value.get_name().to_owned());
            return Err(Error::Options(UsageMessage::CannotSumUp { format: name.unwrap_or_default() }));
        }
        Inputs::of(&self.named)
    }
}

/// The layouts of findings.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, ValueEnum)]
enum Format {
    /// Lines for a person
    #[default]
    Text,
    /// One JSON object: the findings, and what was counted
    Json,
    /// One JSON object a finding, one a line
    Jsonl,
    /// SARIF 2.1.0, for code hosts and editors
    Sarif,
}

fn layout<'a>(check: &Check, rules: &'a [Rule], words: &'a Words) -> Box<dyn FindingsLayout + 'a> {
    match (check.summary, check.format) {
        (true, Format::Json) => Box::new(summary::JsonSummary { rules }),
        (true, _) => Box::new(summary::Summary { rules, words }),
        (_, Format::Text) => Box::new(text::Text { words }),
        (_, Format::Json) => Box::new(json::Json { rules }),
        (_, Format::Jsonl) => Box::new(json::Jsonl),
        (_, Format::Sarif) => Box::new(sarif::Sarif { rules, words }),
    }
}

pub(super) fn run(context: &Context, check: &Check) -> Exit {
    let printed = check.inputs().and_then(|inputs| {
        let stdout = io::stdout();
        context.bar.show(context.common.quiet, stdout.is_terminal() && !check.summary);
        printed(print(context, check, inputs, BufWriter::new(stdout.lock())))
    });
    printed.unwrap_or_else(|error| {
        context.complain(&error);
        Exit::Failed
    })
}

/// What is kept of a report, and its findings in their layout.
struct Checked {
    text: String,
    report: CheckedReport,
    rules: Vec<RuleCounts>,
    facts: Option<Facts>,
}

fn print(context: &Context, check: &Check, inputs: Inputs, mut out: impl Write) -> io::Result<Exit> {
    let (catalogue, words, threshold) = (&context.catalogue, context.words, context.config.threshold);
    let layout = layout(check, &catalogue.rules, words);
    let mut counts = Counts::new(catalogue.rules.len());
    let mut timeline = Timeline::default();
    let mut first = true;
    out.write_all(layout.opening().as_bytes())?;
    let mut write = |text: &str| {
        if text.is_empty() {
            return Ok(());
        }
        let between = if std::mem::replace(&mut first, false) { "" } else { layout.between() };
        out.write_all(between.as_bytes()).and_then(|()| out.write_all(text.as_bytes()))
    };
    let make = |review: Review| {
        let render = if layout.prints_parts() { findings } else { findings_in_words };
        let rendered = render(&review, catalogue, words, threshold.get());
        Checked {
            text: layout.findings(&rendered),
            report: CheckedReport::of(&review, &rendered, threshold.get()),
            rules: of_rules(&review, &catalogue.rules),
            facts: Facts::of(&review),
        }
    };
    let run = context.each(
        inputs,
        |_| Ok(()),
        make,
        |checked| {
            // What stays is copied: in its first place it would keep the memory of all that goes.
            timeline.extend(checked.facts.clone());
            counts.add(checked.report.clone(), &checked.rules);
            write(&checked.text)
        },
    )?;
    let by_source = counts.by_source();
    let mut written = Ok(());
    let of_years = each_year_finding(&timeline, catalogue, words, |finding| {
        counts.add_of_years(&finding, &by_source);
        if written.is_ok() {
            written = write(&layout.finding(&finding));
        }
    });
    written?;
    counts.add_rules(&of_years);
    out.write_all(layout.closing(&counts).as_bytes())?;
    out.flush()?;
    run.say_stopped(context, true);
    Ok(if counts.is_clean() { run.exit } else { run.exit.max(Exit::Findings) })
}
