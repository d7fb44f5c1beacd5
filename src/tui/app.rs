//! The state of the screen, and how it changes with each event. Drawing is elsewhere and decides nothing.

use std::path::PathBuf;

use crossterm::event::Event;

use crate::error::Result;
use crate::reading::Reader;
use crate::tui::Setup;
use crate::tui::effect::Effect;
use crate::tui::folder::Folder;
use crate::tui::folder::intake::Intake;
use crate::tui::frame::theme::Theme;
use crate::tui::input::Input;
use crate::tui::layout::Layout;
use crate::tui::list::listing::Listing;
use crate::tui::mode::Mode;
use crate::tui::notice::Notice;
use crate::tui::report::Report;
use crate::tui::round::Round;
use crate::tui::session::Session;

/// The state of the screen, made of parts that do not know it.
pub struct App<'a> {
    pub(super) setup: Setup<'a>,
    pub(super) theme: Theme,
    pub(super) reader: Reader<'a>,
    /// The reports that the screen was opened on
    pub(super) folder: Folder,
    /// What the list shows of them
    pub(super) listing: Listing,
    /// What comes in from the background
    pub(super) intake: Intake,
    /// The report on the screen
    pub(super) report: Report,
    /// The way from one cell that needs a person to the next
    pub(super) round: Round,
    /// What was done so far
    pub(super) session: Session,
    /// What the keys are for
    pub(super) mode: Mode,
    /// The keys, and what the last ones asked for
    pub(super) input: Input,
    /// How the screen is shared, and what is in sight
    pub(super) layout: Layout,
    /// The message in the bottom line
    pub(super) notice: Option<Notice>,
}

impl<'a> App<'a> {
    /// The screen for some reports, with the first of them open.
    ///
    /// # Errors
    /// If the key map or the theme of the settings is wrong.
    pub fn new(setup: Setup<'a>, reports: Vec<PathBuf>, notice: Option<String>, size: (u16, u16)) -> Result<Self> {
        let mut app = Self {
            theme: Theme::new(setup.config, setup.no_color)?,
            reader: Reader::new(setup.catalogue),
            folder: Folder::new(setup.config.threshold),
            listing: Listing::default(),
            intake: Intake::default(),
            report: Report::default(),
            round: Round::default(),
            session: Session::default(),
            mode: Mode::Browse,
            input: Input::new(setup.config)?,
            layout: Layout::new(setup.config, size),
            notice: notice.map(Notice::calm),
            setup,
        };
        app.add(reports);
        app.follow();
        Ok(app)
    }

    /// Takes an event; what it asks for outside the state is returned.
    pub fn update(&mut self, event: &Event) -> Option<Effect> {
        let effect = match event {
            Event::Key(key) if key.is_press() || key.is_repeat() => {
                self.layout.pointer.loose = false;
                let here = self.mode.is_browsing().then(|| self.place());
                let (effect, is_step) = self.key(*key);
                if let Some(here) = here.filter(|here| !is_step && self.mode.is_browsing() && *here != self.place()) {
                    self.session.places.leave(here);
                }
                effect
            }
            Event::Paste(text) => {
                // Values of a row that were copied come with tabs between them.
                self.paste(&text.replace(['\n', '\r'], "").replace('\t', " "));
                None
            }
            Event::Mouse(mouse) => self.point(*mouse),
            Event::FocusGained => {
                self.look_at_file();
                None
            }
            Event::Resize(width, height) => {
                self.layout.size = (*width, *height);
                None
            }
            _ => None,
        };
        self.follow();
        effect
    }

    /// Does what an event asked for; false if the program is to end.
    pub fn perform(&mut self, effect: Effect) -> bool {
        match effect {
            Effect::Save => {
                self.save();
                self.go_where_asked();
            }
            Effect::Open(nth) => self.open_from_here(nth, |_| {}),
            Effect::Visit(nth, cell) => self.open_from_here(nth, |app| {
                if app.report.review.as_ref().is_ok_and(|review| cell < review.sheet().len()) {
                    app.report.select(cell);
                }
            }),
            Effect::Mark(nth, sign) => self.open_from_here(nth, |app| app.stand_at_mark(sign)),
            Effect::Replay(nth, way) => self.replay_in(nth, way),
            Effect::Go(place) => {
                self.open(place.report);
                if self.folder.current == place.report {
                    self.report.stand_at(place);
                }
            }
            Effect::Reread | Effect::Editor(_) => self.reread(),
            Effect::Redraw | Effect::Copy | Effect::Mouse(_) | Effect::Suspend => {}
            Effect::Quit => return false,
        }
        self.follow();
        true
    }
}
