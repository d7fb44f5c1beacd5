//! What has a path and is no file: a read would wait for who writes to it, or go on without end.

use std::fs::Metadata;
use std::path::Path;

use crate::error::{Error, Result};
use crate::words::Word;

/// Streams that whoever started the program has opened for it, as a shell does for `<(command)`: those are read.
const OPENED: &[&str] = &["/dev/fd", "/dev/stdin", "/proc/self/fd"];

/// What has a path and is neither a file nor a folder.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Special {
    /// A named pipe
    Pipe,
    /// A socket
    Socket,
    /// A device
    Device,
}

impl Special {
    /// What is said of it.
    pub(crate) fn word(self) -> Word {
        match self {
            Self::Pipe => Word::IsPipe,
            Self::Socket => Word::IsSocket,
            Self::Device => Word::IsDevice,
        }
    }

    #[cfg(unix)]
    fn of(about: &Metadata) -> Option<Self> {
        use std::os::unix::fs::FileTypeExt;
        let kind = about.file_type();
        match () {
            () if kind.is_file() || kind.is_dir() => None,
            () if kind.is_fifo() => Some(Self::Pipe),
            () if kind.is_socket() => Some(Self::Socket),
            () => Some(Self::Device),
        }
    }

    #[cfg(not(unix))]
    fn of(_: &Metadata) -> Option<Self> {
        None
    }
}

/// Refuses what has a path and is no file. What is not there is left to whoever reads it.
///
/// # Errors
/// [`Error::Special`] if a read would wait, or never end.
pub fn refuse_special(path: &Path) -> Result<()> {
    let is_opened = OPENED.iter().any(|folder| path.starts_with(folder));
    let special = path.metadata().ok().filter(|_| !is_opened).and_then(|about| Special::of(&about));
    special.map_or(Ok(()), |special| Err(Error::Special(path.into(), special)))
}
