//! Putting a report on the screen, and saving what was decided in it.

use jiff::Zoned;

use crate::tui::app::App;
use crate::tui::folder::known::Known;
use crate::tui::layout::Scroll;
use crate::tui::report::Saved;
use crate::words::Word;

impl App<'_> {
    pub(in crate::tui) fn save(&mut self) {
        let Ok(review) = &mut self.report.review else { return };
        match review.save() {
            Ok(taken_in) => {
                self.report.saved = Saved::At(Zoned::now().strftime("%H:%M:%S").to_string());
                if taken_in > 0 {
                    self.notify(self.setup.words.fill(Word::TakenIn, &[&taken_in]));
                }
            }
            Err(error) => {
                let text = error.say(self.setup.words);
                self.warn(self.setup.words.fill(Word::NotSaved, &[&text]));
                self.report.saved = Saved::Not(text);
            }
        }
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
        if self.report.unsaved().is_some() && !self.input.leaving {
            self.save();
        }
        if let Some(why) = self.report.unsaved().filter(|_| !self.input.leaving) {
            self.warn(self.setup.words.fill(Word::UnsavedStay, &[&why]));
            self.input.leaving = true;
            return;
        }
        self.input.leaving = false;
        self.folder.current = nth;
        self.layout.scroll = Scroll::default();
        self.session.last.span = None;
        self.intake.queue.go_near(nth);
        self.report.open(&path, &mut self.reader, self.setup.words);
        self.note_report();
        self.round.enter(nth);
        self.enter_sample();
        self.select_first();
        self.want_years();
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
