//! Units of numbers.

/// Whether a text is a unit that may be apart from its number.
pub(super) fn is_unit(text: &str) -> bool {
    matches!(text, "元" | "万元" | "萬元" | "亿元" | "件" | "项" | "条" | "个" | "次" | "人次" | "宗" | "份")
}
