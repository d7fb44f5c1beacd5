//! The screen: its state, the keys that change it, and how it looks.

use std::ops::{Deref, DerefMut};
use std::path::PathBuf;

use crossterm::event::Event;
use ratatui::backend::Backend;
use ratatui::buffer::Buffer;
use ratatui::{Frame, Terminal};

use crate::error::Result;
use crate::tui::input::Input;
use crate::tui::model::{App, Effect, Notice, Setup};
use crate::tui::view::painter::Painter;
use crate::tui::view::theme::Theme;
use crate::tui::view::wide::redraw_halves;

/// The state of the screen, with the keys that change it and the theme that it is drawn in.
pub struct Screen<'a> {
    app: App<'a>,
    input: Input,
    theme: Theme,
}

impl<'a> Screen<'a> {
    /// The screen for some reports, with the first of them open.
    ///
    /// # Errors
    /// If the key map or the theme of the settings is wrong.
    pub fn new(setup: Setup<'a>, reports: Vec<PathBuf>, notice: Option<String>, size: (u16, u16)) -> Result<Self> {
        let theme = Theme::new(setup.config, setup.no_color);
        let input = Input::new(setup.config);
        let mut app = App::new(setup, input.keymap.names(), size);
        app.notice = notice.map(Notice::calm);
        app.add(reports);
        app.follow();
        Ok(Self { app, input, theme })
    }

    /// Takes an event; what it asks for outside the state is returned.
    pub fn update(&mut self, event: &Event) -> Option<Effect> {
        let message = self.input.read(event, &self.app)?;
        self.app.update(message)
    }

    /// Draws the screen.
    pub fn view(&self, frame: &mut Frame) {
        Painter { app: &self.app, theme: &self.theme }.draw(frame);
    }

    /// Draws the screen on a terminal that shows an earlier frame, and puts the new one in its place.
    ///
    /// # Errors
    /// If the terminal cannot be written to.
    pub fn draw_after<B: Backend>(
        &self,
        terminal: &mut Terminal<B>,
        before: &mut Buffer,
    ) -> std::result::Result<(), B::Error> {
        let drawn = terminal.draw(|frame| {
            self.view(frame);
            redraw_halves(before, frame.buffer_mut());
        })?;
        before.area = drawn.buffer.area;
        before.content.clone_from(&drawn.buffer.content);
        Ok(())
    }
}

impl<'a> Deref for Screen<'a> {
    type Target = App<'a>;

    fn deref(&self) -> &App<'a> {
        &self.app
    }
}

impl<'a> DerefMut for Screen<'a> {
    fn deref_mut(&mut self) -> &mut App<'a> {
        &mut self.app
    }
}
