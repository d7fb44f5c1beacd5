//! The review screen. Only here are ratatui and crossterm named.
//!
//! `App::update` takes an event and changes the state, `App::perform` does what has to be done outside it, `App::view`
//! draws the state; the loop below waits for events and draws once for all that were waiting.

mod action;
mod app;
mod browse;
mod cell;
mod columns;
mod copy;
mod debris;
mod decide;
mod dock;
mod editor;
mod find;
mod folded;
mod folder;
mod help;
mod history;
mod hits;
mod keys;
mod layout;
mod list;
mod modes;
mod panes;
mod places;
mod pointer;
mod raw;
mod raw_rows;
mod redo;
mod rows;
mod series;
mod series_list;
mod table;
mod terminal;
mod theme;
mod tiny;
mod typing;
mod view;
mod why;
mod wide;
mod years;

pub use action::Action;
pub use app::{App, Effect};
pub use keys::{Chord, Context, Keymap, Press, chord};

use std::io::{self, IsTerminal};
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

/// How often the terminal is looked after while nothing happens.
const STILL_THERE: Duration = Duration::from_secs(3);

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
    let mut terminal = terminal::take(app.pointer.is_ours).map_err(|_| Error::NoTerminal)?;
    let ended = work(&mut terminal, &mut app);
    terminal::restore();
    ended.map_err(|error| Error::Write("terminal".into(), error))
}

fn work(terminal: &mut DefaultTerminal, app: &mut App) -> io::Result<()> {
    let mut before = Buffer::default();
    loop {
        if terminal::is_anew() {
            terminal.clear()?;
        }
        before = app.draw_after(terminal, &before)?;
        if !wait(app)? {
            continue;
        }
        loop {
            if let Some(effect) = app.update(&event::read()?)
                && terminal::outside(terminal, app, effect)?
                && !app.perform(effect)
            {
                return Ok(());
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
            return wait_for_key(app);
        }
        if app.is_stale() || app.shows_list() && started.elapsed() > LIST_REFRESH {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Waits for an event; false if the file has changed meanwhile. A terminal that has gone away sends no event, so it is
/// looked after now and then.
fn wait_for_key(app: &mut App) -> io::Result<bool> {
    while !event::poll(STILL_THERE)? {
        if app.look_at_file() {
            return Ok(false);
        }
        if !io::stdout().is_terminal() {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
    }
    Ok(true)
}
