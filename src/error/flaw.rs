//! What is wrong with a data file, as a person is told.

use std::fmt::Display;

use ron::Error as Parser;

use crate::words::{Foreign, Word, Words};

/// What is wrong with a data file and what would be right.
#[derive(Clone, Debug)]
pub enum Flaw {
    /// The parser of the file does not understand it
    Parser(Box<Parser>),
    /// It is understood, and says what cannot be: the phrase, and what fills its places
    Said(Word, Vec<String>),
    /// The same in words that are there in English only
    Text(String),
}

impl From<String> for Flaw {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl Flaw {
    /// A phrase with what fills its places.
    pub(crate) fn of(word: Word, parts: &[&dyn Display]) -> Self {
        Self::Said(word, parts.iter().map(ToString::to_string).collect())
    }

    /// The flaw in words.
    pub fn say(&self, words: &Words) -> String {
        match self {
            Self::Parser(error) => parser(error, words).unwrap_or_else(|| words.term(&error.to_string())),
            Self::Said(word, parts) => {
                let parts: Vec<&dyn Display> = parts.iter().map(|part| part as &dyn Display).collect();
                words.fill(*word, &parts)
            }
            Self::Text(text) => text.clone(),
        }
    }
}

/// What the parser says, by its kind; none where there is no sentence for it.
fn parser(error: &Parser, words: &Words) -> Option<String> {
    let say = |kind, parts: &[&dyn Display]| words.foreign(kind, parts);
    match error {
        Parser::InvalidIntegerDigit { digit, base } => say(Foreign::WrongDigit, &[digit, base]),
        Parser::UnexpectedChar(sign) => say(Foreign::WrongSign, &[sign]),
        Parser::InvalidValueForType { expected, found } => {
            say(Foreign::OtherValue, &[&words.term(expected), &words.term(found)])
        }
        Parser::ExpectedDifferentLength { expected, found } => {
            say(Foreign::OtherLength, &[&words.term(expected), found])
        }
        Parser::NoSuchEnumVariant { expected, found, .. } => {
            say(Foreign::UnknownVariant, &[found, &one_of(expected, words)?])
        }
        Parser::NoSuchStructField { expected, found, .. } => {
            say(Foreign::UnknownField, &[found, &one_of(expected, words)?])
        }
        Parser::MissingStructField { field, .. } => say(Foreign::MissingField, &[field]),
        Parser::DuplicateStructField { field, .. } => say(Foreign::FieldTwice, &[field]),
        Parser::InvalidIdentifier(name) | Parser::SuggestRawIdentifier(name) => say(Foreign::WrongName, &[name]),
        _ => plain(error, words),
    }
}

/// What the parser says where it names nothing of the file.
fn plain(error: &Parser, words: &Words) -> Option<String> {
    let (kind, sign) = match error {
        Parser::Eof => (Foreign::EndsHere, ""),
        Parser::ExpectedArray => (Foreign::Expected, "["),
        Parser::ExpectedMap => (Foreign::Expected, "{"),
        Parser::ExpectedStructLike
        | Parser::ExpectedNamedStructLike(_)
        | Parser::ExpectedDifferentStructName { .. }
        | Parser::ExpectedStructName(_) => (Foreign::Expected, "("),
        Parser::ExpectedMapColon => (Foreign::Expected, ":"),
        Parser::ExpectedComma => (Foreign::Expected, ","),
        Parser::ExpectedUnit => (Foreign::Expected, "()"),
        Parser::ExpectedArrayEnd => (Foreign::ExpectedClosing, "]"),
        Parser::ExpectedMapEnd => (Foreign::ExpectedClosing, "}"),
        Parser::ExpectedOptionEnd | Parser::ExpectedStructLikeEnd => (Foreign::ExpectedClosing, ")"),
        Parser::ExpectedBoolean => (Foreign::ExpectedBoolean, ""),
        Parser::ExpectedInteger => (Foreign::ExpectedInteger, ""),
        Parser::ExpectedFloat | Parser::FloatUnderscore | Parser::UnderscoreAtBeginning => (Foreign::ExpectedFloat, ""),
        Parser::ExpectedString => (Foreign::ExpectedString, ""),
        Parser::ExpectedStringEnd => (Foreign::ExpectedStringEnd, ""),
        Parser::ExpectedIdentifier => (Foreign::ExpectedIdentifier, ""),
        Parser::ExpectedOption => (Foreign::ExpectedOption, ""),
        Parser::InvalidEscape(_) => (Foreign::Escape, ""),
        Parser::IntegerOutOfBounds => (Foreign::OutOfBounds, ""),
        Parser::UnclosedBlockComment | Parser::UnclosedLineComment => (Foreign::UnclosedComment, ""),
        Parser::TrailingCharacters => (Foreign::Trailing, ""),
        Parser::ExceededRecursionLimit => (Foreign::TooDeep, ""),
        _ => return None,
    };
    words.foreign(kind, &[&sign])
}

/// The names that may stand somewhere.
fn one_of(names: &[&str], words: &Words) -> Option<String> {
    if names.is_empty() {
        return words.foreign(Foreign::OneOfNone, &[]);
    }
    words.foreign(Foreign::OneOf, &[&names.join(words.say(Word::ListComma))])
}
