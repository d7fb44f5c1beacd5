//! Probabilities.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize};

use crate::data::placed::{Placed, refuse};
use crate::error::Flaw;
use crate::words::DataMessage;

/// A number from 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd, Serialize)]
#[serde(transparent)]
pub struct Probability(f64);

impl Probability {
    /// The probability of what is certain.
    pub const CERTAIN: Self = Self(1.0);

    /// The number as a probability; none if it is none.
    pub fn new(number: f64) -> Option<Self> {
        (0.0..=1.0).contains(&number).then_some(Self(number))
    }

    /// The number.
    pub fn get(self) -> f64 {
        self.0
    }
}

impl fmt::Display for Probability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<'de> Deserialize<'de> for Probability {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let number = Placed::<f64>::deserialize(from)?;
        Self::new(*number).ok_or_else(|| {
            refuse(number.mistake(Flaw::from(DataMessage::NoProbability { number: number.to_string() })))
        })
    }
}
