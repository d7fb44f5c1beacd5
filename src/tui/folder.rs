//! The reports that are open on the screen, and what is known of each.

use std::path::PathBuf;

use crate::reading::Reader;
use crate::review::{Review, Tally};
use crate::words::Words;

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
            Summary::Read(_, _, tally) => tally.open > 0,
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
}

impl Folder {
    /// A folder of reports of which nothing is known yet.
    pub fn new(paths: Vec<PathBuf>) -> Self {
        let entries = paths.into_iter().map(|path| Entry { path, summary: Summary::Unread }).collect();
        Self { entries, current: 0 }
    }

    /// Reads one report of which nothing is known; false if there is none left.
    pub fn read_one(&mut self, reader: &mut Reader, threshold: f64, words: &Words) -> bool {
        let unread = |entry: &&mut Entry| matches!(entry.summary, Summary::Unread);
        let Some(entry) = self.entries.iter_mut().find(unread) else { return false };
        entry.summary = match Review::open(&entry.path, reader) {
            Ok(review) => summary(&review, threshold),
            Err(error) => Summary::Failed(error.say(words)),
        };
        true
    }

    /// Notes what is open in the report on the screen.
    pub fn note(&mut self, review: &Review, threshold: f64) {
        self.entries[self.current].summary = summary(review, threshold);
    }
}

fn summary(review: &Review, threshold: f64) -> Summary {
    Summary::Read(review.record.agency.clone(), review.record.year, review.tally(threshold))
}
