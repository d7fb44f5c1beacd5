//! The mouse: what lies under it is chosen, scrolled or moved.

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::{Position, Rect};

use crate::source::Span;
use crate::tui::app::App;
use crate::tui::effect::Effect;
use crate::tui::input::action::Action;
use crate::tui::layout::Held;
use crate::tui::layout::panes::Panes;
use crate::tui::mode::Mode;
use crate::tui::raw::{self, cell_over};
use crate::tui::report::Focus;
use crate::tui::table;

/// Lines that one step of the wheel scrolls.
const WHEEL: isize = 3;

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
                    self.session.places.leave(here);
                }
                return effect;
            }
            MouseEventKind::Drag(MouseButton::Left) => self.drag(&panes, at),
            MouseEventKind::Up(_) => self.layout.pointer.held = Held::Nothing,
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
            Mode::List(_) | Mode::Prompt(_) if panes.whole.contains(at) => return self.click_list(panes.whole, at),
            Mode::Series(_) => {
                self.click_series(panes.whole, at);
                return None;
            }
            _ => return None,
        }
        let title = |area: Rect| area.height > 0 && Rect { height: 1, ..area }.contains(at);
        let Ok(review) = &self.report.review else { return None };
        if panes.is_tiny() {
            return self.click_tiny(panes.why, at);
        }
        if panes.divider.contains(at) || panes.divider.width == 0 && title(panes.raw) {
            self.layout.pointer.held = Held::Divider;
        } else if title(panes.why) {
            self.layout.pointer.held = Held::Below;
        } else if panes.table.contains(at) {
            let cell = self.table_view(review).under(panes.table, at);
            self.layout.pointer.loose = false;
            self.report.focus = Focus::Table;
            if let Some(cell) = cell {
                self.report.select(cell);
            }
        } else if panes.raw.contains(at) {
            self.layout.pointer.loose = false;
            self.report.focus = Focus::Raw;
            let (scroll, wraps) = (&self.layout.scroll, self.layout.shares.wraps);
            if let Some(byte) = raw::cursor::under(review, scroll, wraps, panes.raw, at) {
                self.report.cursor = byte;
                self.report.selected = cell_over(review, Span::new(byte, byte)).unwrap_or(self.report.selected);
            }
        } else if panes.why.contains(at) {
            return self.click_why(panes.why, at);
        }
        None
    }

    fn drag(&mut self, panes: &Panes, at: Position) {
        match self.layout.pointer.held {
            Held::Divider => self.layout.shares.raw = Some(panes.share_at(at.x, at.y).clamp(50, 900)),
            Held::Below => self.layout.shares.why = Some(panes.why.bottom().saturating_sub(at.y)),
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
        let Ok(review) = &self.report.review else { return None };
        self.layout.pointer.loose = true;
        if panes.table.contains(at) {
            let (top, height) = (&mut self.layout.scroll.table, panes.table.height);
            *top = table::scrolled(review.sheet(), self.report.selected, *top, by, height);
        } else if panes.raw.contains(at) {
            let height = usize::from(panes.raw.height.saturating_sub(1)).max(1);
            let (scroll, wraps) = (&mut self.layout.scroll, self.layout.shares.wraps);
            raw::rows::scroll_by(scroll, wraps, review, by, (usize::from(panes.raw.width), height));
        } else if panes.why.contains(at) {
            self.scroll_why(by);
        }
        None
    }

    fn click_hint(&mut self, area: Rect, at: Position) -> Option<Effect> {
        let hint = self.hints(area).into_iter().rev().find(|hint| hint.x <= at.x)?;
        self.called(hint.action)
    }
}
