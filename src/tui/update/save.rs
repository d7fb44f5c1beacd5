//! Saving decisions beside their report; where that cannot be, saving them elsewhere and taking them in again.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::Zoned;

use crate::data::config::Context;
use crate::error::Error;
use crate::review::{Review, Sight, rescue};
use crate::text::visible::visible;
use crate::tui::model::action::Action;
use crate::tui::model::mode::Mode;
use crate::tui::model::report::Saved;
use crate::tui::model::typed::{Prompt, Purpose, line_of};
use crate::tui::model::{App, Notice};
use crate::words::ScreenMessage;

impl App<'_> {
    /// Saves the decisions on the report on the screen.
    pub(super) fn save(&mut self) {
        match self.write() {
            None => return,
            Some(Ok(())) => {}
            Some(Err(unsaved)) => self.not_saved(unsaved),
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

    /// Whether decisions wait to be saved until another program has written.
    pub(in crate::tui) fn waits_to_save(&self) -> bool {
        matches!(self.report.saved, Saved::Waiting(_))
    }

    /// Notes why decisions are not saved now, if they are saved nowhere.
    fn still_not_saved(&mut self, now: Saved) {
        if self.report.unsaved().is_some() {
            self.report.saved = now;
        }
    }

    /// Writes the decisions beside the report and tells what came of it, or gives the reason why they cannot be; none if
    /// there is no report.
    fn write(&mut self) -> Option<Result<(), Saved>> {
        let review = self.report.review.as_mut().ok()?;
        let before = review.conflicts();
        let written = review.save().map_err(|error| match error {
            Error::NotYet(_) => Saved::Waiting(error.say(self.setup.words)),
            _ => Saved::Not(error.say(self.setup.words)),
        });
        Some(written.map(|taken_in| self.tell_saved(taken_in, before)))
    }

    /// Says that decisions are saved, and what was taken in of others. `before` is the number of conflicts until then.
    fn tell_saved(&mut self, taken_in: usize, before: usize) {
        let conflicts = self.report.review.as_ref().map_or(before, Review::conflicts);
        self.report.saved = Saved::At(Zoned::now().strftime("%H:%M:%S").to_string());
        self.is_saved();
        if conflicts > before {
            let key = self.keys.key(Context::Table, Action::NextOpen);
            self.warn(self.setup.words.fill(ScreenMessage::TakenInConflicts {
                count: &taken_in,
                conflicts: &conflicts,
                key: &key,
            }));
        } else if taken_in > 0 {
            self.notify(self.setup.words.fill(ScreenMessage::TakenIn { count: &taken_in }));
        }
        self.look_at_report();
    }

    /// The file for the decisions on the report, where they are found when it is opened again.
    fn place_of_copies(&self) -> Option<PathBuf> {
        Some(rescue::place(self.setup.rescue.as_deref()?, &self.folder.here()?.path))
    }

    /// Decisions could not be saved beside the report: the copy elsewhere is kept up if there is one, else the reviewer is
    /// told how to make one.
    fn not_saved(&mut self, unsaved: Saved) {
        let waits = matches!(unsaved, Saved::Waiting(_));
        let (Saved::Not(why) | Saved::Waiting(why)) = &unsaved else { return };
        if let Some(copy) = self.report.copy.clone()
            && !waits
            && self.copy_to(&copy, why)
        {
            return;
        }
        let (place, words) = (self.place_of_copies(), self.setup.words);
        if let (Ok(review), Some(entry)) = (&self.report.review, self.folder.here()) {
            rescue::hold(&entry.path, review.draft(), place.as_deref(), words);
        }
        let key = self.keys.key(Context::Any, Action::SaveElsewhere);
        self.warn(if waits { why.clone() } else { words.fill(ScreenMessage::NotSavedKey { error: why, key: &key }) });
        self.report.saved = unsaved;
    }

    /// Decisions are saved beside the report again: the copy in the user's folder is not needed any more.
    pub(super) fn is_saved(&mut self) {
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
    pub(super) fn ask_for_place(&mut self) {
        if self.report.review.is_err() || !self.mode.is_browsing() {
            return;
        }
        let place = self.report.copy.clone().or_else(|| self.place_of_copies());
        let text = line_of(&place.map(|place| place.to_string_lossy().into_owned()).unwrap_or_default());
        self.mode = Mode::Prompt(Box::new(Prompt { text, purpose: Purpose::Elsewhere }));
    }

    /// Saves the decisions to a place that was typed.
    pub(super) fn save_elsewhere(&mut self, typed: &str) {
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
                self.notify(words.fill(ScreenMessage::CopyMade { path: &visible(&at.to_string_lossy()) }));
                true
            }
            Ok(at) => {
                self.warn(
                    words.fill(ScreenMessage::SavedElsewhere { path: &visible(&at.to_string_lossy()), error: &why }),
                );
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
    pub(super) fn take_in_rescued(&mut self) {
        let place = self.place_of_copies().filter(|place| self.setup.sight == Sight::All && place.is_file());
        let Some(place) = place else { return };
        let Ok(review) = &mut self.report.review else { return };
        let shown = visible(&place.to_string_lossy()).into_owned();
        let notice = match review.take_in(&place) {
            Err(error) => {
                let text = error.say(self.setup.words);
                Notice::alarm(self.setup.words.fill(ScreenMessage::RescueBroken { error: &text }))
            }
            Ok(taken_in) => {
                self.report.copy = Some(place);
                self.save();
                if taken_in == 0 || self.report.not_beside().is_some() {
                    return;
                }
                Notice::calm(self.setup.words.fill(ScreenMessage::RescueTakenIn { count: &taken_in, path: &shown }))
            }
        };
        match &mut self.notice {
            Some(said) => said.text += &format!("  {}", notice.text),
            None => self.notice = Some(notice),
        }
    }

    /// What is to be said when the program ends: where decisions are that are not beside their report.
    pub fn parting(&self) -> Option<String> {
        let (Saved::Elsewhere(_, at), Some(entry)) = (&self.report.saved, self.folder.here()) else { return None };
        let sidecar = crate::sidecar::path_of(&entry.path);
        let shown = |path: &Path| visible(&path.to_string_lossy()).into_owned();
        Some(self.setup.words.fill(ScreenMessage::CopyLies {
            path: &shown(&entry.path),
            copy: &shown(at),
            sidecar: &shown(&sidecar),
        }))
    }
}
