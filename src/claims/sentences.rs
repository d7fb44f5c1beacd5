//! The sentences of a source that may say something of its tables, found without looking at the others closely.

use regex::Regex;

use crate::claims::clause::{place_from, place_up_to};
use crate::source::{Source, Span};

/// A sentence is looked at so far from the word that called for it, in bytes.
const REACH: usize = 1500;
/// Sentences farther apart than this do not go on with one topic, in bytes.
const FAR: usize = 1200;
/// The number of a heading, and the spaces and characters before it, are no longer than this, in bytes.
const LONGEST_MARK: usize = 100;

/// A sentence, and whether it goes on with what the one before it was about.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sentence {
    pub span: Span,
    pub goes_on: bool,
}

/// Every sentence with a word of the gate that lies outside some stretches, which are in order and apart.
pub(super) fn sentences(source: &Source, gate: &Regex, tables: &[Span]) -> Vec<Sentence> {
    let text = &source.text;
    let mut found: Vec<Sentence> = Vec::new();
    let ends = tables.iter().map(|table| table.start).chain([text.len()]);
    let mut start = 0;
    for (nth, end) in ends.enumerate() {
        let open = Span::new(start.min(end), end);
        let mut past = open.start;
        while let Some(hit) = gate.find_at(&text[..open.end], past) {
            let span = Span::new(begin(text, hit.start(), past), finish(text, hit.end(), open.end));
            let last = found.last().filter(|last| past == last.span.end || stays(text, last.span.end, span.start));
            let goes_on = last.is_some() && past > open.start && !begins_item(&text[span.range()]);
            found.push(Sentence { span, goes_on });
            past = span.end;
        }
        start = tables.get(nth).map_or(end, |table| table.end);
    }
    found
}

/// Whether nothing between the end of a sentence and the start of another begins a new item.
fn stays(text: &str, end: usize, start: usize) -> bool {
    let between = &text[end..start.max(end)];
    between.len() <= FAR && !between.split(['\n', '。']).skip(1).any(begins_item)
}

fn begin(text: &str, from: usize, floor: usize) -> usize {
    let lowest = place_up_to(text, from.saturating_sub(REACH)).max(floor);
    let before = &text[lowest..from];
    let mut chars = before.char_indices().rev();
    chars
        .find(|(at, char)| ends_at(text, lowest + at, *char))
        .map_or(lowest, |(at, char)| lowest + at + char.len_utf8())
}

fn finish(text: &str, from: usize, ceiling: usize) -> usize {
    let from = from.min(ceiling);
    let highest = place_from(text, (from + REACH).min(ceiling));
    let mut chars = text[from..highest].char_indices();
    let end = chars.find(|(at, char)| ends_at(text, from + at, *char));
    end.map_or(highest, |(at, char)| from + at + if char == '。' { char.len_utf8() } else { 0 })
}

/// Whether a sentence ends with the character at a place.
fn ends_at(text: &str, at: usize, char: char) -> bool {
    match char {
        // `情况。无。` is one statement.
        '。' => !text[at + char.len_utf8()..].trim_start().starts_with('无'),
        '！' | '？' | '\t' | '|' | '\u{c}' => true,
        '\n' | '\r' => {
            let rest = text[at + 1..].trim_start_matches([' ', '\u{3000}', '\r', '\u{a0}']);
            rest.is_empty() || rest.starts_with(['\n', '#', '|']) || begins_item(rest)
        }
        _ => false,
    }
}

/// Whether a text begins with the number of a heading: 一、 （二） .
fn begins_item(text: &str) -> bool {
    let text = &text[..place_up_to(text, LONGEST_MARK)];
    let text = text.trim_start_matches(|char: char| char.is_whitespace() || matches!(char, '#' | '*' | '-'));
    let (inner, brackets) = match text.strip_prefix(['（', '(']) {
        Some(inner) => (inner, true),
        None => (text, false),
    };
    let rest = inner.trim_start_matches(['一', '二', '三', '四', '五', '六', '七', '八', '九', '十']);
    rest.len() < inner.len() && rest.starts_with(if brackets { ['）', ')'] } else { ['、', '．'] })
}
