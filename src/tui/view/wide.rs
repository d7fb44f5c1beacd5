//! Text measured and cut in columns of the screen. Everything the screen shows goes through here.
//!
//! A Chinese character takes two columns; where a cut falls inside one, a blank stands in the half that is left, so that
//! nothing behind it moves.

use std::borrow::Cow;

use ratatui::buffer::{Buffer, CellDiffOption, CellWidth};
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;

use crate::text::visible::{Accents, show, visible};

/// What one character of a source looks like on the screen.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Glyph<'a> {
    /// Its first byte in the text
    pub byte: usize,
    /// What is drawn
    pub shown: Cow<'a, str>,
    /// The columns that it takes
    pub width: usize,
}

/// The columns of a character that stands for itself and never joins with its neighbours, as nearly all in a report do;
/// none if it has to be looked at closely.
fn plain_columns(char: char) -> Option<usize> {
    match char {
        ' '..='~' | '·' | '‐'..='‧' | '─'..='╿' => Some(1),
        '一'..='鿿' | '\u{3000}'..='\u{3029}' | '！'..='｠' => Some(2),
        _ => None,
    }
}

/// The columns that a text takes when it is made visible.
pub(crate) fn width(text: &str) -> usize {
    let plain = text.chars().try_fold(0, |sum, char| Some(sum + plain_columns(char)?));
    plain.unwrap_or_else(|| glyphs(&visible(text)).iter().map(|glyph| glyph.width).sum())
}

/// The characters of a text as they are drawn: odd ones made visible, none left out.
pub(crate) fn glyphs(text: &str) -> Vec<Glyph<'_>> {
    let plain = |(byte, char): (usize, char)| {
        let shown = &text[byte..byte + char.len_utf8()];
        // Nothing joins with a tab, and every line of a table has some.
        Some(if char == '\t' {
            glyph(byte, shown)
        } else {
            Glyph { byte, shown: shown.into(), width: plain_columns(char)? }
        })
    };
    let plain: Option<Vec<Glyph>> = text.char_indices().map(plain).collect();
    plain.unwrap_or_else(|| {
        text.grapheme_indices(true).flat_map(parted).map(|(byte, grapheme)| glyph(byte, grapheme)).collect()
    })
}

/// A character with its accents; what is too many of them stands apart, each for itself.
fn parted((byte, grapheme): (usize, &str)) -> Vec<(usize, &str)> {
    let mut accents = Accents::default();
    let apart: Vec<usize> =
        grapheme.char_indices().filter(|(_, char)| accents.is_too_many(*char)).map(|(at, _)| at).collect();
    let ends = apart.iter().copied().chain([grapheme.len()]);
    let starts = [0].into_iter().chain(apart.iter().copied());
    starts.zip(ends).map(|(start, end)| (byte + start, &grapheme[start..end])).collect()
}

/// A character that has to be looked at closely.
fn glyph(byte: usize, grapheme: &str) -> Glyph<'_> {
    let mut shown = String::new();
    grapheme.chars().for_each(|char| show(char, &mut shown));
    let width = columns(&shown);
    // What takes no column of its own, such as an accent without a letter, gets one to stand on.
    if width == 0 {
        Glyph { byte, shown: format!("\u{25cc}{shown}").into(), width: 1 }
    } else {
        Glyph { byte, shown: shown.into(), width }
    }
}

fn columns(text: &str) -> usize {
    text.graphemes(true).map(|grapheme| usize::from(grapheme.cell_width())).sum()
}

/// A text cut to a number of columns; a cut is marked by `..`.
pub(crate) fn cut(text: &str, columns: usize) -> String {
    fitted(text, columns).into_owned()
}

/// The same, without a copy of a text that fits as it is.
fn fitted(text: &str, columns: usize) -> Cow<'_, str> {
    let text = visible(text);
    if width(&text) <= columns {
        return text;
    }
    let room = columns.saturating_sub(2);
    let mut taken = 0;
    let fits = |glyph: &Glyph| {
        taken += glyph.width;
        taken <= room
    };
    let mut kept: String = glyphs(&text).into_iter().take_while(fits).map(|glyph| glyph.shown).collect();
    kept.push_str(&".."[..columns.min(2)]);
    kept.into()
}

