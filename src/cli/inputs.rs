//! The reports that paths on the command line stand for.

use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use crate::error::{Error, Result};
use crate::sidecar::ENDING;

/// Endings of files that are taken for reports inside a folder. A file that is named itself may have any.
const ENDINGS: &[&str] = &["txt", "md", "markdown", "tsv", "text", "html", "htm", "docx", "xlsx"];

/// A path that may be a report.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Input {
    /// The path, as it is to be shown
    pub path: PathBuf,
    /// Whether it was named itself, and not found in a folder
    pub named: bool,
}

/// Files as they are, folders as the reports below them in the order of their names.
pub(super) fn expand(paths: &[PathBuf]) -> Vec<Result<Input>> {
    paths.iter().flat_map(|path| below(path)).collect()
}

fn below(path: &Path) -> Vec<Result<Input>> {
    if path == Path::new("-") {
        return vec![Ok(Input { path: path.into(), named: true })];
    }
    match path.metadata() {
        Err(error) => vec![Err(Error::reading(path, error))],
        Ok(about) if about.is_dir() => reports_in(path),
        Ok(_) => vec![Ok(Input { path: path.into(), named: true })],
    }
}

fn reports_in(folder: &Path) -> Vec<Result<Input>> {
    let mut found = Vec::new();
    for entry in WalkBuilder::new(folder)
        .standard_filters(false)
        .hidden(true)
        .follow_links(true)
        .sort_by_file_name(std::cmp::Ord::cmp)
        .build()
    {
        match entry {
            Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) && is_report(entry.path()) => {
                found.push(Ok(Input { path: entry.into_path(), named: false }));
            }
            Ok(_) => {}
            Err(error) => {
                let message = error.to_string();
                let cause = error.into_io_error().unwrap_or_else(|| std::io::Error::other(message));
                found.push(Err(Error::Read(folder.into(), cause)));
            }
        }
    }
    if found.is_empty() {
        found.push(Err(Error::NoReports(folder.into())));
    }
    found
}

fn is_report(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    let sidecar = path.to_string_lossy().ends_with(ENDING);
    // Word and Excel lay such a file beside one that is open.
    let lock = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("~$"));
    !sidecar && !lock && ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_in_folders_are_told_by_their_endings() {
        for (name, told) in [
            ("a.docx", true),
            ("a.XLSX", true),
            ("a.txt", true),
            ("~$a.docx", false),
            ("a.docx.gouji.ron", false),
            ("a.doc", false),
        ] {
            assert_eq!(is_report(Path::new(name)), told, "{name}");
        }
    }
}
