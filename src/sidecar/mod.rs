//! The file beside a report that holds what reviewers decided of its cells.
//!
//! `REPORT.EXT.gouji.ron` is readable, one decision a line, in form order, then time, so that the work of two people on
//! different cells merges as text. Decisions are only ever added; what two people decided on one cell without seeing each
//! other stands beside each other until somebody settles it ([`Ledger`]). The file is written to a temporary file in the
//! same folder, synced and renamed, so that a kill at any moment leaves the old file or the new one. A file in an older
//! layout is read; when it is first written anew, the old one is kept as `REPORT.EXT.gouji.v0.ron`.

pub mod agreement;
mod decision;
mod ledger;
pub mod lock;
mod text;

pub use decision::{Decision, NOT_APPLICABLE, Stance, Verdict, moment};
pub use ledger::Ledger;

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::durable::{Replacement, Turn};
use crate::error::{Error, Flaw, Result};
use crate::form::CellId;
use crate::source::{Source, refuse_special};
use crate::words::Word;
use text::{About, Written};

/// What a sidecar's name adds to that of its report.
pub const ENDING: &str = ".gouji.ron";
/// Under how many names a file of an older layout is kept at most, if others lie there already.
const KEPT: u32 = 100;

/// All decisions on one report.
#[derive(Clone, Debug, Default)]
pub struct Sidecar {
    /// The decisions
    ledger: Ledger,
    /// The text of the file when it was last read or written
    seen: Option<String>,
    /// Whether that text was in an older layout
    is_older: bool,
    /// The reviewer whose decisions alone are shown, if the reading is blind
    blind: Option<String>,
}

/// What came of merging two sidecars.
#[derive(Debug)]
pub struct Merged {
    /// The text of both together
    pub text: String,
    /// The decisions of both together
    pub ledger: Ledger,
    /// The cells that are in conflict for what the one said and the other
    pub conflicts: Vec<CellId>,
}

/// The path of the sidecar of a report.
pub fn path_of(report: &Path) -> PathBuf {
    let mut name = report.as_os_str().to_owned();
    name.push(ENDING);
    name.into()
}

/// The path of the report that a sidecar lies beside, if the path is that of a sidecar.
pub fn report_of(sidecar: &Path) -> Option<PathBuf> {
    let name = sidecar.file_name()?.to_str()?.strip_suffix(ENDING)?;
    (!name.is_empty()).then(|| sidecar.with_file_name(name))
}

/// The file of decisions that a path stands for: itself, or the one beside the report that it leads to.
pub fn meant_by(path: &Path) -> PathBuf {
    if report_of(path).is_some() { path.to_owned() } else { path_of(path) }
}

impl Sidecar {
    /// Reads the sidecar of a report; an empty one if there is no such file.
    ///
    /// # Errors
    /// If the file cannot be read, is broken (with line and column), or was written by a later version.
    pub fn open(report: &Path) -> Result<Self> {
        Self::open_file(&path_of(report))
    }

    /// Reads a file of decisions; an empty one if there is no such file.
    ///
    /// # Errors
    /// As [`Sidecar::open`].
    pub fn open_file(path: &Path) -> Result<Self> {
        let Some(text) = read(path)? else { return Ok(Self::default()) };
        let written = text::read_beside(path, &text)?;
        Ok(Self { is_older: written.is_older(), ledger: written.ledger, seen: Some(text), blind: None })
    }

    /// The decisions.
    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// Whether there is a file, and nothing in it.
    pub fn is_empty_file(&self) -> bool {
        self.seen.as_ref().is_some_and(|text| text.trim().is_empty())
    }

    /// Adds a decision, made in sight of all that are shown.
    pub fn push(&mut self, decision: Decision) {
        self.ledger.push(decision);
    }

    /// Adds a note to a cell in conflict; what stands there goes on to stand.
    pub fn push_beside(&mut self, decision: Decision) {
        self.ledger.push_beside(decision);
    }

    /// Shows only what one reviewer decided. What the others decided stays in the file; a decision on a cell that they
    /// decided stands beside theirs, for it is made without sight of them.
    #[must_use]
    pub fn blind_for(self, reviewer: &str) -> Self {
        Self { ledger: self.ledger.only(|decision| decision.by == reviewer), blind: Some(reviewer.into()), ..self }
    }

    /// Writes the decisions beside the report. What another process added to the file meanwhile is taken in first; the
    /// number of such decisions is returned. `order` gives the place of a cell on the form.
    ///
    /// # Errors
    /// If the file was broken meanwhile, or cannot be written; the file on disk is then what it was.
    pub fn save(&mut self, source: &Source, order: impl Fn(&CellId) -> usize) -> Result<usize> {
        self.save_at(&path_of(&source.path), source, order)
    }

    /// Writes the decisions to a file that need not lie beside the report. They are read, joined with what is there, and
    /// written by one process after the other.
    ///
    /// # Errors
    /// As [`Sidecar::save`].
    pub fn save_at(&mut self, path: &Path, source: &Source, order: impl Fn(&CellId) -> usize) -> Result<usize> {
        let _turn = Turn::take(path).map_err(|error| Error::Write(path.into(), error))?;
        let before = self.ledger.decisions().len();
        let on_disk = read(path)?;
        // What was seen needs no second look, unless not all of it was to be seen.
        let is_known = on_disk == self.seen && self.blind.is_none() && !self.is_older;
        let unknown = on_disk.as_ref().filter(|_| !is_known);
        let read = unknown.map(|text| text::read_beside(path, text)).transpose()?;
        let mut whole = match &read {
            Some(written) => self.ledger.union(&written.ledger),
            None => self.ledger.clone(),
        };
        whole.sort_cells(order);
        self.show(&whole);
        if on_disk.is_none() && self.seen.is_none() && whole.decisions().is_empty() {
            return Ok(0);
        }
        if let (Some(Written { version, .. }), Some(text)) = (read.filter(Written::is_older), &on_disk) {
            keep(&source.path, version, text)?;
        }
        let text = text::written(&About::of(source), &whole);
        replace(path, &text)?;
        (self.seen, self.is_older) = (Some(text), false);
        Ok(self.ledger.decisions().len().saturating_sub(before))
    }

