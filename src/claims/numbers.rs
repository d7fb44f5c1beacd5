//! Numbers in a folded sentence: Arabic and Chinese, with the unit that they count.

use rust_decimal::Decimal;

use crate::claims::fold::SEAM;

/// The most numbers of one sentence that are looked at.
const MOST: usize = 200;

/// A number of a sentence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Number {
    pub start: usize,
    /// Behind the last digit
    pub end: usize,
    /// Behind the unit
    pub after: usize,
    pub value: Decimal,
    /// Digits after the point
    pub decimals: u32,
    pub unit: Unit,
}

/// What follows a number.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Unit {
    /// 件, 份, 条, …
    Items,
    /// 个, 项: they also count the entries of a list
    Entries,
    Percent,
    Yuan,
    TenThousandYuan,
    /// Nothing: the clause ends behind it
    None,
}

const UNITS: &[(&str, Unit)] = &[
    ("件次", Unit::Items),
    ("人次", Unit::Items),
    ("件", Unit::Items),
    ("份", Unit::Items),
    ("条", Unit::Items),
    ("次", Unit::Items),
    ("起", Unit::Items),
    ("宗", Unit::Items),
    ("例", Unit::Items),
    ("桩", Unit::Items),
    ("人", Unit::Items),
    ("部", Unit::Items),
    ("个", Unit::Entries),
    ("项", Unit::Entries),
    ("%", Unit::Percent),
    ("万元", Unit::TenThousandYuan),
    ("元", Unit::Yuan),
];
/// Behind a unit these make a number a rough one, or a part of something else.
const ROUGH: &[char] = &['余', '多', '以'];
const ENDS: &[char] = &['，', '。', '；', '、', ')', ';', '！', '？'];

/// The numbers of a sentence, in order. Numbers of dates, papers and lists have no unit that counts and are left out.
pub(super) fn find(text: &str, numbers: &mut Vec<Number>) {
    numbers.clear();
    let mut past = 0;
    for (at, char) in text.char_indices() {
        if at < past || numbers.len() == MOST {
            continue;
        }
        let (rest, before) = (&text[at..], text[..at].chars().next_back());
        let found = match char {
            '0'..='9' => Some(arabic(rest)),
            '零' | '〇' | '一' | '二' | '两' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' => {
                Some(chinese(rest))
            }
            '无' if stands_alone(&text[..at], rest) => Some((rest.len().min(3), Some(Decimal::ZERO))),
            _ => None,
        };
        let Some((len, value)) = found else { continue };
        past = at + len;
        let joined = matches!(before, Some(SEAM | '第' | '.' | '-' | '—' | '~' | '〔'))
            || before.is_some_and(|char| char.is_ascii_alphanumeric());
        let Some(value) = value.filter(|_| !joined) else { continue };
        if let Some((unit, width)) = unit(&text[past..], value) {
            let after = past + width;
            numbers.push(Number { start: at, end: past, after, value, decimals: value.scale(), unit });
        }
    }
}

/// The unit that a text begins with, and its length; none if what is there makes no count of the number.
fn unit(text: &str, value: Decimal) -> Option<(Unit, usize)> {
    let Some((word, unit)) = UNITS.iter().find(|(word, _)| text.starts_with(word)) else {
        return (text.is_empty() || text.starts_with(ENDS)).then_some((Unit::None, 0));
    };
    let counts = matches!(unit, Unit::Items | Unit::Entries);
    let whole = value.fract().is_zero() || !counts;
    (whole && !text[word.len()..].starts_with(ROUGH)).then_some((*unit, word.len()))
}

/// Whether 无 is all that is said: `情况：无。`
fn stands_alone(before: &str, rest: &str) -> bool {
    let rest = &rest[3..];
    before.ends_with([':', '。', '况', '为', '量']) && (rest.is_empty() || rest.starts_with(ENDS))
}

/// The length of the Arabic number that a text begins with, and its value.
fn arabic(text: &str) -> (usize, Option<Decimal>) {
    let mut len = text.bytes().take_while(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'.')).count();
    while text[..len].ends_with([',', '.']) {
        len -= 1;
    }
    let digits: String = text[..len].chars().take(30).filter(|char| *char != ',').collect();
    (len, digits.parse().ok().filter(|_| len <= 20))
}

/// The length of the Chinese number that a text begins with, and its value.
fn chinese(text: &str) -> (usize, Option<Decimal>) {
    let len = text.char_indices().find(|(_, char)| !is_numeral(*char)).map_or(text.len(), |(at, _)| at);
    (len, value_of(&text[..len]).map(Decimal::from))
}

fn is_numeral(char: char) -> bool {
    digit(char).is_some() || power(char).is_some()
}

fn digit(char: char) -> Option<u64> {
    let at = "零一二三四五六七八九".chars().position(|known| known == char).map(|at| at as u64);
    at.or(match char {
        '〇' => Some(0),
        '两' => Some(2),
        _ => None,
    })
}

fn power(char: char) -> Option<u64> {
    match char {
        '十' => Some(10),
        '百' => Some(100),
        '千' => Some(1000),
        '万' => Some(10_000),
        _ => None,
    }
}

/// The value of Chinese numerals, said (`一百零五`) or spelt (`一〇五`).
fn value_of(text: &str) -> Option<u64> {
    if text.chars().count() > 12 {
        return None;
    }
    if text.chars().all(|char| digit(char).is_some()) {
        return text.chars().try_fold(0, |sum, char| Some(sum * 10 + digit(char)?));
    }
    let (mut sum, mut part, mut last) = (0_u64, 0_u64, None);
    for char in text.chars() {
        match (digit(char), power(char)) {
            (Some(digit), _) if digit == 0 || last.is_none() => last = Some(digit).filter(|digit| *digit > 0),
            (_, Some(10_000)) if sum == 0 => (sum, part, last) = ((part + last.unwrap_or(0)) * 10_000, 0, None),
            (_, Some(power)) if power < 10_000 => {
                part += last.take().or((power == 10).then_some(1))? * power;
            }
            _ => return None,
        }
    }
    Some(sum + part + last.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(String, Unit)> {
        let mut numbers = Vec::new();
        find(text, &mut numbers);
        numbers.iter().map(|number| (number.value.to_string(), number.unit)).collect()
    }

    #[test]
    fn numbers_are_read_as_they_are_written() {
        let items = |value: &str| vec![(value.to_owned(), Unit::Items)];
        assert_eq!(found("收到1,234件"), items("1234"));
        assert_eq!(found("收到一百零五件"), items("105"));
        assert_eq!(found("收到十二起"), items("12"));
        assert_eq!(found("收到二〇件"), items("20"));
        assert_eq!(found("收到两千三百件"), items("2300"));
        assert_eq!(found("占33.9%"), [("33.9".to_owned(), Unit::Percent)]);
        assert_eq!(found("数量为0，结转为零。"), [("0".to_owned(), Unit::None), ("0".to_owned(), Unit::None)]);
        assert_eq!(found("情况:无。"), [("0".to_owned(), Unit::None)]);
    }

    #[test]
    fn what_counts_nothing_is_no_number() {
        for text in ["2023年1月", "第3条", "5500余条", "1.5件", "12\u{1}3件", "无法提供", "电话0527-83593059号", "百件"]
        {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
