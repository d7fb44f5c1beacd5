//! Lists of boxes with a text each: `RapidOCR` (`{"box": …, "txt": …, "score": …}`, `[box, text, score]`), `PaddleOCR` 2.x
//! (`[box, [text, score]]`), and other engines that write the same under other names.

use crate::source::ocr::json::Json;
use crate::source::ocr::model::{Page, Quad, Word};

/// Names of the member that is a box, a text, a score.
const BOX: &[&str] = &[
    "box",
    "bbox",
    "points",
    "poly",
    "polygon",
    "text_region",
    "dt_box",
    "rec_box",
    "location",
    "position",
    "pos",
    "quad",
    "boundingBox",
    "ItemPolygon",
    "Polygon",
];
const TEXT: &[&str] = &["txt", "text", "transcription", "words", "word", "rec_text", "DetectedText", "content"];
const SCORE: &[&str] = &["score", "confidence", "conf", "prob", "rec_score", "probability", "Confidence"];
/// Names of lists that run side by side.
const SIDE_BY_SIDE: (&[&str], &[&str], &[&str]) = (
    &["boxes", "dt_boxes", "dt_polys", "rec_polys", "rec_boxes"],
    &["txts", "texts", "rec_texts", "rec_txts"],
    &["scores", "rec_scores"],
);
/// What the names of members of a page begin with, and of no line.
const OF_PAGES: &[&str] = &["page", "image", "input_path", "width", "blocks", "lines", "text_lines", "words_result"];

/// Its pages; none if there is no text with a box in it.
pub(super) fn pages(json: &Json) -> Option<Vec<Page>> {
    let mut line = 0;
    let pages = pages_of(json, &mut line);
    let pages: Vec<Page> = pages.into_iter().filter(|words| !words.is_empty()).map(Page::of_words).collect();
    (!pages.is_empty()).then_some(pages)
}

fn pages_of(json: &Json, line: &mut usize) -> Vec<Vec<Word>> {
    if let Some(pages) = json.get("pages").filter(|pages| pages.is_list()) {
        return pages.items().iter().map(|page| words(page, line)).collect();
    }
    let items = json.items();
    let is_page = |item: &Json| {
        let is_list_of_boxes = item.is_list() && of_list(item, 0).is_none();
        let is_named = item.members().iter().any(|(name, _)| OF_PAGES.iter().any(|begins| name.starts_with(begins)));
        is_list_of_boxes || is_named && of_map(item, 0).is_none()
    };
    if !items.is_empty() && items.iter().all(is_page) {
        return items.iter().map(|page| words(page, line)).collect();
    }
    // A file of one page for each name that an image has.
    if let [(_, only)] = json.members()
        && only.is_list()
    {
        return pages_of(only, line);
    }
    vec![words(json, line)]
}

/// The words inside a value, of boxes within boxes the innermost.
fn words(json: &Json, line: &mut usize) -> Vec<Word> {
    let own = if json.is_list() { of_list(json, *line + 1) } else { None };
    if let Some(word) = own {
        *line += 1;
        return vec![word];
    }
    let lists = side_by_side(json, line);
    if !lists.is_empty() {
        return lists;
    }
    let inner = json.items().iter().chain(json.members().iter().map(|(_, value)| value));
    let inner: Vec<Word> = inner
        .filter(|value| !matches!(value, Json::Number(_) | Json::Text(_) | Json::Empty))
        .flat_map(|value| words(value, line))
        .collect();
    if !inner.is_empty() {
        return inner;
    }
    let own = of_map(json, *line + 1);
    *line += usize::from(own.is_some());
    own.into_iter().collect()
}

/// `[box, text, score]`, or `[box, [text, score]]`.
fn of_list(json: &Json, line: usize) -> Option<Word> {
    let [place, said, rest @ ..] = json.items() else { return None };
    let quad = quad(place)?;
    match said {
        Json::Text(text) => Word::new(text, quad.placed(), line, rest.first().and_then(Json::as_number)),
        Json::List(pair) => match &pair[..] {
            [Json::Text(text), score] => Word::new(text, quad.placed(), line, score.as_number()),
            _ => None,
        },
        _ => None,
    }
}

fn of_map(json: &Json, line: usize) -> Option<Word> {
    let text = json.any(TEXT)?.as_text()?;
    let place = match json.any(BOX) {
        Some(place) => quad(place)?,
        None => edges(json)?,
    };
    Word::new(text, place.placed(), line, json.any(SCORE).and_then(Json::as_number))
}

fn side_by_side(json: &Json, line: &mut usize) -> Vec<Word> {
    let list = |names: &[&str]| json.any(names).map_or(&[][..], Json::items);
    let (boxes, texts, scores) = (list(SIDE_BY_SIDE.0), list(SIDE_BY_SIDE.1), list(SIDE_BY_SIDE.2));
    let mut words = Vec::new();
    for (text_ix, text) in texts.iter().enumerate() {
        *line += 1;
        let quad = boxes.get(text_ix).and_then(quad).and_then(Place::placed);
        let score = scores.get(text_ix).and_then(Json::as_number);
        words.extend(Word::new(text.as_text().unwrap_or_default(), quad, *line, score));
    }
    words
}

/// What has the shape of a box: where it lies, if that is a place.
pub(super) struct Place(Option<Quad>);

impl Place {
    pub(super) fn placed(self) -> Option<Quad> {
        self.0
    }
}

