//! The review screen. Only here are ratatui and crossterm named.
//!
//! ```text
//!   key, mouse ── input ── Message ── update ── Effect ── terminal, App::perform
//!                                        │
//!   background ── jobs ─── News ──────── App ──────────── view ── frame
//! ```
//!
//! | room | what it holds |
//! |---|---|
//! | `model` | [`App`], the state, and its parts: no key, no terminal, nothing of how it is drawn |
//! | `input` | what keys and mouse mean: the key map, and the [`Action`] that it calls |
//! | `update` | the change that each action makes: one exhaustive match, and the only methods of [`App`] |
//! | `view` | draws the state and decides nothing; it also knows what is drawn where, which the mouse asks for |
//! | `jobs` | the threads that find and read reports while the reviewer works |
//! | `memory` | where the reviewer was in each folder, kept between sessions |
//! | `screen`, `run`, `terminal` | [`Screen`] puts state, keys and theme together; [`run()`] waits for events and draws |
//!
//! Files import in one direction: `run` and `terminal`, `screen`, `update`, `view`, `input`, `jobs`, `model`.
//!
//! # The state
//!
//! | part | what it holds |
//! |---|---|
//! | `folder` | the reports that the screen was opened on, what is known of each, and the threshold in force |
//! | `listing` | which of them the list shows, and in which order |
//! | `intake` | what is asked of the background, and what came in |
//! | `report` | the report on the screen: its review, where one is in it, its file, whether decisions are saved |
//! | `walkthrough` | the way from one cell that needs a person to the next; the sample; the pace |
//! | `session` | decisions, places, the last search, the last copy: to go back to or on with |
//! | `mode` | what the keys are for, with what a mode needs and drops when it is left |
//! | `keys`, `repeats` | how keys are written, for messages; what is only done when asked again |
//! | `layout` | the size of the screen, how it is shared, what is in sight, the mouse |
//! | `notice` | the message in the bottom line |
//!
//! # A new action
//!
//! As an example, `claim` goes from a cell to the sentence that names it. It is
//!
//! 1. a variant in `data/config/action.rs`, with its name in the key map: `Claim "claim",`
//! 2. an arm in `update/mod.rs`, which says where the action means something, and the change:
//!    `Action::Claim => self.on_text(Self::go_to_claim),`
//! 3. a line of the key map in `assets/config.ron`, and the same in `config.example.ron`: `"g c": "claim",`
//! 4. its words in `assets/lang/zh.ron` and `en.ron`, under `actions`:
//!    `"claim": "sentence that names the cell (again: next; enter there: its cells)",`
//!
//! Help and palette know it then. Without its arm it does not compile; without its key or its words a test fails that
//! names it. What the change is, here `go_to_claim`, goes beside what it works on (`update/claims.rs`).

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
