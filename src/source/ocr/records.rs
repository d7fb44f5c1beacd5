//! A text inside JSON: records of olmOCR, one a line, pages of Mistral OCR and of `LlamaParse`, and pages that trafilatura
//! took out of the web.

use crate::source::ocr::json::Json;
use crate::source::ocr::model::Page;

/// Members that say that a record with a `text` is one of olmOCR or trafilatura.
const RECORDS: &[&str] =
    &["metadata", "comments", "hostname", "source-hostname", "raw_text", "fingerprint", "sitename", "attributes"];

/// Its pages; none if it is of another program.
pub(super) fn pages(json: &Json) -> Option<Vec<Page>> {
    let is_page = |page: &Json| page.any(&["markdown", "md"]).is_some_and(|text| text.as_text().is_some());
    let pages = json.list("pages");
    if pages.first().is_some_and(is_page) {
        return Some(pages.iter().map(of_markdown).collect());
    }
    let records = if json.is_list() { json.items() } else { std::slice::from_ref(json) };
    let is_record = |record: &Json| {
        record.get("text").is_some_and(|text| text.as_text().is_some()) && record.any(RECORDS).is_some()
    };
    (!records.is_empty() && records.iter().all(is_record))
        .then(|| records.iter().map(|record| of_text(record.text("text"))).collect())
}

fn of_text(text: &str) -> Page {
    let mut page = Page::default();
    page.text(text);
    page
}

/// A page of markdown. Tables that are kept beside it are put in their places.
fn of_markdown(page: &Json) -> Page {
    let mut text = page.any(&["markdown", "md"]).and_then(Json::as_text).unwrap_or_default().to_owned();
    for table in page.list("tables") {
        let (id, content) = (table.text("id"), table.text("content"));
        if !id.is_empty() && !content.is_empty() {
            text = text.replace(&format!("[{id}]({id})"), &format!("\n{content}\n"));
        }
    }
    of_text(&text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::ocr::json::parse;
    use crate::source::ocr::model::Part;

    fn read(text: &str) -> Option<Vec<Page>> {
        pages(&parse(text).expect("JSON"))
    }

    #[test]
    fn the_text_of_each_record_is_a_page() {
        let text = |text: &str| Page { parts: vec![Part::Text(text.to_owned())] };
        assert_eq!(
            read("{\"text\": \"一、\", \"metadata\": {}}\n{\"text\": \"二、\", \"metadata\": {}}"),
            Some(vec![text("一、"), text("二、")])
        );
        assert_eq!(read(r#"{"text": "一、", "comments": ""}"#), Some(vec![text("一、")]));
        assert_eq!(
            read(
                r#"{"pages": [{"markdown": "二、\n[tbl-0.md](tbl-0.md)", "tables": [{"id": "tbl-0.md", "content": "| 1 |"}]}]}"#
            ),
            Some(vec![text("二、\n\n| 1 |\n")])
        );
        assert_eq!(read(r#"{"text": "一、"}"#), None, "anybody may call something a text");
    }
}
