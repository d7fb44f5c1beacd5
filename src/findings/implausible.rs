//! Figures of a size that they seldom have.

use std::collections::BTreeSet;

use crate::form::rule::{Kind, Rule};
use crate::review::Review;

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
    let cells: BTreeSet<usize> = hint.cells.iter().flat_map(|pattern| sheet.matching(pattern).into_owned()).collect();
    for cell in cells.into_iter().filter(|&cell| rule.applies_to(&sheet.part(cell).form.id)) {
        match review.values()[cell] {
            None => found.not_run += 1,
            Some(value) if value > hint.at_most && !review.status(cell).is_settled() => found.unusual.push(cell),
            Some(_) => found.usual += 1,
        }
    }
    found
}
