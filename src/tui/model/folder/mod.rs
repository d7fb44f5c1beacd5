//! The reports that are open on the screen, and what is known of each.

pub(crate) mod names;

use std::borrow::Cow;
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use crate::review::priority::levels;
use crate::review::progress::{FolderSummary, ReportSummary};
use crate::review::years::agency_key;
use crate::sidecar::path_of;
use crate::tui::model::folder::names::{Agencies, Texts};

/// The coarsest times that disks write of files.
const GRAIN: Duration = Duration::from_secs(2);

/// What is known of a report.
#[derive(Clone, Debug)]
pub enum Summary {
    /// It was not read yet.
    Unread,
    /// It was read.
    Read(Box<ReportSummary>),
    /// Why it could not be read
    Failed(Box<str>),
}

/// A report of the folder.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// Its path
    pub path: Arc<Path>,
    /// Its place in the order in which reports are named or found; none while it was not found yet
    pub rank: Option<u32>,
    /// What is known of it
    pub summary: Summary,
    /// The number of its agency's name among those of the folder, once it was read
    pub agency: Option<u32>,
    /// Whether it was on the screen, so that what is read of it elsewhere is out of date
    was_open: bool,
    /// When that was told
    told: SystemTime,
    /// When the decisions on it were written that it was last read again for
    heard: Option<SystemTime>,
}

impl Entry {
    fn new(path: Arc<Path>, rank: Option<u32>) -> Self {
        Self {
            path,
            rank,
            summary: Summary::Unread,
            agency: None,
            was_open: false,
            told: SystemTime::UNIX_EPOCH,
            heard: None,
        }
    }

    /// What is known of the report, if it was read.
    pub(crate) fn known(&self) -> Option<&ReportSummary> {
        if let Summary::Read(known) = &self.summary { Some(known) } else { None }
    }
}

/// The reports that are open on the screen.
#[derive(Debug, Default)]
pub(crate) struct Folder {
    /// The reports, each at the position that it keeps
    pub entries: Vec<Entry>,
    /// The position of the report on the screen
    pub current: usize,
    /// The thresholds to choose from
    thresholds: Vec<f64>,
    /// Which of them is in force
    level: usize,
    summary: FolderSummary,
    ranked: u32,
    /// The folder that all reports are below
    root: Option<PathBuf>,
    /// How its reports' paths begin
    beginning: String,
    /// The paths of the reports, to be searched
    paths: Texts,
    by_agency: HashMap<String, Vec<usize>>,
    /// The names of their agencies
    pub agencies: Agencies,
}

impl Folder {
    /// A folder without reports, in which cells less certain than a threshold need a person.
    pub(crate) fn new(threshold: f64) -> Self {
        let (thresholds, level) = levels(threshold);
        Self { thresholds, level, ..Self::default() }
    }

    /// Puts a report in front of which it is not known yet where it stands among the others.
    pub(crate) fn add_unranked(&mut self, path: PathBuf) {
        self.widen(&path);
        self.paths.add(&path.to_string_lossy());
        self.entries.push(Entry::new(path.into(), None));
    }

