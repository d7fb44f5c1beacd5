//! What the frames cost, by kind of key.

use std::collections::BTreeMap;
use std::time::Duration;

use gouji::tui::Press;

use crate::screen::Frame;
use crate::session::OPENED;

/// The frames of a session.
#[derive(Debug, Default)]
pub struct Figures(Vec<(&'static str, Press, Frame)>);

impl Figures {
    /// Adds the frame of a key; in another run of the same session, the lesser counts.
    pub fn add(&mut self, nth: usize, kind: &'static str, press: Press, frame: Frame) {
        let kind = if frame.opened { OPENED } else { kind };
        match self.0.get_mut(nth) {
            Some((_, _, least)) => *least = least.min(frame),
            None => self.0.push((kind, press, frame)),
        }
    }

    /// Prints a line for each kind of key, one for all, and the slowest frames.
    pub fn print(self, slowest: usize) {
        println!("milliseconds; the parts are medians");
        println!(
            "{:<12}{:>6}{:>9}{:>9}{:>9}{:>9}{:>9}{:>9}{:>8}{:>8}",
            "key", "count", "median", "p99", "max", "update", "outside", "draw", "bytes", "most"
        );
        let mut kinds: BTreeMap<&str, Vec<Frame>> = BTreeMap::new();
        for (kind, _, frame) in &self.0 {
            kinds.entry(kind).or_default().push(*frame);
        }
        for (kind, frames) in &kinds {
            print(kind, frames);
        }
        print("all", &self.0.iter().map(|(.., frame)| *frame).collect::<Vec<_>>());
        let mut numbered: Vec<_> = self.0.iter().enumerate().collect();
        numbered.sort_by_key(|(_, (.., frame))| std::cmp::Reverse(frame.whole()));
        for (nth, (kind, press, frame)) in numbered.into_iter().take(slowest) {
            let parts = [frame.whole(), frame.update, frame.outside, frame.draw];
            let parts = parts.map(|took| format!("{:8.3}", millis(took)));
            println!("{:>5} {:<24} {}", nth + 1, format!("{kind} `{press}`"), parts.join(" "));
        }
    }
}

fn print(kind: &str, frames: &[Frame]) {
    let times = |part: fn(&Frame) -> Duration| {
        let mut times: Vec<Duration> = frames.iter().map(part).collect();
        times.sort_unstable();
        times
    };
    let whole = times(Frame::whole);
    let median = |part: fn(&Frame) -> Duration| share(&times(part), 0.5);
    let mut bytes: Vec<usize> = frames.iter().map(|frame| frame.bytes).collect();
    bytes.sort_unstable();
    println!(
        "{kind:<12}{:>6}{:>9.3}{:>9.3}{:>9.3}{:>9.3}{:>9.3}{:>9.3}{:>8}{:>8}",
        frames.len(),
        share(&whole, 0.5),
        share(&whole, 0.99),
        share(&whole, 1.0),
        median(|frame| frame.update),
        median(|frame| frame.outside),
        median(|frame| frame.draw),
        bytes.get(bytes.len() / 2).copied().unwrap_or_default(),
        bytes.last().copied().unwrap_or_default(),
    );
}

fn share(sorted: &[Duration], share: f64) -> f64 {
    let at = ((sorted.len() as f64 * share) as usize).min(sorted.len().saturating_sub(1));
    sorted.get(at).map_or(0.0, |took| millis(*took))
}

fn millis(took: Duration) -> f64 {
    took.as_secs_f64() * 1e3
}
