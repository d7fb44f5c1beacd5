//! `gouji merge`: merges the decisions of two people on one report, as a merge driver of git.
//!
//! What is written is a whole sidecar in any case, with everything that both decided. Where the two sides decided a cell
//! differently, that is in the file too, and comes up first when the report is reviewed. The exit status is then 1, upon
//! which git stops and asks for a commit: a merge that leaves something to decide is not to pass unseen.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::{Context, Exit, say};
use crate::durable::{PATIENCE, WriteLock};
use crate::error::{Error, Result};
use crate::findings::wording::said;
use crate::form::{AddressBook, CellId};
use crate::sidecar::{Ledger, Merged, merge, read_file, replace};
use crate::text::visible::visible;
use crate::words::{CheckMessage, CommandMessage, CommonMessage};

/// What was typed after `merge`.
#[derive(Args, Debug)]
pub(super) struct Merge {
    /// What both sides come from (%O of git); may be empty, or no file at all
    base: PathBuf,
    /// Our decisions (%A of git); the merged ones are written here
    ours: PathBuf,
    /// Their decisions (%B of git)
    theirs: PathBuf,
    /// What to call the file in messages (%P of git)
    name: Option<PathBuf>,
}

pub(super) fn run(context: &Context, args: &Merge) -> Exit {
    match merged(context, args) {
        Ok(exit) => exit,
        Err(error) => {
            context.complain(&error);
            Exit::Failed
        }
    }
}

fn merged(context: &Context, args: &Merge) -> Result<Exit> {
    let base = match fs::read_to_string(&args.base) {
        Ok(text) => Some(text).filter(|text| !text.trim().is_empty()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(Error::reading(&args.base, error)),
    };
    // Nobody saves between reading and writing.
    let _lock = WriteLock::take(&args.ours, PATIENCE).map_err(|error| Error::Write(args.ours.clone(), error))?;
    // Git hands over files with names of its own making; the one that people know says more.
    let called = |path: &PathBuf, side: CommandMessage| match &args.name {
        Some(name) => PathBuf::from(format!("{} ({})", name.display(), context.words.say(side))),
        None => path.clone(),
    };
    let names = (called(&args.ours, CommandMessage::SideOurs), called(&args.theirs, CommandMessage::SideTheirs));
    let read = |path: &Path, called: &Path| read_file(path, called)?.ok_or_else(|| Error::Missing(path.into()));
    let (ours, theirs) = (read(&args.ours, &names.0)?, read(&args.theirs, &names.1)?);
    let book = AddressBook::new(&context.catalogue.forms);
    let order = |ledger: &Ledger| {
        let form = book.of(ledger.decisions().iter().map(|decision| &decision.cell));
        move |cell: &CellId| form.place(cell)
    };
    let merged = merge(base.as_deref(), (&names.0, &ours), (&names.1, &theirs), order)?;
    if merged.text != ours {
        replace(&args.ours, &merged.text)?;
    }
    tell(context, args.name.as_ref().unwrap_or(&args.ours), &merged);
    Ok(if merged.conflicts.is_empty() { Exit::Clean } else { Exit::Findings })
}

/// Says on standard error which cells are in conflict now, and who said what.
fn tell(context: &Context, name: &Path, merged: &Merged) {
    let words = context.words;
    let name = visible(&name.to_string_lossy()).into_owned();
    let conflicts = merged.ledger.conflicts();
    for cell in &merged.conflicts {
        let sides = conflicts.get(cell).into_iter().flatten().map(|&nth| said(&merged.ledger.decisions()[nth], words));
        let sides = sides.collect::<Vec<_>>().join(words.say(CommonMessage::Comma));
        let conflict = words.fill(CheckMessage::StatusConflict { sides: &sides });
        say(&format!("{name}: {}{}{conflict}", visible(cell.as_str()), words.say(CommonMessage::Colon)));
    }
    if !merged.conflicts.is_empty() {
        say(&words.fill(CommandMessage::MergeConflicts { path: &name, count: &merged.conflicts.len() }));
    }
}
