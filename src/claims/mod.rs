//! Prose claims: numbers that sentences of sections 一, 五 and 六 name, and the cells of the tables that they may mean.
//!
//! The same words mean different quantities in different provinces (收到 is 新收 here, 新收 and 上年结转 there), so a claim
//! carries all its readings: if it fits one, that is evidence for the cells; only if it fits none is anything wrong.
//!
//! A sentence is looked at only if a cheap search finds a word of the matter in it (`sentences`). It is folded: line
//! breaks, spaces, markup and the width of signs are taken out, and every character keeps its place (`fold`). Its numbers
//! are found (`numbers`), and what stands right before or behind each is held against the patterns of the rules
//! (`grammar`, `statements`). Whatever stands between must be known words; so what is not understood is no claim.
//! Numbers of another year, of a part of the year, of one channel, of another body and entries of lists are left out.
//!
//! A statement that may also be about something else is *loose*: a fit is evidence, a misfit says nothing.

mod fit;
mod fold;
mod grammar;
mod numbers;
mod resolve;
mod scope;
mod sentences;
mod statements;
mod tables;
mod words;

use rust_decimal::Decimal;

pub use crate::claims::fit::{Outcome, test};
pub use crate::claims::grammar::{Grammar, validate};

use crate::claims::fold::Folded;
use crate::claims::resolve::resolve;
use crate::claims::sentences::sentences;
use crate::claims::statements::Reader;
use crate::sheet::record::Record;
use crate::source::{Source, Span};

/// What a clause of a folded sentence ends with.
const CLAUSE_ENDS: &[char] = &['，', '。', '；', '(', ')', ':'];

/// A number that a sentence claims.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// The position of its rule among those that the grammar was made of
    pub rule: usize,
    /// Where the number stands, or the words that say there were none
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
    /// is said of; its name for a person stands there
    pub reading: usize,
    /// The cells that the number counts
    pub sum: Sum,
    /// For a share, the whole that it is a share of: the position in `shares_of`, and its cells
    pub of: Option<(usize, Sum)>,
}

impl Grammar {
    /// The claims of a report's prose, in the order of the text. The rows that the record was read from are no prose.
    pub fn claims(&self, source: &Source, record: &Record) -> Vec<Claim> {
        let tables = tables::stretches(source, record);
        let mut reader = Reader::new(self, scope::agency(source, record), record.year);
        let mut folded = Folded::default();
        let mut claims = Vec::new();
        for sentence in sentences(source, &self.words.gate, &tables) {
            folded.set(&source.text, sentence.span);
            let shown = folded.span(&source.text, 0, folded.text.len());
            for statement in reader.read(&folded.text, sentence.goes_on) {
                let number = folded.span(&source.text, statement.start, statement.end);
                claims.extend(resolve(&self.rules, &record.sheet, &statement, number, shown));
            }
        }
        claims
    }
}

/// The first place from a byte on at which a character begins.
fn place_from(text: &str, byte: usize) -> usize {
    (byte..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len())
}

/// The last place up to a byte at which a character begins.
fn place_up_to(text: &str, byte: usize) -> usize {
    (0..=byte.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// Where the clause begins that goes on at the end of a text.
fn clause_start(text: &str) -> usize {
    let end = text.char_indices().rev().find(|(_, sign)| CLAUSE_ENDS.contains(sign));
    end.map_or(0, |(at, sign)| at + sign.len_utf8())
}
