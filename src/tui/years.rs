//! The reports of the same agency about other years: found among those of the folder, and read when there is time.

use crate::reading::Reader;
use crate::review::Review;
use crate::tui::folder::Folder;
use crate::years::{Facts, Timeline, agency_key};

/// What is known of the other years of the agency whose report is on the screen.
#[derive(Debug, Default)]
pub(super) struct Years {
    /// The reports that were read
    pub timeline: Timeline,
    agency: Option<String>,
    read: Vec<usize>,
}

impl Years {
    /// Takes in what the report on the screen says now.
    pub(super) fn note(&mut self, nth: usize, review: &Review) {
        let agency = review.record.agency.as_deref().map(agency_key);
        if agency != self.agency {
            *self = Self { agency, ..Self::default() };
        }
        self.timeline.extend(Facts::whole(review));
        if !self.read.contains(&nth) {
            self.read.push(nth);
        }
    }

    /// Takes in what another report says now, if it is of the same agency.
    pub(super) fn note_other(&mut self, review: &Review) {
        if review.record.agency.as_deref().map(agency_key) == self.agency {
            self.timeline.extend(Facts::whole(review));
        }
    }

    /// Reads one report of the agency that was not read yet; false if none is known.
    pub(super) fn read_one(&mut self, folder: &Folder, reader: &mut Reader) -> bool {
        let known = self.agency.as_deref().map_or(&[][..], |agency| folder.of_agency(agency));
        let Some(&next) = known.iter().find(|nth| !self.read.contains(nth)) else { return false };
        self.read.push(next);
        let review = Review::open(&folder.entries[next].path, reader).ok();
        self.timeline.extend(review.as_ref().and_then(Facts::whole));
        true
    }
}
