//! Reading on many threads, for the commands and for the screen: what a thread reads with, the order in which results
//! leave, what happens when the program breaks on one report, and how a run is stopped.
//!
//! It does not find reports, and does not know what is made of them.

mod desk;
mod ordered;
mod panics;
pub(crate) mod stop;

pub(crate) use desk::Desk;
pub(crate) use ordered::{Next, OrderedQueue};
#[cfg(feature = "tui")]
pub(crate) use panics::is_reader;
pub(crate) use panics::reader;
