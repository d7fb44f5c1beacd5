//! The agency and the year of a report, from its title.

use regex::Regex;

use crate::source::Source;

/// How many lines from the top may hold the title.
const TOP_LINES: usize = 40;
/// The longest line that is taken for a title, in characters.
const LONGEST_TITLE: usize = 80;

/// Agency and year, as far as a title names them.
pub(crate) fn agency_and_year(source: &Source, patterns: &[Regex]) -> (Option<String>, Option<u16>) {
    let top = source.lines().iter().take(TOP_LINES).map(|&span| plain(source.slice(span)));
    let mut before: Option<String> = None;
    for line in top.filter(|line| !line.is_empty()) {
        let is_short = line.chars().count() <= LONGEST_TITLE;
        if let Some(found) = patterns.iter().filter(|_| is_short).find_map(|pattern| pattern.captures(&line)) {
            let named = found.name("agency").map(|name| name.as_str().to_owned());
            let above = before.filter(|line| line.chars().count() <= 30);
            return (named.or(above), found.name("year").and_then(|year| number(year.as_str())));
        }
        before = Some(line);
    }
    (None, None)
}

/// A line without markup and spaces.
fn plain(line: &str) -> String {
    line.trim_start_matches(['#', '*', '-', ' ']).chars().filter(|sign| !sign.is_whitespace() && *sign != '*').collect()
}

/// A year in Arabic or Chinese digits.
fn number(text: &str) -> Option<u16> {
    let digit = |sign| match sign {
        '〇' | '○' | '零' => Some('0'),
        '0'..='9' => Some(sign),
        _ => "一二三四五六七八九"
            .chars()
            .position(|known| known == sign)
            .and_then(|at| char::from_digit(at as u32 + 1, 10)),
    };
    text.chars().map(digit).collect::<Option<String>>()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::catalogue::Catalogue;

    #[test]
    fn a_title_names_agency_and_year_in_any_order() {
        let titles = Catalogue::built_in().titles;
        let cases = [
            ("云岫区水利局2022年政府信息公开工作年度报告", Some("云岫区水利局"), Some(2022)),
            ("# 鹿鸣县商务局 2021 年度政府信息公开工作年度报告", Some("鹿鸣县商务局"), Some(2021)),
            ("2023年梧阳区民政局政府信息公开工作年度报告", Some("梧阳区民政局"), Some(2023)),
            ("梧阳区民政局二〇二一年政府信息公开年度报告", Some("梧阳区民政局"), Some(2021)),
            ("听潮市教育局\n2020年政府信息公开工作年度报告", Some("听潮市教育局"), Some(2020)),
            ("关于公文写作的通知", None, None),
        ];
        for (text, agency, year) in cases {
            let source = Source::from_bytes(Path::new("t"), text.as_bytes()).expect("text");
            assert_eq!(agency_and_year(&source, &titles), (agency.map(str::to_owned), year), "{text}");
        }
    }
}
