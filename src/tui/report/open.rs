//! Putting a report on the screen, and saving what was decided in it.

use std::path::Path;

use jiff::Zoned;

use crate::review::Review;
use crate::review::progress::Known;
use crate::review::rescue;
use crate::sidecar::lock::Hold;
use crate::sidecar::path_of;
use crate::text::visible::visible;
use crate::tui::app::App;
use crate::tui::input::action::Action;
use crate::tui::input::context::Context;
use crate::tui::layout::Scroll;
use crate::tui::report::Saved;
use crate::words::Word;

impl App<'_> {
    pub(in crate::tui) fn save(&mut self) {
        match self.write() {
            None => return,
            Some(Ok(())) => {}
            Some(Err(why)) => self.not_saved(why),
        }
        self.note_saved();
    }

    /// Tries again to save what could not be saved beside the report; true if it is saved now. If it still cannot be,
    /// nothing more is said.
    pub fn save_again(&mut self) -> bool {
        if self.report.not_beside().is_none() {
            return false;
        }
        // It says that they are not saved.
        let notice = self.notice.take();
        if let Some(Ok(())) = self.write().map(|written| written.map_err(|now| self.still_not_saved(now))) {
            self.note_saved();
            return true;
        }
        self.notice = notice;
        false
    }

    /// Notes why decisions are not saved now, if they are saved nowhere.
    fn still_not_saved(&mut self, now: String) {
        if let Saved::Not(why) = &mut self.report.saved {
            *why = now;
        }
    }

    /// Writes the decisions beside the report and tells what came of it, or gives the reason why they cannot be; none if
    /// there is no report.
    fn write(&mut self) -> Option<Result<(), String>> {
        let review = self.report.review.as_mut().ok()?;
        let before = review.conflicts();
        let written = review.save().map_err(|error| error.say(self.setup.words));
        Some(written.map(|taken_in| self.tell_saved(taken_in, before)))
    }

    /// Says that decisions are saved, and what was taken in of others. `before` is the number of conflicts until then.
    fn tell_saved(&mut self, taken_in: usize, before: usize) {
        let conflicts = self.report.review.as_ref().map_or(before, Review::conflicts);
        self.report.saved = Saved::At(Zoned::now().strftime("%H:%M:%S").to_string());
        self.is_saved();
        if conflicts > before {
            let key = self.input.key(Context::Table, Action::NextOpen);
            self.warn(self.setup.words.fill(Word::TakenInConflicts, &[&taken_in, &conflicts, &key]));
        } else if taken_in > 0 {
            self.notify(self.setup.words.fill(Word::TakenIn, &[&taken_in]));
        }
        self.look_at_report();
    }

    /// Notes what the report on the screen says now, wherever that is kept.
    fn note_saved(&mut self) {
        self.note_report();
        if let (Some(sample), Ok(review)) = (&mut self.round.sample, &self.report.review) {
            sample.note(self.folder.current, review);
        }
    }

    /// Notes in the folder, and for the other years, what the report on the screen says now.
    fn note_report(&mut self) {
        match &self.report.review {
            Ok(review) => {
                self.folder.note(Known::of(review, self.folder.thresholds()));
                self.report.years.note(self.folder.current, review);
            }
            Err(why) => self.folder.note_failure(why),
        }
        self.listing.stale = true;
    }

    /// Puts a report on the screen. If decisions on the one before are not saved and cannot be now, it has to be asked
    /// for twice.
    pub(in crate::tui) fn open(&mut self, nth: usize) {
        let Some(path) = self.folder.entries.get(nth).map(|entry| entry.path.clone()) else { return };
        let before = self.folder.here().map(|entry| entry.path.clone());
        self.save_again();
        if let Some(why) = self.report.unsaved().filter(|_| !self.input.leaving) {
            let key = self.input.key(Context::Any, Action::SaveElsewhere);
            self.warn(self.setup.words.fill(Word::UnsavedStay, &[&why, &key]));
            self.input.leaving = true;
            return;
        }
        self.input.leaving = false;
        if let Some(path) = before {
            rescue::let_go(&path);
            if self.report.unsaved().is_some() {
                self.sum_up_anew(&path);
            }
        }
        // Before the next lock is asked for: it may be the same report.
        self.report.hold = Hold::default();
        self.folder.current = nth;
        self.layout.scroll = Scroll::default();
        self.session.last.span = None;
        self.intake.queue.go_near(nth);
        match self.ready_to_open(&path) {
            Some(ready) => self.report.show_ready(ready),
            None => self.report.open(&path, &self.setup.sight, &mut self.reader, self.setup.words),
        }
        self.take_in_rescued();
        self.hold_report();
        self.note_report();
        self.round.enter(nth);
        self.enter_sample();
        self.select_first();
        self.want_years();
        self.tell_orphans();
        self.tell_empty_sidecar();
    }

    /// Says that nothing stands in the file for the decisions, though it is there.
    fn tell_empty_sidecar(&mut self) {
        if let Ok(review) = &self.report.review
            && review.has_empty_sidecar()
        {
            let path = path_of(&review.source.path);
            self.notify(self.setup.words.fill(Word::EmptySidecarNote, &[&visible(&path.to_string_lossy())]));
        }
    }

    /// Notes of a report that is left what its files say: decisions that were not saved are dropped.
    fn sum_up_anew(&mut self, path: &Path) {
        match Review::open_seeing(&self.setup.sight, path, &mut self.reader) {
            Ok(review) => self.folder.note(Known::of(&review, self.folder.thresholds())),
            Err(error) => self.folder.note_failure(&error.say(self.setup.words)),
        }
        self.listing.stale = true;
    }

    /// Says that decisions are on cells that the report does not have.
    fn tell_orphans(&mut self) {
        let orphans = self.report.review.as_ref().map_or(0, |review| review.orphans().count());
        if orphans > 0 {
            let key = self.input.key(Context::Table, Action::Findings);
            self.notify(self.setup.words.fill(Word::OrphansNotice, &[&orphans, &key]));
        }
    }

    /// Puts a report on the screen, goes where one wants to be in it, and remembers the place that is left.
    pub(in crate::tui) fn open_from_here(&mut self, nth: usize, go: impl FnOnce(&mut Self)) {
        let here = self.place();
        self.open(nth);
        if self.folder.current == nth && !self.input.leaving {
            go(self);
        }
        self.leave_place(here);
    }
}
