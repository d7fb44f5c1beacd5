//! The file of a report: whether it is still as it was read, and a report that was read before it is put on the screen.

use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::error::Result;
use crate::reading::Reader;
use crate::review::{Review, Sight};
use crate::sidecar::path_of;
use crate::source::companions;
use crate::tui::model::debris::debris;

/// What tells that a file is still as it was.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Stamp {
    modified: Option<SystemTime>,
    size: u64,
    /// Which file it is, and when that was last touched in any way, where the system tells; else zero. A file may be
    /// replaced by another of its size and time
    identity: (u64, i64, i64),
}

impl Stamp {
    /// As a file is now; none if it is not there.
    pub fn of(path: &Path) -> Option<Self> {
        let about = fs::metadata(path).ok()?;
        Some(Self { modified: about.modified().ok(), size: about.len(), identity: identity(&about) })
    }
}

#[cfg(unix)]
fn identity(about: &Metadata) -> (u64, i64, i64) {
    use std::os::unix::fs::MetadataExt;
    (about.ino(), about.ctime(), about.ctime_nsec())
}

#[cfg(not(unix))]
fn identity(_: &Metadata) -> (u64, i64, i64) {
    (0, 0, 0)
}

/// The file of the report on the screen.
#[derive(Clone, Copy, Debug, Default)]
pub struct Watch {
    /// As it was when it was read
    pub stamp: Option<Stamp>,
    /// Whether it has changed since
    pub has_changed: bool,
}

impl Watch {
    /// Begins to watch a file that is read now.
    pub fn over(path: &Path) -> Self {
        Self { stamp: Stamp::of(path), has_changed: false }
    }

    /// Whether the file is still as it was.
    pub fn is_current(&self, path: &Path) -> bool {
        self.stamp.is_some() && self.stamp == Stamp::of(path)
    }
}

/// A report that was read before it is put on the screen.
#[derive(Debug)]
pub struct Ready {
    /// All that is known of it
    pub review: Review,
    /// The lines that are dimmed
    pub debris: Vec<bool>,
    /// Its file as it was
    pub watch: Watch,
    /// Its path
    pub path: PathBuf,
    sidecar: Option<Stamp>,
    companions: Vec<(PathBuf, Option<Stamp>)>,
}

impl Ready {
    /// Reads a report.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn read(path: &Path, sight: &Sight, reader: &mut Reader) -> Result<Self> {
        let (watch, sidecar, companions) = (Watch::over(path), Stamp::of(&path_of(path)), stamped(path));
        let review = Review::open_seeing(sight, path, reader)?;
        let debris = debris(&review);
        Ok(Self { review, debris, watch, path: path.into(), sidecar, companions })
    }

    /// Whether neither the report, nor the decisions on it, nor a companion of it has changed since.
    pub fn is_current(&self) -> bool {
        let is_sidecar_current = self.sidecar == Stamp::of(&path_of(&self.path));
        self.watch.is_current(&self.path) && is_sidecar_current && self.companions == stamped(&self.path)
    }
}

/// What lies beside a report and is read with it, as it is now.
fn stamped(path: &Path) -> Vec<(PathBuf, Option<Stamp>)> {
    companions(path).into_iter().map(|file| (file.clone(), Stamp::of(&file))).collect()
}
