//! What a cell is marked with, and what is shown in it: the same on the screen, on a page and in a workbook.

use crate::editing::check::Proof;
use crate::review::{Content, Need, Review, Status};
use crate::sheet::record::State;
use crate::sidecar::NOT_APPLICABLE;
use crate::text::visible::visible;

/// The mark of a cell, by what people decided, what is open, and what the rules say; the first that applies.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum CellMark {
    /// A person gave it another value.
    Corrected,
    /// A person confirmed the reading.
    Confirmed,
    /// A person found that the page is wrong.
    SourceError,
    /// Failing equations point at it.
    Contradicted,
    /// Its reading is in doubt, or no number.
    Doubtful,
    /// Several people decided differently.
    Conflict,
    /// It was decided when it read differently.
    Reopened,
    /// It is blank.
    Blank,
    /// It is not in the source.
    Absent,
    /// It is in an equation that fails and is not the one to blame.
    Failing,
    /// One equation or more hold with it.
    Proved,
    /// Nothing is to be said of it.
    Plain,
}

impl CellMark {
    /// The mark of a cell.
    pub(crate) fn of(review: &Review, cell: usize, threshold: f64) -> Self {
        match (review.status(cell), review.need(cell, threshold)) {
            (Status::Corrected, _) => Self::Corrected,
            (Status::Confirmed, _) => Self::Confirmed,
            (Status::SourceError, _) => Self::SourceError,
            (Status::Conflict, _) | (_, Some(Need::Conflict)) => Self::Conflict,
            (_, Some(Need::Contradicted)) => Self::Contradicted,
            (_, Some(Need::Doubtful | Need::Illegible)) => Self::Doubtful,
            (_, Some(Need::Reopened)) => Self::Reopened,
            (_, Some(Need::Blank)) => Self::Blank,
            (_, Some(Need::Absent)) => Self::Absent,
            (_, Some(Need::Solved) | None) => Self::calm(review, cell),
        }
    }

    /// The mark of a cell that needs no person.
    fn calm(review: &Review, cell: usize) -> Self {
        match (review.reading(cell).state, review.proof(cell)) {
            (State::Blank, _) => Self::Blank,
            (State::Absent, _) => Self::Absent,
            (_, Proof::Contradicted) => Self::Failing,
            (_, Proof::Proved | Proof::Supported) => Self::Proved,
            _ => Self::Plain,
        }
    }

    /// The mark before the value; blanks and absent cells show what they are by [`shown`].
    pub(crate) fn sign(self) -> &'static str {
        match self {
            Self::Corrected => "*",
            Self::Confirmed => "=",
            Self::SourceError => "#",
            Self::Contradicted => "!",
            Self::Doubtful => "?",
            Self::Conflict => "&",
            Self::Reopened => "^",
            Self::Blank | Self::Absent | Self::Failing | Self::Proved | Self::Plain => "",
        }
    }

    /// A name for styles.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Corrected => "corrected",
            Self::Confirmed => "confirmed",
            Self::SourceError => "source-error",
            Self::Contradicted => "contradicted",
            Self::Doubtful => "doubtful",
            Self::Conflict => "conflict",
            Self::Reopened => "reopened",
            Self::Blank => "blank",
            Self::Absent => "absent",
            Self::Failing => "failing",
            Self::Proved => "proved",
            Self::Plain => "plain",
        }
    }
}

/// The text shown for a cell: the value in force, or a mark for what there is instead. A value that follows from the others
/// is in brackets.
pub(crate) fn shown(review: &Review, cell: usize) -> String {
    if let Some(value) = review.values()[cell] {
        return value.to_string();
    }
    let corrected = review.status(cell) == Status::Corrected;
    if corrected && review.content(cell) == Some(Content::NotApplicable) {
        return NOT_APPLICABLE.to_owned();
    }
    let derived = review.assessment.derived[cell].as_ref().map(|derived| format!("({})", derived.value));
    match review.reading(cell).state {
        _ if corrected => derived.map_or_else(|| "_".into(), |value| format!("_{value}")),
        State::Blank => derived.map_or_else(|| "_".into(), |value| format!("_{value}")),
        State::Absent => derived.map_or_else(|| "~".into(), |value| format!("~{value}")),
        _ => visible(review.raw(cell)).into_owned(),
    }
}
