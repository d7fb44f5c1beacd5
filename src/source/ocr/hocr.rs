//! hOCR, as Tesseract and others write it: a web page in which the titles of elements say where they stand.

use quick_xml::events::BytesStart;

use crate::source::fault::Fault;
use crate::source::ocr::markup::{Part, attribute, walk};
use crate::source::ocr::model::{Page, Quad, Word};

/// Classes of elements that are lines of text.
const LINES: &[&str] = &["ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat", "ocrx_line"];
/// Elements that have no end.
const VOID: &[&str] = &["br", "hr", "img", "meta", "link", "input", "wbr"];

/// Whether a text is hOCR.
pub(super) fn is_format(text: &str) -> bool {
    text.trim_start().starts_with('<') && text.contains("ocrx_word") && text.contains("bbox")
}

/// Its pages.
pub(super) fn pages(text: &str) -> Result<Vec<Page>, Fault> {
    let mut file = File::default();
    walk(text, |part| match part {
        Part::Open(tag) => file.open(tag),
        Part::Close => file.close(),
        Part::Text(text) if file.word.is_some() => file.text.push_str(text),
        Part::Text(_) => {}
    })?;
    file.end_word();
    Ok(file.pages.into_iter().map(Page::of_words).collect())
}

/// A file as far as it was read.
#[derive(Default)]
struct File {
    pages: Vec<Vec<Word>>,
    line: usize,
    /// The title of the word that is open, and how many elements are open inside it
    word: Option<(String, usize)>,
    text: String,
}

impl File {
    fn open(&mut self, tag: &BytesStart) {
        let class = attribute(tag, "class").unwrap_or_default();
        let is = |wanted: &str| class.split_ascii_whitespace().any(|class| class == wanted);
        let (is_page, is_line) = (is("ocr_page"), LINES.iter().any(|line| is(line)));
        if is_page || is_line || is("ocrx_word") {
            self.end_word();
            self.line += usize::from(is_line);
            if is_page {
                self.pages.push(Vec::new());
            } else if !is_line {
                self.word = Some((attribute(tag, "title").unwrap_or_default(), 0));
            }
        } else if let Some((_, depth)) = &mut self.word
            && !VOID.contains(&tag.local_name().as_ref())
        {
            *depth += 1;
        }
    }

    fn close(&mut self) {
        match &mut self.word {
            Some((_, 0)) => self.end_word(),
            Some((_, depth)) => *depth -= 1,
            None => {}
        }
    }

    fn end_word(&mut self) {
        let text = std::mem::take(&mut self.text);
        let Some((title, _)) = self.word.take() else { return };
        let confidence = numbers(&title, "x_wconf").first().map(|percent| percent / 100.0);
        let quad = match numbers(&title, "bbox")[..] {
            [left, top, right, bottom, ..] => Quad::upright(left, top, right, bottom),
            _ => None,
        };
        if self.pages.is_empty() {
            self.pages.push(Vec::new());
        }
        self.pages.last_mut().into_iter().for_each(|page| page.extend(Word::new(&text, quad, self.line, confidence)));
    }
}

/// The numbers behind a name in a title: `bbox 146 204 197 238; x_wconf 92`.
fn numbers(title: &str, name: &str) -> Vec<f32> {
    let parts = title.split(';').map(|part| part.split_ascii_whitespace());
    let mut named = parts.filter_map(|mut part| (part.next()? == name).then_some(part));
    named.next().map_or_else(Vec::new, |numbers| numbers.map_while(|number| number.parse().ok()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_their_place_their_line_and_their_confidence() {
        let text = "<?xml version='1.0'?>\n<html><body><div class='ocr_page' title='bbox 0 0 900 900'>\
            <span class='ocr_line'><span class='ocrx_word' title='bbox 10 20 50 40; x_wconf 93'><strong>规&#31456;</strong></span>\
            <span class=\"ocrx_word\" title=\"bbox 80 20 90 40; x_wconf 7\">&lt;1<br></span></span>\
            <span class='ocr_line'><span class='ocrx_word' title='bbox NaN 1e300 -5 x'>0</span>\
            <span class='ocrx_word' title='bbox 1 1 2 2'> </span></span></div></body></html>";
        let pages = pages(text).expect("unbroken");
        let word = |text: &str, quad, line, sure| Word::new(text, quad, line, sure).expect("a word");
        let expected = [
            word("规章", Quad::upright(10.0, 20.0, 50.0, 40.0), 1, Some(0.93)),
            word("<1", Quad::upright(80.0, 20.0, 90.0, 40.0), 1, Some(0.07)),
            word("0", None, 2, None),
        ];
        assert_eq!(pages, [Page::of_words(expected.to_vec())]);
        assert!(
            is_format(text) && !is_format("<html><body>ocrx_word</body></html>"),
            "a page that speaks of it is none"
        );
    }
}
