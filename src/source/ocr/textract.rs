//! AWS Textract: one list of blocks (pages, lines, words, tables, cells) that name those inside them.

use std::collections::{HashMap, HashSet};

use crate::source::ocr::json::Json;
use crate::source::ocr::model::{Cell, Page, Part, Quad, Table, Word, page_at};
use crate::source::spans::Extent;

/// Its pages; none if it is of another program.
pub(super) fn pages(json: &Json) -> Option<Vec<Page>> {
    // The answers to a request that came in parts lie in a list.
    let answers = if json.is_list() { json.items() } else { std::slice::from_ref(json) };
    let is_answer = |answer: &Json| answer.list("Blocks").first().is_some_and(|block| block.get("BlockType").is_some());
    if answers.is_empty() || !answers.iter().all(is_answer) {
        return None;
    }
    let blocks: Vec<&Json> = answers.iter().flat_map(|answer| answer.list("Blocks")).collect();
    let blocks = Blocks { by_id: blocks.iter().map(|block| (block.text("Id"), *block)).collect(), all: blocks };
    Some(blocks.pages())
}

struct Blocks<'a> {
    all: Vec<&'a Json<'a>>,
    by_id: HashMap<&'a str, &'a Json<'a>>,
}

impl<'a> Blocks<'a> {
    fn of_type(&self, kind: &'static str) -> impl Iterator<Item = &'a Json<'a>> {
        self.all.iter().copied().filter(move |block| block.text("BlockType") == kind)
    }

    /// The blocks that one names as related in some way.
    fn related(&self, block: &'a Json<'a>, how: &'static str) -> impl Iterator<Item = &'a Json<'a>> {
        let named = block.list("Relationships").iter().filter(move |named| named.text("Type") == how);
        named.flat_map(|named| named.list("Ids")).filter_map(|id| self.by_id.get(id.as_text()?).copied())
    }

    fn pages(&self) -> Vec<Page> {
        let mut pages = Vec::new();
        let is_tabled = self.of_type("TABLE").next().is_some();
        if !is_tabled {
            for (line_ix, line) in self.of_type("LINE").enumerate() {
                let word = Word::new(line.text("Text"), place(line), line_ix, confidence(line));
                let page = page_at(&mut pages, page_of(line));
                let Some(page) = page else { continue };
                match page.parts.first_mut() {
                    Some(Part::Words(words)) => words.extend(word),
                    _ => page.parts.push(Part::Words(word.into_iter().collect())),
                }
            }
            return pages;
        }
        let in_cells: HashSet<&str> =
            self.of_type("CELL").flat_map(|cell| self.related(cell, "CHILD")).map(|word| word.text("Id")).collect();
        let outside = self
            .of_type("LINE")
            .filter(|line| !self.related(line, "CHILD").any(|word| in_cells.contains(word.text("Id"))));
        let mut parts: Vec<&Json> = outside.chain(self.of_type("TABLE")).collect();
        let top = |block: &Json| place(block).map_or(0.0, |quad| quad.bounds().top);
        parts.sort_by(|a, b| page_of(a).cmp(&page_of(b)).then(top(a).total_cmp(&top(b))));
        for part in parts {
            let Some(page) = page_at(&mut pages, page_of(part)) else { continue };
            match part.text("BlockType") {
                "TABLE" => page.parts.push(Part::Table(self.table(part))),
                _ => page.text(part.text("Text")),
            }
        }
        pages
    }

    fn table(&self, table: &'a Json<'a>) -> Table {
        let merged: Vec<&Json> = self.related(table, "MERGED_CELL").collect();
        let covered: HashSet<&str> =
            merged.iter().flat_map(|cell| self.related(cell, "CHILD")).map(|cell| cell.text("Id")).collect();
        let alone = self
            .related(table, "CHILD")
            .filter(|cell| cell.text("BlockType") == "CELL" && !covered.contains(cell.text("Id")));
        let cells = alone.map(|cell| self.cell(cell, &[cell]));
        let merged = merged.iter().map(|cell| self.cell(cell, &self.related(cell, "CHILD").collect::<Vec<_>>()));
        Table { cells: cells.chain(merged).collect() }
    }

