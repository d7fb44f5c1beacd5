//! The review screen. Only here are ratatui and crossterm named.
//!
//! ```text
//!   key, mouse ─ App::update ─ Effect ─ App::perform          terminal
//!                    │                       │                   │
//!                    └──────── App ──────────┘── App::view ── frame
//!                               │
//!   background ─ folder::intake ┘
//! ```
//!
//! `App::update` takes an event and changes the state, `App::perform` does what has to be done outside it, `App::view`
//! draws the state and decides nothing; [`run()`] waits for events and draws once for all that were waiting.
//!
//! # The state
//!
//! `App` is made of parts that do not know it; of each other only the list knows the folder, which it is given:
//!
//! | part | what it holds |
//! |---|---|
//! | `folder` | the reports that the screen was opened on, what is known of each, and the threshold in force |
//! | `list::listing` | which of them the list shows, and in which order |
//! | `folder::intake` | what is asked of the background, and what came in |
//! | `report` | the report on the screen: its review, where one is in it, its file, whether decisions are saved |
//! | `round` | the way from one cell that needs a person to the next; the sample; the pace |
//! | `session` | decisions, places, the last search, the last copy: to go back to or on with |
//! | `mode` | what the keys are for, with what a mode needs and drops when it is left |
//! | `input` | the key map, keys of a chord that is not whole, what is only done when asked again |
//! | `layout` | the size of the screen, how it is shared, what is in sight, the mouse |
//! | `notice` | the message in the bottom line |
//!
//! # Where to look
//!
//! What a mode does and how it is drawn stand beside each other: `list` (all reports), `find` (searches and the palette),
//! `series` (what is like a decision), `prompt`, `help`, `places::marks`, `decide::typing`. So do the panes of a report:
//! `table`, `raw`, `why`. They are drawn by views (`TableView`, `RawView`, `Why`, `ListView`, `SeriesView`) that are given
//! what they show; `frame` puts them together, with the top and the bottom line, and holds what they are drawn with.
//!
//! A key goes from `input::keys` to the mode that is on; while a report is looked at, to `report::keys`, which names for
//! every action the module that does it: `decide` what is decided, `round` where one goes next, `places` what one comes
//! back to. What can be done anywhere is in `input::anywhere`. While one looks, `report::ahead` has the likeliest decisions
//! weighed and the likeliest reports read in the background, so that the screen waits for neither.

mod input;
mod jobs;
mod memory;
mod model;
mod run;
mod screen;
mod terminal;
mod update;
mod view;

pub use crate::data::config::{Chord, Context, Press};
pub use input::keymap::Keymap;
pub use input::press::chord;
pub use jobs::News;
pub use model::action::Action;

pub use model::{App, Effect, Setup};
pub use run::run;
pub use screen::Screen;
