//! The statements of one sentence: each number that a pattern explains, each negative word that begins a known statement.

use std::cell::Cell;

use rust_decimal::Decimal;

use crate::claims::claim::Said;
use crate::claims::clause::{CLAUSE_ENDS, place_from, place_up_to};
use crate::claims::grammar::{Grammar, Hold, Pattern};
use crate::claims::numbers::{self, Number, Unit};
use crate::claims::scope::{Body, Scope};
use crate::form::rule::Measure;

/// So much text before a number is looked at, in bytes.
const WINDOW: usize = 180;
/// Negative statements are no longer than this, in bytes.
const LONGEST_NONE: usize = 300;

/// What one sentence claims with one number.
#[derive(Clone, Debug)]
pub(super) struct Statement {
    pub rule: usize,
    pub is_loose: bool,
    /// The number, or the negative statement, in the folded sentence
    pub start: usize,
    pub end: usize,
    pub said: Said,
}

/// Reads sentence after sentence, and remembers what they are about.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    grammar: &'a Grammar,
    agency: String,
    year: Option<u16>,
    topic: Option<usize>,
    is_of_others: bool,
    numbers: Vec<Number>,
    /// Where topics are named, and which
    mentions: Vec<(usize, usize)>,
    /// For each rule, whether the sentence has words that exclude it, as far as that was asked
    excluded: Vec<Cell<Option<bool>>>,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(grammar: &'a Grammar, agency: String, year: Option<u16>) -> Self {
        let excluded = vec![Cell::new(None); grammar.rules.len()];
        Self {
            grammar,
            agency,
            year,
            topic: None,
            is_of_others: false,
            numbers: Vec::new(),
            mentions: Vec::new(),
            excluded,
        }
    }

    /// The statements of a folded sentence. `goes_on`: whether it keeps the topic of the one before.
    pub(crate) fn read(&mut self, text: &str, goes_on: bool) -> Vec<Statement> {
        if !goes_on {
            self.topic = None;
            self.is_of_others = false;
        }
        let words = &self.grammar.words;
        let mentions = words.topic.find_iter(text);
        self.mentions.clear();
        self.mentions.extend(mentions.filter_map(|found| Some((found.end(), *words.topics.get(found.as_str())?))));
        numbers::find(text, &mut self.numbers);
        self.excluded.fill(Cell::new(None));
        let mut statements = Vec::new();
        let has_negative = words.negative.is_match(text);
        if !self.numbers.is_empty() || has_negative {
            let agency = std::mem::take(&mut self.agency);
            let scope = Scope::new(words, &agency, self.year, text);
            self.counted(text, &scope, &mut statements);
            if has_negative {
                self.none(text, &scope, &mut statements);
            }
            self.agency = agency;
            statements.sort_by_key(|statement| statement.start);
        }
        self.topic = self.topic_at(text.len());
        statements
    }

    /// What is spoken of up to a place of the sentence.
    fn topic_at(&self, end: usize) -> Option<usize> {
        self.mentions.iter().take_while(|(at, _)| *at <= end).last().map_or(self.topic, |(_, topic)| Some(*topic))
    }

    /// Statements with a number.
    fn counted(&mut self, text: &str, scope: &Scope, statements: &mut Vec<Statement>) {
        let mut floor = 0;
        for nth in 0..self.numbers.len() {
            let number = self.numbers[nth];
            let before = statements.last().filter(|last| last.end == floor).cloned();
            if number.unit == Unit::Percent {
                let is_share = self.grammar.words.share.is_match(&text[floor..number.start]);
                let said = Said::Share { percent: number.value, decimals: number.decimals };
                let (start, end) = (number.start, number.after);
                let of = before.filter(|of| is_share && matches!(of.said, Said::Count(_)));
                statements.extend(of.map(|of| Statement { start, end, said, ..of }));
            } else if let Some((pattern, begins)) = self.explain(text, floor, &number)
                && !scope.leaves_out(begins, number.start)
            {
                let again = statements.iter().any(|other| other.rule == pattern.rule) && scope.is_of_part(begins);
                let is_of_others = self.is_of_others(scope.body(floor, begins));
                let is_held = pattern.hold == Hold::Firm
                    || pattern.hold == Hold::Next && before.is_some_and(|before| !before.is_loose);
                let is_loose = !is_held || is_of_others || again;
                let said = self.measure(pattern.rule, &number);
                let (rule, start, end) = (pattern.rule, number.start, number.after);
                statements.extend(said.map(|said| Statement { rule, is_loose, start, end, said }));
            }
            floor = number.after;
        }
    }

    /// Whether figures may be those of others, by whom the words named last.
    fn is_of_others(&mut self, body: Body) -> bool {
        if matches!(body, Body::Own | Body::Other) {
            self.is_of_others = body == Body::Other;
        }
        self.is_of_others || body == Body::Unknown
    }

    /// The pattern that explains a number, and where its term begins.
    fn explain(&self, text: &str, floor: usize, number: &Number) -> Option<(&'a Pattern, usize)> {
        let words = &self.grammar.words;
        let lowest = place_from(text, number.start.saturating_sub(WINDOW)).max(floor);
        let whole = &text[lowest..number.start];
        let amount = if number.value.is_zero() { &words.amount_of_none } else { &words.amount };
        let amount_at = amount.find(whole).map_or(whole.len(), |found| found.start());
        // A number without a unit is a count only if it is said so.
        if number.unit == Unit::None && amount_at == whole.len() && !whole.ends_with([':', '。', '况']) {
            return None;
        }
        let (window, behind) = (&whole[..amount_at], &text[number.after..]);
        let candidates = self.grammar.said.matching(window).filter(|pattern| {
            self.measure(pattern.rule, number).is_some()
                && (pattern.has_right() || !words.other_matter.is_match(behind))
                && !self.is_excluded(pattern.rule, text)
        });
        let found = candidates.filter_map(|pattern| {
            let start = pattern.start(window)?;
            let right = pattern.length_behind(behind)?;
            self.is_on_topic(pattern.rule, number.after + right).then_some((start, right, pattern))
        });
        // The longest statement is the most exact one.
        let (start, _, pattern) =
            found.min_by_key(|(start, right, pattern)| (*start, usize::MAX - right, pattern.hold))?;
        Some((pattern, lowest + start))
    }

    fn is_on_topic(&self, rule: usize, end: usize) -> bool {
        self.grammar.topics[rule].is_none_or(|topic| self.topic_at(end) == Some(topic))
    }

    fn is_excluded(&self, rule: usize, text: &str) -> bool {
        let known = &self.excluded[rule];
        let is_excluded =
            known.get().unwrap_or_else(|| self.grammar.unless[rule].as_ref().is_some_and(|words| words.is_match(text)));
        known.set(Some(is_excluded));
        is_excluded
    }

    /// The number as a rule counts it; none if it has another unit.
    fn measure(&self, rule: usize, number: &Number) -> Option<Said> {
        let rule = &self.grammar.rules[rule];
        match (rule.measure, number.unit) {
            (Measure::Items, Unit::Items | Unit::None) => Some(Said::Count(number.value)),
            (Measure::Items, Unit::Entries) if rule.entries => Some(Said::Count(number.value)),
            (Measure::Money, Unit::TenThousandYuan) => {
                Some(Said::Amount { value: number.value, decimals: number.decimals })
            }
            (Measure::Money, Unit::Yuan) => {
                let value = number.value.checked_div(Decimal::from(10_000))?;
                Some(Said::Amount { value, decimals: number.decimals + 4 })
            }
            (Measure::Money, Unit::None) if number.value.is_zero() => Some(Said::Count(Decimal::ZERO)),
            _ => None,
        }
    }

    /// Statements that there were none.
    fn none(&mut self, text: &str, scope: &Scope, statements: &mut Vec<Statement>) {
        let mut past = 0;
        for negative in self.grammar.words.negative.find_iter(text) {
            let start = negative.start();
            if start < past {
                continue;
            }
            let longest = place_up_to(text, start + LONGEST_NONE);
            let clause = &text[start..longest];
            let clause = &clause[..clause.find(CLAUSE_ENDS).unwrap_or(clause.len())];
            if scope.leaves_out(start, start) {
                continue;
            }
            for pattern in self.grammar.none.matching(clause) {
                if self.is_excluded(pattern.rule, text) || !self.is_on_topic(pattern.rule, start + clause.len()) {
                    continue;
                }
                past = start + clause.len();
                let is_of_others = self.is_of_others(scope.body(0, start));
                let said = Said::Count(Decimal::ZERO);
                let is_loose = pattern.hold == Hold::Loose || is_of_others;
                let taken =
                    |other: &Statement| other.rule == pattern.rule && other.start >= start && other.start < past;
                if !statements.iter().any(taken) {
                    statements.push(Statement { rule: pattern.rule, is_loose, start, end: past, said });
                }
            }
        }
    }
}
