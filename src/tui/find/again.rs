//! Going on with what was last searched for.

use crate::tui::app::App;
use crate::tui::find::Kind;
use crate::tui::find::folded::Folded;
use crate::tui::find::hits::{Goal, Hit};
use crate::tui::input::action::Action;
use crate::words::Word;

impl App<'_> {
    /// Goes to the next or previous hit of what was last searched for.
    pub(in crate::tui) fn go_on_searching(&mut self, forward: bool) {
        let Some(kind) = self.session.last.kind else {
            let key = self.input.key(self.context(), Action::Search);
            self.notify(self.setup.words.fill(Word::NoSearch, &[&key]));
            return;
        };
        let Ok(review) = &self.report.review else { return };
        let hits = self.hits(kind, &self.session.last.query, &Folded::of(&review.source.text));
        let Some(at) = self.next_of(&hits, forward) else {
            self.notify(
                self.setup.words.fill(Word::NoHit, &[&crate::text::visible::visible(&self.session.last.query)]),
            );
            return;
        };
        self.session.last.at = at;
        self.session.last.span = if let Goal::Text(span) = hits[at].goal { Some(span) } else { None };
        self.show(hits[at].goal);
        let text = hits[at].text.trim();
        self.notify(self.setup.words.fill(Word::HitAt, &[&(at + 1), &hits.len(), &text]));
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
        if self.session.last.kind == Some(Kind::Findings) {
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
