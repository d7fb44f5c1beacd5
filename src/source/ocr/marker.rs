//! marker: `json`, a tree of blocks with HTML at its leaves, and `chunks`, the same blocks in one list.

use crate::source::ocr::json::Json;
use crate::source::ocr::model::{Page, page_at};

/// Kinds of blocks that are none of the report's text.
const UNREAD: &[&str] = &["PageHeader", "PageFooter"];
/// How deep blocks may lie inside others.
const DEEPEST: usize = 60;

/// Its pages; none if it is of another program.
pub(super) fn pages(json: &Json) -> Option<Vec<Page>> {
    let is_block = |block: &Json| block.get("block_type").is_some() && block.get("html").is_some();
    let blocks = json.list("blocks");
    if blocks.first().is_some_and(is_block) {
        let mut pages = Vec::new();
        for block in blocks {
            let page = page_at(&mut pages, block.count("page").unwrap_or(0));
            if let Some(page) = page {
                add(page, block, 0);
            }
        }
        return Some(pages);
    }
    let children = json.list("children");
    let of_page = |block: &Json| {
        let mut page = Page::default();
        add(&mut page, block, 0);
        page
    };
    children.first().is_some_and(is_block).then(|| children.iter().map(of_page).collect())
}

/// Takes what a block says: its own HTML if that is a table or it has no blocks inside, else those.
fn add(page: &mut Page, block: &Json, depth: usize) {
    if UNREAD.contains(&block.text("block_type")) || depth > DEEPEST {
        return;
    }
    let (html, inner) = (block.text("html"), block.list("children"));
    if inner.is_empty() || html.contains("<td") {
        page.markup(html);
    } else {
        for inner in inner {
            add(page, inner, depth + 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::ocr::json::parse;
    use crate::source::ocr::model::Part;

    #[test]
    fn the_tree_and_the_list_say_the_same() {
        let leaf = r#"{"block_type": "Text", "html": "<p>二、</p>", "children": null, "page": 0}"#;
        let table = r#"{"block_type": "Table", "html": "<table><td>1</td></table>", "children": [{"block_type": "TableCell", "html": "<td>1</td>"}], "page": 0}"#;
        let foot = r#"{"block_type": "PageFooter", "html": "<p>1</p>", "page": 0}"#;
        let tree = format!(
            r#"{{"block_type": "Document", "children": [{{"block_type": "Page", "html": "<content-ref>", "children": [{leaf}, {table}, {foot}]}}]}}"#
        );
        let list = format!(r#"{{"blocks": [{leaf}, {table}, {foot}], "page_info": {{}}}}"#);
        for text in [tree, list] {
            let pages = pages(&parse(&text).expect("JSON")).expect("of marker");
            let expected = ["<p>二、</p>", "<table><td>1</td></table>"].map(|html| Part::Markup(html.to_owned()));
            assert_eq!(pages, [Page { parts: expected.to_vec() }]);
        }
    }
}
