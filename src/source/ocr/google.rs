//! Google Document AI: one text, and pages whose paragraphs, tables and cells name stretches of it.

use crate::source::ocr::boxes::point;
use crate::source::ocr::json::Json;
use crate::source::ocr::model::{Cell, Page, Part, Quad, Table, Word};
use crate::source::spans::Extent;

/// Its pages; none if it is of another program.
pub(super) fn pages(json: &Json) -> Option<Vec<Page>> {
    let document = json.get("document").unwrap_or(json);
    let is_page = |page: &Json| {
        page.any(&["paragraphs", "tables", "lines", "blocks"])
            .is_some_and(|parts| parts.items().first().is_some_and(|part| part.get("layout").is_some()))
    };
    if !document.list("pages").iter().any(is_page) {
        return None;
    }
    let text = Text::new(document.text("text"));
    Some(document.list("pages").iter().map(|page| text.page(page)).collect())
}

/// The text of a document, by its characters.
struct Text<'a> {
    text: &'a str,
    /// The byte at which each character begins, and the end
    starts: Vec<usize>,
}

impl<'a> Text<'a> {
    fn new(text: &'a str) -> Self {
        let starts = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        Self { text, starts }
    }

    /// The stretches that a part names, in characters.
    fn stretches(part: &Json) -> Vec<(usize, usize)> {
        let segments = part.at(&["layout", "textAnchor", "textSegments"]).map_or(&[][..], Json::items);
        // A stretch from the very beginning does not say so.
        segments.iter().filter_map(|one| Some((one.count("startIndex").unwrap_or(0), one.count("endIndex")?))).collect()
    }

    fn of(&self, part: &Json) -> String {
        let byte = |char_ix: usize| self.starts.get(char_ix).copied().unwrap_or(self.text.len());
        let slice = |(start, end): (usize, usize)| self.text.get(byte(start)..byte(end)).unwrap_or_default();
        Self::stretches(part).into_iter().map(slice).collect()
    }

    fn page(&self, page: &Json) -> Page {
        let tables = page.list("tables");
        if tables.is_empty() {
            return self.words(page);
        }
        let in_cells: Vec<(usize, usize)> =
            tables.iter().flat_map(rows).flat_map(|row| row.list("cells")).flat_map(Self::stretches).collect();
        let is_outside = |part: &&Json| {
            Self::stretches(part)
                .iter()
                .all(|(start, _)| !in_cells.iter().any(|(from, to)| (*from..*to).contains(start)))
        };
        let start = |part: &Json| Self::stretches(part).first().map_or(usize::MAX, |(start, _)| *start);
        let first_cell =
            |table: &Json| rows(table).flat_map(|row| row.list("cells")).map(start).min().unwrap_or(usize::MAX);
        let paragraphs = page.any(&["paragraphs", "lines", "blocks"]).map_or(&[][..], Json::items);
        let texts = paragraphs.iter().filter(is_outside).map(|part| (start(part), Part::Text(self.of(part))));
        let mut parts: Vec<(usize, Part)> = texts.collect();
        parts.extend(tables.iter().map(|table| (first_cell(table), Part::Table(self.table(table)))));
        parts.sort_by_key(|(at, _)| *at);
        Page { parts: parts.into_iter().map(|(_, part)| part).collect() }
    }

    fn table(&self, table: &Json) -> Table {
        let mut cells = Vec::new();
        for (row, columns) in rows(table).enumerate() {
            // Cells come one after the other, as in HTML: those covered by others are left out.
            for cell in columns.list("cells") {
                let extent = Extent {
                    rows: cell.count("rowSpan").unwrap_or(1),
                    columns: cell.count("colSpan").unwrap_or(1),
                    goes_on: None,
                };
                let confidence = cell.at(&["layout", "confidence"]).and_then(Json::as_number);
                cells.push(Cell {
                    row,
                    column: 0,
                    extent,
                    text: self.of(cell),
                    confidence,
                    quad: place(cell, (1.0, 1.0)),
                });
            }
        }
        Table { cells }.flowing()
    }

    /// A page without tables: its tokens, or its lines.
    fn words(&self, page: &Json) -> Page {
        let size = |name: &str| page.get("dimension").and_then(|size| size.number(name)).unwrap_or(1.0);
        let size = (size("width"), size("height"));
        let parts = page.any(&["tokens", "lines", "paragraphs"]).map_or(&[][..], Json::items);
        let word = |(word_ix, part): (usize, &Json)| {
            let confidence = part.at(&["layout", "confidence"]).and_then(Json::as_number);
            Word::new(&self.of(part), place(part, size), word_ix, confidence)
        };
        Page::of_words(parts.iter().enumerate().filter_map(word).collect())
    }
}

fn rows<'a>(table: &'a Json) -> impl Iterator<Item = &'a Json<'a>> {
    table.list("headerRows").iter().chain(table.list("bodyRows"))
}

/// Where a part lies: in pixels, or as shares of a page of this size.
fn place(part: &Json, (width, height): (f32, f32)) -> Option<Quad> {
    let polygon = part.at(&["layout", "boundingPoly"])?;
    let points = |name: &str| polygon.list(name).iter().map(point).collect::<Option<Vec<_>>>().unwrap_or_default();
    let scaled = points("normalizedVertices").into_iter().map(|(x, y)| (x * width, y * height)).collect::<Vec<_>>();
    Quad::around(&scaled).or_else(|| Quad::around(&points("vertices")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::ocr::json::parse;

    #[test]
    fn parts_are_stretches_of_one_text() {
        let at = |start: usize, end: usize| {
            format!(
                r#""layout": {{"textAnchor": {{"textSegments": [{{"startIndex": "{start}", "endIndex": "{end}"}}]}}, "confidence": 0.9}}"#
            )
        };
        let text = format!(
            r#"{{"text": "二、规章7", "pages": [{{"paragraphs": [{{{}}}, {{{}}}], "tables": [{{"headerRows": [], "bodyRows": [{{"cells": [{{{}, "rowSpan": 1, "colSpan": 2}}, {{{}}}]}}]}}]}}]}}"#,
            at(0, 2),
            at(4, 5),
            at(2, 4),
            at(4, 5)
        );
        let pages = pages(&parse(&text).expect("JSON")).expect("of Google");
        assert_eq!(pages[0].parts[0], Part::Text("二、".to_owned()));
        assert_eq!(pages[0].parts.len(), 2);
        let cells: Vec<_> = pages[0].cells().map(|cell| (cell.text.as_str(), cell.column, cell.confidence)).collect();
        assert_eq!(cells, [("规章", 0, Some(0.9)), ("7", 2, Some(0.9))]);
    }
}
