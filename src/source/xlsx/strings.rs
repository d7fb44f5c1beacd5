//! The texts that the cells of a workbook share.

use crate::source::fault::Fault;
use crate::source::package::Package;
use crate::source::xml::{Markup, Xml};

/// The shared texts, one behind the other: there may be millions of empty ones.
pub(super) struct Strings {
    text: String,
    ends: Vec<u32>,
}

impl Strings {
    /// Reads the shared texts of a workbook.
    pub(super) fn read(package: &mut Package) -> Result<Self, Fault> {
        let name = "xl/sharedStrings.xml";
        let part = package.part(name)?.unwrap_or_default();
        let mut xml = Xml::new(name, &part);
        let mut strings = Self { text: String::new(), ends: Vec::new() };
        let mut is_text = false;
        while let Some(markup) = xml.next()? {
            match markup {
                Markup::Open(element) => match element.local_name().as_ref() {
                    "rPh" => xml.skip(&element)?,
                    name => is_text = name == "t",
                },
                Markup::Close(element) => {
                    is_text = false;
                    if element.local_name().as_ref() == "si" {
                        strings.ends.push(strings.text.len() as u32);
                    }
                }
                Markup::Text(text) if is_text => strings.text.push_str(&text),
                Markup::Text(_) => {}
            }
        }
        Ok(strings)
    }

    /// The text of this number.
    pub(super) fn get(&self, nth: usize) -> Option<&str> {
        let start = nth.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied())?;
        self.text.get(start as usize..*self.ends.get(nth)? as usize)
    }
}
