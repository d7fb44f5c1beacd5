//! Looking for errors that are similar to one just decided, and taking what is chosen of them: in one report after the
//! other, each as a step of the history.

use std::collections::VecDeque;
use std::path::Path;

use ratatui::layout::{Position, Rect};

use crate::review::progress::ReportSummary;
use crate::review::similar::{ErrorPattern, Search, SimilarError, take};
use crate::review::{Choice, Review};
use crate::tui::model::history::Step;
use crate::tui::model::mode::Mode;
use crate::tui::model::similar::{Similar, Taken, proposed};
use crate::tui::model::{App, Effect, Notice};
use crate::tui::view::similar::{found_at, in_sight};
use crate::words::ScreenMessage;

impl App<'_> {
    /// Looks for what is like the decision on the selected cell; where there is none, the last that was made.
    pub(super) fn open_similar(&mut self) -> Option<Effect> {
        let review = self.report.review.as_ref().ok()?;
        let last = self.session.history.last().filter(|step| step.report == review.source.path);
        let last = last.and_then(|step| step.changes.first()).map(|change| change.cell);
        let of = |cell: usize| Some((cell, ErrorPattern::of(review, cell)?));
        let Some((cell, pattern)) = of(self.report.selected).or_else(|| of(last?)) else {
            self.say(ScreenMessage::NoPattern);
            return None;
        };
        if let Some(why) = self.report.not_beside() {
            self.notify(self.setup.words.fill(ScreenMessage::NotSaved { error: &why }));
            return None;
        }
        let origin = format!("{} {}", review.source.name(), review.sheet().slots[cell].id);
        let (entries, current) = (&self.folder.entries, self.folder.current);
        let reports = (0..entries.len()).map(|nth| entries[(current + nth) % entries.len()].path.to_path_buf());
        let search = Search::new(pattern, reports);
        self.mode = Mode::Similar(Box::new(Similar {
            search,
            chosen: Vec::new(),
            seen: Vec::new(),
            at: 0,
            origin,
            waiting: VecDeque::new(),
            together: 0,
            done: Taken::default(),
        }));
        None
    }

    /// Goes back to the list of similar errors from the help that was called from it: what is chosen there is not to be
    /// lost by going elsewhere. False if there is none.
    pub(super) fn back_to_similar(&mut self) -> bool {
        let Mode::Help(_, before) = &mut self.mode else { return false };
        let is_similar = matches!(**before, Mode::Similar(_));
        if is_similar {
            self.mode = std::mem::replace(before, Mode::Browse);
        }
        is_similar
    }

    /// Chooses the selected one, or leaves it.
    pub(super) fn toggle(&mut self) -> Option<Effect> {
        let Mode::Similar(similar) = &mut self.mode else { return None };
        let last = similar.chosen.len().saturating_sub(1);
        if let Some(chosen) = similar.chosen.get_mut(similar.at) {
            *chosen = !*chosen;
            similar.at = (similar.at + 1).min(last);
        }
        None
    }

    /// Chooses none, then all that are proposed.
    pub(super) fn toggle_all(&mut self) -> Option<Effect> {
        let Mode::Similar(similar) = &mut self.mode else { return None };
        let none = !similar.chosen.contains(&true);
        similar.chosen = similar.search.found.iter().map(|found| none && proposed(found)).collect();
        None
    }

    /// Notes which of the found are in sight.
    pub(super) fn follow_similar(&mut self) {
        let Some(panes) = self.panes() else { return };
        let Mode::Similar(similar) = &mut self.mode else { return };
        similar.seen.resize(similar.chosen.len(), false);
        for at in in_sight(similar, panes.whole) {
            similar.seen[at] = true;
        }
    }

    /// Chooses or leaves the one under the mouse.
    pub(super) fn click_similar(&mut self, area: Rect, at: Position) {
        let Mode::Similar(similar) = &mut self.mode else { return };
        let Some(nth) = found_at(similar, area, at) else { return };
        similar.at = nth;
        if let Some(chosen) = similar.chosen.get_mut(nth) {
            *chosen = !*chosen;
        }
    }

    /// Goes to the place of the selected one.
    pub(super) fn visit(&mut self) -> Option<Effect> {
        let Mode::Similar(similar) = &self.mode else { return None };
        let found = similar.search.found.get(similar.at)?;
        let (nth, cell) = (self.folder.position(&found.path)?, found.like.choices.first()?.cell);
        self.mode = Mode::Browse;
        Some(Effect::Visit(nth, cell))
    }

    /// Begins to take what is chosen.
    pub(super) fn begin_taking(&mut self) -> Option<Effect> {
        let Mode::Similar(similar) = &mut self.mode else { return None };
        if !similar.waiting.is_empty() {
            return None;
        }
        let unseen = |at: &usize| similar.chosen[*at] && similar.seen.get(*at) != Some(&true);
        let left: Vec<usize> = (0..similar.chosen.len()).filter(unseen).collect();
        if let Some(&first) = left.first() {
            similar.at = first;
            self.notify(self.setup.words.fill(ScreenMessage::PreviewUnseen { count: &left.len() }));
            return None;
        }
        similar.waiting = similar.chosen_by_report();
        similar.together = self.session.history.together();
        similar.drop_chosen();
        if similar.waiting.is_empty() {
            self.say(ScreenMessage::NothingChosen);
        }
        None
    }

    /// Leaves what was not taken yet, and says so; false if there is none.
    pub(super) fn stop_taking(&mut self) -> bool {
        let Mode::Similar(similar) = &mut self.mode else { return false };
        let left: usize = similar.waiting.drain(..).map(|(_, likes)| likes.len()).sum();
        if left > 0 {
            let text = self.setup.words.fill(ScreenMessage::TakingStopped { taken: &similar.done.likes, left: &left });
            self.warn(text);
        }
        left > 0
    }

    /// Takes what is chosen in one report, or looks through one; false if there is nothing to do.
    pub fn step_similar(&mut self) -> bool {
        let Mode::Similar(similar) = &mut self.mode else { return false };
        if let Some((path, likes)) = similar.waiting.pop_front() {
            self.take_likes(&path, &likes);
            return true;
        }
        let before = similar.search.found.len();
        let stepped = similar.search.step(&self.setup.sight, &mut self.reader);
        similar.chosen.extend(similar.search.found[before..].iter().map(proposed));
        // The end of the search is drawn, and whatever was found; what lies between is drawn now and then.
        self.intake.stale |= stepped && (similar.search.found.len() > before || similar.search.is_done());
        stepped
    }

    fn take_likes(&mut self, path: &Path, likes: &[SimilarError]) {
        let Mode::Similar(similar) = &mut self.mode else { return };
        let note = self.setup.words.fill(ScreenMessage::SeriesNote { origin: &similar.origin });
        let (by, together) = (&self.setup.reviewer, similar.together);
        let mut step = None;
        let decide = |review: &mut Review, likes: &[SimilarError]| {
            let choices = likes.iter().flat_map(|like| &like.choices);
            let choices: Vec<_> = choices.map(|choice| Choice { note: note.clone(), ..choice.clone() }).collect();
            step = Some(Step { together: Some(together), ..Step::decide(review, &choices, by) });
        };
        match take(path, &similar.search.pattern, likes, (&self.setup.sight, &mut self.reader), decide) {
            Ok(taken) => {
                similar.done.likes += taken.likes.len();
                similar.done.reports += usize::from(!taken.likes.is_empty());
                similar.done.gone += taken.gone;
                self.history_takes(step, taken.review);
            }
            Err(error) => similar.done.failed.push(error.say(self.setup.words)),
        }
        self.end_taking();
    }

    /// Notes a step that was made in a report, and what is open in the report now.
    fn history_takes(&mut self, step: Option<Step>, review: Review) {
        if let Some(step) = step {
            self.session.history.push(step);
        }
        let Some(nth) = self.folder.position(&review.source.path) else { return };
        self.folder.note_of(nth, ReportSummary::of(&review, self.folder.thresholds()));
        self.listing.stale = true;
        if let Some(sample) = &mut self.walkthrough.sample {
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
        let Mode::Similar(similar) = &mut self.mode else { return };
        self.intake.stale = true;
        if !similar.waiting.is_empty() {
            return;
        }
        let done = std::mem::take(&mut similar.done);
        let mut text =
            self.setup.words.fill(ScreenMessage::SeriesTaken { places: &done.likes, reports: &done.reports });
        if done.gone > 0 {
            text += &format!("  {}", self.setup.words.fill(ScreenMessage::SeriesGone { count: &done.gone }));
        }
        if let Some(why) = done.failed.first() {
            text += &format!(
                "  {}",
                self.setup.words.fill(ScreenMessage::SeriesFailed { reports: &done.failed.len(), error: why })
            );
        }
        let finished = similar.search.is_done();
        self.notice = Some(Notice { text, alarm: !done.failed.is_empty() });
        if finished {
            self.mode = Mode::Browse;
        }
    }
}
