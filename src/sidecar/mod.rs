//! The file beside a report that holds what reviewers decided of its cells.
//!
//! `REPORT.EXT.gouji.ron` is readable, one decision a line, in form order, then time, so that the work of two people on
//! different cells merges as text. Decisions are only ever added; what two people decided on one cell without seeing each
//! other is in force side by side until somebody settles it ([`Ledger`]). The file is written to a temporary file in the
//! same folder, synced and renamed, so that a kill at any moment leaves the old file or the new one. A file in an older
//! layout is read; when it is first replaced, the old one is kept as `REPORT.EXT.gouji.v0.ron`.
//!
//! A file of decisions belongs to one report, which it knows by name and by content ([`Belonging`]). Decisions on another
//! report wait; when the report gets decisions of its own, the file is kept as `REPORT.EXT.gouji.other.ron`.
//!
//! Names of files have at most 255 bytes. Where that is too short for the name of a report and an ending behind it, the
//! name is cut and ends in a hyphen and the first 16 digits of the BLAKE3 hash of the whole name, before the ending. This
//! holds of the sidecar, of the files kept beside it, and of the [`lock`].
//!
//! A sidecar has at most 4 MB. Comments in it cannot be written again, so a file with comments is read and never replaced:
//! what belongs to a decision goes into its `note`.

pub(crate) mod agreement;
mod decision;
mod ledger;
pub mod lock;
pub(crate) mod moment;
mod text;

pub use decision::{Decision, NOT_APPLICABLE, Stance, Verdict};
pub use ledger::{InForce, Ledger};
pub use moment::moment;

