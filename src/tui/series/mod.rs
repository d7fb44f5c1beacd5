//! What is like a decision, listed while the reports are read: take or leave each. What is chosen is decided in one
//! report after the other, each as a step of the history.

pub mod draw;
pub mod taking;

use std::collections::VecDeque;
use std::path::PathBuf;

use ratatui::layout::{Position, Rect};

use crate::review::similar::{Found, Like, Pattern, Search};
use crate::tui::app::App;
use crate::tui::effect::Effect;
use crate::tui::input::action::Action;
use crate::tui::mode::Mode;
use crate::tui::series::draw::found_at;
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
    /// The number by which the steps of what is taken belong together
    together: usize,
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
    pub(in crate::tui) fn open_series(&mut self) -> Option<Effect> {
        let review = self.report.review.as_ref().ok()?;
        let last = self.session.history.last().filter(|step| step.report == review.source.path);
        let last = last.and_then(|step| step.changes.first()).map(|change| change.cell);
        let of = |cell: usize| Some((cell, Pattern::of(review, cell)?));
        let Some((cell, pattern)) = of(self.report.selected).or_else(|| of(last?)) else {
            self.say(Word::NoPattern);
            return None;
        };
        if let Some(why) = self.report.not_beside() {
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
            together: 0,
            done: Done::default(),
        }));
        None
    }

    pub(in crate::tui) fn act_in_series(&mut self, action: Action) -> Option<Effect> {
        let page = self.page();
        let Mode::Series(series) = &mut self.mode else { return None };
        let last = series.chosen.len().saturating_sub(1);
        if let Some(row) = action.row(series.at, page, last) {
            series.at = row;
            return None;
        }
        match action {
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

    /// Chooses or leaves the one under the mouse.
    pub(in crate::tui) fn click_series(&mut self, area: Rect, at: Position) {
        let Mode::Series(series) = &mut self.mode else { return };
        let Some(nth) = found_at(series, area, at) else { return };
        series.at = nth;
        if let Some(chosen) = series.chosen.get_mut(nth) {
            *chosen = !*chosen;
        }
    }

    /// Goes to the place of the selected one.
    fn visit(&mut self) -> Option<Effect> {
        let Mode::Series(series) = &self.mode else { return None };
        let found = series.search.found.get(series.at)?;
        let (nth, cell) = (self.folder.position(&found.path)?, found.like.choices.first()?.cell);
        self.mode = Mode::Browse;
        Some(Effect::Visit(nth, cell))
    }
}
