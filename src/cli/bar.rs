//! How far a long run is, on standard error while that is a terminal.

use std::fmt::Write;
use std::io::{self, IsTerminal};
use std::sync::atomic::{AtomicU64, Ordering};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

/// How often it is drawn in a second, at the most.
const RATE: u8 = 10;
/// Plain signs, which are one column wide on every terminal; `prefix` is what is known of the total.
const LOOK: &str = "[{bar:30}] {pos}/{prefix}  {rate}  {eta_precise}";

/// The bar of a run; hidden, it takes everything and shows nothing.
#[derive(Debug)]
pub(super) struct Bar {
    bar: ProgressBar,
    /// When it was drawn last, in milliseconds since the beginning
    drawn: AtomicU64,
}

impl Bar {
    /// A bar that shows nothing.
    pub(super) fn hidden() -> Self {
        Self { bar: ProgressBar::hidden(), drawn: AtomicU64::new(0) }
    }

    /// Shows the bar, if standard error is a terminal and nothing else is written to one.
    pub(super) fn show(&self, is_quiet: bool, writes_to_terminal: bool) {
        if !is_quiet && !writes_to_terminal && io::stderr().is_terminal() {
            let rate = |state: &ProgressState, out: &mut dyn Write| {
                let _ = write!(out, "{:.0}/s", state.per_sec());
            };
            let style = ProgressStyle::with_template(LOOK).unwrap_or_else(|_| ProgressStyle::default_bar());
            self.bar.set_style(style.with_key("rate", rate).progress_chars("=> "));
            self.bar.set_prefix("?");
            self.bar.reset();
            self.bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(RATE));
        }
    }

    /// Whether it is on the screen.
    pub(super) fn is_shown(&self) -> bool {
        !self.bar.is_hidden()
    }

    /// Shows how many are done, how many there are, and whether those are all.
    pub(super) fn set(&self, done: usize, found: usize, are_all: bool) {
        let now = self.bar.elapsed().as_millis() as u64;
        if self.bar.is_hidden() || now < self.drawn.load(Ordering::Relaxed) + 1000 / u64::from(RATE) {
            return;
        }
        self.drawn.store(now, Ordering::Relaxed);
        self.bar.update(|state| {
            state.set_len(found as u64);
            state.set_pos(done as u64);
        });
        self.bar.set_prefix(format!("{found}{}", if are_all { "" } else { "+" }));
    }

    /// Takes the bar off the screen for good.
    pub(super) fn clear(&self) {
        self.bar.finish_and_clear();
        self.bar.set_draw_target(ProgressDrawTarget::hidden());
    }

    /// Does something to the terminal above the bar.
    pub(super) fn above<T>(&self, act: impl FnOnce() -> T) -> T {
        self.bar.suspend(act)
    }
}
