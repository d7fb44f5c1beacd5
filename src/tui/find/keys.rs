//! What keys and the mouse do while something is searched for.

use ratatui::layout::{Position, Rect};

use crate::tui::app::App;
use crate::tui::effect::Effect;
use crate::tui::find::draw::ABOVE_HITS;
use crate::tui::find::hits::Goal;
use crate::tui::find::{Kind, Last};
use crate::tui::input::action::Action;
use crate::tui::input::context::Context;
use crate::tui::mode::Mode;
use crate::tui::places::Place;
use crate::words::Word;

impl App<'_> {
    pub(in crate::tui) fn act_in_find(&mut self, action: Action) -> Option<Effect> {
        let page = usize::from(self.panes().map_or(1, |panes| panes.why.height)).saturating_sub(2).max(1);
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
                self.mode = std::mem::replace(&mut find.before, Mode::Browse);
                self.report.stand_at(from);
                self.layout.scroll = scroll;
                return None;
            }
            _ => return self.act_anywhere(action),
        }
        self.preview();
        None
    }

    /// Goes to the chosen hit, or does what it says.
    pub(in crate::tui) fn choose(&mut self) -> Option<Effect> {
        let Mode::Find(find) = &mut self.mode else { return None };
        let (kind, query, at, from) = (find.kind, find.query(), find.at, find.from);
        let Some(goal) = find.hits.get(at).map(|hit| hit.goal) else {
            self.notify(self.setup.words.fill(Word::NoHit, &[&crate::text::visible::visible(&query)]));
            return None;
        };
        let before = std::mem::replace(&mut find.before, Mode::Browse);
        self.mode = Mode::Browse;
        self.report.stand_at(from.0);
        match goal {
            Goal::Act(action) => return self.call_from(before, action, from.0),
            Goal::Nowhere => self.say(Word::FoundNowhere),
            goal => {
                self.show(goal);
                self.leave_place(from.0);
            }
        }
        if kind != Kind::Palette {
            let span = if let Goal::Text(span) = goal { Some(span) } else { None };
            self.session.last = Last { kind: Some(kind), query, at, span };
        }
        None
    }

    /// Does an action that the palette was called for: where it was called from, if the action means something there.
    fn call_from(&mut self, before: Mode, action: Action, from: Place) -> Option<Effect> {
        let context = before.context(self.report.focus);
        let is_bound = |context| !self.input.keymap.chords_of(context, action).is_empty();
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
    pub(in crate::tui) fn click_hit(&mut self, area: Rect, at: Position) -> Option<Effect> {
        let row = usize::from(at.y.checked_sub(area.y + ABOVE_HITS)?);
        let Mode::Find(find) = &mut self.mode else { return None };
        let nth = find.top(usize::from(area.height.saturating_sub(ABOVE_HITS))) + row;
        if nth >= find.hits.len() {
            return None;
        }
        find.at = nth;
        self.choose()
    }
}
