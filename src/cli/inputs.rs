//! The reports that paths on the command line stand for.

use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use crate::error::{Error, Result};
use crate::source::is_report;

/// A path that may be a report.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Input {
    /// The path, as it is to be shown
    pub path: PathBuf,
    /// Whether it was named itself, and not found in a folder
    pub named: bool,
}

/// Files as they are, folders as the reports below them in the order of their names. Each is found when it is asked for.
pub(super) fn expand(paths: &[PathBuf]) -> impl Iterator<Item = Result<Input>> + Send + use<> {
    let paths = paths.to_vec();
    paths.into_iter().flat_map(below)
}

fn below(path: PathBuf) -> Box<dyn Iterator<Item = Result<Input>> + Send> {
    let named = |path| Box::new(std::iter::once(path));
    if path == Path::new("-") {
        return named(Ok(Input { path, named: true }));
    }
    match path.metadata() {
        Err(error) => named(Err(Error::reading(&path, error))),
        Ok(about) if about.is_dir() => Box::new(reports_in(path)),
        Ok(_) => named(Ok(Input { path, named: true })),
    }
}

/// The reports below a folder; an error at the end if there are none.
fn reports_in(folder: PathBuf) -> impl Iterator<Item = Result<Input>> + Send {
    let mut entries = WalkBuilder::new(&folder)
        .standard_filters(false)
        .hidden(true)
        .follow_links(true)
        .sort_by_file_name(std::cmp::Ord::cmp)
        .build();
    let mut anything = false;
    std::iter::from_fn(move || {
        let found = entries.find_map(|entry| of_entry(&folder, entry));
        let nothing = found.is_none() && !anything;
        anything = true;
        found.or_else(|| nothing.then(|| Err(Error::NoReports(folder.clone()))))
    })
}

/// The report that an entry of a folder is, or why it cannot be told.
fn of_entry(folder: &Path, entry: std::result::Result<ignore::DirEntry, ignore::Error>) -> Option<Result<Input>> {
    match entry {
        Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) && is_report(entry.path()) => {
            Some(Ok(Input { path: entry.into_path(), named: false }))
        }
        Ok(_) => None,
        Err(error) => {
            let message = error.to_string();
            let cause = error.into_io_error().unwrap_or_else(|| std::io::Error::other(message));
            Some(Err(Error::Read(folder.into(), cause)))
        }
    }
}
