//! What one reviewer said of one cell.

use std::str::FromStr;

use jiff::Timestamp;
use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize};

use crate::data::read_as;
use crate::error::Flaw;
use crate::form::CellId;
use crate::sidecar::moment::moment;
use crate::words::DataMessage;

/// The value of a correction that says that the page states "none".
pub const NOT_APPLICABLE: &str = "/";

/// What a reviewer said of a cell.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The reading is what the page prints.
    Confirm,
    /// The page prints another value.
    Correct,
    /// The page itself is wrong; what it prints is kept.
    SourceError,
    /// What was decided before is taken back.
    Withdraw,
}

impl Verdict {
    /// The name of the verdict in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Confirm => "confirm",
            Self::Correct => "correct",
            Self::SourceError => "source_error",
            Self::Withdraw => "withdraw",
        }
    }
}

/// A decision on one cell, bound to what was seen.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// The cell
    pub cell: CellId,
    /// What was decided
    pub verdict: Verdict,
    /// The raw text of the cell when it was decided
    pub saw: String,
    /// The value that goes with the decision, of a source error the one that the page should give; empty if it is none.
    /// A correction to an empty one says that the cell is blank, to [`NOT_APPLICABLE`] that the page states "none"
    #[serde(default, deserialize_with = "value")]
    pub value: String,
    /// Who decided
    #[serde(default)]
    pub by: String,
    /// When, as RFC 3339
    #[serde(deserialize_with = "instant")]
    pub at: String,
    /// Why, if the reviewer said so
    #[serde(default)]
    pub note: String,
}

/// What a decision makes of its cell, whoever made it, whenever and why: the verdict, and the value that it leaves in
/// force. Two decisions agree if their stances are equal; numbers are equal however many zeros end them.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
pub struct Stance {
    /// What was decided
    pub verdict: Verdict,
    /// The value; of a confirmation that carries none, the text that was seen. Empty if there is none
    pub value: String,
}

/// What decisions on one cell are put in order by: the time, then everything else that they say.
pub(super) type Place<'d> = (Option<Timestamp>, [&'d str; 2], Verdict, [&'d str; 3]);

impl Decision {
    /// What it makes of its cell.
    pub fn stance(&self) -> Stance {
        let value = match self.verdict {
            Verdict::Withdraw => "",
            Verdict::Confirm if self.value.is_empty() => &self.saw,
            _ => &self.value,
        };
        let number = Decimal::from_str(value).ok().map(|number| number.normalize().to_string());
        Stance { verdict: self.verdict, value: number.unwrap_or_else(|| value.to_owned()) }
    }

    /// When it was made: sorts as time does, whatever its offset; what is no moment sorts first.
    pub(super) fn moment(&self) -> Option<Timestamp> {
        moment(&self.at)
    }

    /// Its place among all decisions on its cell. Decisions of one place are the same decision, so that everybody puts
    /// the same ones in the same order.
    pub(super) fn place(&self) -> Place<'_> {
        (self.moment(), [&self.at, &self.by], self.verdict, [&self.value, &self.saw, &self.note])
    }
}

/// Reads a value: a number that can be counted with, nothing, or [`NOT_APPLICABLE`].
pub(super) fn value<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    read_as(from, |text| {
        if ["", NOT_APPLICABLE].contains(&text) || Decimal::from_str(text).is_ok() {
            return Ok(text.to_owned());
        }
        Err(Flaw::from(if is_long_number(text) {
            DataMessage::ValueTooLong { value: text.to_owned() }
        } else {
            DataMessage::ValueNoNumber { value: text.to_owned() }
        }))
    })
}

/// Whether a value that cannot be counted with has too many digits for it, and nothing else is wrong with it.
fn is_long_number(value: &str) -> bool {
    let digits = value.strip_prefix('-').unwrap_or(value);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    [whole, part].iter().all(|digits| !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit()))
}

/// Reads a moment. The draft of the format may have none; decisions are put in order by it.
pub(super) fn instant<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    read_as(from, |text| {
        let is_moment = text.is_empty() || moment(text).is_some();
        if is_moment { Ok(text.to_owned()) } else { Err(Flaw::from(DataMessage::NoMoment { value: text.to_string() })) }
    })
}