    /// A cell with the words of some.
    fn cell(&self, cell: &'a Json<'a>, of: &[&'a Json<'a>]) -> Cell {
        let words: Vec<&Json> = of.iter().flat_map(|cell| self.related(cell, "CHILD")).collect();
        let index = |name: &str| cell.count(name).unwrap_or(1).saturating_sub(1);
        let span = |name: &str| cell.count(name).unwrap_or(1);
        Cell {
            row: index("RowIndex"),
            column: index("ColumnIndex"),
            extent: Extent { rows: span("RowSpan"), columns: span("ColumnSpan"), goes_on: None },
            text: words.iter().map(|word| word.text("Text")).collect::<Vec<_>>().join(" "),
            confidence: words.iter().filter_map(|word| confidence(word)).reduce(f32::min),
            quad: place(cell),
        }
    }
}

fn page_of(block: &Json) -> usize {
    block.count("Page").unwrap_or(1).saturating_sub(1)
}

/// How sure the service is, which says it in per cent.
fn confidence(block: &Json) -> Option<f32> {
    Some(block.number("Confidence")? / 100.0)
}

fn place(block: &Json) -> Option<Quad> {
    let edges = block.at(&["Geometry", "BoundingBox"])?;
    let (left, top) = (edges.number("Left")?, edges.number("Top")?);
    Quad::upright(left, top, left + edges.number("Width")?, top + edges.number("Height")?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::ocr::json::parse;

    #[test]
    fn cells_hold_their_words_and_merged_ones_those_of_all_they_cover() {
        let text = r#"{"Blocks": [{"BlockType": "PAGE", "Id": "p"}, {"BlockType": "WORD", "Id": "w1", "Text": "二、", "Confidence": 99},
            {"BlockType": "WORD", "Id": "w2", "Text": "规章", "Confidence": 90}, {"BlockType": "WORD", "Id": "w3", "Text": "7", "Confidence": 50},
            {"BlockType": "LINE", "Id": "l1", "Text": "二、", "Geometry": {"BoundingBox": {"Left": 0, "Top": 0.1, "Width": 1, "Height": 0.1}}, "Relationships": [{"Type": "CHILD", "Ids": ["w1"]}]},
            {"BlockType": "LINE", "Id": "l2", "Text": "规章", "Relationships": [{"Type": "CHILD", "Ids": ["w2"]}]},
            {"BlockType": "TABLE", "Id": "t", "Geometry": {"BoundingBox": {"Left": 0, "Top": 0.2, "Width": 1, "Height": 0.1}}, "Relationships": [{"Type": "CHILD", "Ids": ["c1", "c2", "c3"]}, {"Type": "MERGED_CELL", "Ids": ["m"]}]},
            {"BlockType": "CELL", "Id": "c1", "RowIndex": 1, "ColumnIndex": 1, "Relationships": [{"Type": "CHILD", "Ids": ["w2"]}]},
            {"BlockType": "CELL", "Id": "c2", "RowIndex": 1, "ColumnIndex": 2}, {"BlockType": "CELL", "Id": "c3", "RowIndex": 1, "ColumnIndex": 3, "Relationships": [{"Type": "CHILD", "Ids": ["w3"]}]},
            {"BlockType": "MERGED_CELL", "Id": "m", "RowIndex": 1, "ColumnIndex": 1, "RowSpan": 1, "ColumnSpan": 2, "Relationships": [{"Type": "CHILD", "Ids": ["c1", "c2"]}]}]}"#;
        let pages = pages(&parse(text).expect("JSON")).expect("of Textract");
        assert_eq!(pages[0].parts[0], Part::Text("二、".to_owned()));
        let cells: Vec<_> = pages[0]
            .cells()
            .map(|cell| (cell.text.as_str(), cell.column, cell.extent.columns, cell.confidence))
            .collect();
        assert_eq!(cells, [("7", 2, 1, Some(0.5)), ("规章", 0, 2, Some(0.9))]);
    }
}
