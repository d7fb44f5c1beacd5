//! Errors in other reports that are similar to one just decided, listed while the reports are read: take or leave each.

use std::collections::VecDeque;
use std::path::PathBuf;

use crate::review::similar::{Found, Search, SimilarError};

/// The list of errors that are similar to one just decided.
#[derive(Debug)]
pub(crate) struct Similar {
    /// The search, and what it found
    pub search: Search,
    /// Whether each of the found is to be taken
    pub chosen: Vec<bool>,
    /// Which of them were in sight
    pub seen: Vec<bool>,
    /// The position of the selected one
    pub at: usize,
    /// The decision that it started from, for the notes
    pub origin: String,
    /// What is still to be taken, report by report
    pub waiting: VecDeque<(PathBuf, Vec<SimilarError>)>,
    /// The number by which the steps of what is taken belong together
    pub together: usize,
    /// What was taken so far
    pub done: Taken,
}

/// What was taken so far.
#[derive(Debug, Default)]
pub(crate) struct Taken {
    /// Decisions taken
    pub likes: usize,
    /// Reports in which some were
    pub reports: usize,
    /// Those whose cell reads otherwise by now
    pub gone: usize,
    /// Why reports could not be changed
    pub failed: Vec<String>,
}

impl Similar {
    /// The found that are to be taken, report by report.
    pub(crate) fn chosen_by_report(&self) -> VecDeque<(PathBuf, Vec<SimilarError>)> {
        let mut reports: VecDeque<(PathBuf, Vec<SimilarError>)> = VecDeque::new();
        for (found, _) in self.search.found.iter().zip(&self.chosen).filter(|(_, chosen)| **chosen) {
            match reports.back_mut() {
                Some((path, likes)) if *path == found.path => likes.push(found.like.clone()),
                _ => reports.push_back((found.path.clone(), vec![found.like.clone()])),
            }
        }
        reports
    }

    /// The number of the found that are to be taken.
    pub(crate) fn chosen(&self) -> usize {
        self.chosen.iter().filter(|chosen| **chosen).count()
    }

    /// The number of reports in which something is still to be taken.
    pub(crate) fn to_take(&self) -> usize {
        self.waiting.len()
    }

    /// Takes what is to be taken off the list.
    pub(crate) fn drop_chosen(&mut self) {
        let mut chosen = self.chosen.iter();
        self.search.found.retain(|_| chosen.next() == Some(&false));
        let mut chosen = self.chosen.iter();
        self.seen.retain(|_| chosen.next() == Some(&false));
        self.chosen.retain(|chosen| !chosen);
        self.at = self.at.min(self.chosen.len().saturating_sub(1));
    }
}

/// Whether what was found is proposed.
pub(crate) fn proposed(found: &Found) -> bool {
    found.like.bearing.settles()
}
