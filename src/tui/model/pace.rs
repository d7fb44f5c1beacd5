//! How fast the reviewer decides, and what that makes of the work that is left.

use std::time::{Duration, Instant};

use crate::words::{ScreenMessage, Words};

/// Seconds for a decision until there are enough of the reviewer's own.
const USUAL: f64 = 6.0;
/// So many decisions are enough.
const ENOUGH: usize = 5;
/// The pace is that of so many decisions, the last ones.
const LATEST: usize = 200;
/// Who takes longer than this was away.
const AWAY: Duration = Duration::from_secs(120);

/// The times between decisions in this session.
#[derive(Debug, Default)]
pub(crate) struct Pace {
    last: Option<Instant>,
    between: Vec<Duration>,
}

impl Pace {
    /// Notes that a decision was made.
    pub(crate) fn note(&mut self, now: Instant) {
        if let Some(taken) = self.last.replace(now).map(|last| now.duration_since(last))
            && taken < AWAY
        {
            self.between.push(taken);
            let old = self.between.len().saturating_sub(LATEST);
            self.between.drain(..old);
        }
    }

    /// Seconds for a decision: the median, at least one.
    pub(crate) fn seconds(&self) -> f64 {
        if self.between.len() < ENOUGH {
            return USUAL;
        }
        let mut sorted = self.between.clone();
        sorted.sort();
        sorted[sorted.len() / 2].as_secs_f64().max(1.0)
    }

    /// The time that so many decisions will take, in words.
    pub(crate) fn left(&self, decisions: usize, words: &Words) -> String {
        let seconds = self.seconds() * decisions as f64;
        match seconds {
            _ if decisions == 0 => String::new(),
            ..90.0 => words.fill(ScreenMessage::Seconds { count: &seconds.round() }),
            ..5400.0 => words.fill(ScreenMessage::Minutes { count: &(seconds / 60.0).round() }),
            _ => words.fill(ScreenMessage::Hours { count: &(seconds / 3600.0).round() }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    #[test]
    fn the_median_counts_and_time_away_does_not() {
        let mut pace = Pace::default();
        let words = Words::of(Language::English);
        assert_eq!(pace.left(10, words), "60 s", "by what is usual");
        let mut now = Instant::now();
        for seconds in [0, 3, 2, 700, 4, 2, 40, 3] {
            now += Duration::from_secs(seconds);
            pace.note(now);
        }
        assert!((pace.seconds() - 3.0).abs() < 1e-9, "of 2 2 3 3 4 40");
        assert_eq!((pace.left(0, words), pace.left(1000, words)), (String::new(), "50 min".into()));
        assert_eq!(pace.left(100_000, words), "83 h");
    }
}
