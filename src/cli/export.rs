//! `gouji export`: writes records.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::inputs::expand;
use crate::cli::{Context, Exit, exit_of};
use crate::error::Error;
use crate::export::{Format, rows, sink};
use crate::reading::Reader;
use crate::review::{Review, Tally};
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
        None => write(context, export, io::stdout().lock()).map_err(|error| Error::Write("-".into(), error)),
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

/// Writes to a temporary file beside the output and puts it in its place when it is whole.
fn to_file(context: &Context, export: &Export, path: &Path) -> Result<Exit, Error> {
    let fail = |error| Error::Write(path.into(), error);
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let make = |path: &Path| std::fs::File::create_new(path);
    let mut file = tempfile::Builder::new().prefix(".gouji-").make_in(folder, make).map_err(fail)?;
    let exit = write(context, export, file.as_file_mut()).map_err(fail)?;
    file.persist(path).map_err(|error| fail(error.error))?;
    Ok(exit)
}

fn write(context: &Context, export: &Export, out: impl Write) -> io::Result<Exit> {
    let mut sink = sink(export.format, BufWriter::new(out))?;
    let mut reader = Reader::new(&context.catalogue);
    let mut exit = Exit::Clean;
    let (mut reports, mut all) = (0, Tally::default());
    for input in expand(&export.paths) {
        let named = input.as_ref().map_or(true, |input| input.named);
        match input.and_then(|input| Review::open(&input.path, &mut reader)) {
            Ok(review) => {
                sink.rows(&rows(&review))?;
                let tally = review.tally(context.config.threshold);
                (all.open, all.failing, reports) = (all.open + tally.open, all.failing + tally.failing, reports + 1);
            }
            Err(error) => {
                context.complain(&error);
                exit = exit.max(if named { Exit::Failed } else { exit_of(&error) });
            }
        }
    }
    sink.finish()?;
    if all.open + all.failing > 0 {
        eprintln!("gouji: {}", context.words.fill(Word::OpenPoints, &[&reports, &all.open, &all.failing]));
        exit = exit.max(Exit::Findings);
    }
    Ok(exit)
}
