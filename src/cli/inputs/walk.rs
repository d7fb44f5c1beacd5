//! Folders: the files below them, in the order of their names.

use std::io;
use std::path::{Path, PathBuf};

use ignore::{DirEntry, Walk, WalkBuilder};

use crate::cli::inputs::{Found, Input, Note, Stream, one};
use crate::error::Error;
use crate::sidecar::report_of;
use crate::source::{claims_export, is_report, may_hold_report, says_little};

/// The reports below a folder; an error if there are none.
pub(super) fn reports_in(folder: PathBuf, ignoring: bool) -> Stream {
    let reports = Below::new(&folder, ignoring, Kind::of);
    or_else(reports, move || none_in(&folder, ignoring))
}

/// The files of decisions below a folder.
pub(super) fn decisions_in(folder: &Path) -> Stream {
    Box::new(Below::new(folder, false, |path, is_file| Kind::named(is_file && report_of(path).is_some())))
}

/// A stream, or what there is to say where it holds no report.
pub(super) fn or_else(
    mut found: impl Iterator<Item = Found> + Send + 'static,
    none: impl Fn() -> Error + Send + 'static,
) -> Stream {
    let (mut any, mut told) = (false, false);
    Box::new(std::iter::from_fn(move || {
        let next = found.next();
        any |= matches!(next, Some(Found::Report(_) | Found::Failed(_)));
        let nothing = next.is_none() && !any && !std::mem::replace(&mut told, next.is_none());
        next.or_else(|| nothing.then(|| Found::Failed(none())))
    }))
}

/// Why there is no report below a folder: there is none, or all of them are ignored.
fn none_in(folder: &Path, ignoring: bool) -> Error {
    let mut all = Below::new(folder, false, Kind::of);
    if ignoring && all.any(|found| matches!(found, Found::Report(_))) {
        return Error::AllIgnored(folder.into());
    }
    Error::NoReports(folder.into())
}

/// What a path below a folder is to a command.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Kind {
    /// It is read.
    Taken,
    /// It is a file that says that it is an export of this program, and is passed over.
    Export,
    /// It is nothing to the command.
    Other,
}

impl Kind {
    /// What a path is to a command that reads reports.
    pub(super) fn of(path: &Path, is_file: bool) -> Self {
        match is_file {
            true if is_report(path) || may_hold_report(path) => Self::Taken,
            true if claims_export(path) => Self::Export,
            _ => Self::Other,
        }
    }

    /// What a path is where its name says it.
    pub(super) fn named(is_taken: bool) -> Self {
        if is_taken { Self::Taken } else { Self::Other }
    }
}

/// The files below a folder that are taken, by their paths and whether they are files; what a filter says of a folder does
/// not keep from looking below it. Files that are reached through links come last: what was decided of a report lies
/// beside the file itself, so that this is the path to know it by.
pub(super) struct Below<F> {
    folder: PathBuf,
    entries: Walk,
    takes: F,
    /// The folder that was entered through a link, if one was last
    link: Option<PathBuf>,
    linked: std::vec::IntoIter<PathBuf>,
    held: Vec<PathBuf>,
}

impl<F: FnMut(&Path, bool) -> Kind> Below<F> {
    pub(super) fn new(folder: &Path, ignoring: bool, takes: F) -> Self {
        let entries = WalkBuilder::new(folder)
            .standard_filters(false)
            .hidden(true)
            .follow_links(true)
            .parents(ignoring)
            .ignore(ignoring)
            .git_ignore(ignoring)
            .git_exclude(ignoring)
            // Reports are seldom in a repository, and a file that says what to leave out is meant so there too.
            .require_git(false)
            .sort_by_file_name(std::cmp::Ord::cmp)
            .build();
        let (link, linked, held) = (None, vec![].into_iter(), vec![]);
        Self { folder: folder.into(), entries, takes, link, linked, held }
    }

    /// What an entry is, if it is something to tell now.
    fn of_entry(&mut self, entry: Result<DirEntry, ignore::Error>) -> Option<Found> {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => return Some(self.failure(error)),
        };
        let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
        let is_link = entry.path_is_symlink() && entry.depth() > 0;
        if is_link && !is_file {
            self.link = Some(entry.path().to_owned());
        }
        match (self.takes)(entry.path(), is_file) {
            Kind::Taken if is_file => {}
            Kind::Export => return Some(Found::Note(Note::PassedOver(entry.into_path(), 1))),
            Kind::Taken | Kind::Other => return None,
        }
        if is_link || self.link.as_ref().is_some_and(|link| entry.path().starts_with(link)) {
            self.held.push(entry.into_path());
            return None;
        }
        Some(found(entry.into_path()))
    }

    fn failure(&self, error: ignore::Error) -> Found {
        if let Some(link) = loop_at(&error) {
            return Found::Note(Note::Loops(link.to_owned(), 1));
        }
        let path = path_of(&error).unwrap_or(&self.folder).to_owned();
        let message = error.to_string();
        let cause = error.into_io_error().map_or_else(|| io::Error::other(message), of_system);
        Found::Failed(Error::Read(path, cause))
    }
}

impl<F: FnMut(&Path, bool) -> Kind> Iterator for Below<F> {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        while let Some(entry) = self.entries.next() {
            if let Some(found) = self.of_entry(entry) {
                return Some(found);
            }
        }
        if !self.held.is_empty() {
            self.linked = std::mem::take(&mut self.held).into_iter();
        }
        self.linked.next().map(found)
    }
}

fn found(path: PathBuf) -> Found {
    let may_be_other = says_little(&path);
    Found::Report(Input { may_be_other, ..Input::new(path, false) })
}

/// The link that leads back into a folder above it.
fn loop_at(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::Loop { child, .. } => Some(child),
        ignore::Error::WithPath { err, .. } | ignore::Error::WithDepth { err, .. } => loop_at(err),
        _ => None,
    }
}

fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } => path_of(err),
        _ => None,
    }
}

/// The failure of the system that a walker's failure wraps: the path that the walker puts before it is told anyway, and its
/// words are in one language only.
fn of_system(error: io::Error) -> io::Error {
    let wrapped = error.get_ref().and_then(|walker| walker.source()?.downcast_ref::<io::Error>());
    wrapped.and_then(io::Error::raw_os_error).map_or(error, io::Error::from_raw_os_error)
}

/// One failure as a stream.
pub(super) fn failed(error: Error) -> Stream {
    one(Found::Failed(error))
}
