//! The decisions of a review apart from it: written elsewhere, joined from elsewhere, kept for when the review is gone.

use std::path::Path;
use std::sync::Arc;

use crate::durable::Access;
use crate::error::Result;
use crate::form::CellId;
use crate::review::Review;
use crate::sheet::Sheet;
use crate::sidecar::Sidecar;
use crate::source::Source;

/// The decisions of a review at this moment, with what it takes to write them.
#[derive(Debug)]
pub struct PendingDecisions {
    sidecar: Sidecar,
    source: Source,
    sheet: Arc<Sheet>,
}

impl PendingDecisions {
    /// Writes them beside the report.
    ///
    /// # Errors
    /// As [`Review::save`].
    pub fn save(&mut self) -> Result<()> {
        let order = |id: &CellId| self.sheet.position(id).unwrap_or(usize::MAX);
        self.sidecar.save(&self.source, order).map(drop)
    }

    /// Writes them to another file, joined with those that are there.
    ///
    /// # Errors
    /// As [`Review::save`].
    pub fn save_to(&mut self, path: &Path, access: Access) -> Result<()> {
        let order = |id: &CellId| self.sheet.position(id).unwrap_or(usize::MAX);
        self.sidecar.save_at(path, access, &self.source, order).map(drop)
    }
}

impl Review {
    /// The decisions at this moment.
    pub fn draft(&self) -> PendingDecisions {
        PendingDecisions {
            sidecar: self.sidecar.clone(),
            source: self.source.outline(),
            sheet: self.record.sheet.clone(),
        }
    }

    /// Joins the decisions of another file; how many were new is returned. [`Review::save`] makes them last.
    ///
    /// # Errors
    /// If the file cannot be read, is broken, or was written by a later version.
    pub fn take_in(&mut self, path: &Path) -> Result<usize> {
        let taken_in = self.sidecar.take_in(path, &self.source)?;
        if taken_in > 0 {
            self.reassess();
        }
        Ok(taken_in)
    }
}
