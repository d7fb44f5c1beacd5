//! Repairs weighed again by witnesses that the equations know nothing of.

use crate::editing::localize::fault::{Fault, Location};
use crate::editing::localize::finder::{common, located, most_likely, near_best};

impl Fault {
    /// Weighs the repairs by how likely what a witness says is with each of them, in their order, and with the page being
    /// wrong. Their order, what they have in common and whether the fault is located follow from that; a fault with the
    /// signature of an agency's error, or whose search was cut short, is located no better than before.
    pub fn weigh_by(&mut self, chances: &[f64], page: f64) {
        let all = self.repairs.iter().zip(chances).map(|(repair, chance)| repair.probability * chance).sum::<f64>()
            + self.page_is_wrong * page;
        if all <= 0.0 || !all.is_finite() {
            return;
        }
        let most = most_likely(self.signature, self.location == Location::GaveUp);
        for (repair, chance) in self.repairs.iter_mut().zip(chances) {
            repair.probability = (repair.probability * chance / all).min(most);
        }
        self.page_is_wrong = (self.page_is_wrong * page / all).max(1.0 - most);
        self.repairs.sort_by(|a, b| b.probability.total_cmp(&a.probability));
        self.common = common(near_best(&self.repairs));
        if !matches!(self.location, Location::GaveUp | Location::SourceError) {
            self.location = located(&self.repairs);
        }
    }
}
