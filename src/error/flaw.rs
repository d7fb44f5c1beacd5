//! What is wrong with a data file.

use std::fmt::Display;

use ron::Error as Parser;

use crate::words::{CommonMessage, DataMessage, Foreign, Words};

/// What is wrong with a data file and what would be right.
#[derive(Clone, Debug)]
pub enum Flaw {
    /// The parser of the file does not understand it
    Parser(Box<Parser>),
    /// It is understood, and says what cannot be
    Said(Box<DataMessage>),
    /// A name is not known
    Unknown {
        /// What says so
        problem: Box<DataMessage>,
        /// The name among those that there are which it is most like
        near: Option<String>,
        /// The names that there are
        known: Vec<String>,
    },
    /// The same in words that are there in English only
    Text(String),
}

/// What is wrong with a file, and at which byte of it.
#[derive(Clone, Debug)]
pub struct Mistake {
    /// The byte
    pub at: usize,
    /// What is wrong there
    pub what: Flaw,
}

impl From<String> for Flaw {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<DataMessage> for Flaw {
    fn from(message: DataMessage) -> Self {
        Self::Said(Box::new(message))
    }
}

impl From<ron::Error> for Flaw {
    fn from(error: ron::Error) -> Self {
        match error {
            Parser::NoSuchEnumVariant { expected, found, .. } if !expected.is_empty() => {
                let problem = DataMessage::NoSuchVariant { name: found.clone() };
                Self::unknown(problem, &found, expected.iter().copied())
            }
            Parser::NoSuchStructField { expected, found, .. } if !expected.is_empty() => {
                let problem = DataMessage::NoSuchField { name: found.clone() };
                Self::unknown(problem, &found, expected.iter().copied())
            }
            other => Self::Parser(Box::new(without_our_names(other))),
        }
    }
}

/// What the parser says without the names of our types, which mean nothing to a reader of the file.
fn without_our_names(error: Parser) -> Parser {
    match error {
        Parser::ExpectedDifferentStructName { .. }
        | Parser::ExpectedNamedStructLike(_)
        | Parser::ExpectedStructName(_) => Parser::ExpectedStructLike,
        Parser::MissingStructField { field, .. } => Parser::MissingStructField { field, outer: None },
        Parser::DuplicateStructField { field, .. } => Parser::DuplicateStructField { field, outer: None },
        other => other,
    }
}

impl Flaw {
    /// A name is not known, though these are.
    pub(crate) fn unknown<'n>(problem: DataMessage, name: &str, known: impl Iterator<Item = &'n str>) -> Self {
        let known: Vec<String> = known.map(str::to_owned).collect();
        Self::Unknown { problem: Box::new(problem), near: nearest(name, &known), known }
    }

    /// The flaw in words.
    pub fn say(&self, words: &Words) -> String {
        match self {
            Self::Parser(error) => parser(error, words).unwrap_or_else(|| words.term(&error.to_string())),
            Self::Said(message) => words.fill(message.as_ref()),
            Self::Unknown { problem, near, known } => {
                let (problem, known) = (words.fill(problem.as_ref()), known.join(words.say(CommonMessage::ListComma)));
                words.fill(match near.clone() {
                    Some(near) => DataMessage::NamesNear { problem, near, known },
                    None => DataMessage::NamesThere { problem, known },
                })
            }
            Self::Text(text) => text.clone(),
        }
    }
}

/// The name that another was most likely meant to be: one that a few slips of the hand away.
fn nearest(name: &str, known: &[String]) -> Option<String> {
    let distance = |known: &&String| strsim::damerau_levenshtein(name, known);
    let most = 1 + name.chars().count() / 4;
    known.iter().min_by_key(distance).filter(|near| distance(near) <= most).cloned()
}

/// What the parser says, by its kind; none where there is no sentence for it.
fn parser(error: &Parser, words: &Words) -> Option<String> {
    let say = |kind, parts: &[&dyn Display]| words.foreign(kind, parts);
    match error {
        Parser::InvalidIntegerDigit { digit, base } => say(Foreign::WrongDigit, &[digit, base]),
        Parser::UnexpectedChar(char) => say(Foreign::WrongChar, &[char]),
        Parser::InvalidValueForType { expected, found } => {
            say(Foreign::OtherValue, &[&words.term(expected), &words.term(found)])
        }
        Parser::ExpectedDifferentLength { expected, found } => {
            say(Foreign::OtherLength, &[&words.term(expected), found])
        }
        Parser::NoSuchEnumVariant { .. } | Parser::NoSuchStructField { .. } => say(Foreign::OneOfNone, &[]),
        Parser::MissingStructField { field, .. } => say(Foreign::MissingField, &[field]),
        Parser::DuplicateStructField { field, .. } => say(Foreign::FieldTwice, &[field]),
        Parser::InvalidIdentifier(name) | Parser::SuggestRawIdentifier(name) => say(Foreign::WrongName, &[name]),
        _ => plain(error, words),
    }
}

/// What the parser says where it names nothing of the file.
fn plain(error: &Parser, words: &Words) -> Option<String> {
    let (kind, mark) = match error {
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
    words.foreign(kind, &[&mark])
}
