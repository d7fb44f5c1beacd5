//! Places visited, and marks: going back, forward, and to a letter.

use std::collections::BTreeMap;

use crossterm::event::{KeyCode, KeyEvent};

use crate::tui::app::{App, Effect, Focus, Mode};
use crate::tui::input::action::Action;
use crate::visible::visible;
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
    marks: BTreeMap<char, (Place, String)>,
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
    /// Whether keys move about the report.
    pub(in crate::tui) fn is_browsing(&self) -> bool {
        matches!(self.mode, Mode::Browse | Mode::Edit(_))
    }

    /// Puts another report on the screen, and remembers the place in this one.
    pub(in crate::tui) fn open_from_here(&mut self, nth: usize) {
        let here = self.place();
        self.open(nth);
        if self.folder.current != here.report {
            self.places.leave(here);
        }
    }

    /// Where one is.
    pub(in crate::tui) fn place(&self) -> Place {
        Place { report: self.folder.current, cell: self.selected, cursor: self.cursor, focus: self.focus }
    }

    /// Goes to a place of the report on the screen; if the report has changed, to what is nearest.
    pub(in crate::tui) fn stand_at(&mut self, place: Place) {
        let Ok(review) = &self.review else { return };
        self.selected = place.cell.min(review.sheet().len().saturating_sub(1));
        let mut cursor = place.cursor.min(review.source.text.len());
        while !review.source.text.is_char_boundary(cursor) {
            cursor -= 1;
        }
        self.cursor = cursor;
        self.focus = place.focus;
    }

    /// Goes to a place wherever it is.
    pub(in crate::tui) fn go(&mut self, place: Place) -> Option<Effect> {
        if place.report != self.folder.current {
            return Some(Effect::Go(place));
        }
        self.stand_at(place);
        None
    }

    pub(in crate::tui) fn act_on_places(&mut self, action: Action) -> Option<Effect> {
        let here = self.place();
        let (to, nothing) = match action {
            Action::Back => (self.places.back(here), Word::NoPlaceBack),
            Action::Forward => (self.places.forward(here), Word::NoPlaceForward),
            Action::SetMark => {
                self.mode = Mode::Mark(Letter::Set);
                return None;
            }
            _ if self.places.marks.is_empty() => (None, Word::NoMarks),
            _ => {
                self.mode = Mode::Mark(Letter::Go);
                return None;
            }
        };
        if to.is_none() {
            self.say(nothing);
        }
        to.and_then(|place| self.go(place))
    }

    /// Takes the letter of a mark.
    pub(in crate::tui) fn mark_letter(&mut self, key: KeyEvent) -> Option<Effect> {
        let Mode::Mark(letter) = self.mode else { return None };
        let KeyCode::Char(sign) = key.code else { return None };
        self.mode = Mode::Browse;
        let here = self.place();
        match (letter, self.places.marks.get(&sign)) {
            (Letter::Set, _) => {
                let name = self.name_of_place();
                self.notify(self.setup.words.fill(Word::MarkSet, &[&visible(&sign.to_string()), &name]));
                self.places.marks.insert(sign, (here, name));
                None
            }
            (Letter::Go, Some(&(place, _))) => {
                self.places.leave(here);
                self.go(place)
            }
            (Letter::Go, None) => {
                self.notify(self.setup.words.fill(Word::NoMark, &[&visible(&sign.to_string())]));
                None
            }
        }
    }

    /// The marks and what they stand for, as lines of a list.
    pub(in crate::tui) fn mark_lines(&self) -> Vec<(String, String)> {
        let lines = self.places.marks.iter();
        lines.map(|(sign, (_, name))| (visible(&sign.to_string()).into_owned(), name.clone())).collect()
    }

    fn name_of_place(&self) -> String {
        let Ok(review) = &self.review else {
            return self
                .folder
                .here()
                .map_or(String::new(), |entry| visible(&entry.path.to_string_lossy()).into_owned());
        };
        let agency = review.record.agency.as_deref().map_or_else(|| review.source.name(), str::to_owned);
        let year = review.record.year.map(|year| year.to_string()).unwrap_or_default();
        let (line, column) = review.source.place(self.cursor);
        let at = match self.focus {
            Focus::Table => review.sheet().slots[self.selected].id.to_string(),
            Focus::Raw => format!("{line}:{column}"),
        };
        format!("{} {year}  {at}", visible(&agency))
    }
}
