//! Tags and text of a markup file, one after the other. No tree is built: time and memory stay in proportion to the
//! file, however its tags are nested.

use quick_xml::XmlVersion;
use quick_xml::escape::resolve_html5_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;

use crate::source::fault::Fault;

/// A part of a markup file.
pub(super) enum Part<'a> {
    /// The beginning of an element that has an end, or will have none (`<br/>`)
    Open(&'a BytesStart<'a>),
    /// The end of an element
    Close,
    /// Text, its entities resolved
    Text(&'a str),
}

/// Goes through a markup file part by part; ends that match nothing are passed over.
pub(super) fn walk(text: &str, mut take: impl FnMut(Part)) -> Result<(), Fault> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => take(Part::Open(&tag)),
            Ok(Event::End(_)) => take(Part::Close),
            Ok(Event::Text(said)) => take(Part::Text(&said.html_content())),
            Ok(Event::CData(said)) => take(Part::Text(&said.html_content())),
            Ok(Event::GeneralRef(entity)) => take(Part::Text(&resolved(&entity))),
            Ok(Event::Eof) => return Ok(()),
            Ok(_) => {}
            Err(error) => return Err(broken(text, reader.error_position(), &error)),
        }
    }
}

/// The character that an entity stands for; one that is not known stands as it is written.
fn resolved(entity: &BytesRef) -> String {
    if let Ok(Some(char)) = entity.resolve_char_ref() {
        return char.to_string();
    }
    let name = entity.html_content();
    resolve_html5_entity(&name).map_or_else(|| format!("&{name};"), str::to_owned)
}

fn broken(text: &str, at: u64, error: &quick_xml::Error) -> Fault {
    let at = usize::try_from(at).unwrap_or(usize::MAX).min(text.len());
    let before = String::from_utf8_lossy(&text.as_bytes()[..at]);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |start| start.chars().count()) + 1;
    Fault::BrokenOutput { line, column, what: error.to_string() }
}

/// The value of an attribute, whatever namespace and case its name has.
pub(super) fn attribute(tag: &BytesStart, name: &str) -> Option<String> {
    for attribute in tag.html_attributes().with_checks(false).flatten() {
        if attribute.key.local_name().as_ref().eq_ignore_ascii_case(name) {
            let value = attribute.normalized_value(XmlVersion::Implicit1_0);
            return Some(value.unwrap_or(attribute.value).into_owned());
        }
    }
    None
}

/// Whether a text is XML, and no web page: it says so, or its root is no element of HTML and is closed at the end.
pub(super) fn is_xml(text: &str) -> bool {
    let start = text.trim_start().trim_start_matches('\u{feff}');
    let declared = start.starts_with("<?xml");
    let Some(root) = root(start) else { return declared };
    let closing = format!("</{root}>");
    let lower = root.to_ascii_lowercase();
    let is_html = matches!(
        lower.as_str(),
        "html" | "body" | "div" | "table" | "p" | "span" | "section" | "article" | "main" | "center" | "pre"
    );
    !is_html && (declared || text.trim_end().ends_with(&closing) && root.bytes().all(|byte| byte.is_ascii_graphic()))
}

/// The name of the first element of a text that begins with markup.
fn root(start: &str) -> Option<&str> {
    let mut rest = start;
    loop {
        rest = rest.trim_start().strip_prefix('<')?;
        if rest.starts_with(['?', '!']) {
            let end = if rest.starts_with("!--") { rest.find("-->")? + 2 } else { rest.find('>')? };
            rest = &rest[end + 1..];
            continue;
        }
        return rest
            .split(|char: char| char.is_whitespace() || matches!(char, '>' | '/'))
            .next()
            .filter(|name| !name.is_empty());
    }
}
