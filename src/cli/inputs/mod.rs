//! The reports that a command line stands for: files, folders, globs that no shell expanded, and lists of paths. Each is
//! found when it is asked for, and a file that several paths lead to is given once.

mod address;
mod glob;
mod list;
mod same;
mod walk;

use std::path::{Path, PathBuf};

use clap::Args;

pub(super) use address::path;
pub(super) use same::Identity;

use crate::error::{Error, Result};
use crate::sidecar::meant_by;
use crate::source::first_of;
use crate::words::{CommandMessage, UsageMessage, Words};
use list::Listed;
use same::Seen;

/// The reports of a command that needs some.
#[derive(Args, Clone, Debug, Default)]
pub(super) struct Named {
    /// Reports, folders of them, globs in quotes, or `-` for a report on standard input
    #[arg(required_unless_present = "files_from", value_parser = path())]
    paths: Vec<PathBuf>,
    /// Call the report on standard input by this name
    #[arg(long, value_name = "NAME")]
    stdin_name: Option<PathBuf>,
    #[command(flatten)]
    ways: Ways,
}

/// How reports are found, besides by the paths named.
#[derive(Args, Clone, Debug, Default)]
pub(super) struct Ways {
    /// Read the paths in this file as well, one a line; `-` is standard input. One that names no path is nothing to do, and
    /// no failure
    #[arg(long, value_name = "FILE")]
    files_from: Option<PathBuf>,
    /// The paths of --files-from are ended by null bytes, as `find -print0` writes them
    #[arg(long, short = '0', requires = "files_from")]
    null: bool,
    /// Read in folders what .gitignore and .ignore leave out, too
    #[arg(long)]
    no_ignore: bool,
}

#[cfg(feature = "tui")]
impl Ways {
    /// Whether there is a list of paths.
    pub(super) fn has_list(&self) -> bool {
        self.files_from.is_some()
    }
}

/// A path that may be a report.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Input {
    /// The path, as it is to be shown
    pub path: PathBuf,
    /// Whether it was named itself, and not found in a folder
    pub named: bool,
    /// Whether its name says that it may hold a report, and no more
    pub may_be_other: bool,
    /// Which file it is, if that is known
    pub identity: Option<Identity>,
    /// What the report on standard input is to be called
    pub stdin_name: Option<PathBuf>,
}

impl Input {
    fn new(path: PathBuf, named: bool) -> Self {
        Self { path, named, may_be_other: false, identity: None, stdin_name: None }
    }

    /// Whether it is standard input.
    pub(super) fn is_stdin(&self) -> bool {
        self.path == Path::new("-")
    }
}

/// Something that was found on the way.
#[derive(Debug)]
pub(super) enum Found {
    /// A path that may be a report
    Report(Input),
    /// Why a path leads nowhere
    Failed(Error),
    /// What is worth to know, and hinders nothing
    Note(Note),
}

/// What is worth to know of the paths.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Note {
    /// So many paths lead to a file that was given already.
    Twice(usize),
    /// A link leads back into a folder above it; so many do.
    Loops(PathBuf, usize),
    /// So many files in folders that might have held a report hold none.
    NoReportInside(usize),
    /// A file in a folder says that it is an export of this program, and was passed over; so many do.
    PassedOver(PathBuf, usize),
    /// A list names no path: there is nothing to do, which a script may well mean.
    EmptyList(PathBuf),
}

impl Note {
    /// The note in words.
    pub(super) fn say(&self, words: &Words) -> String {
        match self {
            Self::Twice(count) => words.fill(CommandMessage::SameFile { count }),
            Self::NoReportInside(count) => words.fill(CommandMessage::NoReportInside { count }),
            Self::Loops(first, count) => {
                let first = first.display().to_string();
                words.fill(CommandMessage::LinkLoop { count, first: &crate::text::visible::visible(&first) })
            }
            Self::PassedOver(first, count) => {
                let first = first.display().to_string();
                words.fill(CommandMessage::PassedOver { count, first: &crate::text::visible::visible(&first) })
            }
            Self::EmptyList(list) => {
                let list = list.display().to_string();
                words.fill(CommandMessage::EmptyList { path: &crate::text::visible::visible(&list) })
            }
        }
    }
}

/// A stream of what is found.
type Stream = Box<dyn Iterator<Item = Found> + Send>;

