//! Draws the list of reports, with what is open in each.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::review::progress::{ReportSummary, State, open_shown};
use crate::text::visible::visible;
use crate::tui::model::folder::{Entry, Folder, Summary};
use crate::tui::model::listing::{Column, Listing};
use crate::tui::model::pace::Pace;
use crate::tui::view::theme::{Look, Theme};
use crate::tui::view::wide::{cut_front, draw, draw_right, width};
use crate::words::{CommonMessage, ScreenMessage, Words};

/// The columns of numbers, how wide they are, and how wide the screen must be for them.
const COLUMNS: &[(Column, u16, u16)] = &[
    (Column::State, 10, 0),
    (Column::Open, 6, 0),
    (Column::Failing, 8, 0),
    (Column::NotRun, 9, 90),
    (Column::Left, 9, 70),
    (Column::Benefit, 9, 90),
    (Column::Year, 6, 0),
];
/// The share of the rest that the agency takes if both it and the file are long.
const AGENCY: (u16, u16) = (3, 5);

/// The list, and all that it shows.
#[derive(Debug)]
pub(crate) struct ListView<'a> {
    /// The reports
    pub folder: &'a Folder,
    /// Which of them are shown
    pub listing: &'a Listing,
    /// Whether there may be more
    pub searching: bool,
    /// How fast the reviewer decides
    pub pace: &'a Pace,
    /// How things look
    pub theme: &'a Theme,
    /// The words
    pub words: &'a Words,
}

impl ListView<'_> {
    /// Draws the list with one of its rows selected.
    pub(crate) fn draw(&self, buffer: &mut Buffer, area: Rect, selected: usize) {
        let words = self.words;
        let rows = &self.listing.rows;
        let mut title = words.say(ScreenMessage::TitleList).to_owned();
        if !self.listing.filter.is_empty() {
            title += &format!("  /{}", self.listing.filter.text);
        }
        let position = if rows.is_empty() { 0 } else { selected + 1 };
        self.theme.title(buffer, area, &title, &format!("{position}/{}", rows.len()), true);
        let line = |y: u16| Rect { y: (area.y + y).min(area.bottom()), height: 1.min(area.height), ..area };
        let heads: Vec<String> = Column::ALL.iter().map(|&column| self.head(column)).collect();
        self.draw_line(buffer, line(1), " ", &heads, Look::Head);
        let body = Rect { y: area.y + 2, height: area.height.saturating_sub(3), ..area };
        let height = usize::from(body.height).max(1);
        let top = list_top(selected, height, rows.len());
        for (row, &report_ix) in rows.iter().enumerate().skip(top).take(height) {
            let Some(entry) = self.folder.entries.get(report_ix) else { continue };
            let at = Rect { y: body.y + (row - top) as u16, height: 1, ..body };
            let mark = if report_ix == self.folder.current { ">" } else { " " };
            let look = if row == selected { Look::Text } else { self.look(entry) };
            self.draw_line(buffer, at, mark, &self.fields(entry), look);
            if row == selected {
                buffer.set_style(at, self.theme.style(Look::Selected));
            }
        }
        if rows.is_empty() {
            let word = if self.folder.entries.is_empty() { ScreenMessage::Searching } else { ScreenMessage::NoneShown };
            draw(buffer, Rect { x: body.x + 2, height: 1, ..body }, words.say(word), self.theme.style(Look::Dim));
        }
        let last = Rect { y: area.bottom().saturating_sub(1), height: 1, ..area };
        draw(buffer, last, &format!(" {}", self.told_totals()), self.theme.style(Look::Head));
    }

    /// How far the review of the folder is, and how far the reading.
    fn told_totals(&self) -> String {
        let words = self.words;
        let (summary, count) = (self.folder.summary(), self.folder.entries.len());
        let (done, open) = (summary.of_state(State::Done), summary.open());
        let mut text = words.fill(ScreenMessage::FolderTotals { done: &done, all: &count, cells: &open });
        if open > 0 {
            text += &format!("  {}", words.fill(ScreenMessage::FolderLeft { time: &self.pace.left(open, words) }));
        }
        let read = summary.read() + summary.unreadable;
        if read < count || self.searching {
            text += &format!("  {}", words.fill(ScreenMessage::FolderRead { read: &read, all: &count }));
        }
        if self.searching {
            text += &format!("  {}", words.say(ScreenMessage::Searching));
        }
        text
    }

    fn head(&self, column: Column) -> String {
        let arrow = match (self.listing.by == column, self.listing.falls()) {
            (false, _) => "",
            (true, true) => "v",
            (true, false) => "^",
        };
        column.head(self.words) + arrow
    }

    /// What stands in each column for a report.
    fn fields(&self, entry: &Entry) -> Vec<String> {
        let words = self.words;
        let file = visible(&self.folder.name(entry)).into_owned();
        let unknown = |state: usize, agency: String| {
            let mut fields = vec![String::new(); Column::ALL.len() - 2];
            fields[0] = state_named(state, words);
            fields.extend([agency, file.clone()]);
            fields
        };
        match &entry.summary {
            Summary::Unread => unknown(5, String::new()),
            Summary::Failed(why) => unknown(4, why.to_string()),
            Summary::Read(known) => self.known_fields(known, file.clone()),
        }
    }

    fn known_fields(&self, known: &ReportSummary, file: String) -> Vec<String> {
        let words = self.words;
        let (level, state) = (known.at(self.folder.level()), known.state(self.folder.level()));
        let agency = known.agency.as_deref().unwrap_or(words.say(CommonMessage::UnknownTitle));
        let benefit = if level.open > 0 { format!("{:.2}", level.priority) } else { String::new() };
        vec![
            state_named(State::ALL.iter().position(|&known| known == state).unwrap_or(0), words),
            open_shown(level.open.into(), known.solved.into()),
            known.equations.failed.to_string(),
            known.equations.not_run.to_string(),
            self.pace.left(usize::from(level.open), words),
            benefit,
            known.year.map(|year| year.to_string()).unwrap_or_default(),
            visible(agency).into_owned(),
            file,
        ]
    }

    fn draw_line(&self, buffer: &mut Buffer, area: Rect, mark: &str, fields: &[String], look: Look) {
        let style = self.theme.style(look);
        draw(buffer, area, mark, style);
        for (column, at) in columns(area) {
            let column_ix = Column::ALL.iter().position(|&known| known == column).unwrap_or(0);
            let Some(field) = fields.get(column_ix) else { continue };
            let room = usize::from(at.width);
            match column {
                Column::File if width(field) > room => draw(buffer, at, &cut_front(field, room), style),
                Column::State | Column::Agency | Column::File => draw(buffer, at, field, style),
                _ => draw_right(buffer, at, field, style),
            }
        }
    }

    fn look(&self, entry: &Entry) -> Look {
        match &entry.summary {
            Summary::Unread => Look::Dim,
            Summary::Failed(_) => Look::Contradicted,
            Summary::Read(known) => match known.state(self.folder.level()) {
                State::Done => Look::Dim,
                State::Conflict => Look::Contradicted,
                State::InWork => Look::Doubtful,
                State::Untouched => Look::Text,
            },
        }
    }
}

