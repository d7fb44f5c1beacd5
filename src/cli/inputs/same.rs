//! Which file a path leads to, whatever links it goes through, so that each is read once.

use std::collections::HashSet;
use std::path::Path;

/// What distinguishes a file from all others.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub(in crate::cli) struct Identity(Id);

/// The device and the file's number on it: small, as there may be a hundred thousand.
#[cfg(unix)]
type Id = (u64, u64);

#[cfg(not(unix))]
type Id = std::path::PathBuf;

impl Identity {
    /// The file that a path leads to; none if there is none, or for what is no regular file.
    pub(in crate::cli) fn of(path: &Path) -> Option<Self> {
        let about = path.metadata().ok().filter(std::fs::Metadata::is_file)?;
        id(path, &about).map(Self)
    }
}

#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "on other systems it may fail")]
fn id(_: &Path, about: &std::fs::Metadata) -> Option<Id> {
    use std::os::unix::fs::MetadataExt;
    Some((about.dev(), about.ino()))
}

#[cfg(not(unix))]
fn id(path: &Path, _: &std::fs::Metadata) -> Option<Id> {
    path.canonicalize().ok()
}

/// The files that were given.
#[derive(Default)]
pub(super) struct Seen {
    files: HashSet<Identity>,
    twice: usize,
}

impl Seen {
    /// Whether a file was not given before; one that cannot be distinguished from others counts as new.
    pub(super) fn is_new(&mut self, identity: Option<&Identity>) -> bool {
        let is_new = identity.is_none_or(|identity| self.files.insert(identity.clone()));
        self.twice += usize::from(!is_new);
        is_new
    }

    /// How many paths led to a file that was given before, once.
    pub(super) fn take_twice(&mut self) -> Option<usize> {
        Some(std::mem::take(&mut self.twice)).filter(|&count| count > 0)
    }
}
