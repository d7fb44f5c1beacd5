//! Who has a report open on the screen, for others who open it too.
//!
//! Beside the sidecar lies `.REPORT.EXT.gouji.lock` while the report is open. The lock is the kernel's, on that file, so
//! that it ends with its process however that ends; a file that was left behind is no lock, and is taken over. The text of
//! the file names the holder. The lock is advisory: a second reviewer reads and decides as the first does, since what both
//! decide is joined when it is written. Where no file can be made, nobody knows of anybody, and everything else works.
//!
//! The file is not the sidecar, because that is replaced whenever it is written, and not the report, because a report may
//! be replaced as well and editors on Windows could not write to it.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use jiff::Zoned;
use serde::{Deserialize, Serialize};

use crate::data;
use crate::sidecar::{named_after, path_of, report_of};

/// What the name of the file adds to that of the report, behind a dot that hides it.
const LOCK: &str = ".gouji.lock";
/// How often a file is made again that its holder removes just when it was opened.
const TRIES: usize = 4;
/// More than any holder writes.
const LONGEST: u64 = 4096;

/// The files of this process, for [`release_all`].
static HELD: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// Who has a report open.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Holder {
    /// The reviewer
    pub by: String,
    /// The machine
    pub host: String,
    /// Since when, as RFC 3339
    pub since: String,
}

impl Holder {
    /// A reviewer on this machine, from now on.
    pub fn now(by: &str) -> Self {
        Self { by: by.into(), host: host(), since: Zoned::now().strftime("%Y-%m-%dT%H:%M:%S%:z").to_string() }
    }

    /// The hour and minute since when, and the day if it is another one.
    pub fn since(&self) -> String {
        let Ok(since) = self.since.parse::<jiff::Timestamp>() else { return self.since.clone() };
        let (now, since) = (Zoned::now(), since.to_zoned(jiff::tz::TimeZone::system()));
        let format = if since.date() == now.date() { "%H:%M" } else { "%Y-%m-%d %H:%M" };
        since.strftime(format).to_string()
    }
}

/// The lock on a report: released, and its file removed, when it is dropped.
#[derive(Debug)]
pub struct LockFile {
    path: PathBuf,
    #[expect(dead_code, reason = "it is held, not used")]
    file: File,
}

impl Drop for LockFile {
    fn drop(&mut self) {
        // Still locked: who has opened the file meanwhile sees that it is gone, and makes a new one.
        let _ = fs::remove_file(&self.path);
        if let Ok(mut held) = HELD.lock() {
            held.retain(|path| *path != self.path);
        }
    }
}

/// Who has a report open.
#[derive(Debug, Default)]
pub enum ReportLock {
    /// It is not known: no file can be made here
    #[default]
    Unknown,
    /// It is open here
    Here(LockFile),
    /// Somebody else has it open
    Elsewhere(Holder),
}

impl ReportLock {
    /// Tells others that a report is open here, unless somebody else has it open.
    pub fn take(report: &Path, by: &str) -> Self {
        let path = path_beside(&path_of(report));
        (0..TRIES).find_map(|_| attempt(&path, by)).unwrap_or_default()
    }

    /// Whoever else has it open.
    pub fn other(&self) -> Option<&Holder> {
        if let Self::Elsewhere(holder) = self { Some(holder) } else { None }
    }
}

/// Removes the files of this process, for it is about to end without dropping what it holds.
pub fn release_all() {
    if let Ok(held) = HELD.try_lock() {
        held.iter().for_each(|path| drop(fs::remove_file(path)));
    }
}

/// The path of the file that goes with a sidecar: where that is a link, with the file that it leads to.
fn path_beside(sidecar: &Path) -> PathBuf {
    let folder = sidecar.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = sidecar.file_name().unwrap_or_default();
    let linked = || fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned()).join(name);
    let target = fs::canonicalize(sidecar).unwrap_or_else(|_| linked());
    named_after(&report_of(&target).unwrap_or(target), ".", LOCK)
}

/// One attempt; none if the file was removed or replaced meanwhile.
fn attempt(path: &Path, by: &str) -> Option<ReportLock> {
    // What is no plain file was not made by this program, and is left alone.
    if fs::symlink_metadata(path).is_ok_and(|about| !about.is_file()) {
        return Some(ReportLock::Unknown);
    }
    let mut options = OpenOptions::new();
    let (file, is_writable) = match options.read(true).write(true).create(true).truncate(false).open(path) {
        Ok(file) => (file, true),
        Err(_) => (File::open(path).ok()?, false),
    };
    match file.try_lock() {
        Ok(()) if !is_at(&file, path) => None,
        Ok(()) if is_writable => Some(taken(file, path, by)),
        // Left behind by somebody else.
        Ok(()) => fs::remove_file(path).is_err().then_some(ReportLock::Unknown),
        Err(TryLockError::WouldBlock) => Some(ReportLock::Elsewhere(holder(&file, path))),
        Err(TryLockError::Error(_)) => Some(ReportLock::Unknown),
    }
}

/// Writes the holder's name into a file that is locked.
fn taken(mut file: File, path: &Path, by: &str) -> ReportLock {
    let text = data::write(&Holder::now(by), 0);
    let written = file.set_len(0).and_then(|()| file.rewind()).and_then(|()| file.write_all(text.as_bytes()));
    // Without a name, on a full disk, it is a lock all the same.
    drop(written);
    if let Ok(mut held) = HELD.lock() {
        held.push(path.into());
    }
    ReportLock::Here(LockFile { path: path.into(), file })
}

/// Who holds a file; nobody's name if it cannot be read, or is just being written.
fn holder(file: &File, path: &Path) -> Holder {
    let mut text = String::new();
    let read = file.take(LONGEST).read_to_string(&mut text);
    read.ok().and_then(|_| data::parse(path, &text).ok()).unwrap_or_default()
}

/// Whether a path still names a file that was opened, and nothing else does: not one that a link led to.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;

    let (Ok(opened), Ok(named)) = (file.metadata(), fs::symlink_metadata(path)) else { return false };
    (opened.dev(), opened.ino()) == (named.dev(), named.ino()) && opened.nlink() == 1
}

#[cfg(not(unix))]
fn is_at(_: &File, path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|about| about.is_file())
}

/// The name of this machine.
#[cfg(unix)]
fn host() -> String {
    rustix::system::uname().nodename().to_string_lossy().into_owned()
}

#[cfg(not(unix))]
fn host() -> String {
    std::env::var("COMPUTERNAME").unwrap_or_default()
}
