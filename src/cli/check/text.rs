//! Findings as lines for a person.

use crate::cli::check::counts::Counts;
use crate::cli::check::layout::FindingsLayout;
use crate::cli::check::summary::left;
use crate::findings::wording::RenderedFinding;
use crate::review::progress::RuleCounts;
use crate::words::{CommandMessage, CommonMessage, Words};

pub(super) struct Text<'a> {
    pub words: &'a Words,
}

impl FindingsLayout for Text<'_> {
    fn prints_parts(&self) -> bool {
        false
    }

    fn finding(&self, finding: &RenderedFinding) -> String {
        finding.lines().map(|line| line + "\n").collect()
    }

    fn closing(&self, counts: &Counts) -> String {
        if counts.reports.is_empty() {
            return String::new();
        }
        let (reports, clean) = (counts.reports.len(), counts.clean());
        let RuleCounts { held, failed, not_run } = counts.outcomes();
        let summary = CommandMessage::CheckSummary {
            reports: &reports,
            clean: &clean,
            held: &held,
            failed: &failed,
            not_run: &not_run,
        };
        let comma = self.words.say(CommonMessage::Comma);
        let left = left(counts, self.words).map_or_else(String::new, |left| format!("{comma}{left}"));
        self.words.fill(summary) + &left + "\n"
    }
}
