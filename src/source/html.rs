//! Web pages, and tables in HTML inside other text, rendered as text that a person can read: a line for each block, and
//! for each row of a table a line whose cells are separated by tabs. A cell that covers several columns is one cell, for
//! forms are drawn with many more columns than they have; below a cell that covers several rows the others keep their
//! places, and a number stands in each of the rows.

use std::collections::HashMap;

use scraper::node::Node;
use scraper::{ElementRef, Html, Selector};
use unicode_normalization::UnicodeNormalization;

/// The most columns and rows that one cell may cover, and the most cells that a table may have.
const MOST_COVERED: usize = 100;
const MOST_CELLS: usize = 200_000;
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
    "table",
    "tbody",
    "td",
    "th",
    "title",
    "tr",
    "ul",
];
/// Elements whose text is not for reading.
const UNREAD: &[&str] = &["script", "style", "noscript", "template", "iframe", "textarea", "select", "option", "svg"];

/// The rendering of a text that is a web page or holds tables in HTML; none if it is and does neither.
pub(super) fn render(text: &str) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    let start = lower.trim_start().trim_start_matches('\u{feff}');
    if start.starts_with("<!doctype html") || start.starts_with("<html") && lower.contains("<body") {
        return Some(page(text));
    }
    lower.contains("<table").then(|| with_tables(text, &lower))
}

