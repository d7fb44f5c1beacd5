//! Docling's JSON: texts and tables in lists of their own, and a body whose children refer to them in their order.

use std::collections::HashSet;

use crate::source::ocr::json::Json;
use crate::source::ocr::model::{Cell, Page, Part, Table, page_at};
use crate::source::spans::Extent;

/// The most references that are followed, and how deep.
const MOST_REFERENCES: usize = 100_000;
const DEEPEST: usize = 30;

/// Its pages; none if it is of another program.
pub(super) fn pages(json: &Json) -> Option<Vec<Page>> {
    // Its service wraps the document.
    let document = json.at(&["document", "json_content"]).unwrap_or(json);
    let body = document.get("body").filter(|_| document.text("schema_name") == "DoclingDocument")?;
    let mut document = Document { json: document, pages: Vec::new(), page_ix: 0, followed: HashSet::new(), depth: 0 };
    document.children(body);
    Some(document.pages)
}

/// A document as far as it was read.
struct Document<'a> {
    json: &'a Json<'a>,
    pages: Vec<Page>,
    /// The page of what was read last
    page_ix: usize,
    /// The references that were followed: some may lead back
    followed: HashSet<&'a str>,
    depth: usize,
}

impl<'a> Document<'a> {
    fn children(&mut self, parent: &'a Json<'a>) {
        if self.depth == DEEPEST {
            return;
        }
        self.depth += 1;
        for child in parent.list("children") {
            let name = child.text("$ref");
            let is_new = self.followed.len() < MOST_REFERENCES && self.followed.insert(name);
            if let Some((list, item)) = self.referred(name).filter(|_| is_new) {
                self.take(list, item);
            }
        }
        self.depth -= 1;
    }

    /// What a reference `#/texts/0` leads to, and the list that it is in.
    fn referred(&self, reference: &'a str) -> Option<(&'a str, &'a Json<'a>)> {
        let (list, item_ix) = reference.strip_prefix("#/")?.split_once('/')?;
        Some((list, self.json.list(list).get(item_ix.parse::<usize>().ok()?)?))
    }

    fn take(&mut self, list: &str, item: &'a Json<'a>) {
        if item.text("content_layer") == "furniture" {
            return;
        }
        let page = item.list("prov").first().and_then(|place| place.count("page_no"));
        self.page_ix = page.map_or(self.page_ix, |page| page.saturating_sub(1));
        if let Some(page) = page_at(&mut self.pages, self.page_ix) {
            match list {
                "tables" => page.parts.push(Part::Table(table(item))),
                _ => page.text(item.text("text")),
            }
        }
        // Captions and notes of a table are among its children.
        self.children(item);
    }
}

fn table(item: &Json) -> Table {
    let cells = item.at(&["data", "table_cells"]).map_or(&[][..], Json::items).iter().map(|cell| {
        let count = |name: &str| cell.count(name).unwrap_or(0);
        let span = |name: &str| cell.count(name).unwrap_or(1);
        Cell {
            row: count("start_row_offset_idx"),
            column: count("start_col_offset_idx"),
            extent: Extent { rows: span("row_span"), columns: span("col_span"), goes_on: None },
            text: cell.text("text").to_owned(),
            ..Cell::default()
        }
    });
    Table { cells: cells.collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::ocr::json::parse;

    #[test]
    fn the_body_gives_the_order_and_references_that_lead_back_end() {
        let text = r##"{"schema_name": "DoclingDocument", "body": {"children": [{"$ref": "#/texts/1"}, {"$ref": "#/groups/0"}, {"$ref": "#/texts/9"}]},
            "groups": [{"children": [{"$ref": "#/tables/0"}, {"$ref": "#/groups/0"}]}],
            "texts": [{"text": "页眉", "content_layer": "furniture"}, {"text": "二、", "prov": [{"page_no": 2}]}],
            "tables": [{"prov": [{"page_no": 2}], "data": {"table_cells": [{"start_row_offset_idx": 0, "start_col_offset_idx": 1, "row_span": 2, "col_span": 1, "text": "7"}]}}]}"##;
        let pages = pages(&parse(text).expect("JSON")).expect("of Docling");
        assert!(pages[0].is_empty() && pages.len() == 2);
        assert_eq!(pages[1].parts[0], Part::Text("二、".to_owned()));
        let cell = pages[1].cells().next().expect("a cell");
        assert_eq!((cell.row, cell.column, cell.extent.rows, cell.text.as_str()), (0, 1, 2, "7"));
    }
}
