//! The screen on a terminal in memory.

use std::cell::Cell;
use std::io::{self, Write};
use std::rc::Rc;
use std::time::{Duration, Instant};

use crossterm::event::Event;
use gouji::tui::{Press, Screen as Tui};
use ratatui::backend::CrosstermBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::{Terminal, TerminalOptions, Viewport};

/// What one frame cost.
#[derive(Clone, Copy, Debug, Default)]
pub struct Frame {
    /// The change of the state
    pub update: Duration,
    /// What had to be done outside it
    pub outside: Duration,
    /// The drawing
    pub draw: Duration,
    /// Bytes that were written to the terminal
    pub bytes: usize,
    /// Whether another report came on the screen
    pub opened: bool,
}

impl Frame {
    /// All that it cost.
    pub fn whole(&self) -> Duration {
        self.update + self.outside + self.draw
    }

    /// The least of each part in two runs.
    pub fn min(self, other: Self) -> Self {
        let (update, outside) = (self.update.min(other.update), self.outside.min(other.outside));
        Self { update, outside, draw: self.draw.min(other.draw), ..self }
    }
}

/// Counts what is written, and forgets it.
#[derive(Clone, Default)]
struct Sink(Rc<Cell<usize>>);

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.set(self.0.get() + bytes.len());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The screen, and what it is drawn on.
pub struct Screen<'a> {
    app: Tui<'a>,
    terminal: Terminal<CrosstermBackend<Sink>>,
    written: Sink,
    before: Buffer,
}

impl<'a> Screen<'a> {
    /// Draws the first frame, once all is read.
    pub fn new(mut app: Tui<'a>, (width, height): (u16, u16)) -> io::Result<Self> {
        let written = Sink::default();
        let viewport = Viewport::Fixed(Rect::new(0, 0, width, height));
        let backend = CrosstermBackend::new(written.clone());
        let mut terminal = Terminal::with_options(backend, TerminalOptions { viewport })?;
        while app.idle() {}
        app.freshen();
        let mut before = Buffer::default();
        app.draw_after(&mut terminal, &mut before)?;
        Ok(Self { app, terminal, written, before })
    }

    /// Presses a key and draws the frame that it leads to.
    pub fn press(&mut self, press: Press) -> io::Result<Frame> {
        let (on_screen, bytes) = (self.app.current(), self.written.0.get());
        let begun = Instant::now();
        let effect = self.app.update(&Event::Key(press.event()));
        let update = begun.elapsed();
        if let Some(effect) = effect {
            self.app.perform(effect);
        }
        let outside = begun.elapsed().saturating_sub(update);
        self.app.draw_after(&mut self.terminal, &mut self.before)?;
        let draw = begun.elapsed().saturating_sub(update + outside);
        let bytes = self.written.0.get() - bytes;
        let opened = self.app.current() != on_screen;
        while self.app.idle() {}
        self.app.freshen();
        Ok(Frame { update, outside, draw, bytes, opened })
    }
}
