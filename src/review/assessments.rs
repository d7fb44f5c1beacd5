//! Assessments of one report that come again: decisions that are taken back and made again lead to where one was.

use std::collections::VecDeque;

use rust_decimal::Decimal;

use crate::editing::assess::{Assessment, Standing};

/// So many assessments are kept beside the one in force.
const KEPT: usize = 16;

/// What an assessment depends on beside the report: for each cell its amount in sums, and how far it is settled.
pub(super) type Stand = Vec<(Option<Decimal>, Standing)>;

/// The stand that the assessment in force belongs to, and other assessments.
#[derive(Debug, Default)]
pub(super) struct Assessed {
    pub(super) stand: Stand,
    others: VecDeque<(Stand, Assessment)>,
}

impl Assessed {
    /// Goes to another stand; its assessment, if it is known. `now` is the one that was in force so far.
    pub(super) fn go(&mut self, stand: Stand, now: Assessment) -> Option<Assessment> {
        let before = std::mem::replace(&mut self.stand, stand);
        // The very first one has no stand before it.
        if !before.is_empty() {
            self.keep(before, now);
        }
        let at = self.others.iter().position(|(stand, _)| *stand == self.stand)?;
        self.others.remove(at).map(|(_, assessment)| assessment)
    }

    pub(super) fn keep(&mut self, stand: Stand, assessment: Assessment) {
        self.others.truncate(KEPT - 1);
        self.others.push_front((stand, assessment));
    }

    pub(super) fn knows(&self, stand: &Stand) -> bool {
        self.stand == *stand || self.others.iter().any(|(other, _)| other == stand)
    }

    /// How many assessments are kept beside the one in force.
    #[cfg(test)]
    pub(super) fn kept(&self) -> usize {
        self.others.len()
    }
}
