//! The rows of the raw pane: its lines scrolled along, or wrapped, and which of them are in sight.

use ratatui::layout::{Position, Rect};

use crate::review::Review;
use crate::source::Span;
use crate::tui::model::layout::{Scroll, in_sight};
use crate::tui::model::places::Focus;
use crate::tui::model::report::Report;
use crate::tui::view::wide::{Glyph, glyphs};

/// The columns of the line number and the mark beside it.
pub(crate) const GUTTER: usize = 6;

/// A row of the raw pane: a line of the report, and which of its columns are drawn.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct RawRow {
    /// The line
    pub line: usize,
    /// The first column drawn
    pub start: usize,
    /// The column after the last, where the line is wrapped there
    pub end: Option<usize>,
}

/// The columns that the rows of a wrapped line begin at.
fn starts(in_line: &[Glyph], room: usize) -> Vec<usize> {
    let (mut starts, mut at) = (vec![0], 0);
    for glyph in in_line {
        if at + glyph.width > starts.last().copied().unwrap_or(0) + room && at > 0 {
            starts.push(at);
        }
        at += glyph.width;
    }
    starts
}

fn starts_of(review: &Review, line: usize, room: usize) -> Vec<usize> {
    starts(&glyphs(review.source.slice(review.source.lines()[line])), room)
}

/// The rows that a raw pane of this size shows.
pub(crate) fn rows(review: &Review, scroll: &Scroll, wraps: bool, width: usize, height: usize) -> Vec<RawRow> {
    let lines = scroll.raw..review.source.lines().len();
    if !wraps {
        return lines.take(height).map(|line| RawRow { line, start: scroll.raw_left, end: None }).collect();
    }
    let room = room(width);
    let rows = lines.flat_map(|line| {
        let starts = starts_of(review, line, room);
        (0..starts.len())
            .map(move |nth| RawRow { line, start: starts[nth], end: starts.get(nth + 1).copied() })
            .collect::<Vec<_>>()
    });
    rows.skip(scroll.raw_sub).take(height).collect()
}

/// Scrolls wrapped lines so that a column of a line is in sight, with some rows around it.
fn follow_wrapped(scroll: &mut Scroll, review: &Review, (line, column): (usize, usize), width: usize, height: usize) {
    let room = room(width);
    let row_of = |line: usize| starts_of(review, line, room).iter().rposition(|&start| start <= column).unwrap_or(0);
    let target = (line, row_of(line));
    let around = height / 3;
    let lowest = back(review, target, around, room);
    let highest = back(review, target, height.saturating_sub(around + 1), room);
    let rows = starts_of(review, scroll.raw.min(review.source.lines().len() - 1), room).len();
    let top = (scroll.raw, scroll.raw_sub.min(rows - 1));
    let top = top.clamp(highest.min(lowest), lowest);
    let end = back(review, last(review, room), height.saturating_sub(1), room);
    (scroll.raw, scroll.raw_sub) = top.min(end);
}

/// Scrolls the raw pane so that the cursor, and the text of the selected cell, are in sight.
pub(crate) fn follow(scroll: &mut Scroll, wraps: bool, report: &Report, review: &Review, area: Rect) {
    let (width, height) = (usize::from(area.width), usize::from(area.height.saturating_sub(1)).max(1));
    let line = review.source.line_of(report.cursor);
    if wraps {
        let before = review.source.slice(Span::new(review.source.lines()[line].start, report.cursor));
        let column = glyphs(before).iter().map(|glyph| glyph.width).sum();
        follow_wrapped(scroll, review, (line, column), width, height);
        return;
    }
    scroll.raw = in_sight(scroll.raw, line, height, review.source.lines().len(), height / 3);
    follow_columns(scroll, report, review, width);
}

