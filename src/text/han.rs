//! Chinese characters among others, and the numerals among them that sections have.

/// Whether a character is a Chinese one.
pub fn is_han(char: char) -> bool {
    matches!(char, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}' | '\u{2e80}'..='\u{2fdf}' | '〇')
}

/// The number of Chinese characters in a text.
pub fn count(text: &str) -> usize {
    text.chars().filter(|&char| is_han(char)).count()
}

/// A line without the marks that headings begin with in markdown.
pub fn without_marks(line: &str) -> &str {
    line.trim_start_matches(['#', ' ', '*'])
}

/// The numeral of the section that a line is numbered as, `四、…`: from 一 to 六, as a report has six.
pub fn section(text: &str) -> Option<char> {
    let mut chars = text.chars();
    let numeral = chars.next().filter(|char| matches!(char, '一' | '二' | '三' | '四' | '五' | '六'))?;
    (chars.next() == Some('、')).then_some(numeral)
}
