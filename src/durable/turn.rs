//! One after the other: who reads a file, adds to it and writes it anew has to do so alone.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use crate::durable::folder_of;

/// So long another one is waited for. Writing takes milliseconds.
const PATIENCE: Duration = Duration::from_secs(5);
/// How often it is asked whether the other one is done.
const ASKED: Duration = Duration::from_millis(1);

/// The turn to read a file and write it anew; over when it is dropped, or its process ends in whatever way.
///
/// It is a lock on the folder, which leaves nothing behind and can be had where only reading is allowed. Where folders
/// cannot be locked (Windows, some network file systems), nobody waits: what another wrote between reading and writing, in
/// some milliseconds, is lost then.
#[derive(Debug)]
pub struct Turn(#[expect(dead_code, reason = "it is held, not used")] Option<File>);

impl Turn {
    /// Waits for the turn to write what stands at a path.
    ///
    /// # Errors
    /// [`io::ErrorKind::TimedOut`] if another process has its turn and does not end it.
    pub fn take(path: &Path) -> io::Result<Self> {
        let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let Ok(folder) = File::open(folder_of(&target)) else { return Ok(Self(None)) };
        let begun = Instant::now();
        loop {
            match folder.try_lock() {
                Ok(()) => return Ok(Self(Some(folder))),
                Err(TryLockError::WouldBlock) if begun.elapsed() < PATIENCE => thread::sleep(ASKED),
                Err(TryLockError::WouldBlock) => return Err(io::ErrorKind::TimedOut.into()),
                Err(TryLockError::Error(_)) => return Ok(Self(None)),
            }
        }
    }
}
