//! Where the cursor of the raw side goes, by keys and by the mouse.

use ratatui::layout::{Position, Rect};

use crate::review::Review;
use crate::tui::frame::wide::{Glyph, glyphs};
use crate::tui::input::action::Action;
use crate::tui::layout::Scroll;
use crate::tui::raw::GUTTER;
use crate::tui::raw::rows::rows;

/// The byte that a key moves the cursor to; none if the key moves no cursor. `page` is a page of lines.
pub fn moved(review: &Review, cursor: usize, action: Action, page: usize) -> Option<usize> {
    let source = &review.source;
    let line = source.line_of(cursor);
    let signs = glyphs(source.slice(source.lines()[line]));
    let offset = cursor - source.lines()[line].start;
    let at = signs.iter().rposition(|sign| sign.byte <= offset).unwrap_or(0);
    let column: usize = signs.iter().take(at).map(|sign| sign.width).sum();
    let last = source.lines().len() - 1;
    let to_line = |line: usize| byte_at(review, line.min(last), column);
    let to_sign = |at: usize| source.lines()[line].start + signs.get(at).map_or(0, |sign| sign.byte);
    Some(match action {
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
        _ => return None,
    })
}

/// The byte under a place of the pane; none below the last line.
pub fn under(review: &Review, scroll: &Scroll, wraps: bool, area: Rect, at: Position) -> Option<usize> {
    let height = usize::from(area.height.saturating_sub(1));
    let rows = rows(review, scroll, wraps, usize::from(area.width), height);
    let row = rows.get(usize::from(at.y.checked_sub(area.y + 1)?))?;
    let column = row.start + usize::from(at.x.saturating_sub(area.x)).saturating_sub(GUTTER);
    Some(byte_at(review, row.line, column))
}

/// The byte of a line at a column of the screen.
fn byte_at(review: &Review, line: usize, column: usize) -> usize {
    let span = review.source.lines()[line];
    let mut taken = 0;
    let reaches = |sign: &&Glyph| {
        taken += sign.width;
        taken > column
    };
    let signs = glyphs(review.source.slice(span));
    let byte = signs.iter().find(reaches).or(signs.last()).map_or(0, |sign| sign.byte);
    span.start + byte
}
