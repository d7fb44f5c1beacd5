//! One word of a filter.
//!
//! `open>0`, `failing=0`, `year:2023`, `year>=2021`, `state:done` ask for a field; any other word is looked for in agency
//! and file, and its characters may stand apart (`鹿商` finds 鹿鸣县商务局).

use crate::review::progress::{ReportSummary, State};
use crate::tui::model::folder::names::Agencies;
use crate::tui::model::folder::{Entry, Summary};

/// A number that can be asked for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Field {
    Open,
    Failing,
    NotRun,
    Solved,
    Settled,
    Proved,
    Year,
}

/// The fields, as they are typed: in Chinese and English, whatever the language of the screen.
const FIELDS: &[(&str, Field)] = &[
    ("open", Field::Open),
    ("待核", Field::Open),
    ("failing", Field::Failing),
    ("不成立", Field::Failing),
    ("not_run", Field::NotRun),
    ("未验", Field::NotRun),
    ("solved", Field::Solved),
    ("可推出", Field::Solved),
    ("settled", Field::Settled),
    ("已定", Field::Settled),
    ("proved", Field::Proved),
    ("已证", Field::Proved),
    ("year", Field::Year),
    ("年份", Field::Year),
];

/// What a report can be, as it is typed after `state:`.
const STATES: &[(&str, Is)] = &[
    ("conflict", Is::State(State::Conflict)),
    ("冲突", Is::State(State::Conflict)),
    ("work", Is::State(State::InWork)),
    ("在办", Is::State(State::InWork)),
    ("untouched", Is::State(State::Untouched)),
    ("未动", Is::State(State::Untouched)),
    ("done", Is::State(State::Done)),
    ("完成", Is::State(State::Done)),
    ("failed", Is::Failed),
    ("读不了", Is::Failed),
    ("unread", Is::Unread),
    ("未读", Is::Unread),
];

/// What a report can be.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Is {
    State(State),
    Failed,
    Unread,
}

/// How a number is to stand to a value.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Relation {
    Less,
    AtMost,
    Equal,
    AtLeast,
    More,
}

/// The chars between a field and its value, longer ones first.
const RELATIONS: &[(&str, Relation)] = &[
    (">=", Relation::AtLeast),
    ("<=", Relation::AtMost),
    (">", Relation::More),
    ("<", Relation::Less),
    ("=", Relation::Equal),
    (":", Relation::Equal),
    ("：", Relation::Equal),
];

/// What a word asks for.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Condition {
    /// A number that stands so to a value
    Number(Field, Relation, u16),
    /// One of these
    State(Vec<Is>),
    /// Characters in their order, lower case
    Text(Vec<char>),
}

impl Condition {
    /// Whether a report answers to it, by one of the thresholds.
    ///
    /// `named` says for the number of each agency's name whether its name does ([`Self::named`]); `file` is its path, the
    /// Latin letters small.
    pub(crate) fn takes(&self, entry: &Entry, named: &[bool], file: &str, level: usize) -> bool {
        match self {
            Self::Text(chars) => {
                let is_named = entry.agency.and_then(|number| named.get(number as usize));
                is_named == Some(&true) || stands_in(chars, file)
            }
            Self::State(states) => states.contains(&what_is(entry, level)),
            Self::Number(field, relation, value) => {
                let number = entry.known().and_then(|known| number(known, *field, level));
                number.is_some_and(|number| relation.holds(number, *value))
            }
        }
    }

    /// For the number of each agency's name, whether the name answers; nothing if it does not ask for a text.
    pub(crate) fn named(&self, agencies: &Agencies) -> Vec<bool> {
        let Self::Text(chars) = self else { return Vec::new() };
        agencies.names().iter().map(|name| stands_in(chars, name)).collect()
    }

    /// Whether it is what becomes of another as one types on.
    pub(crate) fn goes_on(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Text(longer), Self::Text(chars)) => longer.starts_with(chars),
            (condition, other) => condition == other,
        }
    }
}

impl Relation {
    fn holds(self, left: u16, right: u16) -> bool {
        match self {
            Self::Less => left < right,
            Self::AtMost => left <= right,
            Self::Equal => left == right,
            Self::AtLeast => left >= right,
            Self::More => left > right,
        }
    }
}

/// Reads a word; none if it asks for nothing yet.
pub(crate) fn condition(word: &str) -> Option<Condition> {
    let parts = RELATIONS.iter().find_map(|(char, relation)| Some((word.split_once(char)?, *relation)));
    if let Some(((name, value), relation)) = parts {
        let name = name.to_lowercase();
        if name == "state" || name == "状态" {
            let states: Vec<Is> =
                STATES.iter().filter(|(known, _)| known.starts_with(value)).map(|(_, state)| *state).collect();
            return Some(Condition::State(states));
        }
        if let Some((_, field)) = FIELDS.iter().find(|(known, _)| *known == name) {
            return value.parse().ok().map(|value| Condition::Number(*field, relation, value));
        }
    }
    Some(Condition::Text(word.chars().map(lower).collect()))
}

fn what_is(entry: &Entry, level: usize) -> Is {
    match &entry.summary {
        Summary::Unread => Is::Unread,
        Summary::Failed(_) => Is::Failed,
        Summary::Read(known) => Is::State(known.state(level)),
    }
}

fn number(known: &ReportSummary, field: Field, level: usize) -> Option<u16> {
    match field {
        Field::Open => Some(known.at(level).open),
        Field::Failing => Some(known.equations.failed as u16),
        Field::NotRun => Some(known.equations.not_run as u16),
        Field::Solved => Some(known.solved),
        Field::Settled => Some(known.settled),
        Field::Proved => Some(known.skipped),
        Field::Year => known.year,
    }
}

/// Whether characters stand in a text in their order, though perhaps apart; Latin letters are small in both.
fn stands_in(chars: &[char], text: &str) -> bool {
    let mut rest = text;
    for &sought in chars {
        let Some(at) = rest.find(sought) else { return false };
        rest = &rest[at + sought.len_utf8()..];
    }
    true
}

fn lower(char: char) -> char {
    char.to_ascii_lowercase()
}
