//! `gouji status`: how far a folder is. Each layout is one file here.

mod json;
mod text;

use std::io::{self, Write};

use clap::Args;

use crate::cli::check::of_rules;
use crate::cli::inputs::{Inputs, Named};
use crate::cli::{Context, Exit, TextOrJson, printed};
use crate::findings::wording::year_findings;
use crate::review::Review;
use crate::review::priority::levels;
use crate::review::progress::{FolderSummary, ReportSummary};
use crate::review::years::{Facts, Timeline};

/// What was typed after `status`.
#[derive(Args, Debug)]
pub(super) struct Status {
    #[command(flatten)]
    named: Named,
    /// The layout
    #[arg(long, short, value_enum, default_value_t)]
    format: TextOrJson,
}

pub(super) fn run(context: &Context, status: &Status) -> Exit {
    let printed = Inputs::of(&status.named).and_then(|inputs| printed(print(context, status, inputs)));
    printed.unwrap_or_else(|error| {
        context.complain(&error);
        Exit::Failed
    })
}

fn print(context: &Context, status: &Status, inputs: Inputs) -> io::Result<Exit> {
    let (catalogue, rules) = (&context.catalogue, &context.catalogue.rules);
    context.bar.show(context.common.quiet, false);
    let (thresholds, level) = levels(context.config.threshold.get());
    let mut folder = FolderSummary::new(rules.len());
    let mut timeline = Timeline::default();
    let make = |review: Review| {
        let report = ReportSummary::of(&review, &thresholds);
        (FolderSummary::of(&review, &report, level, of_rules(&review, rules)), Facts::of(&review))
    };
    let run = context.each(
        inputs,
        |_| Ok(()),
        make,
        |(report, facts)| {
            timeline.extend(facts);
            folder.add(&report);
            Ok(())
        },
    )?;
    (folder.unreadable, folder.nowhere) = (run.failed, run.nowhere);
    folder.add_rules(&year_findings(&timeline, catalogue, context.words).counts);
    let text = match status.format {
        TextOrJson::Text => text::text(&folder, context),
        TextOrJson::Json => json::text(&folder, rules),
    };
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    run.say_stopped(context, true);
    Ok(if folder.is_done() { run.exit } else { run.exit.max(Exit::Findings) })
}
