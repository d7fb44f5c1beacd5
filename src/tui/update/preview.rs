//! Showing a decision on several cells before it is taken: one key writes only what was in sight.

use crate::review::Choice;
use crate::tui::model::mode::Mode;
use crate::tui::model::preview::{Plan, Preview, Then};
use crate::tui::model::{App, Effect};
use crate::tui::update::moves::Move;
use crate::tui::view::dock::preview_height;
use crate::words::ScreenMessage;

impl App<'_> {
    /// Makes the decisions of a plan, if they are on the selected cell alone; others are shown first.
    pub(super) fn decide(&mut self, plan: Plan) -> Option<Effect> {
        let is_alone = matches!(&plan.choices[..], [only] if only.cell == self.report.selected);
        if is_alone { self.make(plan) } else { self.show_plan(plan) }
    }

    /// Shows what a plan would write, unless all of it is decided already.
    pub(super) fn show_plan(&mut self, plan: Plan) -> Option<Effect> {
        let review = self.report.review.as_ref().ok()?;
        let is_new = |choice: &Choice| !review.is_decided(choice);
        if plan.choices.iter().any(is_new) {
            let preview = Preview::of(plan, review, self.setup.words);
            self.mode = Mode::Preview(Box::new(preview));
        }
        None
    }

    /// Notes which lines are in sight.
    pub(super) fn follow_preview(&mut self) {
        let height = self.panes().map_or(1, |panes| preview_height(panes.why));
        if let Mode::Preview(preview) = &mut self.mode {
            preview.scroll_to(preview.top, height);
            preview.seen = preview.seen.max(preview.top + height);
        }
    }

    /// Scrolls what is shown.
    pub(super) fn go_in_preview(&mut self, by: Move) {
        let height = self.panes().map_or(1, |panes| preview_height(panes.why));
        let Mode::Preview(preview) = &mut self.mode else { return };
        let last = preview.lines.len().saturating_sub(height);
        // Nothing is passed over: a step to the end goes no further than to the next line that was not in sight.
        let top = by.row(preview.top, height, last);
        preview.scroll_to(top.min(preview.seen), height);
    }

    /// Takes what is shown, once all of it was in sight; until then it is scrolled.
    pub(super) fn take_preview(&mut self) -> Option<Effect> {
        let Mode::Preview(preview) = &self.mode else { return None };
        if preview.seen < preview.lines.len() {
            let left = preview.lines.len() - preview.seen;
            self.go_in_preview(Move::PageDown);
            self.notify(self.setup.words.fill(ScreenMessage::PreviewUnseen { count: &left }));
            return None;
        }
        let plan = preview.plan.clone();
        self.mode = Mode::Browse;
        self.make(plan)
    }

    /// Makes the decisions of a plan as one step that can be undone, says so, and goes where they lead.
    fn make(&mut self, plan: Plan) -> Option<Effect> {
        let Plan { choices, deed, note, then, left } = plan;
        let effect = self.decide_and_stay(&choices, deed);
        if !note.is_empty()
            && let Some(notice) = &mut self.notice
        {
            notice.text = format!("{note}  {}", notice.text);
        }
        match then {
            Then::GoOn => self.go_on(),
            Then::Stay => {}
            Then::Leave => {
                if let Some(Effect::Open(next)) = self.leave_done() {
                    self.walkthrough.then = Some(next);
                }
            }
        }
        if left > 0 {
            self.add_to_notice(&self.setup.words.fill(ScreenMessage::LeftOpen { count: &left }));
        }
        effect
    }
}
