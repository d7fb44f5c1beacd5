//! The likes of a decision in many reports, found and taken one report at a time, so that nobody waits.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};

use crate::error::Result;
use crate::reading::Reader;
use crate::review::similar::{ErrorPattern, SimilarError};
use crate::review::{Review, Sight};

/// A like, and where it is.
#[derive(Clone, Debug)]
pub struct Found {
    /// The report
    pub path: PathBuf,
    /// Its agency and year, as far as they are known
    pub of: (Option<String>, Option<u16>),
    /// The address and label of its first cell
    pub cell: (String, String),
    /// What could be decided there
    pub like: SimilarError,
}

/// A search through some reports.
#[derive(Debug)]
pub struct Search {
    /// What is looked for
    pub pattern: ErrorPattern,
    /// What was found, in the order of the reports, then of the form
    pub found: Vec<Found>,
    /// The number of reports that were gone through
    pub read: usize,
    /// The reports that could not be read
    pub unread: Vec<PathBuf>,
    waiting: VecDeque<PathBuf>,
}

impl Search {
    /// A search for a pattern in reports, of which none was read yet.
    pub fn new(pattern: ErrorPattern, reports: impl IntoIterator<Item = PathBuf>) -> Self {
        Self { pattern, found: Vec::new(), read: 0, unread: Vec::new(), waiting: reports.into_iter().collect() }
    }

    /// All reports that it goes through.
    pub fn reports(&self) -> usize {
        self.read + self.waiting.len()
    }

    /// Whether all reports were read.
    pub fn is_done(&self) -> bool {
        self.waiting.is_empty()
    }

    /// Reads the next report; false if all are read.
    pub fn step(&mut self, sight: &Sight, reader: &mut Reader) -> bool {
        let Some(path) = self.waiting.pop_front() else { return false };
        self.read += 1;
        match Review::open_seeing(sight, &path, reader) {
            Ok(review) => self.look_at(&review),
            Err(_) => self.unread.push(path),
        }
        true
    }

    /// Looks for likes in a report that is open.
    fn look_at(&mut self, review: &Review) {
        let found = self.pattern.likes(review).into_iter().map(|like| {
            let first = like.choices[0].cell;
            Found {
                path: review.source.path.clone(),
                of: (review.record.agency.clone(), review.record.year),
                cell: (review.sheet().slots[first].id.to_string(), review.sheet().label(first)),
                like,
            }
        });
        self.found.extend(found);
    }
}

/// What became of the similar errors that were taken in a report.
#[derive(Debug)]
pub struct Taken {
    /// The report, with the decisions in force and saved
    pub review: Review,
    /// The likes that were taken
    pub likes: Vec<SimilarError>,
    /// The number of those that the report does not have any more
    pub gone: usize,
}

/// Decides some likes in a report, as far as it still has them, and saves it. `decide` makes the decisions.
///
/// # Errors
/// If the report cannot be read, or the decisions cannot be written.
pub fn take(
    path: &Path,
    pattern: &ErrorPattern,
    likes: &[SimilarError],
    (sight, reader): (&Sight, &mut Reader),
    decide: impl FnOnce(&mut Review, &[SimilarError]),
) -> Result<Taken> {
    let mut review = Review::open_seeing(sight, path, reader)?;
    let there = pattern.likes(&review);
    let (still, gone): (Vec<SimilarError>, Vec<SimilarError>) =
        likes.iter().cloned().partition(|like| there.contains(like));
    if !still.is_empty() {
        decide(&mut review, &still);
        review.save()?;
    }
    Ok(Taken { review, likes: still, gone: gone.len() })
}
