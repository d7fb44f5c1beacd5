//! The pane below while something is searched for or chosen: the line that is typed, and what answers to it. What it
//! would lead to is shown above meanwhile.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::findings::Level;
use crate::text::visible::visible;
use crate::tui::model::find::{Find, Goal, Hit, MOST, SearchKind};
use crate::tui::model::places::Letter;
use crate::tui::model::preview::{ChangeKind, Preview, PreviewLine};
use crate::tui::view::painter::Painter;
use crate::tui::view::table::mark;
use crate::tui::view::theme::Look;
use crate::tui::view::typed::draw_line;
use crate::tui::view::wide::{cut_front, draw, draw_right, width, wrap};
use crate::words::ScreenMessage;

/// The lines of a preview that are in sight at once.
pub(crate) fn preview_height(area: Rect) -> usize {
    usize::from(area.height.saturating_sub(1)).max(1)
}

/// The lines of the dock that are not hits: its title and what is typed.
pub(crate) const ABOVE_HITS: u16 = 2;

/// The most columns of a hit: what stands at its end is not to be sought far from its beginning.
const FAR: u16 = 110;

impl Painter<'_, '_> {
    pub(super) fn draw_find(&self, frame: &mut Frame, area: Rect, find: &Find) {
        let words = self.app.setup.words;
        let title = words.say(match find.kind {
            SearchKind::Raw => ScreenMessage::TitleFindRaw,
            SearchKind::Cells => ScreenMessage::TitleFindCells,
            SearchKind::Findings => ScreenMessage::TitleFindings,
            SearchKind::Palette => ScreenMessage::TitlePalette,
        });
        let more = if find.hits.len() >= MOST { "+" } else { "" };
        let count = format!("{}/{}{more}", (find.at + 1).min(find.hits.len()), find.hits.len());
        self.theme.title(frame.buffer_mut(), area, title, &count, true);
        let line = Rect { y: area.y + 1, height: 1.min(area.height.saturating_sub(1)), ..area };
        let prompt = if find.kind == SearchKind::Palette { " : " } else { " / " };
        draw(frame.buffer_mut(), line, prompt, self.theme.style(Look::Key));
        let left = 3.min(line.width);
        let typed = Rect { x: line.x + left, width: line.width - left, ..line };
        draw_line(frame, typed, &find.text, self.theme.style(Look::Head));
        let height = usize::from(area.height.saturating_sub(ABOVE_HITS));
        let top = find.top(height);
        let leads = find.hits.iter().skip(top).take(height).map(|hit| width(&hit.lead)).max().unwrap_or(0);
        for (row, hit) in find.hits.iter().skip(top).take(height).enumerate() {
            let at = Rect { y: area.y + ABOVE_HITS + row as u16, height: 1, width: area.width.min(FAR), ..area };
            self.draw_hit(frame.buffer_mut(), at, hit, leads, top + row == find.at);
        }
        let shown = find.hits.len().saturating_sub(top).min(height) as u16;
        let below = Rect { y: area.y + ABOVE_HITS + shown, height: height as u16 - shown, ..area };
        if let Some(hit) = find.hits.get(find.at).filter(|hit| !hit.more.is_empty()) {
            let is_cut = width(&hit.text) + width(&hit.lead) + width(&hit.note) + 8 > usize::from(area.width.min(FAR));
            let text = is_cut.then(|| hit.text.clone());
            let more: Vec<String> = text.into_iter().chain(hit.more.iter().cloned()).collect();
            self.draw_more(frame.buffer_mut(), below, &more);
        }
        if find.hits.is_empty() && height > 0 && !find.query().is_empty() {
            let at = Rect { x: area.x + left, y: area.y + ABOVE_HITS, width: area.width - left, height: 1 };
            let text = words.fill(ScreenMessage::NoHit { query: &find.query() });
            draw(frame.buffer_mut(), at, &text, self.theme.style(Look::Dim));
        }
    }

    /// How what stands before a hit looks: as grave as a finding is, or as its cell does in the table.
    fn look_of_hit(&self, hit: &Hit) -> Look {
        match (hit.level, hit.goal, &self.app.report.review) {
            (Some(level), ..) => look_of(level),
            (None, Goal::Cell(cell), Ok(review)) => mark(review, cell, self.app.folder.threshold()).1,
            _ => Look::Text,
        }
    }

