//! Labels made comparable: what printing, converters and people write differently is taken out.

use unicode_normalization::UnicodeNormalization;

use crate::data::confusions::{marks, shape};
use crate::text::han::simplified;

/// A label taken apart for matching. The raw text stays what it is.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
pub(crate) struct FoldedLabel {
    /// The numeral before the label: `（一）`, `1.`, `一、`
    pub number: Option<String>,
    /// Letters, digits and Chinese characters of the label, notes in brackets included
    pub text: String,
    /// The same without notes in brackets, where that leaves something
    pub bare: String,
    /// Both with characters that are misreadings replaced by what they are taken for
    pub shapes: [Shape; 2],
}

/// A text as its characters look, for comparing texts that may be misread.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
pub(crate) struct Shape {
    /// The characters in order
    pub signs: Vec<char>,
    /// A bit for each of the characters, one of 128: what has no bits in common has no characters in common
    pub bits: u128,
}

impl Shape {
    fn of(text: &str) -> Self {
        let signs: Vec<char> = text.chars().map(shape).collect();
        Self { bits: marks(&signs), signs }
    }
}

/// Folds a label: compatibility forms, quotes, width, white space, markup and punctuation do not count.
pub(crate) fn fold(raw: &str) -> FoldedLabel {
    let signs: Vec<char> = without_tags(raw).nfkc().filter(|sign| !sign.is_whitespace()).map(simplified).collect();
    let (number, rest) = split_number(&signs);
    let text: String = rest.iter().copied().filter(|&sign| counts(sign)).collect();
    let bare = without_notes(rest);
    let bare = if bare.is_empty() { text.clone() } else { bare };
    let shapes = [Shape::of(&text), Shape::of(&bare)];
    FoldedLabel { number, text, bare, shapes }
}

/// A character as it counts in a label, if it does.
pub(crate) fn fold_sign(sign: char) -> Option<char> {
    let mut folded = std::iter::once(sign).nfkc();
    folded.next().filter(|&sign| counts(sign)).map(simplified)
}

fn counts(sign: char) -> bool {
    sign.is_alphanumeric()
}

fn without_tags(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(open) = rest.find('<') {
        let Some(length) = rest[open..].find('>').filter(|&length| length < 40) else { break };
        text.push_str(&rest[..open]);
        rest = &rest[open + length + 1..];
    }
    text.push_str(rest);
    text
}

/// Takes the numeral off the front: in brackets, or before a dot or 、.
fn split_number(signs: &[char]) -> (Option<String>, &[char]) {
    let open = usize::from(matches!(signs.first(), Some('(')));
    let digits = signs[open..].iter().take_while(|&&sign| is_numeral(sign)).count();
    let after = open + digits;
    let closes = matches!(signs.get(after), Some(')' | '、' | '.' | '､' | ',' | '．' | '。'));
    if (1..=2).contains(&digits) && closes {
        let close =
            signs[after..].iter().take_while(|&&sign| matches!(sign, ')' | '、' | '.' | '､' | ',' | '。')).count();
        return (Some(signs[open..after].iter().collect()), &signs[after + close..]);
    }
    (None, signs)
}

fn is_numeral(sign: char) -> bool {
    sign.is_ascii_digit() || matches!(sign, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}

fn without_notes(signs: &[char]) -> String {
    let mut depth = 0_usize;
    let mut text = String::new();
    for &sign in signs {
        match sign {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 && counts(sign) => text.push(sign),
            _ => {}
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_label_in_different_dress_folds_alike() {
        let printed = fold("（二）部分公开（区分处理的，只计这一情形，不计其他情形）");
        assert_eq!(printed.number.as_deref(), Some("二"));
        assert_eq!(printed.bare, "部分公开");
        for seen in [
            "(二) 部分公开(区分处理的,只计这一情形,不计其他情形)",
            "⼆、部分公开（区分处理的，只计这一情形， 不计其他情形）",
        ] {
            assert_eq!(fold(seen), printed, "{seen}");
        }
        assert_eq!(fold("（二）部分公開（區分處理的，衹計這一情形）").bare, "部分公开");
        assert_eq!(fold("( <u></u>").text, "");
        assert_eq!(fold("3.危及\"三安全一稳定\"").text, "危及三安全一稳定");
        assert_eq!(fold("三、本年度办理结果").number.as_deref(), Some("三"));
    }
}
