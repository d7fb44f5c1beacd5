//! JSON as a tree that is small and knows its bounds: programs write files of many megabytes, and a tree of general use
//! takes dozens of times as much memory as its text.

use std::borrow::Cow;
use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};

use crate::source::fault::Fault;

/// The most values of one file, lists and objects included.
const MOST_VALUES: usize = 1_500_000;
/// The name under which `serde_json` hands over a number whose digits it keeps.
const NUMBER: &str = "$serde_json::private::Number";
/// What is said of a file with too many values; it never reaches a person.
const TOO_MANY: &str = "too many values";

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Json<'a> {
    /// `null`, `true` or `false`
    Empty,
    /// A number; not finite if it is out of range
    Number(f64),
    /// A string, its escapes resolved
    Text(Cow<'a, str>),
    /// A list
    List(Vec<Json<'a>>),
    /// An object, its members in their order
    Map(Vec<(Cow<'a, str>, Json<'a>)>),
}

impl<'a> Json<'a> {
    /// A member of an object.
    pub(super) fn get(&self, name: &str) -> Option<&Self> {
        let Self::Map(members) = self else { return None };
        members.iter().find_map(|(found, value)| (found == name).then_some(value))
    }

    /// The value that a path of names leads to.
    pub(super) fn at(&self, path: &[&str]) -> Option<&Self> {
        path.iter().try_fold(self, |value, name| value.get(name))
    }

    /// The first of some members that is there.
    pub(super) fn any(&self, names: &[&str]) -> Option<&Self> {
        names.iter().find_map(|name| self.get(name))
    }

    /// The values of a list; none if it is no list.
    pub(super) fn items(&self) -> &[Json<'a>] {
        if let Self::List(values) = self { values } else { &[] }
    }

    /// The members of an object; none if it is no object.
    pub(super) fn members(&self) -> &[(Cow<'a, str>, Json<'a>)] {
        if let Self::Map(members) = self { members } else { &[] }
    }

    /// The values of a member that is a list.
    pub(super) fn list(&self, name: &str) -> &[Json<'a>] {
        self.get(name).map_or(&[], Self::items)
    }

    /// The string, if it is one.
    pub(super) fn as_text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// The string of a member; empty if there is none.
    pub(super) fn text(&self, name: &str) -> &str {
        self.get(name).and_then(Self::as_text).unwrap_or_default()
    }

    /// A number; one that is written as a string counts as well.
    pub(super) fn as_number(&self) -> Option<f32> {
        match self {
            Self::Number(number) => Some(*number as f32),
            Self::Text(text) => text.trim().parse().ok(),
            _ => None,
        }
    }

    /// The number of a member.
    pub(super) fn number(&self, name: &str) -> Option<f32> {
        self.get(name)?.as_number()
    }

    /// A member that counts something.
    pub(super) fn count(&self, name: &str) -> Option<usize> {
        self.number(name).filter(|number| (0.0..1e9).contains(number)).map(|number| number as usize)
    }

    /// Whether it is a list.
    pub(super) fn is_list(&self) -> bool {
        matches!(self, Self::List(_))
    }
}

/// Whether a text begins as JSON of a program does: an object or a list of something.
pub(super) fn begins_as_json(text: &str) -> bool {
    let mut chars = text.trim_start().chars().filter(|char| !char.is_whitespace());
    match (chars.next(), chars.next()) {
        (Some('{'), Some('"' | '}')) => true,
        (Some('['), Some(next)) => matches!(next, '{' | '[' | '"' | ']' | '-' | 'n') || next.is_ascii_digit(),
        _ => false,
    }
}

/// Whether a text that begins as JSON is broken JSON, and not a text whose first word stands in brackets.
pub(super) fn is_surely_json(text: &str) -> bool {
    let begins: String = text.chars().filter(|char| !char.is_whitespace()).take(3).collect();
    begins.starts_with("{\"")
        || begins.starts_with("[{\"")
        || begins.starts_with("[[") && text.contains('"')
        || begins.starts_with("[\"")
}

/// The text with what Python writes for numbers that are none, and JSON does not know, as `null`.
pub(super) fn without_nan(text: &str) -> Cow<'_, str> {
    if !text.contains("NaN") && !text.contains("Infinity") {
        return Cow::Borrowed(text);
    }
    let mut cleaned = String::with_capacity(text.len());
    let (mut is_string, mut is_escaped) = (false, false);
    let mut rest = text;
    while let Some(char) = rest.chars().next() {
        let word = ["-Infinity", "Infinity", "NaN"].into_iter().find(|word| !is_string && rest.starts_with(word));
        if let Some(word) = word {
            cleaned.push_str("null");
            rest = &rest[word.len()..];
            continue;
        }
        (is_string, is_escaped) = match char {
            '"' if !is_escaped => (!is_string, false),
            '\\' => (is_string, is_string && !is_escaped),
            _ => (is_string, false),
        };
        cleaned.push(char);
        rest = &rest[char.len_utf8()..];
    }
    Cow::Owned(cleaned)
}

