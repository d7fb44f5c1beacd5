//! How cells and reports stand, and whose decisions are seen.

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
    /// Only those of this reviewer: a blind second reading. What is decided stands beside what others decided, and is in
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
    /// What stands there is no number.
    Illegible,
    /// Its reading is less certain than the threshold.
    Doubtful,
    /// It is blank and nothing tells its value.
    Blank,
    /// It is not in the source and nothing tells its value.
    Absent,
    /// It has no value, and the equations tell which it has; it only waits to be taken.
    Solved,
}

/// How many cells of a report are in which state.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Tally {
    /// Cells that need a person
    pub open: usize,
    /// Those of them that failing equations point at
    pub contradicted: usize,
    /// Cells without a value whose value the equations tell
    pub solved: usize,
    /// Equations that fail and are not marked as the page's own error
    pub failing: usize,
    /// Equations that did not run
    pub not_run: usize,
    /// Cells that a person settled
    pub settled: usize,
    /// Open cells that several people decided differently
    pub conflicts: usize,
    /// Cells that two equations bear out
    pub proved: usize,
    /// All cells
    pub cells: usize,
}

impl Tally {
    /// Whether nothing is left to do: no cell needs a person, none waits for its value to be taken, and every equation
    /// that fails was explained.
    pub fn nothing_left(&self) -> bool {
        self.open + self.solved + self.failing == 0
    }
}