use std::collections::{BTreeSet, HashMap};
use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io::{self, Read as _, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::durable::{Access, IN_PASSING, PATIENCE, Replacement, WriteLock};
use crate::error::{Error, Excess, Flaw, Result};
use crate::form::CellId;
use crate::source::{Source, refuse_special};
use crate::words::DataMessage;
pub use text::Belonging;
use text::{About, MOST_BYTES, Written};

/// What a sidecar's name adds to that of its report.
pub const ENDING: &str = ".gouji.ron";
/// Under how many names a file that is replaced is kept at most, if others lie there already.
const KEPT: u32 = 100;
/// What the name of a file of decisions on another report is kept with.
const OTHER: &str = "other";
/// How long the name of a file may be, in bytes.
const LONGEST_NAME: usize = 255;
/// How many digits of a hash replace the end of a name that is cut.
const HASHED: usize = 16;
/// What text in Windows may begin with.
const BOM: &str = "\u{feff}";

/// All decisions on one report.
#[derive(Clone, Debug, Default)]
pub struct Sidecar {
    /// The decisions
    ledger: Ledger,
    /// The text of the file when it was last read or written
    seen: Option<String>,
    /// Whether that text was in an older layout
    is_older: bool,
    /// Which report its decisions are about
    about: About,
    /// Whether those are set aside, because it is another report
    is_aside: bool,
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
    named_after(report, "", ENDING)
}

/// Where the sidecar of a report is kept that turned out to be another report's, unless a file lies there.
pub fn other_path_of(report: &Path) -> PathBuf {
    named_after(report, "", &format!(".gouji.{OTHER}.ron"))
}

/// The path of a file that goes with another and is named after it, with something before its name and behind it.
fn named_after(file: &Path, before: &str, ending: &str) -> PathBuf {
    let Some(name) = file.file_name() else {
        let mut path = file.as_os_str().to_owned();
        path.push(ending);
        return path.into();
    };
    let room = LONGEST_NAME - before.len() - ending.len();
    let mut named = OsString::from(before);
    named.push(if name.len() > room { shortened(name, room) } else { name.to_owned() });
    named.push(ending);
    file.with_file_name(named)
}

/// A name cut to `room` bytes, the last of which are a hash of the whole.
fn shortened(name: &OsStr, room: usize) -> OsString {
    let hash = blake3::hash(name.as_encoded_bytes()).to_hex();
    let name = name.to_string_lossy();
    let cut = (0..room - HASHED).rev().find(|&byte| name.is_char_boundary(byte)).unwrap_or(0);
    format!("{}-{}", &name[..cut], &hash[..HASHED]).into()
}

/// The path of the report that a sidecar lies beside, if the path is that of a sidecar.
pub fn report_of(sidecar: &Path) -> Option<PathBuf> {
    let name = sidecar.file_name()?.to_str()?.strip_suffix(ENDING)?;
    (!name.is_empty()).then(|| sidecar.with_file_name(name))
}

/// The file of decisions that a path means: itself, or the one beside the report that it leads to.
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
        let is_older = written.is_older();
        let Written { ledger, about, .. } = written;
        Ok(Self { ledger, seen: Some(text), is_older, about, ..Self::default() })
    }

    /// How the decisions go with a report.
    pub fn belonging(&self, source: &Source) -> Belonging {
        if self.ledger.decisions().is_empty() { Belonging::Same } else { self.about.is_of(&About::of(source)) }
    }

    /// The name of the report that the decisions were made on.
    pub fn name_of_report(&self) -> &str {
        &self.about.name
    }

    /// Takes the decisions out, because they were made on another report. The file stays as it is until the report has
    /// decisions of its own; then it is kept under another name.
    pub fn set_aside(&mut self) -> Ledger {
        self.is_aside = true;
        std::mem::take(&mut self.ledger)
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

    /// Adds a note to a cell in conflict; what is in force there stays in force.
    pub fn push_beside(&mut self, decision: Decision) {
        self.ledger.push_beside(decision);
    }

    /// Shows only what one reviewer decided. What the others decided stays in the file; a decision on a cell that they
    /// decided is in force beside theirs, for it is made without sight of them.
    #[must_use]
    pub fn blind_for(self, reviewer: &str) -> Self {
        Self { ledger: self.ledger.only(|decision| decision.by == reviewer), blind: Some(reviewer.into()), ..self }
    }

    /// Writes the decisions beside the report. What another process added to the file meanwhile is joined first; the
    /// number of such decisions is returned. `order` gives the place of a cell on the form.
    ///
    /// # Errors
    /// If the file was broken meanwhile, holds comments, or cannot be written; the file on disk is then what it was.
    pub fn save(&mut self, source: &Source, order: impl Fn(&CellId) -> usize) -> Result<usize> {
        self.write(&path_of(&source.path), PATIENCE, Access::Usual, source, order)
    }

    /// The same while somebody sits at the keys: another process that is writing is not waited for.
    ///
    /// # Errors
    /// As [`Sidecar::save`]; [`Error::NotYet`] if another process is writing in the folder.
    pub fn save_in_passing(&mut self, source: &Source, order: impl Fn(&CellId) -> usize) -> Result<usize> {
        self.write(&path_of(&source.path), IN_PASSING, Access::Usual, source, order).map_err(|error| match error {
            Error::Write(path, why) if why.kind() == io::ErrorKind::TimedOut => Error::NotYet(path),
            other => other,
        })
    }

    /// Writes the decisions to a file that need not lie beside the report.
    ///
    /// # Errors
    /// As [`Sidecar::save`].
    pub fn save_at(
        &mut self,
        path: &Path,
        access: Access,
        source: &Source,
        order: impl Fn(&CellId) -> usize,
    ) -> Result<usize> {
        self.write(path, PATIENCE, access, source, order)
    }

    /// Reads what is in the file, joins it with the decisions, and writes both; one process does so after the other.
    fn write(
        &mut self,
        path: &Path,
        patience: Duration,
        access: Access,
        source: &Source,
        order: impl Fn(&CellId) -> usize,
    ) -> Result<usize> {
        let _lock = WriteLock::take(path, patience).map_err(|error| Error::Write(path.into(), error))?;
        let before = self.ledger.decisions().len();
        let on_disk = read(path)?;
        // What was seen needs no second look, unless not all of it was to be seen.
        let is_known = on_disk == self.seen && self.blind.is_none() && !self.is_older && !self.is_aside;
        let unknown = on_disk.as_ref().filter(|_| !is_known);
        let read = unknown.map(|text| text::read_beside(path, text)).transpose()?;
        let foreign = read.as_ref().is_some_and(|written| self.is_foreign(written, source));
        let own = read.as_ref().filter(|_| !foreign);
        let mut whole = own.map_or_else(|| self.ledger.clone(), |written| self.ledger.union(&written.ledger));
        whole.sort_cells(order);
        self.show(&whole);
        if whole.decisions().is_empty() && (foreign || on_disk.is_none() && self.seen.is_none()) {
            return Ok(0);
        }
        match (&on_disk, &read) {
            (Some(text), _) if foreign => keep(path, OTHER, text)?,
            (Some(text), Some(written)) if written.is_older() => keep(path, &format!("v{}", written.version), text)?,
            (Some(text), _) => text::refuse_comments(path, text)?,
            (None, _) => {}
        }
        let about = About::of(source);
        let text = text::written(&about, &whole);
        replace_for(path, &text, access)?;
        (self.seen, self.is_older, self.about, self.is_aside) = (Some(text), false, about, false);
        Ok(self.ledger.decisions().len().saturating_sub(before))
    }

    /// Whether a file is about another report: the one whose decisions were set aside, or one that was put there meanwhile.
    fn is_foreign(&self, written: &Written, source: &Source) -> bool {
        let is_other = written.about.is_of(&About::of(source)) == Belonging::Foreign;
        !written.ledger.decisions().is_empty() && (is_other || self.is_aside && written.about == self.about)
    }

    /// Adds the decisions of a file that are not there yet, as far as they are to be seen; how many they are is returned.
    ///
    /// # Errors
    /// If it cannot be read, is broken, holds comments, is about another report, or was written by a later version.
    pub fn take_in(&mut self, path: &Path, source: &Source) -> Result<usize> {
        let before = self.ledger.decisions().len();
        let Some(text) = read(path)? else { return Ok(0) };
        text::refuse_comments(path, &text)?;
        let written = text::read_beside(path, &text)?;
        let about = About::of(source);
        if written.about.is_of(&about) == Belonging::Foreign {
            return Err(Error::OtherReport(path.into(), written.about.name, about.name));
        }
        let whole = self.ledger.union(&written.ledger);
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

    /// The lines of the file, from 1, with some of the decisions, if they are written there as they are written today.
    pub fn lines_of<'d>(&self, decisions: impl Iterator<Item = &'d Decision>) -> Vec<Option<usize>> {
        let lines = self.seen.iter().flat_map(|text| text.lines()).zip(1..);
        let lines: HashMap<&str, usize> =
            lines.map(|(line, number)| (line.trim().trim_end_matches(','), number)).collect();
        decisions.map(|decision| lines.get(&*text::line(decision)).copied()).collect()
    }
}

