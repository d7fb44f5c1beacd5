//! The file beside a report that holds what reviewers decided of its cells.
//!
//! `REPORT.EXT.gouji.ron` is readable, one decision a line, in form order, then time, so that the work of two people on
//! different cells merges as text. Decisions are only ever added. It is written to a temporary file in the same folder,
//! synced and renamed, so that a kill at any moment leaves the old file or the new one.

use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::str::FromStr;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::data;
use crate::durable::{Replacement, Turn};
use crate::error::{Error, Result};
use crate::form::CellId;
use crate::source::Source;

/// The version of the format that this program writes, and the latest that it reads.
const VERSION: u32 = 1;
/// What a sidecar's name adds to that of its report.
pub const ENDING: &str = ".gouji.ron";

/// The value of a correction that says that the page states "none".
pub const NOT_APPLICABLE: &str = "/";

/// What a reviewer said of a cell.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The reading is what the page prints.
    Confirm,
    /// The page prints another value.
    Correct,
    /// The page itself is wrong; what it prints is kept.
    SourceError,
    /// What was decided before is taken back.
    Withdraw,
}

impl Verdict {
    fn name(self) -> &'static str {
        match self {
            Self::Confirm => "confirm",
            Self::Correct => "correct",
            Self::SourceError => "source_error",
            Self::Withdraw => "withdraw",
        }
    }
}

/// A decision on one cell, bound to what was seen.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// The cell
    pub cell: CellId,
    /// What was decided
    pub verdict: Verdict,
    /// The raw text of the cell when it was decided
    pub saw: String,
    /// The value that goes with the decision, of a source error the one that the page should give; empty if it is none.
    /// A correction to an empty one says that the cell is blank, to [`NOT_APPLICABLE`] that the page states "none"
    #[serde(default)]
    pub value: String,
    /// Who decided
    #[serde(default)]
    pub by: String,
    /// When, as RFC 3339
    pub at: String,
    /// Why, if the reviewer said so
    #[serde(default)]
    pub note: String,
}

