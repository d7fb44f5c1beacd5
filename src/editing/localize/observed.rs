//! What is seen of a cell before any equation is asked.

use rust_decimal::Decimal;

/// What a reviewer has decided on a cell.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Standing {
    /// Nothing yet.
    Open,
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
    /// What a reviewer has decided on it
    pub standing: Standing,
}
