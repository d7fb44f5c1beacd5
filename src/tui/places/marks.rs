//! Marks: a letter that stands for a place.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::text::visible::visible;
use crate::tui::app::App;
use crate::tui::effect::Effect;
use crate::tui::frame::theme::Look;
use crate::tui::frame::wide::draw;
use crate::tui::mode::Mode;
use crate::tui::places::Letter;
use crate::tui::report::Focus;
use crate::words::Word;

/// A place that a letter stands for, told so that it is found again when the report has changed.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Mark {
    /// The path of the report
    pub report: PathBuf,
    /// The address of the cell; empty if the report could not be read
    pub cell: String,
    /// Line and column in the text, from 1, if it is a place of the raw side
    pub raw: Option<(usize, usize)>,
    /// What it is called in the list of marks
    pub name: String,
}

/// What letters stand for.
pub type Marks = BTreeMap<char, Mark>;

impl App<'_> {
    /// What letters stand for.
    pub(in crate::tui) fn marks(&self) -> &Marks {
        &self.session.places.marks
    }

    /// Takes the marks of an earlier session.
    pub(in crate::tui) fn recall_marks(&mut self, marks: Marks) {
        self.session.places.marks = marks;
    }

    /// Takes the letter of a mark.
    pub(in crate::tui) fn mark_letter(&mut self, key: KeyEvent) -> Option<Effect> {
        let Mode::Mark(letter) = self.mode else { return None };
        let KeyCode::Char(sign) = key.code else { return None };
        self.mode = Mode::Browse;
        let shown = visible(&sign.to_string()).into_owned();
        match (letter, self.marks().get(&sign)) {
            (Letter::Set, _) => {
                let mark = self.mark_here()?;
                self.notify(self.setup.words.fill(Word::MarkSet, &[&shown, &mark.name]));
                self.session.places.marks.insert(sign, mark);
            }
            (Letter::Go, Some(mark)) => match self.folder.position(&mark.report) {
                Some(nth) if nth != self.folder.current => return Some(Effect::Mark(nth, sign)),
                Some(_) => {
                    let here = self.place();
                    self.stand_at_mark(sign);
                    self.leave_place(here);
                }
                None => {
                    let gone = self.setup.words.fill(Word::MarkGone, &[&shown, &mark.name]);
                    self.notify(gone);
                }
            },
            (Letter::Go, None) => self.notify(self.setup.words.fill(Word::NoMark, &[&shown])),
        }
        None
    }

    /// Stands where a mark is in the report on the screen; says so if its cell or its line is gone.
    pub(in crate::tui) fn stand_at_mark(&mut self, sign: char) {
        let Some(mark) = self.session.places.marks.get(&sign) else { return };
        let Ok(review) = &self.report.review else { return };
        let (cell, lines) = (review.sheet().position(&mark.cell.as_str().into()), review.source.lines());
        let gone = cell.is_none() || mark.raw.is_some_and(|(line, _)| line > lines.len());
        let at = mark.raw.map(|(line, column)| {
            let span = lines[line.clamp(1, lines.len()) - 1];
            let byte = review.source.slice(span).char_indices().nth(column.saturating_sub(1));
            span.start + byte.map_or(0, |(byte, _)| byte)
        });
        let text = self.setup.words.fill(Word::MarkGone, &[&visible(&sign.to_string()), &mark.name]);
        if let Some(cell) = cell {
            self.report.select(cell);
        }
        self.report.focus = if at.is_some() { Focus::Raw } else { Focus::Table };
        self.report.cursor = at.unwrap_or(self.report.cursor);
        if gone {
            self.notify(text);
        }
    }

    /// The place where one is, to be marked.
    fn mark_here(&self) -> Option<Mark> {
        let review = self.report.review.as_ref().ok();
        let raw = review.filter(|_| self.report.focus == Focus::Raw);
        Some(Mark {
            report: self.folder.here()?.path.to_path_buf(),
            cell: self.report.address().unwrap_or_default().to_owned(),
            raw: raw.map(|review| review.source.place(self.report.cursor)),
            name: self.name_of_place(),
        })
    }

    /// The marks and what they stand for, as lines of a list.
    pub(in crate::tui) fn mark_lines(&self) -> Vec<(String, String)> {
        let lines = self.session.places.marks.iter();
        lines.map(|(sign, mark)| (visible(&sign.to_string()).into_owned(), visible(&mark.name).into_owned())).collect()
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