/// All decisions on one report.
#[derive(Clone, Debug, Default)]
pub struct Sidecar {
    /// The decisions: those on one cell in the order in which they were made
    pub decisions: Vec<Decision>,
    /// The text of the file when it was last read or written
    seen: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SidecarFile {
    #[serde(rename = "gouji")]
    _version: u32,
    #[serde(rename = "source")]
    _source: About,
    decisions: Vec<Decision>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct About {
    #[serde(rename = "name")]
    _name: String,
    #[serde(rename = "bytes")]
    _bytes: u64,
    #[serde(rename = "blake3")]
    _blake3: String,
}

/// Only the version, so that a file of a later one is told from a broken one.
#[derive(Deserialize)]
struct VersionOnly {
    gouji: u32,
}

/// The path of the sidecar of a report.
pub fn path_of(report: &Path) -> PathBuf {
    let mut name = report.as_os_str().to_owned();
    name.push(ENDING);
    name.into()
}

impl Sidecar {
    /// Reads the sidecar of a report; an empty one if there is no such file.
    ///
    /// # Errors
    /// If the file cannot be read, is broken (with line and column), or was written by a later version.
    pub fn open(report: &Path) -> Result<Self> {
        let path = path_of(report);
        let Some(text) = read(&path)? else { return Ok(Self::default()) };
        let mut decisions = parse(&path, &text)?;
        decisions.sort_by_key(|decision| moment(&decision.at));
        Ok(Self { decisions, seen: Some(text) })
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
        let on_disk = read(path)?;
        let taken_in = match on_disk.filter(|text| Some(text) != self.seen.as_ref()) {
            Some(text) => self.merge(parse(path, &text)?),
            None => 0,
        };
        self.decisions.sort_by(|a, b| order(&a.cell).cmp(&order(&b.cell)).then_with(|| a.cell.cmp(&b.cell)));
        let text = self.text(source);
        if self.seen.is_none() && self.decisions.is_empty() {
            return Ok(0);
        }
        let written = Replacement::begin(path).and_then(|mut file| {
            file.write_all(text.as_bytes())?;
            file.finish()
        });
        written.map_err(|error| Error::Write(path.into(), error))?;
        self.seen = Some(text);
        Ok(taken_in)
    }

    /// Adds a decision.
    pub fn push(&mut self, decision: Decision) {
        self.decisions.push(decision);
    }

    /// Takes in the decisions of a file that are not there yet; how many they are is returned.
    ///
    /// # Errors
    /// If it cannot be read, is broken, or was written by a later version.
    pub fn take_in(&mut self, path: &Path) -> Result<usize> {
        let Some(text) = read(path)? else { return Ok(0) };
        Ok(self.merge(parse(path, &text)?))
    }

    /// Takes in decisions that are not there yet; those on one cell go in the order of their times.
    fn merge(&mut self, others: Vec<Decision>) -> usize {
        let missing: Vec<_> = others.into_iter().filter(|other| !self.decisions.contains(other)).collect();
        let count = missing.len();
        if count > 0 {
            self.decisions.extend(missing);
            self.decisions.sort_by_key(|decision| moment(&decision.at));
        }
        count
    }

    fn text(&self, source: &Source) -> String {
        let name = quoted(&source.name());
        let mut text = format!("(\n    gouji: {VERSION},\n");
        let about = format!("(name: {name}, bytes: {}, blake3: \"{}\")", source.bytes, source.blake3);
        writeln!(text, "    source: {about},\n    decisions: [").expect("a string takes all text");
        for decision in &self.decisions {
            writeln!(text, "        {},", line(decision)).expect("a string takes all text");
        }
        text + "    ],\n)\n"
    }
}

fn line(decision: &Decision) -> String {
    let Decision { cell, verdict, saw, value, by, at, note } = decision;
    let (cell, verdict) = (quoted(cell.as_str()), verdict.name());
    let (saw, value, by, at, note) = (quoted(saw), quoted(value), quoted(by), quoted(at), quoted(note));
    format!("(cell: {cell}, verdict: {verdict}, saw: {saw}, value: {value}, by: {by}, at: {at}, note: {note})")
}

/// A text as a RON string on one line, odd characters escaped.
fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for sign in text.chars() {
        match sign {
            '"' | '\\' => quoted.extend(['\\', sign]),
            _ if crate::visible::visible(sign.encode_utf8(&mut [0; 4])) != sign.encode_utf8(&mut [0; 4]) as &str => {
                write!(quoted, "\\u{{{:x}}}", sign as u32).expect("a string takes all text");
            }
            _ => quoted.push(sign),
        }
    }
    quoted + "\""
}

/// A moment that sorts as time does, whatever its offset; what is no moment sorts first.
fn moment(at: &str) -> Option<jiff::Timestamp> {
    at.parse().ok()
}

fn read(path: &Path) -> Result<Option<String>> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::Read(path.into(), error)),
    }
}

fn parse(path: &Path, text: &str) -> Result<Vec<Decision>> {
    let later = ron::from_str::<VersionOnly>(text).ok().filter(|file| file.gouji > VERSION);
    if let Some(file) = later {
        return Err(Error::Newer(path.into(), file.gouji));
    }
    let file: SidecarFile = data::parse(path, text).map_err(Error::of_sidecar)?;
    let is_value = |decision: &&Decision| {
        ["", NOT_APPLICABLE].contains(&&*decision.value) || Decimal::from_str(&decision.value).is_ok()
    };
    if let Some(wrong) = file.decisions.iter().find(|decision| !is_value(decision)) {
        let what = format!("`{}` is no number", wrong.value);
        return Err(Error::named(path, text, &wrong.value, 0, what).of_sidecar());
    }
    Ok(file.decisions)
}
