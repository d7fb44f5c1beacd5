//! Chinese characters among others.

/// Whether a character is a Chinese one.
pub fn is_han(sign: char) -> bool {
    matches!(sign, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}' | '\u{2e80}'..='\u{2fdf}' | '〇')
}

/// The number of Chinese characters in a text.
pub fn count(text: &str) -> usize {
    text.chars().filter(|&sign| is_han(sign)).count()
}
