//! Findings as JSON, one object a line.

use std::io::{self, Write};

use crate::cli::check::Sink;
use crate::cli::check::counts::Counts;
use crate::tell::Told;

pub(super) struct Jsonl<W> {
    out: W,
}

impl<W: Write> Jsonl<W> {
    pub(super) fn new(out: W) -> Self {
        Self { out }
    }
}

impl<W: Write> Sink for Jsonl<W> {
    fn findings(&mut self, told: &[Told]) -> io::Result<()> {
        for finding in told {
            serde_json::to_writer(&mut self.out, finding)?;
            self.out.write_all(b"\n")?;
        }
        Ok(())
    }

    fn finish(&mut self, _: &Counts) -> io::Result<()> {
        self.out.flush()
    }
}
