//! Places in the reports: where the reviewer is, the places that were left, and the marks.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::data::config::Context;

/// The pane that the movement keys move in.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Focus {
    /// The table
    Table,
    /// The raw report
    Raw,
}

impl Focus {
    /// The context that keys are looked up in while nothing is open over the report.
    pub fn context(self) -> Context {
        match self {
            Self::Table => Context::Table,
            Self::Raw => Context::Raw,
        }
    }
}

/// Places that are remembered to go back to.
const REMEMBERED: usize = 500;

/// Where the reviewer is: a report, a cell, and a byte of its raw text.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Spot {
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
pub(crate) struct Jumps {
    left: Vec<Spot>,
    ahead: Vec<Spot>,
    /// What letters stand for
    pub marks: Bookmarks,
}

impl Jumps {
    /// Notes a place that is left by a jump.
    pub(crate) fn leave(&mut self, place: Spot) {
        self.ahead.clear();
        self.left.push(place);
        let over = self.left.len().saturating_sub(REMEMBERED);
        self.left.drain(..over);
    }

    /// Goes back to the place that was left last.
    pub(crate) fn back(&mut self, here: Spot) -> Option<Spot> {
        while let Some(place) = self.left.pop() {
            if place != here {
                self.ahead.push(here);
                return Some(place);
            }
        }
        None
    }

    /// Goes to the place that was gone back from last.
    pub(crate) fn forward(&mut self, here: Spot) -> Option<Spot> {
        let place = self.ahead.pop()?;
        self.left.push(here);
        Some(place)
    }
}

/// What the letter that is waited for is for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Letter {
    /// To mark the place
    Set,
    /// To go to the place that it marks
    Go,
}

/// A place that a letter stands for, noted so that it is found again when the report has changed.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Bookmark {
    /// The path of the report
    pub report: PathBuf,
    /// The address of the cell; empty if the report could not be read
    pub cell: String,
    /// Line and column in the text, from 1, if it is a place of the raw side
    pub raw: Option<(usize, usize)>,
    /// What it is called in the list of marks
    pub name: String,
}

/// What letters stand for.
pub(crate) type Bookmarks = BTreeMap<char, Bookmark>;