/// The columns that a line of the list has, and where each stands.
fn columns(area: Rect) -> Vec<(Column, Rect)> {
    let mut x = area.x + 2.min(area.width);
    let mut placed = Vec::new();
    for &(column, columns, _) in COLUMNS.iter().filter(|(.., needs)| area.width >= *needs) {
        placed.push((column, Rect { x, width: columns.min(area.right().saturating_sub(x)), ..area }));
        x = (x + columns).min(area.right());
    }
    let rest = area.right().saturating_sub(x + 2);
    let agency = (rest * AGENCY.0 / AGENCY.1).min(40);
    placed.push((Column::Agency, Rect { x: (x + 2).min(area.right()), width: agency, ..area }));
    let file = Rect { x: (x + 4 + agency).min(area.right()), width: rest.saturating_sub(agency + 2), ..area };
    placed.push((Column::File, file));
    placed
}

/// The column whose head stands at a place of a list; the blank before a number belongs to it.
pub(crate) fn head_at(area: Rect, at: Position) -> Option<Column> {
    let on_heads = at.y == area.y + 1;
    columns(area).into_iter().rev().find(|(_, place)| on_heads && place.x <= at.x).map(|(column, _)| column)
}

/// The row of a list that stands at a place, of so many of which one is selected.
pub(crate) fn row_at(area: Rect, at: Position, selected: usize, rows: usize) -> Option<usize> {
    let height = usize::from(area.height.saturating_sub(3)).max(1);
    let line = usize::from(at.y.checked_sub(area.y + 2)?);
    let row = list_top(selected, height, rows) + line;
    (line < height && row < rows).then_some(row)
}

/// The name of a state: those of reports that were read, then of one that could not be read and one that was not.
fn state_named(state_ix: usize, words: &Words) -> String {
    words.say(ScreenMessage::ListStates).split('|').nth(state_ix).unwrap_or_default().trim().to_owned()
}

/// The first row to draw so that the selected one is in the middle, as far as there are rows.
pub(crate) fn list_top(selected: usize, height: usize, rows: usize) -> usize {
    selected.saturating_sub(height / 2).min(rows.saturating_sub(height))
}
