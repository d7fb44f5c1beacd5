//! The text of a sidecar: what is written, and what is read, of this version of the format and of older ones.
//!
//! | version | layout |
//! |---|---|
//! | 0 | the draft of version 1, in no release: without `source`, and decisions without `by` and `note` |
//! | 1 | `source`, `decisions`; `apart` only where decisions are in force beside each other, or were until that was settled; `settled` only where the sides of a settled conflict cannot be named under `apart` |
//!
//! A version that is to come gets a row in [`LAYOUTS`] that reads it; those before it then say what becomes of theirs.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::Path;

use serde::Deserialize;

use crate::data;
use crate::error::{Error, Flaw, Result};
use crate::form::CellId;
use crate::sidecar::decision::{self, Decision, Verdict};
use crate::sidecar::ledger::{Ledger, Named};
use crate::source::Source;
use crate::text::visible::visible;
use crate::words::DataMessage;

/// The version of the format that this program writes, and the latest that it reads.
const VERSION: u32 = 1;

/// How the file of each version is read, from the oldest on.
const LAYOUTS: &[fn(&Path, &str) -> Result<SidecarFile>] = &[draft, current];

/// The largest file of decisions that is read and written: some 25,000 decisions.
pub(super) const MOST_BYTES: usize = 4 << 20;

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

/// Which file the decisions are about. The draft does not say; where texts of different content were merged, the hash is
/// left empty.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq)]
#[serde(deny_unknown_fields)]
pub(super) struct About {
    pub name: String,
    bytes: u64,
    blake3: String,
}

impl About {
    pub(super) fn of(source: &Source) -> Self {
        Self { name: source.name(), bytes: source.bytes as u64, blake3: source.blake3.clone() }
    }

    /// Whether this is what another file is about.
    pub(super) fn is_of(&self, other: &Self) -> Belonging {
        let is_same = |one: &str, other: &str| one == other || one.is_empty() || other.is_empty();
        match (is_same(&self.blake3, &other.blake3), is_same(&self.name, &other.name)) {
            _ if self.is_unknown() || other.is_unknown() => Belonging::Same,
            (true, _) if !self.blake3.is_empty() && !other.blake3.is_empty() => Belonging::Same,
            (false, false) => Belonging::Foreign,
            _ => Belonging::Changed,
        }
    }

    fn is_unknown(&self) -> bool {
        self.name.is_empty() && self.blake3.is_empty()
    }

    /// What the decisions of both are about. It does not matter in which order several are joined.
    pub(super) fn join(&self, other: &Self) -> Self {
        if other.is_unknown() {
            return self.clone();
        }
        if self.is_unknown() {
            return other.clone();
        }
        let first = if self.name <= other.name { self } else { other };
        if self.blake3 == other.blake3 {
            return Self { bytes: self.bytes.min(other.bytes), ..first.clone() };
        }
        Self { name: first.name.clone(), bytes: 0, blake3: String::new() }
    }
}

/// How a file of decisions goes with a report.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Belonging {
    /// The decisions were made on this very content, whatever the report was called then, or it is not known on which.
    Same,
    /// They were made on a file of this name and another content, or it is not known on which content.
    Changed,
    /// They were made on another report: neither name nor content are the same.
    Foreign,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SidecarFile {
    #[serde(rename = "gouji")]
    _version: u32,
    source: About,
    decisions: Vec<Decision>,
    #[serde(default)]
    apart: Vec<Reference>,
    #[serde(default)]
    settled: Vec<Reference>,
}

/// The name of a decision among those of its file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Reference {
    cell: CellId,
    verdict: Verdict,
    value: String,
    by: String,
    at: String,
    /// Only where others differ in nothing but this and the note
    #[serde(default)]
    saw: Option<String>,
    #[serde(default)]
    note: Option<String>,
}

