//! The state of the screen. It knows no key, no terminal and nothing of how it is drawn.
//!
//! [`App`] is made of parts that do not know it. Constructors and questions about a part are beside the part; what
//! changes the whole is in `update`.

pub(crate) mod action;
pub(crate) mod claims;
pub(crate) mod debris;
pub(crate) mod file;
pub(crate) mod find;
pub(crate) mod folder;
pub(crate) mod history;
pub(crate) mod keys;
pub(crate) mod layout;
pub(crate) mod listing;
pub(crate) mod mode;
pub(crate) mod pace;
pub(crate) mod places;
pub(crate) mod preview;
pub(crate) mod queue;
pub(crate) mod report;
pub(crate) mod sample;
pub(crate) mod similar;
pub(crate) mod table;
pub(crate) mod typed;
pub(crate) mod walkthrough;
pub(crate) mod years;

use std::path::PathBuf;

use crate::catalogue::Catalogue;
use crate::data::config::Config;
use crate::findings::wording::Renderer;
use crate::reading::Reader;
use crate::review::{Review, Sight};
use crate::tui::model::claims::Visited;
use crate::tui::model::find::LastSearch;
use crate::tui::model::folder::Folder;
use crate::tui::model::history::{Direction, History};
use crate::tui::model::keys::{KeyNames, Repeats};
use crate::tui::model::layout::ScreenLayout;
use crate::tui::model::listing::Listing;
use crate::tui::model::mode::Mode;
use crate::tui::model::places::{Jumps, Spot};
use crate::tui::model::queue::Intake;
use crate::tui::model::report::Report;
use crate::tui::model::walkthrough::Walkthrough;
use crate::words::Words;

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
    /// The folder for decisions that cannot be saved beside their report; none if the user has none
    pub rescue: Option<PathBuf>,
    /// Whose decisions are seen
    pub sight: Sight,
    /// Whether colours are unwanted
    pub no_color: bool,
}

impl Setup<'_> {
    /// Says things about a report.
    pub(in crate::tui) fn wording<'b>(&'b self, review: &'b Review) -> Renderer<'b> {
        Renderer { review, rules: &self.catalogue.rules, words: self.words }
    }
}

/// The state of the screen, made of parts that do not know it.
pub struct App<'a> {
    pub(in crate::tui) setup: Setup<'a>,
    pub(in crate::tui) reader: Reader<'a>,
    /// The reports that the screen was opened on
    pub(in crate::tui) folder: Folder,
    /// What the list shows of them
    pub(in crate::tui) listing: Listing,
    /// What comes in from the background
    pub(in crate::tui) intake: Intake,
    /// The report on the screen
    pub(in crate::tui) report: Report,
    /// The way from one cell that needs a person to the next
    pub(in crate::tui) walkthrough: Walkthrough,
    /// What was done so far
    pub(in crate::tui) session: Session,
    /// What the keys are for
    pub(in crate::tui) mode: Mode,
    /// How the keys of each action are written, for messages
    pub(in crate::tui) keys: KeyNames,
    /// What the last keys asked for
    pub(in crate::tui) repeats: Repeats,
    /// How the screen is shared, and what is in sight
    pub(in crate::tui) layout: ScreenLayout,
    /// The message in the bottom line
    pub(in crate::tui) notice: Option<Notice>,
}

impl<'a> App<'a> {
    /// The screen without a report.
    pub(in crate::tui) fn new(setup: Setup<'a>, keys: KeyNames, size: (u16, u16)) -> Self {
        Self {
            reader: Reader::new(setup.catalogue),
            folder: Folder::new(setup.config.threshold.get()),
            listing: Listing::default(),
            intake: Intake::default(),
            report: Report::default(),
            walkthrough: Walkthrough::default(),
            session: Session::default(),
            mode: Mode::Browse,
            keys,
            repeats: Repeats::default(),
            layout: ScreenLayout::new(setup.config, size),
            notice: None,
            setup,
        }
    }
}

/// What was done in this session, to be gone back to or gone on with.
#[derive(Debug, Default)]
pub(crate) struct Session {
    /// The decisions that were made
    pub history: History,
    /// The places that were left
    pub jumps: Jumps,
    /// What was last searched for
    pub last: LastSearch,
    /// The cell that one went to from a sentence
    pub claim: Option<Visited>,
    /// What was last copied
    pub copied: String,
}

/// A message in the bottom line, until the next key.
#[derive(Clone, Debug)]
pub(crate) struct Notice {
    /// The message
    pub text: String,
    /// Whether something went wrong
    pub alarm: bool,
}

impl Notice {
    /// A message about what was done, or can be.
    pub(crate) fn calm(text: String) -> Self {
        Self { text, alarm: false }
    }

    /// A message about what went wrong.
    pub(crate) fn alarm(text: String) -> Self {
        Self { text, alarm: true }
    }
}

/// What an event asks for beyond the state: files, other reports, the terminal.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Effect {
    /// Write the decisions
    Save,
    /// Put another report on the screen
    Open(usize),
    /// Put another report on the screen, and select a cell of it
    Visit(usize, usize),
    /// Put another report on the screen, and go through the next step of the history there
    Replay(usize, Direction),
    /// Go to a place in another report
    Go(Spot),
    /// Put another report on the screen, and go to the place there that a letter stands for
    Mark(usize, char),
    /// Put what was copied into the terminal's clipboard
    Copy,
    /// Open the report in the reviewer's editor at a line, then read it again
    Editor(usize),
    /// Read the report again
    Reread,
    /// Have the mouse sent here, or leave it to the terminal
    Mouse(bool),
    /// Stop until the shell goes on with the program
    Suspend,
    /// Draw everything again
    Redraw,
    /// Leave
    Quit,
}