/// The end of a text, in so many columns; where it was cut, `..` stands before it.
pub(crate) fn cut_front(text: &str, columns: usize) -> String {
    let text = visible(text);
    let over = width(&text).saturating_sub(columns);
    if over == 0 {
        return text.into_owned();
    }
    let mut left_out = 0;
    let goes = |glyph: &Glyph| {
        let out = left_out < over + 2;
        left_out += glyph.width;
        out
    };
    let kept: String = glyphs(&text).into_iter().skip_while(goes).map(|glyph| glyph.shown).collect();
    cut(&format!("..{kept}"), columns)
}

/// A text broken into lines of a number of columns: between any two characters, but not inside a number or a Latin word,
/// and not before a closing character.
pub(crate) fn wrap(text: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(2);
    let mut lines = vec![String::new()];
    let mut taken = 0;
    for piece in pieces(glyphs(&visible(text))) {
        let needed: usize = piece.iter().map(|glyph| glyph.width).sum();
        let breaks_before = needed <= columns && taken + needed > columns;
        for (nth, glyph) in piece.into_iter().enumerate() {
            if taken > 0 && (breaks_before && nth == 0 || taken + glyph.width > columns) {
                lines.push(String::new());
                taken = 0;
            }
            taken += glyph.width;
            if let Some(line) = lines.last_mut() {
                line.push_str(&glyph.shown);
            }
        }
    }
    lines
}

