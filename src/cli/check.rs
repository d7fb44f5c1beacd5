//! `gouji check`: prints what is wrong or open, as text that a person understands.

use std::io::{self, Write};
use std::path::PathBuf;

use crate::cli::inputs::expand;
use crate::cli::{Context, Exit, exit_of};
use crate::error::Error;
use crate::reading::Reader;
use crate::review::Review;
use crate::tell::findings;
use crate::words::Word;

pub(super) fn run(context: &Context, paths: &[PathBuf]) -> Exit {
    match print(context, paths, &mut io::stdout().lock()) {
        Ok(exit) => exit,
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Exit::Clean,
        Err(error) => {
            context.complain(&Error::Write("-".into(), error));
            Exit::Failed
        }
    }
}

fn print(context: &Context, paths: &[PathBuf], out: &mut impl Write) -> io::Result<Exit> {
    let mut reader = Reader::new(&context.catalogue);
    let (mut exit, mut reports, mut clean) = (Exit::Clean, 0, 0);
    for input in expand(paths) {
        let named = input.as_ref().map_or(true, |input| input.named);
        match input.and_then(|input| Review::open(&input.path, &mut reader)) {
            Ok(review) => {
                let said = findings(&review, &context.catalogue, context.words, context.config.threshold);
                reports += 1;
                clean += usize::from(said.findings.is_empty());
                exit = exit.max(if said.findings.is_empty() { Exit::Clean } else { Exit::Findings });
                said.findings.iter().chain(&said.notes).try_for_each(|line| writeln!(out, "{line}"))?;
            }
            Err(error) => {
                context.complain(&error);
                exit = exit.max(if named { Exit::Failed } else { exit_of(&error) });
            }
        }
    }
    if reports > 0 {
        writeln!(out, "{}", context.words.fill(Word::CheckSummary, &[&reports, &clean]))?;
    }
    out.flush()?;
    Ok(exit)
}
