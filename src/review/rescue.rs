//! Decisions that cannot be saved beside their report: kept in a folder of the user's own, so that neither the end of the
//! program nor of the connection loses them, and joined when the report is opened again.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs::{self, DirBuilder};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};

use crate::data::config::state_folder;
use crate::durable::Access;
use crate::error::{Error, Result};
use crate::review::PendingDecisions;
use crate::sidecar::ENDING;
use crate::text::visible::visible;
use crate::words::{ReviewMessage, Words};

/// So many characters of a report's name are in that of its copy; most systems take names of 255 bytes.
const NAMED: usize = 40;
/// So many signs of the hash of its path are.
const HASHED: usize = 16;

/// What is not saved, by the report.
static UNSAVED: Mutex<BTreeMap<PathBuf, Unsaved>> = Mutex::new(BTreeMap::new());

/// Decisions that are not saved.
#[derive(Debug)]
struct Unsaved {
    draft: PendingDecisions,
    place: Option<PathBuf>,
    words: &'static Words,
}

/// The folder for such decisions.
pub fn folder() -> Option<PathBuf> {
    Some(state_folder()?.join("rescued"))
}

/// The file in a folder for the decisions on a report, by the report's path.
pub fn place(folder: &Path, report: &Path) -> PathBuf {
    let whole = fs::canonicalize(report).or_else(|_| std::path::absolute(report)).unwrap_or_else(|_| report.into());
    let hash = blake3::hash(whole.as_os_str().as_encoded_bytes()).to_hex();
    let name = report.file_name().map(OsStr::to_string_lossy).unwrap_or_default();
    let name: String = name.chars().filter(|sign| !sign.is_control()).take(NAMED).collect();
    folder.join(format!("{name}-{}{ENDING}", &hash[..HASHED]))
}

/// Writes decisions to a place of the reviewer's choice, and returns the path of the file: below the place, if that is a
/// folder. The place in the user's own folder is made if need be, joined with what is there, and readable by the user
/// alone.
///
/// # Errors
/// If it cannot be written, or another file is there.
pub fn copy(draft: &mut PendingDecisions, place: Option<&Path>, to: &Path) -> Result<PathBuf> {
    let name = place.and_then(Path::file_name).unwrap_or(OsStr::new("decisions.gouji.ron"));
    let to = if to.is_dir() { to.join(name) } else { to.to_owned() };
    let access = if Some(&*to) == place {
        let folder = to.parent().unwrap_or(Path::new("."));
        make_private(folder).map_err(|error| Error::Write(folder.into(), error))?;
        Access::Private
    } else if fs::symlink_metadata(&to).is_ok() {
        return Err(Error::Write(to, io::ErrorKind::AlreadyExists.into()));
    } else {
        Access::Usual
    };
    draft.save_to(&to, access)?;
    Ok(to)
}

/// Makes a folder, and those above it that are missing, into which only the user may look.
fn make_private(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Keeps decisions that could not be saved for [`last_attempt`], and the place for them if they cannot be saved then either.
pub fn hold(report: &Path, draft: PendingDecisions, place: Option<&Path>, words: &Words) {
    let unsaved = Unsaved { draft, place: place.map(Path::to_owned), words: Words::of(words.language) };
    all().insert(report.into(), unsaved);
}

/// Forgets what was kept of a report: it is saved, or the reviewer left it.
pub fn let_go(report: &Path) {
    all().remove(report);
}

fn all() -> MutexGuard<'static, BTreeMap<PathBuf, Unsaved>> {
    UNSAVED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Saves whatever is not saved, because the program is about to end: beside the report, and if that cannot be done, in the
/// user's folder. What came of it is returned in words.
pub fn last_attempt() -> Vec<String> {
    let mut unsaved = match UNSAVED.try_lock() {
        Ok(unsaved) => unsaved,
        Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
        // A thread that broke while it held them.
        Err(TryLockError::WouldBlock) => return Vec::new(),
    };
    std::mem::take(&mut *unsaved).into_iter().map(|(report, unsaved)| attempt(&report, unsaved)).collect()
}

fn attempt(report: &Path, unsaved: Unsaved) -> String {
    let Unsaved { mut draft, place, words } = unsaved;
    let shown = |path: &Path| visible(&path.to_string_lossy()).into_owned();
    let Err(why) = draft.save() else { return words.fill(ReviewMessage::SavedAtLast { path: &shown(report) }) };
    let why = why.say(words);
    let copied = place.as_deref().and_then(|place| copy(&mut draft, Some(place), place).ok());
    match copied {
        Some(at) => words.fill(ReviewMessage::Rescued { path: &shown(report), error: &why, rescue: &shown(&at) }),
        None => words.fill(ReviewMessage::NotRescued { path: &shown(report), error: &why }),
    }
}

/// Says on standard error what came of it; where that cannot be written to, nobody is there to hear it.
pub fn tell(lines: &[String]) {
    for line in lines {
        let _ = writeln!(io::stderr(), "gouji: {line}");
    }
}
