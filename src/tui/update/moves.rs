//! Moving: by a step or a page in whatever is on the screen, to a section, and to the neighbour of a report.

use crate::review::Review;
use crate::sheet::Sheet;
use crate::tui::model::mode::Mode;
use crate::tui::model::places::Focus;
use crate::tui::model::table::TableLines;
use crate::tui::model::{App, Effect};
use crate::tui::view::help::{columns, help_lines};
use crate::tui::view::raw::rows::byte_at;
use crate::tui::view::wide::glyphs;
use crate::words::ScreenMessage;

/// A move by a step, by a page or to an end.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Move {
    Left,
    Down,
    Up,
    Right,
    FirstColumn,
    LastColumn,
    FirstRow,
    LastRow,
    PageDown,
    PageUp,
}

impl Move {
    /// The row of a list that the move leads to from another.
    pub(super) fn row(self, row: usize, page: usize, last: usize) -> usize {
        match self {
            Self::Down => (row + 1).min(last),
            Self::Up => row.saturating_sub(1),
            Self::PageDown => (row + page).min(last),
            Self::PageUp => row.saturating_sub(page),
            Self::FirstRow => 0,
            Self::LastRow => last,
            Self::Left | Self::Right | Self::FirstColumn | Self::LastColumn => row,
        }
    }
}

impl App<'_> {
    /// The lines that the help and a list of errors show at once.
    pub(super) fn page(&self) -> usize {
        self.panes().map_or(1, |panes| usize::from(panes.whole.height.saturating_sub(2)).max(1))
    }

    /// The report that stands before or after the one on the screen in the list.
    pub(super) fn neighbour(&mut self, forward: bool) -> Option<Effect> {
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
            self.say(if forward { ScreenMessage::LastReport } else { ScreenMessage::FirstReport });
        }
        next.map(Effect::Open)
    }

    /// Moves in whatever is on the screen.
    pub(super) fn go(&mut self, by: Move) -> Option<Effect> {
        let (page, last_report) = (self.page(), self.listing.rows.len().saturating_sub(1));
        let list_page = self.list_page();
        match &mut self.mode {
            Mode::Browse => self.go_in_report(by),
            Mode::Similar(similar) => similar.at = by.row(similar.at, page, similar.chosen.len().saturating_sub(1)),
            Mode::List(row) => *row = by.row(*row, list_page, last_report),
            Mode::Prompt(prompt) => {
                if let Some(row) = prompt.row() {
                    prompt.set_row(by.row(row, list_page, last_report));
                }
            }
            Mode::Help(..) => self.go_in_help(by),
            Mode::Find(..) => self.go_in_hits(by),
            Mode::Preview(_) => self.go_in_preview(by),
            Mode::Edit(_) | Mode::Mark(_) => {}
        }
        None
    }

    /// Moves the selection of the table or the cursor of the raw side, whichever has the focus.
    fn go_in_report(&mut self, by: Move) {
        let Ok(review) = &self.report.review else { return };
        let lines = |height: u16| usize::from(height).max(1);
        let panes = self.panes();
        match self.report.focus {
            Focus::Table => {
                let page = panes.map_or(1, |panes| lines(panes.table.height.saturating_sub(3)));
                self.report.select(cell_from(review.sheet(), self.report.selected, by, page));
            }
            Focus::Raw => {
                let page = panes.map_or(1, |panes| lines(panes.raw.height.saturating_sub(2)));
                self.report.cursor = byte_from(review, self.report.cursor, by, page);
            }
        }
    }

    /// Scrolls the help.
    fn go_in_help(&mut self, by: Move) {
        let width = self.layout.size.0;
        let page = self.page() * columns(width);
        let in_sight = (self.page() + 1) * columns(width);
        let most = help_lines(self, width).1.len().saturating_sub(in_sight);
        let Mode::Help(top, _) = &mut self.mode else { return };
        *top = by.row(*top, page, most);
    }

    /// Goes from the text under the cursor to its cell.
    pub(super) fn go_to_cell(&mut self) {
        if self.go_to_cell_of_claim() {
            return;
        }
        let cell = self.report.review.as_ref().ok().and_then(|review| review.cell_at(self.report.cursor));
        match cell {
            Some(cell) => {
                self.report.selected = cell;
                self.report.focus = Focus::Table;
            }
            None => self.say(ScreenMessage::NoCellHere),
        }
    }

    /// Goes to a section: to its table if it has one, and to its heading in the raw report.
    pub(super) fn go_section(&mut self, numeral: char) {
        let Ok(review) = &self.report.review else { return };
        let part = review.sheet().parts.iter().find(|part| part.table().number.starts_with(numeral));
        let start = part.map(|part| part.cells.start);
        let heading = heading(review, numeral);
        match (start, heading) {
            (Some(cell), _) if self.report.focus == Focus::Table => self.report.select(cell),
            (_, Some(line)) => {
                self.report.cursor = review.source.lines()[line].start;
                self.report.focus = Focus::Raw;
                self.layout.scroll.raw = line;
            }
            (Some(cell), None) => self.report.select(cell),
            (None, None) => self.say(ScreenMessage::NoSection),
        }
    }
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

/// The byte that a move brings the cursor to. `page` is a page of lines.
fn byte_from(review: &Review, cursor: usize, by: Move, page: usize) -> usize {
    let source = &review.source;
    let line = source.line_of(cursor);
    let in_line = glyphs(source.slice(source.lines()[line]));
    let offset = cursor - source.lines()[line].start;
    let at = in_line.iter().rposition(|glyph| glyph.byte <= offset).unwrap_or(0);
    let column: usize = in_line.iter().take(at).map(|glyph| glyph.width).sum();
    let last = source.lines().len() - 1;
    let to_line = |line: usize| byte_at(review, line.min(last), column);
    let to_glyph = |at: usize| source.lines()[line].start + in_line.get(at).map_or(0, |glyph| glyph.byte);
    match by {
        Move::Left => to_glyph(at.saturating_sub(1)),
        Move::Right => to_glyph((at + 1).min(in_line.len().saturating_sub(1))),
        Move::Down => to_line(line + 1),
        Move::Up => to_line(line.saturating_sub(1)),
        Move::PageDown => to_line(line + page),
        Move::PageUp => to_line(line.saturating_sub(page)),
        Move::FirstColumn => to_glyph(0),
        Move::LastColumn => to_glyph(in_line.len().saturating_sub(1)),
        Move::FirstRow => to_line(0),
        Move::LastRow => to_line(last),
    }
}

/// The cell that a move brings the selection to. `page` is a page of rows.
fn cell_from(sheet: &Sheet, selected: usize, by: Move, page: usize) -> usize {
    let lines = TableLines::all_rows(sheet);
    let Some(at) = lines.iter().position(|row| row.contains(&selected)) else { return selected };
    let column = selected - lines[at].start;
    let to_row = |row: usize| {
        let row = &lines[row.min(lines.len() - 1)];
        row.start + column.min(row.len() - 1)
    };
    let part = sheet.part(selected).cells.clone();
    match by {
        Move::Left => lines[at].start + column.saturating_sub(1),
        Move::Right => lines[at].start + (column + 1).min(lines[at].len() - 1),
        Move::Down => to_row(at + 1),
        Move::Up => to_row(at.saturating_sub(1)),
        Move::PageDown => to_row(at + page),
        Move::PageUp => to_row(at.saturating_sub(page)),
        Move::FirstColumn => lines[at].start,
        Move::LastColumn => lines[at].end - 1,
        Move::FirstRow => part.start,
        Move::LastRow => lines.iter().rfind(|row| row.start < part.end).map_or(part.start, |row| row.start),
    }
}
