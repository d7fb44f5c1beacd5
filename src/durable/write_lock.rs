//! One process at a time reads a file, adds to it and replaces it.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use crate::durable::folder_of;

/// How long a command waits for another process. Writing takes milliseconds.
pub(crate) const PATIENCE: Duration = Duration::from_secs(5);
/// How long is waited while somebody sits at the keys: unnoticed, and long enough for one that is just writing.
pub(crate) const IN_PASSING: Duration = Duration::from_millis(50);
/// How often the lock is asked for meanwhile.
const INTERVAL: Duration = Duration::from_millis(1);

/// The right to read a file and replace it. It ends when it is dropped, or with its process however that ends.
///
/// It is a lock on the folder, which leaves nothing behind and can be had where only reading is allowed. Where folders
/// cannot be locked (Windows, some network file systems), nobody waits: what another process writes between reading and
/// writing, in some milliseconds, is lost then.
#[derive(Debug)]
pub(crate) struct WriteLock(#[expect(dead_code, reason = "it is held, not used")] Option<File>);

impl WriteLock {
    /// Waits for the right to write the file at a path, as long as `patience`.
    ///
    /// # Errors
    /// [`io::ErrorKind::TimedOut`] if another process holds it all that time.
    pub(crate) fn take(path: &Path, patience: Duration) -> io::Result<Self> {
        let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let Ok(folder) = File::open(folder_of(&target)) else { return Ok(Self(None)) };
        let begun = Instant::now();
        loop {
            match folder.try_lock() {
                Ok(()) => return Ok(Self(Some(folder))),
                Err(TryLockError::WouldBlock) if begun.elapsed() < patience => thread::sleep(INTERVAL),
                Err(TryLockError::WouldBlock) => return Err(io::ErrorKind::TimedOut.into()),
                Err(TryLockError::Error(_)) => return Ok(Self(None)),
            }
        }
    }
}
