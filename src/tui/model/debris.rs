//! Lines of a report that are no part of what it says: numbers of pages, running heads, rules of tables.

use crate::review::Review;
use crate::source::Span;

/// The lines that are dimmed in the raw pane: those kept out of the tables, and what a page leaves in the text.
pub(crate) fn debris(review: &Review) -> Vec<bool> {
    let lines = review.source.lines();
    let text = |line: usize| review.source.slice(lines[line]);
    let mut calm: Vec<bool> = (0..lines.len()).map(|line| is_page_mark(text(line)) || is_rule(text(line))).collect();
    for row in &review.record.kept_out {
        calm[row.line] = true;
    }
    for line in running_heads(&lines.iter().map(|&span| review.source.slice(span)).collect::<Vec<_>>()) {
        calm[line] = true;
    }
    // What a cell was read from is never debris.
    for span in review.record.readings.iter().filter_map(|reading| reading.span).filter(|span| !is_empty(*span)) {
        calm[review.source.line_of(span.start)] = false;
    }
    calm
}

fn is_empty(span: Span) -> bool {
    span.start == span.end
}

/// Whether a line is the end of a page, or its number: `- 4 -`, `— 4 —`, `第4页 共8页`, `4/8`.
fn is_page_mark(line: &str) -> bool {
    let text = line.trim_matches(|char: char| char.is_whitespace() || char.is_control());
    let frame = |char: char| {
        char.is_whitespace() || matches!(char, '-' | '—' | '–' | '－' | '第' | '页' | '共' | '/' | '·' | '|')
    };
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let framed = text.chars().any(frame) && text.chars().all(|char| char.is_ascii_digit() || frame(char));
    line.contains('\u{c}') && text.is_empty() || !line.contains('\t') && framed && (1..=6).contains(&digits)
}

/// Whether a line is a rule between the rows of a table: `|---|---|`, `+====+`.
fn is_rule(line: &str) -> bool {
    let text = line.trim();
    text.chars().filter(|char| matches!(char, '-' | '=' | '_' | '─' | '━')).count() >= 3
        && text.chars().all(|char| char.is_whitespace() || "-=_─━|+:┼├┤┬┴│".contains(char))
}

/// Lines that repeat the first line of the report, as the heads of further pages do, with at most a mark around it.
fn running_heads(lines: &[&str]) -> Vec<usize> {
    let bare = |line: &str| line.chars().filter(|char| char.is_alphanumeric()).collect::<String>();
    let bares: Vec<String> = lines.iter().map(|line| bare(line)).collect();
    let Some(title) = bares.iter().position(|line| !line.is_empty()) else { return Vec::new() };
    (title + 1..lines.len()).filter(|&nth| bares[nth] == bares[title]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_leave_marks_and_numbers_of_tables_are_none() {
        for mark in ["—3—", "- 12 -", "第4页 共8页", "3/8", "\u{c}", "  － 5 －  "] {
            assert!(is_page_mark(mark), "{mark:?}");
        }
        for line in ["12", "-", "0\t0\t0", "第3页的表", "2023-2024年度", "", "3-4-5-6-7-8-9"] {
            assert!(!is_page_mark(line), "{line:?}");
        }
        assert!(is_rule("|---|:--:|") && is_rule("+=====+") && !is_rule("--") && !is_rule("---- 12"));
        assert_eq!(running_heads(&["", "甲局2023年报告", "一", "甲局2023年报告 ·", "二"]), [3]);
    }
}
