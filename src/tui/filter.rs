//! What the reviewer types to see a part of the list: words that a report must all answer to.
//!
//! `open>0`, `failing=0`, `year:2023`, `year>=2021`, `state:done` ask for a field; any other word is looked for in agency
//! and file, and its characters may stand apart (`鹿商` finds 鹿鸣县商务局).

use std::borrow::Cow;

use crate::progress::{Known, State};
use crate::tui::folder::{Entry, Summary};

/// A number that can be asked for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Field {
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

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Is {
    State(State),
    Failed,
    Unread,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Relation {
    Less,
    AtMost,
    Equal,
    AtLeast,
    More,
}

/// The signs between a field and its value, longer ones first.
const RELATIONS: &[(&str, Relation)] = &[
    (">=", Relation::AtLeast),
    ("<=", Relation::AtMost),
    (">", Relation::More),
    ("<", Relation::Less),
    ("=", Relation::Equal),
    (":", Relation::Equal),
    ("：", Relation::Equal),
];

#[derive(Clone, Debug, Eq, PartialEq)]
enum Condition {
    Number(Field, Relation, u16),
    /// One of these
    State(Vec<Is>),
    /// Characters in their order, lower case
    Text(Vec<char>),
}

/// What the list shows of the folder; everything, if nothing was typed.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Filter {
    /// As it was typed
    pub text: String,
    conditions: Vec<Condition>,
}

impl Filter {
    /// Reads what was typed. A condition that is not finished asks for nothing yet.
    pub fn new(text: &str) -> Self {
        let conditions = text.split_whitespace().filter_map(condition).collect();
        Self { text: text.trim().to_owned(), conditions }
    }

    /// Whether everything is shown.
    pub fn is_empty(&self) -> bool {
        self.conditions.is_empty()
    }

    /// Whether all that this filter shows is shown by another as well, as far as can be told at once.
    pub fn narrows(&self, other: &Self) -> bool {
        let Some((last, before)) = other.conditions.split_last() else { return true };
        let goes_on = |condition: &Condition| match (condition, last) {
            (Condition::Text(longer), Condition::Text(signs)) => longer.starts_with(signs),
            (condition, last) => condition == last,
        };
        self.conditions.starts_with(before) && self.conditions.get(before.len()).is_some_and(goes_on)
    }

    /// Whether a report is shown, by one of the thresholds.
    pub fn takes<'a>(&self, entry: &Entry, file: impl Fn() -> Cow<'a, str>, level: usize) -> bool {
        self.conditions.iter().all(|condition| match condition {
            Condition::Text(signs) => {
                let agency = entry.known().and_then(|known| known.agency.as_deref());
                agency.is_some_and(|agency| stands_in(signs, agency)) || stands_in(signs, &file())
            }
            Condition::State(states) => states.contains(&what_is(entry, level)),
            Condition::Number(field, relation, value) => {
                let number = entry.known().and_then(|known| number(known, *field, level));
                number.is_some_and(|number| relation.holds(number, *value))
            }
        })
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

fn condition(word: &str) -> Option<Condition> {
    let parts = RELATIONS.iter().find_map(|(sign, relation)| Some((word.split_once(sign)?, *relation)));
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

fn number(known: &Known, field: Field, level: usize) -> Option<u16> {
    match field {
        Field::Open => Some(known.at(level).open),
        Field::Failing => Some(known.failing),
        Field::NotRun => Some(known.not_run),
        Field::Solved => Some(known.solved),
        Field::Settled => Some(known.settled),
        Field::Proved => Some(known.proved),
        Field::Year => known.year,
    }
}

/// Whether characters stand in a text in their order, though perhaps apart.
fn stands_in(signs: &[char], text: &str) -> bool {
    let mut wanted = signs.iter();
    let mut next = wanted.next();
    for sign in text.chars() {
        match next {
            None => return true,
            Some(&sought) if sought == lower(sign) => next = wanted.next(),
            Some(_) => {}
        }
    }
    next.is_none()
}

fn lower(sign: char) -> char {
    sign.to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::folder::Folder;

    const FILE: &str = "报告/Luming-2023.txt";

    fn entry(agency: &str, year: u16, failing: u16) -> Entry {
        let mut folder = Folder::default();
        folder.add(vec![FILE.into()]);
        let mut known = Known::default();
        (known.agency, known.year, known.failing) = (Some(agency.into()), Some(year), failing);
        folder.take_in(0, Summary::Read(Box::new(known)));
        folder.entries.remove(0)
    }

    #[test]
    fn a_report_is_shown_if_it_answers_to_every_word() {
        let entry = entry("鹿鸣县商务局", 2023, 2);
        let taken = [
            "",
            "鹿商",
            "luming",
            "l23",
            "failing>0",
            "failing>=2 year:2023",
            "不成立=2",
            "年份：2023",
            "state:done",
            "状态:完",
            "state:",
            "failing>",
            "报告/ 商务",
        ];
        for text in taken {
            assert!(Filter::new(text).takes(&entry, || FILE.into(), 0), "{text}");
        }
        for text in
            ["商鹿", "failing>2", "year<2023", "state:work", "state:unread", "商务 open>0", "year:2022", "state:x"]
        {
            assert!(!Filter::new(text).takes(&entry, || FILE.into(), 0), "{text}");
        }
    }

    #[test]
    fn what_is_typed_on_narrows_what_is_shown() {
        let narrows = |now: &str, before: &str| Filter::new(now).narrows(&Filter::new(before));
        let longer =
            [("鹿", ""), ("鹿商", "鹿"), ("鹿 open>0", "鹿"), ("open>0 鹿商", "open>0 鹿"), ("open>0", "open>")];
        for (now, before) in longer {
            assert!(narrows(now, before), "{before} to {now}");
        }
        for (now, before) in [("鹿", "鹿商"), ("open<10", "open<1"), ("", "鹿"), ("state:done", "state:u"), ("b", "a")]
        {
            assert!(!narrows(now, before), "{before} to {now}");
        }
    }

    #[test]
    fn a_report_that_was_not_read_has_no_numbers() {
        let mut folder = Folder::default();
        folder.add(vec!["a.txt".into()]);
        assert!(!Filter::new("open<5").takes(&folder.entries[0], || "a.txt".into(), 0));
        assert!(Filter::new("state:unread").takes(&folder.entries[0], || "a.txt".into(), 0));
    }
}