/// Text in which every table in HTML is replaced by its rendering. A table without an end goes to the end of the text.
fn with_tables(text: &str, lower: &str) -> String {
    let mut rendered = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(start) = lower[at..].find("<table").map(|start| at + start) {
        let end = end_of_table(lower, start);
        rendered.push_str(&text[at..start]);
        rendered.push('\n');
        rendered.push_str(&page(&text[start..end]));
        rendered.push('\n');
        at = end;
    }
    rendered.push_str(&text[at..]);
    rendered
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

fn page(text: &str) -> String {
    let html = Html::parse_document(text);
    let mut page = Page { lines: Vec::new(), line: String::new() };
    let mut skip = None;
    for edge in html.tree.root().traverse() {
        match edge {
            ego_tree::iter::Edge::Open(node) if skip.is_none() => {
                if let Some(element) = ElementRef::wrap(node) {
                    if page.open(element) {
                        skip = Some(node.id());
                    }
                } else if let Node::Text(text) = node.value() {
                    page.line.push_str(text);
                }
            }
            ego_tree::iter::Edge::Close(node) => {
                if skip == Some(node.id()) {
                    skip = None;
                }
                if skip.is_none() && ElementRef::wrap(node).is_some_and(|element| is_block(&element)) {
                    page.end_line();
                }
            }
            ego_tree::iter::Edge::Open(_) => {}
        }
    }
    page.end_line();
    page.lines.join("\n")
}

fn is_block(element: &ElementRef) -> bool {
    BLOCKS.contains(&element.value().name())
}

/// The rendering of a page as far as it has come.
struct Page {
    lines: Vec<String>,
    line: String,
}

impl Page {
    /// Takes the beginning of an element; whether all that is inside it is dealt with.
    fn open(&mut self, element: ElementRef) -> bool {
        let name = element.value().name();
        if UNREAD.contains(&name) {
            return true;
        }
        if is_block(&element) {
            self.end_line();
        }
        if name == "table" && !has_table_inside(&element) {
            self.lines.extend(table(element));
            return true;
        }
        false
    }

    fn end_line(&mut self) {
        let line = collapsed(&std::mem::take(&mut self.line));
        if !line.is_empty() {
            self.lines.push(line);
        }
    }
}

/// Whether a table only serves to lay out others.
fn has_table_inside(table: &ElementRef) -> bool {
    let inside = table.descendants().skip(1);
    inside.filter_map(ElementRef::wrap).any(|element| element.value().name() == "table")
}

/// The rows of a table, cells separated by tabs.
fn table(table: ElementRef) -> Vec<String> {
    let (Ok(rows), Ok(caption)) = (Selector::parse("tr"), Selector::parse("caption")) else { return Vec::new() };
    let mut lines: Vec<String> = table.select(&caption).map(|caption| text_of(caption)).collect();
    let mut covered: HashMap<(usize, usize), Place> = HashMap::new();
    let mut cells_left = MOST_CELLS;
    for (nth, row) in table.select(&rows).enumerate() {
        let mut places: Vec<Place> = Vec::new();
        let fill = |places: &mut Vec<Place>, covered: &mut HashMap<(usize, usize), Place>| {
            while let Some(place) = covered.remove(&(nth, places.len())) {
                places.push(place);
            }
        };
        for cell in
            row.children().filter_map(ElementRef::wrap).filter(|cell| matches!(cell.value().name(), "td" | "th"))
        {
            fill(&mut places, &mut covered);
            let (text, columns, below) = (text_of(cell), span(&cell, "colspan"), span(&cell, "rowspan"));
            let under = if is_number(&text) { text.clone() } else { String::new() };
            let first = places.len();
            places.push(Some(text));
            places.extend(std::iter::repeat_n(None, columns - 1));
            cells_left = cells_left.saturating_sub(columns * below);
            if cells_left == 0 {
                return lines;
            }
            for row in nth + 1..nth + below {
                covered.insert((row, first), Some(under.clone()));
                (1..columns).for_each(|column| drop(covered.insert((row, first + column), None)));
            }
        }
        fill(&mut places, &mut covered);
        let cells: Vec<String> = places.into_iter().flatten().collect();
        lines.push(if cells.len() > 1 { cells.join("\t") } else { cells.concat() + "\t" });
    }
    lines
}

/// A place in a row: the text of the cell there, or that a cell to its left covers it.
type Place = Option<String>;

/// How many columns or rows a cell covers; what is no number counts as one.
fn span(cell: &ElementRef, name: &str) -> usize {
    let digits: String = cell.attr(name).unwrap_or("1").chars().take_while(char::is_ascii_digit).collect();
    digits.parse().unwrap_or(1_usize).clamp(1, MOST_COVERED)
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.nfkc().all(|sign| sign.is_ascii_digit() || matches!(sign, '.' | ','))
}

/// The text of a cell on one line.
fn text_of(element: ElementRef) -> String {
    let mut text = String::new();
    for node in element.descendants() {
        match node.value() {
            Node::Text(part) => text.push_str(part),
            Node::Element(element) if BLOCKS.contains(&element.name()) => text.push(' '),
            _ => {}
        }
    }
    collapsed(&text)
}

/// A text with every run of white space as one space, and none at its ends.
fn collapsed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_read_line_by_line_and_its_tables_row_by_row() {
        let page = "<!DOCTYPE html><html><head><title>报告</title><style>p{}</style></head><body><div>首页<p>甲 <b>乙</b></p></div>\
            <table><tr><td><table><tr><td rowspan=2>三</td><td colspan='2'>行&nbsp;名</td><td>1</td></tr>\
            <tr><td></td><td>3.其他<br>项</td><td>2</td></tr></table></td></tr></table><script>x</script></body></html>";
        assert_eq!(render(page).as_deref(), Some("报告\n首页\n甲 乙\n三\t行 名\t1\n\t\t3.其他 项\t2"));
    }

    #[test]
    fn tables_inside_other_text_are_rendered_where_they_stand() {
        let text =
            "# 题\n\n<table><tr><td>规章</td><td rowspan=2>0</td></tr><tr><td>文件</td></tr></table>\n\n后文 a < b";
        assert_eq!(render(text).as_deref(), Some("# 题\n\n\n规章\t0\n文件\t0\n\n\n后文 a < b"));
        assert_eq!(render("没有表格 <u></u>"), None);
    }

    #[test]
    fn hostile_pages_end_in_bounded_time() {
        for text in [
            "<table><tr><td rowspan=999999999 colspan=999999999>1</td></tr>".to_owned(),
            "<table>".repeat(10_000),
            "<table><tr><td>".repeat(3_000),
            "<table><tr><td rowspan='2]'>x".to_owned(),
        ] {
            assert!(render(&text).is_some());
        }
    }
}