/// Merges two sidecars of one report, as they were read from files with these paths. `base` is what both come from, if
/// that is known: it only says which of them names the report as it is now. `order` gives the place of a cell on the
/// form, given the ledger with all cells.
///
/// # Errors
/// If one of them is broken, with line and column, holds comments, or is of a later version;
/// [`Error::OtherReport`] if they are about different reports.
pub fn merge<O: Fn(&CellId) -> usize>(
    base: Option<&str>,
    ours: (&Path, &str),
    theirs: (&Path, &str),
    order: impl Fn(&Ledger) -> O,
) -> Result<Merged> {
    let base = base.and_then(|text| text::read(Path::new("-"), text).ok()).map(|base| base.about);
    let [one, other] = [ours, theirs].map(|(path, text)| {
        let written = text::read(path, text)?;
        text::refuse_comments(path, text).map(|()| written)
    });
    let (one, other) = (one?, other?);
    if other.about.is_of(&one.about) == Belonging::Foreign {
        return Err(Error::OtherReport(theirs.0.into(), other.about.name, one.about.name));
    }
    let mut ledger = one.ledger.union(&other.ledger);
    let order = order(&ledger);
    ledger.sort_cells(order);
    let about = match base {
        Some(base) if base == one.about => other.about,
        Some(base) if base == other.about => one.about,
        _ => one.about.join(&other.about),
    };
    let text = text::written(&about, &ledger);
    let known = [one.ledger, other.ledger].map(|ledger| stances(&ledger));
    let arose = stances(&ledger).into_iter().filter(|conflict| !known.iter().any(|known| known.contains(conflict)));
    let conflicts = arose.map(|(cell, _)| cell).collect();
    Ok(Merged { text, ledger, conflicts })
}

