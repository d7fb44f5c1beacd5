//! What the equations say of each cell.

use serde::{Deserialize, Serialize};

use crate::editing::check::Outcome;
use crate::sheet::Sheet;

/// How far the arithmetic vouches for a cell.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Proof {
    /// An equation that it stands in fails.
    Contradicted,
    /// No equation that it stands in could be run, or there is none.
    Unchecked,
    /// All that hold do so only as 0 = 0.
    Trivial,
    /// One equation holds that is not 0 = 0.
    Supported,
    /// Two or more such equations hold.
    Proved,
}

impl Proof {
    /// Every proof, the weakest first.
    pub const ALL: &[Self] = &[Self::Contradicted, Self::Unchecked, Self::Trivial, Self::Supported, Self::Proved];

    /// The name of the proof in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Contradicted => "contradicted",
            Self::Unchecked => "unchecked",
            Self::Trivial => "trivial",
            Self::Supported => "supported",
            Self::Proved => "proved",
        }
    }
}

/// The proof of each cell of a sheet, from the outcomes of its equations; those that only warn prove nothing.
pub fn proofs(sheet: &Sheet, outcomes: &[Outcome]) -> Vec<Proof> {
    let of = |cell: usize| sheet.strict_of(cell).map(|nth| &outcomes[nth]);
    (0..sheet.len()).map(|cell| proof(of(cell))).collect()
}

fn proof<'a>(outcomes: impl Iterator<Item = &'a Outcome>) -> Proof {
    let (mut holding, mut trivial) = (0, false);
    for outcome in outcomes {
        match outcome {
            Outcome::Fails { .. } => return Proof::Contradicted,
            Outcome::Holds { trivial: false } => holding += 1,
            Outcome::Holds { trivial: true } => trivial = true,
            Outcome::DidNotRun(_) | Outcome::TooLarge => {}
        }
    }
    match holding {
        0 if trivial => Proof::Trivial,
        0 => Proof::Unchecked,
        1 => Proof::Supported,
        _ => Proof::Proved,
    }
}
