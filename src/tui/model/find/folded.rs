//! Text made comparable for searching: full width, case, compatibility forms and spaces do not count; nor does a line
//! break inside a Chinese sentence.

use unicode_normalization::UnicodeNormalization;

use crate::source::Span;
use crate::text::han::is_han;
use crate::text::visible::is_unseen;

/// A text as it is searched in, and where each of its characters stands in the original.
#[derive(Debug, Default)]
pub(crate) struct SearchText {
    chars: Vec<char>,
    places: Vec<Span>,
}

impl SearchText {
    /// Folds a text.
    pub(crate) fn of(text: &str) -> Self {
        let mut folded = Self::default();
        let mut chars = text.char_indices().peekable();
        while let Some((at, char)) = chars.next() {
            let next = chars.peek().map(|(_, next)| *next);
            let broken =
                char == '\n' && folded.chars.last().is_some_and(|&last| is_han(last)) && next.is_some_and(is_han);
            let counts = matches!(char, '\t' | '\n') || !char.is_whitespace() && !is_unseen(char);
            if !counts || broken {
                continue;
            }
            folded.push(char, Span::new(at, at + char.len_utf8()));
        }
        folded
    }

    /// Most characters are compatible with none but themselves, which is told faster than asked.
    fn push(&mut self, char: char, place: Span) {
        let mut push = |one: char| {
            self.chars.push(one);
            self.places.push(place);
        };
        match char {
            '\0'..='\x7f' => push(char.to_ascii_lowercase()),
            '\u{4e00}'..='\u{9fff}' => push(char),
            _ => std::iter::once(char).nfkc().flat_map(char::to_lowercase).for_each(push),
        }
    }

    /// Where a text that was folded alike stands, up to so many times; never overlapping.
    pub(crate) fn find(&self, sought: &Self, most: usize) -> Vec<Span> {
        let (mut found, mut at, length) = (Vec::new(), 0, sought.chars.len());
        while length > 0 && at + length <= self.chars.len() && found.len() < most {
            if self.chars[at..at + length] == sought.chars {
                found.push(Span::new(self.places[at].start, self.places[at + length - 1].end));
                at += length;
            } else {
                at += 1;
            }
        }
        found
    }

    /// Whether every word of a query stands in the text.
    pub(crate) fn has_all(&self, words: &[Self]) -> bool {
        words.iter().all(|word| word.chars.is_empty() || !self.find(word, 1).is_empty())
    }

    /// How far the characters of a query lie apart in the text, in order, the first as early as may be; none if one is
    /// missing. `r.granted.t` lies close in `requests.granted.total`.
    pub(crate) fn distance(&self, sought: &Self) -> Option<usize> {
        let (mut gaps, mut at) = (0, 0);
        for char in &sought.chars {
            let step = self.chars[at..].iter().position(|here| here == char)?;
            gaps += step;
            at += step + 1;
        }
        Some(gaps)
    }
}

/// The words of a query, each folded.
pub(crate) fn words_of(query: &str) -> Vec<SearchText> {
    query.split_whitespace().map(SearchText::of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'a>(text: &'a str, query: &str) -> Vec<&'a str> {
        SearchText::of(text).find(&SearchText::of(query), 9).into_iter().map(|span| &text[span.range()]).collect()
    }

    #[test]
    fn width_case_spaces_and_broken_sentences_do_not_count_but_cells_do() {
        assert_eq!(found("共办结６２件", "62"), ["６２"]);
        assert_eq!(found("信息 公 开，信息公开", "信息公开"), ["信息 公 开", "信息公开"]);
        assert_eq!(found("予以公\n开", "公开"), ["公\n开"]);
        assert_eq!(found("PDF", "pdf"), ["PDF"]);
        assert!(found("6\t2\n6\n2", "62").is_empty(), "two cells, and two lines of numbers, are not one number");
        assert!(found("abc", "").is_empty());
    }

    #[test]
    fn an_address_is_near_what_abbreviates_it() {
        let distance = |text: &str| SearchText::of(text).distance(&SearchText::of("r.granted.t"));
        let (near, far) = (distance("requests.granted.total"), distance("requests.partly_granted.total"));
        assert!(near < far, "{near:?} {far:?}");
        assert_eq!(distance("requests.refused.total"), None);
    }
}
