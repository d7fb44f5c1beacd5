//! Regular expressions.

use std::str::FromStr;

use regex::Regex;
use serde::{Deserialize, Deserializer};

use crate::data::from_text;
use crate::error::Flaw;
use crate::words::DataMessage;

/// A regular expression of a data file.
#[derive(Clone, Debug)]
pub(crate) struct Pattern(pub Regex);

impl FromStr for Pattern {
    type Err = Flaw;

    fn from_str(text: &str) -> Result<Self, Flaw> {
        Regex::new(text).map(Self).map_err(|error| Flaw::from(DataMessage::NoRegex { error: error.to_string() }))
    }
}

impl<'de> Deserialize<'de> for Pattern {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from_text(from)
    }
}
