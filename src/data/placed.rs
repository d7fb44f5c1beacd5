//! Values that know their place in the text that they were read from, so that a mistake that shows later, once other
//! files are known, is reported where it was made.

use std::cell::RefCell;
use std::fmt;
use std::ops::Deref;
use std::str::FromStr;

use ron::error::{Position, SpannedError};
use ron::value::RawValue;
use serde::de::{Deserialize, DeserializeOwned, Deserializer, Error};
use serde::{Serialize, Serializer};

use crate::data::options;
use crate::error::{Flaw, Mistake};

/// A value, and where in the file it begins.
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Placed<T> {
    value: T,
    at: usize,
}

impl<T> Placed<T> {
    /// Something that is wrong with it.
    pub(crate) fn mistake(&self, what: Flaw) -> Mistake {
        Mistake { at: self.at, what }
    }

    /// The value alone.
    pub fn into_value(self) -> T {
        self.value
    }
}

impl<T> Deref for Placed<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl PartialEq<str> for Placed<String> {
    fn eq(&self, other: &str) -> bool {
        self.value == other
    }
}

impl PartialEq<&str> for Placed<String> {
    fn eq(&self, other: &&str) -> bool {
        self.value == *other
    }
}

impl PartialEq<String> for Placed<String> {
    fn eq(&self, other: &String) -> bool {
        self.value == *other
    }
}

impl<T: fmt::Display> fmt::Display for Placed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.fmt(f)
    }
}

impl<T: Serialize> Serialize for Placed<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(to)
    }
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for Placed<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = <&RawValue>::deserialize(from)?.trim().get_ron();
        let at = offset_of(text);
        match options().from_str(text) {
            Ok(value) => Ok(Self { value, at }),
            // A mistake within the value has been noted already, with a place of its own.
            Err(_) if is_refused() => Err(D::Error::custom("")),
            Err(error) => Err(refuse(Mistake { at: at + place_of(text, &error), what: error.code.into() })),
        }
    }
}

/// Reads a value that the file gives as a text.
pub(crate) fn from_text<'de, D, T>(from: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: FromStr<Err = Flaw>,
{
    read_as(from, str::parse)
}

/// Reads a text of the file as something else.
pub(crate) fn read_as<'de, D, T>(from: D, read: impl FnOnce(&str) -> Result<T, Flaw>) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
{
    let text = Placed::<String>::deserialize(from)?;
    read(&text).map_err(|what| refuse(text.mistake(what)))
}

/// The text that is being read on this thread. Neither serde nor ron hands places or typed mistakes through.
#[derive(Default)]
struct Reading {
    /// Where it lies in memory
    address: usize,
    /// What is wrong with it
    refused: Option<Mistake>,
}

thread_local! {
    static READING: RefCell<Reading> = RefCell::default();
}

/// Ends the reading of a file because of a mistake.
pub(crate) fn refuse<E: Error>(mistake: Mistake) -> E {
    READING.with_borrow_mut(|reading| reading.refused = Some(mistake));
    E::custom("")
}

fn is_refused() -> bool {
    READING.with_borrow(|reading| reading.refused.is_some())
}

fn offset_of(part: &str) -> usize {
    READING.with_borrow(|reading| (part.as_ptr() as usize).saturating_sub(reading.address))
}

/// Reads a value from the text of a file.
pub(super) fn read<'t, T: Deserialize<'t>>(text: &'t str) -> Result<T, Mistake> {
    let outer = READING.replace(Reading { address: text.as_ptr() as usize, refused: None });
    let read = options().from_str(text);
    let Reading { refused, .. } = READING.replace(outer);
    read.map_err(|error| refused.unwrap_or_else(|| Mistake { at: place_of(text, &error), what: error.code.into() }))
}

/// The byte at which a text is not what the parser expects.
fn place_of(text: &str, error: &SpannedError) -> usize {
    let (start, end) = (offset(text, error.span.start), offset(text, error.span.end));
    if is_of_a_token(&error.code) {
        let token = &text[start..end];
        start + token.len() - token.trim_start().len()
    } else {
        end
    }
}

/// Whether the parser has passed what is wrong; if not, it stopped before it.
fn is_of_a_token(code: &ron::Error) -> bool {
    use ron::Error as E;

    matches!(
        code,
        E::Message(_)
            | E::InvalidValueForType { .. }
            | E::NoSuchEnumVariant { .. }
            | E::NoSuchStructField { .. }
            | E::DuplicateStructField { .. }
            | E::IntegerOutOfBounds
            | E::FloatUnderscore
            | E::ExpectedStringEnd
            | E::ExpectedStructLike
            | E::ExpectedNamedStructLike(_)
            | E::ExpectedDifferentStructName { .. }
    )
}

fn offset(text: &str, place: Position) -> usize {
    let line = text.split_inclusive('\n').take(place.line - 1).map(str::len).sum::<usize>();
    line + text[line..].chars().take(place.col - 1).map(char::len_utf8).sum::<usize>()
}
