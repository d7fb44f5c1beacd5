//! The mouse: what lies under it is chosen, scrolled or moved.

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::{Position, Rect};

use crate::review::Review;
use crate::source::Span;
use crate::tui::app::{App, Effect, Focus, Mode};
use crate::tui::find::draw::ABOVE_HITS;
use crate::tui::frame::wide::glyphs;
use crate::tui::input::action::Action;
use crate::tui::layout::panes::Panes;
use crate::tui::raw::{GUTTER, cell_over};
use crate::tui::table::columns::Columns;
use crate::tui::table::{TableLine, TableLines};

/// Lines that one step of the wheel scrolls.
const WHEEL: isize = 3;

/// The mouse.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Pointer {
    /// What it drags
    pub held: Held,
    /// Whether the panes stay where its wheel has scrolled them to
    pub loose: bool,
    /// Whether it is sent here, and not left to the terminal
    pub is_ours: bool,
}

/// What the mouse is dragging.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Held {
    /// Nothing
    #[default]
    Nothing,
    /// The divider between raw report and table
    Divider,
    /// The upper edge of the pane below
    Below,
}

impl App<'_> {
    /// Takes what the mouse does.
    pub(in crate::tui) fn point(&mut self, mouse: MouseEvent) -> Option<Effect> {
        let panes = self.panes()?;
        let at = Position::new(mouse.column, mouse.row);
        match mouse.kind {
            MouseEventKind::Down(MouseButton::Left) => {
                self.notice = None;
                let here = self.place();
                let effect = self.click(&panes, at);
                if effect.is_none() && here != self.place() {
                    self.places.leave(here);
                }
                return effect;
            }
            MouseEventKind::Drag(MouseButton::Left) => self.drag(&panes, at),
            MouseEventKind::Up(_) => self.pointer.held = Held::Nothing,
            MouseEventKind::ScrollDown => return self.wheel(&panes, at, WHEEL),
            MouseEventKind::ScrollUp => return self.wheel(&panes, at, -WHEEL),
            _ => {}
        }
        None
    }

    fn click(&mut self, panes: &Panes, at: Position) -> Option<Effect> {
        if panes.hints.contains(at) {
            return self.click_hint(panes.hints, at);
        }
        match &self.mode {
            Mode::Find(_) if panes.why.contains(at) => return self.click_hit(panes.why, at),
            // What was found is on the screen: the search ends here.
            Mode::Find(_) | Mode::Mark(_) => self.mode = Mode::Browse,
            Mode::Browse => {}
            _ => return None,
        }
        let title = |area: Rect| area.height > 0 && Rect { height: 1, ..area }.contains(at);
        let (Ok(review), false) = (&self.review, panes.is_tiny()) else { return None };
        if panes.divider.contains(at) || panes.divider.width == 0 && title(panes.raw) {
            self.pointer.held = Held::Divider;
        } else if title(panes.why) {
            self.pointer.held = Held::Below;
        } else if panes.table.contains(at) {
            let cell = self.cell_under(review, panes.table, at);
            self.pointer.loose = false;
            self.focus = Focus::Table;
            if let Some(cell) = cell {
                self.select(cell);
            }
        } else if panes.raw.contains(at) {
            self.pointer.loose = false;
            self.click_raw(panes.raw, at);
        } else if panes.why.contains(at) {
            return self.click_why(panes.why, at);
        }
        None
    }

    fn drag(&mut self, panes: &Panes, at: Position) {
        match self.pointer.held {
            Held::Divider => self.shares.raw = Some(panes.share_at(at.x, at.y).clamp(50, 900)),
            Held::Below => self.shares.why = Some(panes.why.bottom().saturating_sub(at.y)),
            Held::Nothing => {}
        }
    }

    /// Scrolls what is under the mouse; the selection stays where it is, and the next key shows it again.
    fn wheel(&mut self, panes: &Panes, at: Position, by: isize) -> Option<Effect> {
        let over_list = matches!(self.mode, Mode::Find(_)) && panes.why.contains(at);
        if over_list || !matches!(self.mode, Mode::Browse | Mode::Edit(_) | Mode::Find(_)) {
            let step = if by > 0 { Action::Down } else { Action::Up };
            return (0..by.abs()).fold(None, |_, _| self.act(step));
        }
        let Ok(review) = &self.review else { return None };
        self.pointer.loose = true;
        if panes.table.contains(at) {
            let lines = TableLines::of(review.sheet(), review.sheet().slots[self.selected].part).lines.len();
            let most = lines.saturating_sub(usize::from(panes.table.height.saturating_sub(2)));
            self.scroll.table = self.scroll.table.saturating_add_signed(by).min(most);
        } else if panes.raw.contains(at) {
            let height = usize::from(panes.raw.height.saturating_sub(1)).max(1);
            self.scroll_raw(by, usize::from(panes.raw.width), height);
        } else if panes.why.contains(at) {
            self.scroll_why(by);
        }
        None
    }

    /// The cell under the mouse; on a label, the first cell of its row.
    fn cell_under(&self, review: &Review, area: Rect, at: Position) -> Option<usize> {
        let row = usize::from(at.y.checked_sub(area.y + 2)?);
        let part = review.sheet().slots[self.selected].part;
        let lines = TableLines::of(review.sheet(), part).lines;
        let Some(TableLine::Row(cells)) = lines.get(self.scroll.table + row) else { return None };
        let columns = Columns::of(review, part, usize::from(area.width));
        let line = Rect { y: at.y, height: 1, ..area };
        // The blank before a number belongs to its column.
        let ends = |nth: &usize| columns.area(line, *nth).right() >= at.x;
        let nth = if at.x < area.x + columns.label as u16 { 0 } else { (0..cells.len()).find(ends)? };
        Some(cells.start + nth)
    }

    /// Puts the cursor of the raw side under the mouse, and selects the cell that the text there became.
    fn click_raw(&mut self, area: Rect, at: Position) {
        let Ok(review) = &self.review else { return };
        self.focus = Focus::Raw;
        let height = usize::from(area.height.saturating_sub(1));
        let rows = self.raw_rows(review, usize::from(area.width), height);
        let row = at.y.checked_sub(area.y + 1).and_then(|row| rows.get(usize::from(row)));
        let Some(row) = row else { return };
        let column = row.start + usize::from(at.x.saturating_sub(area.x)).saturating_sub(GUTTER);
        let line = review.source.lines()[row.line];
        let mut end = 0;
        let signs = glyphs(review.source.slice(line));
        let under = signs.iter().find(|sign| {
            end += sign.width;
            end > column
        });
        self.cursor = line.start + under.or(signs.last()).map_or(0, |sign| sign.byte);
        if let Some(cell) = cell_over(review, Span::new(self.cursor, self.cursor)) {
            self.selected = cell;
        }
    }

    /// Takes the suggestion under the mouse.
    fn click_why(&mut self, area: Rect, at: Position) -> Option<Effect> {
        let review = self.review.as_ref().ok()?;
        let lines = self.why_lines(review, crate::tui::why::room(area));
        let row = usize::from(at.y.checked_sub(area.y + 1)?);
        let number = lines.get(self.scroll.why + row)?.offered?;
        let action = Action::ALL.iter().copied().find(|action| action.suggestion() == Some(number))?;
        self.act(action)
    }

    fn click_hit(&mut self, area: Rect, at: Position) -> Option<Effect> {
        let row = usize::from(at.y.checked_sub(area.y + ABOVE_HITS)?);
        let Mode::Find(find) = &mut self.mode else { return None };
        let nth = find.top(usize::from(area.height.saturating_sub(ABOVE_HITS))) + row;
        if nth >= find.hits.len() {
            return None;
        }
        find.at = nth;
        self.choose()
    }

    fn click_hint(&mut self, area: Rect, at: Position) -> Option<Effect> {
        let hint = self.hints(area).into_iter().rev().find(|hint| hint.x <= at.x)?;
        self.called(hint.action)
    }
}
