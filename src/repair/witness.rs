//! Repairs weighed again by witnesses that the equations know nothing of.

use crate::repair::{Fault, Location, MOST_TIED, NOT_SURE, common, near_best};

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
        let sure = self.signature.is_none() && self.location != Location::GaveUp;
        for (repair, chance) in self.repairs.iter_mut().zip(chances) {
            let weighed = repair.probability * chance / all;
            repair.probability = if sure { weighed } else { weighed.min(NOT_SURE) };
        }
        self.page_is_wrong = self.page_is_wrong * page / all;
        self.repairs.sort_by(|a, b| b.probability.total_cmp(&a.probability));
        self.common = common(near_best(&self.repairs));
        if sure {
            self.location = match near_best(&self.repairs).len() {
                1 => Location::Located,
                near if near <= MOST_TIED => Location::Tied(near),
                _ => Location::NotLocated,
            };
        }
    }
}
