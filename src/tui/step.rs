//! Going from one cell that needs a person to the next, through the report and then through the folder, in the order of
//! what it is worth to look at them ([`crate::benefit`]).

use std::cmp::Reverse;
use std::collections::HashSet;

use crate::benefit::{Place, Turn, place};
use crate::review::{Choice, Content, Need};
use crate::sidecar::Verdict;
use crate::tui::action::Action;
use crate::tui::app::{App, Effect, Mode};
use crate::tui::folder::{Entry, Summary};
use crate::tui::known::skipped;
use crate::words::Word;

/// The reviewer's way through the folder.
#[derive(Debug, Default)]
pub struct Round {
    /// The cell decided last, and the place that it had
    decided: Option<Place>,
    /// The reports that were on the screen, the last one last
    trail: Vec<usize>,
    passed: HashSet<usize>,
}

impl Round {
    /// Notes that a report is put on the screen. Who goes back to one begins the round anew from there.
    pub fn enter(&mut self, report: usize) {
        self.decided = None;
        if self.passed.contains(&report) {
            while let Some(last) = self.trail.pop_if(|last| *last != report) {
                self.passed.remove(&last);
            }
        } else {
            self.passed.insert(report);
            self.trail.push(report);
        }
    }

    fn begin_anew(&mut self) {
        let here = self.trail.pop();
        self.trail.clear();
        self.passed.clear();
        if let Some(here) = here {
            self.enter(here);
        }
    }

    fn before(&self) -> Option<usize> {
        self.trail.iter().rev().nth(1).copied()
    }
}

