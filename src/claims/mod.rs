//! Prose claims: numbers that sentences of sections 一, 五 and 六 name, and the cells of the tables that they may mean.
//!
//! The same words mean different quantities in different provinces (收到 is 新收 here, 新收 and 上年结转 there), so a claim
//! carries all its readings: if it fits one, that is evidence for the cells; only if it fits none is anything wrong.
//!
//! A sentence is looked at only if a cheap search finds a word of the matter in it (`sentences`). It is folded: line
//! breaks, spaces, markup and the width of characters do not count, and every character keeps its place (`fold`). Its numbers
//! are found (`numbers`), and what is right before or behind each is compared with the patterns of the rules
//! (`grammar`, `statements`). All words between must be known, so that what is not understood is no claim.
//! Numbers of another year, of a part of the year, of one channel, of another body and entries of lists are left out.
//!
//! A statement that may also be about something else is *loose*: a fit is evidence, a misfit says nothing.

mod claim;
mod clause;
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

pub use crate::claims::claim::{Claim, Meaning, Said, Sum};
pub use crate::claims::fit::{Outcome, test};
pub use crate::claims::grammar::{Grammar, validate};

use crate::claims::fold::PlainSentence;
use crate::claims::resolve::resolve;
use crate::claims::sentences::sentences;
use crate::claims::statements::Reader;
use crate::sheet::record::Record;
use crate::source::Source;

impl Grammar {
    /// The claims of a report's prose, in the order of the text. The rows that the record was read from are no prose.
    pub fn claims(&self, source: &Source, record: &Record) -> Vec<Claim> {
        let tables = tables::stretches(source, record);
        let mut reader = Reader::new(self, scope::agency(source, record), record.year);
        let mut folded = PlainSentence::default();
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