/// What a reference says of a decision in any case.
type Key<'d> = (&'d CellId, Verdict, [&'d str; 3]);

fn key(decision: &Decision) -> Key<'_> {
    (&decision.cell, decision.verdict, [&decision.value, &decision.by, &decision.at])
}

/// References to decisions, by what they say in any case.
struct References<'r>(HashMap<Key<'r>, Vec<&'r Reference>>);

impl<'r> References<'r> {
    fn new(references: &'r [Reference]) -> Self {
        let mut by_key: HashMap<Key, Vec<&Reference>> = HashMap::new();
        for reference in references {
            let Reference { cell, verdict, value, by, at, .. } = reference;
            by_key.entry((cell, *verdict, [value, by, at])).or_default().push(reference);
        }
        Self(by_key)
    }

    fn name(&self, decision: &Decision) -> bool {
        let is_it = |reference: &&Reference| {
            reference.saw.as_ref().is_none_or(|saw| *saw == decision.saw)
                && reference.note.as_ref().is_none_or(|note| *note == decision.note)
        };
        self.0.get(&key(decision)).is_some_and(|references| references.iter().any(is_it))
    }
}

/// Only the version: a file of a later one is not a broken file.
#[derive(Deserialize)]
struct VersionOnly {
    gouji: u32,
}

/// Reads the text of a sidecar beside its report. An empty one has no decisions to lose, and is as good as
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
    let (apart, settled) = (References::new(&file.apart), References::new(&file.settled));
    let ledger = Ledger::new(file.decisions, |decision| apart.name(decision), |decision| settled.name(decision));
    Ok(Written { version, about: file.source, ledger })
}

/// What is wrong with a file that git has left its marks in where two people changed it; none if it has no such mark.
fn marks_of_git(path: &Path, text: &str) -> Option<Error> {
    let line = text.lines().position(|line| line.starts_with("<<<<<<< "))? + 1;
    let file = path.to_string_lossy();
    let named = if file.contains(char::is_whitespace) { format!("\"{file}\"") } else { file.into_owned() };
    Some(Error::Data {
        path: path.into(),
        line,
        column: 1,
        what: Flaw::from(DataMessage::MarksOfGit { path: named.clone() }),
    })
}

fn current(path: &Path, text: &str) -> Result<SidecarFile> {
    data::parse(path, text)
}

/// Version 0. Who decided is not known.
fn draft(path: &Path, text: &str) -> Result<SidecarFile> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct VersionZero {
        gouji: u32,
        decisions: Vec<DecisionOfVersionZero>,
    }
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct DecisionOfVersionZero {
        cell: CellId,
        verdict: Verdict,
        saw: String,
        #[serde(default, deserialize_with = "decision::value")]
        value: String,
        #[serde(deserialize_with = "decision::instant")]
        at: String,
    }
    let draft: VersionZero = data::parse(path, text)?;
    let upgraded = |DecisionOfVersionZero { cell, verdict, saw, value, at }| {
        let (by, note) = (String::new(), String::new());
        Decision { cell, verdict, saw, value, by, at, note }
    };
    let decisions = draft.decisions.into_iter().map(upgraded).collect();
    let (apart, settled) = (Vec::new(), Vec::new());
    Ok(SidecarFile { _version: draft.gouji, source: About::default(), decisions, apart, settled })
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
    let Named { apart, settled } = ledger.named();
    let is_alone = unambiguous(ledger);
    for (field, named) in [("apart", apart), ("settled", settled)] {
        if named.is_empty() {
            continue;
        }
        writeln!(text, "    {field}: [").expect("a string takes all text");
        for decision in named {
            writeln!(text, "        {},", reference(decision, is_alone(decision))).expect("a string takes all text");
        }
        text += "    ],\n";
    }
    text + ")\n"
}

