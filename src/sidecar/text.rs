//! The text of a sidecar: what is written, and what is read, of this version of the format and of older ones.
//!
//! | version | layout |
//! |---|---|
//! | 0 | the draft of version 1, in no release: without `source`, and decisions without `by` and `note` |
//! | 1 | `source`, `decisions`; `apart` only where decisions stand beside each other, or did until that was settled |
//!
//! A version that is to come gets a row in [`LAYOUTS`] that reads it; those before it then say what becomes of theirs.

use std::fmt::Write as _;
use std::path::Path;

use serde::Deserialize;

use crate::data;
use crate::error::{Error, Flaw, Result};
use crate::form::CellId;
use crate::sidecar::decision::{self, Decision, Verdict};
use crate::sidecar::ledger::Ledger;
use crate::source::Source;
use crate::words::Word;

/// The version of the format that this program writes, and the latest that it reads.
const VERSION: u32 = 1;

/// How the file of each version is read, from the oldest on.
const LAYOUTS: &[fn(&Path, &str) -> Result<SidecarFile>] = &[draft, current];

/// What a file holds.
#[derive(Debug)]
pub(super) struct Written {
    /// The version that it is of
    pub version: u32,
    /// Which text its decisions are about
    pub about: About,
    /// The decisions
    pub ledger: Ledger,
}

impl Written {
    /// Whether the file would be another if it were written now, for its layout is one of old.
    pub(super) fn is_older(&self) -> bool {
        self.version < VERSION
    }
}

/// Which file the decisions are about.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq)]
#[serde(deny_unknown_fields)]
pub(super) struct About {
    name: String,
    bytes: u64,
    blake3: String,
}

impl About {
    pub(super) fn of(source: &Source) -> Self {
        Self { name: source.name(), bytes: source.bytes as u64, blake3: source.blake3.clone() }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SidecarFile {
    #[serde(rename = "gouji")]
    _version: u32,
    source: About,
    decisions: Vec<Decision>,
    #[serde(default)]
    apart: Vec<Apart>,
}

/// A decision that stands beside others on its cell, or did.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Apart {
    cell: CellId,
    verdict: Verdict,
    value: String,
    by: String,
    at: String,
}

impl Apart {
    fn is(&self, decision: &Decision) -> bool {
        let Self { cell, verdict, value, by, at } = self;
        *cell == decision.cell
            && *verdict == decision.verdict
            && [value, by, at] == [&decision.value, &decision.by, &decision.at]
    }
}

/// Only the version, so that a file of a later one is told from a broken one.
#[derive(Deserialize)]
struct VersionOnly {
    gouji: u32,
}

/// Reads the text of a sidecar beside its report. One in which nothing stands has no decisions to lose, and is as good as
/// none.
///
/// # Errors
/// As [`read`].
pub(super) fn read_beside(path: &Path, text: &str) -> Result<Written> {
    if text.trim().is_empty() {
        return Ok(Written { version: VERSION, about: About::default(), ledger: Ledger::default() });
    }
    read(path, text)
}

/// Reads the text of a sidecar.
///
/// # Errors
/// If it is broken, with line and column, or of a later version.
pub(super) fn read(path: &Path, text: &str) -> Result<Written> {
    let version = ron::from_str::<VersionOnly>(text).map_or(VERSION, |file| file.gouji);
    let layout = LAYOUTS.get(version as usize).ok_or_else(|| Error::Newer(path.into(), version))?;
    let file = layout(path, text).map_err(|error| marks_of_git(path, text).unwrap_or(error).of_sidecar())?;
    let is_apart = |decision: &Decision| file.apart.iter().any(|apart| apart.is(decision));
    Ok(Written { version, about: file.source, ledger: Ledger::new(file.decisions, is_apart) })
}

/// What is wrong with a file that git has left its marks in where two people changed it; none if it has no such mark.
fn marks_of_git(path: &Path, text: &str) -> Option<Error> {
    let line = text.lines().position(|line| line.starts_with("<<<<<<< "))? + 1;
    let file = path.to_string_lossy();
    let named = if file.contains(char::is_whitespace) { format!("\"{file}\"") } else { file.into_owned() };
    Some(Error::Data { path: path.into(), line, column: 1, what: Flaw::of(Word::MarksOfGit, &[&named]) })
}

fn current(path: &Path, text: &str) -> Result<SidecarFile> {
    data::parse(path, text)
}

/// Version 0. Who decided is not known.
fn draft(path: &Path, text: &str) -> Result<SidecarFile> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Draft {
        gouji: u32,
        decisions: Vec<DraftDecision>,
    }
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct DraftDecision {
        cell: CellId,
        verdict: Verdict,
        saw: String,
        #[serde(default, deserialize_with = "decision::value")]
        value: String,
        #[serde(deserialize_with = "decision::instant")]
        at: String,
    }
    let draft: Draft = data::parse(path, text)?;
    let upgraded = |DraftDecision { cell, verdict, saw, value, at }| {
        let (by, note) = (String::new(), String::new());
        Decision { cell, verdict, saw, value, by, at, note }
    };
    let decisions = draft.decisions.into_iter().map(upgraded).collect();
    Ok(SidecarFile { _version: draft.gouji, source: About::default(), decisions, apart: Vec::new() })
}

