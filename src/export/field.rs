//! What a column of a row holds, before a format writes it.

use std::borrow::Cow;
use std::fmt;

use rust_decimal::Decimal;

/// What one column of a row holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Field<'a> {
    /// A text
    Text(Cow<'a, str>),
    /// A number
    Number(Number),
    /// Nothing is known.
    Nothing,
}

/// A number in a column.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Number {
    /// A count, or a year
    Count(usize),
    /// A figure of a report
    Figure(Decimal),
    /// A probability
    Real(f64),
}

impl Number {
    /// The number, if it is written as a whole one that is neither negative nor huge, as nearly all are.
    pub(super) fn whole(self) -> Option<u64> {
        match self {
            Self::Count(count) => u64::try_from(count).ok(),
            Self::Figure(figure) if figure.scale() == 0 && figure.is_sign_positive() => {
                u64::try_from(figure.mantissa()).ok()
            }
            Self::Real(1.0) => Some(1),
            Self::Figure(_) | Self::Real(_) => None,
        }
    }
}

impl<'a> Field<'a> {
    /// A text; nothing if it is empty.
    pub(super) fn text(text: &'a str) -> Self {
        if text.is_empty() { Self::Nothing } else { Self::Text(text.into()) }
    }

    /// A number; nothing if there is none.
    pub(super) fn number(number: Option<impl Into<Number>>) -> Self {
        number.map_or(Self::Nothing, |number| Self::Number(number.into()))
    }
}

impl fmt::Display for Field<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => text.fmt(f),
            Self::Number(number) => number.fmt(f),
            Self::Nothing => Ok(()),
        }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Count(count) => count.fmt(f),
            Self::Figure(figure) => figure.fmt(f),
            Self::Real(real) => real.fmt(f),
        }
    }
}

impl From<u16> for Number {
    fn from(count: u16) -> Self {
        Self::Count(count.into())
    }
}

impl From<usize> for Number {
    fn from(count: usize) -> Self {
        Self::Count(count)
    }
}

impl From<Decimal> for Number {
    fn from(figure: Decimal) -> Self {
        Self::Figure(figure)
    }
}

impl From<f64> for Number {
    fn from(real: f64) -> Self {
        Self::Real(real)
    }
}
