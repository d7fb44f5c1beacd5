//! Whose figures a sentence gives, and of which time.

use crate::claims::clause::{clause_start, place_up_to};
use crate::claims::words::Words;
use crate::sheet::record::Record;
use crate::source::Source;

/// So far down the title is looked for, in bytes.
const TOP: usize = 3000;

/// Whose figures are given.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Body {
    /// The agency is named
    Own,
    /// Nobody is named: whoever was named before
    Unnamed,
    /// There are words that are not known
    Unknown,
    /// Somebody else is named
    Other,
}

/// Whose report it is: as the record has it, or else what comes before 政府信息公开 at the top of the text.
pub(super) fn agency(source: &Source, record: &Record) -> String {
    let named = record.agency.clone();
    named
        .or_else(|| {
            let top = &source.text[..place_up_to(&source.text, TOP)];
            let top: String = top.chars().filter(|char| !char.is_whitespace()).collect();
            let before = &top[..top.find("政府信息公开")?];
            let chars = before.trim_end_matches(|char: char| !char.is_alphabetic());
            let run = chars.rfind(|char: char| !char.is_alphabetic() || char == '年').map_or(chars, |at| &chars[at..]);
            Some(run.trim_start_matches(|char: char| !char.is_alphabetic() || matches!(char, '年' | '度')).to_owned())
        })
        .unwrap_or_default()
}

/// One sentence, and what is known of agency and year.
#[derive(Debug)]
pub(super) struct Scope<'a> {
    words: &'a Words,
    agency: &'a str,
    text: &'a str,
    /// Where a part of the year is named, or many years: figures behind it are of that time
    part_of_year: Option<usize>,
    /// Where 其中 is
    part: Option<usize>,
    /// From where on another year is spoken of, and from where on no longer
    years: Vec<(usize, bool)>,
}

impl<'a> Scope<'a> {
    pub(crate) fn new(words: &'a Words, agency: &'a str, year: Option<u16>, text: &'a str) -> Self {
        let part_of_year = words.part_of_year.find(text).filter(|_| !words.whole_year.is_match(text));
        let part_of_year = part_of_year.map(|found| found.end());
        Self { words, agency, text, part_of_year, part: text.find("其中"), years: years(words, year, text) }
    }

    /// Whether what is said from one place to another is not about the whole year of this report.
    pub(crate) fn leaves_out(&self, term: usize, number: usize) -> bool {
        let clause = &self.text[clause_start(&self.text[..term])..number.max(term)];
        let other_year = self.years.iter().take_while(|(at, _)| *at <= term).last().is_some_and(|(_, other)| *other);
        let part = self.part_of_year.is_some_and(|end| end <= term);
        other_year || self.words.aside.is_match(clause) || part
    }

    /// Whose figures the words say that lead from the last number, or the begin of the clause, to a term.
    pub(crate) fn body(&self, floor: usize, term: usize) -> Body {
        let start = clause_start(&self.text[..term]).max(floor.min(term));
        let prefix = self.text[start..term].trim_start_matches('、');
        if self.words.own_whole.is_match(prefix) {
            return if self.words.itself.is_match(prefix) { Body::Own } else { Body::Unnamed };
        }
        let rest = &prefix[self.words.own.find(prefix).map_or(0, |found| found.end())..];
        let rest = &rest[..self.words.own_at_end.find(rest).map_or(rest.len(), |found| found.start())];
        let is_own = is_within(rest, self.agency) || (rest.starts_with('全') && is_of_a_place(rest, self.agency));
        let names_another = || self.words.body.is_match(prefix) && !self.words.itself.is_match(prefix);
        if is_own {
            Body::Own
        } else if rest.starts_with('全') || names_another() {
            Body::Other
        } else {
            Body::Unknown
        }
    }

    /// Whether a place is behind 其中 in its sentence.
    pub(crate) fn is_of_part(&self, at: usize) -> bool {
        self.part.is_some_and(|part| part < at)
    }
}

/// Whether a long name has the characters of a short one in the same order.
fn is_within(short: &str, long: &str) -> bool {
    let mut chars = long.chars();
    short.chars().count() <= 30 && short.chars().all(|char| chars.any(|other| other == char))
}

/// Whether 全市, 全区 … are the agency's own figures: it is the government of the place.
fn is_of_a_place(rest: &str, agency: &str) -> bool {
    let known = ["各级", "行政机关", "各", "单位", "政府信息公开", "政府", "系统", "部门", "共"];
    let rest = rest.chars().skip(2).collect::<String>();
    let rest = known.iter().fold(rest, |rest, word| rest.replace(word, ""));
    rest.is_empty()
        && agency.ends_with(['府', '省', '市', '县', '区', '州', '旗', '会'])
        && !["委员会", "协会", "联合会"].iter().any(|body| agency.ends_with(body) && !agency.ends_with("管理委员会"))
}

/// Where in a sentence another year, or this one, begins to be spoken of.
fn years(words: &Words, report: Option<u16>, text: &str) -> Vec<(usize, bool)> {
    let mut changes = Vec::new();
    for found in words.earlier.captures_iter(text) {
        let Some(whole) = found.get(0) else { continue };
        if found.name("carried").is_some() || words.compared.is_match(&text[..whole.start()]) {
            continue;
        }
        let named = found.name("year").and_then(|year| year.as_str().parse::<u16>().ok());
        let this = found.name("this").is_some() || named.is_some() && (named == report || report.is_none());
        changes.push((whole.end(), !this));
    }
    changes
}
