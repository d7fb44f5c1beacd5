//! The report's file: whether it has changed since it was read, reading it again, and opening it in the reviewer's
//! editor.

use std::fs::{self, File, Metadata};
use std::io::Read;
use std::path::Path;
use std::process::Command;
use std::time::SystemTime;

use crate::error::system::told;
use crate::review::{Review, Status};
use crate::text::visible::visible;
use crate::tui::app::App;
use crate::tui::effect::Effect;
use crate::tui::input::action::Action;
use crate::tui::report::Focus;
use crate::words::Word;

/// What tells that a file is still as it was.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Stamp {
    modified: Option<SystemTime>,
    size: u64,
    /// Which file it is, and when that was last touched in any way, where the system tells; else zero. A file may be
    /// replaced by another of its size and time
    identity: (u64, i64, i64),
}

impl Stamp {
    /// As a file is now; none if it is not there.
    pub fn of(path: &Path) -> Option<Self> {
        let about = fs::metadata(path).ok()?;
        Some(Self { modified: about.modified().ok(), size: about.len(), identity: identity(&about) })
    }
}

#[cfg(unix)]
fn identity(about: &Metadata) -> (u64, i64, i64) {
    use std::os::unix::fs::MetadataExt;
    (about.ino(), about.ctime(), about.ctime_nsec())
}

#[cfg(not(unix))]
fn identity(_: &Metadata) -> (u64, i64, i64) {
    (0, 0, 0)
}

/// The file of the report on the screen.
#[derive(Clone, Copy, Debug, Default)]
pub struct Watch {
    /// As it was when it was read
    stamp: Option<Stamp>,
    /// Whether it has changed since
    pub has_changed: bool,
}

impl Watch {
    /// Begins to watch a file that is read now.
    pub fn over(path: &Path) -> Self {
        Self { stamp: Stamp::of(path), has_changed: false }
    }

    /// Whether the file is still as it was.
    pub fn is_current(&self, path: &Path) -> bool {
        self.stamp.is_some() && self.stamp == Stamp::of(path)
    }
}

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
        let key = self.input.key(self.report.focus.context(), Action::Reread);
        self.notify(self.setup.words.fill(Word::FileChanged, &[&key]));
        true
    }

    /// Looks, when decisions on it were saved, whether the report is still the one that they are about.
    pub(in crate::tui) fn look_at_report(&mut self) {
        let is_gone = self.folder.here().is_some_and(|entry| Stamp::of(&entry.path).is_none());
        if is_gone && self.report.watch.stamp.is_some() {
            self.warn(self.setup.words.say(Word::FileGone).to_owned());
        } else {
            self.look_at_file();
        }
    }

    /// Reads the report again and stays where one is, as far as that is still there. Decisions on text that has changed
    /// are open again.
    pub(in crate::tui) fn reread(&mut self) {
        let (nth, here, scroll) = (self.folder.current, self.place(), self.layout.scroll);
        let before = self.report.review.as_ref().ok().map(|review| {
            let id = review.sheet().slots[self.report.selected].id.clone();
            (id, review.source.line_of(self.report.cursor), review.source.blake3.clone(), layout(review))
        });
        self.open(nth);
        let (Ok(review), Some((id, line, hash, cells))) = (&self.report.review, before) else { return };
        if self.input.leaving {
            return;
        }
        let notice = if review.source.blake3 == hash {
            self.setup.words.say(Word::FileAsBefore).to_owned()
        } else {
            let reopened = (0..review.sheet().len()).filter(|&cell| review.status(cell) == Status::Reopened).count();
            self.setup.words.fill(Word::RereadDone, &[&reopened])
        };
        let cell = review.sheet().position(&id);
        let at = review.source.lines()[line.min(review.source.lines().len() - 1)].start;
        let (same_cells, same_text) = (layout(review) == cells, review.source.blake3 == hash);
        if !same_cells {
            // Steps name cells by their position, which says something else now.
            if let Some(entry) = self.folder.entries.get(nth) {
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
    pub(in crate::tui) fn edit_source(&mut self) -> Option<Effect> {
        let path = &self.folder.here()?.path;
        if !is_text(path) {
            let name = visible(&path.to_string_lossy()).into_owned();
            self.notify(self.setup.words.fill(Word::NotForEditor, &[&name]));
            return None;
        }
        // The lines of a rendering are not those of the file.
        let line = self.report.review.as_ref().ok().filter(|review| !review.source.rendered);
        Some(Effect::Editor(line.map_or(1, |review| review.source.line_of(self.report.cursor) + 1)))
    }

    /// Runs the reviewer's editor on the report and waits for it; false if it could not be run, which is said.
    pub(in crate::tui) fn run_editor(&mut self, line: usize) -> bool {
        let editor =
            ["VISUAL", "EDITOR"].iter().find_map(|name| std::env::var(name).ok().filter(|set| !set.is_empty()));
        let editor = editor.unwrap_or_else(|| "vi".into());
        let Some(entry) = self.folder.here() else { return false };
        let path = &*entry.path;
        let mut words = editor.split_whitespace();
        let program = words.next().unwrap_or("vi");
        let run = Command::new(program).args(words).arg(format!("+{line}")).arg(path).status();
        let Err(error) = run else { return true };
        let text = self.setup.words.fill(Word::EditorFailed, &[&visible(&editor), &told(&error, self.setup.words)]);
        self.warn(text);
        false
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
