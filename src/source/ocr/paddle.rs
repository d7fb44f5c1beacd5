//! `PaddleOCR` 3: lists `rec_texts`, `rec_scores` and `rec_polys` or `rec_boxes` that run side by side, for a page each, at
//! various depths; where its vision model read the page, blocks of text and of HTML.

use crate::source::ocr::boxes::quad;
use crate::source::ocr::json::Json;
use crate::source::ocr::model::{Page, Word};

/// The list that every page of lines has.
pub(super) const TEXTS: &str = "rec_texts";
/// The list that every page of blocks has.
const BLOCKS: &str = "parsing_res_list";
/// Blocks that are none of the report's text.
const UNREAD: &[&str] = &["header", "footer", "number", "header_image", "footer_image"];

/// Its pages; none if it is of another program.
pub(super) fn pages(json: &Json) -> Option<Vec<Page>> {
    let (mut pages, mut line) = (Vec::new(), 0);
    collect(json, &mut pages, &mut line);
    (!pages.is_empty()).then_some(pages)
}

/// Takes the pages of a value. What `overall_ocr_res` holds is the whole page; the tables say parts of it again.
fn collect(json: &Json, pages: &mut Vec<Page>, line: &mut usize) {
    if json.get(TEXTS).is_some_and(Json::is_list) {
        pages.push(Page::of_words(words(json, line)));
    } else if let Some(whole) = json.get("overall_ocr_res") {
        collect(whole, pages, line);
    } else if let Some(blocks) = json.get(BLOCKS) {
        pages.push(of_blocks(blocks.items()));
    } else {
        json.items().iter().for_each(|value| collect(value, pages, line));
        json.members().iter().for_each(|(_, value)| collect(value, pages, line));
    }
}

fn words(page: &Json, line: &mut usize) -> Vec<Word> {
    let (scores, boxes, polygons) = (page.list("rec_scores"), page.list("rec_boxes"), page.list("rec_polys"));
    let mut words = Vec::new();
    for (text_ix, text) in page.list(TEXTS).iter().enumerate() {
        *line += 1;
        let place = |list: &[Json]| list.get(text_ix).and_then(quad)?.placed();
        let score = scores.get(text_ix).and_then(Json::as_number);
        let quad = place(polygons).or_else(|| place(boxes));
        words.extend(Word::new(text.as_text().unwrap_or_default(), quad, *line, score));
    }
    words
}

fn of_blocks(blocks: &[Json]) -> Page {
    let mut page = Page::default();
    for block in blocks.iter().filter(|block| !UNREAD.contains(&block.text("block_label"))) {
        let content = block.text("block_content");
        if content.contains("<t") { page.markup(content) } else { page.text(content) }
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::ocr::json::parse;

    const LISTS: &str = r#""rec_texts": ["规章", "0", " "], "rec_scores": [0.93, 1e300], "rec_polys": [[[10, 22], [50, 20], [50, 38], [10, 40]], [[1, 1e300]]]"#;

    fn texts(text: &str) -> String {
        let pages = pages(&parse(text).expect("JSON")).unwrap_or_default();
        let page = |page: &Page| page.words().map(|word| word.text.as_str()).collect::<Vec<_>>().join(",");
        pages.iter().map(page).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn lists_run_side_by_side_and_may_be_too_short() {
        let text = format!("{{{LISTS}}}");
        let pages = pages(&parse(&text).expect("JSON")).expect("a page");
        let words: Vec<&Word> = pages[0].words().collect();
        let corners = words[0].quad.map(|quad| quad.corners);
        assert_eq!(corners, Some([(10.0, 22.0), (50.0, 20.0), (50.0, 38.0), (10.0, 40.0)]));
        assert_eq!((words[0].confidence, words[1].confidence), (Some(0.93), None));
        assert_eq!(words[1].quad, None, "a point that lies nowhere");
    }

    #[test]
    fn pages_are_found_at_every_depth_and_each_once() {
        assert_eq!(texts(&format!("[{{{LISTS}}}, {{\"res\": {{{LISTS}}}}}]")), "规章,0|规章,0");
        let tables = format!("\"table_res_list\": [{{\"table_ocr_pred\": {{{LISTS}}}}}]");
        assert_eq!(texts(&format!("{{{tables}}}")), "规章,0");
        assert_eq!(texts(&format!("{{{tables}, \"overall_ocr_res\": {{{LISTS}}}}}")), "规章,0");
    }
}
