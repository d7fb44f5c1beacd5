//! Finding: a line that is typed, what answers to it, and a choice of one. Searching in the raw text, in cells and in
//! findings, and the palette of actions, are four kinds of it.

pub mod again;
pub mod draw;
pub mod folded;
pub mod hits;
pub mod keys;

use tui_textarea::TextArea;

use crate::source::Span;
use crate::tui::app::App;
use crate::tui::find::folded::Folded;
use crate::tui::find::hits::{Goal, Hit};
use crate::tui::layout::Scroll;
use crate::tui::line::line_of;
use crate::tui::mode::Mode;
use crate::tui::places::Place;
use crate::tui::raw::cell_over;
use crate::tui::report::Focus;

/// What is searched.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Kind {
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
pub struct Find {
    /// What is searched
    pub kind: Kind,
    /// What is typed
    pub text: TextArea<'static>,
    /// What answers to it
    pub hits: Vec<Hit>,
    /// The hit that is chosen
    pub at: usize,
    /// The raw text, folded once
    pub raw: Folded,
    from: (Place, Scroll),
    /// What it was called from
    before: Mode,
}

impl Find {
    /// What is typed, as one line.
    pub fn query(&self) -> String {
        self.text.lines().concat()
    }

    /// The first hit drawn, so that the chosen one is among so many.
    pub fn top(&self, height: usize) -> usize {
        (self.at + 1).saturating_sub(height)
    }
}

/// What was last searched for, to go on with.
#[derive(Debug, Default)]
pub struct Last {
    kind: Option<Kind>,
    query: String,
    at: usize,
    /// The stretch of the raw text that was found
    pub span: Option<Span>,
}

/// What a search is called from: of a search that is open already, be it below the help, what that was called from.
fn without_find(mode: Mode) -> Mode {
    match mode {
        Mode::Find(find) => without_find(find.before),
        Mode::Help(_, below) if matches!(*below, Mode::Find(_)) => without_find(*below),
        other => other,
    }
}

impl App<'_> {
    /// Opens the search of a kind.
    pub(in crate::tui) fn find(&mut self, kind: Kind) {
        if self.report.review.is_err() && kind != Kind::Palette {
            return;
        }
        let text = line_of("");
        let raw = self.report.review.as_ref().map(|review| Folded::of(&review.source.text)).unwrap_or_default();
        let from = (self.place(), self.layout.scroll);
        let before = without_find(std::mem::replace(&mut self.mode, Mode::Browse));
        self.mode = Mode::Find(Box::new(Find { kind, text, hits: Vec::new(), at: 0, raw, from, before }));
        self.look_up();
    }

    /// Opens the search of the side that has the focus.
    pub(in crate::tui) fn search(&mut self) {
        self.find(if self.report.focus == Focus::Raw { Kind::Raw } else { Kind::Cells });
    }

    /// Looks up anew what answers to what is typed, and shows the first of it.
    pub(in crate::tui) fn look_up(&mut self) {
        let Mode::Find(find) = &self.mode else { return };
        let hits = self.hits(find.kind, &find.query(), &find.raw);
        let near = if find.kind == Kind::Raw { find.from.0.cursor } else { 0 };
        let at = hits.iter().position(|hit| matches!(hit.goal, Goal::Text(span) if span.start >= near)).unwrap_or(0);
        if let Mode::Find(find) = &mut self.mode {
            (find.hits, find.at) = (hits, at);
        }
        self.preview();
    }

    /// Shows the place of the chosen hit; where there is none, the place that the search started from.
    fn preview(&mut self) {
        let Mode::Find(find) = &self.mode else { return };
        let (from, scroll) = find.from;
        let goal = find.hits.get(find.at).filter(|_| !find.query().is_empty() || find.kind == Kind::Findings);
        if let Some(goal @ (Goal::Text(_) | Goal::Cell(_))) = goal.map(|hit| hit.goal) {
            self.show(goal);
        } else {
            self.report.stand_at(from);
            self.layout.scroll = scroll;
        }
    }

    fn show(&mut self, goal: Goal) {
        match goal {
            Goal::Text(span) => {
                self.report.cursor = span.start;
                self.report.focus = Focus::Raw;
                let cell = self.report.review.as_ref().ok().and_then(|review| cell_over(review, span));
                self.report.selected = cell.unwrap_or(self.report.selected);
            }
            Goal::Cell(cell) => {
                self.report.focus = Focus::Table;
                self.report.select(cell);
            }
            Goal::Act(_) | Goal::Nowhere => {}
        }
    }

    /// What is searched for in the raw report and stands out in it: while a search is open all that was found, else the
    /// last that one went to.
    pub(in crate::tui) fn found(&self) -> impl Iterator<Item = Span> + '_ {
        let searching = if let Mode::Find(find) = &self.mode { find.hits.as_slice() } else { &[] };
        let last = self.session.last.span.filter(|span| searching.is_empty() && span.start == self.report.cursor);
        let all = searching.iter().filter_map(|hit| if let Goal::Text(span) = hit.goal { Some(span) } else { None });
        all.chain(last)
    }
}
