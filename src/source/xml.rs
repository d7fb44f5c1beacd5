//! One part of a packed file, in XML, from its beginning to its end. Nothing that a part defines itself is expanded.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesEnd, BytesRef, BytesStart, Event};

use crate::source::fault::Fault;

/// What comes next in a part.
pub(super) enum Markup<'a> {
    /// The beginning of an element
    Open(BytesStart<'a>),
    /// The end of an element
    Close(BytesEnd<'a>),
    /// Text
    Text(Cow<'a, str>),
}

/// A part that is being read.
pub(super) struct Xml<'a> {
    name: &'a str,
    reader: Reader<&'a [u8]>,
    depth: usize,
}

impl<'a> Xml<'a> {
    /// The part of this name, with its text.
    pub(super) fn new(name: &'a str, text: &'a str) -> Self {
        let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
        reader.config_mut().expand_empty_elements = true;
        Self { name, reader, depth: 0 }
    }

    /// What comes next; nothing at the end.
    pub(super) fn next(&mut self) -> Result<Option<Markup<'a>>, Fault> {
        loop {
            return Ok(Some(match self.reader.read_event().map_err(|error| self.broken(&error))? {
                Event::Start(element) => {
                    self.depth += 1;
                    Markup::Open(element)
                }
                Event::End(element) => {
                    self.depth -= 1;
                    Markup::Close(element)
                }
                Event::Text(text) => Markup::Text(text.into_inner()),
                Event::CData(text) => Markup::Text(text.into_inner()),
                Event::GeneralRef(reference) => Markup::Text(resolved(&reference)),
                Event::Eof if self.depth > 0 => return Err(self.broken(&"it ends in the middle")),
                Event::Eof => return Ok(None),
                _ => continue,
            }));
        }
    }

    /// Passes the rest of an element that has just begun.
    pub(super) fn skip(&mut self, element: &BytesStart) -> Result<(), Fault> {
        self.reader.read_to_end(element.name()).map_err(|error| self.broken(&error))?;
        self.depth -= 1;
        Ok(())
    }

    fn broken(&self, why: &dyn std::fmt::Display) -> Fault {
        Fault::Broken(format!("{}, byte {}: {why}", self.name, self.reader.error_position()))
    }
}

/// The value of an attribute, whatever its prefix.
pub(super) fn attribute(element: &BytesStart, name: &str) -> Option<String> {
    let mut attributes = element.attributes();
    let found = attributes.with_checks(false).flatten().find(|found| found.key.local_name().as_ref() == name)?;
    let value = quick_xml::escape::unescape_with(&found.value, resolve_xml_entity);
    Some(value.map_or_else(|_| found.value.to_string(), Cow::into_owned))
}

/// The character of a reference; one that the file defines itself stays as it is written.
fn resolved(reference: &BytesRef) -> Cow<'static, str> {
    match reference.resolve_char_ref() {
        Ok(Some(sign)) => Cow::Owned(sign.to_string()),
        _ => match resolve_xml_entity(reference) {
            Some(sign) => Cow::Borrowed(sign),
            None => Cow::Owned(format!("&{};", &**reference)),
        },
    }
}
