//! Words with their boxes in the markup of `pdftotext -bbox` and `-bbox-layout`, and of `pdftohtml -xml`.

use quick_xml::events::BytesStart;

use crate::source::fault::Fault;
use crate::source::ocr::markup::{Part as Markup, attribute, walk};
use crate::source::ocr::model::{Page, Quad, Word};

/// Elements that are words, or lines of them.
const WORDS: &[&str] = &["word", "text"];

/// Whether a text is of one of these.
pub(super) fn is_format(text: &str) -> bool {
    text.trim_start().starts_with('<') && (text.contains("<word xMin=") || text.contains("<pdf2xml"))
}

/// Its pages.
pub(super) fn pages(text: &str) -> Result<Vec<Page>, Fault> {
    let (mut pages, mut line) = (Vec::<Vec<Word>>::new(), 0);
    let mut word: Option<(Option<Quad>, String)> = None;
    // How many elements are open inside the word.
    let mut depth = 0;
    walk(text, |part| match part {
        Markup::Open(tag) => match tag.local_name().as_ref() {
            "page" => pages.push(Vec::new()),
            "line" => line += 1,
            name if WORDS.contains(&name) && word.is_none() => {
                (word, depth) = (Some((place(tag), String::new())), 0);
            }
            _ => depth += 1,
        },
        Markup::Close if depth > 0 => depth -= 1,
        Markup::Close => {
            if let (Some((quad, text)), Some(page)) = (word.take(), pages.last_mut()) {
                line += 1;
                page.extend(Word::new(&text, quad, line, None));
            }
        }
        Markup::Text(said) => word.iter_mut().for_each(|(_, text)| text.push_str(said)),
    })?;
    Ok(pages.into_iter().map(Page::of_words).collect())
}

fn place(tag: &BytesStart) -> Option<Quad> {
    let number = |name: &str| attribute(tag, name)?.trim().parse::<f32>().ok();
    if let Some(left) = number("xMin") {
        return Quad::upright(left, number("yMin")?, number("xMax")?, number("yMax")?);
    }
    let (left, top) = (number("left")?, number("top")?);
    Quad::upright(left, top, left + number("width")?, top + number("height")?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<Vec<(String, f32, f32)>> {
        assert!(is_format(text));
        let word = |word: &Word| word.bounds().map(|at| (word.text.clone(), at.left, at.top));
        pages(text).expect("unbroken").iter().map(|page| page.words().filter_map(word).collect()).collect()
    }

    #[test]
    fn words_have_their_boxes_whichever_program_wrote_them() {
        let expected = [vec![("规章".to_owned(), 10.0, 20.0), ("7".to_owned(), 80.0, 20.0)], vec![]];
        let word = |text: &str, left: u32| {
            format!("<word xMin=\"{left}.0\" yMin=\"20\" xMax=\"{}\" yMax=\"40\">{text}</word>", left + 40)
        };
        let page = format!(
            "<page width=\"595\"><flow><block><line>{}{}</line></block></flow></page><page></page>",
            word("规章", 10),
            word("7", 80)
        );
        assert_eq!(read(&format!("<!DOCTYPE html><html><body><doc>{page}</doc></body></html>")), expected);
        let xml = "<?xml version=\"1.0\"?><pdf2xml><page number=\"1\"><fontspec id=\"0\"/><text top=\"20\" left=\"10\" width=\"40\" height=\"20\"><b>规章</b></text>\
            <text top=\"20\" left=\"80\" width=\"40\" height=\"20\">7</text></page><page number=\"2\"></page></pdf2xml>";
        assert_eq!(read(xml), expected);
    }
}
