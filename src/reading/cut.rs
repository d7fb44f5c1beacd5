//! Candidates for a row whose cells run together: where its digits may be cut. `230000023` is 23 0 0 0 0 0 23, as no number
//! begins with a zero and the sum of the row must hold.

use std::collections::HashMap;

use rust_decimal::Decimal;

use crate::reading::place::{Agreement, Candidate, Candidates, LineFacts, candidates, weight};
use crate::reading::value::Token;
use crate::sheet::record::Reason;
use crate::source::{Source, Span};
use crate::text::han::is_han;

/// The units that numbers have in sentences.
const UNITS: &[char] = &['件', '项', '条', '个', '份', '部'];
/// The most cuts that are weighed.
const MOST_CUTS: usize = 20_000;

/// All cuts of a row into as many values as the line has cells; there is always one at a space.
pub(super) fn cuts(tokens: &[Token], label: Option<Span>, source: &Source, line: LineFacts) -> Candidates<'static> {
    let cells = line.habits.columns.len();
    if tokens.len() >= cells {
        return candidates(tokens, line);
    }
    let chunks: Vec<Span> = tokens.iter().map(|token| token.span).collect();
    let mut search = Search { source, chunks: &chunks, cells, parts: Vec::new(), found: Vec::new() };
    search.cut(0, chunks[0].start);
    let found = search.found;
    if found.is_empty() || found.len() >= MOST_CUTS {
        return candidates(tokens, line);
    }
    let mut pool: Vec<Token> = Vec::new();
    let mut known: HashMap<Span, usize> = HashMap::new();
    let candidates = found.into_iter().map(|parts| {
        let token = |span: Span| {
            *known.entry(span).or_insert_with(|| {
                pool.push(part(source, span));
                pool.len() - 1
            })
        };
        parts.into_iter().map(token).collect::<Vec<_>>()
    });
    let candidates: Vec<Vec<usize>> = candidates.collect();
    let witnesses = label.filter(|_| line.sums.is_empty()).map_or(vec![], |label| witnesses(source, label));
    let candidate = |kept: &Vec<usize>| {
        let tokens: Vec<Option<usize>> = kept.iter().copied().map(Some).collect();
        let is_cut = |number: &&Decimal| kept.iter().any(|&at| pool[at].value == Some(**number));
        let named = witnesses.iter().filter(is_cut).count();
        let weight = weight(&tokens, kept, &pool, line) * Agreement::Holds.weight().powi(named as i32);
        Candidate { weight, tokens }
    };
    let candidates = candidates.iter().map(candidate).collect();
    Candidates::sorted(pool, candidates)
}

/// The numbers that sentences of the report name behind the label of a row: `制发行政规范性文件77件`.
fn witnesses(source: &Source, label: Span) -> Vec<Decimal> {
    let label = source.slice(label).trim_start_matches(|char: char| !is_han(char));
    let behind = source.text.match_indices(label).map(|(at, _)| source.text[at + label.len()..].trim_start());
    let named = behind.filter_map(|text| {
        let length = text.find(|char: char| !char.is_ascii_digit())?;
        text[length..].trim_start().starts_with(UNITS).then(|| text[..length].parse().ok())?
    });
    let mut named: Vec<Decimal> = named.collect();
    named.sort_unstable();
    named.dedup();
    named
}

fn part(source: &Source, span: Span) -> Token {
    let mut token = Token::read(source.slice(span), span).unwrap_or_else(|| Token::illegible(span));
    token.reasons.push(Reason::Joined);
    token
}

struct Search<'a> {
    source: &'a Source,
    chunks: &'a [Span],
    cells: usize,
    parts: Vec<Span>,
    found: Vec<Vec<Span>>,
}

impl Search<'_> {
    /// Cuts what is left from a byte of a chunk on.
    fn cut(&mut self, chunk: usize, from: usize) {
        if self.found.len() >= MOST_CUTS {
            return;
        }
        let Some(&span) = self.chunks.get(chunk) else {
            if self.parts.len() == self.cells {
                self.found.push(self.parts.clone());
            }
            return;
        };
        if from == span.end {
            let next = self.chunks.get(chunk + 1).map_or(from, |next| next.start);
            return self.cut(chunk + 1, next);
        }
        let left = self.cells - self.parts.len();
        let chunks_behind = self.chunks.len() - chunk - 1;
        let signs_left: usize = self.chunks[chunk + 1..].iter().map(|other| other.end - other.start).sum();
        if left <= chunks_behind || signs_left + (span.end - from) < left {
            return;
        }
        for to in from + 1..=span.end {
            if is_number(self.source.slice(Span::new(from, to))) {
                self.parts.push(Span::new(from, to));
                self.cut(chunk, to);
                self.parts.pop();
            }
        }
    }
}

/// Whether digits are written as a number is: no zero before others, a point only between digits.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    all_digits(whole) && all_digits(fraction) && (whole == "0" || !whole.starts_with('0'))
}
