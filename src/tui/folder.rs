//! The reports that are open on the screen, and what is known of each.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use crate::reading::Reader;
use crate::review::{Review, Tally};
use crate::words::Words;
use crate::years::agency_key;

/// What is known of a report.
#[derive(Clone, Debug)]
pub enum Summary {
    /// It was not read yet.
    Unread,
    /// Agency, year, and what is open
    Read(Option<String>, Option<u16>, Tally),
    /// Why it could not be read
    Failed(String),
}

/// A report of the folder.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its path
    pub path: PathBuf,
    /// What is known of it
    pub summary: Summary,
}

impl Entry {
    /// Whether a cell of the report needs a person, as far as is known.
    pub fn may_need_a_person(&self) -> bool {
        match &self.summary {
            Summary::Unread => true,
            Summary::Failed(_) => false,
            Summary::Read(_, _, tally) => tally.open + tally.solved > 0,
        }
    }
}

/// The reports that are open on the screen.
#[derive(Debug)]
pub struct Folder {
    /// The reports, in the order in which they were named
    pub entries: Vec<Entry>,
    /// The position of the report on the screen
    pub current: usize,
    by_agency: HashMap<String, Vec<usize>>,
}

impl Folder {
    /// A folder of reports of which nothing is known yet.
    pub fn new(paths: Vec<PathBuf>) -> Self {
        let entries = paths.into_iter().map(|path| Entry { path, summary: Summary::Unread }).collect();
        Self { entries, current: 0, by_agency: HashMap::new() }
    }

    /// Reads one report of which nothing is known; false if there is none left.
    pub fn read_one(&mut self, reader: &mut Reader, threshold: f64, words: &Words) -> bool {
        let unread = |entry: &Entry| matches!(entry.summary, Summary::Unread);
        let Some(nth) = self.entries.iter().position(unread) else { return false };
        let known = match Review::open(&self.entries[nth].path, reader) {
            Ok(review) => summary(&review, threshold),
            Err(error) => Summary::Failed(error.say(words)),
        };
        self.set(nth, known);
        true
    }

    /// Notes what is open in the report on the screen.
    pub fn note(&mut self, review: &Review, threshold: f64) {
        self.set(self.current, summary(review, threshold));
    }

    /// Notes what is open in another report.
    pub fn note_of(&mut self, nth: usize, review: &Review, threshold: f64) {
        self.set(nth, summary(review, threshold));
    }

    /// The position of a report, by its path.
    pub fn position(&self, path: &Path) -> Option<usize> {
        self.entries.iter().position(|entry| entry.path == path)
    }

    fn set(&mut self, nth: usize, known: Summary) {
        if let Summary::Read(Some(agency), Some(_), _) = &known {
            let reports = self.by_agency.entry(agency_key(agency)).or_default();
            if !reports.contains(&nth) {
                reports.push(nth);
            }
        }
        self.entries[nth].summary = known;
    }

    /// The reports of an agency that are known, as positions; the agency by its [`agency_key`].
    pub fn of_agency(&self, key: &str) -> &[usize] {
        self.by_agency.get(key).map_or(&[], Vec::as_slice)
    }
}

fn summary(review: &Review, threshold: f64) -> Summary {
    Summary::Read(review.record.agency.clone(), review.record.year, review.tally(threshold))
}
