//! Files that are replaced whole: a kill at any moment leaves the old one or the new one.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// A file that takes the place of another when it is whole. A link is followed, permissions are kept, and what is no
/// regular file (a pipe, a device) is written straight into.
#[derive(Debug)]
pub struct Replacement {
    target: PathBuf,
    written: Written,
}

#[derive(Debug)]
enum Written {
    Beside(NamedTempFile),
    Through(File),
}

impl Replacement {
    /// Begins to write what shall stand at a path.
    ///
    /// # Errors
    /// If the folder cannot be written to, or the file there may not be changed.
    pub fn begin(path: &Path) -> io::Result<Self> {
        let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let about = fs::metadata(&target).ok();
        if about.as_ref().is_some_and(|about| !about.is_file()) {
            let file = OpenOptions::new().write(true).open(&target)?;
            return Ok(Self { target, written: Written::Through(file) });
        }
        if about.as_ref().is_some_and(|about| about.permissions().readonly()) {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        // Made as any new file is, so that it gets the permissions that new files get here.
        let file = tempfile::Builder::new()
            .prefix(".gouji-")
            .suffix(".tmp")
            .make_in(folder_of(&target), |path| File::create_new(path))?;
        if let Some(about) = about {
            file.as_file().set_permissions(about.permissions())?;
        }
        let (file, path) = file.into_parts();
        Ok(Self { target, written: Written::Beside(NamedTempFile::from_parts(file, path)) })
    }

    /// The file that holds what was written so far, if it is another than the one to be replaced; whoever ends the program
    /// at once removes it.
    pub fn temporary(&self) -> Option<&Path> {
        if let Written::Beside(file) = &self.written { Some(file.path()) } else { None }
    }

    /// Puts what was written in its place, and sees that it is on the disk.
    ///
    /// # Errors
    /// If that cannot be done; the old file then stands as it was.
    pub fn finish(mut self) -> io::Result<()> {
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

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}
