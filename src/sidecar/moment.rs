//! When decisions are made.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, Zoned};

/// The present moment, in the form that decisions carry.
pub(crate) fn now() -> String {
    written(&Zoned::now())
}

/// A moment that sorts as time does, whatever its offset; none if the text is no moment.
pub fn moment(at: &str) -> Option<Timestamp> {
    at.parse().ok()
}

/// The moment of a decision that is made in sight of an earlier one: `at`, or just after the earlier one where the clock
/// of whoever made that goes ahead.
pub(crate) fn after(at: &str, earlier: Option<&str>) -> String {
    let next = |earlier: Timestamp| earlier.checked_add(SignedDuration::from_millis(1)).ok();
    match (moment(at), earlier.and_then(moment).and_then(next)) {
        (Some(moment), Some(least)) if moment >= least => at.to_owned(),
        (_, Some(least)) => written(&least.to_zoned(TimeZone::system())),
        (_, None) => at.to_owned(),
    }
}

fn written(at: &Zoned) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%S%.3f%:z").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_later_decision_has_a_later_time_whatever_the_clocks_say() {
        let earlier = "2026-11-21T09:30:00.500+08:00";
        for at in ["2026-11-21T09:30:00.400+08:00", "2026-11-21T09:30:00.500+08:00", "no time"] {
            assert_eq!(moment(&after(at, Some(earlier))), moment("2026-11-21T01:30:00.501Z"), "{at}");
        }
        for earlier in [None, Some("no time"), Some("2026-11-21T09:29:59+08:00")] {
            assert_eq!(after("2026-11-21T09:30:00.400+08:00", earlier), "2026-11-21T09:30:00.400+08:00");
        }
    }
}