/// The cells in conflict, and what is said of them.
fn stances(ledger: &Ledger) -> Vec<(CellId, BTreeSet<Stance>)> {
    let said = |sides: Vec<usize>| sides.iter().map(|&at| ledger.decisions()[at].stance()).collect();
    ledger.conflicts().into_iter().map(|(cell, sides)| (cell, said(sides))).collect()
}

/// Reads a file of decisions; none if there is no such file. `called` is its name in messages.
///
/// # Errors
/// If it cannot be read, is larger than any such file, or is not UTF-8, with the line and column of the first byte that is
/// not.
pub fn read_file(path: &Path, called: &Path) -> Result<Option<String>> {
    refuse_special(path).map_err(Error::of_sidecar)?;
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(MOST_BYTES as u64 + 1).read_to_end(&mut bytes));
    match read {
        Ok(_) if bytes.len() > MOST_BYTES => Err(too_large(called)),
        Ok(_) => decoded(called, bytes).map(Some),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::Read(called.into(), error)),
    }
}

fn read(path: &Path) -> Result<Option<String>> {
    read_file(path, path)
}

fn too_large(path: &Path) -> Error {
    Error::TooMuch(path.into(), Excess::Decisions(MOST_BYTES >> 20)).of_sidecar()
}

fn decoded(path: &Path, bytes: Vec<u8>) -> Result<String> {
    let text = String::from_utf8(bytes).map_err(|error| {
        let before = String::from_utf8_lossy(&error.as_bytes()[..error.utf8_error().valid_up_to()]);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().map_or(0, |before| before.chars().count()) + 1;
        let what = Flaw::from(DataMessage::NotUtf8);
        Error::Data { path: path.into(), line, column, what }.of_sidecar()
    })?;
    Ok(text.strip_prefix(BOM).map(str::to_owned).unwrap_or(text))
}

/// Puts a file of decisions in the place of another, whole.
///
/// # Errors
/// If it cannot be written, or is larger than any such file; the old one is then what it was.
pub fn replace(path: &Path, text: &str) -> Result<()> {
    replace_for(path, text, Access::Usual)
}

fn replace_for(path: &Path, text: &str, access: Access) -> Result<()> {
    if text.len() > MOST_BYTES {
        return Err(too_large(path));
    }
    let written = Replacement::begin_for(path, access).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        file.finish()
    });
    written.map_err(|error| Error::Write(path.into(), error))
}

/// Keeps the text of a sidecar that is replaced beside it, under a name that no other file has. What is kept there already
/// is not kept again.
fn keep(sidecar: &Path, why: &str, text: &str) -> Result<()> {
    let report = report_of(sidecar).unwrap_or_else(|| sidecar.to_owned());
    let named = |nth: u32| {
        let again = if nth == 1 { String::new() } else { format!("-{nth}") };
        named_after(&report, "", &format!(".gouji.{why}{again}.ron"))
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
