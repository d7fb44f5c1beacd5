//! Going from one cell that needs a person to the next, through the report and then through the folder, in the order of
//! their review priority ([`crate::review::priority`]).

use std::cmp::Reverse;

use crate::data::config::Context;
use crate::review::priority::{ReviewPriority, Urgency, place};
use crate::review::progress::skipped;
use crate::review::{Choice, Content, Need};
use crate::sidecar::Verdict;
use crate::tui::model::action::Action;
use crate::tui::model::folder::{Entry, Summary};
use crate::tui::model::preview::{Deed, Plan, Then};
use crate::tui::model::{App, Effect};
use crate::words::ScreenMessage;

impl App<'_> {
    /// Why a cell of the report on the screen needs a person.
    fn need(&self, cell: usize) -> Option<Need> {
        self.report.review.as_ref().ok()?.need(cell, self.folder.threshold())
    }

    /// The cells that need a person, in the order of review.
    pub(super) fn in_order(&self) -> Vec<ReviewPriority> {
        let Ok(review) = &self.report.review else { return Vec::new() };
        let all = 0..review.sheet().len();
        let mut places: Vec<ReviewPriority> =
            all.filter_map(|cell| Some(place(review, cell, self.need(cell)?))).collect();
        places.sort_unstable();
        places
    }

    /// The place of the selected cell in the order of review, also if it was just decided.
    fn here(&self) -> Option<ReviewPriority> {
        let review = self.report.review.as_ref().ok()?;
        let open = self.need(self.report.selected).map(|need| place(review, self.report.selected, need));
        open.or(self.walkthrough.decided.filter(|(_, _, cell)| *cell == self.report.selected))
    }

    /// Selects the cell to look at first in the report on the screen.
    pub(super) fn select_first(&mut self) {
        let drawn = self.walkthrough.sample.as_ref().and_then(|sample| sample.first_in(self.folder.current));
        let first = drawn.or_else(|| self.in_order().first().map(|(_, _, cell)| *cell));
        self.report.select(first.unwrap_or(0));
    }

    /// Notes the place of a cell that is about to be decided.
    pub(super) fn about_to_decide(&mut self) {
        self.walkthrough.decided = self.here();
    }

    /// Goes to the next cell in the order of review, or back; at the end of the report, when asked again, to the next
    /// report.
    pub(super) fn go_open(&mut self, action: Action) -> Option<Effect> {
        let forward = action == Action::NextOpen;
        if self.walkthrough.sample.as_ref().is_some_and(|sample| !sample.is_finished()) {
            return self.go_in_sample(forward);
        }
        let (order, here) = (self.in_order(), self.here());
        let next = match (here, forward) {
            (None, true) => order.first(),
            (None, false) => order.last(),
            (Some(here), true) => order.iter().find(|place| **place > here),
            (Some(here), false) => order.iter().rfind(|place| **place < here),
        };
        if let Some(&(_, _, cell)) = next {
            self.report.select(cell);
            return None;
        }
        let other = if forward { self.best_report() } else { self.walkthrough.before() };
        if order.is_empty() && other.is_none() {
            self.say(ScreenMessage::NothingAnywhere);
            return None;
        }
        if self.repeats.asked_again(action) && other.is_some() {
            self.repeats.asked = None;
            return other.map(Effect::Open);
        }
        if let Some((first, last)) = order.first().zip(order.last()).filter(|_| other.is_none()) {
            self.report.select(if forward { first.2 } else { last.2 });
            return None;
        }
        let key = &self.keys.key(self.context(), action);
        let skipped = &self.report.review.as_ref().map_or(0, |review| skipped(review).count());
        self.notify(self.setup.words.fill(match (forward, order.is_empty()) {
            (_, true) => ScreenMessage::NextWithOpen { key, skipped },
            (true, false) => ScreenMessage::AllSeen { key, skipped },
            (false, false) => ScreenMessage::FirstSeen { key, skipped },
        }));
        None
    }

    /// The report that is most worth to look at among those that were not passed in this walkthrough; where none is known, one
    /// that was not read yet.
    pub(super) fn best_report(&mut self) -> Option<usize> {
        let best = self.best_not_passed();
        if best.is_some() {
            return best;
        }
        self.walkthrough.begin_again();
        self.best_not_passed()
    }

    pub(super) fn best_not_passed(&self) -> Option<usize> {
        let level = self.folder.level();
        let others = || {
            let entries = self.folder.entries.iter().enumerate();
            entries.filter(|(report_ix, _)| !self.walkthrough.passed.contains(report_ix))
        };
        let open = others().filter_map(|(report_ix, entry)| {
            let at = entry.known()?.at(level);
            (at.open > 0).then_some((report_ix, at.priority, entry.rank))
        });
        let best = open.max_by(|a, b| a.1.total_cmp(&b.1).then_with(|| b.2.cmp(&a.2)));
        let unread = || others().filter(|(_, entry)| matches!(entry.summary, Summary::Unread));
        let near = |report_ix: &usize| (report_ix.abs_diff(self.folder.current), Reverse(*report_ix));
        let unread = || unread().map(|(report_ix, _)| report_ix).min_by_key(near);
        // Last come those in which blanks only wait for the value that the equations give them.
        let waits = |entry: &Entry| entry.known().is_some_and(|known| known.solved > 0);
        let solved = || others().filter(|(_, entry)| waits(entry)).min_by_key(|(_, entry)| entry.rank);
        best.map(|(report_ix, _, _)| report_ix).or_else(unread).or_else(|| solved().map(|(report_ix, _)| report_ix))
    }

    /// Selects the next cell in the order of review, once something was decided; where none is left, says so and stays.
    pub(super) fn go_on(&mut self) {
        if self.walkthrough.sample.as_ref().is_some_and(|sample| !sample.is_finished()) {
            self.go_on_in_sample();
            return;
        }
        let (order, here) = (self.in_order(), self.here());
        let after = order.iter().find(|place| here.is_some_and(|here| **place > here));
        if let Some(&(_, _, cell)) = after.or(order.first()) {
            self.report.select(cell);
            return;
        }
        // It is said that nothing is left, so the next wish for more leads to the next report.
        self.repeats.asked = Some(Action::NextOpen);
        let key = self.keys.key(self.context(), Action::Done);
        let skipped = self.report.review.as_ref().map_or(0, |review| skipped(review).count());
        self.add_to_notice(&self.setup.words.fill(ScreenMessage::NothingLeft { key: &key, skipped: &skipped }));
    }

    /// Leaves a report in which nothing needs a person for the next one. Values that follow from others are shown first, to
    /// be taken; and where sums fail that nobody explained, that is said once.
    pub(super) fn finish(&mut self, action: Action) -> Option<Effect> {
        let order = self.in_order();
        let solved: Vec<usize> = order.iter().filter(|place| place.0 == Urgency::Last).map(|place| place.2).collect();
        let open = order.len() - solved.len();
        if open > 0 {
            self.notify(self.setup.words.fill(ScreenMessage::StillOpen { count: &open }));
            return None;
        }
        if solved.is_empty() {
            let failing = self.report.review.as_ref().map_or(0, |review| review.failing().count());
            if failing > 0 && !self.repeats.asked_again(action) {
                let [wrong, again] = [(Context::Table, Action::SourceError), (self.context(), action)]
                    .map(|(context, action)| self.keys.key(context, action));
                self.notify(self.setup.words.fill(ScreenMessage::SumsUnexplained {
                    count: &failing,
                    key: &wrong,
                    again: &again,
                }));
                return None;
            }
            self.repeats.asked = None;
            return self.leave_done();
        }
        let review = self.report.review.as_ref().ok()?;
        let taken = |&cell: &usize| {
            let value = review.assessment.derived[cell].as_ref()?.value;
            Some(Choice::new(cell, Verdict::Correct, Content::Number(value)))
        };
        let choices: Vec<_> = solved.iter().filter_map(taken).collect();
        self.show_plan(Plan { then: Then::Leave, ..Plan::new(choices, Deed::Corrected) })
    }

    pub(super) fn leave_done(&mut self) -> Option<Effect> {
        let next = self.best_report();
        let skipped = self.report.review.as_ref().map_or(0, |review| skipped(review).count());
        let done = self.setup.words.fill(ScreenMessage::ReportDone { skipped: &skipped });
        self.add_to_notice(&done);
        if next.is_none() {
            let nothing = self.setup.words.say(ScreenMessage::NothingAnywhere);
            self.add_to_notice(nothing);
        }
        next.map(Effect::Open)
    }

    /// Opens the report that a decision leads to, once it is saved.
    pub(super) fn go_where_asked(&mut self) {
        if let Some(next) = self.walkthrough.then.take()
            && self.report.unsaved().is_none()
        {
            self.open_from_here(next, |_| {});
        }
    }

    /// Moves the line between what needs a person and what does not, for this session.
    pub(super) fn move_threshold(&mut self, up: bool) {
        let (level, last) = (self.folder.level(), self.folder.thresholds().len() - 1);
        self.folder.set_level(if up { (level + 1).min(last) } else { level.saturating_sub(1) });
        self.listing.stale = true;
        let here = self.in_order().iter().filter(|place| place.0 != Urgency::Last).count();
        let all = self.folder.summary().open();
        self.notify(self.setup.words.fill(ScreenMessage::ThresholdNotice {
            threshold: &self.folder.threshold(),
            here: &here,
            all: &all,
        }));
    }
}