/// Characters that stay on one line with each other.
fn pieces(glyphs: Vec<Glyph<'_>>) -> Vec<Vec<Glyph<'_>>> {
    let is_word = |glyph: &Glyph| glyph.shown.bytes().all(|byte| byte.is_ascii_graphic());
    let closes = |glyph: &Glyph| "，。、；：！？）」』〕》”％".contains(&*glyph.shown);
    let mut pieces: Vec<Vec<Glyph>> = Vec::new();
    for glyph in glyphs {
        match pieces.last_mut() {
            Some(piece) if closes(&glyph) || is_word(&glyph) && piece.last().is_some_and(is_word) => piece.push(glyph),
            _ => pieces.push(vec![glyph]),
        }
    }
    pieces
}

/// Draws a text on one line of an area, cut to its width.
pub(crate) fn draw(buffer: &mut Buffer, area: Rect, text: &str, style: Style) {
    if area.width > 0 && area.height > 0 {
        put(buffer, (area.x, area.y), &fitted(text, usize::from(area.width)), area.width, style);
    }
}

/// Writes a text of up to so many columns, as [`Buffer::set_stringn`] does, but sooner where its characters are plain.
fn put(buffer: &mut Buffer, (x, y): (u16, u16), text: &str, columns: u16, style: Style) {
    let end = x.saturating_add(columns).min(buffer.area.right());
    if y >= buffer.area.bottom() || text.chars().any(|char| plain_columns(char).is_none()) {
        buffer.set_stringn(x, y, text, usize::from(columns), style);
        return;
    }
    let mut at = x;
    for (byte, char) in text.char_indices() {
        let next = at + plain_columns(char).unwrap_or(1) as u16;
        if next > end {
            return;
        }
        buffer[(at, y)].set_symbol(&text[byte..byte + char.len_utf8()]).set_style(style);
        (at + 1..next).for_each(|half| buffer[(half, y)].reset());
        at = next;
    }
}

/// Draws a text at the right end of one line of an area.
pub(crate) fn draw_right(buffer: &mut Buffer, area: Rect, text: &str, style: Style) {
    let text = cut(text, usize::from(area.width));
    let room = area.width.saturating_sub(width(&text) as u16);
    draw(buffer, Rect { x: area.x + room, width: area.width - room, ..area }, &text, style);
}

/// Draws characters on one line of an area from a column on, each in the style that its byte has.
pub(crate) fn draw_glyphs(
    buffer: &mut Buffer,
    area: Rect,
    glyphs: &[Glyph],
    left: usize,
    style: impl Fn(usize) -> Style,
) {
    let end = left + usize::from(area.width);
    let mut at = 0;
    for glyph in glyphs {
        let next = at + glyph.width;
        if next > left && at < end {
            let x = area.x + at.max(left).abs_diff(left) as u16;
            let whole = at >= left && next <= end;
            let text = if whole { glyph.shown.clone() } else { " ".repeat(next.min(end) - at.max(left)).into() };
            put(buffer, (x, area.y), &text, area.width, style(glyph.byte));
        }
        at = next;
    }
}

/// Has the right half of every wide character that a frame replaces drawn anew: ratatui leaves it to the terminal to
/// clear that half, and not every terminal does.
pub(crate) fn redraw_halves(before: &Buffer, now: &mut Buffer) {
    if before.area != now.area {
        return;
    }
    for at in 1..now.content.len() {
        let left = &before.content[at - 1];
        if left.symbol().len() > 1 && *left != now.content[at - 1] && left.cell_width() == 2 {
            now.content[at].set_diff_option(CellDiffOption::AlwaysUpdate);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_never_takes_more_columns_than_it_may_nor_splits_a_character() {
        let texts = [
            "一、本年新收政府信息公开申请数量",
            "1.属于国家秘密",
            "a\tb\u{200b}c",
            "e\u{301}\u{301}x",
            "",
            "（本列数据的勾稽关系）",
        ];
        for text in texts {
            for columns in 0..40 {
                let kept = cut(text, columns);
                assert!(width(&kept) <= columns, "{kept:?} is wider than {columns}");
                assert!(columns < width(text) || kept == visible(text), "{text:?} fits in {columns}");
            }
        }
        assert_eq!(cut("予以公开", 7), "予以..");
    }

    #[test]
    fn a_line_is_not_broken_inside_a_number_nor_before_a_closing_sign() {
        assert_eq!(wrap("合计：2 + 11 = 13，成立", 10), ["合计：2 + ", "11 = 13，", "成立"]);
        assert_eq!(wrap("requests.granted", 6), ["reques", "ts.gra", "nted"]);
        assert_eq!(wrap("", 6), [""]);
        for columns in 2..30 {
            assert!(
                wrap("行合计〔（一）予以公开〕：33 + 4 = 39，另一边 44", columns)
                    .iter()
                    .all(|line| width(line) <= columns)
            );
        }
    }

    #[test]
    fn a_plain_character_is_drawn_as_a_closer_look_would_draw_it() {
        for char in ('\0'..='\u{ffff}').filter(|char| plain_columns(*char).is_some()) {
            let (text, beside) = (char.to_string(), format!("{char}{char}a{char}"));
            let looked_at = glyph(0, &text);
            assert_eq!((plain_columns(char), &*text), (Some(looked_at.width), &*looked_at.shown), "{char:?}");
            assert_eq!(beside.graphemes(true).count(), 4, "{char:?} joins with its neighbours");
            let area = Rect::new(0, 0, 9, 1);
            let (mut sooner, mut closer) = (Buffer::empty(area), Buffer::empty(area));
            put(&mut sooner, (2, 0), &beside, 5, Style::new().bold());
            closer.set_stringn(2, 0, &beside, 5, Style::new().bold());
            assert_eq!(sooner, closer, "{char:?}");
        }
    }

    #[test]
    fn half_a_character_at_an_edge_is_a_blank() {
        let area = Rect::new(0, 0, 4, 1);
        let mut buffer = Buffer::empty(area);
        draw_glyphs(&mut buffer, area, &glyphs("政府信息"), 1, |_| Style::default());
        let shown: Vec<&str> = (0..4).map(|x| buffer[(x, 0)].symbol()).collect();
        assert_eq!(shown, [" ", "府", " ", " "], "half of 政, 府, half of 信");
    }
}