/// A box: two corners in one list, all corners in one list or as points, or an object of edges.
pub(super) fn quad(json: &Json) -> Option<Place> {
    let items = json.items();
    if items.is_empty() {
        return edges(json);
    }
    let numbers: Vec<f32> = items
        .iter()
        .filter(|item| !item.is_list())
        .map(|item| coordinate(item))
        .collect::<Option<_>>()
        .unwrap_or_default();
    if let [left, top, right, bottom] = numbers[..] {
        return Some(Place(Quad::upright(left, top, right, bottom)));
    }
    if numbers.len() == items.len() && numbers.len() >= 6 && numbers.len().is_multiple_of(2) {
        let points: Vec<(f32, f32)> = numbers.chunks_exact(2).map(|point| (point[0], point[1])).collect();
        return Some(Place(Quad::around(&points)));
    }
    let points: Option<Vec<(f32, f32)>> = items.iter().map(point).collect();
    points.filter(|points| points.len() >= 2).map(|points| Place(Quad::around(&points)))
}

/// A number of a box; what is no number stays none that is a place.
fn coordinate(json: &Json) -> Option<f32> {
    match json {
        Json::Number(number) => Some(*number as f32),
        Json::Empty => Some(f32::NAN),
        _ => None,
    }
}

/// A point as a list or as an object.
pub(super) fn point(json: &Json) -> Option<(f32, f32)> {
    match json.items() {
        [x, y] => Some((coordinate(x)?, coordinate(y)?)),
        [] => Some((coordinate(json.any(&["x", "X"])?)?, coordinate(json.any(&["y", "Y"])?)?)),
        _ => None,
    }
}

/// A box as an object of edges, or of a corner and what it measures.
fn edges(json: &Json) -> Option<Place> {
    let number = |names: &[&str]| json.any(names).and_then(coordinate);
    let (left, top) =
        (number(&["left", "x0", "x", "l", "xmin", "Left"])?, number(&["top", "y0", "y", "t", "ymin", "Top"])?);
    let right = number(&["right", "x1", "r", "xmax"]).or_else(|| Some(left + number(&["width", "w", "Width"])?))?;
    let bottom = number(&["bottom", "y1", "b", "ymax"]).or_else(|| Some(top + number(&["height", "h", "Height"])?))?;
    Some(Place(Quad::upright(left, top, right, bottom)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::ocr::json::parse;

    fn read(text: &str) -> Vec<Vec<String>> {
        let pages = pages(&parse(text).expect("JSON")).unwrap_or_default();
        let word = |word: &Word| {
            let place = word.bounds().map_or_else(|| "nowhere".to_owned(), |at| format!("{},{}", at.left, at.top));
            format!("{}@{place} {}", word.text, word.confidence.unwrap_or(-1.0))
        };
        pages.iter().map(|page| page.words().map(word).collect()).collect()
    }

    #[test]
    fn whichever_way_an_engine_lists_its_boxes_they_are_the_same_words() {
        let corners = |x: u32| format!("[[{x}, 20], [{0}, 20], [{0}, 40], [{x}, 40]]", x + 40);
        let (a, b) = (corners(10), corners(80));
        let expected = [vec!["规章@10,20 0.9", "7@80,20 0.5"], vec!["7@80,20 0.5"]];
        for text in [
            format!(r#"[[{{"box": {a}, "txt": "规章", "score": 0.9}}, {{"box": {b}, "txt": "7", "score": 0.5}}], [{{"box": {b}, "txt": "7", "score": 0.5}}]]"#),
            format!(r#"[[[{a}, "规章", 0.9], [{b}, "7", 0.5]], [[{b}, "7", 0.5]]]"#),
            format!(r#"[[[{a}, ["规章", 0.9]], [{b}, ["7", 0.5]]], [[{b}, ["7", 0.5]]]]"#),
            format!(r#"[{{"page": 1, "boxes": [{a}, {b}], "txts": ["规章", "7"], "scores": [0.9, 0.5]}}, {{"page": 2, "boxes": [{b}], "txts": ["7"], "scores": [0.5]}}]"#),
            r#"{"a.png": [{"page": 1, "text_lines": [{"text": "规章", "bbox": [10, 20, 50, 40], "confidence": 0.9}, {"text": "7", "bbox": [80, 20, 120, 40], "confidence": 0.5}]},
               {"page": 2, "text_lines": [{"text": "7", "bbox": [80, 20, 120, 40], "confidence": 0.5}]}]}"#.to_owned(),
        ] {
            assert_eq!(read(&text), expected, "{text}");
        }
    }

    #[test]
    fn boxes_that_are_no_places_leave_their_words_without_one() {
        let read = read(
            r#"[[[[0, 0], [1e300, 0], [1, 1], [0, 1]], "甲", 2], [[[-5, 1], [null, 2], [3, 4]], "乙", -1], [[1, 2, 3, 4], " ", 0.5]]"#,
        );
        assert_eq!(read, [["甲@nowhere 1", "乙@nowhere -1"]]);
    }

    #[test]
    fn of_boxes_within_boxes_the_innermost_count() {
        let text = r#"{"width": 595, "blocks": [{"bbox": [0, 0, 90, 20], "lines": [{"bbox": [0, 0, 90, 20], "spans": [{"bbox": [0, 0, 40, 20], "text": "规章"}, {"bbox": [60, 0, 70, 20], "text": "7"}]}]}]}"#;
        assert_eq!(read(text), [["规章@0,0 -1", "7@60,0 -1"]]);
        assert!(pages(&parse(r#"{"licensing": {"decisions": 6}, "title": "年度报告"}"#).expect("JSON")).is_none());
    }
}
