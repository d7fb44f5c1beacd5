//! Places visited, and marks: going back, forward, to a letter, and to another year.

pub mod marks;
pub mod year;

use crate::tui::app::App;
use crate::tui::effect::Effect;
use crate::tui::input::action::Action;
use crate::tui::mode::Mode;
use crate::tui::places::marks::Marks;
use crate::tui::report::Focus;
use crate::words::Word;

/// Places that are remembered to go back to.
const REMEMBERED: usize = 500;

/// Where the reviewer is: a report, a cell, and a byte of its raw text.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Place {
    /// The report's position in the folder
    pub report: usize,
    /// The selected cell
    pub cell: usize,
    /// The cursor in the raw text
    pub cursor: usize,
    /// The side that has the focus
    pub focus: Focus,
}

/// The places that were left, oldest first, those gone back from, and the marks.
#[derive(Debug, Default)]
pub struct Places {
    left: Vec<Place>,
    ahead: Vec<Place>,
    /// What letters stand for
    pub marks: Marks,
}

impl Places {
    /// Notes a place that is left by a jump.
    pub fn leave(&mut self, place: Place) {
        self.ahead.clear();
        self.left.push(place);
        let over = self.left.len().saturating_sub(REMEMBERED);
        self.left.drain(..over);
    }

    fn back(&mut self, here: Place) -> Option<Place> {
        while let Some(place) = self.left.pop() {
            if place != here {
                self.ahead.push(here);
                return Some(place);
            }
        }
        None
    }

    fn forward(&mut self, here: Place) -> Option<Place> {
        let place = self.ahead.pop()?;
        self.left.push(here);
        Some(place)
    }
}

/// What the letter that is waited for is for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Letter {
    /// To mark the place
    Set,
    /// To go to the place that it marks
    Go,
}

impl App<'_> {
    /// Where one is.
    pub(in crate::tui) fn place(&self) -> Place {
        Place {
            report: self.folder.current,
            cell: self.report.selected,
            cursor: self.report.cursor,
            focus: self.report.focus,
        }
    }

    /// Remembers a place to come back to, if one is no longer there.
    pub(in crate::tui) fn leave_place(&mut self, place: Place) {
        if place != self.place() {
            self.session.places.leave(place);
        }
    }

    /// Goes to a place wherever it is.
    pub(in crate::tui) fn go(&mut self, place: Place) -> Option<Effect> {
        if place.report != self.folder.current {
            return Some(Effect::Go(place));
        }
        self.report.stand_at(place);
        None
    }

    pub(in crate::tui) fn act_on_places(&mut self, action: Action) -> Option<Effect> {
        let here = self.place();
        let (to, nothing) = match action {
            Action::Back => (self.session.places.back(here), Word::NoPlaceBack),
            Action::Forward => (self.session.places.forward(here), Word::NoPlaceForward),
            Action::SetMark => {
                self.mode = Mode::Mark(Letter::Set);
                return None;
            }
            _ if self.session.places.marks.is_empty() => (None, Word::NoMarks),
            _ => {
                self.mode = Mode::Mark(Letter::Go);
                return None;
            }
        };
        if to.is_none() {
            self.say(nothing);
        }
        let place = to?;
        self.mode = Mode::Browse;
        self.go(place)
    }
}
