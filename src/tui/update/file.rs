//! The report's file: whether it has changed since it was read, reading it again, and opening it in the reviewer's
//! editor.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::review::{Review, Status};
use crate::text::visible::visible;
use crate::tui::model::action::Action;
use crate::tui::model::file::Stamp;
use crate::tui::model::places::Focus;
use crate::tui::model::{App, Effect};
use crate::words::ScreenMessage;

impl App<'_> {
    /// Looks whether the file has changed since it was read, and says so once, and whether who else has it open has left; true if something
    /// has changed just now.
    pub fn look_at_file(&mut self) -> bool {
        let holder_changed = self.look_at_holder();
        let now = self.folder.here().and_then(|entry| Stamp::of(&entry.path));
        // A file that is gone for a moment is one that is being written anew.
        if self.report.watch.has_changed || now.is_none() || now == self.report.watch.stamp {
            return holder_changed;
        }
        self.report.watch.has_changed = true;
        let key = self.keys.key(self.report.focus.context(), Action::Reread);
        self.notify(self.setup.words.fill(ScreenMessage::FileChanged { key: &key }));
        true
    }

    /// Looks, when decisions on it were saved, whether the report is still the one that they are about.
    pub(super) fn look_at_report(&mut self) {
        let is_gone = self.folder.here().is_some_and(|entry| Stamp::of(&entry.path).is_none());
        if is_gone && self.report.watch.stamp.is_some() {
            self.warn(self.setup.words.say(ScreenMessage::FileGone).to_owned());
        } else {
            self.look_at_file();
        }
    }

    /// Reads the report again and stays where one is, as far as that is still there. Decisions on text that has changed
    /// are open again.
    pub(super) fn reread(&mut self) {
        let (report_ix, here, scroll) = (self.folder.current, self.spot(), self.layout.scroll);
        let before = self.report.review.as_ref().ok().map(|review| {
            let id = review.sheet().slots[self.report.selected].id.clone();
            (id, review.source.line_of(self.report.cursor), review.source.blake3.clone(), layout(review))
        });
        self.open(report_ix);
        let (Ok(review), Some((id, line, hash, cells))) = (&self.report.review, before) else { return };
        if self.repeats.leaving {
            return;
        }
        let notice = if review.source.blake3 == hash {
            self.setup.words.say(ScreenMessage::FileAsBefore).to_owned()
        } else {
            let reopened = (0..review.sheet().len()).filter(|&cell| review.status(cell) == Status::Reopened).count();
            self.setup.words.fill(ScreenMessage::RereadDone { count: &reopened })
        };
        let cell = review.sheet().position(&id);
        let at = review.source.lines()[line.min(review.source.lines().len() - 1)].start;
        let (same_cells, same_text) = (layout(review) == cells, review.source.blake3 == hash);
        if !same_cells {
            // Steps name cells by their position, which says something else now.
            if let Some(entry) = self.folder.entries.get(report_ix) {
                self.session.history.forget(&entry.path);
            }
        }
        self.report.focus = here.focus;
        self.layout.scroll = scroll;
        if let Some(cell) = cell {
            self.report.select(cell);
        }
        if self.report.focus == Focus::Raw {
            self.report.cursor = if same_text { here.cursor } else { at };
        }
        self.notify(notice);
    }

    /// Asks for the editor, unless the file is none that an editor shows.
    pub(super) fn edit_source(&mut self) -> Option<Effect> {
        let path = &self.folder.here()?.path;
        if !is_text(path) {
            let name = visible(&path.to_string_lossy()).into_owned();
            self.notify(self.setup.words.fill(ScreenMessage::NotForEditor { name: &name }));
            return None;
        }
        // The lines of a rendering are not those of the file.
        let line = self.report.review.as_ref().ok().filter(|review| !review.source.rendered);
        Some(Effect::Editor(line.map_or(1, |review| review.source.line_of(self.report.cursor) + 1)))
    }
}

/// The addresses of all cells, in order.
fn layout(review: &Review) -> Vec<crate::form::CellId> {
    review.sheet().slots.iter().map(|slot| slot.id.clone()).collect()
}

/// Whether a file begins as text does: not like an archive, and without a null byte.
fn is_text(path: &Path) -> bool {
    let mut start = [0; 512];
    let read = File::open(path).and_then(|mut file| file.read(&mut start)).unwrap_or(0);
    !start[..read].starts_with(b"PK") && (start.starts_with(b"\xFF\xFE") || !start[..read].contains(&0))
}
