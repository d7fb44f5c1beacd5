//! The reports that are open on the screen, and what is known of each.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::benefit::{LEVELS, Worth};
use crate::check::Proof;
use crate::review::{Need, Review};
use crate::years::agency_key;

/// How far the review of a report is.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum State {
    /// What two people decided contradicts each other.
    Conflict,
    /// Decisions were made, and cells are left that need a person.
    InWork,
    /// Nothing was decided, and cells need a person.
    Untouched,
    /// No cell needs a person.
    Done,
}

impl State {
    /// Every state, in the order in which the list sorts them.
    pub const ALL: &[Self] = &[Self::Conflict, Self::InWork, Self::Untouched, Self::Done];
}

/// What needs a person at one threshold.
#[derive(Clone, Copy, Debug, Default)]
pub struct Level {
    /// Cells that need a person
    pub open: u16,
    /// The benefit of looking at the report ([`crate::benefit`])
    pub benefit: f32,
}

/// What is known of a report that was read.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// The agency
    pub agency: Option<Box<str>>,
    /// The year
    pub year: Option<u16>,
    /// Equations that fail
    pub failing: u16,
    /// Equations that did not run
    pub not_run: u16,
    /// Cells whose value follows from others
    pub solved: u16,
    /// Cells that a person settled
    pub settled: u16,
    /// Proved cells that no person has settled
    pub proved: u16,
    /// Whether anything was decided
    pub decided: bool,
    /// Cells on which the decisions of two people contradict each other. The sidecar does not tell yet
    pub conflicts: u16,
    /// What needs a person at each threshold
    at: [Level; LEVELS],
}

impl Known {
    /// What is known of a report, for each of these thresholds.
    pub fn of(review: &Review, thresholds: &[f64]) -> Self {
        let last = thresholds.last().copied().unwrap_or(1.0);
        let tally = review.tally(last);
        let mut opened = [(0, Worth::default()); LEVELS];
        for cell in 0..review.sheet().len() {
            let need = |threshold: f64| review.need(cell, threshold).filter(|need| *need != Need::Solved);
            let is_open = |&threshold: &f64| need(threshold).is_some();
            let Some(gravest) = need(last) else { continue };
            let first = thresholds.partition_point(|threshold| !is_open(threshold));
            let worth = Worth::of(review, cell, gravest);
            for (open, all) in opened.iter_mut().skip(first) {
                (*open, *all) = (*open + 1, all.and(worth));
            }
        }
        Self {
            agency: review.record.agency.as_deref().map(Into::into),
            year: review.record.year,
            failing: tally.failing as u16,
            not_run: tally.not_run as u16,
            solved: tally.solved as u16,
            settled: tally.settled as u16,
            proved: skipped(review).count() as u16,
            decided: !review.decisions().is_empty(),
            conflicts: 0,
            at: opened.map(|(open, worth)| Level { open, benefit: worth.with_opening() as f32 }),
        }
    }

    /// What needs a person at one of the thresholds.
    pub fn at(&self, level: usize) -> Level {
        self.at[level.min(LEVELS - 1)]
    }

    /// How far the review is, by one of the thresholds.
    pub fn state(&self, level: usize) -> State {
        match (self.conflicts, self.at(level).open, self.decided) {
            (1.., _, _) => State::Conflict,
            (_, 0, _) => State::Done,
            (_, _, true) => State::InWork,
            (_, _, false) => State::Untouched,
        }
    }
}

/// The proved cells of a report that no person has settled: those that a review skips.
pub fn skipped(review: &Review) -> impl Iterator<Item = usize> {
    (0..review.sheet().len())
        .filter(|&cell| review.proof(cell) == Proof::Proved && !review.status(cell).is_settled())
        .filter(|&cell| review.values()[cell].is_some())
}

/// What is known of a report.
#[derive(Clone, Debug)]
pub enum Summary {
    /// It was not read yet.
    Unread,
    /// It was read.
    Read(Box<Known>),
    /// Why it could not be read
    Failed(Box<str>),
}

/// A report of the folder.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its path
    pub path: Arc<Path>,
    /// Its place in the order in which reports are named or found; none while it was not found yet
    pub rank: Option<u32>,
    /// What is known of it
    pub summary: Summary,
    /// Whether it was on the screen, so that what is read of it elsewhere is out of date
    was_open: bool,
}

impl Entry {
    /// What is known of the report, if it was read.
    pub fn known(&self) -> Option<&Known> {
        if let Summary::Read(known) = &self.summary { Some(known) } else { None }
    }
}

/// What is open in all reports that were read.
#[derive(Clone, Copy, Debug, Default)]
pub struct Totals {
    /// Reports that were read or could not be
    pub read: usize,
    /// Reports in which nothing needs a person
    pub done: usize,
    /// Cells that need a person
    pub open: usize,
}

