//! ALTO, the XML of libraries: `<String CONTENT="规章" HPOS="10" VPOS="20" WIDTH="40" HEIGHT="20" WC="0.93"/>`.

use quick_xml::events::BytesStart;

use crate::source::fault::Fault;
use crate::source::ocr::markup::{Part, attribute, walk};
use crate::source::ocr::model::{Page, Quad, Word};

/// Whether a text is ALTO.
pub(super) fn is_format(text: &str) -> bool {
    let start = text.trim_start();
    start.starts_with('<') && text.contains("String") && text.contains("CONTENT=") && has_root(start)
}

/// Whether an element `alto` opens near the start, in whatever namespace.
fn has_root(start: &str) -> bool {
    start.match_indices("alto").take(20).any(|(at, _)| start[..at].ends_with(['<', ':']))
}

/// Its pages.
pub(super) fn pages(text: &str) -> Result<Vec<Page>, Fault> {
    let (mut pages, mut line): (Vec<Vec<Word>>, usize) = (Vec::new(), 0);
    walk(text, |part| {
        let Part::Open(tag) = part else { return };
        match tag.local_name().as_ref() {
            "Page" => pages.push(Vec::new()),
            "TextLine" => line += 1,
            "String" => {
                if pages.is_empty() {
                    pages.push(Vec::new());
                }
                pages.last_mut().into_iter().for_each(|page| page.extend(word(tag, line)));
            }
            _ => {}
        }
    })?;
    Ok(pages.into_iter().map(Page::of_words).collect())
}

fn word(tag: &BytesStart, line: usize) -> Option<Word> {
    let number = |name: &str| attribute(tag, name)?.trim().parse::<f32>().ok();
    let quad = || {
        let (left, top) = (number("HPOS")?, number("VPOS")?);
        Quad::upright(left, top, left + number("WIDTH")?, top + number("HEIGHT")?)
    };
    Word::new(&attribute(tag, "CONTENT")?, quad(), line, number("WC"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_words_whatever_the_namespace() {
        let text = "<?xml version=\"1.0\"?><a:alto xmlns:a=\"x\"><a:Layout><a:Page><a:TextLine>\
            <a:String CONTENT=\"规章\" HPOS=\"10\" VPOS=\"20\" WIDTH=\"40\" HEIGHT=\"20\" WC=\"0.5\"/><a:SP/>\
            <a:String CONTENT=\"&lt;1\" HPOS=\"NaN\" WC=\"7\"></a:String><a:String CONTENT=\"\"/></a:TextLine></a:Page></a:Layout></a:alto>";
        assert!(is_format(text));
        let pages = pages(text).expect("unbroken");
        let first = Word::new("规章", Quad::upright(10.0, 20.0, 50.0, 40.0), 1, Some(0.5)).expect("a word");
        assert_eq!(pages, [Page::of_words(vec![first, Word::new("<1", None, 1, Some(1.0)).expect("a word")])]);
    }
}
