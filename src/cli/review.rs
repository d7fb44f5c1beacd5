//! `gouji review`: opens the screen.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use crate::cli::inputs::expand;
use crate::cli::{Context, Exit};
use crate::error::Error;
use crate::samples;
use crate::tui;
use crate::words::Word;

pub(super) fn run(context: &Context, paths: &[PathBuf]) -> Exit {
    match open(context, paths) {
        Ok(exit) => exit,
        Err(error) => {
            context.complain(&error);
            Exit::Failed
        }
    }
}

fn open(context: &Context, paths: &[PathBuf]) -> Result<Exit, Error> {
    if paths.iter().any(|path| path == Path::new("-")) {
        return Err(Error::StdinReview);
    }
    let mut exit = Exit::Clean;
    let mut reports = Vec::new();
    let mut notice = None;
    let paths = if paths.is_empty() {
        let folder = samples::working_copy()?;
        notice = Some(context.words.fill(Word::SamplesOpened, &[&folder.display()]));
        vec![folder]
    } else {
        paths.to_vec()
    };
    for input in expand(&paths) {
        match input {
            Ok(input) => reports.push(input.path),
            Err(error) => {
                context.complain(&error);
                exit = Exit::Failed;
            }
        }
    }
    if reports.is_empty() {
        return Ok(Exit::Failed);
    }
    if !std::io::stdout().is_terminal() {
        return Err(Error::NoTerminal);
    }
    let setup = tui::Setup {
        config: &context.config,
        catalogue: &context.catalogue,
        words: context.words,
        reviewer: context.reviewer(),
        no_color: std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()),
    };
    tui::run(setup, reports, notice)?;
    Ok(exit)
}
