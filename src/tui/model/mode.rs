//! What the keys are for just now.

use tui_textarea::TextArea;

use crate::data::config::Context;
use crate::tui::model::find::Find;
use crate::tui::model::places::{Focus, Letter};
use crate::tui::model::preview::Preview;
use crate::tui::model::similar::Similar;
use crate::tui::model::typed::{Prompt, Typing};

/// What the keys are for. A mode owns what it needs; leaving it drops that.
#[derive(Debug)]
pub(crate) enum Mode {
    /// Looking and deciding
    Browse,
    /// Typing a value or a note for the selected cell
    Edit(Box<Typing>),
    /// Looking at what a decision on several cells would write
    Preview(Box<Preview>),
    /// Errors in other reports that are similar to one just decided
    Similar(Box<Similar>),
    /// The list of reports, with the row of the selected one
    List(usize),
    /// Typing what a prompt asks for
    Prompt(Box<Prompt>),
    /// The help, scrolled by this many lines, and what it was called from
    Help(usize, Box<Mode>),
    /// Searching, or choosing from the palette, and what that was called from
    Find(Box<Find>, Box<Mode>),
    /// Waiting for the letter of a mark
    Mark(Letter),
}

impl Mode {
    /// The context that keys are looked up in, with the focus on a side of the report.
    pub(crate) fn context(&self, focus: Focus) -> Context {
        match self {
            Self::Browse => focus.context(),
            Self::Edit(_) => Context::Edit,
            Self::Preview(_) => Context::Preview,
            Self::Similar(_) => Context::Series,
            Self::List(_) => Context::List,
            Self::Prompt(_) => Context::Prompt,
            Self::Help(..) => Context::Help,
            Self::Find(..) => Context::Find,
            Self::Mark(_) => Context::Mark,
        }
    }

    /// The line that is being typed, if one is.
    pub(crate) fn text(&mut self) -> Option<&mut TextArea<'static>> {
        match self {
            Self::Edit(typing) => Some(&mut typing.area),
            Self::Prompt(prompt) => Some(&mut prompt.text),
            Self::Find(find, _) => Some(&mut find.text),
            _ => None,
        }
    }

    /// Whether keys move about the report.
    pub(crate) fn is_browsing(&self) -> bool {
        matches!(self, Self::Browse | Self::Edit(_))
    }

    /// Whether the pane below is a dock for what is searched or chosen.
    pub(crate) fn is_docked(&self) -> bool {
        matches!(self, Self::Find(..) | Self::Mark(_) | Self::Preview(_))
    }

    /// The row that is selected in the list of reports, if that is on the screen.
    pub(crate) fn row(&self) -> Option<usize> {
        match self {
            Self::List(row) => Some(*row),
            Self::Prompt(prompt) => prompt.row(),
            _ => None,
        }
    }

    /// Selects a row of the list of reports, if that is on the screen.
    pub(crate) fn set_row(&mut self, row: usize) {
        match self {
            Self::List(selected) => *selected = row,
            Self::Prompt(prompt) => prompt.set_row(row),
            _ => {}
        }
    }

    /// What a search is called from here: where a search is open already, be it below the help, what that was called
    /// from.
    pub(crate) fn without_find(self) -> Self {
        match self {
            Self::Find(_, before) => before.without_find(),
            Self::Help(_, below) if matches!(*below, Self::Find(..)) => below.without_find(),
            other => other,
        }
    }
}
