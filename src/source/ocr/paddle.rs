//! The JSON of `PaddleOCR`: lists `rec_texts`, `rec_scores` and `rec_boxes` or `rec_polys` that run side by side, for a
//! page each, at various depths.

use serde_json::{Map, Value};

use crate::source::ocr::{Bounds, Fault, Page, Word};

/// The list that every page has.
const TEXTS: &str = "rec_texts";

/// Whether a text is `PaddleOCR`'s JSON.
pub(super) fn is_format(text: &str) -> bool {
    text.trim_start().starts_with(['{', '[']) && text.contains("\"rec_texts\"")
}

/// Its pages.
pub(super) fn pages(text: &str) -> Result<Vec<Page>, Fault> {
    let broken = |error: serde_json::Error| Fault::BrokenOutput {
        line: error.line(),
        column: error.column(),
        what: error.to_string(),
    };
    let (mut pages, mut lines) = (Vec::new(), 0);
    collect(&serde_json::from_str(text).map_err(broken)?, &mut pages, &mut lines);
    Ok(pages)
}

/// Takes the pages of a value. What `overall_ocr_res` holds is the whole page; the tables say parts of it again.
fn collect(value: &Value, pages: &mut Vec<Page>, lines: &mut usize) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| collect(value, pages, lines)),
        Value::Object(fields) if fields.get(TEXTS).is_some_and(Value::is_array) => pages.push(page(fields, lines)),
        Value::Object(fields) => match fields.get("overall_ocr_res") {
            Some(whole) => collect(whole, pages, lines),
            None => fields.values().for_each(|value| collect(value, pages, lines)),
        },
        _ => {}
    }
}

fn page(fields: &Map<String, Value>, lines: &mut usize) -> Page {
    let list = |name: &str| fields.get(name).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let (scores, boxes, polygons) = (list("rec_scores"), list("rec_boxes"), list("rec_polys"));
    let mut page = Page::new();
    for (nth, text) in list(TEXTS).iter().enumerate() {
        *lines += 1;
        let bounds = boxes.get(nth).and_then(bounds).or_else(|| bounds(polygons.get(nth)?));
        page.extend(Word::new(text.as_str().unwrap_or_default(), bounds, *lines, scores.get(nth).and_then(number)));
    }
    page
}

fn number(value: &Value) -> Option<f32> {
    value.as_f64().map(|number| number as f32)
}

/// The box of a text: two corners in one list, or all corners as points.
fn bounds(value: &Value) -> Option<Bounds> {
    let edges = value.as_array()?;
    if let [left, top, right, bottom] = edges.iter().map(number).collect::<Option<Vec<_>>>().unwrap_or_default()[..] {
        return Bounds::new(left, top, right, bottom);
    }
    let point = |corner: &Value| Some((number(corner.get(0)?)?, number(corner.get(1)?)?));
    Bounds::around(&edges.iter().map(point).collect::<Option<Vec<_>>>()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LISTS: &str = r#""rec_texts": ["规章", "0", " "], "rec_scores": [0.93, 1e300], "rec_polys": [[[10, 22], [50, 20], [50, 38], [10, 40]], [[1, 1e300]]]"#;

    fn texts(json: &str) -> String {
        let pages = pages(json).expect("unbroken");
        let page = |page: &Page| page.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(",");
        pages.iter().map(page).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn lists_run_side_by_side_and_may_be_too_short() {
        let pages = pages(&format!("{{{LISTS}}}")).expect("unbroken");
        let first = Word::new("规章", Bounds::new(10.0, 20.0, 50.0, 40.0), 1, Some(0.93)).expect("a word");
        assert_eq!(pages, [vec![first, Word::new("0", None, 2, None).expect("a word")]]);
    }

    #[test]
    fn pages_are_found_at_every_depth_and_each_once() {
        assert_eq!(texts(&format!("[{{{LISTS}}}, {{\"res\": {{{LISTS}}}}}]")), "规章,0|规章,0");
        let tables = format!("\"table_res_list\": [{{\"table_ocr_pred\": {{{LISTS}}}}}]");
        assert_eq!(texts(&format!("{{{tables}}}")), "规章,0");
        assert_eq!(texts(&format!("{{{tables}, \"overall_ocr_res\": {{{LISTS}}}}}")), "规章,0");
    }

    #[test]
    fn broken_json_is_told_with_its_place() {
        let flaw = pages("{\"rec_texts\": [\n\"规章\", }").expect_err("broken");
        assert!(matches!(flaw, Fault::BrokenOutput { line: 2, .. }), "{flaw:?}");
        let deep = "[".repeat(2_000_000) + "\"rec_texts\"";
        assert!(is_format(&deep) && pages(&deep).is_err());
        assert!(!is_format("{\"pages\": []}"));
    }
}
