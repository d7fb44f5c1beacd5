//! Web pages whose lines are set at places of a page, as `PyMuPDF` and `pdftohtml -c` write them: `<p style="top:77pt;
//! left:101pt">`. How wide a line is follows from its characters and the size of its type.

use std::collections::HashMap;

use html5ever::tokenizer::Tag;
use unicode_width::UnicodeWidthStr;

use crate::source::fault::Fault;
use crate::source::ocr::model::{Page, Quad, Word};
use crate::source::tags::{Piece, pieces};

/// How many lines at places make a page one of this kind.
const FEW_LINES: usize = 8;
/// The size of type where none is said.
const USUAL_SIZE: f32 = 12.0;

/// Whether a text is such a page.
pub(super) fn is_format(text: &str) -> bool {
    text.trim_start().starts_with('<')
        && text.matches("<p style=\"").filter(|_| true).count() >= FEW_LINES
        && positioned(text) >= FEW_LINES
}

/// How many of the first paragraphs say where they are set.
fn positioned(text: &str) -> usize {
    let styles = text.split("<p style=\"").skip(1).take(2 * FEW_LINES);
    styles
        .filter(|style| {
            style
                .split('"')
                .next()
                .is_some_and(|style| length(style, "top").is_some() && length(style, "left").is_some())
        })
        .count()
}

/// Its pages.
pub(super) fn pages(text: &str) -> Result<Vec<Page>, Fault> {
    let mut reading = Reading { classes: classes(text), ..Reading::default() };
    pieces(text, |piece| {
        match piece {
            Piece::Open(tag) if &*tag.name == "div" => reading.pages.push(Vec::new()),
            Piece::Open(tag) if &*tag.name == "p" => reading.open(tag),
            Piece::Open(tag) if &*tag.name == "br" => reading.break_line(),
            Piece::Open(tag) => reading.size = reading.size_of(tag).or(reading.size),
            Piece::Text(text) => reading.text.push_str(text),
            Piece::Close("p") => reading.close(),
            Piece::Close(_) => {}
        }
        Ok(())
    })?;
    reading.close();
    let pages = reading.pages.into_iter().filter(|words| !words.is_empty());
    Ok(pages.map(Page::of_words).collect())
}

/// The sizes of type of classes that the page defines: `.ft10{font-size:27px;…}`.
fn classes(text: &str) -> HashMap<&str, f32> {
    let rules = text.split('.').skip(1).filter_map(|rule| rule.split('}').next()?.split_once('{'));
    rules.filter_map(|(name, style)| Some((name.trim(), length(style, "font-size")?))).collect()
}

/// The length that a style gives a property, in its unit.
fn length(style: &str, property: &str) -> Option<f32> {
    let rules = style.split(';').filter_map(|rule| rule.split_once(':'));
    let value = rules.filter(|(name, _)| name.trim() == property).map(|(_, value)| value.trim()).next()?;
    value.trim_end_matches(|char: char| char.is_ascii_alphabetic()).parse().ok()
}

/// A page as far as it was read.
#[derive(Default)]
struct Reading<'a> {
    classes: HashMap<&'a str, f32>,
    pages: Vec<Vec<Word>>,
    /// Where the line that is open begins
    place: Option<(f32, f32)>,
    size: Option<f32>,
    text: String,
    line: usize,
}

impl Reading<'_> {
    fn open(&mut self, tag: &Tag) {
        self.close();
        let style = attribute(tag, "style");
        self.place = length(style, "left").zip(length(style, "top"));
        self.size = self.size_of(tag);
    }

    fn size_of(&self, tag: &Tag) -> Option<f32> {
        let mut classes = attribute(tag, "class").split_ascii_whitespace();
        length(attribute(tag, "style"), "font-size")
            .or_else(|| classes.find_map(|class| self.classes.get(class)).copied())
    }

    /// A line that goes on below itself.
    fn break_line(&mut self) {
        let (place, size) = (self.place, self.size);
        self.close();
        let down = size.unwrap_or(USUAL_SIZE) * 1.25;
        (self.place, self.size) = (place.map(|(left, top)| (left, top + down)), size);
    }

    fn close(&mut self) {
        let text = std::mem::take(&mut self.text);
        let (place, size) = (self.place.take(), self.size.take().unwrap_or(USUAL_SIZE));
        self.line += 1;
        if self.pages.is_empty() {
            self.pages.push(Vec::new());
        }
        let width = text.trim().width() as f32 * size / 2.0;
        let quad = place.and_then(|(left, top)| Quad::upright(left, top, left + width, top + size));
        if let (Some(page), true) = (self.pages.last_mut(), place.is_some()) {
            page.extend(Word::new(&text, quad, self.line, None));
        }
    }
}

fn attribute<'a>(tag: &'a Tag, name: &str) -> &'a str {
    tag.attrs.iter().find(|found| &*found.name.local == name).map_or("", |found| &found.value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_stand_where_their_styles_say() {
        let line = |top: usize, text: &str| {
            format!("<p style=\"position:absolute;top:{top}px;left:40px\" class=\"ft1\">{text}</p>")
        };
        let lines: String = (0..10).map(|line_ix| line(20 * line_ix, "规章&#160;7")).collect();
        let text = format!(
            "<html><style>.ft1{{font-size:10px;color:red}}</style><body><div id=\"page1\">{lines}</div></body></html>"
        );
        assert!(is_format(&text) && !is_format(&"<p style=\"margin:0\">规章</p>".repeat(20)));
        let pages = pages(&text).expect("nothing is refused");
        let last = pages[0].words().last().and_then(Word::bounds).expect("a place");
        assert_eq!(
            (pages[0].words().count(), last.top, last.left, last.right, last.bottom - last.top),
            (10, 180.0, 40.0, 70.0, 10.0)
        );
    }
}
