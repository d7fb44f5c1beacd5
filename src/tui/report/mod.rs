//! Moving about a report: the selection, the cursor in the raw text, and what the panes show of both.

pub(in crate::tui) mod copy;
pub(in crate::tui) mod file;
pub(in crate::tui) mod years;

use crate::review::Review;
use crate::source::Span;
use crate::tui::app::{App, Effect, Focus};
use crate::tui::find::Kind;
use crate::tui::frame::wide::glyphs;
use crate::tui::input::action::Action;
use crate::tui::table::TableLines;
use crate::words::Word;

impl App<'_> {
    pub(in crate::tui) fn act_on_report(&mut self, action: Action) -> Option<Effect> {
        match action {
            Action::NextReport => return self.neighbour(true),
            Action::PreviousReport => return self.neighbour(false),
            Action::Back | Action::Forward | Action::SetMark | Action::GoToMark => return self.act_on_places(action),
            Action::Palette => self.find(Kind::Palette),
            Action::Editor => return self.edit_source(),
            Action::Reread => return Some(Effect::Reread),
            Action::Done => return self.finish(action),
            Action::NextOpen | Action::PreviousOpen => return self.go_open(action),
            _ if self.review.is_err() => return self.act_anywhere(action),
            Action::Search => self.search(),
            Action::Findings => self.find(Kind::Findings),
            Action::NextHit => self.go_on_searching(true),
            Action::PreviousHit => self.go_on_searching(false),
            Action::CopyValue | Action::CopyRow | Action::CopyAddress => return self.copy(action),
            Action::WhyDown => self.scroll_why(1),
            Action::WhyUp => self.scroll_why(-1),
            Action::Wrap | Action::WiderRaw | Action::WiderTable => self.lay_out(action),
            _ if action.suggestion().is_some() => return self.decide_by(action),
            Action::Switch => self.switch(),
            Action::GoToCell => self.go_to_cell(),
            Action::Confirm
            | Action::Accept
            | Action::Edit
            | Action::SourceError
            | Action::Withdraw
            | Action::Undo
            | Action::Redo
            | Action::Take
            | Action::Cancel
            | Action::Blank
            | Action::NotApplicable
            | Action::SourceErrorValue
            | Action::Note
            | Action::UndoCell
            | Action::ConfirmRow
            | Action::ConfirmTable
            | Action::SlideLeft
            | Action::SlideRight
            | Action::Join
            | Action::Split
            | Action::Series => return self.decide_by(action),
            _ => match action.section() {
                Some(number) => self.go_section(number),
                None if self.focus == Focus::Table => return self.move_selection(action),
                None => return self.move_cursor(action),
            },
        }
        None
    }

    /// The report that stands before or after the one on the screen in the list.
    fn neighbour(&mut self, forward: bool) -> Option<Effect> {
        self.freshen();
        self.refresh_list();
        let rows = &self.listing.rows;
        let next = match self.listing.row_of(self.folder.current) {
            Some(row) if forward => rows.get(row + 1),
            Some(row) => row.checked_sub(1).and_then(|row| rows.get(row)),
            None => rows.first(),
        };
        let next = next.copied();
        if next.is_none() {
            self.say(if forward { Word::LastReport } else { Word::FirstReport });
        }
        next.map(Effect::Open)
    }

    /// Selects a cell in both panes.
    pub(in crate::tui) fn select(&mut self, cell: usize) {
        self.selected = cell;
        self.cursor_to_selected();
    }

    /// Puts the cursor of the raw side on the selected cell; on its nearest neighbour if the source lacks it.
    pub(in crate::tui) fn cursor_to_selected(&mut self) {
        let Ok(review) = &self.review else { return };
        let cells = review.sheet().part(self.selected).cells.clone();
        let spans = cells.filter_map(|cell| Some((cell, review.reading(cell).span?)));
        if let Some((_, span)) = spans.min_by_key(|(cell, _)| cell.abs_diff(self.selected)) {
            self.cursor = span.start;
        }
    }

    fn switch(&mut self) {
        self.focus = if self.focus == Focus::Table { Focus::Raw } else { Focus::Table };
        if self.focus == Focus::Raw {
            self.cursor_to_selected();
        }
    }

    fn go_to_cell(&mut self) {
        let cell = self.review.as_ref().ok().and_then(|review| review.cell_at(self.cursor));
        match cell {
            Some(cell) => {
                self.selected = cell;
                self.focus = Focus::Table;
            }
            None => self.say(Word::NoCellHere),
        }
    }

    /// Goes to a section: to its table if it has one, and to its heading in the raw report.
    fn go_section(&mut self, number: usize) {
        let numeral = "一二三四五六".chars().nth(number - 1).unwrap_or('一');
        let Ok(review) = &self.review else { return };
        let part = review.sheet().parts.iter().find(|part| part.table().number.starts_with(numeral));
        let start = part.map(|part| part.cells.start);
        let heading = heading(review, numeral);
        match (start, heading) {
            (Some(cell), _) if self.focus == Focus::Table => self.select(cell),
            (_, Some(line)) => {
                self.cursor = review.source.lines()[line].start;
                self.focus = Focus::Raw;
                self.scroll.raw = line;
            }
            (Some(cell), None) => self.select(cell),
            (None, None) => self.say(Word::NoSection),
        }
    }

    fn move_selection(&mut self, action: Action) -> Option<Effect> {
        let Ok(review) = &self.review else { return None };
        let page = self.panes().map_or(1, |panes| usize::from(panes.table.height.saturating_sub(3)).max(1));
        let lines = TableLines::all_rows(review.sheet());
        let sheet = review.sheet();
        let at = lines.iter().position(|row| row.contains(&self.selected))?;
        let column = self.selected - lines[at].start;
        let to_row = |row: usize| {
            let row = &lines[row.min(lines.len() - 1)];
            row.start + column.min(row.len() - 1)
        };
        let part = sheet.part(self.selected).cells.clone();
        let to = match action {
            Action::Left => lines[at].start + column.saturating_sub(1),
            Action::Right => lines[at].start + (column + 1).min(lines[at].len() - 1),
            Action::Down => to_row(at + 1),
            Action::Up => to_row(at.saturating_sub(1)),
            Action::PageDown => to_row(at + page),
            Action::PageUp => to_row(at.saturating_sub(page)),
            Action::FirstColumn => lines[at].start,
            Action::LastColumn => lines[at].end - 1,
            Action::FirstRow => part.start,
            Action::LastRow => lines.iter().rfind(|row| row.start < part.end).map_or(part.start, |row| row.start),
            _ => return self.act_anywhere(action),
        };
        self.select(to);
        None
    }

    fn move_cursor(&mut self, action: Action) -> Option<Effect> {
        let Ok(review) = &self.review else { return None };
        let page = self.panes().map_or(1, |panes| usize::from(panes.raw.height.saturating_sub(2)).max(1));
        let source = &review.source;
        let line = source.line_of(self.cursor);
        let signs = glyphs(source.slice(source.lines()[line]));
        let offset = self.cursor - source.lines()[line].start;
        let at = signs.iter().rposition(|sign| sign.byte <= offset).unwrap_or(0);
        let column: usize = signs.iter().take(at).map(|sign| sign.width).sum();
        let last = source.lines().len() - 1;
        let to_line = |line: usize| byte_at(review, line.min(last), column);
        let to_sign = |at: usize| source.lines()[line].start + signs.get(at).map_or(0, |sign| sign.byte);
        self.cursor = match action {
            Action::Left => to_sign(at.saturating_sub(1)),
            Action::Right => to_sign((at + 1).min(signs.len().saturating_sub(1))),
            Action::Down => to_line(line + 1),
            Action::Up => to_line(line.saturating_sub(1)),
            Action::PageDown => to_line(line + page),
            Action::PageUp => to_line(line.saturating_sub(page)),
            Action::FirstColumn => to_sign(0),
            Action::LastColumn => to_sign(signs.len().saturating_sub(1)),
            Action::FirstRow => to_line(0),
            Action::LastRow => to_line(last),
            _ => return self.act_anywhere(action),
        };
        None
    }

    /// Scrolls the panes so that the selection and the cursor are in sight.
    pub(in crate::tui) fn follow(&mut self) {
        self.follow_list();
        let (Some(panes), Ok(review)) = (self.panes(), &self.review) else { return };
        if self.pointer.loose || panes.is_tiny() {
            return;
        }
        if self.scroll.why_of != self.selected {
            (self.scroll.why, self.scroll.why_of) = (0, self.selected);
        }
        let table = TableLines::of(review.sheet(), review.sheet().slots[self.selected].part);
        let height = usize::from(panes.table.height.saturating_sub(2)).max(1);
        let line = table.line_of(self.selected);
        self.scroll.table = in_sight(self.scroll.table, line, height, table.lines.len(), 1);
        let height = usize::from(panes.raw.height.saturating_sub(1)).max(1);
        let line = review.source.line_of(self.cursor);
        if self.shares.wraps {
            let before = review.source.slice(Span::new(review.source.lines()[line].start, self.cursor));
            let column = glyphs(before).iter().map(|sign| sign.width).sum();
            self.follow_wrapped(line, column, usize::from(panes.raw.width), height);
            return;
        }
        self.scroll.raw = in_sight(self.scroll.raw, line, height, review.source.lines().len(), height / 3);
        self.follow_columns(usize::from(panes.raw.width));
    }

    fn follow_columns(&mut self, width: usize) {
        let Ok(review) = &self.review else { return };
        let room = width.saturating_sub(crate::tui::raw::GUTTER).max(1);
        let line = review.source.lines()[review.source.line_of(self.cursor)];
        let signs = glyphs(review.source.slice(line));
        let before: usize =
            signs.iter().take_while(|sign| sign.byte < self.cursor - line.start).map(|sign| sign.width).sum();
        let all: usize = signs.iter().map(|sign| sign.width).sum();
        let span = if self.focus == Focus::Raw { None } else { review.reading(self.selected).span };
        let end = before
            + span.map_or(2, |span| {
                glyphs(review.source.slice(span)).iter().map(|sign| sign.width).sum::<usize>().max(1)
            });
        if all <= room {
            self.scroll.raw_left = 0;
        } else if before < self.scroll.raw_left || end > self.scroll.raw_left + room {
            self.scroll.raw_left = end.saturating_sub(room * 2 / 3).min(before);
        }
    }
}

