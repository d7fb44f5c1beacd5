//! Finding: a line that is typed, what answers to it, and a choice of one. Searching in the raw text, in cells and in
//! findings, and the palette of actions, are four kinds of it.

pub(in crate::tui) mod draw;
pub(in crate::tui) mod folded;
pub(in crate::tui) mod hits;

use ratatui::style::Style;
use tui_textarea::TextArea;

use crate::source::Span;
use crate::tui::app::{App, Effect, Focus, Mode, Scroll};
use crate::tui::find::folded::Folded;
use crate::tui::find::hits::{Goal, Hit};
use crate::tui::input::action::Action;
use crate::tui::places::Place;
use crate::words::Word;

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

impl App<'_> {
    /// Opens the search of a kind.
    pub(in crate::tui) fn find(&mut self, kind: Kind) {
        if self.review.is_err() && kind != Kind::Palette {
            return;
        }
        let mut text = TextArea::default();
        text.set_cursor_style(Style::default());
        text.set_cursor_line_style(Style::default());
        let raw = self.review.as_ref().map(|review| Folded::of(&review.source.text)).unwrap_or_default();
        let from = (self.place(), self.scroll);
        self.mode = Mode::Find(Box::new(Find { kind, text, hits: Vec::new(), at: 0, raw, from }));
        self.look_up();
    }

    /// Opens the search of the side that has the focus.
    pub(in crate::tui) fn search(&mut self) {
        self.find(if self.focus == Focus::Raw { Kind::Raw } else { Kind::Cells });
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
            self.stand_at(from);
            self.scroll = scroll;
        }
    }

    fn show(&mut self, goal: Goal) {
        match goal {
            Goal::Text(span) => {
                self.cursor = span.start;
                self.focus = Focus::Raw;
                let cell = self.review.as_ref().ok().and_then(|review| crate::tui::raw::cell_over(review, span));
                self.selected = cell.unwrap_or(self.selected);
            }
            Goal::Cell(cell) => {
                self.focus = Focus::Table;
                self.select(cell);
            }
            Goal::Act(_) | Goal::Nowhere => {}
        }
    }

    pub(in crate::tui) fn act_in_find(&mut self, action: Action) -> Option<Effect> {
        let page = usize::from(self.dock_height()).saturating_sub(2).max(1);
        let Mode::Find(find) = &mut self.mode else { return None };
        let last = find.hits.len().saturating_sub(1);
        match action {
            Action::Down => find.at = if find.at >= last { 0 } else { find.at + 1 },
            Action::Up => find.at = if find.at == 0 { last } else { find.at - 1 },
            Action::PageDown => find.at = (find.at + page).min(last),
            Action::PageUp => find.at = find.at.saturating_sub(page),
            Action::SearchOther => {
                find.kind = match find.kind {
                    Kind::Raw => Kind::Cells,
                    Kind::Cells => Kind::Findings,
                    Kind::Findings => Kind::Raw,
                    Kind::Palette => Kind::Palette,
                };
                self.look_up();
                return None;
            }
            Action::Open => return self.choose(),
            Action::Close => {
                let (from, scroll) = find.from;
                self.mode = Mode::Browse;
                self.stand_at(from);
                self.scroll = scroll;
                return None;
            }
            _ => return self.act_anywhere(action),
        }
        self.preview();
        None
    }

    /// Goes to the chosen hit, or does what it says.
    pub(in crate::tui) fn choose(&mut self) -> Option<Effect> {
        let Mode::Find(find) = &self.mode else { return None };
        let (kind, query, at, from) = (find.kind, find.query(), find.at, find.from);
        let Some(goal) = find.hits.get(at).map(|hit| hit.goal) else {
            self.notify(self.setup.words.fill(Word::NoHit, &[&crate::visible::visible(&query)]));
            return None;
        };
        self.mode = Mode::Browse;
        self.stand_at(from.0);
        match goal {
            Goal::Act(action) => return self.called(action),
            Goal::Nowhere => self.say(Word::FoundNowhere),
            goal => {
                self.show(goal);
                if self.place() != from.0 {
                    self.places.leave(from.0);
                }
            }
        }
        if kind != Kind::Palette {
            let span = if let Goal::Text(span) = goal { Some(span) } else { None };
            self.last = Last { kind: Some(kind), query, at, span };
        }
        None
    }

    /// Goes to the next or previous hit of what was last searched for.
    pub(in crate::tui) fn go_on_searching(&mut self, forward: bool) {
        let Some(kind) = self.last.kind else {
            let key = self.keymap.chord_of(self.context(), Action::Search).unwrap_or_default();
            self.notify(self.setup.words.fill(Word::NoSearch, &[&key]));
            return;
        };
        let Ok(review) = &self.review else { return };
        let hits = self.hits(kind, &self.last.query, &Folded::of(&review.source.text));
        let Some(at) = self.next_of(&hits, forward) else {
            self.notify(self.setup.words.fill(Word::NoHit, &[&crate::visible::visible(&self.last.query)]));
            return;
        };
        self.last.at = at;
        self.last.span = if let Goal::Text(span) = hits[at].goal { Some(span) } else { None };
        self.show(hits[at].goal);
        let text = hits[at].text.trim();
        self.notify(self.setup.words.fill(Word::HitAt, &[&(at + 1), &hits.len(), &text]));
    }

    /// The hit after or before the place where one is; findings follow in their own order.
    fn next_of(&self, hits: &[Hit], forward: bool) -> Option<usize> {
        let ahead = |hit: &Hit| match hit.goal {
            Goal::Text(span) if forward => span.start > self.cursor,
            Goal::Text(span) => span.start < self.cursor,
            Goal::Cell(cell) if forward => cell > self.selected,
            Goal::Cell(cell) => cell < self.selected,
            _ => false,
        };
        let count = hits.len();
        if count == 0 {
            return None;
        }
        if self.last.kind == Some(Kind::Findings) {
            return Some(if forward { (self.last.at + 1) % count } else { (self.last.at + count - 1) % count });
        }
        let found = if forward { hits.iter().position(ahead) } else { hits.iter().rposition(ahead) };
        found.or(Some(if forward { 0 } else { count - 1 }))
    }
}
