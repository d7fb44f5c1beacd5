//! `gouji review`: opens the screen.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::sync::mpsc;

use clap::Args;

use crate::cli::inputs::{Found, Input, Inputs, Ways, path};
use crate::cli::{Context, Exit};
use crate::error::Error;
use crate::reading::Reader;
use crate::review::{Review, Sight};
use crate::samples;
use crate::tui;
use crate::words::CommandMessage;

/// What was typed after `review`, or after nothing.
#[derive(Args, Debug)]
pub(super) struct Screen {
    /// Reports, folders of them, or globs in quotes; none opens the bundled samples
    #[arg(value_parser = path())]
    paths: Vec<PathBuf>,
    /// Hide what others decided, for a second reading that is independent of the first
    #[arg(long)]
    blind: bool,
    #[command(flatten)]
    ways: Ways,
}

pub(super) fn run(context: &Context, screen: &Screen) -> Exit {
    match open(context, screen) {
        Ok(exit) => exit,
        Err(error) => {
            context.complain(&error);
            Exit::Failed
        }
    }
}

fn open(context: &Context, screen: &Screen) -> Result<Exit, Error> {
    if screen.paths.iter().any(|path| path == Path::new("-")) {
        return Err(Error::StdinReview);
    }
    let mut notice = None;
    let paths = if screen.paths.is_empty() && !screen.ways.has_list() {
        let folder = samples::working_copy()?;
        notice = Some(context.words.fill(CommandMessage::SamplesOpened { path: &folder.display() }));
        vec![folder]
    } else {
        screen.paths.clone()
    };
    // Notes have no place on the screen; they are printed when it is left.
    let (note, notes) = mpsc::channel();
    let catalogue = context.catalogue.clone();
    // What may be something else is read once before it is shown.
    let is_other =
        move |input: &Input| input.may_be_other && Review::open(&input.path, &mut Reader::new(&catalogue)).is_err();
    let reports = Inputs::new(&paths, &screen.ways)?.filter_map(move |found| match found {
        Found::Report(input) if is_other(&input) => None,
        Found::Report(input) => Some(Ok(input.path)),
        Found::Failed(error) => Some(Err(error)),
        Found::Note(found) => {
            let _ = note.send(found);
            None
        }
    });
    if !std::io::stdout().is_terminal() {
        let exit = without_terminal(context, reports)?;
        for note in notes.try_iter() {
            context.note(&note.say(context.words));
        }
        return Ok(exit);
    }
    let reviewer = context.reviewer();
    if screen.blind {
        let blind = context.words.fill(CommandMessage::BlindNotice { reviewer: &reviewer });
        notice = Some(notice.map_or(blind.clone(), |notice: String| format!("{blind}  {notice}")));
    }
    let setup = tui::Setup {
        config: &context.config,
        catalogue: &context.catalogue,
        words: context.words,
        sight: if screen.blind { Sight::Own(reviewer.clone()) } else { Sight::All },
        reviewer,
        rescue: crate::review::rescue::folder(),
        no_color: std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()),
    };
    let failed = tui::run(setup, &context.catalogue, &paths, reports, notice)?;
    for error in &failed {
        context.complain(error);
    }
    for note in notes.try_iter() {
        context.note(&note.say(context.words));
    }
    Ok(if failed.is_empty() { Exit::Clean } else { Exit::Failed })
}

/// Where there is no terminal, says so, unless there is nothing to open either.
fn without_terminal(context: &Context, reports: impl Iterator<Item = Result<PathBuf, Error>>) -> Result<Exit, Error> {
    let mut exit = Exit::Clean;
    for report in reports {
        match report {
            Ok(_) => return Err(Error::NoTerminal),
            Err(error) => context.complain(&error),
        }
        exit = Exit::Failed;
    }
    Ok(exit)
}
