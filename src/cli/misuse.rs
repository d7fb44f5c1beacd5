//! Arguments that cannot be understood, reported in the user's language: a sentence for each kind of fault, filled with the
//! argument, the value and what was perhaps meant. In English, and for a fault of no known kind, it is reported as the reader
//! of the command line words it.

use std::error::Error as _;
use std::fmt::Display;
use std::num::{IntErrorKind, ParseIntError};

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::cli::{Exit, locale, say};
use crate::data::config::Config;
use crate::text::visible::visible;
use crate::words::{CommonMessage, Foreign, Language, Words};

/// Says what is wrong with the arguments, in the language of the locale unless the user's config names one.
pub(super) fn tell(error: &Error) -> Exit {
    match sentence(error, words()) {
        Some(sentence) => say(&sentence),
        None => drop(error.print()),
    }
    Exit::Failed
}

/// The words of the language of the locale, unless the user's config names another.
pub(super) fn words() -> &'static Words {
    let language = Config::load(None).map_or(Language::Auto, |config| config.language);
    Words::of(language.settle(locale().as_deref()))
}

/// What is wrong with the arguments, what may be meant, and how they are written; none where there is no sentence for it.
fn sentence(error: &Error, words: &Words) -> Option<String> {
    let mut lines = vec![fault(error, words)?];
    lines.extend(meant(error, words).into_iter().map(|tip| format!("  {tip}")));
    if let Some(usage) = error.get(ContextKind::Usage) {
        lines.push(usage_of(&usage.to_string(), words)?);
    }
    lines.push(words.foreign(Foreign::ForMore, &[&"gouji --help"])?);
    Some(lines.join("\n"))
}

/// What is wrong.
fn fault(error: &Error, words: &Words) -> Option<String> {
    let say = |kind, parts: &[&dyn Display]| words.foreign(kind, parts);
    let named = |kind| Some(list(error.get(kind)?, words));
    let (argument, value) = (named(ContextKind::InvalidArg), named(ContextKind::InvalidValue));
    match error.kind() {
        ErrorKind::UnknownArgument => {
            let argument = argument?;
            say(if argument.starts_with('-') { Foreign::UnknownOption } else { Foreign::Surplus }, &[&argument])
        }
        ErrorKind::InvalidSubcommand => say(Foreign::UnknownCommand, &[&named(ContextKind::InvalidSubcommand)?]),
        ErrorKind::InvalidValue => wrong_value(&argument?, &value?, named(ContextKind::ValidValue), words),
        ErrorKind::ValueValidation => say(Foreign::UnfitValue, &[&value?, &argument?, &reason(error, words)]),
        ErrorKind::TooManyValues => say(Foreign::TooManyValues, &[&value?, &argument?]),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            let due = named(ContextKind::MinValues).or_else(|| named(ContextKind::ExpectedNumValues))?;
            say(Foreign::TooFewValues, &[&argument?, &due, &named(ContextKind::ActualNumValues)?])
        }
        ErrorKind::ArgumentConflict => {
            let one = argument.or_else(|| named(ContextKind::InvalidSubcommand))?;
            match named(ContextKind::PriorArg)? {
                other if other == one => say(Foreign::OnlyOnce, &[&one]),
                other => say(Foreign::Conflict, &[&one, &other]),
            }
        }
        ErrorKind::MissingRequiredArgument => say(Foreign::MissingArgument, &[&argument?]),
        ErrorKind::MissingSubcommand => {
            let (command, known) = (named(ContextKind::InvalidSubcommand)?, named(ContextKind::ValidSubcommand)?);
            say(Foreign::MissingCommand, &[&command, &known])
        }
        ErrorKind::NoEquals => say(Foreign::EqualsMissing, &[&argument?]),
        ErrorKind::InvalidUtf8 => say(Foreign::NotText, &[]),
        _ => None,
    }
}

/// A value that an option does not know, or that is not there, and those that it knows.
fn wrong_value(argument: &str, value: &str, known: Option<String>, words: &Words) -> Option<String> {
    let fault = match value {
        "" => words.foreign(Foreign::ValueMissing, &[&argument]),
        value => words.foreign(Foreign::WrongValue, &[&value, &argument]),
    }?;
    let Some(known) = known.filter(|known| !known.is_empty()) else { return Some(fault) };
    let known = words.foreign(Foreign::KnownValues, &[&known])?;
    Some([fault, known].join(words.say(CommonMessage::Comma)))
}

/// Why a value is not fit.
fn reason(error: &Error, words: &Words) -> String {
    let Some(source) = error.source() else { return String::new() };
    let kind = source.downcast_ref::<ParseIntError>().map(ParseIntError::kind);
    let kind = match kind {
        Some(IntErrorKind::Empty) => Some(Foreign::NumberMissing),
        Some(IntErrorKind::InvalidDigit) => Some(Foreign::NoNumber),
        Some(IntErrorKind::PosOverflow) => Some(Foreign::NumberTooLarge),
        Some(IntErrorKind::NegOverflow) => Some(Foreign::NumberTooSmall),
        Some(IntErrorKind::Zero) => Some(Foreign::NumberZero),
        _ => None,
    };
    kind.and_then(|kind| words.foreign(kind, &[])).unwrap_or_else(|| source.to_string())
}

/// What may be meant.
fn meant(error: &Error, words: &Words) -> Vec<String> {
    let alike = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    let alike = alike.into_iter().filter_map(|kind| error.get(kind)).filter(|alike| !list(alike, words).is_empty());
    let alike = alike.filter_map(|alike| words.foreign(Foreign::DidYouMean, &[&list(alike, words)]));
    let tips = match error.get(ContextKind::Suggested) {
        Some(ContextValue::StyledStrs(tips)) => tips.as_slice(),
        _ => &[],
    };
    alike.chain(tips.iter().map(|text| tip(&visible(&text.to_string()), words))).collect()
}

/// A tip: what it quotes tells what it is about.
fn tip(text: &str, words: &Words) -> String {
    let quoted: Vec<&str> = text.split('\'').skip(1).step_by(2).collect();
    let shown = match quoted.as_slice() {
        [value, written] if text.starts_with("to pass") => words.foreign(Foreign::AsValue, &[value, written]),
        [command, ..] if text.contains("exists") => words.foreign(Foreign::CommandExists, &[command]),
        _ => None,
    };
    shown.unwrap_or_else(|| text.to_owned())
}

/// How the arguments are written.
pub(super) fn usage_of(usage: &str, words: &Words) -> Option<String> {
    let title = words.foreign(Foreign::UsageTitle, &[])?;
    let (options, command) = (words.foreign(Foreign::OptionsPlace, &[])?, words.foreign(Foreign::CommandPlace, &[])?);
    let usage = usage.trim().trim_start_matches("Usage:").trim_start();
    Some(title + &visible(usage).replace("[OPTIONS]", &options).replace("[COMMAND]", &command))
}

/// What is named, safe to print.
fn list(value: &ContextValue, words: &Words) -> String {
    let text = match value {
        ContextValue::Strings(names) => names.join(words.say(CommonMessage::ListComma)),
        other => other.to_string(),
    };
    visible(&text).into_owned()
}