/// The value of a text, or all its values as a list if it holds one a line.
pub(super) fn parse(text: &str) -> Result<Json<'_>, Fault> {
    let values = Cell::new(0);
    let mut whole = serde_json::Deserializer::from_str(text);
    let first = Seed(&values).deserialize(&mut whole).map_err(|error| broken(&error, 0))?;
    let Err(behind) = whole.end() else { return Ok(first) };
    let values = Cell::new(0);
    let mut lines = Vec::new();
    for (line_ix, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let mut one = serde_json::Deserializer::from_str(line);
        let value = Seed(&values).deserialize(&mut one).and_then(|value| one.end().map(|()| value));
        match value {
            Ok(value) => lines.push(value),
            // The first value goes over several lines, and something is wrong behind it.
            Err(_) if lines.is_empty() => return Err(broken(&behind, 0)),
            Err(error) => return Err(broken(&error, line_ix)),
        }
    }
    Ok(Json::List(lines))
}

fn broken(error: &serde_json::Error, lines_before: usize) -> Fault {
    let what = error.to_string();
    if what.starts_with(TOO_MANY) {
        return Fault::LargeOutput;
    }
    // The place is named beside it.
    let what = what.split(" at line ").next().unwrap_or_default().to_owned();
    Fault::BrokenOutput { line: error.line() + lines_before, column: error.column(), what }
}

/// Builds a value; counts all values that were built.
#[derive(Clone, Copy)]
struct Seed<'c>(&'c Cell<usize>);

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Json<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        self.0.set(self.0.get() + 1);
        if self.0.get() > MOST_VALUES {
            return Err(D::Error::custom(TOO_MANY));
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Json<'de>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(Json::Empty)
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Json::Empty)
    }

    fn visit_f64<E>(self, number: f64) -> Result<Self::Value, E> {
        Ok(Json::Number(number))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Json::Number(number as f64))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Json::Number(number as f64))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Json::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Json::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<Self::Value, A::Error> {
        let mut list = Vec::new();
        while let Some(value) = values.next_element_seed(self)? {
            list.push(value);
        }
        list.shrink_to_fit();
        Ok(Json::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Self::Value, A::Error> {
        let mut map = Vec::new();
        while let Some(name) = members.next_key_seed(Name)? {
            if name == NUMBER {
                let digits: String = members.next_value()?;
                return Ok(Json::Number(digits.parse().unwrap_or(f64::NAN)));
            }
            map.push((name, members.next_value_seed(self)?));
        }
        map.shrink_to_fit();
        Ok(Json::Map(map))
    }
}

/// The name of a member, borrowed where it holds no escapes.
struct Name;

impl<'de> DeserializeSeed<'de> for Name {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Name {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_borrowed_str<E>(self, name: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(name))
    }

    fn visit_str<E>(self, name: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(name.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_resolved_and_numbers_keep_their_value() {
        let json = parse(r#"{"text": "\u89c4\u7ae0\n1", "box": [1, -2.5, 1e999], "score": "0.9"}"#).expect("JSON");
        assert_eq!(json.text("text"), "规章\n1");
        assert_eq!(json.list("box")[1].as_number(), Some(-2.5));
        assert!(!json.list("box")[2].as_number().is_some_and(f32::is_finite));
        assert_eq!(json.number("score"), Some(0.9));
    }

    #[test]
    fn a_value_a_line_is_a_list() {
        let json = parse("{\"text\": 1}\n\n{\"text\": 2}\n").expect("lines of JSON");
        assert_eq!(json.items().iter().filter_map(|line| line.number("text")).collect::<Vec<_>>(), [1.0, 2.0]);
        let broken = parse("{\"text\": 1}\n{\"text\"\n").expect_err("the second line is cut");
        assert!(matches!(broken, Fault::BrokenOutput { line: 2, .. }), "{broken:?}");
    }

    #[test]
    fn what_python_writes_for_no_number_is_none() {
        let cleaned = without_nan("[NaN, -Infinity, \"NaN \\\" NaN\", 1]");
        assert_eq!(cleaned, "[null, null, \"NaN \\\" NaN\", 1]");
    }

    #[test]
    fn endless_files_are_refused_soon() {
        assert!(matches!(parse(&format!("[{}0]", "0,".repeat(2_000_000))), Err(Fault::LargeOutput)));
        assert!(matches!(parse(&"[".repeat(1_000_000)), Err(Fault::BrokenOutput { line: 1, .. })));
    }

    #[test]
    fn a_text_that_begins_with_a_bracket_is_no_json() {
        assert!(begins_as_json(" {\n\"a\": 1}") && begins_as_json("[[[1.0"));
        assert!(!begins_as_json("[附件] 年度报告") && !begins_as_json("{某局}") && !begins_as_json("规章\t0"));
    }
}
