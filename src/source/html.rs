//! Web pages, and tables in HTML inside other text, rendered as text that a person can read (`page`).

use html5ever::tokenizer::Tag;

use crate::source::fault::Fault;
use crate::source::page::Page;
use crate::source::spans::Extent;
use crate::source::tags::{Piece, pieces};
use crate::text::han;

/// Elements that begin a line of their own.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "br",
    "caption",
    "center",
    "dd",
    "div",
    "dl",
    "dt",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "title",
    "ul",
];
/// How many characters of Chinese a label has at least; units have fewer.
const FEWEST_OF_LABEL: usize = 2;
/// Elements that have no end.
const VOID: &[&str] = &["br", "hr", "img", "meta", "link", "input", "wbr", "col"];
/// Elements whose text is not for reading; those that hold no tags are left out before.
const UNREAD: &[&str] = &["template", "select", "option", "svg"];

/// The rendering of a text that is a web page or holds tables in HTML; none if it is and does neither.
pub(super) fn render(text: &str) -> Result<Option<String>, Fault> {
    if !text.contains('<') {
        return Ok(None);
    }
    let lower = text.to_ascii_lowercase();
    let start = lower.trim_start().trim_start_matches('\u{feff}');
    let is_page = start.starts_with("<!doctype html") || start.starts_with("<html") && lower.contains("<body");
    if is_page {
        return page(text).map(Some);
    }
    if start.starts_with("<div id=\"page") && is_all_markup(text) {
        return page(text).map(|page| Some(apart(&page)));
    }
    if lower.contains("<table") { with_tables(text, &lower).map(Some) } else { Ok(None) }
}

/// Text in which the lines of a block were joined by spaces, with a line for each row of a table: what follows a number,
/// and has words, is the label of the next.
fn apart(text: &str) -> String {
    let mut apart = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let mut behind_number = false;
        for word in line.split_inclusive(' ') {
            let is_label = han::count(word) >= FEWEST_OF_LABEL;
            if behind_number && is_label {
                apart.truncate(apart.trim_end().len());
                apart.push('\n');
            }
            apart.push_str(word);
            let word = word.trim_end();
            behind_number = word.parse::<f64>().is_ok() || matches!(word, "/" | "-" | "—" | "无");
        }
    }
    apart
}

/// The rendering of markup that is a part of a page.
pub(super) fn fragment(text: &str) -> Result<String, Fault> {
    page(text)
}

/// Text with its tables in HTML rendered; none if there are none in it.
pub(super) fn with_tables_in(text: &str) -> Result<Option<String>, Fault> {
    let lower = text.to_ascii_lowercase();
    if lower.contains("<table") { with_tables(text, &lower).map(Some) } else { Ok(None) }
}

/// Whether no text stands outside all elements, as it would in markdown with elements in it.
fn is_all_markup(text: &str) -> bool {
    let (mut depth, mut is_all) = (0_usize, true);
    let walked = pieces(text, |piece| {
        match piece {
            Piece::Open(tag) if !VOID.contains(&&*tag.name) && !tag.self_closing => depth += 1,
            Piece::Close(name) if !VOID.contains(&name) => depth = depth.saturating_sub(1),
            Piece::Text(text) => is_all &= depth > 0 || text.trim().is_empty(),
            Piece::Open(_) | Piece::Close(_) => {}
        }
        Ok(())
    });
    walked.is_ok() && is_all
}

/// Text in which every table in HTML is replaced by its rendering. A table without an end goes to the end of the text.
fn with_tables(text: &str, lower: &str) -> Result<String, Fault> {
    let mut rendered = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(start) = lower[at..].find("<table").map(|start| at + start) {
        let end = end_of_table(lower, start);
        rendered.push_str(&text[at..start]);
        rendered.push('\n');
        rendered.push_str(&page(&text[start..end])?);
        rendered.push('\n');
        at = end;
    }
    rendered.push_str(&text[at..]);
    Ok(rendered)
}

/// The byte after the end of the table that starts here, nested tables included.
fn end_of_table(lower: &str, start: usize) -> usize {
    let (mut depth, mut at) = (0_usize, start);
    while let Some(next) = lower[at..].find('<').map(|next| at + next) {
        if lower[next..].starts_with("<table") {
            depth += 1;
        } else if lower[next..].starts_with("</table") {
            depth -= 1;
            if depth == 0 {
                return lower[next..].find('>').map_or(lower.len(), |close| next + close + 1);
            }
        }
        at = next + 1;
    }
    lower.len()
}

fn page(text: &str) -> Result<String, Fault> {
    let mut page = Page::default();
    let mut unread: Option<&str> = None;
    pieces(text, |piece| {
        if let Some(name) = unread.filter(|_| !is_of_table(&piece)) {
            unread = Some(name).filter(|name| !matches!(piece, Piece::Close(closed) if closed == *name));
            return Ok(());
        }
        unread = None;
        match piece {
            Piece::Text(text) => page.text(text),
            Piece::Open(tag) => {
                unread = UNREAD.iter().copied().find(|name| *name == &*tag.name && !tag.self_closing);
                if unread.is_none() {
                    open(&mut page, tag)?;
                }
            }
            Piece::Close(name) => close(&mut page, name)?,
        }
        Ok(())
    })?;
    page.finish()
}

