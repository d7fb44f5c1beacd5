//! Chinese characters among others, the simplified form of traditional ones, and the numerals that sections have.

use std::sync::LazyLock;

use foldhash::HashMap;

/// Traditional characters with the simplified ones that they are.
static SIMPLIFIED: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    let pairs: Vec<String> =
        ron::from_str(include_str!("../../assets/traditional.ron")).expect("assets are held right by a test");
    let pair = |pair: &String| {
        let mut characters = pair.chars();
        characters.next().zip(characters.next())
    };
    pairs.iter().filter_map(pair).collect()
});

/// A character of the words of forms as it is in simplified Chinese.
pub(crate) fn simplified(character: char) -> char {
    if is_han(character) { SIMPLIFIED.get(&character).copied().unwrap_or(character) } else { character }
}

/// Whether a character is a Chinese one.
pub(crate) fn is_han(char: char) -> bool {
    matches!(char, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}' | '\u{2e80}'..='\u{2fdf}' | '〇')
}

/// The number of Chinese characters in a text.
pub(crate) fn count(text: &str) -> usize {
    text.chars().filter(|&char| is_han(char)).count()
}

/// A line without the marks that headings begin with in markdown.
pub(crate) fn without_marks(line: &str) -> &str {
    line.trim_start_matches(['#', ' ', '*'])
}

/// The numeral of the section that a line is numbered as, `四、…`: from 一 to 六, as a report has six.
pub(crate) fn section(text: &str) -> Option<char> {
    let mut chars = text.chars();
    let numeral = chars.next().filter(|char| matches!(char, '一' | '二' | '三' | '四' | '五' | '六'))?;
    (chars.next() == Some('、')).then_some(numeral)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traditional_characters_of_the_forms_have_a_simplified_one() {
        let simple: String = "政府信息公開行政復議、行政訴訟情況（單位：萬元）".chars().map(simplified).collect();
        assert_eq!(simple, "政府信息公开行政复议、行政诉讼情况（单位：万元）");
        assert!(SIMPLIFIED.iter().all(|(from, to)| from != to && !SIMPLIFIED.contains_key(to)));
        assert!(SIMPLIFIED.len() > 200, "each pair is two characters");
    }
}
