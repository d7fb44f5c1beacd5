//! Files that are replaced whole: a kill at any moment leaves the old one or the new one.
//!
//! What is written goes to a temporary file in the same folder; that is synced, renamed over the old one, and the folder is
//! synced, so that what was acknowledged outlives the power too (Pillai and others, "All File Systems Are Not Created
//! Equal", OSDI 2014). The temporary file of a process that was killed is removed by a later one (`sweep`).

mod sweep;
mod write_lock;

pub(crate) use write_lock::{IN_PASSING, PATIENCE, WriteLock};

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// What the name of a temporary file begins and ends with.
const TEMPORARY: (&str, &str) = (".gouji-", ".tmp");

/// A file that takes the place of another when it is whole. A link is followed, permissions are kept, and owner and group
/// where the system allows it; what is no regular file (a pipe, a device) is written straight into.
#[derive(Debug)]
pub(crate) struct Replacement {
    target: PathBuf,
    written: Written,
}

#[derive(Debug)]
enum Written {
    Beside(NamedTempFile),
    Through(File),
}

/// Who may read a file that is written.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Access {
    /// Whoever could read the file that it replaces; of a new file, whoever may read new files here
    #[default]
    Usual,
    /// The user alone
    Private,
}

impl Replacement {
    /// Begins to write the file that is to take the place of the one at a path.
    ///
    /// # Errors
    /// If the folder cannot be written to, or the file there may not be changed.
    pub(crate) fn begin(path: &Path) -> io::Result<Self> {
        Self::begin_for(path, Access::Usual)
    }

    /// The same for a file that others may or may not read.
    ///
    /// # Errors
    /// As [`Replacement::begin`].
    pub(crate) fn begin_for(path: &Path, access: Access) -> io::Result<Self> {
        let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let about = fs::metadata(&target).ok();
        if about.as_ref().is_some_and(|about| !about.is_file()) {
            let file = OpenOptions::new().write(true).open(&target)?;
            return Ok(Self { target, written: Written::Through(file) });
        }
        if about.as_ref().is_some_and(|about| about.permissions().readonly()) {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        let folder = folder_of(&target);
        let mut named = tempfile::Builder::new();
        named.prefix(TEMPORARY.0).suffix(TEMPORARY.1);
        let file = match access {
            // Made as any new file is, so that it gets the permissions that new files get here.
            Access::Usual => named.make_in(folder, |path| File::create_new(path))?,
            Access::Private => named.tempfile_in(folder)?,
        };
        // Locked as long as it is written, so that nobody clears it away. Where files cannot be locked, its age says it.
        #[cfg(unix)]
        let _ = file.as_file().try_lock();
        if let Some(about) = about.filter(|_| access == Access::Usual) {
            take_over(file.as_file(), &about)?;
        }
        sweep::once(folder);
        let (file, path) = file.into_parts();
        Ok(Self { target, written: Written::Beside(NamedTempFile::from_parts(file, path)) })
    }

    /// The file that holds what was written so far, if it is another than the one to be replaced; whoever ends the program
    /// at once removes it.
    pub(crate) fn temporary(&self) -> Option<&Path> {
        if let Written::Beside(file) = &self.written { Some(file.path()) } else { None }
    }

    /// Puts what was written in its place, and sees that it is on the disk.
    ///
    /// # Errors
    /// If that cannot be done; the old file is then what it was.
    pub(crate) fn finish(mut self) -> io::Result<()> {
        self.flush()?;
        match self.written {
            Written::Through(_) => Ok(()),
            Written::Beside(file) => {
                file.as_file().sync_all()?;
                file.persist(&self.target).map_err(|error| error.error)?;
                sync_folder(folder_of(&self.target))
            }
        }
    }
}

impl Write for Replacement {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.written {
            Written::Beside(file) => file.write(bytes),
            Written::Through(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.written {
            Written::Beside(file) => file.flush(),
            Written::Through(file) => file.flush(),
        }
    }
}

/// Gives a new file what the old one had: owner and group if that is allowed, and permissions.
#[cfg(unix)]
fn take_over(file: &File, old: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};

    let (new, mut permissions) = (file.metadata()?, old.permissions());
    if new.uid() != old.uid() {
        // Only the superuser may; else the file is of who wrote it last.
        let _ = fchown(file, Some(old.uid()), None);
    }
    if new.gid() != old.gid() && fchown(file, None, Some(old.gid())).is_err() {
        // Another group may do no more than everybody.
        let mode = permissions.mode();
        permissions.set_mode(mode & !0o2070 | (mode & 0o007) << 3);
    }
    file.set_permissions(permissions)
}

#[cfg(not(unix))]
fn take_over(file: &File, old: &Metadata) -> io::Result<()> {
    file.set_permissions(old.permissions())
}

/// The folder that a file lies in.
fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Sees that a new name is on the disk. There are file systems that cannot be asked for it, and folders that may be written
/// to and not be read: the file itself is synced there too.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    match File::open(folder).and_then(|folder| folder.sync_all()) {
        Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => Ok(()),
        other => other,
    }
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}
