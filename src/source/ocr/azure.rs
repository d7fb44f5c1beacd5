//! Azure Document Intelligence: pages of words with a confidence each, and tables whose cells say which stretch of the
//! text they hold.

use crate::source::ocr::boxes::{Place, quad};
use crate::source::ocr::json::Json;
use crate::source::ocr::model::{Cell, Page, Part, Table, Word, page_at};
use crate::source::spans::Extent;

/// Its pages; none if it is of another program.
pub(super) fn pages(json: &Json) -> Option<Vec<Page>> {
    let result = json.get("analyzeResult").unwrap_or(json);
    let is_page = |page: &Json| page.get("pageNumber").is_some() && page.any(&["words", "lines"]).is_some();
    if !result.list("pages").first().is_some_and(is_page) {
        return None;
    }
    let (tables, words) = (result.list("tables"), words(result));
    let mut pages = Vec::new();
    if tables.is_empty() {
        return Some(result.list("pages").iter().map(of_words).collect());
    }
    let texts =
        if result.list("paragraphs").is_empty() { lines(result) } else { result.list("paragraphs").iter().collect() };
    let in_table =
        |at: usize| tables.iter().any(|table| stretches(table).any(|(start, end)| (start..end).contains(&at)));
    let texts = texts.into_iter().filter(|text| !in_table(start(text)));
    let mut parts: Vec<(usize, &Json, bool)> = texts.map(|text| (start(text), text, false)).collect();
    parts.extend(tables.iter().map(|table| (start(table), table, true)));
    parts.sort_by_key(|(at, ..)| *at);
    let mut page_ix = 0;
    for (_, part, is_table) in parts {
        let region = part.list("boundingRegions").first().and_then(|region| region.count("pageNumber"));
        page_ix = region.map_or(page_ix, |page| page.saturating_sub(1));
        let Some(page) = page_at(&mut pages, page_ix) else { continue };
        if is_table {
            page.parts.push(Part::Table(table(part, &words)));
        } else if !matches!(part.text("role"), "pageHeader" | "pageFooter" | "pageNumber") {
            page.text(part.text("content"));
        }
    }
    Some(pages)
}

/// The lines of all pages.
fn lines<'a>(result: &'a Json) -> Vec<&'a Json<'a>> {
    result.list("pages").iter().flat_map(|page| page.list("lines")).collect()
}

/// The stretches of the text that something holds, from one character up to another.
fn stretches(part: &Json) -> impl Iterator<Item = (usize, usize)> {
    let stretch = |span: &Json| {
        let start = span.count("offset")?;
        Some((start, start + span.count("length")?))
    };
    part.list("spans").iter().chain(part.get("span")).filter_map(stretch)
}

fn start(part: &Json) -> usize {
    stretches(part).map(|(start, _)| start).min().unwrap_or(usize::MAX)
}

/// Where each word begins, and how sure the service is of it, in their order.
fn words(result: &Json) -> Vec<(usize, f32)> {
    let words = result.list("pages").iter().flat_map(|page| page.list("words"));
    let mut words: Vec<(usize, f32)> =
        words.filter_map(|word| Some((start(word), word.number("confidence")?))).collect();
    words.sort_by_key(|(at, _)| *at);
    words
}

fn table(table: &Json, words: &[(usize, f32)]) -> Table {
    let cells = table.list("cells").iter().map(|cell| {
        let sure = |(start, end): (usize, usize)| {
            let first = words.partition_point(|(at, _)| *at < start);
            words[first..].iter().take_while(move |(at, _)| *at < end).map(|(_, sure)| *sure).reduce(f32::min)
        };
        let place = cell.list("boundingRegions").first().and_then(|region| quad(region.get("polygon")?)?.placed());
        Cell {
            row: cell.count("rowIndex").unwrap_or(0),
            column: cell.count("columnIndex").unwrap_or(0),
            extent: Extent {
                rows: cell.count("rowSpan").unwrap_or(1),
                columns: cell.count("columnSpan").unwrap_or(1),
                goes_on: None,
            },
            text: cell.text("content").replace(":unselected:", " ").replace(":selected:", " "),
            confidence: stretches(cell).filter_map(sure).reduce(f32::min),
            quad: place,
        }
    });
    Table { cells: cells.collect() }
}

/// A page without tables: its words, or its lines if it has none.
fn of_words(page: &Json) -> Page {
    let words = if page.list("words").is_empty() { page.list("lines") } else { page.list("words") };
    let word = |(word_ix, word): (usize, &Json)| {
        let place = word.any(&["polygon", "boundingBox"]).and_then(quad).and_then(Place::placed);
        Word::new(word.any(&["content", "text"])?.as_text()?, place, word_ix, word.number("confidence"))
    };
    Page::of_words(words.iter().enumerate().filter_map(word).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::ocr::json::parse;

    #[test]
    fn a_cell_is_as_sure_as_its_worst_word_and_text_in_tables_is_read_once() {
        let text = r#"{"status": "succeeded", "analyzeResult": {"content": "二、 规章 7", "pages": [{"pageNumber": 1, "words": [
                {"content": "二、", "confidence": 0.9, "span": {"offset": 0, "length": 2}},
                {"content": "规", "confidence": 0.8, "span": {"offset": 3, "length": 1}}, {"content": "章", "confidence": 0.3, "span": {"offset": 4, "length": 1}},
                {"content": "7", "confidence": 0.99, "span": {"offset": 6, "length": 1}}]}],
            "paragraphs": [{"content": "二、", "spans": [{"offset": 0, "length": 2}]}, {"content": "7", "spans": [{"offset": 6, "length": 1}]}, {"role": "pageNumber", "content": "1", "spans": [{"offset": 9, "length": 1}]}],
            "tables": [{"spans": [{"offset": 3, "length": 4}], "cells": [{"rowIndex": 0, "columnIndex": 0, "columnSpan": 2, "content": "规章", "spans": [{"offset": 3, "length": 2}]},
                {"rowIndex": 0, "columnIndex": 2, "content": "7", "spans": [{"offset": 6, "length": 1}]}]}]}}"#;
        let pages = pages(&parse(text).expect("JSON")).expect("of Azure");
        assert_eq!(pages[0].parts.len(), 2);
        let cells: Vec<_> = pages[0].cells().map(|cell| (cell.text.as_str(), cell.column, cell.confidence)).collect();
        assert_eq!(cells, [("规章", 0, Some(0.3)), ("7", 2, Some(0.99))]);
    }
}
