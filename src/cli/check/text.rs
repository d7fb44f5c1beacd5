//! Findings as lines for a person.

use std::io::{self, Write};

use crate::cli::check::Sink;
use crate::cli::check::counts::Counts;
use crate::tell::Told;
use crate::words::{Word, Words};

pub(super) struct Text<'a, W> {
    out: W,
    words: &'a Words,
}

impl<'a, W: Write> Text<'a, W> {
    pub(super) fn new(out: W, words: &'a Words) -> Self {
        Self { out, words }
    }
}

impl<W: Write> Sink for Text<'_, W> {
    fn findings(&mut self, told: &[Told]) -> io::Result<()> {
        told.iter().flat_map(Told::lines).try_for_each(|line| writeln!(self.out, "{line}"))
    }

    fn finish(&mut self, counts: &Counts) -> io::Result<()> {
        if !counts.reports.is_empty() {
            let (reports, clean) = (counts.reports.len(), counts.clean());
            let [held, failed, not_run] = counts.outcomes();
            let said: [&dyn std::fmt::Display; 5] = [&reports, &clean, &held, &failed, &not_run];
            writeln!(self.out, "{}", self.words.fill(Word::CheckSummary, &said))?;
        }
        self.out.flush()
    }
}
