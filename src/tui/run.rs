//! Runs the screen: waits for events and for news from the background, and draws once for all that were waiting.

use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use crossterm::event;
use ratatui::DefaultTerminal;
use ratatui::buffer::Buffer;

use crate::catalogue::Catalogue;
use crate::error::{Error, Result};
use crate::review::rescue;
use crate::tui::jobs::Background;
use crate::tui::memory::Memory;
use crate::tui::model::Setup;
use crate::tui::screen::Screen;
use crate::tui::terminal;
use crate::words::Words;

/// How often the screen is drawn anew while reports are found and read for it.
const REFRESH: Duration = Duration::from_millis(200);

/// How often the background is listened to while it works.
const LISTENED: Duration = Duration::from_millis(20);

/// How long the screen waits for the first report to show something of; it opens without one then.
const PATIENCE: Duration = Duration::from_millis(15);

/// Opens the screen on the reports that paths stand for, and runs it until the reviewer leaves. They are found and read
/// while it runs. `named` is what was named on the command line; the place where the reviewer leaves is remembered for
/// it. The terminal is restored whatever happens. What could not be followed of the paths is returned.
///
/// # Errors
/// If the key map or the theme is wrong, or the terminal cannot be used.
pub fn run(
    setup: Setup,
    catalogue: &Arc<Catalogue>,
    named: &[PathBuf],
    reports: impl Iterator<Item = Result<PathBuf>> + Send + 'static,
    notice: Option<String>,
) -> Result<Vec<Error>> {
    warm(catalogue);
    let background = Background::find(reports);
    let memory = Memory::of(named);
    let size = crossterm::terminal::size().map_err(|_| Error::NoTerminal)?;
    let (words, sight) = (Words::of(setup.words.language), setup.sight.clone());
    let mut screen = Screen::new(setup, Vec::new(), notice, size)?;
    screen.expect_more();
    screen.recall_marks(memory.as_ref().map(Memory::marks).unwrap_or_default());
    match memory.as_ref().and_then(Memory::recall) {
        Some((report, cell)) => screen.begin_at(report, &cell),
        None => first_report(&mut screen, &background),
    }
    if screen.is_void() {
        return Ok(screen.failures());
    }
    background.read(&screen.queue(), catalogue, &sight, screen.thresholds(), words);
    let mut terminal = terminal::take(screen.layout.pointer.is_ours).map_err(|_| Error::NoTerminal)?;
    let ended = work(&mut terminal, &mut screen, &background, memory.as_ref());
    terminal::restore();
    remember(&screen, memory.as_ref());
    if ended.is_err() {
        rescue::tell(&rescue::last_attempt());
    }
    rescue::tell(&screen.parting().into_iter().collect::<Vec<_>>());
    ended.map_err(|error| Error::Write("terminal".into(), error))?;
    Ok(screen.failures())
}

/// Has the patterns of sentences put together while reports are looked for and the first of them is read. Without a thread
/// the first report does it.
fn warm(catalogue: &Arc<Catalogue>) {
    let catalogue = catalogue.clone();
    let _ = thread::Builder::new().spawn(move || catalogue.warm());
}

/// Waits a moment for the first report, so that a screen without one is only seen where it takes long to find.
fn first_report(screen: &mut Screen, background: &Background) {
    let started = Instant::now();
    while screen.whereabouts().is_none() && !screen.is_void() {
        let left = PATIENCE.saturating_sub(started.elapsed());
        let Some(news) = background.wait(left) else { return };
        screen.take_in(news);
    }
    // A single file is then known to be the only one.
    for news in background.news() {
        screen.take_in(news);
    }
}

fn remember(screen: &Screen, memory: Option<&Memory>) {
    if let (Some(memory), Some((report, cell))) = (memory, screen.whereabouts()) {
        memory.remember(report, cell, screen.marks());
    }
}

fn work(
    terminal: &mut DefaultTerminal,
    screen: &mut Screen,
    background: &Background,
    memory: Option<&Memory>,
) -> io::Result<()> {
    let mut before = Buffer::default();
    let seen = |screen: &Screen| (screen.current(), screen.marks().clone());
    let mut remembered = seen(screen);
    loop {
        if terminal::is_anew() {
            terminal.clear()?;
        }
        screen.draw_after(terminal, &mut before)?;
        if !wait(screen, background)? {
            if screen.is_void() {
                return Ok(());
            }
            continue;
        }
        // What was got ready for this key.
        for news in background.news() {
            screen.take_in(news);
        }
        loop {
            if let Some(effect) = screen.update(&event::read()?)
                && terminal::outside(terminal, screen, effect)?
                && !screen.perform(effect)
            {
                return Ok(());
            }
            if !event::poll(Duration::ZERO)? {
                break;
            }
        }
        if seen(screen) != remembered {
            remembered = seen(screen);
            remember(screen, memory);
        }
    }
}

/// Waits for an event, and meanwhile listens to the background, and looks through the reports that a search for what is like
/// a decision asks for; false if the screen is to be drawn anew. Once all is read, nothing is done until a key comes.
fn wait(screen: &mut Screen, background: &Background) -> io::Result<bool> {
    screen.look_ahead();
    let (queue, drawn, mut changed, mut steps) = (screen.queue(), Instant::now(), false, false);
    loop {
        // Asked first: what was told before all was read is then heard below.
        let busy = steps || screen.is_searching() || !queue.is_idle();
        let mut at_once = screen.is_stale();
        for news in background.news() {
            at_once |= screen.take_in(news);
        }
        // Also by what came in right before the last key.
        changed |= screen.is_outdated();
        if at_once || changed && (!busy || drawn.elapsed() > REFRESH) {
            screen.freshen();
            return Ok(false);
        }
        if event::poll(Duration::ZERO)? {
            return Ok(true);
        }
        steps = screen.step_similar();
        changed |= steps;
        if !busy && !steps {
            return wait_for_key(screen);
        }
        if !steps && event::poll(LISTENED)? {
            return Ok(true);
        }
    }
}

/// Waits for an event; false if the file has changed meanwhile. A terminal that has gone away sends no event, so it is
/// looked after now and then.
fn wait_for_key(screen: &mut Screen) -> io::Result<bool> {
    while !event::poll(if screen.waits_to_save() { REFRESH } else { terminal::STILL_THERE })? {
        if screen.look_at_file() || screen.save_again() || screen.look_at_list() {
            return Ok(false);
        }
        if !io::stdout().is_terminal() {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
    }
    Ok(true)
}
