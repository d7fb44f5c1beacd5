//! Which phrase tells a failure, where one kind of failure has several.

use std::io;
use std::path::Path;

use crate::error::Excess;
use crate::error::{Error, Flaw, shown};
use crate::words::{Word, Words};

/// What is said of a file of decisions that is wrong. A name that is not known may be of a later version of the program.
pub(super) fn of_sidecar(error: &Error) -> Word {
    match error {
        Error::Data { what: Flaw::Unknown { word: Word::NoSuchField | Word::NoSuchVariant, .. }, .. } => {
            Word::StrangeSidecar
        }
        Error::Data { what: Flaw::Said(Word::MarksOfGit, _), .. } => Word::MarkedSidecar,
        Error::Data { what: Flaw::Said(Word::CommentInSidecar, _), .. } => Word::CommentedSidecar,
        _ => Word::BrokenSidecar,
    }
}

/// What is said when a file could not be written.
pub(super) fn unwritten(kind: io::ErrorKind) -> Word {
    use io::ErrorKind as Kind;

    match kind {
        Kind::StorageFull | Kind::QuotaExceeded | Kind::FileTooLarge => Word::WriteFull,
        Kind::PermissionDenied | Kind::ReadOnlyFilesystem => Word::WriteDenied,
        Kind::NotFound | Kind::NotADirectory => Word::WriteGone,
        Kind::IsADirectory => Word::WriteFolder,
        Kind::TimedOut | Kind::WouldBlock => Word::WriteBusy,
        Kind::AlreadyExists => Word::WriteExists,
        _ => Word::CannotWrite,
    }
}

pub(super) fn too_much(words: &Words, path: &Path, excess: Excess) -> String {
    let (word, most) = match excess {
        Excess::Bytes(most) => (Word::TooManyBytes, most),
        Excess::Unpacked(most) => (Word::TooMuchUnpacked, most),
        Excess::Parts(most) => (Word::TooManyParts, most),
        Excess::Text(most) => (Word::TooMuchText, most),
        Excess::Lines(most) => (Word::TooManyLines, most),
        Excess::Rows(most) => (Word::TooManyRows, most),
        Excess::RowText(most) => (Word::TooMuchRowText, most),
        Excess::Cells(most) => (Word::TooManyCells, most),
        Excess::Attributes(most) => (Word::TooManyAttributes, most),
        Excess::Decisions(most) => (Word::TooManyDecisions, most),
    };
    words.fill(word, &[&shown(path), &most])
}
