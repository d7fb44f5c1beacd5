//! The mouse: what lies under it is chosen, scrolled or moved.

use ratatui::layout::{Position, Rect};

use crate::sheet::Sheet;
use crate::source::Span;
use crate::tui::input::Pointing;
use crate::tui::model::action::Action;
use crate::tui::model::claims::cell_over;
use crate::tui::model::layout::{Held, Panes};
use crate::tui::model::mode::Mode;
use crate::tui::model::places::Focus;
use crate::tui::model::table::TableLines;
use crate::tui::model::{App, Effect};
use crate::tui::update::moves::Move;
use crate::tui::view::hints::hints;
use crate::tui::view::tiny::value_area;
use crate::tui::view::why::{Why, first_line, offered_lines, room};
use crate::tui::view::{raw, table};

/// Lines that one step of the wheel scrolls.
const WHEEL: isize = 3;

impl App<'_> {
    /// Takes what the mouse does.
    pub(super) fn point(&mut self, what: Pointing, at: Position) -> Option<Effect> {
        let panes = self.panes()?;
        match what {
            Pointing::Press => {
                self.notice = None;
                let here = self.spot();
                let effect = self.click(&panes, at);
                if effect.is_none() && here != self.spot() {
                    self.session.jumps.leave(here);
                }
                return effect;
            }
            Pointing::Drag => self.drag(&panes, at),
            Pointing::Release => self.layout.pointer.held = Held::Nothing,
            Pointing::WheelDown => return self.wheel(&panes, at, WHEEL),
            Pointing::WheelUp => return self.wheel(&panes, at, -WHEEL),
        }
        None
    }

    fn click(&mut self, panes: &Panes, at: Position) -> Option<Effect> {
        if panes.hints.contains(at) {
            return self.click_hint(panes.hints, at);
        }
        match &self.mode {
            Mode::Find(..) if panes.why.contains(at) => return self.click_hit(panes.why, at),
            // What was found is on the screen: the search ends here.
            Mode::Find(..) | Mode::Mark(_) => self.mode = Mode::Browse,
            Mode::Browse => {}
            Mode::List(_) | Mode::Prompt(_) if panes.whole.contains(at) => return self.click_list(panes.whole, at),
            Mode::Similar(_) => {
                self.click_similar(panes.whole, at);
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
            let cell = table::under(review, self.report.selected, self.layout.scroll.table, panes.table, at);
            self.layout.pointer.loose = false;
            self.report.focus = Focus::Table;
            if let Some(cell) = cell {
                self.report.select(cell);
            }
        } else if panes.raw.contains(at) {
            self.layout.pointer.loose = false;
            self.report.focus = Focus::Raw;
            let (scroll, wraps) = (&self.layout.scroll, self.layout.shares.wraps);
            if let Some(byte) = raw::rows::under(review, scroll, wraps, panes.raw, at) {
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
        let over_list = matches!(self.mode, Mode::Find(..)) && panes.why.contains(at);
        if over_list || !matches!(self.mode, Mode::Browse | Mode::Edit(_) | Mode::Find(..)) {
            let step = if by > 0 { Move::Down } else { Move::Up };
            return (0..by.abs()).fold(None, |_, _| self.go(step));
        }
        let Ok(review) = &self.report.review else { return None };
        self.layout.pointer.loose = true;
        if panes.table.contains(at) {
            let (top, height) = (&mut self.layout.scroll.table, panes.table.height);
            *top = scrolled(review.sheet(), self.report.selected, *top, by, height);
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
        let hint = hints(self, area).into_iter().rev().find(|hint| hint.x <= at.x)?;
        self.called(hint.action)
    }

    /// Takes the suggestion under the mouse.
    fn click_why(&mut self, area: Rect, at: Position) -> Option<Effect> {
        let review = self.report.review.as_ref().ok()?;
        let lines = Why::of(self, review).lines(room(area));
        let row = usize::from(at.y.checked_sub(area.y + 1)?);
        let top = first_line(self.layout.scroll.why, lines.len(), area);
        let number = lines.get(top + row)?.offered?;
        self.take_offered(number)
    }

    /// Takes the suggestion under the mouse on a screen that shows only the selected cell.
    fn click_tiny(&mut self, area: Rect, at: Position) -> Option<Effect> {
        let review = self.report.review.as_ref().ok().filter(|_| self.report.focus == Focus::Table)?;
        let row = usize::from(at.y.checked_sub(value_area(area).y + 1)?);
        let number = offered_lines(self, review).get(row)?.offered?;
        self.take_offered(number)
    }

    fn take_offered(&mut self, number: usize) -> Option<Effect> {
        let action = Action::ALL.iter().copied().find(|action| action.suggestion() == Some(number))?;
        self.act(action)
    }
}

/// The first line to draw after scrolling by some lines, without moving the selection.
fn scrolled(sheet: &Sheet, selected: usize, top: usize, by: isize, height: u16) -> usize {
    let lines = TableLines::of(sheet, sheet.slots[selected].part).lines.len();
    top.saturating_add_signed(by).min(lines.saturating_sub(usize::from(height.saturating_sub(2))))
}
