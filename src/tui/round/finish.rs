//! Leaving a report in which nothing is left.

use crate::review::priority::Turn;
use crate::review::progress::skipped;
use crate::review::{Choice, Content};
use crate::sidecar::Verdict;
use crate::tui::app::App;
use crate::tui::effect::Effect;
use crate::tui::input::action::Action;
use crate::words::Word;

impl App<'_> {
    /// Leaves a report in which nothing needs a person for the next one; values that follow from others are taken first,
    /// when asked again.
    pub(in crate::tui) fn finish(&mut self, action: Action) -> Option<Effect> {
        let order = self.in_order();
        let solved: Vec<usize> = order.iter().filter(|place| place.0 == Turn::Last).map(|place| place.2).collect();
        let open = order.len() - solved.len();
        if open > 0 {
            self.notify(self.setup.words.fill(Word::StillOpen, &[&open]));
            return None;
        }
        if solved.is_empty() {
            return self.leave_done();
        }
        if !self.input.asked_again(action) {
            let key = self.input.key(self.context(), action);
            self.notify(self.setup.words.fill(Word::TakeSolved, &[&solved.len(), &key]));
            return None;
        }
        self.input.asked = None;
        let review = self.report.review.as_ref().ok()?;
        let taken = |&cell: &usize| {
            let value = review.assessment.derived[cell].as_ref()?.value;
            Some(Choice::new(cell, Verdict::Correct, Content::Number(value)))
        };
        let choices: Vec<_> = solved.iter().filter_map(taken).collect();
        let saved = self.decide(&choices, Word::CorrectedNotice);
        self.input.asked = None;
        self.notify(self.setup.words.fill(Word::SolvedTaken, &[&solved.len()]));
        if let Some(Effect::Open(next)) = self.leave_done() {
            self.round.then = Some(next);
        }
        saved
    }

    fn leave_done(&mut self) -> Option<Effect> {
        let next = self.best_report();
        let skipped = self.report.review.as_ref().map_or(0, |review| skipped(review).count());
        let done = self.setup.words.fill(Word::ReportDone, &[&skipped]);
        self.add_to_notice(&done);
        if next.is_none() {
            let nothing = self.setup.words.say(Word::NothingAnywhere);
            self.add_to_notice(nothing);
        }
        next.map(Effect::Open)
    }

    /// Opens the report that a decision leads to, once it is saved.
    pub(in crate::tui) fn go_where_asked(&mut self) {
        if let Some(next) = self.round.then.take()
            && self.report.unsaved().is_none()
        {
            self.open_from_here(next, |_| {});
        }
    }

    /// Moves the line between what needs a person and what does not, for this session.
    pub(in crate::tui) fn move_threshold(&mut self, up: bool) {
        let (level, last) = (self.folder.level(), self.folder.thresholds().len() - 1);
        self.folder.set_level(if up { (level + 1).min(last) } else { level.saturating_sub(1) });
        self.listing.stale = true;
        let here = self.in_order().iter().filter(|place| place.0 != Turn::Last).count();
        let all = self.folder.totals().open;
        self.notify(self.setup.words.fill(Word::ThresholdNotice, &[&self.folder.threshold(), &here, &all]));
    }
}