    /// Adds reports in their order; those that were not there yet are returned.
    pub(crate) fn add(&mut self, paths: Vec<PathBuf>) -> Vec<Arc<Path>> {
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
                    self.paths.add(&path.to_string_lossy());
                    self.entries.push(Entry::new(path, rank));
                }
            }
        }
        added
    }

    /// Widens the root so that a report is below it.
    fn widen(&mut self, path: &Path) {
        let parent = path.parent().unwrap_or(Path::new(""));
        let root = self.root.get_or_insert_with(|| parent.to_owned());
        if self.beginning.is_empty() || !parent.starts_with(&*root) {
            while !parent.starts_with(&*root) && root.pop() {}
            self.beginning = root.join("").to_string_lossy().into_owned();
        }
    }

    /// The path of a report below the folder that all reports are below.
    pub(crate) fn name<'a>(&self, entry: &'a Entry) -> Cow<'a, str> {
        match entry.path.to_string_lossy() {
            Cow::Borrowed(path) => Cow::Borrowed(path.strip_prefix(&*self.beginning).unwrap_or(path)),
            odd @ Cow::Owned(_) => odd,
        }
    }

    /// What gives the paths of reports below the folder that all are below, by position, their Latin letters small.
    pub(crate) fn searched_paths<'a>(&'a self) -> impl Fn(usize) -> &'a str + 'a {
        let beginning = self.beginning.to_ascii_lowercase();
        move |report_ix| {
            let path = self.paths.get(report_ix);
            path.strip_prefix(&*beginning).unwrap_or(path)
        }
    }

    /// The report on the screen, if there is any.
    pub(crate) fn here(&self) -> Option<&Entry> {
        self.entries.get(self.current)
    }

    /// Notes what is open in the report on the screen.
    pub(crate) fn note(&mut self, known: ReportSummary) {
        if let Some(entry) = self.entries.get_mut(self.current) {
            entry.was_open = true;
            self.set(self.current, Summary::Read(Box::new(known)));
        }
    }

    /// Notes what is open in another report, as it is now.
    pub(crate) fn note_of(&mut self, report_ix: usize, known: ReportSummary) {
        if let Some(entry) = self.entries.get_mut(report_ix) {
            entry.was_open = true;
            self.set(report_ix, Summary::Read(Box::new(known)));
        }
    }

    /// The position of a report, by its path.
    pub(crate) fn position(&self, path: &Path) -> Option<usize> {
        self.entries.iter().position(|entry| *entry.path == *path)
    }

    /// Notes why the report on the screen could not be read.
    pub(crate) fn note_failure(&mut self, why: &str) {
        self.set(self.current, Summary::Failed(why.into()));
    }

    /// Takes in what was read of a report elsewhere, unless it was on the screen meanwhile.
    pub(crate) fn take_in(&mut self, report_ix: usize, summary: Summary) {
        if self.entries.get(report_ix).is_some_and(|entry| !entry.was_open) {
            self.set(report_ix, summary);
        }
    }

    fn set(&mut self, report_ix: usize, summary: Summary) {
        let Some(entry) = self.entries.get_mut(report_ix) else { return };
        if let Summary::Read(known) = &summary
            && let (Some(agency), Some(_)) = (&known.agency, known.year)
        {
            let reports = self.by_agency.entry(agency_key(agency)).or_default();
            if let Err(at) = reports.binary_search(&report_ix) {
                reports.insert(at, report_ix);
            }
        }
        leave_out(&mut self.summary, &entry.summary, self.level);
        count(&mut self.summary, &summary, self.level);
        entry.agency = None;
        if let Summary::Read(known) = &summary {
            entry.agency = Some(self.agencies.number(known.agency.as_deref().unwrap_or_default()));
        }
        (entry.summary, entry.told) = (summary, SystemTime::now());
    }

    /// Whether decisions on a report were written since what is known of it was told, by somebody else or just now: then
    /// what is read of it next is taken in. It is told once for each time that they are written.
    pub(crate) fn has_news(&mut self, report_ix: usize) -> bool {
        let Some(entry) = self.entries.get_mut(report_ix).filter(|entry| !matches!(entry.summary, Summary::Unread))
        else {
            return false;
        };
        let written = fs::metadata(path_of(&entry.path)).and_then(|about| about.modified()).ok();
        let is_news = written.is_some_and(|written| written + GRAIN > entry.told) && written != entry.heard;
        if is_news {
            (entry.heard, entry.was_open) = (written, false);
        }
        is_news
    }

    /// The reports of an agency that are known, as positions; the agency by its [`agency_key`].
    pub(crate) fn of_agency(&self, key: &str) -> &[usize] {
        self.by_agency.get(key).map_or(&[], Vec::as_slice)
    }

    /// The thresholds to choose from.
    pub(crate) fn thresholds(&self) -> &[f64] {
        &self.thresholds
    }

    /// Cells that are less certain than this need a person.
    pub(crate) fn threshold(&self) -> f64 {
        self.thresholds.get(self.level).or(self.thresholds.last()).copied().unwrap_or(1.0)
    }

    /// Which of the thresholds is in force.
    pub(crate) fn level(&self) -> usize {
        self.level
    }

    /// Puts another of the thresholds in force.
    pub(crate) fn set_level(&mut self, level: usize) {
        self.level = level;
        self.summary = FolderSummary::default();
        for entry in &self.entries {
            count(&mut self.summary, &entry.summary, level);
        }
    }

    /// All reports that were read, in numbers.
    pub(crate) fn summary(&self) -> &FolderSummary {
        &self.summary
    }
}

/// Counts a report among those of the folder.
fn count(folder: &mut FolderSummary, report: &Summary, level: usize) {
    match report {
        Summary::Unread => {}
        Summary::Failed(_) => folder.unreadable += 1,
        Summary::Read(known) => folder.add_report(known, level),
    }
}

/// Counts a report no more.
fn leave_out(folder: &mut FolderSummary, report: &Summary, level: usize) {
    match report {
        Summary::Unread => {}
        Summary::Failed(_) => folder.unreadable -= 1,
        Summary::Read(known) => folder.remove_report(known, level),
    }
}