/// Says of a decision whether none of the others has the same [`Key`].
fn unambiguous(ledger: &Ledger) -> impl Fn(&Decision) -> bool {
    let mut count: HashMap<Key, usize> = HashMap::new();
    for decision in ledger.decisions() {
        *count.entry(key(decision)).or_default() += 1;
    }
    move |decision| count.get(&key(decision)).is_none_or(|&count| count == 1)
}

/// A decision as it is written.
pub(super) fn line(decision: &Decision) -> String {
    let Decision { cell, verdict, saw, value, by, at, note } = decision;
    let (cell, verdict) = (quoted(cell.as_str()), verdict.name());
    let (saw, value, by, at, note) = (quoted(saw), quoted(value), quoted(by), quoted(at), quoted(note));
    format!("(cell: {cell}, verdict: {verdict}, saw: {saw}, value: {value}, by: {by}, at: {at}, note: {note})")
}

/// The name of a decision among those of its file; all of it where others are the same in part.
fn reference(decision: &Decision, is_alone: bool) -> String {
    let Decision { cell, verdict, value, by, at, saw, note } = decision;
    let (cell, verdict) = (quoted(cell.as_str()), verdict.name());
    let (value, by, at) = (quoted(value), quoted(by), quoted(at));
    let rest = if is_alone { String::new() } else { format!(", saw: {}, note: {}", quoted(saw), quoted(note)) };
    format!("(cell: {cell}, verdict: {verdict}, value: {value}, by: {by}, at: {at}{rest})")
}

/// Refuses to replace a text with comments, which would be lost: they cannot be written again at the decisions that they
/// are about.
///
/// # Errors
/// With the line and column of the first comment.
pub(super) fn refuse_comments(path: &Path, text: &str) -> Result<()> {
    let Some(at) = comment(text) else { return Ok(()) };
    let line = text[..at].matches('\n').count() + 1;
    let column = text[..at].rsplit('\n').next().map_or(0, |before| before.chars().count()) + 1;
    let what = Flaw::from(DataMessage::CommentInSidecar);
    Err(Error::Data { path: path.into(), line, column, what }.of_sidecar())
}

/// Where the first comment of a text in RON begins, outside of strings.
fn comment(text: &str) -> Option<usize> {
    let mut at = 0;
    while let Some(found) = text[at..].find(['"', '/', '\'']) {
        at += found;
        let rest = &text[at..];
        if rest.starts_with("//") || rest.starts_with("/*") {
            return Some(at);
        }
        at += match rest.as_bytes()[0] {
            b'"' => string_length(&text[..at], rest),
            b'\'' => rest[1..].find('\'').map_or(1, |end| end + 2),
            _ => 1,
        };
    }
    None
}

/// The length of the string that a text begins with, in bytes; the text before it says whether it is raw.
fn string_length(before: &str, text: &str) -> usize {
    let hashes = before.len() - before.trim_end_matches('#').len();
    if before.trim_end_matches('#').ends_with('r') {
        let end = format!("\"{}", "#".repeat(hashes));
        return text[1..].find(&end).map_or(text.len(), |found| 1 + found + end.len());
    }
    let mut escaped = false;
    for (at, char) in text.char_indices().skip(1) {
        match char {
            '"' if !escaped => return at + 1,
            _ => escaped = char == '\\' && !escaped,
        }
    }
    text.len()
}

/// A text as a RON string on one line, odd characters escaped.
fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for char in text.chars() {
        match char {
            '"' | '\\' => quoted.extend(['\\', char]),
            _ if visible(char.encode_utf8(&mut [0; 4])) != char.encode_utf8(&mut [0; 4]) as &str => {
                write!(quoted, "\\u{{{:x}}}", char as u32).expect("a string takes all text");
            }
            _ => quoted.push(char),
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
            assert_eq!(again.in_force(), all.in_force(), "seed {seed}: {text}");
            for cell in ["a.b.c".into(), "a.b.d".into()] {
                assert_eq!(again.settled(&cell), all.settled(&cell), "seed {seed}: {text}");
            }
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
