//! The words that claims of every kind share: data in `assets/prose.ron`.

use std::collections::HashMap;
use std::path::Path;

use regex::Regex;
use serde::Deserialize;

use crate::data::{self, Pattern, Placed};
use crate::error::{Error, Flaw, Mistake, Result};
use crate::form::rule::Prose;
use crate::words::DataMessage;

const PATH: &str = "assets/prose.ron";
const TEXT: &str = include_str!("../../assets/prose.ron");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Data {
    gate: Placed<String>,
    topics: Vec<(String, Vec<String>)>,
    parts: Vec<(String, String)>,
    amount: Placed<String>,
    amount_of_none: Placed<String>,
    share: Placed<String>,
    own: Placed<String>,
    body: Placed<String>,
    itself: Placed<String>,
    aside: Placed<String>,
    part_of_year: Placed<String>,
    whole_year: Placed<String>,
    earlier: Placed<String>,
    compared: Placed<String>,
    other_matter: Placed<String>,
    negative: Placed<String>,
}

/// The shared words, ready to use.
#[derive(Debug)]
pub(super) struct Words {
    /// One of these is near every claim; it may have spaces and line breaks in it
    pub gate: Regex,
    pub topic: Regex,
    pub topics: HashMap<String, usize>,
    pub topic_names: Vec<String>,
    parts: Vec<(String, String)>,
    /// What may come between a term and its number
    pub amount: Regex,
    /// The same in front of nothing: 均为0
    pub amount_of_none: Regex,
    /// What comes before a share
    pub share: Regex,
    /// Words by which an agency speaks of itself and of the year
    pub own_whole: Regex,
    /// Words of bodies
    pub body: Regex,
    /// By these it names itself
    pub itself: Regex,
    pub own: Regex,
    pub own_at_end: Regex,
    /// Clauses with these speak of a part or of a change
    pub aside: Regex,
    pub part_of_year: Regex,
    pub whole_year: Regex,
    /// Another year; `carried` if what came from it is spoken of
    pub earlier: Regex,
    /// Before the name of a year: it is only compared with
    pub compared: Regex,
    /// Behind a number: it counts something else
    pub other_matter: Regex,
    /// What a negative statement begins with
    pub negative: Regex,
}

impl Words {
    /// The built-in words.
    pub(crate) fn built_in() -> Self {
        let words = data::parse(Path::new(PATH), TEXT)
            .and_then(|data| Self::new(data).map_err(|mistake| Error::in_data(Path::new(PATH), TEXT, mistake)));
        words.expect("assets are held right by a test")
    }

    fn new(data: Data) -> Result<Self, Mistake> {
        let mut topics = HashMap::new();
        let mut listed: Vec<&String> = Vec::new();
        for (topic_ix, (_, words)) in data.topics.iter().enumerate() {
            topics.extend(words.iter().map(|word| (word.clone(), topic_ix)));
            listed.extend(words);
        }
        listed.sort_by_key(|word| std::cmp::Reverse(word.len()));
        let topic = listed.iter().map(|word| regex::escape(word)).collect::<Vec<_>>().join("|");
        let mut parts: Vec<(String, String)> = Vec::new();
        for (name, part) in &data.parts {
            parts.push((name.clone(), expand(&parts, part)));
        }
        let pattern = |name: &Placed<String>, before: &str, after: &str| {
            compile(name, &format!("{before}{}{after}", expand(&parts, name)))
        };
        Ok(Self {
            gate: compile(&data.gate, &across_lines(&data.gate))?,
            topic: compile(&data.gate, &topic)?,
            topics,
            topic_names: data.topics.into_iter().map(|(name, _)| name).collect(),
            amount: pattern(&data.amount, "(?:", ")$")?,
            amount_of_none: pattern(&data.amount_of_none, "(?:", ")$")?,
            share: pattern(&data.share, "^(?:", ")$")?,
            body: pattern(&data.body, "", "")?,
            itself: pattern(&data.itself, "", "")?,
            own_whole: pattern(&data.own, "^(?:", ")*$")?,
            own: pattern(&data.own, "^(?:", ")*")?,
            own_at_end: pattern(&data.own, "(?:", ")*$")?,
            aside: pattern(&data.aside, "", "")?,
            part_of_year: pattern(&data.part_of_year, "", "")?,
            whole_year: pattern(&data.whole_year, "", "")?,
            earlier: pattern(&data.earlier, "", "")?,
            compared: pattern(&data.compared, "(?:", ")$")?,
            other_matter: pattern(&data.other_matter, "^(?:", ")")?,
            negative: pattern(&data.negative, "", "")?,
            parts,
        })
    }

    /// The topic that a rule needs.
    ///
    /// # Errors
    /// With the topics that exist, if none has this name.
    pub(crate) fn topic_of(&self, rule: &Prose) -> Result<Option<usize>, Mistake> {
        let Some(name) = &rule.topic else { return Ok(None) };
        let known = self.topic_names.iter().position(|known| *known == **name);
        let names = || self.topic_names.iter().map(String::as_str);
        known.map(Some).ok_or_else(|| {
            name.mistake(Flaw::unknown(DataMessage::NoSuchTopic { name: name.to_string() }, name, names()))
        })
    }

    /// The names of the parts that patterns may have.
    pub(crate) fn part_names(&self) -> Vec<&str> {
        self.parts.iter().map(|(name, _)| name.as_str()).collect()
    }

    /// A pattern with its parts filled in.
    pub(crate) fn expand(&self, pattern: &str) -> String {
        expand(&self.parts, pattern)
    }
}

fn expand(parts: &[(String, String)], pattern: &str) -> String {
    let fill =
        |whole: String, (name, part): &(String, String)| whole.replace(&format!("{{{name}}}"), &format!("(?:{part})"));
    parts.iter().fold(pattern.to_owned(), fill)
}

/// A pattern of plain words with room for a line break in each.
fn across_lines(words: &str) -> String {
    let mut pattern = String::new();
    for char in words.chars() {
        if !(pattern.is_empty() || pattern.ends_with('|') || char == '|') {
            pattern.push_str(r"[\s\u{3000}]*");
        }
        pattern.push(char);
    }
    pattern
}

/// The regular expression that a text of a file is made into.
pub(super) fn compile(text: &Placed<String>, pattern: &str) -> Result<Regex, Mistake> {
    pattern.parse().map(|Pattern(regex)| regex).map_err(|what| text.mistake(what))
}
