//! How far a long run is, on standard error while that is a terminal.

use std::io::{self, IsTerminal};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How often it is drawn in a second, at the most.
const RATE: u8 = 10;
/// A run that is over by then needs none.
const PATIENCE: Duration = Duration::from_millis(300);
/// Plain signs, which are one column wide on every terminal; `{prefix}` is what is known of the total.
const LOOK: &str = "[{bar:30}] {pos}/{prefix}  {per_sec}  {eta_precise}";

/// The bar of a run; hidden, it takes everything and shows nothing.
#[derive(Debug)]
pub(super) struct Bar(ProgressBar);

impl Bar {
    /// A bar that shows nothing.
    pub(super) fn hidden() -> Self {
        Self(ProgressBar::hidden())
    }

    /// Shows the bar, if standard error is a terminal and nothing else is written to one.
    pub(super) fn show(&self, is_quiet: bool, writes_to_terminal: bool) {
        if !is_quiet && !writes_to_terminal && io::stderr().is_terminal() {
            let style = ProgressStyle::with_template(LOOK).unwrap_or_else(|_| ProgressStyle::default_bar());
            self.0.set_style(style.progress_chars("=> "));
            self.0.reset();
            self.0.set_draw_target(ProgressDrawTarget::stderr_with_hz(RATE));
        }
    }

    /// Whether it is on the screen.
    pub(super) fn is_shown(&self) -> bool {
        !self.0.is_hidden()
    }

    /// Tells how many are done, how many there are, and whether those are all.
    pub(super) fn set(&self, done: usize, found: usize, are_all: bool) {
        if self.0.is_hidden() || self.0.elapsed() < PATIENCE {
            return;
        }
        self.0.set_length(found as u64);
        self.0.set_prefix(format!("{found}{}", if are_all { "" } else { "+" }));
        self.0.set_position(done as u64);
    }

    /// Takes the bar off the screen for good.
    pub(super) fn clear(&self) {
        self.0.finish_and_clear();
        self.0.set_draw_target(ProgressDrawTarget::hidden());
    }

    /// Does something to the terminal above the bar.
    pub(super) fn above<T>(&self, act: impl FnOnce() -> T) -> T {
        self.0.suspend(act)
    }
}
