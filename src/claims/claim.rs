//! What a sentence claims, and the cells that it may mean.

use rust_decimal::Decimal;

use crate::source::Span;

/// A number that a sentence claims.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// The position of its rule among those that the grammar was made of
    pub rule: usize,
    /// Where the number is, or the words that say there were none
    pub number: Span,
    /// The sentence around it, from its first character to its last
    pub sentence: Span,
    /// What is claimed
    pub said: Said,
    /// Whether the words may also be about something else: then a misfit says nothing
    pub is_loose: bool,
    /// What the number may mean, at least one, the most usual first
    pub readings: Vec<Meaning>,
}

/// What a sentence claims.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Said {
    /// So many items
    Count(Decimal),
    /// So much money in 万元, rounded or cut to some decimals
    Amount {
        /// In 万元
        value: Decimal,
        /// Digits behind the point that 万元 are known to
        decimals: u32,
    },
    /// A share of a whole, rounded or cut to some decimals
    Share {
        /// In per cent
        percent: Decimal,
        /// Digits behind its point
        decimals: u32,
    },
}

/// Cells that are added up, and cells that are taken away. Positions count the cells of the record's sheet.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Sum {
    /// Cells that are added
    pub add: Vec<usize>,
    /// Cells that are taken away
    pub less: Vec<usize>,
}

impl Sum {
    /// All cells of the sum.
    pub fn cells(&self) -> impl Iterator<Item = usize> + '_ {
        self.add.iter().chain(&self.less).copied()
    }
}

/// One meaning that a claimed number may have.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Meaning {
    /// The position of the reading in `readings` of its rule, or in `shares_of` of the rule of the claim that the share
    /// is said of; its name for a person is there
    pub reading: usize,
    /// The cells that the number counts
    pub sum: Sum,
    /// For a share, the whole that it is a share of: the position in `shares_of`, and its cells
    pub of: Option<(usize, Sum)>,
}
