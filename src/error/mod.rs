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

use crate::words::{CommonMessage, Language, SourceMessage, UsageMessage, Words};

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
    /// The file is not text: the byte at this offset is none that text has.
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
    /// The extension of the output is that of no format; those that are.
    UnknownEnding(PathBuf, String),
    /// Options do not go together.
    Options(UsageMessage),
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
            Self::Read(path, error) => {
                words.fill(SourceMessage::CannotRead { path: &shown(path), error: &system::worded(error, words) })
            }
            Self::Write(path, error) => unwritten(path, error.kind(), &system::worded(error, words), words),
            Self::Missing(path) => words.fill(SourceMessage::NoSuchPath { path: &shown(path) }),
            Self::NotText(path, offset) => words.fill(SourceMessage::NotText { path: &shown(path), byte: offset }),
            Self::Encoding(path, line) => words.fill(SourceMessage::UnknownEncoding { path: &shown(path), line }),
            Self::Pdf(path) => words.fill(SourceMessage::PdfFile { path: &shown(path) }),
            Self::OldOffice(path) => words.fill(SourceMessage::OldOffice { path: &shown(path) }),
            Self::OtherArchive(path) => words.fill(SourceMessage::OtherArchive { path: &shown(path) }),
            Self::UnknownJson(path) => words.fill(SourceMessage::UnknownJson { path: &shown(path) }),
            Self::UnknownXml(path) => words.fill(SourceMessage::UnknownXml { path: &shown(path) }),
            Self::Broken(path, what) => words.fill(SourceMessage::BrokenDocument {
                path: &shown(path),
                error: &crate::text::visible::visible(what),
            }),
            Self::TooMuch(path, excess) => too_much(path, excess, words),
            Self::Empty(path) => words.fill(SourceMessage::EmptyFile { path: &shown(path) }),
            Self::NoTables(path) => words.fill(SourceMessage::NoTables { path: &shown(path) }),
            Self::TablesArePictures(path) => words.fill(SourceMessage::TablesArePictures { path: &shown(path) }),
            Self::NoReports(path) => words.fill(SourceMessage::NoReports { path: &shown(path) }),
            Self::AllIgnored(path) => words.fill(SourceMessage::AllIgnored { path: &shown(path) }),
            Self::NoMatch(path) => words.fill(SourceMessage::NoMatch { path: &shown(path) }),
            Self::BrokenGlob(path, kind) => {
                words.fill(SourceMessage::BrokenGlob { path: &shown(path), error: &glob::worded(kind, words) })
            }
            Self::Special(path, special) => phrase::special(path, *special, words),
            Self::Broke(path, what) => words
                .fill(SourceMessage::ReportBroke { path: &shown(path), error: &crate::text::visible::visible(what) }),
            Self::Data { path, line, column, what } => words.fill(SourceMessage::BrokenData {
                path: &shown(path),
                line,
                column,
                error: &crate::text::visible::visible(&what.say(words)),
            }),
            Self::Sidecar(error) => of_sidecar(error, words),
            Self::Ocr(error) => words.fill(SourceMessage::BrokenOcr { error: &error.say(words) }),
            Self::NotOcr(path) => words.fill(SourceMessage::NotOcr { path: &shown(path) }),
            Self::TooLarge(path) => words.fill(SourceMessage::TooLarge { path: &shown(path) }),
            Self::OutputIsInput(path) => words.fill(SourceMessage::OutputIsInput { path: &shown(path) }),
            Self::NotYet(path) => words.fill(SourceMessage::NotSavedYet { path: &shown(path) }),
            Self::OtherReport(path, theirs, ours) => {
                let (theirs, ours) = (crate::text::visible::visible(theirs), crate::text::visible::visible(ours));
                words.fill(SourceMessage::OtherReport { path: &shown(path), found: &theirs, expected: &ours })
            }
            Self::Newer(path, version) => words.fill(SourceMessage::NewerSidecar { path: &shown(path), version }),
            Self::NoSuchRule(name, known) => words.fill(SourceMessage::NoSuchRule {
                name: &crate::text::visible::visible(name),
                known: &known.join(", "),
            }),
            Self::UnknownEnding(path, known) => words.fill(SourceMessage::UnknownEnding { path: &shown(path), known }),
            Self::NoSuchColumn(name, known) => {
                let name = crate::text::visible::visible(name);
                words.fill(SourceMessage::NoSuchColumn {
                    name: &name,
                    known: &known.join(words.say(CommonMessage::ListComma)),
                })
            }
            Self::Options(message) => crate::text::visible::visible(&words.fill(message)).into_owned(),
            Self::NoTerminal => words.say(SourceMessage::NoTerminal).to_owned(),
            Self::StdinReview => words.say(SourceMessage::NoStdinReview).to_owned(),
            Self::NoDataFolder => words.say(CommonMessage::NoDataFolder).to_owned(),
        }
    }

    /// A failure to read: of a missing path, or of an unreadable one.
    pub(crate) fn reading(path: &Path, error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::NotFound {
            Self::Missing(path.into())
        } else {
            Self::Read(path.into(), error)
        }
    }

    /// The failure as that of a sidecar.
    pub(crate) fn of_sidecar(self) -> Self {
        Self::Sidecar(Box::new(self))
    }

    /// The failure as that of OCR output beside a report.
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
