//! What can go wrong, where, and what to do about it.

mod flaw;
mod glob;
mod phrase;
mod refused;
pub(crate) mod system;

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

pub use flaw::{Flaw, Mistake};
use phrase::{of_sidecar, too_much, unwritten};
pub use refused::{Excess, Special};

use crate::words::{Language, Word, Words};

/// The result of anything in this library that can fail.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A failure, with the place where it happened. [`Error::say`] words it; `Display` does so in English.
#[derive(Debug)]
pub enum Error {
    /// A file or folder could not be read.
    Read(PathBuf, io::Error),
    /// A file could not be written.
    Write(PathBuf, io::Error),
    /// The path does not exist.
    Missing(PathBuf),
    /// The file is no text: a byte that text does not hold stands at this offset.
    NotText(PathBuf, usize),
    /// From this line on, the file is in no encoding that is known.
    Encoding(PathBuf, usize),
    /// The file is a PDF, which has to be turned into text first.
    Pdf(PathBuf),
    /// The file is of an old office program, or has a password.
    OldOffice(PathBuf),
    /// The file is an archive that holds neither a document nor a workbook.
    OtherArchive(PathBuf),
    /// The file is JSON of a program that is not known.
    UnknownJson(PathBuf),
    /// The file is XML of a program that is not known.
    UnknownXml(PathBuf),
    /// The file is a document or a workbook, and broken: where, and how.
    Broken(PathBuf, String),
    /// The file is far bigger than a report.
    TooMuch(PathBuf, Excess),
    /// The file holds nothing but white space.
    Empty(PathBuf),
    /// No table of a known form was found in the file.
    NoTables(PathBuf),
    /// The file holds no table, and pictures that may be tables.
    TablesArePictures(PathBuf),
    /// No report was found below the folder.
    NoReports(PathBuf),
    /// There are reports below the folder, and all are left out by `.gitignore` or `.ignore`.
    AllIgnored(PathBuf),
    /// A glob matches no report.
    NoMatch(PathBuf),
    /// A glob cannot be read: why.
    BrokenGlob(PathBuf, Box<globset::ErrorKind>),
    /// Reading a path would wait, or never end: it is a pipe, a device or a socket.
    Special(PathBuf, Special),
    /// The program itself broke on a report: where, and how.
    Broke(PathBuf, String),
    /// A data file (config, form, rule, sidecar) is wrong at line and column.
    Data {
        /// The file
        path: PathBuf,
        /// Line, from 1
        line: usize,
        /// Column in characters, from 1
        column: usize,
        /// What is wrong and what would be right
        what: Flaw,
    },
    /// A sidecar is broken; it is not overwritten.
    Sidecar(Box<Error>),
    /// The OCR output beside a report cannot be read.
    Ocr(Box<Error>),
    /// A file that is named as the output of an OCR engine is in no format that is known.
    NotOcr(PathBuf),
    /// A file is larger than any report of this kind.
    TooLarge(PathBuf),
    /// The output is one of the files that are read.
    OutputIsInput(PathBuf),
    /// A file cannot be written now, because another process is writing in its folder. It is tried again.
    NotYet(PathBuf),
    /// A file of decisions is about another report: the file, the name of that report, and the name of this one.
    OtherReport(PathBuf, String, String),
    /// A sidecar was written by a later version of the program.
    Newer(PathBuf, u32),
    /// The name of the output ends in a way that stands for no format; these do.
    UnknownEnding(PathBuf, String),
    /// Options do not go together: the phrase that says so, and what it is about.
    Options(Word, String),
    /// A format has no column of this name; those that it has.
    NoSuchColumn(String, Vec<String>),
    /// No rule has this name; there are these.
    NoSuchRule(String, Vec<String>),
    /// There is no terminal to draw on.
    NoTerminal,
    /// Standard input cannot be reviewed: there is no file to lay the decisions beside.
    StdinReview,
    /// The user's data folder is not known.
    NoDataFolder,
}

