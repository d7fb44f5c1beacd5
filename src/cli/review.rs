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
    let mut notice = None;
    let paths = if paths.is_empty() {
        let folder = samples::working_copy()?;
        notice = Some(context.words.fill(Word::SamplesOpened, &[&folder.display()]));
        vec![folder]
    } else {
        paths.to_vec()
    };
    let reports = expand(&paths).map(|input| input.map(|input| input.path));
    if !std::io::stdout().is_terminal() {
        return without_terminal(context, reports);
    }
    let setup = tui::Setup {
        config: &context.config,
        catalogue: &context.catalogue,
        words: context.words,
        reviewer: context.reviewer(),
        rescue: crate::rescue::folder(),
        no_color: std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()),
    };
    let failed = tui::run(setup, &context.catalogue, &paths, reports, notice)?;
    for error in &failed {
        context.complain(error);
    }
    Ok(if failed.is_empty() { Exit::Clean } else { Exit::Failed })
}

/// Where there is no terminal, says so, unless there is nothing to open either.
fn without_terminal(context: &Context, reports: impl Iterator<Item = Result<PathBuf, Error>>) -> Result<Exit, Error> {
    for report in reports {
        match report {
            Ok(_) => return Err(Error::NoTerminal),
            Err(error) => context.complain(&error),
        }
    }
    Ok(Exit::Failed)
}
