//! Words of an engine joined to the text that was made of them, by what they say and by their order.
//!
//! The text may have its blocks in another order than the engine, and either side may lack words. Stretches that stand
//! once on both sides are anchors and grow as far as both sides agree; between anchors, short gaps are aligned character
//! by character. Time and memory stay in proportion to the text and the words.

use std::borrow::Cow;
use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

use crate::source::html;
use crate::source::ocr::layout::in_rows;
use crate::source::ocr::model::{Page, Part, Quad, Word, share};
use crate::source::span::{Placed, Span};
use crate::text::visible::is_unseen;

/// The characters in a row that make an anchor if they stand once on both sides.
const ANCHOR: usize = 8;
/// The longest gap between anchors that is aligned, in characters, and the most comparisons for all gaps.
const LONGEST_GAP: usize = 300;
const MOST_COMPARISONS: usize = 20_000_000;
/// The share of all characters of the shorter side that has to be found on the other, or the words are those of another text.
const LEAST_JOINED: f64 = 0.3;

/// The stretches of a text that words with a confidence were joined to, in order and apart from each other; none if the
/// words are those of another text. Where an engine lists the lines of a page as it found them, the text follows the
/// rows of the page, so the words are tried in both orders.
pub(in crate::source) fn join(text: &str, pages: &[Page]) -> Option<Vec<Placed>> {
    let here = chars(text);
    let said =
        |listed: bool| pages.iter().enumerate().flat_map(move |(page_ix, page)| said(page, page_ix, listed)).collect();
    let joins = [said(true), said(false)].map(|words| Join::new(&here, words));
    let best = joins.into_iter().reduce(|a, b| if b.joined() > a.joined() { b } else { a })?;
    let least = LEAST_JOINED * here.len().min(best.there.len()) as f64;
    (best.joined() > 0 && best.joined() as f64 >= least).then(|| best.stretches(text, &here))
}

/// Something that a program read: a word, a cell of a table, a line of text.
struct Said<'a> {
    text: Cow<'a, str>,
    confidence: Option<f32>,
    page_ix: usize,
    quad: Option<Quad>,
}

/// What stands on a page, its words as they are listed or row by row.
fn said(page: &Page, page_ix: usize, listed: bool) -> Vec<Said<'_>> {
    let mut all = Vec::new();
    for part in &page.parts {
        match part {
            Part::Words(words) => {
                let words: Vec<&Word> = if listed { words.iter().collect() } else { in_rows(words).collect() };
                all.extend(words.into_iter().map(|word| Said {
                    text: word.text.as_str().into(),
                    confidence: word.confidence,
                    page_ix,
                    quad: word.quad,
                }));
            }
            Part::Table(table) => all.extend(table.cells.iter().map(|cell| Said {
                text: cell.text.as_str().into(),
                confidence: share(cell.confidence),
                page_ix,
                quad: cell.quad,
            })),
            Part::Text(text) => {
                let line = |text| Said { text, confidence: None, page_ix, quad: None };
                all.extend(text.lines().map(|text| line(text.into())));
            }
            Part::Markup(markup) => {
                let text = html::fragment(markup).unwrap_or_default();
                all.push(Said { text: text.into(), confidence: None, page_ix, quad: None });
            }
        }
    }
    all
}

/// The characters of a text that count, folded, each with the byte that it comes from.
fn chars(text: &str) -> Vec<(char, usize)> {
    let counts = |char: &char| !char.is_whitespace() && !is_unseen(*char);
    let folded = |(at, char): (usize, char)| std::iter::once(char).nfkc().map(move |char| (char, at));
    text.char_indices().flat_map(folded).filter(|(char, _)| counts(char)).collect()
}

/// Words in some order, joined to a text.
struct Join<'a> {
    words: Vec<Said<'a>>,
    /// The characters of the words, each with the position of its word
    there: Vec<(char, usize)>,
    pairs: Pairs,
}

impl<'a> Join<'a> {
    fn new(here: &[(char, usize)], words: Vec<Said<'a>>) -> Self {
        let of_word = |(nth, word): (usize, &Said)| chars(&word.text).into_iter().map(move |(char, _)| (char, nth));
        let there: Vec<(char, usize)> = words.iter().enumerate().flat_map(of_word).collect();
        let only = |chars: &[(char, usize)]| chars.iter().map(|(char, _)| *char).collect::<Vec<_>>();
        let mut pairs = Pairs::new(only(here), only(&there));
        pairs.anchor();
        pairs.fill_gaps();
        Self { words, there, pairs }
    }

