//! Files that an export must leave as they are: those that are read, and descriptors of other files.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::cli::inputs::{Identity, Input};
use crate::error::Error;
use crate::sidecar::path_of;
use crate::source::{companions, may_be_companion};
use crate::words::UsageMessage;

/// A file that is there and is to be replaced.
#[derive(Debug)]
pub(super) struct Replaced {
    path: PathBuf,
    canonical: PathBuf,
    identity: Identity,
}

impl Replaced {
    /// The file at a path, if there is one.
    pub(super) fn at(path: &Path) -> Option<Self> {
        Some(Self { path: path.into(), canonical: path.canonicalize().ok()?, identity: Identity::of(path)? })
    }

    /// Sees that it is not the report that was read, nor a file beside that.
    pub(super) fn is_none_of(&self, input: &Input) -> Result<(), Error> {
        let is_beside = || {
            let leads_here = |path: &PathBuf| path.canonicalize().is_ok_and(|path| path == self.canonical);
            may_lie_beside(&input.path, &self.canonical)
                && (leads_here(&path_of(&input.path)) || companions(&input.path).iter().any(leads_here))
        };
        if input.identity.as_ref() == Some(&self.identity) || is_beside() {
            return Err(Error::OutputIsInput(self.path.clone()));
        }
        Ok(())
    }
}

/// Whether a file of this name may be the sidecar or a companion of a report: mostly not, so that nothing is to be
/// looked up for a hundred thousand reports.
fn may_lie_beside(report: &Path, file: &Path) -> bool {
    path_of(report).file_name() == file.file_name() || may_be_companion(report, file)
}

/// Sees that a descriptor of other files stays as it is.
pub(super) fn other_package(package: &Path, file: &str) -> Result<(), Error> {
    let text = match fs::read(package) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(Error::Read(package.into(), error)),
    };
    let known: serde_json::Value = serde_json::from_slice(&text).unwrap_or_default();
    let resources = known["resources"].as_array().map_or(&[][..], Vec::as_slice);
    if matches!(resources, [only] if only["path"] == file) {
        return Ok(());
    }
    Err(Error::Options(UsageMessage::OtherPackage { path: package.display().to_string() }))
}
