//! What a thread reads reports with.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::catalogue::Catalogue;
use crate::jobs::panics;
use crate::reading::Reader;
use crate::source::Folders;

/// What a thread reads reports with.
pub(crate) struct Desk<'a> {
    catalogue: &'a Catalogue,
    /// Reads tables, and remembers those that come again
    pub reader: Reader<'a>,
    /// What was seen of the folders of the reports
    pub folders: Folders,
}

impl<'a> Desk<'a> {
    pub(crate) fn new(catalogue: &'a Catalogue) -> Self {
        Self { catalogue, reader: Reader::new(catalogue), folders: Folders::of_many() }
    }

    /// Does a piece of work that may break the program. If it does, the desk is cleared, since what it remembers may be
    /// half done, and the message of the panic is returned with its place.
    pub(crate) fn attempt<T>(&mut self, work: impl FnOnce(&mut Self) -> T) -> Result<T, String> {
        catch_unwind(AssertUnwindSafe(|| work(self))).map_err(|panic| {
            *self = Self::new(self.catalogue);
            panics::message(&*panic)
        })
    }
}