/// The reports that are open on the screen.
#[derive(Debug, Default)]
pub struct Folder {
    /// The reports, each at the position that it keeps
    pub entries: Vec<Entry>,
    /// The position of the report on the screen
    pub current: usize,
    /// Which of the thresholds is in force
    level: usize,
    totals: Totals,
    ranked: u32,
    /// The folder that all reports are below
    root: Option<PathBuf>,
    by_agency: HashMap<String, Vec<usize>>,
}

impl Folder {
    /// Puts a report in front of which it is not known yet where it stands among the others.
    pub fn add_unranked(&mut self, path: PathBuf) {
        self.widen(&path);
        self.entries.push(Entry { path: path.into(), rank: None, summary: Summary::Unread, was_open: false });
    }

    /// Adds reports in their order; those that were not there yet are returned.
    pub fn add(&mut self, paths: Vec<PathBuf>) -> Vec<Arc<Path>> {
        let mut added = Vec::with_capacity(paths.len());
        for path in paths {
            self.widen(&path);
            let rank = Some(self.ranked);
            self.ranked += 1;
            match self.entries.first_mut() {
                Some(first) if first.rank.is_none() && *first.path == *path => first.rank = rank,
                _ => {
                    let path: Arc<Path> = path.into();
                    added.push(path.clone());
                    self.entries.push(Entry { path, rank, summary: Summary::Unread, was_open: false });
                }
            }
        }
        added
    }

    /// Widens the root so that a report is below it.
    fn widen(&mut self, path: &Path) {
        let parent = path.parent().unwrap_or(Path::new(""));
        let root = self.root.get_or_insert_with(|| parent.to_owned());
        while !parent.starts_with(&*root) && root.pop() {}
    }

    /// The path of a report below the folder that all reports are below.
    pub fn name<'a>(&self, entry: &'a Entry) -> std::borrow::Cow<'a, str> {
        let below = self.root.as_ref().and_then(|root| entry.path.strip_prefix(root).ok());
        below.unwrap_or(&entry.path).to_string_lossy()
    }

    /// The report on the screen, if there is any.
    pub fn here(&self) -> Option<&Entry> {
        self.entries.get(self.current)
    }

    /// Notes what is open in the report on the screen.
    pub fn note(&mut self, known: Known) {
        if let Some(entry) = self.entries.get_mut(self.current) {
            entry.was_open = true;
            self.set(self.current, Summary::Read(Box::new(known)));
        }
    }

    /// Notes why the report on the screen could not be read.
    pub fn note_failure(&mut self, why: &str) {
        self.set(self.current, Summary::Failed(why.into()));
    }

    /// Takes in what was read of a report elsewhere, unless it was on the screen meanwhile.
    pub fn take_in(&mut self, nth: usize, summary: Summary) {
        if self.entries.get(nth).is_some_and(|entry| !entry.was_open) {
            self.set(nth, summary);
        }
    }

    fn set(&mut self, nth: usize, summary: Summary) {
        let Some(entry) = self.entries.get_mut(nth) else { return };
        if let Summary::Read(known) = &summary
            && let (Some(agency), Some(_)) = (&known.agency, known.year)
        {
            let reports = self.by_agency.entry(agency_key(agency)).or_default();
            if let Err(at) = reports.binary_search(&nth) {
                reports.insert(at, nth);
            }
        }
        self.totals.leave_out(&entry.summary, self.level);
        self.totals.take_in(&summary, self.level);
        entry.summary = summary;
    }

    /// The reports of an agency that are known, as positions; the agency by its [`agency_key`].
    pub fn of_agency(&self, key: &str) -> &[usize] {
        self.by_agency.get(key).map_or(&[], Vec::as_slice)
    }

    /// Which of the thresholds is in force.
    pub fn level(&self) -> usize {
        self.level
    }

    /// Puts another of the thresholds in force.
    pub fn set_level(&mut self, level: usize) {
        self.level = level;
        self.totals = Totals::default();
        for entry in &self.entries {
            self.totals.take_in(&entry.summary, level);
        }
    }

    /// What is open in all reports that were read.
    pub fn totals(&self) -> Totals {
        self.totals
    }
}

impl Totals {
    fn take_in(&mut self, summary: &Summary, level: usize) {
        let [read, done, open] = counts(summary, level);
        (self.read, self.done, self.open) = (self.read + read, self.done + done, self.open + open);
    }

    fn leave_out(&mut self, summary: &Summary, level: usize) {
        let [read, done, open] = counts(summary, level);
        (self.read, self.done, self.open) = (self.read - read, self.done - done, self.open - open);
    }
}

/// What a report adds to the totals: read, done, open cells.
fn counts(summary: &Summary, level: usize) -> [usize; 3] {
    match summary {
        Summary::Unread => [0; 3],
        Summary::Failed(_) => [1, 0, 0],
        Summary::Read(known) => [1, usize::from(known.state(level) == State::Done), usize::from(known.at(level).open)],
    }
}