/// Whether a tag is one of a table; an element that is not for reading ends there if it was never closed.
fn is_of_table(piece: &Piece) -> bool {
    let name: &str = match piece {
        Piece::Open(tag) => &tag.name,
        Piece::Close(name) => name,
        Piece::Text(_) => return false,
    };
    matches!(name, "table" | "tr" | "td" | "th")
}

fn open(page: &mut Page, tag: &Tag) -> Result<(), Fault> {
    match &*tag.name {
        "table" => page.open_table()?,
        "tr" => page.open_row()?,
        "td" | "th" => {
            let (columns, rows) = (span(tag, "colspan"), span(tag, "rowspan"));
            page.open_cell(Extent { columns, rows, goes_on: None })?;
        }
        "thead" | "tbody" | "tfoot" | "caption" => page.close_row(),
        name if BLOCKS.contains(&name) => page.end_line(),
        _ => {}
    }
    Ok(())
}

fn close(page: &mut Page, name: &str) -> Result<(), Fault> {
    match name {
        "table" => page.close_table()?,
        "tr" | "thead" | "tbody" | "tfoot" => page.close_row(),
        "td" | "th" => page.close_cell(),
        _ if BLOCKS.contains(&name) => page.end_line(),
        _ => {}
    }
    Ok(())
}

/// How many columns or rows a cell covers; what is no number counts as one.
fn span(tag: &Tag, name: &str) -> usize {
    let value = tag.attrs.iter().find(|found| &*found.name.local == name).map_or("1", |found| &found.value);
    let value = value.trim_ascii_start();
    let digits = &value[..value.bytes().take_while(u8::is_ascii_digit).count()];
    if digits.len() > 9 { usize::MAX } else { digits.parse().unwrap_or(1) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rendered(text: &str) -> Option<String> {
        render(text).expect("a small page")
    }

    #[test]
    fn a_page_is_read_line_by_line_and_its_tables_row_by_row() {
        let page = "<!DOCTYPE html><html><head><title>报告</title><style>p{}</style></head><body><div>首页<p>甲 <b>乙</b></p></div>\
            <table><tr><td><table><tr><td rowspan=2>三</td><td colspan='2'>行&nbsp;名</td><td>1</td></tr>\
            <tr><td></td><td>3.其他<br>项</td><td>2</td></tr></table></td></tr></table><script>x</script></body></html>";
        assert_eq!(rendered(page).as_deref(), Some("报告\n首页\n甲 乙\n三\t行 名\t1\n\t\t3.其他 项\t2"));
    }

    #[test]
    fn tables_inside_other_text_are_rendered_where_they_stand() {
        let text =
            "# 题\n\n<table><tr><td>规章</td><td rowspan=2>0</td></tr><tr><td>文件</td></tr></table>\n\n后文 a < b";
        assert_eq!(rendered(text).as_deref(), Some("# 题\n\n\n规章\t0\n文件\t0\n\n\n后文 a < b"));
        assert_eq!(rendered("没有表格 <u></u>"), None);
    }

    #[test]
    fn nested_and_unclosed_elements_end_where_a_browser_ends_them() {
        let layout = "<table><tr><td>首<p>页</td><td><table><tr><td>甲<td>1</table>尾</td></tr></table>";
        assert_eq!(rendered(layout).as_deref(), Some("\n首\n页\n甲\t1\n尾\n"));
        let unclosed = "<table><tbody><tr><th>甲<td>1<select><option>2<tr><td>乙<td>&nbsp;<caption>题</caption>";
        assert_eq!(rendered(unclosed).as_deref(), Some("\n题\n甲\t1\n乙\t\n"));
    }

    #[test]
    fn hostile_pages_are_rendered_or_refused() {
        let fonts: Vec<String> = (0..2000).map(|nth| format!("<font size={nth}>")).collect();
        let fonts = fonts.concat();
        for text in [
            "<table><tr><td rowspan=999999999 colspan=999999999>1</td></tr>".to_owned(),
            "<table>".repeat(10_000),
            "<table><tr><td>".repeat(10_000),
            format!("<table><tr><td rowspan=99999>{}</td></tr>", "1".repeat(100_000)),
            format!("<html><body><p>{fonts}{}", "<p>x".repeat(2000)),
        ] {
            assert!(rendered(&text).is_some());
        }
        let wide = format!("<table><tr>{}", "<td rowspan=9999 colspan=9>1".repeat(900)) + &"<tr>".repeat(9999);
        let quotes = format!("<table><tr><td {}>1", "a b='".repeat(50_000));
        for text in [wide, quotes, "<table>".to_owned() + &"<td>".repeat(200_001)] {
            assert!(matches!(render(&text), Err(Fault::TooMuch(_))));
        }
    }
}
