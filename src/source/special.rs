//! What has a path and is no file: a read would wait for who writes to it, or go on without end.

use std::fs::Metadata;
use std::path::Path;

use crate::error::{Error, Result, Special};

/// Streams that whoever started the program has opened for it, as a shell does for `<(command)`: those are read.
const OPENED: &[&str] = &["/dev/fd", "/dev/stdin", "/proc/self/fd"];

#[cfg(unix)]
fn special(about: &Metadata) -> Option<Special> {
    use std::os::unix::fs::FileTypeExt;
    let kind = about.file_type();
    match () {
        () if kind.is_file() || kind.is_dir() => None,
        () if kind.is_fifo() => Some(Special::Pipe),
        () if kind.is_socket() => Some(Special::Socket),
        () => Some(Special::Device),
    }
}

#[cfg(not(unix))]
fn special(_: &Metadata) -> Option<Special> {
    None
}

/// Refuses what has a path and is no file. What is not there is left to whoever reads it.
///
/// # Errors
/// [`Error::Special`] if a read would wait, or never end.
pub fn refuse_special(path: &Path) -> Result<()> {
    let is_opened = OPENED.iter().any(|folder| path.starts_with(folder));
    let found = path.metadata().ok().filter(|_| !is_opened).and_then(|about| special(&about));
    found.map_or(Ok(()), |special| Err(Error::Special(path.into(), special)))
}