    /// Takes in the decisions of a file that are not there yet, as far as they are to be seen; how many they are is returned.
    ///
    /// # Errors
    /// If it cannot be read, is broken, or was written by a later version.
    pub fn take_in(&mut self, path: &Path) -> Result<usize> {
        let before = self.ledger.decisions().len();
        let Some(text) = read(path)? else { return Ok(0) };
        let whole = self.ledger.union(&text::read_beside(path, &text)?.ledger);
        self.show(&whole);
        Ok(self.ledger.decisions().len().saturating_sub(before))
    }

    /// Takes a ledger for its own, as far as it is to be seen.
    fn show(&mut self, whole: &Ledger) {
        self.ledger = match &self.blind {
            Some(reviewer) => whole.only(|decision| decision.by == *reviewer),
            None => whole.clone(),
        };
    }

    /// The line of the file on which a decision stands, from 1, if it stands there as it is written today.
    pub fn line_of(&self, decision: &Decision) -> Option<usize> {
        let line = text::line(decision);
        let at = self.seen.as_ref()?.lines().position(|other| other.trim().trim_end_matches(',') == line)?;
        Some(at + 1)
    }
}

/// Merges two sidecars of one report, as they were read from files with these paths. `base` is what both come from, if
/// that is known: it only tells which of them names the report as it is now. `order` gives the place of a cell on the
/// form, when it is told which cells there are.
///
/// # Errors
/// If one of them is broken, with line and column, or of a later version.
pub fn merge<O: Fn(&CellId) -> usize>(
    base: Option<&str>,
    ours: (&Path, &str),
    theirs: (&Path, &str),
    order: impl Fn(&Ledger) -> O,
) -> Result<Merged> {
    let base = base.and_then(|text| text::read(Path::new("-"), text).ok());
    let (one, other) = (text::read(ours.0, ours.1)?, text::read(theirs.0, theirs.1)?);
    let mut ledger = one.ledger.union(&other.ledger);
    let order = order(&ledger);
    ledger.sort_cells(order);
    let is_old = base.is_some_and(|base| base.about == one.about);
    let text = text::written(if is_old { &other.about } else { &one.about }, &ledger);
    let known = [one.ledger, other.ledger].map(|ledger| stances(&ledger));
    let arose = stances(&ledger).into_iter().filter(|conflict| !known.iter().any(|known| known.contains(conflict)));
    let conflicts = arose.map(|(cell, _)| cell).collect();
    Ok(Merged { text, ledger, conflicts })
}

/// The cells in conflict, and what is said of them.
fn stances(ledger: &Ledger) -> Vec<(CellId, BTreeSet<Stance>)> {
    let said = |voices: Vec<usize>| voices.iter().map(|&nth| ledger.decisions()[nth].stance()).collect();
    ledger.conflicts().into_iter().map(|(cell, voices)| (cell, said(voices))).collect()
}

/// The text of a sidecar's bytes.
///
/// # Errors
/// If they are not UTF-8, with the line and column of the first byte that is not.
pub fn decoded(path: &Path, bytes: Vec<u8>) -> Result<String> {
    String::from_utf8(bytes).map_err(|error| {
        let before = String::from_utf8_lossy(&error.as_bytes()[..error.utf8_error().valid_up_to()]);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().map_or(0, |before| before.chars().count()) + 1;
        let what = Flaw::of(Word::NotUtf8, &[]);
        Error::Data { path: path.into(), line, column, what }.of_sidecar()
    })
}

/// Puts a file in the place of another, whole.
///
/// # Errors
/// If it cannot be written; the old one is then what it was.
pub fn replace(path: &Path, text: &str) -> Result<()> {
    let written = Replacement::begin(path).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        file.finish()
    });
    written.map_err(|error| Error::Write(path.into(), error))
}

/// Keeps the text of an older layout beside the sidecar, under a name that no other file has. What is kept there already
/// is not kept again.
fn keep(report: &Path, version: u32, text: &str) -> Result<()> {
    let named = |nth: u32| {
        let again = if nth == 1 { String::new() } else { format!("-{nth}") };
        let mut name = report.as_os_str().to_owned();
        name.push(format!(".gouji.v{version}{again}.ron"));
        PathBuf::from(name)
    };
    for path in (1..=KEPT).map(named) {
        match fs::read_to_string(&path) {
            Ok(kept) if kept == text => return Ok(()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return replace(&path, text),
            _ => {}
        }
    }
    Err(Error::Write(named(1), io::ErrorKind::AlreadyExists.into()))
}

fn read(path: &Path) -> Result<Option<String>> {
    refuse_special(path).map_err(Error::of_sidecar)?;
    match fs::read(path) {
        Ok(bytes) => decoded(path, bytes).map(Some),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::Read(path.into(), error)),
    }
}
