//! What it is worth to have a person look at a cell: the order in which cells and reports come up for review.
//!
//! The benefit of a cell is the chance that its value in force is not what the page prints, times what is settled with
//! it, divided by the time it takes:
//!
//! - the chance is 1 less the confidence of its reading; 1 where it has no value, or was decided when it read differently,
//!   or differently by two people; and at least one in ten where failing equations point at it, for somebody has to say whether the page is wrong;
//! - with it are settled itself, and the equations on it that fail, or that only lack this cell;
//! - to confirm a value or to take one that is offered is one unit of time; where there is neither, somebody has to read
//!   the page and to type, which takes three.
//!
//! Benefits are compared by powers of two, and equals come in the order of the form, so that the eye is not sent about
//! for differences that mean nothing. The benefit of a report is that of all its open cells taken together, with one more
//! unit of time to find one's way in it.

use crate::review::{Need, Review, Status};

/// How much longer it takes to read and type a value than to take or confirm one.
const TYPING: f64 = 3.0;
/// The least chance of a cell that failing equations point at.
const CONTRADICTED: f64 = 0.1;
/// The time to find one's way in another report, in decisions.
const OPENING: f64 = 1.0;
/// The thresholds that the reviewer can choose from, beside the one of the settings.
const THRESHOLDS: [f64; 7] = [0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.999];

/// The number of thresholds that there may be.
pub const LEVELS: usize = THRESHOLDS.len() + 1;

/// What a decision is expected to bring, and the time it takes; of one cell or of several.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Benefit {
    gain: f64,
    time: f64,
}

impl Benefit {
    /// What it is worth to look at a cell that needs a person for this reason.
    pub fn of(review: &Review, cell: usize, need: Need) -> Self {
        let gain = chance_of_error(review, cell, need) * (1.0 + f64::from(settled_with(review, cell)));
        let at_once = review.values()[cell].is_some() || !review.suggestions(cell).is_empty();
        Self { gain, time: if at_once { 1.0 } else { TYPING } }
    }

    /// Both taken together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self { gain: self.gain + other.gain, time: self.time + other.time }
    }

    /// What is gained in a unit of time.
    pub fn benefit(self) -> f64 {
        if self.time > 0.0 { self.gain / self.time } else { 0.0 }
    }

    /// What is gained in a unit of time, if the report has to be opened first.
    pub fn with_opening(self) -> f64 {
        self.gain / (self.time + OPENING)
    }
}

/// When a cell comes up, before its benefit is compared.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Urgency {
    /// People disagree on it.
    First,
    /// It needs a person.
    Open,
    /// It only waits for the value that the equations give it.
    Last,
}

/// The place of a cell in the order of review: its turn, its benefit, and the cell.
pub type ReviewPriority = (Urgency, i32, usize);

/// The place of a cell in the order of review: the smaller, the sooner. Cells that people disagree on come first, those
/// that only wait for the value that the equations give them come last.
pub fn place(review: &Review, cell: usize, need: Need) -> ReviewPriority {
    let benefit = Benefit::of(review, cell, need).benefit();
    let turn = match need {
        Need::Conflict => Urgency::First,
        Need::Solved => Urgency::Last,
        _ => Urgency::Open,
    };
    (turn, -benefit.max(f64::MIN_POSITIVE).log2().floor() as i32, cell)
}

/// The thresholds that the reviewer can choose from, and which of them is that of the settings.
pub fn levels(threshold: f64) -> (Vec<f64>, usize) {
    let mut levels = THRESHOLDS.to_vec();
    let at = levels.partition_point(|&level| level < threshold);
    if levels.get(at) != Some(&threshold) {
        levels.insert(at, threshold);
    }
    (levels, at)
}

fn chance_of_error(review: &Review, cell: usize, need: Need) -> f64 {
    let least = if need == Need::Contradicted { CONTRADICTED } else { 0.0 };
    match (review.values()[cell], review.status(cell)) {
        (None, _) | (_, Status::Reopened | Status::Conflict) => 1.0,
        _ => (1.0 - review.confidence(cell).clamp(0.0, 1.0)).max(least),
    }
}

/// The equations on a cell that fail, or that would run if it had a value.
fn settled_with(review: &Review, cell: usize) -> u16 {
    let sheet = review.sheet();
    let waits = |&&nth: &&usize| {
        let equation = &sheet.equations[nth];
        let outcome = &review.assessment.outcomes[nth];
        let only_this = || equation.cells().all(|other| other == cell || review.amount(other).is_some());
        outcome.fails() && !review.is_source_error(equation) || outcome.did_not_run() && only_this()
    };
    sheet.equations_of(cell).iter().filter(waits).count() as u16
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Catalogue;
    use crate::reading::Reader;
    use crate::samples::SAMPLES;
    use crate::sidecar::Sidecar;
    use crate::source::Source;

    #[test]
    fn where_failing_sums_cross_comes_before_what_is_merely_doubtful() {
        let catalogue = Catalogue::built_in();
        let text = SAMPLES.iter().find(|(name, _)| name.starts_with("02")).expect("the sample").1;
        let source = Source::from_bytes("a.txt".as_ref(), text.as_bytes()).expect("text");
        let review = Review::new(source, Sidecar::default(), &mut Reader::new(&catalogue)).expect("a report");
        let cell = |id: &str| review.sheet().position(&id.into()).expect("a cell");
        let benefit = |id: &str, need| Benefit::of(&review, cell(id), need).benefit();
        let crossing = benefit("requests.granted.natural_person", Need::Contradicted);
        assert!(crossing > 2.0, "certainly wrong, and two sums hang on it: {crossing}");
        let sound = benefit("requests.new_received.natural_person", Need::Doubtful);
        assert!(sound < 0.1, "borne out by two sums: {sound}");
    }

    #[test]
    fn the_threshold_of_the_settings_is_among_those_to_choose_from() {
        assert_eq!(levels(0.95), (THRESHOLDS.to_vec(), 3));
        let (own, at) = levels(0.97);
        assert_eq!((own.len(), own[at]), (LEVELS, 0.97));
        assert!(own.is_sorted());
    }
}
