//! `gouji check`: prints what is wrong or open, in the layout that `--format` names. Each layout is one file here.

mod counts;
mod jsonl;
mod sarif;
mod summary;
mod text;

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::cli::inputs::expand;
use crate::cli::{Context, Exit, exit_of};
use crate::error::Error;
use crate::reading::Reader;
use crate::review::Review;
use crate::rule::Rule;
use crate::tell::{Told, findings, year_findings};
use crate::words::Words;
use crate::years::{Facts, Timeline};
use counts::Counts;

/// What was typed after `check`.
#[derive(Args, Debug)]
pub(super) struct Check {
    /// Reports, folders of them, or `-` for standard input
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// The layout
    #[arg(long, short, value_enum, default_value_t)]
    format: Format,
    /// Print a table by rule and one by report instead of the findings
    #[arg(long, conflicts_with = "format")]
    summary: bool,
}

/// The layouts of findings.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, ValueEnum)]
enum Format {
    /// Lines for a person
    #[default]
    Text,
    /// One JSON object a finding
    Jsonl,
    /// SARIF 2.1.0, for code hosts and editors
    Sarif,
}

/// Writes findings in one layout.
trait Sink {
    /// Writes the findings of one report, or those over years.
    fn findings(&mut self, told: &[Told]) -> io::Result<()>;

    /// Writes what closes the output.
    fn finish(&mut self, counts: &Counts) -> io::Result<()>;
}

fn sink<'a>(check: &Check, rules: &'a [Rule], words: &'a Words, out: impl Write + 'a) -> Box<dyn Sink + 'a> {
    match check.format {
        _ if check.summary => Box::new(summary::Summary::new(out, rules, words)),
        Format::Text => Box::new(text::Text::new(out, words)),
        Format::Jsonl => Box::new(jsonl::Jsonl::new(out)),
        Format::Sarif => Box::new(sarif::Sarif::new(out, rules, words)),
    }
}

pub(super) fn run(context: &Context, check: &Check) -> Exit {
    match print(context, check, io::stdout().lock()) {
        Ok(exit) => exit,
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Exit::Clean,
        Err(error) => {
            context.complain(&Error::Write("-".into(), error));
            Exit::Failed
        }
    }
}

fn print(context: &Context, check: &Check, out: impl Write) -> io::Result<Exit> {
    let (catalogue, words) = (&context.catalogue, context.words);
    let mut sink = sink(check, &catalogue.rules, words, BufWriter::new(out));
    let mut reader = Reader::new(catalogue);
    let mut counts = Counts::new(catalogue.rules.len());
    let mut timeline = Timeline::default();
    let mut exit = Exit::Clean;
    for input in expand(&check.paths) {
        let named = input.as_ref().map_or(true, |input| input.named);
        match input.and_then(|input| Review::open(&input.path, &mut reader)) {
            Ok(review) => {
                let told = findings(&review, catalogue, words, context.config.threshold);
                timeline.extend(Facts::of(&review));
                counts.add(&review, &catalogue.rules, &told, context.config.threshold);
                sink.findings(&told)?;
            }
            Err(error) => {
                context.complain(&error);
                exit = exit.max(if named { Exit::Failed } else { exit_of(&error) });
            }
        }
    }
    let years = year_findings(&timeline, catalogue, words);
    counts.add_years(&years);
    sink.findings(&years.told)?;
    sink.finish(&counts)?;
    Ok(if counts.is_clean() { exit } else { exit.max(Exit::Findings) })
}
