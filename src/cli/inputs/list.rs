//! Lists of paths, such as `find` or `git ls-files` write them.

use std::ffi::OsString;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use crate::cli::inputs::address::path_of;
use crate::error::{Error, Result};

/// What a line of a list is: a path, or, once behind the last one of a list that names none, that there is nothing to do.
pub(super) enum Listed {
    /// A path
    Path(PathBuf),
    /// No line names a path.
    Nothing,
}

/// The paths in a file, or on standard input if it is `-`: one a line, or ended by null bytes. Each is read when it is
/// asked for.
///
/// # Errors
/// If the file cannot be opened.
pub(super) fn read(file: &Path, null: bool) -> Result<impl Iterator<Item = Result<Listed>> + Send + use<>> {
    let text: Box<dyn Read + Send> = if file == Path::new("-") {
        Box::new(std::io::stdin())
    } else {
        Box::new(File::open(file).map_err(|error| Error::reading(file, error))?)
    };
    let end = if null { 0 } else { b'\n' };
    let (name, mut any, mut over) = (file.to_owned(), false, false);
    let mut lines = BufReader::new(text).split(end);
    Ok(std::iter::from_fn(move || {
        while !over {
            match lines.next().map(|line| line.map(|line| path(line, null))) {
                Some(Ok(None)) => {}
                Some(Ok(Some(path))) => {
                    any = true;
                    return Some(Ok(Listed::Path(path)));
                }
                Some(Err(error)) => {
                    over = true;
                    return Some(Err(Error::Read(name.clone(), error)));
                }
                None => {
                    over = true;
                    return (!any).then_some(Ok(Listed::Nothing));
                }
            }
        }
        None
    }))
}

/// The path in a line; none if it is empty.
fn path(mut line: Vec<u8>, null: bool) -> Option<PathBuf> {
    if !null && line.last() == Some(&b'\r') {
        line.pop();
    }
    (!line.is_empty()).then(|| path_of(&name(line)))
}

#[cfg(unix)]
fn name(bytes: Vec<u8>) -> OsString {
    std::os::unix::ffi::OsStringExt::from_vec(bytes)
}

#[cfg(not(unix))]
fn name(bytes: Vec<u8>) -> OsString {
    String::from_utf8_lossy(&bytes).into_owned().into()
}