/// The first line to draw so that a line is in sight with some lines around it.
fn in_sight(top: usize, line: usize, height: usize, lines: usize, around: usize) -> usize {
    let around = around.min(height.saturating_sub(1) / 2);
    let lowest = line.saturating_sub(around);
    let highest = (line + around + 1).saturating_sub(height);
    top.clamp(highest.min(lowest), lowest).min(lines.saturating_sub(height))
}

/// The byte of a line at a column of the screen.
fn byte_at(review: &Review, line: usize, column: usize) -> usize {
    let span = review.source.lines()[line];
    let mut taken = 0;
    let reaches = |sign: &&crate::tui::frame::wide::Glyph| {
        taken += sign.width;
        taken > column
    };
    let signs = glyphs(review.source.slice(span));
    let byte = signs.iter().find(reaches).or(signs.last()).map_or(0, |sign| sign.byte);
    span.start + byte
}

/// The line of a section's heading.
fn heading(review: &Review, numeral: char) -> Option<usize> {
    let opening = format!("{numeral}、");
    let lines = review.source.lines();
    let is_heading = |&line: &usize| {
        let text = review.source.slice(lines[line]).trim_start_matches(['#', '*', ' ', '\u{3000}']);
        text.starts_with(&opening) && !text.contains('\t') && text.chars().count() < 40
    };
    (0..lines.len()).find(is_heading)
}
