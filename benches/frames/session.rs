//! The keys of a reviewer's session.

use gouji::tui::{Press, chord};

use gouji_reports::dice::Dice;

/// What a reviewer does in one go, how often, and the keys of it; where one of several is pressed, they stand between
/// strokes. A kind of key stands before a colon.
const GESTURES: &[(f64, &str)] = &[
    (30.0, "next: n"),
    (12.0, "move: j | k | h | l"),
    (4.0, "move: pagedown | pageup | G | home"),
    (20.0, "decide: a | a | enter | enter | s"),
    (3.0, "type: e 1 2 3 decide: enter"),
    (2.0, "type: e 4 esc"),
    (3.0, "undo: u | u | ctrl-r | x"),
    (1.0, "decide: = | <"),
    (4.0, "raw: tab j j j l l ctrl-f k tab"),
    (2.0, "search: / 予 以 down down esc"),
    (1.0, "search: / r . g enter ; ;"),
    (2.0, "findings: f down down esc"),
    (1.0, "palette: : u n d esc"),
    (2.0, "list: o j j j k esc"),
    (0.5, "list: o / 局 esc esc"),
    (4.0, "report: ]"),
    (2.0, "report: ["),
    (2.0, "report: D"),
    (0.5, "report: n n n"),
    (0.5, "layout: w w"),
    (0.5, "layout: ctrl-right ctrl-left ctrl-e ctrl-y"),
    (0.5, "help: ? j j esc"),
    (0.5, "layout: } {"),
];

/// The kind of those keys that put another report on the screen.
pub const OPENED: &str = "open report";

/// A session without end.
pub struct Session {
    dice: Dice,
    waiting: Vec<(&'static str, Press)>,
}

impl Session {
    /// The session of a seed.
    pub fn new(seed: u64) -> Self {
        Self { dice: Dice::of(seed, 0, "session"), waiting: Vec::new() }
    }

    /// The next key, and its kind.
    pub fn next(&mut self) -> (&'static str, Press) {
        loop {
            if let Some(next) = self.waiting.pop() {
                return next;
            }
            let gestures: Vec<(&str, f64)> = GESTURES.iter().map(|(weight, keys)| (*keys, *weight)).collect();
            let gesture = *self.dice.weighted(&gestures);
            self.waiting = self.keys(gesture);
            self.waiting.reverse();
        }
    }

    fn keys(&mut self, gesture: &'static str) -> Vec<(&'static str, Press)> {
        let (kind, all) = gesture.split_once(':').unwrap_or(("", gesture));
        if all.contains(" | ") {
            let one: Vec<&str> = all.split('|').map(str::trim).collect();
            let one = *self.dice.pick(&one);
            return chord(one).into_iter().flatten().map(|press| (kind, press)).collect();
        }
        let mut kind = kind;
        let mut keys = Vec::new();
        for word in all.split_whitespace() {
            match word.strip_suffix(':').filter(|name| !name.is_empty()) {
                Some(name) => kind = name,
                None => keys.extend(chord(word).into_iter().flatten().map(|press| (kind, press))),
            }
        }
        keys
    }
}