    /// The number of characters that were found on both sides.
    fn joined(&self) -> usize {
        self.pairs.of_here.iter().flatten().count()
    }

    /// The stretches of the text that belong to one word each, of words of which something is known. A word of which less
    /// than half was found counts as not found.
    fn stretches(&self, text: &str, here: &[(char, usize)]) -> Vec<Placed> {
        let mut length = vec![0_usize; self.words.len()];
        let mut found = vec![0_usize; self.words.len()];
        for ((_, word), pair) in self.there.iter().zip(&self.pairs.of_there) {
            length[*word] += 1;
            found[*word] += usize::from(pair.is_some());
        }
        let mut stretches: Vec<Placed> = Vec::new();
        let mut last = None;
        for ((_, at), pair) in here.iter().zip(&self.pairs.of_here) {
            let word = pair.map(|there| self.there[there].1).filter(|&word| found[word] * 2 >= length[word]);
            let end = at + text[*at..].chars().next().map_or(0, char::len_utf8);
            let known =
                word.map(|word| &self.words[word]).filter(|word| word.confidence.is_some() || word.quad.is_some());
            match (known, stretches.last_mut()) {
                (Some(_), Some(Placed { span, .. })) if word == last || span.end >= end => span.end = span.end.max(end),
                (Some(said), _) => {
                    let (confidence, page_ix, quad) = (said.confidence, said.page_ix, said.quad);
                    stretches.push(Placed { span: Span::new(*at, end), confidence, page_ix, quad });
                }
                (None, _) => {}
            }
            last = word;
        }
        stretches
    }
}

/// Which character of one side is which of the other.
struct Pairs {
    here: Vec<char>,
    there: Vec<char>,
    of_here: Vec<Option<usize>>,
    of_there: Vec<Option<usize>>,
}

impl Pairs {
    fn new(here: Vec<char>, there: Vec<char>) -> Self {
        Self { of_here: vec![None; here.len()], of_there: vec![None; there.len()], here, there }
    }

    /// Pairs the stretches that stand once on both sides, and what agrees around them.
    fn anchor(&mut self) {
        let (here, there) = (unique(&self.here), unique(&self.there));
        let mut anchors: Vec<(usize, usize)> =
            there.iter().filter_map(|(stretch, at)| Some((here.get(stretch).copied()??, (*at)?))).collect();
        anchors.sort_unstable_by_key(|&(_, there)| there);
        for (here, there) in anchors {
            self.grow(here, there);
        }
    }

    /// Pairs two places and what agrees behind and before them.
    fn grow(&mut self, here: usize, there: usize) {
        let mut by = 0;
        while self.pair(here + by, there + by) {
            by += 1;
        }
        let mut back = 1;
        while by > 0 && back <= here.min(there) && self.pair(here - back, there - back) {
            back += 1;
        }
    }

    fn is_free(&self, here: usize, there: usize) -> bool {
        self.of_here.get(here) == Some(&None) && self.of_there.get(there) == Some(&None)
    }

    /// Pairs two characters if they are the same and both free.
    fn pair(&mut self, here: usize, there: usize) -> bool {
        let pairs = self.is_free(here, there) && self.here[here] == self.there[there];
        if pairs {
            self.of_here[here] = Some(there);
            self.of_there[there] = Some(here);
        }
        pairs
    }

    /// Aligns the words between anchors with the text that follows the anchor before and precedes the one behind.
    fn fill_gaps(&mut self) {
        let mut left = MOST_COMPARISONS;
        let mut start = 0;
        while start < self.there.len() {
            if self.of_there[start].is_some() {
                start += 1;
                continue;
            }
            let end = (start..self.there.len()).find(|&at| self.of_there[at].is_some()).unwrap_or(self.there.len());
            let gap = self.gap(start, end);
            let comparisons = gap.len() * (end - start);
            if end - start <= LONGEST_GAP && comparisons <= left {
                left -= comparisons;
                self.align(&gap, start..end);
            }
            start = end;
        }
    }

    /// The free characters of the text that may be those of a gap between words.
    fn gap(&self, start: usize, end: usize) -> Vec<usize> {
        let most = 2 * (end - start) + ANCHOR;
        let free = |at: &usize| self.of_here.get(*at) == Some(&None);
        let before = if start == 0 { Some(0) } else { self.of_there[start - 1].map(|at| at + 1) };
        let after = self.of_there.get(end).map_or(Some(self.here.len()), |at| *at);
        let follows = before.into_iter().flat_map(|from| (from..self.here.len()).take_while(free).take(most));
        let mut gap: Vec<usize> = follows.collect();
        let follows_to = gap.last().copied();
        let mut precedes: Vec<usize> =
            after.into_iter().flat_map(|to| (0..to).rev().take_while(free).take(most)).collect();
        precedes.retain(|at| before.is_none_or(|from| *at < from) || follows_to.is_none_or(|to| *at > to));
        gap.extend(precedes.into_iter().rev());
        gap
    }