/// The reports that a command line stands for.
pub(super) struct Inputs {
    found: Stream,
    stdin_name: Option<PathBuf>,
    seen: Seen,
    loops: Option<(PathBuf, usize)>,
    passed_over: Option<(PathBuf, usize)>,
}

impl Inputs {
    /// The reports that a command was given.
    ///
    /// # Errors
    /// If both a report and a list are to come from standard input, or the list cannot be read.
    pub(super) fn of(named: &Named) -> Result<Self> {
        Ok(Self { stdin_name: named.stdin_name.clone(), ..Self::new(&named.paths, &named.ways)? })
    }

    /// The reports below paths, and those in a list.
    ///
    /// # Errors
    /// As [`Inputs::of`].
    pub(super) fn new(paths: &[PathBuf], ways: &Ways) -> Result<Self> {
        let is_stdin = |path: &Path| path == Path::new("-");
        if ways.files_from.as_deref().is_some_and(is_stdin) && paths.iter().any(|path| is_stdin(path)) {
            return Err(Error::Options(UsageMessage::TwoStdin { dash: "-".to_owned() }));
        }
        let ignoring = !ways.no_ignore;
        let paths = paths.to_vec();
        let named = paths.into_iter().flat_map(move |path| of_path(path, ignoring, true));
        let found: Stream = match &ways.files_from {
            None => Box::new(named),
            Some(file) => {
                let name = file.clone();
                Box::new(named.chain(list::read(file, ways.null)?.flat_map(move |line| match line {
                    Ok(Listed::Path(path)) => of_path(path, ignoring, false),
                    Ok(Listed::Nothing) => one(Found::Note(Note::EmptyList(name.clone()))),
                    Err(error) => one(Found::Failed(error)),
                })))
            }
        };
        Ok(Self { found, stdin_name: None, seen: Seen::default(), loops: None, passed_over: None })
    }

    /// The files of decisions at and below paths, those of ignored reports too; a report stands for the file beside it.
    pub(super) fn decisions(paths: &[PathBuf]) -> Self {
        let of_path = |path: PathBuf| -> Stream {
            match path.metadata() {
                Ok(about) if about.is_dir() => walk::decisions_in(&path),
                Ok(_) => one(Found::Report(Input::new(meant_by(&path), true))),
                Err(error) => one(Found::Failed(Error::reading(&path, error))),
            }
        };
        let found: Vec<Stream> = paths.iter().cloned().map(of_path).collect();
        Self {
            found: Box::new(found.into_iter().flatten()),
            stdin_name: None,
            seen: Seen::default(),
            loops: None,
            passed_over: None,
        }
    }

    /// What there is to say when all is found.
    fn note(&mut self) -> Option<Found> {
        let loops = self.loops.take().map(|(first, count)| Note::Loops(first, count));
        let passed_over = || self.passed_over.take().map(|(first, count)| Note::PassedOver(first, count));
        loops.or_else(passed_over).or_else(|| self.seen.take_twice().map(Note::Twice)).map(Found::Note)
    }
}

impl Iterator for Inputs {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        loop {
            match self.found.next() {
                Some(Found::Report(mut input)) => {
                    input.identity = Identity::of(&input.path);
                    input.stdin_name = self.stdin_name.clone().filter(|_| input.is_stdin());
                    if self.seen.is_new(input.identity.as_ref()) {
                        return Some(Found::Report(input));
                    }
                }
                Some(Found::Note(Note::Loops(link, count))) => {
                    self.loops.get_or_insert((link, 0)).1 += count;
                }
                Some(Found::Note(Note::PassedOver(file, count))) => {
                    self.passed_over.get_or_insert((file, 0)).1 += count;
                }
                Some(other) => return Some(other),
                None => return self.note(),
            }
        }
    }
}

/// What a path stands for: a file, a folder, standard input, or, where there is no such file, a glob.
fn of_path(path: PathBuf, ignoring: bool, may_be_glob: bool) -> Stream {
    // A further page stands for the report that it belongs to.
    let named = |path: PathBuf| one(Found::Report(Input::new(first_of(&path).unwrap_or(path), true)));
    if path == Path::new("-") {
        return named(path);
    }
    match path.metadata() {
        Ok(about) if about.is_dir() => walk::reports_in(path, ignoring),
        Ok(_) => named(path),
        Err(_) if may_be_glob && glob::is_one(&path) => glob::matches(&path, ignoring),
        Err(error) => one(Found::Failed(Error::reading(&path, error))),
    }
}

fn one(found: Found) -> Stream {
    Box::new(std::iter::once(found))
}
