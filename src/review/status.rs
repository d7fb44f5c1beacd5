//! The state of cells and reports, and whose decisions are seen.

/// What the reviewers' decisions make of a cell.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Status {
    /// Nothing was decided, or it was withdrawn.
    Unreviewed,
    /// Decided when the cell read differently: shown, and open again.
    Reopened,
    /// Several people decided differently, and none in sight of the others: the source's reading is in force, and the cell
    /// is open until somebody settles it.
    Conflict,
    /// Confirmed as read.
    Confirmed,
    /// Given another value.
    Corrected,
    /// The page is wrong; its value is kept.
    SourceError,
}

impl Status {
    /// Every status.
    pub const ALL: &[Self] =
        &[Self::Unreviewed, Self::Reopened, Self::Conflict, Self::Confirmed, Self::Corrected, Self::SourceError];

    /// The names of the statuses in exports, each once.
    pub fn names() -> Vec<&'static str> {
        let mut names: Vec<&str> = Self::ALL.iter().map(|status| status.name()).collect();
        names.dedup();
        names
    }

    /// The name of the status in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Unreviewed | Self::Reopened | Self::Conflict => "unreviewed",
            Self::Confirmed => "confirmed",
            Self::Corrected => "corrected",
            Self::SourceError => "source_error",
        }
    }

    /// Whether a person has settled the cell.
    pub fn is_settled(self) -> bool {
        !matches!(self, Self::Unreviewed | Self::Reopened | Self::Conflict)
    }
}

/// Whose decisions a reviewer sees.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub enum Sight {
    /// Everybody's
    #[default]
    All,
    /// Only those of this reviewer: a blind second reading. What is decided is in force beside what others decided, and in
    /// conflict with it where it differs
    Own(String),
}

/// Why a cell needs a person, gravest first.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Need {
    /// Several people decided differently, without seeing each other.
    Conflict,
    /// A decision was made when it read differently.
    Reopened,
    /// Failing equations point at it.
    Contradicted,
    /// Its text is no number.
    Illegible,
    /// Its reading is less certain than the threshold.
    Doubtful,
    /// It is blank and its value is not known.
    Blank,
    /// It is not in the source and its value is not known.
    Absent,
    /// It has no value, and the equations give one that only waits to be taken.
    Solved,
}
