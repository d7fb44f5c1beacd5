//! The message in the bottom line.

use crate::tui::app::App;
use crate::words::Word;

/// A message in the bottom line, until the next key.
#[derive(Clone, Debug)]
pub struct Notice {
    /// The message
    pub text: String,
    /// Whether something went wrong
    pub alarm: bool,
}

impl Notice {
    /// A message about what was done, or can be.
    pub fn calm(text: String) -> Self {
        Self { text, alarm: false }
    }

    /// A message about what went wrong.
    pub fn alarm(text: String) -> Self {
        Self { text, alarm: true }
    }
}

impl App<'_> {
    pub(super) fn say(&mut self, word: Word) {
        self.notify(self.setup.words.say(word).to_owned());
    }

    pub(super) fn notify(&mut self, text: String) {
        self.notice = Some(Notice::calm(text));
    }

    pub(super) fn warn(&mut self, text: String) {
        self.notice = Some(Notice::alarm(text));
    }

    pub(super) fn add_to_notice(&mut self, text: &str) {
        match &mut self.notice {
            Some(notice) => notice.text += &format!("  {text}"),
            None => self.notify(text.to_owned()),
        }
    }
}
