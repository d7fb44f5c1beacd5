//! Finding: a line that is typed, what answers to it, and a choice of one. Searching in the raw text, in cells and in
//! findings, and the palette of actions, are four kinds of it.

pub(crate) mod folded;

use tui_textarea::TextArea;

use crate::findings::Level;
use crate::source::Span;
use crate::tui::model::action::Action;
use crate::tui::model::find::folded::SearchText;
use crate::tui::model::layout::Scroll;
use crate::tui::model::places::Spot;

/// What is searched.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum SearchKind {
    /// The raw text
    Raw,
    /// The cells: labels, addresses, values, raw texts
    Cells,
    /// What was found wrong, open or odd
    Findings,
    /// Actions, addresses and lines
    Palette,
}

/// A search under way.
#[derive(Debug)]
pub(crate) struct Find {
    /// What is searched
    pub kind: SearchKind,
    /// What is typed
    pub text: TextArea<'static>,
    /// What answers to it
    pub hits: Vec<Hit>,
    /// The hit that is chosen
    pub at: usize,
    /// The raw text, folded once
    pub raw: SearchText,
    /// Where it was called from, and what was in sight there
    pub from: (Spot, Scroll),
}

impl Find {
    /// What is typed, as one line.
    pub(crate) fn query(&self) -> String {
        self.text.lines().concat()
    }

    /// The first hit drawn, so that the chosen one is among so many.
    pub(crate) fn top(&self, height: usize) -> usize {
        (self.at + 1).saturating_sub(height)
    }
}

/// What was last searched for, to go on with.
#[derive(Debug, Default)]
pub(crate) struct LastSearch {
    /// What was searched; none if nothing was yet
    pub kind: Option<SearchKind>,
    /// What was typed
    pub query: String,
    /// The hit that one went to
    pub at: usize,
    /// The stretch of the raw text that was found
    pub span: Option<Span>,
}

/// Hits that are listed; a search that has more says so.
pub(crate) const MOST: usize = 999;
/// Where a hit leads.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Goal {
    /// A stretch of the raw text
    Text(Span),
    /// A cell
    Cell(usize),
    /// An action
    Act(Action),
    /// It is about the whole report
    Nowhere,
}

/// One answer to a search.
#[derive(Clone, Debug)]
pub(crate) struct Hit {
    /// What stands before it: a line, a level, keys
    pub lead: String,
    /// What it says
    pub text: String,
    /// What stands at the right end
    pub note: String,
    /// More of it, shown while it is chosen
    pub more: Vec<String>,
    /// How grave it is, if it is a finding
    pub level: Option<Level>,
    /// Where it leads
    pub goal: Goal,
}
