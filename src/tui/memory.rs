//! Where the reviewer was in each folder and which places were marked, remembered from one session to the next.

use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::data;
use crate::data::config::state_folder;
use crate::tui::model::places::{Bookmark, Bookmarks};

/// So many folders are remembered.
const MOST: usize = 200;

/// A place in a folder.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
struct Remembered {
    /// What was opened
    opened: Vec<PathBuf>,
    /// Which of them the report is, or is below
    nth: usize,
    /// The way from there to the report
    report: PathBuf,
    /// The address of the cell
    cell: String,
    /// The marks that were set in the folder
    #[serde(default)]
    marks: Vec<Kept>,
}

/// A mark.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
struct Kept {
    letter: char,
    /// Which of what was opened its report is, or is below
    nth: usize,
    /// The way from there to the report
    report: PathBuf,
    cell: String,
    raw: Option<(usize, usize)>,
    name: String,
}

#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Memories {
    places: Vec<Remembered>,
}

/// The memory of one session: what was opened, and the file in which its place is kept. What cannot be read or written is
/// as if it were not there: nothing depends on it.
#[derive(Debug)]
pub(crate) struct Memory {
    file: PathBuf,
    named: Vec<PathBuf>,
    opened: Vec<PathBuf>,
}

impl Memory {
    /// The memory for what was named on the command line; none if the user has no folder for it.
    pub(crate) fn of(named: &[PathBuf]) -> Option<Self> {
        Self::kept_in(state_folder()?.join("places.ron"), named)
    }

    fn kept_in(file: PathBuf, named: &[PathBuf]) -> Option<Self> {
        let opened = named.iter().map(|path| path.canonicalize().ok()).collect::<Option<Vec<_>>>()?;
        Some(Self { file, named: named.to_vec(), opened })
    }

    /// The report and the cell where the reviewer was, if that report is still there.
    pub(crate) fn recall(&self) -> Option<(PathBuf, String)> {
        let place = self.place()?;
        let path = self.path(place.nth, &place.report)?;
        path.is_file().then_some((path, place.cell))
    }

    /// The marks that were set in what is opened, whether their reports are still there or not.
    pub(crate) fn marks(&self) -> Bookmarks {
        let kept = self.place().map(|place| place.marks).unwrap_or_default().into_iter();
        let mark = |kept: Kept| {
            let report = self.path(kept.nth, &kept.report)?;
            Some((kept.letter, Bookmark { report, cell: kept.cell, raw: kept.raw, name: kept.name }))
        };
        kept.filter_map(mark).collect()
    }

    /// Remembers a place, and the marks.
    pub(crate) fn remember(&self, report: &Path, cell: &str, marks: &Bookmarks) {
        let Some((nth, report)) = self.below(report) else { return };
        let kept = marks.iter().filter_map(|(&letter, mark)| {
            let (nth, report) = self.below(&mark.report)?;
            Some(Kept { letter, nth, report, cell: mark.cell.clone(), raw: mark.raw, name: mark.name.clone() })
        });
        let mut places = self.read();
        places.places.retain(|place| place.opened != self.opened);
        places.places.insert(
            0,
            Remembered { opened: self.opened.clone(), nth, report, cell: cell.to_owned(), marks: kept.collect() },
        );
        places.places.truncate(MOST);
        let written = || -> std::io::Result<()> {
            let folder = self.file.parent().unwrap_or(Path::new("."));
            fs::create_dir_all(folder)?;
            let file = tempfile::NamedTempFile::new_in(folder)?;
            fs::write(file.path(), data::write(&places, 2))?;
            file.persist(&self.file)?;
            Ok(())
        };
        let _ = written();
    }

    /// What is remembered of what is opened.
    fn place(&self) -> Option<Remembered> {
        self.read().places.into_iter().find(|place| place.opened == self.opened)
    }

    /// Which of what was named a report is, or is below, and the way from there.
    fn below(&self, report: &Path) -> Option<(usize, PathBuf)> {
        let below = |(nth, named): (usize, &PathBuf)| Some((nth, report.strip_prefix(named).ok()?.to_owned()));
        self.named.iter().enumerate().find_map(below)
    }

    /// The path of a report from what was named.
    fn path(&self, nth: usize, report: &Path) -> Option<PathBuf> {
        let named = self.named.get(nth)?;
        Some(if report.as_os_str().is_empty() { named.clone() } else { named.join(report) })
    }

    fn read(&self) -> Memories {
        let text = fs::read_to_string(&self.file).unwrap_or_default();
        data::parse(&self.file, &text).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_opened_again_where_it_was_left() {
        let home = tempfile::tempdir().expect("a folder");
        let reports = home.path().join("reports");
        fs::create_dir_all(reports.join("b")).expect("a folder");
        fs::write(reports.join("b/2.txt"), "").expect("a file");
        let memory =
            |named: &[PathBuf]| Memory::kept_in(home.path().join("state/places.ron"), named).expect("a memory");
        let folder = memory(std::slice::from_ref(&reports));
        assert_eq!(folder.recall(), None);
        let marked = |report: &str| Bookmark {
            report: reports.join(report),
            cell: "requests.granted.total".into(),
            raw: Some((3, 1)),
            name: "甲局".into(),
        };
        let marks: Bookmarks = [('a', marked("b/2.txt")), ('政', marked("gone.txt"))].into();
        folder.remember(&reports.join("b/2.txt"), "requests.granted.total", &marks);
        assert_eq!(folder.marks(), marks);
        let left = Some((reports.join("b/2.txt"), "requests.granted.total".to_owned()));
        assert_eq!(folder.recall(), left);
        let other = memory(&[reports.join("b")]);
        assert_eq!(other.recall(), None, "another folder has a place of its own");
        assert_eq!(other.marks(), Bookmarks::new());
        other.remember(&reports.join("b/2.txt"), "", &Bookmarks::new());
        assert_eq!(folder.recall(), left);
        assert_eq!(folder.marks(), marks);
        fs::remove_file(reports.join("b/2.txt")).expect("a file");
        assert_eq!(folder.recall(), None, "the report is gone");
        assert_eq!(folder.marks(), marks, "who goes there is told");
        fs::write(home.path().join("state/places.ron"), "(broken").expect("a file");
        assert_eq!(folder.recall(), None);
    }
}
