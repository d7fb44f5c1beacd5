//! The patterns of the rules, ready to be held against a sentence.

use std::sync::OnceLock;

use regex::{Regex, RegexSet};

use crate::claims::words::{Words, compile};
use crate::error::{Flaw, Mistake};
use crate::form::rule::{Name, Prose};
use crate::words::DataMessage;

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
    pub(crate) fn start(&self, before: &str) -> Option<usize> {
        self.left_regex.get_or_init(|| Regex::new(&self.left).ok()).as_ref()?.find(before).map(|term| term.start())
    }

    /// How much of the text behind the number belongs to the statement; none if it is another statement.
    pub(crate) fn length_behind(&self, behind: &str) -> Option<usize> {
        let Some(right) = &self.right else { return Some(0) };
        self.right_regex.get_or_init(|| Regex::new(right).ok()).as_ref()?.find(behind).map(|found| found.end())
    }

    /// Whether it says what comes behind the number.
    pub(crate) fn has_right(&self) -> bool {
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
    fn new(all: Vec<Pattern>) -> Result<Self, Mistake> {
        let set = RegexSet::new(all.iter().map(|pattern| &pattern.left));
        let mistake = |error: regex::Error| Mistake {
            at: 0,
            what: Flaw::from(DataMessage::NoRegex { error: error.to_string() }),
        };
        Ok(Self { all, set: set.map_err(mistake)? })
    }

    /// The patterns that a text ends with.
    pub(crate) fn matching<'g>(&'g self, before: &str) -> impl Iterator<Item = &'g Pattern> + use<'g> {
        self.set.matches(before).into_iter().map(|pattern_ix| &self.all[pattern_ix])
    }
}

/// The patterns of all rules for prose, ready to read sentences with. Made once for a catalogue.
#[derive(Debug)]
pub struct Grammar {
    pub(super) rules: Vec<Prose>,
    pub(super) words: Words,
    /// What comes before a number
    pub(super) said: Patterns,
    /// Whole negative statements
    pub(super) none: Patterns,
    /// For each rule, the topic that it needs
    pub(super) topics: Vec<Option<usize>>,
    /// For each rule, the words by which it is not meant
    pub(super) unless: Vec<Option<Regex>>,
}

impl Grammar {
    /// Puts the patterns of some rules together.
    ///
    /// # Errors
    /// If a pattern is no regular expression or a topic is unknown.
    pub fn new(rules: Vec<Prose>) -> Result<Self, Mistake> {
        let words = Words::built_in();
        let (mut said, mut none) = (Vec::new(), Vec::new());
        for (rule_ix, rule) in rules.iter().enumerate() {
            let all = [(&rule.said, Hold::Firm), (&rule.said_next, Hold::Next), (&rule.said_loosely, Hold::Loose)];
            for (patterns, hold) in all {
                let expanded = patterns.iter().map(|pattern| Pattern::new(rule_ix, hold, &words.expand(pattern)));
                said.extend(expanded);
            }
            for (patterns, hold) in [(&rule.none, Hold::Firm), (&rule.none_loosely, Hold::Loose)] {
                let whole = |pattern: &Name| format!("^(?:{})", words.expand(pattern));
                none.extend(patterns.iter().map(|pattern| Pattern::new(rule_ix, hold, &whole(pattern))));
            }
        }
        let topics = rules.iter().map(|rule| words.topic_of(rule)).collect::<Result<_, _>>()?;
        let unless = rules.iter().map(unless).collect::<Result<_, _>>()?;
        Ok(Self { said: Patterns::new(said)?, none: Patterns::new(none)?, topics, unless, words, rules })
    }
}

/// Sentences with one of the words of a rule are about something else.
fn unless(rule: &Prose) -> Result<Option<Regex>, Mistake> {
    let Some(first) = rule.unless.first() else { return Ok(None) };
    let words: Vec<&str> = rule.unless.iter().map(|word| word.as_str()).collect();
    compile(first, &words.join("|")).map(Some)
}

/// Sees that the patterns of a rule are regular expressions, and that its topic exists.
///
/// # Errors
/// With the pattern that is none, and the parts that patterns may have.
pub fn validate(rule: &Prose) -> Result<(), Mistake> {
    let words = Words::built_in();
    words.topic_of(rule)?;
    let patterns = [&rule.said, &rule.said_next, &rule.said_loosely, &rule.none, &rule.none_loosely, &rule.unless];
    for pattern in patterns.into_iter().flatten() {
        let expanded = words.expand(pattern);
        let (left, right) = expanded.split_once("{n}").unwrap_or((&expanded, ""));
        if let Some(error) = [left, right].into_iter().find_map(|part| Regex::new(part).err()) {
            let parts = format!("{}, n", words.part_names().join(", "));
            return Err(pattern
                .mistake(Flaw::from(DataMessage::NoRegexOfParts { error: error.to_string(), parts: parts.clone() })));
        }
    }
    Ok(())
}