fn follow_columns(scroll: &mut Scroll, report: &Report, review: &Review, width: usize) {
    let room = width.saturating_sub(GUTTER).max(1);
    let line = review.source.lines()[review.source.line_of(report.cursor)];
    let in_line = glyphs(review.source.slice(line));
    let before: usize =
        in_line.iter().take_while(|glyph| glyph.byte < report.cursor - line.start).map(|glyph| glyph.width).sum();
    let all: usize = in_line.iter().map(|glyph| glyph.width).sum();
    let span = if report.focus == Focus::Raw { None } else { review.reading(report.selected).span };
    let end = before
        + span
            .map_or(2, |span| glyphs(review.source.slice(span)).iter().map(|glyph| glyph.width).sum::<usize>().max(1));
    if all <= room {
        scroll.raw_left = 0;
    } else if before < scroll.raw_left || end > scroll.raw_left + room {
        scroll.raw_left = end.saturating_sub(room * 2 / 3).min(before);
    }
}

/// Scrolls the raw pane by rows, down or up, without moving the cursor.
pub(crate) fn scroll_by(scroll: &mut Scroll, wraps: bool, review: &Review, by: isize, (width, height): (usize, usize)) {
    let lines = review.source.lines().len();
    if !wraps {
        let most = lines.saturating_sub(height);
        scroll.raw = scroll.raw.saturating_add_signed(by).min(most);
        return;
    }
    let room = room(width);
    let end = back(review, last(review, room), height.saturating_sub(1), room);
    let top = (scroll.raw, scroll.raw_sub);
    let moved = if by < 0 { back(review, top, by.unsigned_abs(), room) } else { forth(review, top, by as usize, room) };
    (scroll.raw, scroll.raw_sub) = moved.min(end);
}

/// The columns of text in a raw pane of this width.
fn room(width: usize) -> usize {
    width.saturating_sub(GUTTER).max(2)
}

fn last(review: &Review, room: usize) -> (usize, usize) {
    let line = review.source.lines().len() - 1;
    (line, starts_of(review, line, room).len() - 1)
}

/// The row so many rows above another, as line and row of the line.
fn back(review: &Review, (mut line, mut row): (usize, usize), mut count: usize, room: usize) -> (usize, usize) {
    while count > row && line > 0 {
        count -= row + 1;
        line -= 1;
        row = starts_of(review, line, room).len() - 1;
    }
    (line, row.saturating_sub(count))
}

/// The row so many rows below another.
fn forth(review: &Review, (mut line, mut row): (usize, usize), count: usize, room: usize) -> (usize, usize) {
    let lines = review.source.lines().len();
    for _ in 0..count {
        if row + 1 < starts_of(review, line, room).len() {
            row += 1;
        } else if line + 1 < lines {
            (line, row) = (line + 1, 0);
        }
    }
    (line, row)
}

/// The byte under a place of the pane; none below the last line.
pub(crate) fn under(review: &Review, scroll: &Scroll, wraps: bool, area: Rect, at: Position) -> Option<usize> {
    let height = usize::from(area.height.saturating_sub(1));
    let rows = rows(review, scroll, wraps, usize::from(area.width), height);
    let row = rows.get(usize::from(at.y.checked_sub(area.y + 1)?))?;
    let column = row.start + usize::from(at.x.saturating_sub(area.x)).saturating_sub(GUTTER);
    Some(byte_at(review, row.line, column))
}

/// The byte of a line at a column of the screen.
pub(crate) fn byte_at(review: &Review, line: usize, column: usize) -> usize {
    let span = review.source.lines()[line];
    let mut taken = 0;
    let reaches = |glyph: &&Glyph| {
        taken += glyph.width;
        taken > column
    };
    let in_line = glyphs(review.source.slice(span));
    let byte = in_line.iter().find(reaches).or(in_line.last()).map_or(0, |glyph| glyph.byte);
    span.start + byte
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrapped_line_keeps_wide_characters_whole_and_every_column() {
        let text = "一、a政府信息公开b";
        assert_eq!(starts(&glyphs(text), 6), [0, 5, 11, 17], "一、a|政府信|息公开|b");
        assert_eq!(starts(&glyphs(""), 6), [0]);
    }
}
