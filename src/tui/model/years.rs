//! The reports of the same agency about other years: found among those of the folder, and read when there is time.

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::review::Review;
use crate::review::years::{Facts, Timeline, agency_key};
use crate::tui::model::folder::Folder;

/// So many other reports are compared at the most. No agency has published as many; where more bear its name, they are no
/// years of one.
const MOST: usize = 60;

/// What is known of the other years of the agency whose report is on the screen.
#[derive(Debug, Default)]
pub(crate) struct Years {
    /// The reports that were read
    pub timeline: Timeline,
    agency: Option<String>,
    asked: Vec<usize>,
    /// Reports that the screen itself has read or decided in: what the background read of them is older
    noted: BTreeSet<PathBuf>,
}

impl Years {
    /// Takes in what the report on the screen says now.
    pub(crate) fn note(&mut self, report_ix: usize, review: &Review) {
        let agency = review.record.agency.as_deref().map(agency_key);
        if agency != self.agency {
            *self = Self { agency, ..Self::default() };
        }
        self.note_other(review);
        if !self.asked.contains(&report_ix) {
            self.asked.push(report_ix);
        }
    }

    /// Takes in what another report says now, if it is of the same agency.
    pub(crate) fn note_other(&mut self, review: &Review) {
        if review.record.agency.as_deref().map(agency_key) == self.agency {
            self.timeline.extend(Facts::whole(review));
            self.noted.insert(review.source.path.clone());
        }
    }

    /// The reports of the agency that were not asked for yet; they are now.
    pub(crate) fn wanted(&mut self, folder: &Folder) -> Vec<usize> {
        let known = self.agency.as_deref().map_or(&[][..], |agency| folder.of_agency(agency));
        let new = |report_ix: &&usize| !self.asked.contains(report_ix);
        let wanted: Vec<usize> =
            known.iter().filter(new).take(MOST.saturating_sub(self.asked.len())).copied().collect();
        self.asked.extend(&wanted);
        wanted
    }

    /// Takes in what was read; false if it is of another agency than the one on the screen, or older than what is known.
    pub(crate) fn take_in(&mut self, facts: Facts) -> bool {
        let is_its = self.agency.as_ref() == Some(&agency_key(&facts.agency)) && !self.noted.contains(&facts.path);
        if is_its {
            self.timeline.add(facts);
        }
        is_its
    }
}
