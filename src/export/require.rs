//! What an export may demand of the reports before it writes them.

use clap::ValueEnum;

use crate::editing::check::Proof;
use crate::export::Setting;
use crate::findings::wording::{RenderedFinding, findings};
use crate::review::Review;
use crate::text::visible::visible;
use crate::words::ExportMessage;

/// Cells that are not proved and are named; the others are counted.
const NAMED: usize = 5;

/// What every report has to be.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub enum Require {
    /// Reviewed, and every cell is proved by two equations or was decided by a reviewer
    Proved,
    /// No cell needs review, and every equation that fails was marked as an error in the original
    Reviewed,
    /// Nothing is wrong or open: no rule fails or did not run, no cell waits, no number was left out
    Clean,
}

impl Require {
    /// What a report lacks of it, in lines that are safe to print; none if nothing.
    pub fn lacks(self, review: &Review, setting: Setting) -> Vec<String> {
        let found = findings(review, setting.catalogue, setting.words, setting.threshold);
        let mut lines: Vec<String> =
            found.iter().filter(|finding| self.forbids(finding)).flat_map(RenderedFinding::lines).collect();
        if self == Self::Proved {
            lines.extend(unproved(review, setting));
        }
        lines
    }

    /// Whether a finding must not be there. What no decision can settle is only left to the strictest.
    fn forbids(self, finding: &RenderedFinding) -> bool {
        match finding.kind {
            "failing" | "conflict" | "open" | "blank" | "foreign_sidecar" => true,
            _ => self == Self::Clean && finding.is_finding(),
        }
    }
}

/// The cells of a report that neither two equations prove nor a reviewer decided, in a line.
fn unproved(review: &Review, setting: Setting) -> Option<String> {
    let is_open = |cell: usize| review.proof(cell) != Proof::Proved && !review.status(cell).is_settled();
    let cells: Vec<&str> = (0..review.sheet().len())
        .filter(|&cell| is_open(cell))
        .map(|cell| review.sheet().slots[cell].id.as_str())
        .collect();
    let source = review.source.path.to_string_lossy();
    let named = cells[..cells.len().min(NAMED)].join(", ");
    let named = match cells.len().saturating_sub(NAMED) {
        0 => named,
        others => setting.words.fill(ExportMessage::AndOthers { cells: &named, count: &others }),
    };
    (!cells.is_empty()).then(|| {
        let (path, count) = (&visible(&source), &cells.len());
        setting.words.fill(ExportMessage::NotProvedLine { path, count, cells: &named })
    })
}
