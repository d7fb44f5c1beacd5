//! Looking for what is like a decision, and taking what is chosen of it, report by report.

use crate::review::progress::Known;
use crate::review::similar::{Like, take};
use crate::review::{Choice, Review};
use crate::tui::app::App;
use crate::tui::decide::history::Step;
use crate::tui::mode::Mode;
use crate::tui::notice::Notice;
use crate::tui::series::proposed;
use crate::words::Word;

impl App<'_> {
    pub(in crate::tui) fn begin_taking(&mut self) {
        let Mode::Series(series) = &mut self.mode else { return };
        if !series.waiting.is_empty() {
            return;
        }
        series.waiting = series.chosen_by_report();
        series.together = self.session.history.together();
        series.drop_chosen();
        if series.waiting.is_empty() {
            self.say(Word::NothingChosen);
        }
    }

    /// Leaves what was not taken yet, and says so; false if there is none.
    pub(in crate::tui) fn stop_taking(&mut self) -> bool {
        let Mode::Series(series) = &mut self.mode else { return false };
        let left: usize = series.waiting.drain(..).map(|(_, likes)| likes.len()).sum();
        if left > 0 {
            let text = self.setup.words.fill(Word::TakingStopped, &[&series.done.likes, &left]);
            self.warn(text);
        }
        left > 0
    }

    /// Takes what is chosen in one report, or looks through one; false if there is nothing to do.
    pub fn step_series(&mut self) -> bool {
        let Mode::Series(series) = &mut self.mode else { return false };
        if let Some((path, likes)) = series.waiting.pop_front() {
            self.take_likes(&path, &likes);
            return true;
        }
        let before = series.search.found.len();
        let stepped = series.search.step(&self.setup.sight, &mut self.reader);
        series.chosen.extend(series.search.found[before..].iter().map(proposed));
        // The end of the search is drawn, and whatever was found; what lies between is drawn now and then.
        self.intake.stale |= stepped && (series.search.found.len() > before || series.search.is_done());
        stepped
    }

    fn take_likes(&mut self, path: &std::path::Path, likes: &[Like]) {
        let Mode::Series(series) = &mut self.mode else { return };
        let note = self.setup.words.fill(Word::SeriesNote, &[&series.origin]);
        let (by, together) = (&self.setup.reviewer, series.together);
        let mut step = None;
        let decide = |review: &mut Review, likes: &[Like]| {
            let choices = likes.iter().flat_map(|like| &like.choices);
            let choices: Vec<_> = choices.map(|choice| Choice { note: note.clone(), ..choice.clone() }).collect();
            step = Some(Step { together: Some(together), ..Step::decide(review, &choices, by) });
        };
        match take(path, &series.search.pattern, likes, (&self.setup.sight, &mut self.reader), decide) {
            Ok(taken) => {
                series.done.likes += taken.likes.len();
                series.done.reports += usize::from(!taken.likes.is_empty());
                series.done.gone += taken.gone;
                self.history_takes(step, taken.review);
            }
            Err(error) => series.done.failed.push(error.say(self.setup.words)),
        }
        self.end_taking();
    }

    /// Notes a step that was made in a report, and what is open in the report now.
    fn history_takes(&mut self, step: Option<Step>, review: Review) {
        if let Some(step) = step {
            self.session.history.push(step);
        }
        let Some(nth) = self.folder.position(&review.source.path) else { return };
        self.folder.note_of(nth, Known::of(&review, self.folder.thresholds()));
        self.listing.stale = true;
        if let Some(sample) = &mut self.round.sample {
            sample.note(nth, &review);
        }
        if nth == self.folder.current {
            self.report.years.note(nth, &review);
            self.report.review = Ok(review);
        } else {
            self.report.years.note_other(&review);
        }
    }

    /// When all is taken, says so, and goes back to the table unless reports are still to be read.
    fn end_taking(&mut self) {
        let Mode::Series(series) = &mut self.mode else { return };
        self.intake.stale = true;
        if !series.waiting.is_empty() {
            return;
        }
        let done = std::mem::take(&mut series.done);
        let mut text = self.setup.words.fill(Word::SeriesTaken, &[&done.likes, &done.reports]);
        if done.gone > 0 {
            text += &format!("  {}", self.setup.words.fill(Word::SeriesGone, &[&done.gone]));
        }
        if let Some(why) = done.failed.first() {
            text += &format!("  {}", self.setup.words.fill(Word::SeriesFailed, &[&done.failed.len(), why]));
        }
        let finished = series.search.is_done();
        self.notice = Some(Notice { text, alarm: !done.failed.is_empty() });
        if finished {
            self.mode = Mode::Browse;
        }
    }
}
