//! When decisions are made.

use jiff::{SignedDuration, Timestamp, Zoned};

/// The moment, in the form that decisions carry.
pub(super) fn now() -> String {
    written(&Zoned::now())
}

/// The same for a decision that is made in sight of an earlier one: never before that, so that it is the later one even
/// if the other's clock goes ahead.
pub(super) fn after(now: &str, earlier: Option<&str>) -> String {
    let moment = |at: &str| at.parse::<Timestamp>().ok();
    let least = earlier.and_then(moment).and_then(|at| at.checked_add(SignedDuration::from_millis(1)).ok());
    match (moment(now), least) {
        (Some(now), Some(least)) if now < least => written(&least.to_zoned(jiff::tz::TimeZone::system())),
        _ => now.to_owned(),
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
        let later = after("2026-11-21T09:30:00.400+08:00", Some(earlier));
        let moment = |at: &str| at.parse::<Timestamp>().expect("a time");
        assert_eq!(moment(&later), moment("2026-11-21T01:30:00.501Z"));
        for earlier in [None, Some("no time"), Some("2026-11-21T09:29:59+08:00")] {
            assert_eq!(after("2026-11-21T09:30:00.400+08:00", earlier), "2026-11-21T09:30:00.400+08:00");
        }
    }
}
