//! Chinese characters among others, and the numerals among them that sections have.

/// Whether a character is a Chinese one.
pub(crate) fn is_han(sign: char) -> bool {
    matches!(sign, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}' | '\u{2e80}'..='\u{2fdf}' | '〇')
}

/// The number of Chinese characters in a text.
pub(crate) fn count(text: &str) -> usize {
    text.chars().filter(|&sign| is_han(sign)).count()
}

/// A line without the marks that headings begin with in markdown.
pub(crate) fn without_marks(line: &str) -> &str {
    line.trim_start_matches(['#', ' ', '*'])
}

/// The numeral of the section that a line is numbered as, `四、…`: from 一 to 六, as a report has six.
pub(crate) fn section(text: &str) -> Option<char> {
    let mut signs = text.chars();
    let numeral = signs.next().filter(|sign| matches!(sign, '一' | '二' | '三' | '四' | '五' | '六'))?;
    (signs.next() == Some('、')).then_some(numeral)
}