    /// Pairs the longest common subsequence of some characters of the text and a run of characters of words.
    fn align(&mut self, gap: &[usize], there: std::ops::Range<usize>) {
        let width = there.len() + 1;
        let mut common = vec![0_u16; (gap.len() + 1) * width];
        for (row, &here) in gap.iter().enumerate().rev() {
            for (column, at) in there.clone().enumerate().rev() {
                let skip = common[(row + 1) * width + column].max(common[row * width + column + 1]);
                let both = common[(row + 1) * width + column + 1] + 1;
                common[row * width + column] = if self.here[here] == self.there[at] { both.max(skip) } else { skip };
            }
        }
        let (mut row, mut column) = (0, 0);
        while row < gap.len() && column < there.len() {
            let best = common[row * width + column];
            let both = common[(row + 1) * width + column + 1] + 1;
            if best == both && self.pair(gap[row], there.start + column) {
                (row, column) = (row + 1, column + 1);
            } else if best == common[(row + 1) * width + column] {
                row += 1;
            } else {
                column += 1;
            }
        }
    }
}

/// Where each stretch of characters begins that stands only once.
fn unique(chars: &[char]) -> HashMap<&[char], Option<usize>> {
    let mut starts = HashMap::new();
    for (at, stretch) in chars.windows(ANCHOR).enumerate() {
        starts.entry(stretch).and_modify(|at| *at = None).or_insert(Some(at));
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words written with spaces, each with the next hundredth as its confidence.
    fn page(words: &str) -> Page {
        let word = |(nth, text): (usize, &str)| Word::new(text, None, nth, Some(nth as f32 / 100.0));
        Page::of_words(words.split(' ').enumerate().filter_map(word).collect())
    }

    /// What each word was joined to: `12=规章` for the thirteenth.
    fn joined(text: &str, words: &str) -> Vec<String> {
        let stretches = join(text, &[page(words)]).unwrap_or_default();
        let sure = |placed: &Placed| placed.confidence.unwrap_or(-1.0) * 100.0;
        stretches.iter().map(|placed| format!("{:.0}={}", sure(placed), &text[placed.span.range()])).collect()
    }

    #[test]
    fn white_space_and_width_do_not_count() {
        assert_eq!(joined("行 政 许可\t１２\n", "行政 许可 12"), ["0=行 政", "1=许可", "2=１２"]);
    }

    #[test]
    fn blocks_may_stand_in_another_order() {
        let text = "一、总体情况如下所述\n二、主动公开政府信息情况\n行政许可处理决定数量\t0\t3\n";
        let words = "行政许可处理决定数量 0 3 一、总体情况如下所述 二、主动公开政府信息情况";
        assert_eq!(
            joined(text, words),
            ["3=一、总体情况如下所述", "4=二、主动公开政府信息情况", "0=行政许可处理决定数量", "1=0", "2=3"]
        );
    }

    #[test]
    fn words_may_be_missing_on_either_side() {
        let text = "1.属于国家秘密的信息\t24\t0\t\t0\n2.其他法律行政法规禁止公开\t11\t0\n";
        let words = "1.属于国家秘密的信息 24 0 如 0 2.其他法律行政法规禁止公开 11";
        let joined = joined(text, words);
        assert_eq!(joined[1..4], ["1=24", "2=0", "4=0"]);
        assert_eq!(joined[5..], ["6=11"]);
    }

    #[test]
    fn the_words_of_another_text_are_refused() {
        let text = "一、本年新收政府信息公开申请数量\t24\t0\t0\t0\n二、上年结转政府信息公开申请数量\t1\t0\n";
        assert_eq!(join(text, &[page("规章制度的制定与修改情况说明 0 1 24 其他需要报告的事项没有什么")]), None);
        assert_eq!(join(text, &[]), None);
        assert_eq!(join("", &[page("0 0")]), None);
    }

    #[test]
    fn long_texts_without_anything_in_common_or_all_alike_end_soon() {
        let zeros = vec!["0"; 100_000].join(" ");
        let ones = vec!["1"; 100_000].join(" ");
        assert!(joined(&zeros, &ones).is_empty());
        joined(&zeros, &zeros);
        joined(&"规章0".repeat(50_000), &vec!["规章 0"; 40_000].join(" "));
    }
}
