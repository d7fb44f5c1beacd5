//! What is like a decision, listed while the reports are read: take or leave each. What is chosen is decided in one
//! report after the other, each as a step of the history.

use std::collections::VecDeque;
use std::path::PathBuf;

use crate::progress::Known;
use crate::review::{Choice, Review};
use crate::series::{Found, Like, Pattern, Search, take};
use crate::tui::action::Action;
use crate::tui::app::{App, Effect, Mode, Notice};
use crate::tui::history::Step;
use crate::words::Word;

/// The list of what is like a decision.
#[derive(Debug)]
pub struct Series {
    /// The search, and what it found
    pub search: Search,
    /// Whether each of the found is to be taken
    pub chosen: Vec<bool>,
    /// The position of the selected one
    pub at: usize,
    /// The decision that it started from, for the notes
    origin: String,
    waiting: VecDeque<(PathBuf, Vec<Like>)>,
    done: Done,
}

/// What was taken so far.
#[derive(Debug, Default)]
struct Done {
    likes: usize,
    reports: usize,
    gone: usize,
    failed: Vec<String>,
}

impl Series {
    /// The found that are to be taken, report by report.
    fn chosen_by_report(&self) -> VecDeque<(PathBuf, Vec<Like>)> {
        let mut reports: VecDeque<(PathBuf, Vec<Like>)> = VecDeque::new();
        for (found, _) in self.search.found.iter().zip(&self.chosen).filter(|(_, chosen)| **chosen) {
            match reports.back_mut() {
                Some((path, likes)) if *path == found.path => likes.push(found.like.clone()),
                _ => reports.push_back((found.path.clone(), vec![found.like.clone()])),
            }
        }
        reports
    }

    /// The number of the found that are to be taken.
    pub fn chosen(&self) -> usize {
        self.chosen.iter().filter(|chosen| **chosen).count()
    }

    /// The number of reports in which something is still to be taken.
    pub fn to_take(&self) -> usize {
        self.waiting.len()
    }

    /// Takes what is to be taken off the list.
    fn drop_chosen(&mut self) {
        let mut chosen = self.chosen.iter();
        self.search.found.retain(|_| chosen.next() == Some(&false));
        self.chosen.retain(|chosen| !chosen);
        self.at = self.at.min(self.chosen.len().saturating_sub(1));
    }
}

/// Whether what was found is proposed.
fn proposed(found: &Found) -> bool {
    found.like.bearing.settles()
}

