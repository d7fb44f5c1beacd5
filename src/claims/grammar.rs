//! The patterns of the rules, ready to be held against a sentence.

use std::sync::OnceLock;

use regex::{Regex, RegexSet};

use crate::claims::words::{Words, compile, fault};
use crate::error::Result;
use crate::form::rule::Prose;

/// How firmly a pattern speaks of the tables.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Hold {
    /// A number that does not fit is wrong
    Firm,
    /// The same, if the number before it in the sentence is held so
    Next,
    /// A number that does not fit says nothing
    Loose,
}

/// One pattern of a rule.
#[derive(Debug)]
pub(super) struct Pattern {
    /// The position of its rule
    pub rule: usize,
    /// How firmly it speaks of the tables
    pub hold: Hold,
    left: String,
    right: Option<String>,
    left_regex: OnceLock<Option<Regex>>,
    right_regex: OnceLock<Option<Regex>>,
}

impl Pattern {
    fn new(rule: usize, hold: Hold, pattern: &str) -> Self {
        let (left, right) = pattern.split_once("{n}").map_or((pattern, None), |(left, right)| (left, Some(right)));
        let left = format!("(?:{left})$");
        let right = right.filter(|right| !right.is_empty()).map(|right| format!("^(?:{right})"));
        Self { rule, hold, left, right, left_regex: OnceLock::new(), right_regex: OnceLock::new() }
    }

    /// Where the term that a text ends with begins.
    pub fn start(&self, before: &str) -> Option<usize> {
        self.left_regex.get_or_init(|| Regex::new(&self.left).ok()).as_ref()?.find(before).map(|term| term.start())
    }

    /// How much of the text behind the number belongs to the statement; none if it is another statement.
    pub fn length_behind(&self, behind: &str) -> Option<usize> {
        let Some(right) = &self.right else { return Some(0) };
        self.right_regex.get_or_init(|| Regex::new(right).ok()).as_ref()?.find(behind).map(|found| found.end())
    }

    /// Whether it says what stands behind the number.
    pub fn has_right(&self) -> bool {
        self.right.is_some()
    }
}

/// Many patterns, held against a text together.
#[derive(Debug)]
pub(super) struct Patterns {
    pub all: Vec<Pattern>,
    set: RegexSet,
}

impl Patterns {
    fn new(all: Vec<Pattern>) -> Result<Self> {
        let set = RegexSet::new(all.iter().map(|pattern| &pattern.left)).map_err(|error| fault("", &error))?;
        Ok(Self { all, set })
    }

    /// The patterns that a text ends with.
    pub fn matching<'g>(&'g self, before: &str) -> impl Iterator<Item = &'g Pattern> + use<'g> {
        self.set.matches(before).into_iter().map(|nth| &self.all[nth])
    }
}

/// The patterns of all rules for prose, ready to read sentences with. Made once for a catalogue.
#[derive(Debug)]
pub struct Grammar {
    pub(super) rules: Vec<Prose>,
    pub(super) words: Words,
    /// What stands before a number
    pub(super) said: Patterns,
    /// Whole negative statements
    pub(super) none: Patterns,
    /// For each rule, the topic that it needs
    pub(super) topics: Vec<Option<usize>>,
    /// For each rule, the words that tell that it is not meant
    pub(super) unless: Vec<Option<Regex>>,
}

impl Grammar {
    /// Puts the patterns of some rules together.
    ///
    /// # Errors
    /// [`crate::error::Error::Data`], if a pattern is no regular expression or a topic is unknown.
    pub fn new(rules: Vec<Prose>) -> Result<Self> {
        let words = Words::built_in()?;
        let (mut said, mut none) = (Vec::new(), Vec::new());
        for (nth, rule) in rules.iter().enumerate() {
            let all = [(&rule.said, Hold::Firm), (&rule.said_next, Hold::Next), (&rule.said_loosely, Hold::Loose)];
            for (patterns, hold) in all {
                let expanded = patterns.iter().map(|pattern| Pattern::new(nth, hold, &words.expand(pattern)));
                said.extend(expanded);
            }
            for (patterns, hold) in [(&rule.none, Hold::Firm), (&rule.none_loosely, Hold::Loose)] {
                let whole = |pattern: &String| format!("^(?:{})", words.expand(pattern));
                none.extend(patterns.iter().map(|pattern| Pattern::new(nth, hold, &whole(pattern))));
            }
        }
        let topics = rules.iter().map(|rule| words.topic_of(rule)).collect::<Result<_>>()?;
        let unless = |rule: &Prose| {
            if rule.unless.is_empty() { Ok(None) } else { compile(&rule.unless.join("|")).map(Some) }
        };
        let unless = rules.iter().map(unless).collect::<Result<_>>()?;
        Ok(Self { said: Patterns::new(said)?, none: Patterns::new(none)?, topics, unless, words, rules })
    }
}

/// What is wrong with the patterns of a rule, if anything: the text that is at fault, and why.
///
/// # Errors
/// If the shared words are wrong themselves.
pub fn faulty_pattern(rule: &Prose) -> Result<Option<(String, String)>> {
    let words = Words::built_in()?;
    if let Some(topic) = rule.topic.as_ref().filter(|topic| !words.topic_names.contains(topic)) {
        let why = format!("no topic is named `{topic}`; there are: {}", words.topic_names.join(", "));
        return Ok(Some((topic.clone(), why)));
    }
    let patterns = [&rule.said, &rule.said_next, &rule.said_loosely, &rule.none, &rule.none_loosely, &rule.unless];
    let fault = |pattern: &String| {
        let expanded = words.expand(pattern);
        let (left, right) = expanded.split_once("{n}").unwrap_or((&expanded, ""));
        let fault = [left, right].into_iter().find_map(|part| Regex::new(part).err())?;
        Some((pattern.clone(), format!("no pattern: {fault}; parts are: {}, n", words.part_names().join(", "))))
    };
    Ok(patterns.into_iter().flatten().find_map(fault))
}
