//! What processes left behind that were killed while they wrote.

use std::collections::BTreeSet;
use std::fs::{self, File, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, SystemTime};

use crate::durable::TEMPORARY;

/// So old is what nobody comes back to: no report takes a day to write.
const OLD: Duration = Duration::from_secs(24 * 60 * 60);

/// The folders that were looked through by this process.
static SWEPT: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// Looks through a folder in the background, the first time that something is written there.
pub(super) fn once(folder: &Path) {
    let folder = folder.to_owned();
    if SWEPT.lock().is_ok_and(|mut swept| swept.insert(folder.clone())) {
        // What could not be removed is tried again by the next process.
        let _ = thread::Builder::new().name("sweep".into()).spawn(move || sweep(&folder, SystemTime::now()));
    }
}

/// Removes the temporary files in a folder that were last written a day before `now` or earlier, are this user's own, and are
/// written by nobody; how many they were is returned.
///
/// # Errors
/// If the folder cannot be read.
pub(crate) fn sweep(folder: &Path, now: SystemTime) -> io::Result<usize> {
    let mut removed = 0;
    for entry in fs::read_dir(folder)? {
        let Ok(entry) = entry else { continue };
        let name = entry.file_name();
        let is_named = name.to_str().is_some_and(|name| name.starts_with(TEMPORARY.0) && name.ends_with(TEMPORARY.1));
        if is_named && is_left(&entry.path(), now) {
            removed += usize::from(fs::remove_file(entry.path()).is_ok());
        }
    }
    Ok(removed)
}

/// Whether a temporary file was left behind. A link is none.
fn is_left(path: &Path, now: SystemTime) -> bool {
    let Ok(about) = fs::symlink_metadata(path) else { return false };
    let age = about.modified().ok().and_then(|modified| now.duration_since(modified).ok());
    about.is_file() && age.is_some_and(|age| age >= OLD) && is_own(&about) && is_idle(path)
}

/// Whether nobody writes the file: who does has locked it.
fn is_idle(path: &Path) -> bool {
    File::open(path).is_ok_and(|file| file.try_lock().is_ok())
}

/// Whether the file is of the user who runs the program.
#[cfg(unix)]
fn is_own(about: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;

    tempfile::tempfile().and_then(|mine| mine.metadata()).is_ok_and(|mine| mine.uid() == about.uid())
}

#[cfg(not(unix))]
fn is_own(_: &Metadata) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_old_and_nobody_writes_is_removed() {
        let folder = tempfile::tempdir().expect("a folder");
        let now = SystemTime::now();
        let make = |name: &str, age: Duration| {
            let file = File::create(folder.path().join(name)).expect("a file");
            file.set_modified(now - age).expect("a time");
            file
        };
        make(".gouji-left.tmp", OLD);
        make(".gouji-new.tmp", Duration::from_secs(60));
        make("gouji-other.tmp", OLD * 2);
        make(".gouji-other.ron", OLD * 2);
        let written = make(".gouji-written.tmp", OLD * 2);
        written.try_lock().expect("a lock");
        assert_eq!(sweep(folder.path(), now).expect("a folder"), 1);
        assert!(!folder.path().join(".gouji-left.tmp").exists());
        drop(written);
        assert_eq!(sweep(folder.path(), now).expect("a folder"), 1, "its writer is gone");
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 3);
    }
}
