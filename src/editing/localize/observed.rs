//! What is seen of a cell before any equation is asked.

use rust_decimal::Decimal;

/// How far a cell is settled: by what is printed, or by a reviewer.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Standing {
    /// Nothing yet.
    Open,
    /// The agency states that there is none: it counts as 0, and hardly any repair changes it.
    Stated,
    /// Its value is settled; no repair may change it.
    Fixed,
    /// The page is wrong there: equations with this cell need no repair.
    Excused,
}

/// What is seen of a cell.
#[derive(Clone, Copy, Debug)]
pub struct Observed<'a> {
    /// The number read, if there is one
    pub value: Option<Decimal>,
    /// The raw text; empty if nothing stands there
    pub text: &'a str,
    /// Probability that a number which stands there was misread, before any equation is asked
    pub doubt: f64,
    /// How far it is settled
    pub standing: Standing,
    /// Whether the source has no such cell
    pub is_absent: bool,
}
