//! Draws the list of what is like a decision: which is chosen, where it is, before and after, and what that does.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::review::similar::{Bearing, ErrorPattern, Found};
use crate::text::visible::visible;
use crate::tui::model::similar::Similar;
use crate::tui::view::theme::{Look, Theme};
use crate::tui::view::wide::{cut, draw, wrap};
use crate::words::{CommonMessage, ScreenMessage, Words};

/// Lines below the list that tell all of the selected one.
const DETAIL: u16 = 5;
/// From this width on, the addresses of the cells stand in the list.
const WITH_CELLS: u16 = 110;

/// The list of what is like a decision, and all that it shows.
#[derive(Debug)]
pub(crate) struct SimilarView<'a> {
    /// What is like it
    pub similar: &'a Similar,
    /// How things look
    pub theme: &'a Theme,
    /// The words
    pub words: &'a Words,
}

impl SimilarView<'_> {
    /// Draws the list.
    pub(crate) fn draw(&self, buffer: &mut Buffer, area: Rect) {
        let (words, similar, search) = (self.words, self.similar, &self.similar.search);
        let count = search.found.len();
        let mut right = words.fill(ScreenMessage::SeriesProgress {
            chosen: &similar.chosen(),
            all: &count,
            read: &search.read,
            reports: &search.reports(),
        });
        if !search.unread.is_empty() {
            right += &words.fill(ScreenMessage::SeriesUnread { count: &search.unread.len() });
        }
        if similar.to_take() > 0 {
            right = words.fill(ScreenMessage::SeriesTaking { reports: &similar.to_take() });
        }
        self.theme.title(buffer, area, &self.similar_title(&search.pattern), &right, true);
        let detail = detail(area);
        let body = body(area);
        if count == 0 {
            let word = if search.is_done() { ScreenMessage::SeriesNone } else { ScreenMessage::SeriesReading };
            draw(buffer, Rect { x: body.x + 1, height: 1, ..body }, words.say(word), self.theme.style(Look::Dim));
            return;
        }
        let mut heads = words.say(ScreenMessage::SeriesHead).split('|').map(|head| (head.to_owned(), Look::Head));
        let heads = std::array::from_fn(|_| heads.next().unwrap_or((String::new(), Look::Head)));
        self.draw_fields(buffer, Rect { y: area.y + 1, height: 1, ..area }, heads);
        let height = usize::from(body.height).max(1);
        let top = top(similar, height);
        for (row, (nth, found)) in search.found.iter().enumerate().skip(top).take(height).enumerate() {
            let at = Rect { y: body.y + row as u16, height: 1, ..body };
            self.draw_found(buffer, at, found, similar.chosen[nth]);
            if nth == similar.at {
                buffer.set_style(at, self.theme.style(Look::Selected));
            }
        }
        if let Some(found) = search.found.get(similar.at) {
            let at = Rect { y: body.bottom(), height: detail, ..area };
            self.draw_found_detail(buffer, at, found);
        }
    }

    fn draw_found(&self, buffer: &mut Buffer, area: Rect, found: &Found, chosen: bool) {
        let settles = found.like.bearing.settles();
        let look = if settles { Look::Proved } else { Look::Doubtful };
        let fields = [
            (if chosen { "[x]".to_owned() } else { "[ ]".to_owned() }, Look::Key),
            (self.report_of(found), Look::Text),
            (found.cell.0.clone(), Look::Text),
            (change_of(found), look),
            (self.bearing(&found.like.bearing), look),
        ];
        self.draw_fields(buffer, area, fields);
    }

    fn draw_fields(&self, buffer: &mut Buffer, area: Rect, fields: [(String, Look); 5]) {
        let mut x = area.x + 1.min(area.width);
        for (width, (text, look)) in widths(area.width).into_iter().zip(fields) {
            let at = Rect { x, width: width.min(area.right().saturating_sub(x)), ..area };
            draw(buffer, at, &cut(&text, usize::from(at.width.saturating_sub(1))), self.theme.style(look));
            x = (x + width).min(area.right());
        }
    }

    fn draw_found_detail(&self, buffer: &mut Buffer, area: Rect, found: &Found) {
        let file = visible(&found.path.to_string_lossy()).into_owned();
        let title = format!("{}  {}", found.cell.0, found.cell.1);
        self.theme.title(buffer, area, &title, "", false);
        let (change, bearing) = (change_of(found), self.bearing(&found.like.bearing));
        let lines = [format!("{}  {file}", self.report_of(found)), change, bearing];
        let room = usize::from(area.width.saturating_sub(2));
        let lines = lines.iter().flat_map(|line| wrap(line, room));
        for (row, line) in lines.take(usize::from(area.height.saturating_sub(1))).enumerate() {
            let at = Rect { x: area.x + 1, y: area.y + 1 + row as u16, width: room as u16, height: 1 };
            draw(buffer, at, &line, self.theme.style(Look::Text));
        }
    }

    /// Agency and year of the report.
    fn report_of(&self, found: &Found) -> String {
        let unknown = || self.words.say(CommonMessage::UnknownTitle).to_owned();
        let agency = found.of.0.as_deref().map_or_else(unknown, |agency| visible(agency).into_owned());
        found.of.1.map_or(agency.clone(), |year| format!("{year} {agency}"))
    }

    fn bearing(&self, bearing: &Bearing) -> String {
        let words = self.words;
        match bearing {
            Bearing { excused: 1.., is_signed: true, .. } => words.say(ScreenMessage::BearsSigned).to_owned(),
            Bearing { excused: 1.., .. } => words.fill(ScreenMessage::BearsUnsigned { count: &bearing.excused }),
            Bearing { failing: 1.., .. } => words.fill(ScreenMessage::BearsNot { count: &bearing.failing }),
            Bearing { lost: 1.., .. } => words.fill(ScreenMessage::BearsLost { count: &bearing.lost }),
            Bearing { closed: 1.., .. } => words.fill(ScreenMessage::BearsClosed { count: &bearing.closed }),
            Bearing { holding: 1.., .. } => words.fill(ScreenMessage::BearsHolding { count: &bearing.holding }),
            _ => words.say(ScreenMessage::BearsNothing).to_owned(),
        }
    }

    fn similar_title(&self, pattern: &ErrorPattern) -> String {
        let words = self.words;
        match pattern {
            ErrorPattern::Row(ways) => {
                let cell = ways.first().map_or("", |(_, cell)| cell);
                words.fill(ScreenMessage::SeriesRow { cell: &cell })
            }
            ErrorPattern::Label(cell, _) => words.fill(ScreenMessage::SeriesLabel { cell }),
            ErrorPattern::Letters(letters) => words.fill(ScreenMessage::SeriesLetters { letters: &visible(letters) }),
            ErrorPattern::Digit(read, printed, _) => words.fill(ScreenMessage::SeriesDigit { read, printed }),
            ErrorPattern::Token(token) => words.fill(ScreenMessage::SeriesToken { text: &visible(&token.saw) }),
            ErrorPattern::Blank(cell) => words.fill(ScreenMessage::SeriesBlank { cell }),
            ErrorPattern::Blame(blame) => words.fill(ScreenMessage::SeriesBlame { cells: &blame.cells.join(" ") }),
        }
    }
}

