//! Findings in numbers: a table by rule, and one by report.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use crate::cli::check::Sink;
use crate::cli::check::counts::{Counts, OfReport};
use crate::rule::Rule;
use crate::tell::{Told, percent};
use crate::words::{Word, Words};

pub(super) struct Summary<'a, W> {
    out: W,
    rules: &'a [Rule],
    words: &'a Words,
}

impl<'a, W: Write> Summary<'a, W> {
    pub(super) fn new(out: W, rules: &'a [Rule], words: &'a Words) -> Self {
        Self { out, rules, words }
    }

    /// Writes rows under heads; the first column is text, the others are numbers.
    fn table(&mut self, heads: &str, rows: &[Vec<String>]) -> io::Result<()> {
        let heads: Vec<String> = heads.split('|').map(|head| head.trim().to_owned()).collect();
        let all = || [&heads].into_iter().chain(rows);
        let wide = |nth: usize| all().filter_map(|row| row.get(nth)).map(|text| text.width()).max().unwrap_or(0);
        let widths: Vec<usize> = (0..heads.len()).map(wide).collect();
        for row in all() {
            let pad = |nth: usize| " ".repeat(widths[nth] - row[nth].width());
            let cells = (0..heads.len()).map(|nth| match nth {
                0 => format!("{}{}", row[nth], pad(nth)),
                _ => format!("{}{}", pad(nth), row[nth]),
            });
            writeln!(self.out, "{}", cells.collect::<Vec<_>>().join("  ").trim_end())?;
        }
        Ok(())
    }
}

impl<W: Write> Sink for Summary<'_, W> {
    fn findings(&mut self, _: &[Told]) -> io::Result<()> {
        Ok(())
    }

    fn finish(&mut self, counts: &Counts) -> io::Result<()> {
        let language = self.words.language;
        let by_rule = self.rules.iter().zip(&counts.rules).map(|(rule, counts)| {
            let mut row = vec![format!("{} {}", rule.id, rule.name.get(language))];
            row.extend(counts.iter().map(usize::to_string));
            row
        });
        let by_rule: Vec<Vec<String>> = by_rule.collect();
        self.table(self.words.say(Word::SummaryByRule), &by_rule)?;
        writeln!(self.out)?;
        let by_report: Vec<Vec<String>> = counts.reports.iter().map(row).collect();
        self.table(self.words.say(Word::SummaryByReport), &by_report)?;
        self.out.flush()
    }
}

fn row(report: &OfReport) -> Vec<String> {
    let numbers = [report.failing, report.warnings, report.not_run, report.open, report.proved, report.cells];
    let counts = numbers.iter().map(usize::to_string);
    [report.source.clone()].into_iter().chain(counts).chain([percent(report.misread)]).collect()
}
