//! Searching, choosing from the palette, and going on with what was last searched for.

mod hits;

use ratatui::layout::{Position, Rect};

use crate::data::config::Context;
use crate::text::visible::visible;
use crate::tui::model::action::Action;
use crate::tui::model::claims::cell_over;
use crate::tui::model::find::folded::SearchText;
use crate::tui::model::find::{Find, Goal, Hit, LastSearch, SearchKind};
use crate::tui::model::mode::Mode;
use crate::tui::model::places::{Focus, Spot};
use crate::tui::model::typed::line_of;
use crate::tui::model::{App, Effect};
use crate::tui::update::moves::Move;
use crate::tui::view::dock::ABOVE_HITS;
use crate::words::ScreenMessage;

impl App<'_> {
    /// Opens the search of a kind.
    pub(in crate::tui::update) fn find(&mut self, kind: SearchKind) {
        if self.report.review.is_err() && kind != SearchKind::Palette {
            return;
        }
        let text = line_of("");
        let raw = self.report.review.as_ref().map(|review| SearchText::of(&review.source.text)).unwrap_or_default();
        let from = (self.spot(), self.layout.scroll);
        let before = std::mem::replace(&mut self.mode, Mode::Browse).without_find();
        self.mode = Mode::Find(Box::new(Find { kind, text, hits: Vec::new(), at: 0, raw, from }), Box::new(before));
        self.look_up();
    }

    /// Opens the search of the side that has the focus.
    pub(in crate::tui::update) fn search(&mut self) {
        self.find(if self.report.focus == Focus::Raw { SearchKind::Raw } else { SearchKind::Cells });
    }

    /// Looks up anew what answers to what is typed, and shows the first of it.
    pub(in crate::tui::update) fn look_up(&mut self) {
        let Mode::Find(find, _) = &self.mode else { return };
        let hits = self.hits(find.kind, &find.query(), &find.raw);
        let near = if find.kind == SearchKind::Raw { find.from.0.cursor } else { 0 };
        let at = hits.iter().position(|hit| matches!(hit.goal, Goal::Text(span) if span.start >= near)).unwrap_or(0);
        if let Mode::Find(find, _) = &mut self.mode {
            (find.hits, find.at) = (hits, at);
        }
        self.preview();
    }

    /// Shows the place of the chosen hit; where there is none, the place that the search started from.
    fn preview(&mut self) {
        let Mode::Find(find, _) = &self.mode else { return };
        let (from, scroll) = find.from;
        let goal = find.hits.get(find.at).filter(|_| !find.query().is_empty() || find.kind == SearchKind::Findings);
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

    /// Opens the palette.
    pub(in crate::tui::update) fn open_palette(&mut self) {
        if !self.back_to_similar() {
            self.find(SearchKind::Palette);
        }
    }

    /// Chooses another of the hits.
    pub(in crate::tui::update) fn go_in_hits(&mut self, by: Move) {
        let page = usize::from(self.panes().map_or(1, |panes| panes.why.height)).saturating_sub(2).max(1);
        let Mode::Find(find, _) = &mut self.mode else { return };
        let last = find.hits.len().saturating_sub(1);
        find.at = match by {
            Move::Down if find.at >= last => 0,
            Move::Up if find.at == 0 => last,
            _ => by.row(find.at, page, last),
        };
        self.preview();
    }

    /// Searches something else for what is typed.
    pub(in crate::tui::update) fn search_other(&mut self) -> Option<Effect> {
        let Mode::Find(find, _) = &mut self.mode else { return None };
        find.kind = match find.kind {
            SearchKind::Raw => SearchKind::Cells,
            SearchKind::Cells => SearchKind::Findings,
            SearchKind::Findings => SearchKind::Raw,
            SearchKind::Palette => SearchKind::Palette,
        };
        self.look_up();
        None
    }

    /// Closes the search, and goes back to where it was called from.
    pub(in crate::tui::update) fn close_find(&mut self) {
        let Mode::Find(find, before) = &mut self.mode else { return };
        let (from, scroll) = find.from;
        self.mode = std::mem::replace(before, Mode::Browse);
        self.report.stand_at(from);
        self.layout.scroll = scroll;
    }

    /// Goes to the chosen hit, or does what it says.
    pub(in crate::tui::update) fn choose(&mut self) -> Option<Effect> {
        let Mode::Find(find, before) = &mut self.mode else { return None };
        let (kind, query, at, from) = (find.kind, find.query(), find.at, find.from);
        let Some(goal) = find.hits.get(at).map(|hit| hit.goal) else {
            self.notify(self.setup.words.fill(ScreenMessage::NoHit { query: &visible(&query) }));
            return None;
        };
        let before = std::mem::replace(&mut **before, Mode::Browse);
        self.mode = Mode::Browse;
        self.report.stand_at(from.0);
        match goal {
            Goal::Act(action) => return self.call_from(before, action, from.0),
            Goal::Nowhere => self.say(ScreenMessage::FoundNowhere),
            goal => {
                self.show(goal);
                self.leave_place(from.0);
            }
        }
        if kind != SearchKind::Palette {
            let span = if let Goal::Text(span) = goal { Some(span) } else { None };
            self.session.last = LastSearch { kind: Some(kind), query, at, span };
        }
        None
    }

    /// Does an action that the palette was called for: where it was called from, if the action means something there.
    fn call_from(&mut self, before: Mode, action: Action, from: Spot) -> Option<Effect> {
        let context = before.context(self.report.focus);
        let is_bound = |context| !self.keys.chords_of(context, action).is_empty();
        if is_bound(context) || is_bound(Context::Any) {
            self.mode = before;
        }
        let effect = self.called(action);
        if !action.is_step() && self.mode.is_browsing() {
            self.leave_place(from);
        }
        effect
    }

    /// Chooses the hit under the mouse.
    pub(in crate::tui::update) fn click_hit(&mut self, area: Rect, at: Position) -> Option<Effect> {
        let row = usize::from(at.y.checked_sub(area.y + ABOVE_HITS)?);
        let Mode::Find(find, _) = &mut self.mode else { return None };
        let nth = find.top(usize::from(area.height.saturating_sub(ABOVE_HITS))) + row;
        if nth >= find.hits.len() {
            return None;
        }
        find.at = nth;
        self.choose()
    }

    /// Goes to the next or previous hit of what was last searched for.
    pub(in crate::tui::update) fn go_on_searching(&mut self, forward: bool) {
        let Some(kind) = self.session.last.kind else {
            let key = self.keys.key(self.context(), Action::Search);
            self.notify(self.setup.words.fill(ScreenMessage::NoSearch { key: &key }));
            return;
        };
        let Ok(review) = &self.report.review else { return };
        let hits = self.hits(kind, &self.session.last.query, &SearchText::of(&review.source.text));
        let Some(at) = self.next_of(&hits, forward) else {
            self.notify(self.setup.words.fill(ScreenMessage::NoHit { query: &visible(&self.session.last.query) }));
            return;
        };
        self.session.last.at = at;
        self.session.last.span = if let Goal::Text(span) = hits[at].goal { Some(span) } else { None };
        self.show(hits[at].goal);
        let text = hits[at].text.trim();
        self.notify(self.setup.words.fill(ScreenMessage::HitAt { number: &(at + 1), all: &hits.len(), text: &text }));
    }

    /// The hit after or before the place where one is; findings follow in their own order.
    fn next_of(&self, hits: &[Hit], forward: bool) -> Option<usize> {
        let ahead = |hit: &Hit| match hit.goal {
            Goal::Text(span) if forward => span.start > self.report.cursor,
            Goal::Text(span) => span.start < self.report.cursor,
            Goal::Cell(cell) if forward => cell > self.report.selected,
            Goal::Cell(cell) => cell < self.report.selected,
            _ => false,
        };
        let count = hits.len();
        if count == 0 {
            return None;
        }
        if self.session.last.kind == Some(SearchKind::Findings) {
            return Some(if forward {
                (self.session.last.at + 1) % count
            } else {
                (self.session.last.at + count - 1) % count
            });
        }
        let found = if forward { hits.iter().position(ahead) } else { hits.iter().rposition(ahead) };
        found.or(Some(if forward { 0 } else { count - 1 }))
    }
}
