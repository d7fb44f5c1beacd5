//! What the keys are for just now.

use tui_textarea::TextArea;

use crate::tui::decide::typing::Typing;
use crate::tui::find::Find;
use crate::tui::input::context::Context;
use crate::tui::places::Letter;
use crate::tui::prompt::Prompt;
use crate::tui::report::Focus;
use crate::tui::series::Series;

/// What the keys are for. A mode owns what it needs; leaving it drops that.
#[derive(Debug)]
pub enum Mode {
    /// Looking and deciding
    Browse,
    /// Typing a value or a note for the selected cell
    Edit(Box<Typing>),
    /// What is like a decision, in other reports
    Series(Box<Series>),
    /// The list of reports, with the row of the selected one
    List(usize),
    /// Typing what a prompt asks for
    Prompt(Box<Prompt>),
    /// The help, scrolled by this many lines, and what it was called from
    Help(usize, Box<Mode>),
    /// Searching, or choosing from the palette
    Find(Box<Find>),
    /// Waiting for the letter of a mark
    Mark(Letter),
}

impl Mode {
    /// The context that keys are looked up in, with the focus on a side of the report.
    pub fn context(&self, focus: Focus) -> Context {
        match self {
            Self::Browse => focus.context(),
            Self::Edit(_) => Context::Edit,
            Self::Series(_) => Context::Series,
            Self::List(_) => Context::List,
            Self::Prompt(_) => Context::Prompt,
            Self::Help(..) => Context::Help,
            Self::Find(_) => Context::Find,
            Self::Mark(_) => Context::Mark,
        }
    }

    /// The line that is being typed, if one is.
    pub fn text(&mut self) -> Option<&mut TextArea<'static>> {
        match self {
            Self::Edit(typing) => Some(&mut typing.area),
            Self::Prompt(prompt) => Some(&mut prompt.text),
            Self::Find(find) => Some(&mut find.text),
            _ => None,
        }
    }

    /// Whether keys move about the report.
    pub fn is_browsing(&self) -> bool {
        matches!(self, Self::Browse | Self::Edit(_))
    }

    /// Whether the pane below is a dock for what is searched or chosen.
    pub fn is_docked(&self) -> bool {
        matches!(self, Self::Find(_) | Self::Mark(_))
    }

    /// The row that is selected in the list of reports, if that is on the screen.
    pub fn row(&self) -> Option<usize> {
        match self {
            Self::List(row) => Some(*row),
            Self::Prompt(prompt) => prompt.row(),
            _ => None,
        }
    }

    /// Selects a row of the list of reports, if that is on the screen.
    pub fn set_row(&mut self, row: usize) {
        match self {
            Self::List(selected) => *selected = row,
            Self::Prompt(prompt) => prompt.set_row(row),
            _ => {}
        }
    }
}
