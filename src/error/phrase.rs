//! How a failure is worded where one kind of failure has several messages.

use std::io;
use std::path::Path;

use crate::error::{Error, Excess, Flaw, Special, shown};
use crate::words::{DataMessage, SourceMessage, Words};

/// A file of decisions that is wrong. A name that is not known may be of a later version of the program.
pub(super) fn of_sidecar(broken: &Error, words: &Words) -> String {
    let error = &broken.say(words);
    let Error::Data { what, .. } = broken else { return words.fill(SourceMessage::BrokenSidecar { error }) };
    let message = match what {
        Flaw::Said(message) | Flaw::Unknown { problem: message, .. } => Some(&**message),
        Flaw::Parser(_) | Flaw::Text(_) => None,
    };
    words.fill(match message {
        Some(DataMessage::NoSuchField { .. } | DataMessage::NoSuchVariant { .. }) => {
            SourceMessage::StrangeSidecar { error }
        }
        Some(DataMessage::MarksOfGit { .. }) => SourceMessage::MarkedSidecar { error },
        Some(DataMessage::CommentInSidecar) => SourceMessage::CommentedSidecar { error },
        _ => SourceMessage::BrokenSidecar { error },
    })
}

/// A file that could not be written.
pub(super) fn unwritten(path: &Path, kind: io::ErrorKind, error: &str, words: &Words) -> String {
    use io::ErrorKind as Kind;

    let (path, error) = (&shown(path), &error);
    words.fill(match kind {
        Kind::StorageFull | Kind::QuotaExceeded | Kind::FileTooLarge => SourceMessage::WriteFull { path, error },
        Kind::PermissionDenied | Kind::ReadOnlyFilesystem => SourceMessage::WriteDenied { path, error },
        Kind::NotFound | Kind::NotADirectory => SourceMessage::WriteGone { path, error },
        Kind::IsADirectory => SourceMessage::WriteFolder { path, error },
        Kind::TimedOut | Kind::WouldBlock => SourceMessage::WriteBusy { path },
        Kind::AlreadyExists => SourceMessage::WriteExists { path },
        _ => SourceMessage::CannotWrite { path, error },
    })
}

/// A file that has more of something than any report.
pub(super) fn too_much(path: &Path, excess: &Excess, words: &Words) -> String {
    let path = &shown(path);
    words.fill(match excess {
        Excess::Bytes(most) => SourceMessage::TooManyBytes { path, most },
        Excess::Unpacked(most) => SourceMessage::TooMuchUnpacked { path, most },
        Excess::Parts(most) => SourceMessage::TooManyParts { path, most },
        Excess::Text(most) => SourceMessage::TooMuchText { path, most },
        Excess::Lines(most) => SourceMessage::TooManyLines { path, most },
        Excess::Rows(most) => SourceMessage::TooManyRows { path, most },
        Excess::RowText(most) => SourceMessage::TooMuchRowText { path, most },
        Excess::Cells(most) => SourceMessage::TooManyCells { path, most },
        Excess::Attributes(most) => SourceMessage::TooManyAttributes { path, most },
        Excess::Decisions(most) => SourceMessage::TooManyDecisions { path, most },
    })
}

/// A path that leads to no file.
pub(super) fn special(path: &Path, special: Special, words: &Words) -> String {
    let path = &shown(path);
    words.fill(match special {
        Special::Pipe => SourceMessage::IsPipe { path },
        Special::Socket => SourceMessage::IsSocket { path },
        Special::Device => SourceMessage::IsDevice { path },
    })
}