impl App<'_> {
    /// Cells that are less certain than this need a person.
    pub fn threshold(&self) -> f64 {
        self.thresholds[self.folder.level().min(self.thresholds.len() - 1)]
    }

    /// Why a cell of the report on the screen needs a person.
    fn need(&self, cell: usize) -> Option<Need> {
        self.review.as_ref().ok()?.need(cell, self.threshold())
    }

    /// The cells that need a person, in the order of review.
    fn in_order(&self) -> Vec<Place> {
        let Ok(review) = &self.review else { return Vec::new() };
        let all = 0..review.sheet().len();
        let mut places: Vec<Place> = all.filter_map(|cell| Some(place(review, cell, self.need(cell)?))).collect();
        places.sort_unstable();
        places
    }

    /// The place of the selected cell in the order of review, also if it was just decided.
    fn here(&self) -> Option<Place> {
        let review = self.review.as_ref().ok()?;
        let open = self.need(self.selected).map(|need| place(review, self.selected, need));
        open.or(self.round.decided.filter(|(_, _, cell)| *cell == self.selected))
    }

    /// Selects the cell to look at first in the report on the screen.
    pub(super) fn select_first(&mut self) {
        let drawn = self.sample.as_ref().and_then(|sample| sample.first_in(self.folder.current));
        let first = drawn.or_else(|| self.in_order().first().map(|(_, _, cell)| *cell));
        self.select(first.unwrap_or(0));
    }

    /// Notes the place of a cell that is about to be decided.
    pub(super) fn about_to_decide(&mut self) {
        self.round.decided = self.here();
    }

    /// Goes to the next cell in the order of review, or back; at the end of the report, when asked again, to the next
    /// report.
    pub(super) fn go_open(&mut self, action: Action) -> Option<Effect> {
        let forward = action == Action::NextOpen;
        if self.sample.as_ref().is_some_and(|sample| !sample.is_finished()) {
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
            self.select(cell);
            return None;
        }
        let other = if forward { self.best_report() } else { self.round.before() };
        if order.is_empty() && other.is_none() {
            self.say(Word::NothingAnywhere);
            return None;
        }
        if self.asked.replace(action) == Some(action) && other.is_some() {
            self.asked = None;
            return other.map(Effect::Open);
        }
        if let Some((first, last)) = order.first().zip(order.last()).filter(|_| other.is_none()) {
            self.select(if forward { first.2 } else { last.2 });
            return None;
        }
        let key = self.keymap.chord_of(self.context(), action).unwrap_or_default();
        let word = match (forward, order.is_empty()) {
            (_, true) => Word::NextWithOpen,
            (true, false) => Word::AllSeen,
            (false, false) => Word::FirstSeen,
        };
        let skipped = self.review.as_ref().map_or(0, |review| skipped(review).count());
        self.notify(self.setup.words.fill(word, &[&key, &skipped]));
        None
    }

    /// The report that is most worth to look at among those that were not passed in this round; where none is known, one
    /// that was not read yet.
    fn best_report(&mut self) -> Option<usize> {
        let best = self.best_not_passed();
        if best.is_some() {
            return best;
        }
        self.round.begin_anew();
        self.best_not_passed()
    }

    fn best_not_passed(&self) -> Option<usize> {
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
    pub(super) fn go_on(&mut self) {
        if self.sample.as_ref().is_some_and(|sample| !sample.is_finished()) {
            self.go_on_in_sample();
            return;
        }
        let (order, here) = (self.in_order(), self.here());
        let after = order.iter().find(|place| here.is_some_and(|here| **place > here));
        if let Some(&(_, _, cell)) = after.or(order.first()) {
            self.select(cell);
            return;
        }
        // It is said that nothing is left, so the next wish for more leads to the next report.
        self.asked = Some(Action::NextOpen);
        let key = self.keymap.chord_of(self.context(), Action::Done).unwrap_or_default();
        let skipped = self.review.as_ref().map_or(0, |review| skipped(review).count());
        self.add_to_notice(&self.setup.words.fill(Word::NothingLeft, &[&key, &skipped]));
    }

    /// Leaves a report in which nothing needs a person for the next one; values that follow from others are taken first,
    /// when asked again.
    pub(super) fn finish(&mut self, action: Action) -> Option<Effect> {
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
        if self.asked.replace(action) != Some(action) {
            let key = self.keymap.chord_of(self.context(), action).unwrap_or_default();
            self.notify(self.setup.words.fill(Word::TakeSolved, &[&solved.len(), &key]));
            return None;
        }
        self.asked = None;
        let review = self.review.as_ref().ok()?;
        let taken = |&cell: &usize| {
            let value = review.assessment.derived[cell].as_ref()?.value;
            Some(Choice::new(cell, Verdict::Correct, Content::Number(value)))
        };
        let choices: Vec<_> = solved.iter().filter_map(taken).collect();
        let saved = self.decide(&choices, Word::CorrectedNotice);
        self.asked = None;
        self.notify(self.setup.words.fill(Word::SolvedTaken, &[&solved.len()]));
        if let Some(Effect::Open(next)) = self.leave_done() {
            self.then = Some(next);
        }
        saved
    }

    fn leave_done(&mut self) -> Option<Effect> {
        let next = self.best_report();
        let skipped = self.review.as_ref().map_or(0, |review| skipped(review).count());
        let done = self.setup.words.fill(Word::ReportDone, &[&skipped]);
        self.add_to_notice(&done);
        if next.is_none() {
            let nothing = self.setup.words.say(Word::NothingAnywhere);
            self.add_to_notice(nothing);
        }
        next.map(Effect::Open)
    }

    /// Opens the report that a decision leads to, once it is saved.
    pub(super) fn go_where_asked(&mut self) {
        if let Some(next) = self.then.take()
            && self.unsaved.is_none()
        {
            self.open_from_here(next);
        }
    }

    /// Moves the line between what needs a person and what does not, for this session.
    pub(super) fn move_threshold(&mut self, up: bool) {
        let (level, last) = (self.folder.level(), self.thresholds.len() - 1);
        self.folder.set_level(if up { (level + 1).min(last) } else { level.saturating_sub(1) });
        self.listing.stale = true;
        let here = self.in_order().iter().filter(|place| place.0 != Turn::Last).count();
        let all = self.folder.totals().open;
        self.notify(self.setup.words.fill(Word::ThresholdNotice, &[&self.threshold(), &here, &all]));
    }

    /// Leaves whatever mode there is for the report.
    pub(super) fn browse(&mut self) {
        self.mode = Mode::Browse;
    }

    pub(super) fn add_to_notice(&mut self, text: &str) {
        match &mut self.notice {
            Some(notice) => notice.text += &format!("  {text}"),
            None => self.notify(text.to_owned()),
        }
    }
}
