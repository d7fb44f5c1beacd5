//! The files of decisions that paths stand for, and which of them are compared with which.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use crate::error::{Error, Result};
use crate::sidecar::{path_of, report_of};
use crate::words::Word;

/// A report whose decisions are compared.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Compared {
    /// What to call it
    pub name: PathBuf,
    /// The files with the decisions of the one side and of the other; none where one has decided nothing
    pub files: [Option<PathBuf>; 2],
}

/// Two files, or the files of two folders that have the same name.
pub(super) fn matched(one: &Path, other: &Path) -> Result<Vec<Compared>> {
    if is_folder(one)? != is_folder(other)? {
        return Err(Error::Options(Word::DiffUnlike, format!("{}, {}", one.display(), other.display())));
    }
    let (mut ours, mut theirs) = (by_name(one)?, by_name(other)?);
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
        let file = if path.is_dir() || report_of(path).is_some() { path.to_owned() } else { path_of(path) };
        file.canonicalize().ok()
    };
    file(one).is_some_and(|file_of_one| Some(file_of_one) == file(other))
}

/// The files of decisions at or below a path, each by itself.
pub(super) fn below(path: &Path) -> Result<Vec<Compared>> {
    let named = |(name, file): (PathBuf, PathBuf)| {
        let name = if name.as_os_str().is_empty() { path.to_owned() } else { path.join(name) };
        Compared { name, files: [Some(file), None] }
    };
    Ok(by_name(path)?.into_iter().map(named).collect())
}

fn is_folder(path: &Path) -> Result<bool> {
    path.metadata().map(|about| about.is_dir()).map_err(|error| Error::reading(path, error))
}

/// The files of decisions, by the names of their reports in the folder; the name of a single file is empty.
fn by_name(path: &Path) -> Result<BTreeMap<PathBuf, PathBuf>> {
    if !is_folder(path)? {
        let file = if report_of(path).is_some() { path.to_owned() } else { path_of(path) };
        return Ok([(PathBuf::new(), file)].into());
    }
    let mut files = BTreeMap::new();
    for entry in WalkBuilder::new(path).standard_filters(false).hidden(true).follow_links(true).build() {
        let entry = entry.map_err(|error| unread(path, error))?;
        if let Some(report) = report_of(entry.path()).filter(|_| entry.path().is_file()) {
            let name = report.strip_prefix(path).unwrap_or(&report).to_owned();
            files.insert(name, entry.into_path());
        }
    }
    Ok(files)
}

/// Why a folder could not be gone through.
fn unread(path: &Path, error: ignore::Error) -> Error {
    let message = error.to_string();
    Error::Read(path.into(), error.into_io_error().unwrap_or_else(|| std::io::Error::other(message)))
}
