//! The layouts of findings: what goes before, between and behind them. Findings are put into a layout on the threads
//! that read the reports.

use crate::cli::check::counts::Counts;
use crate::findings::wording::RenderedFinding;

/// One layout of findings.
pub(super) trait FindingsLayout: Sync {
    /// What opens the output.
    fn opening(&self) -> String {
        String::new()
    }

    /// What goes between two findings.
    fn between(&self) -> &'static str {
        ""
    }

    /// Whether it prints the parts of equations and repairs, and not their words alone.
    fn prints_parts(&self) -> bool {
        true
    }

    /// One finding.
    fn finding(&self, finding: &RenderedFinding) -> String;

    /// What closes the output.
    fn closing(&self, counts: &Counts) -> String;

    /// Findings one after the other.
    fn findings(&self, findings: &[RenderedFinding]) -> String {
        findings.iter().map(|finding| self.finding(finding)).collect::<Vec<_>>().join(self.between())
    }
}