impl App<'_> {
    /// Looks for what is like the decision on the selected cell; where there is none, the last that was made.
    pub(super) fn open_series(&mut self) -> Option<Effect> {
        let review = self.review.as_ref().ok()?;
        let last = self.history.last().filter(|step| step.report == review.source.path);
        let last = last.and_then(|step| step.changes.first()).map(|change| change.cell);
        let of = |cell: usize| Some((cell, Pattern::of(review, cell)?));
        let Some((cell, pattern)) = of(self.selected).or_else(|| of(last?)) else {
            self.say(Word::NoPattern);
            return None;
        };
        if let Some(why) = self.unsaved.clone() {
            self.notify(self.setup.words.fill(Word::NotSaved, &[&why]));
            return None;
        }
        let origin = format!("{} {}", review.source.name(), review.sheet().slots[cell].id);
        let (entries, current) = (&self.folder.entries, self.folder.current);
        let reports = (0..entries.len()).map(|nth| entries[(current + nth) % entries.len()].path.to_path_buf());
        let search = Search::new(pattern, reports);
        self.mode = Mode::Series(Box::new(Series {
            search,
            chosen: Vec::new(),
            at: 0,
            origin,
            waiting: VecDeque::new(),
            done: Done::default(),
        }));
        None
    }

    pub(super) fn act_in_series(&mut self, action: Action) -> Option<Effect> {
        let page = self.page();
        let Mode::Series(series) = &mut self.mode else { return None };
        let last = series.chosen.len().saturating_sub(1);
        match action {
            Action::Down => series.at = (series.at + 1).min(last),
            Action::Up => series.at = series.at.saturating_sub(1),
            Action::PageDown => series.at = (series.at + page).min(last),
            Action::PageUp => series.at = series.at.saturating_sub(page),
            Action::FirstRow => series.at = 0,
            Action::LastRow => series.at = last,
            Action::Toggle => {
                if let Some(chosen) = series.chosen.get_mut(series.at) {
                    *chosen = !*chosen;
                    series.at = (series.at + 1).min(last);
                }
            }
            Action::ToggleAll => {
                // None, then all that are proposed.
                let none = !series.chosen.contains(&true);
                let proposed = series.search.found.iter().map(|found| none && proposed(found));
                series.chosen = proposed.collect();
            }
            Action::TakeSelected => self.begin_taking(),
            Action::GoToCell => return self.visit(),
            Action::Close => {
                if !self.stop_taking() {
                    self.mode = Mode::Browse;
                }
            }
            _ => return self.act_anywhere(action),
        }
        None
    }

    /// Goes to the place of the selected one.
    fn visit(&mut self) -> Option<Effect> {
        let Mode::Series(series) = &self.mode else { return None };
        let found = series.search.found.get(series.at)?;
        let (nth, cell) = (self.folder.position(&found.path)?, found.like.choices.first()?.cell);
        self.mode = Mode::Browse;
        Some(Effect::Visit(nth, cell))
    }

    fn begin_taking(&mut self) {
        let Mode::Series(series) = &mut self.mode else { return };
        if !series.waiting.is_empty() {
            return;
        }
        series.waiting = series.chosen_by_report();
        series.drop_chosen();
        if series.waiting.is_empty() {
            self.say(Word::NothingChosen);
        }
    }

    /// Leaves what was not taken yet, and says so; false if there is none.
    pub(super) fn stop_taking(&mut self) -> bool {
        let Mode::Series(series) = &mut self.mode else { return false };
        let left: usize = series.waiting.drain(..).map(|(_, likes)| likes.len()).sum();
        if left > 0 {
            let text = self.setup.words.fill(Word::TakingStopped, &[&series.done.likes, &left]);
            self.notice = Some(Notice { text, alarm: true });
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
        let stepped = series.search.step(&mut self.reader);
        series.chosen.extend(series.search.found[before..].iter().map(proposed));
        // The end of the search is drawn, and whatever was found; what lies between is drawn now and then.
        self.stale |= stepped && (series.search.found.len() > before || series.search.is_done());
        stepped
    }

    fn take_likes(&mut self, path: &std::path::Path, likes: &[Like]) {
        let Mode::Series(series) = &mut self.mode else { return };
        let note = self.setup.words.fill(Word::SeriesNote, &[&series.origin]);
        let by = &self.setup.reviewer;
        let mut step = None;
        let decide = |review: &mut Review, likes: &[Like]| {
            let choices = likes.iter().flat_map(|like| &like.choices);
            let choices: Vec<_> = choices.map(|choice| Choice { note: note.clone(), ..choice.clone() }).collect();
            step = Some(Step::decide(review, &choices, by));
        };
        match take(path, &series.search.pattern, likes, &mut self.reader, decide) {
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
            self.history.push(step);
        }
        let Some(nth) = self.folder.position(&review.source.path) else { return };
        self.folder.note_of(nth, Known::of(&review, &self.thresholds));
        self.listing.stale = true;
        if let Some(sample) = &mut self.sample {
            sample.note(nth, &review);
        }
        if nth == self.folder.current {
            self.years.note(nth, &review);
            self.review = Ok(review);
        } else {
            self.years.note_other(&review);
        }
    }

    /// When all is taken, says so, and goes back to the table unless reports are still to be read.
    fn end_taking(&mut self) {
        let Mode::Series(series) = &mut self.mode else { return };
        self.stale = true;
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
