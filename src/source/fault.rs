//! Why the bytes of a file do not become a text.

use std::path::Path;

use crate::error::{Error, Excess};
use crate::source::encoding::NoText;

/// Why a file cannot be read, whatever its path.
#[derive(Debug)]
pub(super) enum Fault {
    /// It is too big in some way.
    TooMuch(Excess),
    /// It is no text.
    NoText(NoText),
    /// A packed file is broken: where, and how.
    Broken(String),
    /// The output of an OCR engine is far larger than that of a report.
    LargeOutput,
    /// The output of an OCR engine is wrong at this line and column, both from 1.
    BrokenOutput {
        /// Line
        line: usize,
        /// Column
        column: usize,
        /// What is wrong
        what: String,
    },
    /// It is JSON of a program that is not known.
    UnknownJson,
    /// It is XML of a program that is not known.
    UnknownXml,
    /// A packed file holds neither a document nor a workbook.
    OtherArchive,
}

impl Fault {
    /// The fault as that of a file.
    pub(super) fn of(self, path: &Path) -> Error {
        match self {
            Self::TooMuch(excess) => Error::TooMuch(path.into(), excess),
            Self::NoText(NoText::Binary(at)) => Error::NotText(path.into(), at),
            Self::NoText(NoText::Unknown(line)) => Error::Encoding(path.into(), line),
            Self::Broken(what) => Error::Broken(path.into(), what),
            Self::LargeOutput => Error::TooLarge(path.into()),
            Self::BrokenOutput { line, column, what } => {
                Error::Data { path: path.into(), line, column, what: what.into() }
            }
            Self::UnknownJson => Error::UnknownJson(path.into()),
            Self::UnknownXml => Error::UnknownXml(path.into()),
            Self::OtherArchive => Error::OtherArchive(path.into()),
        }
    }
}