/// The text of a sidecar with these decisions, in their order.
pub(super) fn written(about: &About, ledger: &Ledger) -> String {
    let About { name, bytes, blake3 } = about;
    let (name, blake3) = (quoted(name), quoted(blake3));
    let mut text = format!("(\n    gouji: {VERSION},\n    source: (name: {name}, bytes: {bytes}, blake3: {blake3}),\n");
    text += "    decisions: [\n";
    for decision in ledger.decisions() {
        writeln!(text, "        {},", line(decision)).expect("a string takes all text");
    }
    text += "    ],\n";
    let mut named = ledger.named().peekable();
    if named.peek().is_some() {
        text += "    apart: [\n";
        for decision in named {
            writeln!(text, "        {},", apart(decision)).expect("a string takes all text");
        }
        text += "    ],\n";
    }
    text + ")\n"
}

/// A decision as it is written.
pub(super) fn line(decision: &Decision) -> String {
    let Decision { cell, verdict, saw, value, by, at, note } = decision;
    let (cell, verdict) = (quoted(cell.as_str()), verdict.name());
    let (saw, value, by, at, note) = (quoted(saw), quoted(value), quoted(by), quoted(at), quoted(note));
    format!("(cell: {cell}, verdict: {verdict}, saw: {saw}, value: {value}, by: {by}, at: {at}, note: {note})")
}

/// The name of a decision among those that stand beside each other.
fn apart(decision: &Decision) -> String {
    let Decision { cell, verdict, value, by, at, .. } = decision;
    let (cell, verdict) = (quoted(cell.as_str()), verdict.name());
    let (value, by, at) = (quoted(value), quoted(by), quoted(at));
    format!("(cell: {cell}, verdict: {verdict}, value: {value}, by: {by}, at: {at})")
}

/// A text as a RON string on one line, odd characters escaped.
fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for sign in text.chars() {
        match sign {
            '"' | '\\' => quoted.extend(['\\', sign]),
            _ if crate::text::visible::visible(sign.encode_utf8(&mut [0; 4]))
                != sign.encode_utf8(&mut [0; 4]) as &str =>
            {
                write!(quoted, "\\u{{{:x}}}", sign as u32).expect("a string takes all text");
            }
            _ => quoted.push(sign),
        }
    }
    quoted + "\""
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Clones of one report in which three people decide and merge at random, each decision later than the one before.
    fn clones(random: &mut fastrand::Rng) -> Vec<Ledger> {
        let mut clones = vec![Ledger::default(); 3];
        for second in 0..random.u32(0..20) {
            let mine = random.usize(0..3);
            let mut pick = |names: &[&str]| names[random.usize(0..names.len())].to_owned();
            let (cell, by) = (pick(&["a.b.c", "a.b.d"]), pick(&["甲", "乙 \"丙\"", ""]));
            let (value, saw, note) = (pick(&["", "/", "3"]), pick(&["l2", "\u{1b}[2J"]), pick(&["", "看\n原件 \\"]));
            let (cell, at) = (cell.as_str().into(), format!("2026-11-21T09:30:{second:02}+08:00"));
            let verdict = [Verdict::Confirm, Verdict::Correct, Verdict::Withdraw][random.usize(0..3)];
            let decision = Decision { cell, verdict, saw, value, by, at, note };
            match random.u32(0..4) {
                0 => clones[mine] = clones[mine].union(&clones[random.usize(0..3)]),
                1 => clones[mine].push_beside(decision),
                _ => clones[mine].push(decision),
            }
        }
        clones
    }

    #[test]
    fn what_is_written_is_read_again_with_what_stands_apart() {
        for seed in 0..500 {
            let clones = clones(&mut fastrand::Rng::with_seed(seed));
            let mut all = clones[0].union(&clones[1]).union(&clones[2]);
            all.sort_cells(|cell| usize::from(cell.as_str() == "a.b.c"));
            let about = About { name: "甲.txt".into(), bytes: 1, blake3: "0".into() };
            let text = written(&about, &all);
            let again = read(Path::new("a"), &text).expect("it is right");
            assert_eq!((&again.about, again.version), (&about, VERSION));
            let none = Ledger::default();
            let (again, all) = (again.ledger.union(&none), all.union(&none));
            assert_eq!(again.decisions(), all.decisions(), "seed {seed}: {text}");
            assert_eq!(again.standing(), all.standing(), "seed {seed}: {text}");
            for cell in ["a.b.c".into(), "a.b.d".into()] {
                let last = all.decisions().iter().rposition(|decision| decision.cell == cell);
                if all.standing().get(&cell) == last.map(|nth| vec![nth]).as_ref() {
                    assert_eq!(again.settled(&cell), all.settled(&cell), "seed {seed}: {text}");
                }
            }
            assert_eq!(text.lines().filter(|line| line.contains("saw: ")).count(), all.decisions().len());
        }
    }

    #[test]
    fn a_decision_that_another_program_added_behind_a_conflict_settles_it() {
        let line = |value: &str, minute: u32| {
            format!(
                "(cell: \"a.b.c\", verdict: correct, saw: \"1\", value: \"{value}\", by: \"\", at: \"2026-01-01T00:0{minute}:00Z\"),"
            )
        };
        let apart = [line("2", 1), line("3", 2)].concat().replace("saw: \"1\", ", "");
        let file = |lines: &str| {
            let text = format!(
                "(gouji: 1, source: (name: \"\", bytes: 0, blake3: \"\"), decisions: [{lines}], apart: [{apart}])"
            );
            read(Path::new("a"), &text).expect("it is right").ledger
        };
        let two = line("2", 1) + &line("3", 2);
        assert_eq!(file(&two).conflicts().len(), 1);
        assert_eq!(file(&(two + &line("4", 3))).conflicts().len(), 0, "the last one counts");
    }
}
