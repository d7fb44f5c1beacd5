//! A report is opened: its source read, and the decisions beside it laid on what was read.

use std::collections::BTreeMap;
use std::path::Path;

use crate::editing::assess::Assessment;
use crate::error::{Error, Result};
use crate::reading::Reader;
use crate::review::assessments::Assessed;
use crate::review::{Review, Sight};
use crate::sidecar::Sidecar;
use crate::source::{Folders, Source};

impl Review {
    /// Opens a report and the decisions beside it.
    ///
    /// # Errors
    /// If the file cannot be read or holds no table of a known form, or the sidecar is broken or of a later version.
    pub fn open(path: &Path, reader: &mut Reader) -> Result<Self> {
        Self::open_among(path, &mut Folders::default(), reader)
    }

    /// Opens one of many reports, with what was seen of their folders.
    ///
    /// # Errors
    /// As [`Review::open`].
    pub fn open_among(path: &Path, folders: &mut Folders, reader: &mut Reader) -> Result<Self> {
        Self::beside(Source::open_among(path, folders)?, &Sight::All, reader)
    }

    /// Opens a report and those of the decisions beside it that are to be seen.
    ///
    /// # Errors
    /// As [`Review::open`].
    pub fn open_seeing(sight: &Sight, path: &Path, reader: &mut Reader) -> Result<Self> {
        Self::beside(Source::open(path)?, sight, reader)
    }

    /// Opens the report on standard input under a name; decisions beside a file of that name are not its own.
    ///
    /// # Errors
    /// As [`Review::open`].
    pub fn from_stdin(name: &Path, reader: &mut Reader) -> Result<Self> {
        Self::new(Source::from_stdin(name)?, Sidecar::default(), reader)
    }

    /// A source with those of the decisions beside it that are to be seen.
    fn beside(source: Source, sight: &Sight, reader: &mut Reader) -> Result<Self> {
        let path = &source.path;
        let sidecar = if path == Path::new("-") { Sidecar::default() } else { Sidecar::open(path)? };
        let sidecar = match sight {
            Sight::All => sidecar,
            Sight::Own(reviewer) => sidecar.blind_for(reviewer),
        };
        Self::new(source, sidecar, reader)
    }

    /// Reads a source and lays decisions on it.
    ///
    /// # Errors
    /// [`Error::NoTables`] if the source holds no table of a known form.
    pub fn new(source: Source, sidecar: Sidecar, reader: &mut Reader) -> Result<Self> {
        let record = reader.read(&source);
        if !record.found.contains(&true) {
            let are_pictures = source.pictures > 0;
            return Err(if are_pictures {
                Error::TablesArePictures(source.path)
            } else {
                Error::NoTables(source.path)
            });
        }
        let claims = reader.catalogue().claims(&source, &record).into();
        let mut review = Self {
            source,
            record,
            claims,
            assessment: Assessment::default(),
            assessed: Assessed::default(),
            sidecar,
            waiting: None,
            values: Vec::new(),
            said: Vec::new(),
            conflicts: BTreeMap::new(),
        };
        review.set_aside_others();
        review.reassess();
        Ok(review)
    }
}
