//! Going back, forward, to a mark, and to the same cell in another year.

use crate::form::CellId;
use crate::review::years::Facts;
use crate::text::visible::visible;
use crate::tui::model::history::Direction;
use crate::tui::model::mode::Mode;
use crate::tui::model::places::{Bookmark, Bookmarks, Focus, Letter, Spot};
use crate::tui::model::{App, Effect};
use crate::words::ScreenMessage;

impl App<'_> {
    /// Where one is.
    pub(super) fn spot(&self) -> Spot {
        Spot {
            report: self.folder.current,
            cell: self.report.selected,
            cursor: self.report.cursor,
            focus: self.report.focus,
        }
    }

    /// Remembers a place to come back to, if one is no longer there.
    pub(super) fn leave_place(&mut self, spot: Spot) {
        if spot != self.spot() {
            self.session.jumps.leave(spot);
        }
    }

    /// Goes to a place wherever it is.
    pub(super) fn go_to(&mut self, spot: Spot) -> Option<Effect> {
        if spot.report != self.folder.current {
            return Some(Effect::Go(spot));
        }
        self.report.stand_at(spot);
        None
    }

    /// Goes back to the place that was left last, or forth again.
    pub(super) fn go_to_place_left(&mut self, direction: Direction) -> Option<Effect> {
        if self.back_to_similar() {
            return None;
        }
        let here = self.spot();
        let (spot, nothing) = match direction {
            Direction::Back => (self.session.jumps.back(here), ScreenMessage::NoPlaceBack),
            Direction::Forth => (self.session.jumps.forward(here), ScreenMessage::NoPlaceForward),
        };
        let Some(spot) = spot else {
            self.say(nothing);
            return None;
        };
        self.mode = Mode::Browse;
        self.go_to(spot)
    }

    /// Waits for the letter of a mark.
    pub(super) fn wait_for_letter(&mut self, letter: Letter) {
        if letter == Letter::Go && self.session.jumps.marks.is_empty() {
            self.say(ScreenMessage::NoMarks);
        } else {
            self.mode = Mode::Mark(letter);
        }
    }

    /// What letters stand for.
    pub(in crate::tui) fn marks(&self) -> &Bookmarks {
        &self.session.jumps.marks
    }

    /// Takes the marks of an earlier session.
    pub(in crate::tui) fn recall_marks(&mut self, marks: Bookmarks) {
        self.session.jumps.marks = marks;
    }

    /// Takes the letter of a mark.
    pub(super) fn mark_letter(&mut self, typed: char) -> Option<Effect> {
        let Mode::Mark(letter) = self.mode else { return None };
        self.mode = Mode::Browse;
        let shown = visible(&typed.to_string()).into_owned();
        match (letter, self.marks().get(&typed)) {
            (Letter::Set, _) => {
                let mark = self.mark_here()?;
                self.notify(self.setup.words.fill(ScreenMessage::MarkSet { letter: &shown, name: &mark.name }));
                self.session.jumps.marks.insert(typed, mark);
            }
            (Letter::Go, Some(mark)) => match self.folder.position(&mark.report) {
                Some(report_ix) if report_ix != self.folder.current => return Some(Effect::Mark(report_ix, typed)),
                Some(_) => {
                    let here = self.spot();
                    self.stand_at_mark(typed);
                    self.leave_place(here);
                }
                None => {
                    let gone = self.setup.words.fill(ScreenMessage::MarkGone { letter: &shown, name: &mark.name });
                    self.notify(gone);
                }
            },
            (Letter::Go, None) => self.notify(self.setup.words.fill(ScreenMessage::NoMark { letter: &shown })),
        }
        None
    }

    /// Stands where a mark is in the report on the screen; says so if its cell or its line is gone.
    pub(super) fn stand_at_mark(&mut self, letter: char) {
        let Some(mark) = self.session.jumps.marks.get(&letter) else { return };
        let Ok(review) = &self.report.review else { return };
        let (cell, lines) = (review.sheet().position(&mark.cell.as_str().into()), review.source.lines());
        let gone = cell.is_none() || mark.raw.is_some_and(|(line, _)| line > lines.len());
        let at = mark.raw.map(|(line, column)| {
            let span = lines[line.clamp(1, lines.len()) - 1];
            let byte = review.source.slice(span).char_indices().nth(column.saturating_sub(1));
            span.start + byte.map_or(0, |(byte, _)| byte)
        });
        let text =
            self.setup.words.fill(ScreenMessage::MarkGone { letter: &visible(&letter.to_string()), name: &mark.name });
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
    fn mark_here(&self) -> Option<Bookmark> {
        let review = self.report.review.as_ref().ok();
        let raw = review.filter(|_| self.report.focus == Focus::Raw);
        Some(Bookmark {
            report: self.folder.here()?.path.to_path_buf(),
            cell: self.report.address().unwrap_or_default().to_owned(),
            raw: raw.map(|review| review.source.place(self.report.cursor)),
            name: self.name_of_place(),
        })
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

    /// Goes to the selected cell in the nearest earlier or later report of the agency; says so if that is not about the
    /// year next to this one, or if its form has no such cell.
    pub(super) fn go_to_year(&mut self, later: bool) -> Option<Effect> {
        let review = self.report.review.as_ref().ok()?;
        let Some((agency, year)) = review.record.agency.as_deref().zip(review.record.year) else {
            self.say(ScreenMessage::YearUnknown);
            return None;
        };
        let id = review.sheet().slots[self.report.selected].id.clone();
        let Some((effect, notices)) = self.to_year(agency, year, later, &id) else {
            let year = &year;
            let mut text = self.setup.words.fill(if later {
                ScreenMessage::NoLaterYear { year }
            } else {
                ScreenMessage::NoEarlierYear { year }
            });
            if self.intake.searching || !self.intake.queue.is_idle() {
                text += self.setup.words.say(ScreenMessage::YearsUnread);
            }
            self.notify(text);
            return None;
        };
        for notice in notices {
            self.add_to_notice(&notice);
        }
        Some(effect)
    }

    /// What brings the nearest report of an agency before or after a year on the screen, and what is to be said of it.
    fn to_year(&self, agency: &str, year: u16, later: bool, id: &CellId) -> Option<(Effect, Vec<String>)> {
        let mut others = self.report.years.timeline.of_agency(agency);
        let other = if later {
            others.find(|other| other.year > year)
        } else {
            others.filter(|other| other.year < year).last()
        }?;
        let (report_ix, cell) = (self.folder.position(&other.path)?, other.sheet().position(id));
        let effect = cell.map_or(Effect::Open(report_ix), |cell| Effect::Visit(report_ix, cell));
        Some((effect, self.year_notices(year, other, id)))
    }

    /// What is to be said of a report about another year that one goes to.
    fn year_notices(&self, from: u16, other: &Facts, id: &CellId) -> Vec<String> {
        let words = self.setup.words;
        let next = if other.year > from { from.saturating_add(1) } else { from.saturating_sub(1) };
        let skipped =
            (other.year != next).then(|| words.fill(ScreenMessage::YearSkipped { year: &next, found: &other.year }));
        let lost = other
            .sheet()
            .position(id)
            .is_none()
            .then(|| words.fill(ScreenMessage::NoCellThatYear { year: &other.year, cell: id }));
        skipped.into_iter().chain(lost).collect()
    }
}
