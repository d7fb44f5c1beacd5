//! `gouji export`: writes records.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::inputs::expand;
use crate::cli::{Context, Exit, exit_of, say};
use crate::durable::Replacement;
use crate::error::Error;
use crate::export::{Format, rows, sink};
use crate::reading::Reader;
use crate::review::{Review, Tally};
use crate::sidecar::path_of;
use crate::source::outputs;
use crate::words::Word;

/// What was typed after `export`.
#[derive(Args, Debug)]
pub(super) struct Export {
    /// Reports, folders of them, or `-` for standard input
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// The layout
    #[arg(long, short, value_enum, default_value_t)]
    format: Format,
    /// Write to this file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

pub(super) fn run(context: &Context, export: &Export) -> Exit {
    let written = match &export.output {
        Some(path) => to_file(context, export, path),
        None => match write(context, export, io::stdout().lock()) {
            Ok(written) => Ok(written.exit),
            Err(error) => Err(Error::Write("-".into(), error)),
        },
    };
    match written {
        Ok(exit) => exit,
        Err(Error::Write(_, error)) if error.kind() == io::ErrorKind::BrokenPipe => Exit::Clean,
        Err(error) => {
            context.complain(&error);
            Exit::Failed
        }
    }
}

/// Writes to a temporary file beside the output and puts it in its place when it is whole and holds something.
fn to_file(context: &Context, export: &Export, path: &Path) -> Result<Exit, Error> {
    let fail = |error| Error::Write(path.into(), error);
    if let Ok(output) = path.canonicalize() {
        let is_output = |input: &Path| {
            let mut beside = outputs(input).into_iter().flat_map(|path| path.canonicalize());
            beside.any(|path| path == output)
                || input.canonicalize().is_ok_and(|input| input == output || path_of(&input) == output)
        };
        if expand(&export.paths).flatten().any(|input| is_output(&input.path)) {
            return Err(Error::OutputIsInput(path.into()));
        }
    }
    let mut file = Replacement::begin(path).map_err(fail)?;
    let written = write(context, export, &mut file).map_err(fail)?;
    if written.reports > 0 {
        file.finish().map_err(fail)?;
    }
    Ok(written.exit)
}

/// How many reports were written, and how it went.
struct Outcome {
    reports: usize,
    exit: Exit,
}

fn write(context: &Context, export: &Export, out: impl Write) -> io::Result<Outcome> {
    let mut sink = sink(export.format, BufWriter::new(out))?;
    let mut reader = Reader::new(&context.catalogue);
    let mut exit = Exit::Clean;
    let (mut reports, mut unclean, mut all) = (0, false, Tally::default());
    for input in expand(&export.paths) {
        let named = input.as_ref().map_or(true, |input| input.named);
        match input.and_then(|input| Review::open(&input.path, &mut reader)) {
            Ok(review) => {
                sink.rows(&rows(&review))?;
                let tally = review.tally(context.config.threshold);
                (all.open, all.failing, reports) = (all.open + tally.open, all.failing + tally.failing, reports + 1);
                unclean |= !review.is_clean(&tally);
            }
            Err(error) => {
                context.complain(&error);
                exit = exit.max(if named { Exit::Failed } else { exit_of(&error) });
            }
        }
    }
    sink.finish()?;
    if unclean {
        exit = exit.max(Exit::Findings);
        let points: [&dyn std::fmt::Display; 3] = [&reports, &all.open, &all.failing];
        say(&context.words.fill(Word::OpenPoints, &points));
    }
    Ok(Outcome { reports, exit })
}
