//! Figures of a size that they seldom have.

use crate::review::Review;
use crate::rule::{Kind, Rule};

/// What a rule of plausibility says of a report.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Plausible {
    /// The number of figures that are of a usual size
    pub usual: usize,
    /// The cells whose figures are not
    pub unusual: Vec<usize>,
    /// The number of cells without a figure
    pub not_run: usize,
}

/// Runs a rule of plausibility on the values in force; nothing is said where it does not apply, or where a person has
/// settled the cell.
pub fn plausible(review: &Review, rule: &Rule) -> Plausible {
    let mut found = Plausible::default();
    let Kind::Plausibility(hint) = &rule.kind else { return found };
    if !hint.is_for(review.record.agency.as_deref()) {
        return found;
    }
    let sheet = review.sheet();
    let applies =
        |cell: usize| rule.applies_to(&sheet.part(cell).form.id) && hint.is_about(sheet.slots[cell].id.as_str());
    for cell in (0..sheet.len()).filter(|&cell| applies(cell)) {
        match review.values()[cell] {
            None => found.not_run += 1,
            Some(value) if value > hint.at_most && !review.status(cell).is_settled() => found.unusual.push(cell),
            Some(_) => found.usual += 1,
        }
    }
    found
}