impl Error {
    /// The failure in words: what, where, and what to do.
    pub fn say(&self, words: &Words) -> String {
        match self {
            Self::Read(path, error) => words.fill(Word::CannotRead, &[&shown(path), &system::told(error, words)]),
            Self::Write(path, error) => {
                words.fill(unwritten(error.kind()), &[&shown(path), &system::told(error, words)])
            }
            Self::Missing(path) => words.fill(Word::NoSuchPath, &[&shown(path)]),
            Self::NotText(path, offset) => words.fill(Word::NotText, &[&shown(path), offset]),
            Self::Encoding(path, line) => words.fill(Word::UnknownEncoding, &[&shown(path), line]),
            Self::Pdf(path) => words.fill(Word::PdfFile, &[&shown(path)]),
            Self::OldOffice(path) => words.fill(Word::OldOffice, &[&shown(path)]),
            Self::OtherArchive(path) => words.fill(Word::OtherArchive, &[&shown(path)]),
            Self::UnknownJson(path) => words.fill(Word::UnknownJson, &[&shown(path)]),
            Self::UnknownXml(path) => words.fill(Word::UnknownXml, &[&shown(path)]),
            Self::Broken(path, what) => {
                words.fill(Word::BrokenDocument, &[&shown(path), &crate::text::visible::visible(what)])
            }
            Self::TooMuch(path, excess) => too_much(words, path, *excess),
            Self::Empty(path) => words.fill(Word::EmptyFile, &[&shown(path)]),
            Self::NoTables(path) => words.fill(Word::NoTables, &[&shown(path)]),
            Self::TablesArePictures(path) => words.fill(Word::TablesArePictures, &[&shown(path)]),
            Self::NoReports(path) => words.fill(Word::NoReports, &[&shown(path)]),
            Self::AllIgnored(path) => words.fill(Word::AllIgnored, &[&shown(path)]),
            Self::NoMatch(path) => words.fill(Word::NoMatch, &[&shown(path)]),
            Self::BrokenGlob(path, kind) => words.fill(Word::BrokenGlob, &[&shown(path), &glob::told(kind, words)]),
            Self::Special(path, special) => words.fill(special.word(), &[&shown(path)]),
            Self::Broke(path, what) => {
                words.fill(Word::ReportBroke, &[&shown(path), &crate::text::visible::visible(what)])
            }
            Self::Data { path, line, column, what } => words.fill(
                Word::BrokenData,
                &[&shown(path), line, column, &crate::text::visible::visible(&what.say(words))],
            ),
            Self::Sidecar(error) => words.fill(of_sidecar(error), &[&error.say(words)]),
            Self::Ocr(error) => words.fill(Word::BrokenOcr, &[&error.say(words)]),
            Self::NotOcr(path) => words.fill(Word::NotOcr, &[&shown(path)]),
            Self::TooLarge(path) => words.fill(Word::TooLarge, &[&shown(path)]),
            Self::OutputIsInput(path) => words.fill(Word::OutputIsInput, &[&shown(path)]),
            Self::NotYet(path) => words.fill(Word::NotSavedYet, &[&shown(path)]),
            Self::OtherReport(path, theirs, ours) => {
                let (theirs, ours) = (crate::text::visible::visible(theirs), crate::text::visible::visible(ours));
                words.fill(Word::OtherReport, &[&shown(path), &theirs, &ours])
            }
            Self::Newer(path, version) => words.fill(Word::NewerSidecar, &[&shown(path), version]),
            Self::NoSuchRule(name, known) => {
                words.fill(Word::NoSuchRule, &[&crate::text::visible::visible(name), &known.join(", ")])
            }
            Self::UnknownEnding(path, known) => words.fill(Word::UnknownEnding, &[&shown(path), known]),
            Self::NoSuchColumn(name, known) => {
                let name = crate::text::visible::visible(name);
                words.fill(Word::NoSuchColumn, &[&name, &known.join(words.say(Word::ListComma))])
            }
            Self::Options(word, about) => words.fill(*word, &[&crate::text::visible::visible(about)]),
            Self::NoTerminal => words.say(Word::NoTerminal).to_owned(),
            Self::StdinReview => words.say(Word::NoStdinReview).to_owned(),
            Self::NoDataFolder => words.say(Word::NoDataFolder).to_owned(),
        }
    }

    /// A failure to read that tells a missing path from an unreadable one.
    pub(crate) fn reading(path: &Path, error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::NotFound {
            Self::Missing(path.into())
        } else {
            Self::Read(path.into(), error)
        }
    }

    /// The failure, told as that of a sidecar.
    pub(crate) fn of_sidecar(self) -> Self {
        Self::Sidecar(Box::new(self))
    }

    /// The failure, told as that of OCR output beside a report.
    pub(crate) fn of_ocr(self) -> Self {
        Self::Ocr(Box::new(self))
    }

    /// A mistake in the text of a data file.
    pub(crate) fn in_data(path: &Path, text: &str, Mistake { at, what }: Mistake) -> Self {
        let line = text[..at].matches('\n').count() + 1;
        let column = text[..at].rsplit('\n').next().map_or(0, |before| before.chars().count()) + 1;
        Self::Data { path: path.into(), line, column, what }
    }
}

/// A path that is safe to print.
fn shown(path: &Path) -> String {
    crate::text::visible::visible(&path.display().to_string()).into_owned()
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Words::of(Language::English)))
    }
}

impl std::error::Error for Error {}