/// The lines of detail below the list.
fn detail(area: Rect) -> u16 {
    DETAIL.min(area.height / 3)
}

/// Where the list itself stands.
fn body(area: Rect) -> Rect {
    Rect { y: area.y + 2, height: area.height.saturating_sub(2 + detail(area)), ..area }
}

/// The first of the found that is drawn.
fn top(similar: &Similar, height: usize) -> usize {
    similar.at.saturating_sub(height / 2).min(similar.search.found.len().saturating_sub(height))
}

/// The found that are in sight, as positions.
pub(crate) fn in_sight(similar: &Similar, area: Rect) -> Range<usize> {
    let height = usize::from(body(area).height).max(1);
    let first = top(similar, height);
    first..(first + height).min(similar.search.found.len())
}

/// The position of the found that stands at a place of the list.
pub(crate) fn found_at(similar: &Similar, area: Rect, at: Position) -> Option<usize> {
    let body = body(area);
    let line = usize::from(at.y.checked_sub(body.y).filter(|line| *line < body.height)?);
    let nth = top(similar, usize::from(body.height).max(1)) + line;
    (nth < similar.search.found.len()).then_some(nth)
}

/// The widths of the columns: choice, report, cell, before and after, equations.
fn widths(width: u16) -> [u16; 5] {
    let cells = if width >= WITH_CELLS { width / 4 } else { 0 };
    let report = (width.saturating_sub(6 + cells) / 3).min(34);
    let equations = report.saturating_sub(4);
    [5, report, cells, width.saturating_sub(6 + report + cells + equations), equations]
}

/// Before and after, on one line.
fn change_of(found: &Found) -> String {
    format!("{} -> {}", found.like.before, found.like.after)
}
