//! Decisions that cannot be saved beside their report: saved elsewhere, and taken in again.

use std::fs;
use std::path::{Path, PathBuf};

use crate::review::Sight;
use crate::review::rescue;
use crate::text::visible::visible;
use crate::tui::app::App;
use crate::tui::input::action::Action;
use crate::tui::input::context::Context;
use crate::tui::line::line_of;
use crate::tui::mode::Mode;
use crate::tui::notice::Notice;
use crate::tui::prompt::{Prompt, Purpose};
use crate::tui::report::Saved;
use crate::words::Word;

impl App<'_> {
    /// The file for the decisions on the report, where they are found when it is opened again.
    fn place_of_copies(&self) -> Option<PathBuf> {
        Some(rescue::place(self.setup.rescue.as_deref()?, &self.folder.here()?.path))
    }

    /// Decisions could not be saved beside the report: the copy elsewhere is kept up if there is one, else the reviewer is
    /// told how to make one.
    pub(in crate::tui) fn not_saved(&mut self, why: String) {
        if let Some(copy) = self.report.copy.clone()
            && self.copy_to(&copy, &why)
        {
            return;
        }
        let (place, words) = (self.place_of_copies(), self.setup.words);
        if let (Ok(review), Some(entry)) = (&self.report.review, self.folder.here()) {
            rescue::hold(&entry.path, review.draft(), place.as_deref(), words);
        }
        let key = self.input.key(Context::Any, Action::SaveElsewhere);
        self.warn(words.fill(Word::NotSavedKey, &[&why, &key]));
        self.report.saved = Saved::Not(why);
    }

    /// Decisions are saved beside the report again: the copy in the user's folder is not needed any more.
    pub(in crate::tui) fn is_saved(&mut self) {
        let copy = self.report.copy.take();
        if let Some(entry) = self.folder.here() {
            rescue::let_go(&entry.path);
        }
        // A blind reading does not know all that a copy may hold.
        if copy.is_some() && copy == self.place_of_copies() && self.setup.sight == Sight::All {
            let _ = fs::remove_file(copy.unwrap_or_default());
        }
    }

    /// Asks where the decisions are to be saved.
    pub(in crate::tui) fn ask_for_place(&mut self) {
        if self.report.review.is_err() || !self.mode.is_browsing() {
            return;
        }
        let place = self.report.copy.clone().or_else(|| self.place_of_copies());
        let text = line_of(&place.map(|place| place.to_string_lossy().into_owned()).unwrap_or_default());
        self.mode = Mode::Prompt(Box::new(Prompt { text, purpose: Purpose::Elsewhere }));
    }

    /// Saves the decisions to a place that was typed.
    pub(in crate::tui) fn save_elsewhere(&mut self, typed: &str) {
        self.mode = Mode::Browse;
        let typed = typed.trim();
        if typed.is_empty() {
            return;
        }
        let home = typed.strip_prefix("~/").and_then(|rest| Some(std::env::home_dir()?.join(rest)));
        let why = self.report.not_beside().unwrap_or_default().to_owned();
        self.copy_to(&home.unwrap_or_else(|| typed.into()), &why);
    }

    /// Writes a copy of the decisions; false, with the reason told, if it cannot be written.
    fn copy_to(&mut self, to: &Path, why: &str) -> bool {
        let (place, words) = (self.place_of_copies(), self.setup.words);
        let Ok(review) = &self.report.review else { return false };
        // A copy of this session is kept up, wherever it is.
        let known = self.report.copy.clone().filter(|copy| copy == to).or(place);
        match rescue::copy(&mut review.draft(), known.as_deref(), to) {
            Err(error) => {
                let text = error.say(words);
                self.warn(text);
                false
            }
            Ok(at) if why.is_empty() => {
                self.notify(words.fill(Word::CopyMade, &[&visible(&at.to_string_lossy())]));
                true
            }
            Ok(at) => {
                self.warn(words.fill(Word::SavedElsewhere, &[&visible(&at.to_string_lossy()), &why]));
                if let Some(entry) = self.folder.here() {
                    rescue::let_go(&entry.path);
                }
                self.report.copy = Some(at.clone());
                self.report.saved = Saved::Elsewhere(why.to_owned(), at);
                true
            }
        }
    }

    /// Takes in what could not be saved beside the report that was just opened.
    pub(in crate::tui) fn take_in_rescued(&mut self) {
        let place = self.place_of_copies().filter(|place| self.setup.sight == Sight::All && place.is_file());
        let Some(place) = place else { return };
        let Ok(review) = &mut self.report.review else { return };
        let shown = visible(&place.to_string_lossy()).into_owned();
        let notice = match review.take_in(&place) {
            Err(error) => {
                let text = error.say(self.setup.words);
                Notice::alarm(self.setup.words.fill(Word::RescueBroken, &[&text]))
            }
            Ok(taken_in) => {
                self.report.copy = Some(place);
                self.save();
                if taken_in == 0 || self.report.not_beside().is_some() {
                    return;
                }
                Notice::calm(self.setup.words.fill(Word::RescueTakenIn, &[&taken_in, &shown]))
            }
        };
        match &mut self.notice {
            Some(said) => said.text += &format!("  {}", notice.text),
            None => self.notice = Some(notice),
        }
    }

    /// What the bottom line says as long as decisions are not saved beside the report and nothing else is to be told.
    pub(in crate::tui) fn standing_notice(&self) -> Option<Notice> {
        if !self.mode.is_browsing() {
            return None;
        }
        let words = self.setup.words;
        match &self.report.saved {
            Saved::Not(why) => {
                let key = self.input.key(Context::Any, Action::SaveElsewhere);
                Some(Notice::alarm(words.fill(Word::NotSavedKey, &[why, &key])))
            }
            Saved::Elsewhere(why, at) => {
                let at = visible(&at.to_string_lossy()).into_owned();
                Some(Notice::alarm(words.fill(Word::SavedElsewhere, &[&at, why])))
            }
            Saved::Unchanged | Saved::At(_) => None,
        }
    }

    /// What is to be said when the program ends: where decisions are that are not beside their report.
    pub fn parting(&self) -> Option<String> {
        let (Saved::Elsewhere(_, at), Some(entry)) = (&self.report.saved, self.folder.here()) else { return None };
        let sidecar = crate::sidecar::path_of(&entry.path);
        let shown = |path: &Path| visible(&path.to_string_lossy()).into_owned();
        Some(self.setup.words.fill(Word::CopyLies, &[&shown(&entry.path), &shown(at), &shown(&sidecar)]))
    }
}
