//! The files of decisions that paths lead to, and which of them are compared with which.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::cli::Context;
use crate::cli::inputs::{Found, Inputs, Note};
use crate::error::{Error, Result};
use crate::sidecar::{meant_by, report_of};
use crate::words::UsageMessage;

/// A report whose decisions are compared.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Compared {
    /// What to call it
    pub name: PathBuf,
    /// The files with the decisions of the one side and of the other; none where one has decided nothing
    pub files: [Option<PathBuf>; 2],
}

/// Says on standard error what is found besides files, and keeps in mind whether something failed.
pub(super) struct Complaints<'a> {
    context: &'a Context,
    /// Whether a path could not be followed or a file not be read
    pub any_failed: bool,
}

impl<'a> Complaints<'a> {
    pub(super) fn new(context: &'a Context) -> Self {
        Self { context, any_failed: false }
    }

    pub(super) fn failed(&mut self, error: &Error) {
        self.context.complain(error);
        self.any_failed = true;
    }

    fn note(&self, note: &Note) {
        self.context.note(&note.say(self.context.words));
    }
}

/// Two files, or the files of two folders that have the same name.
pub(super) fn matched(one: &Path, other: &Path, complaints: &mut Complaints<'_>) -> Result<Vec<Compared>> {
    if is_folder(one)? != is_folder(other)? {
        return Err(Error::Options(UsageMessage::DiffUnlike {
            paths: format!("{}, {}", one.display(), other.display()),
        }));
    }
    let (mut ours, mut theirs) = (by_name(one, complaints), by_name(other, complaints));
    let names: Vec<PathBuf> =
        ours.keys().chain(theirs.keys().filter(|name| !ours.contains_key(*name))).cloned().collect();
    let pair = |name: PathBuf| {
        let files = [ours.remove(&name), theirs.remove(&name)];
        // Two files are compared whatever their names are.
        let name = if name.as_os_str().is_empty() { report_of(one).unwrap_or(one.into()) } else { name };
        Compared { name, files }
    };
    let mut all: Vec<Compared> = names.into_iter().map(pair).collect();
    all.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(all)
}

/// Whether two paths lead to one file of decisions, or to one folder.
pub(super) fn is_one(one: &Path, other: &Path) -> bool {
    let file = |path: &Path| {
        let file = if path.is_dir() { path.to_owned() } else { meant_by(path) };
        file.canonicalize().ok()
    };
    file(one).is_some_and(|file_of_one| Some(file_of_one) == file(other))
}

/// The files of decisions at or below paths, each by itself and once.
pub(super) fn below(paths: &[PathBuf], complaints: &mut Complaints<'_>) -> Vec<Compared> {
    let named = |file: PathBuf| Compared { name: report_of(&file).unwrap_or(file.clone()), files: [Some(file), None] };
    let mut all: Vec<Compared> = files(Inputs::decisions(paths), complaints).map(named).collect();
    all.sort_by(|a, b| a.name.cmp(&b.name));
    all
}

fn is_folder(path: &Path) -> Result<bool> {
    path.metadata().map(|about| about.is_dir()).map_err(|error| Error::reading(path, error))
}

/// The files of decisions, by the names of their reports in the folder; the name of a single file is empty.
fn by_name(path: &Path, complaints: &mut Complaints<'_>) -> BTreeMap<PathBuf, PathBuf> {
    let name = |file: &Path| {
        let report = report_of(file)?;
        report.strip_prefix(path).ok().map(Path::to_owned)
    };
    files(Inputs::decisions(&[path.to_owned()]), complaints)
        .map(|file| (name(&file).unwrap_or_default(), file))
        .collect()
}

/// The files that were found; what could not be followed is reported.
fn files(inputs: Inputs, complaints: &mut Complaints<'_>) -> impl Iterator<Item = PathBuf> {
    inputs.filter_map(|found| match found {
        Found::Report(input) => Some(input.path),
        Found::Failed(error) => {
            complaints.failed(&error);
            None
        }
        Found::Note(note) => {
            complaints.note(&note);
            None
        }
    })
}