    fn draw_hit(&self, buffer: &mut Buffer, at: Rect, hit: &Hit, leads: usize, chosen: bool) {
        let right = at.right();
        let part = |x: u16, columns: usize| {
            let x = x.min(right);
            Rect { x, width: (columns as u16).min(right - x), ..at }
        };
        let leads = leads.min(usize::from(at.width) / 3);
        draw(buffer, part(at.x, 2), if chosen { ">" } else { " " }, self.theme.style(Look::Key));
        draw_right(buffer, part(at.x + 2, leads), &hit.lead, self.theme.style(self.look_of_hit(hit)));
        let left = at.x + 2 + leads as u16 + 2;
        let room = usize::from(right.saturating_sub(left + 1));
        // The text goes before what stands at the end, which is cut from the front: an address tells by its end.
        let noted = width(&hit.note).min(room.saturating_sub(width(&hit.text) + 2).max(room / 3));
        let said = room.saturating_sub(if hit.note.is_empty() { 0 } else { noted + 2 });
        draw(buffer, part(left, said), &hit.text, self.theme.style(Look::Text));
        let note = cut_front(&hit.note, noted);
        draw_right(buffer, part(left + (room - noted) as u16, noted), &note, self.theme.style(Look::Dim));
        if chosen {
            buffer.set_style(at, self.theme.style(Look::Line));
            buffer.set_style(part(at.x, 2), self.theme.style(Look::Key));
        }
    }

    /// What a hit says in full, in the room below the list.
    fn draw_more(&self, buffer: &mut Buffer, area: Rect, more: &[String]) {
        let room = usize::from(area.width.saturating_sub(6));
        let lines = more.iter().flat_map(|text| wrap(text, room));
        for (row, text) in lines.take(usize::from(area.height.saturating_sub(1))).enumerate() {
            let at = Rect { x: area.x + 4, y: area.y + 1 + row as u16, width: room as u16, height: 1 };
            draw(buffer, at, &text, self.theme.style(Look::Dim));
        }
    }

    /// Draws what a decision on several cells would write: each cell, from what, to what.
    pub(super) fn draw_preview(&self, buffer: &mut Buffer, area: Rect, preview: &Preview) {
        let words = self.app.setup.words;
        let Ok(review) = &self.app.report.review else { return };
        let title =
            words.fill(ScreenMessage::PreviewTitle { cells: &preview.lines.len(), changed: &preview.changes() });
        let fails = words.fill(ScreenMessage::PreviewFails { before: &preview.failing.0, after: &preview.failing.1 });
        let height = preview_height(area);
        let seen = (preview.top + height).min(preview.lines.len());
        let right = format!("{fails}  {seen}/{}", preview.lines.len());
        self.theme.title(buffer, area, &title, &right, true);
        let in_sight = || preview.lines.iter().skip(preview.top).take(height);
        let change = |line: &PreviewLine| format!("{} -> {}", line.from, line.to);
        let changes = in_sight().map(|line| width(&change(line))).max().unwrap_or(0) as u16;
        for (row, line) in in_sight().enumerate() {
            let at = Rect { y: area.y + 1 + row as u16, height: 1, x: area.x + 1, width: area.width.saturating_sub(2) };
            let look = match line.kind {
                ChangeKind::Amount => Look::Corrected,
                ChangeKind::Filled => Look::Text,
                ChangeKind::Verdict => Look::Dim,
            };
            draw(buffer, at, &change(line), self.theme.style(look));
            let left = (changes + 2).min(at.width);
            let rest = Rect { x: at.x + left, width: at.width - left, ..at };
            let slot = &review.sheet().slots[line.cell];
            let name = format!("{}  {}", slot.id, review.sheet().label(line.cell));
            draw(buffer, rest, &name, self.theme.style(Look::Text));
        }
    }

    /// Draws the marks that there are.
    pub(super) fn draw_marks(&self, buffer: &mut Buffer, area: Rect, letter: Letter) {
        let title = if letter == Letter::Set { ScreenMessage::TitleMarkSet } else { ScreenMessage::TitleMarkGo };
        self.theme.title(buffer, area, self.app.setup.words.say(title), "", true);
        let height = usize::from(area.height.saturating_sub(1));
        for (row, (letter, mark)) in self.app.session.jumps.marks.iter().take(height).enumerate() {
            let (letter, name) = (visible(&letter.to_string()).into_owned(), visible(&mark.name).into_owned());
            let at = Rect { y: area.y + 1 + row as u16, height: 1, ..area };
            draw(buffer, at, &format!("  {letter}"), self.theme.style(Look::Key));
            let rest = Rect { x: (at.x + 6).min(at.right()), width: at.width.saturating_sub(6), ..at };
            draw(buffer, rest, &name, self.theme.style(Look::Text));
        }
    }
}

fn look_of(level: Level) -> Look {
    match level {
        Level::Error => Look::Contradicted,
        Level::Warning => Look::Failing,
        Level::Open => Look::Doubtful,
        Level::Note => Look::Text,
    }
}
