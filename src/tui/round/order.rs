//! Going from cell to cell in the order of review, and from report to report.

use std::cmp::Reverse;

use crate::review::Need;
use crate::review::priority::{Place, place};
use crate::review::progress::skipped;
use crate::tui::app::App;
use crate::tui::effect::Effect;
use crate::tui::folder::{Entry, Summary};
use crate::tui::input::action::Action;
use crate::words::Word;

impl App<'_> {
    /// Why a cell of the report on the screen needs a person.
    fn need(&self, cell: usize) -> Option<Need> {
        self.report.review.as_ref().ok()?.need(cell, self.folder.threshold())
    }

    /// The cells that need a person, in the order of review.
    pub(super) fn in_order(&self) -> Vec<Place> {
        let Ok(review) = &self.report.review else { return Vec::new() };
        let all = 0..review.sheet().len();
        let mut places: Vec<Place> = all.filter_map(|cell| Some(place(review, cell, self.need(cell)?))).collect();
        places.sort_unstable();
        places
    }

    /// The place of the selected cell in the order of review, also if it was just decided.
    fn here(&self) -> Option<Place> {
        let review = self.report.review.as_ref().ok()?;
        let open = self.need(self.report.selected).map(|need| place(review, self.report.selected, need));
        open.or(self.round.decided.filter(|(_, _, cell)| *cell == self.report.selected))
    }

    /// Selects the cell to look at first in the report on the screen.
    pub(in crate::tui) fn select_first(&mut self) {
        let drawn = self.round.sample.as_ref().and_then(|sample| sample.first_in(self.folder.current));
        let first = drawn.or_else(|| self.in_order().first().map(|(_, _, cell)| *cell));
        self.report.select(first.unwrap_or(0));
    }

    /// Notes the place of a cell that is about to be decided.
    pub(in crate::tui) fn about_to_decide(&mut self) {
        self.round.decided = self.here();
    }

    /// Goes to the next cell in the order of review, or back; at the end of the report, when asked again, to the next
    /// report.
    pub(in crate::tui) fn go_open(&mut self, action: Action) -> Option<Effect> {
        let forward = action == Action::NextOpen;
        if self.round.sample.as_ref().is_some_and(|sample| !sample.is_finished()) {
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
        let other = if forward { self.best_report() } else { self.round.before() };
        if order.is_empty() && other.is_none() {
            self.say(Word::NothingAnywhere);
            return None;
        }
        if self.input.asked_again(action) && other.is_some() {
            self.input.asked = None;
            return other.map(Effect::Open);
        }
        if let Some((first, last)) = order.first().zip(order.last()).filter(|_| other.is_none()) {
            self.report.select(if forward { first.2 } else { last.2 });
            return None;
        }
        let key = self.input.key(self.context(), action);
        let word = match (forward, order.is_empty()) {
            (_, true) => Word::NextWithOpen,
            (true, false) => Word::AllSeen,
            (false, false) => Word::FirstSeen,
        };
        let skipped = self.report.review.as_ref().map_or(0, |review| skipped(review).count());
        self.notify(self.setup.words.fill(word, &[&key, &skipped]));
        None
    }

    /// The report that is most worth to look at among those that were not passed in this round; where none is known, one
    /// that was not read yet.
    pub(super) fn best_report(&mut self) -> Option<usize> {
        let best = self.best_not_passed();
        if best.is_some() {
            return best;
        }
        self.round.begin_anew();
        self.best_not_passed()
    }

    pub(in crate::tui) fn best_not_passed(&self) -> Option<usize> {
        let level = self.folder.level();
        let others = || {
            let entries = self.folder.entries.iter().enumerate();
            entries.filter(|(nth, _)| !self.round.passed.contains(nth))
        };
        let open = others().filter_map(|(nth, entry)| {
            let at = entry.known()?.at(level);
            (at.open > 0).then_some((nth, at.benefit, entry.rank))
        });
        let best = open.max_by(|a, b| a.1.total_cmp(&b.1).then_with(|| b.2.cmp(&a.2)));
        let unread = || others().filter(|(_, entry)| matches!(entry.summary, Summary::Unread));
        let near = |nth: &usize| (nth.abs_diff(self.folder.current), Reverse(*nth));
        let unread = || unread().map(|(nth, _)| nth).min_by_key(near);
        // Last come those in which blanks only wait for the value that the equations give them.
        let waits = |entry: &Entry| entry.known().is_some_and(|known| known.solved > 0);
        let solved = || others().filter(|(_, entry)| waits(entry)).min_by_key(|(_, entry)| entry.rank);
        best.map(|(nth, _, _)| nth).or_else(unread).or_else(|| solved().map(|(nth, _)| nth))
    }

    /// Selects the next cell in the order of review, once something was decided; where none is left, says so and stays.
    pub(in crate::tui) fn go_on(&mut self) {
        if self.round.sample.as_ref().is_some_and(|sample| !sample.is_finished()) {
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
        self.input.asked = Some(Action::NextOpen);
        let key = self.input.key(self.context(), Action::Done);
        let skipped = self.report.review.as_ref().map_or(0, |review| skipped(review).count());
        self.add_to_notice(&self.setup.words.fill(Word::NothingLeft, &[&key, &skipped]));
    }
}
