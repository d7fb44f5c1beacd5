//! Globs that no shell expanded: where a path with such signs does not exist, the files that it matches are meant.

use std::path::{Path, PathBuf};

use globset::{GlobBuilder, GlobMatcher};

use crate::cli::inputs::walk::{Below, Kind, failed, or_else};
use crate::cli::inputs::{Found, Input, Stream};
use crate::error::Error;
use crate::source::first_of;

/// Whether a path has a sign of a glob in it.
pub(super) fn is_one(path: &Path) -> bool {
    has_sign(&path.to_string_lossy())
}

fn has_sign(text: &str) -> bool {
    text.contains(['*', '?', '[', '{'])
}

/// The files that a glob matches, and the reports below the folders that it matches; an error if there are none. `*` stays
/// within a name, `**` goes through any folders. Of the files, those count that a folder would be read for, unless the glob
/// says itself how they end.
pub(super) fn matches(glob: &Path, ignoring: bool) -> Stream {
    let text = glob.to_string_lossy();
    let matcher = match GlobBuilder::new(&text).literal_separator(true).build() {
        Ok(glob) => glob.compile_matcher(),
        Err(error) => return failed(Error::BrokenGlob(glob.into(), Box::new(error.kind().clone()))),
    };
    let start = start(glob);
    let glob = glob.to_owned();
    let bare = start.as_os_str().is_empty();
    let below = if bare { PathBuf::from(".") } else { start };
    if !below.is_dir() {
        return failed(Error::NoMatch(glob));
    }
    let mut taken = Taken { matcher, bare, any_ending: names_ending(&glob), within: None };
    let found = Below::new(&below, ignoring, move |path, is_file| taken.takes(path, is_file));
    let found = found.map(move |found| match found {
        Found::Report(input) if bare => Found::Report(Input { path: without_dot(&input.path).to_owned(), ..input }),
        other => other,
    });
    or_else(found, move || Error::NoMatch(glob.clone()))
}

/// A path as it was named: where nothing stands before the first sign of a glob, the folder here is not named.
fn without_dot(path: &Path) -> &Path {
    path.strip_prefix(".").unwrap_or(path)
}

/// The part of a glob before its first name with a sign in it.
fn start(glob: &Path) -> PathBuf {
    glob.components().take_while(|part| !has_sign(&part.as_os_str().to_string_lossy())).collect()
}

/// Whether a glob says how the names of files end.
fn names_ending(glob: &Path) -> bool {
    glob.extension().is_some_and(|ending| !has_sign(&ending.to_string_lossy()))
}

struct Taken {
    matcher: GlobMatcher,
    /// Whether the glob begins with a sign, so that the folder it is looked for in is not part of it
    bare: bool,
    any_ending: bool,
    /// The folder that matched last
    within: Option<PathBuf>,
}

impl Taken {
    fn takes(&mut self, path: &Path, is_file: bool) -> Kind {
        if self.within.as_ref().is_some_and(|folder| path.starts_with(folder)) {
            return Kind::of(path, is_file);
        }
        let shown = if self.bare { without_dot(path) } else { path };
        if !self.matcher.is_match(shown) {
            return Kind::Other;
        }
        if !is_file {
            self.within = Some(path.to_owned());
        }
        if self.any_ending { Kind::named(is_file && first_of(path).is_none()) } else { Kind::of(path, is_file) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_glob_is_looked_for_below_its_plain_beginning() {
        let cases = [("a/b/*.txt", "a/b"), ("*.txt", ""), ("/r/**/x?.md", "/r"), ("./20[12]*/", ".")];
        for (glob, expected) in cases {
            assert_eq!(start(Path::new(glob)), Path::new(expected), "{glob}");
        }
        assert!(is_one(Path::new("a/{b,c}.txt")) && !is_one(Path::new("a/b.txt")));
    }
}
