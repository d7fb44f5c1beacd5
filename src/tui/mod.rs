//! The review screen. Only here are ratatui and crossterm named.
//!
//! `App::update` takes an event and changes the state, `App::perform` does what has to be done outside it, `App::view`
//! draws the state; the loop below waits for events and draws once for all that were waiting.

mod action;
mod app;
mod browse;
mod columns;
mod decide;
mod folder;
mod help;
mod history;
mod keys;
mod list;
mod panes;
mod raw;
mod table;
mod theme;
mod view;
mod why;
mod wide;

pub use action::Action;
pub use app::{App, Effect};
pub use keys::{Chord, Context, Keymap, Press, chord};

use std::io;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use crossterm::event;
use ratatui::DefaultTerminal;
use ratatui::buffer::Buffer;

use crate::catalogue::Catalogue;
use crate::config::Config;
use crate::error::{Error, Result};
use crate::words::Words;

/// How often the list is drawn anew while reports are read for it.
const LIST_REFRESH: Duration = Duration::from_millis(200);

/// What the screen needs to know from outside.
#[derive(Clone, Debug)]
pub struct Setup<'a> {
    /// The settings
    pub config: &'a Config,
    /// The forms and rules
    pub catalogue: &'a Catalogue,
    /// The words
    pub words: &'a Words,
    /// The reviewer's name
    pub reviewer: String,
    /// Whether colours are unwanted
    pub no_color: bool,
}

/// Opens the screen on some reports and runs it until the reviewer leaves. The terminal is restored whatever happens.
///
/// # Errors
/// If the key map or the theme is wrong, or the terminal cannot be used.
pub fn run(setup: Setup, reports: Vec<PathBuf>, notice: Option<String>) -> Result<()> {
    let size = crossterm::terminal::size().map_err(|_| Error::NoTerminal)?;
    let mut app = App::new(setup, reports, notice, size)?;
    let mut terminal = ratatui::try_init().map_err(|_| Error::NoTerminal)?;
    let ended = work(&mut terminal, &mut app);
    ratatui::restore();
    ended.map_err(|error| Error::Write("terminal".into(), error))
}

fn work(terminal: &mut DefaultTerminal, app: &mut App) -> io::Result<()> {
    let mut before = Buffer::default();
    loop {
        before = app.draw_after(terminal, &before)?;
        if !wait(app)? {
            continue;
        }
        loop {
            if let Some(effect) = app.update(&event::read()?) {
                if effect == Effect::Redraw {
                    terminal.clear()?;
                }
                if !app.perform(effect) {
                    return Ok(());
                }
            }
            if !event::poll(Duration::ZERO)? {
                break;
            }
        }
    }
}

/// Waits for an event, and meanwhile reads the reports of the list one by one; false if the list is to be drawn anew.
fn wait(app: &mut App) -> io::Result<bool> {
    let started = Instant::now();
    while !event::poll(Duration::ZERO)? {
        if !app.idle() {
            return event::poll(Duration::MAX);
        }
        if app.shows_list() && started.elapsed() > LIST_REFRESH {
            return Ok(false);
        }
    }
    Ok(true)
}
