//! Marks: a letter that stands for a place.

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::tui::app::App;
use crate::tui::effect::Effect;
use crate::tui::frame::theme::Look;
use crate::tui::frame::wide::draw;
use crate::tui::mode::Mode;
use crate::tui::places::Letter;
use crate::tui::report::Focus;
use crate::visible::visible;
use crate::words::Word;

impl App<'_> {
    /// Takes the letter of a mark.
    pub(in crate::tui) fn mark_letter(&mut self, key: KeyEvent) -> Option<Effect> {
        let Mode::Mark(letter) = self.mode else { return None };
        let KeyCode::Char(sign) = key.code else { return None };
        self.mode = Mode::Browse;
        let here = self.place();
        match (letter, self.session.places.marks.get(&sign)) {
            (Letter::Set, _) => {
                let name = self.name_of_place();
                self.notify(self.setup.words.fill(Word::MarkSet, &[&visible(&sign.to_string()), &name]));
                self.session.places.marks.insert(sign, (here, name));
                None
            }
            (Letter::Go, Some(&(place, _))) => {
                self.session.places.leave(here);
                self.go(place)
            }
            (Letter::Go, None) => {
                self.notify(self.setup.words.fill(Word::NoMark, &[&visible(&sign.to_string())]));
                None
            }
        }
    }

    /// The marks and what they stand for, as lines of a list.
    pub(in crate::tui) fn mark_lines(&self) -> Vec<(String, String)> {
        let lines = self.session.places.marks.iter();
        lines.map(|(sign, (_, name))| (visible(&sign.to_string()).into_owned(), name.clone())).collect()
    }

    fn name_of_place(&self) -> String {
        let Ok(review) = &self.report.review else {
            return self
                .folder
                .here()
                .map_or(String::new(), |entry| visible(&entry.path.to_string_lossy()).into_owned());
        };
        let agency = review.record.agency.as_deref().map_or_else(|| review.source.name(), str::to_owned);
        let year = review.record.year.map(|year| year.to_string()).unwrap_or_default();
        let (line, column) = review.source.place(self.report.cursor);
        let at = match self.report.focus {
            Focus::Table => review.sheet().slots[self.report.selected].id.to_string(),
            Focus::Raw => format!("{line}:{column}"),
        };
        format!("{} {year}  {at}", visible(&agency))
    }

    /// Draws the marks that there are.
    pub(in crate::tui) fn draw_marks(&self, buffer: &mut Buffer, area: Rect, letter: Letter) {
        let title = if letter == Letter::Set { Word::TitleMarkSet } else { Word::TitleMarkGo };
        self.theme.title(buffer, area, self.setup.words.say(title), "", true);
        let height = usize::from(area.height.saturating_sub(1));
        for (row, (sign, name)) in self.mark_lines().into_iter().take(height).enumerate() {
            let at = Rect { y: area.y + 1 + row as u16, height: 1, ..area };
            draw(buffer, at, &format!("  {sign}"), self.theme.style(Look::Key));
            let rest = Rect { x: (at.x + 6).min(at.right()), width: at.width.saturating_sub(6), ..at };
            draw(buffer, rest, &name, self.theme.style(Look::Text));
        }
    }
}
