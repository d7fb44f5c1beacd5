//! `MinerU`: `content_list`, one list of the blocks of all pages, and `middle`, pages of blocks of lines of spans.

use crate::source::ocr::json::Json;
use crate::source::ocr::model::{Page, page_at};

/// Kinds of blocks that are none of the report's text.
const UNREAD: &[&str] = &["header", "footer", "page_number", "page_footnote", "aside_text", "discarded"];
/// Members of a block of `content_list` that hold text, in the order in which it is read.
const TEXTS: &[&str] =
    &["table_caption", "image_caption", "text", "list_items", "code_body", "table_body", "table_footnote"];

/// Its pages; none if it is of another program.
pub(super) fn pages(json: &Json) -> Option<Vec<Page>> {
    if let Some(pages) = json.get("pdf_info") {
        return Some(pages.items().iter().map(of_middle).collect());
    }
    let blocks = json.items();
    let is_block = |block: &Json| block.get("page_idx").is_some() && block.get("type").is_some();
    (!blocks.is_empty() && blocks.iter().all(is_block)).then(|| of_content_list(blocks))
}

fn of_content_list(blocks: &[Json]) -> Vec<Page> {
    let mut pages = Vec::new();
    for block in blocks.iter().filter(|block| !UNREAD.contains(&block.text("type"))) {
        let Some(page) = page_at(&mut pages, block.count("page_idx").unwrap_or(0)) else { continue };
        for text in TEXTS.iter().filter_map(|name| block.get(name)) {
            let texts = text.items().iter().chain([text]).filter_map(Json::as_text);
            texts.for_each(|text| add(page, text));
        }
    }
    pages
}

fn add(page: &mut Page, text: &str) {
    if text.contains("<table") { page.markup(text) } else { page.text(text) }
}

fn of_middle(info: &Json) -> Page {
    let mut page = Page::default();
    let blocks = info.any(&["para_blocks", "preproc_blocks"]).map_or(&[][..], Json::items);
    for block in blocks {
        of_block(&mut page, block);
    }
    page
}

/// Takes the lines of a block and of those inside it.
fn of_block(page: &mut Page, block: &Json) {
    if UNREAD.contains(&block.text("type")) {
        return;
    }
    for line in block.list("lines") {
        let spans = line.list("spans");
        let text: String = spans.iter().map(|span| span.text("content")).collect();
        page.text(&text);
        spans.iter().map(|span| span.text("html")).for_each(|html| page.markup(html));
    }
    block.list("blocks").iter().for_each(|inner| of_block(page, inner));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::ocr::json::parse;
    use crate::source::ocr::model::Part;

    fn read(text: &str) -> Vec<Vec<String>> {
        let part = |part: &Part| match part {
            Part::Text(text) | Part::Markup(text) => text.clone(),
            _ => String::new(),
        };
        let pages = pages(&parse(text).expect("JSON")).unwrap_or_default();
        pages.iter().map(|page| page.parts.iter().map(part).collect()).collect()
    }

    #[test]
    fn blocks_are_read_page_by_page_without_heads_and_feet() {
        let list = r#"[{"type": "text", "text": "二、", "page_idx": 0}, {"type": "page_number", "text": "1", "page_idx": 0},
            {"type": "table", "table_caption": ["题"], "table_body": "<table></table>", "page_idx": 1}]"#;
        assert_eq!(read(list), [vec!["二、"], vec!["题", "<table></table>"]]);
        let middle = r#"{"pdf_info": [{"para_blocks": [{"type": "title", "lines": [{"spans": [{"content": "二"}, {"content": "、"}]}]},
            {"type": "table", "blocks": [{"type": "table_body", "lines": [{"spans": [{"html": "<table></table>"}]}]}]}], "discarded_blocks": [{"lines": []}]}]}"#;
        assert_eq!(read(middle), [["二、", "<table></table>"]]);
        assert_eq!(read(r#"[{"type": "text"}]"#), [[""; 0]; 0]);
    }
}
