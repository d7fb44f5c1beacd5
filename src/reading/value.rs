//! What the text of one cell says: a number, a blank, "none", or something that cannot be read.
//!
//! A number is digits, with what agencies and converters put around them: a sign, a unit, a note, separators, spaces,
//! specks. Letters that look like digits beside digits (`l2`, `1O`), or a single one (`O`), are read as the number, which
//! is never sure by itself. Any other text is illegible and has no value; what it may mean is only suggested (`meaning`).

use std::str::FromStr;

use rust_decimal::Decimal;
use unicode_normalization::UnicodeNormalization;

use crate::form::Unit;
use crate::reading::meaning::meaning;
use crate::reading::spelling::SIGNS;
use crate::sheet::record::{Reason, State};
use crate::source::Span;
use crate::text::han::is_han;
use crate::text::visible::is_unseen;

/// The longest text that is taken for a number that cannot be read, in characters; longer ones are words.
const LONGEST_ILLEGIBLE: usize = 6;

/// Digits before and after the point up to which numbers and all their sums are exact.
const MOST_DIGITS: usize = 15;
const MOST_DECIMALS: usize = 8;

/// A text in the place of a value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Token {
    /// Where it stands
    pub span: Span,
    /// What it is
    pub state: State,
    /// The number that it says, in the unit that it is written in
    pub value: Option<Decimal>,
    /// Whether it is written in 元
    pub yuan: bool,
    /// The same number with the point that it begins with: `.50` is half a unit of an amount, and 50 behind a speck
    /// where items are counted
    pub fraction: Option<Decimal>,
    /// What is odd about it
    pub reasons: Vec<Reason>,
    /// The values between the spaces inside it, in case they are several
    pub parts: Vec<Token>,
}

impl Token {
    fn new(span: Span, state: State) -> Self {
        Self { span, state, value: None, yuan: false, fraction: None, reasons: Vec::new(), parts: Vec::new() }
    }

    /// A cell in which nothing stands.
    pub(crate) fn blank(span: Span) -> Self {
        Self::new(span, State::Blank)
    }

    /// Something that cannot be read.
    pub(crate) fn illegible(span: Span) -> Self {
        Self { reasons: vec![Reason::Illegible], ..Self::new(span, State::Illegible) }
    }

    /// The number in the unit of a column: 元 become 万元, and an amount may begin with its point.
    pub(crate) fn value_in(&self, unit: Unit) -> Option<Decimal> {
        if unit != Unit::TenThousandYuan {
            return self.value;
        }
        match self.fraction.or(self.value) {
            Some(yuan) if self.yuan => yuan.checked_div(Decimal::from(10_000)).map(|value| value.normalize()),
            value => value,
        }
    }

    /// Reads the text of a cell; `None` if it is a label and no value.
    pub(crate) fn read(text: &str, span: Span) -> Option<Self> {
        if text.is_empty() {
            return Some(Self::blank(span));
        }
        if let Some(number) = plain_number(text).filter(|_| !is_zero_led(text)) {
            return Some(Self { value: Some(number.into()), ..Self::new(span, State::Number) });
        }
        Self::read_written(text, span)
    }

    /// The same for a text that may be written in any way.
    fn read_written(text: &str, span: Span) -> Option<Self> {
        let folded: String = text.chars().filter(|&sign| !is_unseen(sign)).nfkc().collect();
        let folded = folded.trim();
        if folded.is_empty() {
            return Some(Self::new(span, State::Blank));
        }
        if SIGNS.not_applicable.iter().any(|word| word == folded) {
            return Some(Self { reasons: vec![Reason::NotApplicable], ..Self::new(span, State::NotApplicable) });
        }
        let mut written = Written::take(folded, text);
        if let Some((value, state)) = written.number().filter(|_| !text.chars().any(is_other_digit)) {
            let mut parts = if written.reasons.contains(&Reason::Spaces) { parts(text, span) } else { Vec::new() };
            if is_zero_led(text) {
                written.reasons.push(Reason::LeadingZero);
                parts = joined_zeros(text, span);
            }
            let (yuan, fraction) = (written.yuan, written.fraction());
            return Some(Self { span, state, value: Some(value), yuan, fraction, reasons: written.reasons, parts });
        }
        let han = folded.chars().filter(|&char| is_han(char)).count();
        let digits = folded.chars().filter(char::is_ascii_digit).count();
        let count = folded.chars().count();
        let illegible = han < 2 && (count <= LONGEST_ILLEGIBLE || digits * 2 > count)
            || digits > 0 && meaning(folded, Unit::Count).is_some();
        let parts = if folded.contains(' ') { parts(text, span) } else { Vec::new() };
        let several = parts.len() > 1 && parts.iter().all(|part| part.value.is_some());
        let parts = if several { parts } else { Vec::new() };
        (illegible || several).then(|| Self { parts, ..Self::illegible(span) })
    }
}

/// How many digits a text has, full-width ones included.
pub(super) fn digits_in(text: &str) -> usize {
    text.chars().filter(|&char| char.is_ascii_digit() || is_full_width_digit(char)).count()
}

fn is_full_width_digit(char: char) -> bool {
    ('\u{ff10}'..='\u{ff19}').contains(&char)
}

/// The number that a text is if it is a few digits and nothing else, as nearly all are; without this,
/// `check` takes 42 % more instructions on clean reports.
fn plain_number(text: &str) -> Option<u64> {
    if text.len() > MOST_DIGITS {
        return None;
    }
    let digit = |byte: u8| byte.is_ascii_digit().then(|| u64::from(byte - b'0'));
    text.bytes().try_fold(0, |number, byte| Some(number * 10 + digit(byte)?))
}

/// The values between the spaces of a text.
fn parts(text: &str, span: Span) -> Vec<Token> {
    // Some characters fold into texts with spaces and have none themselves.
    if text.split_whitespace().nth(1).is_none() {
        return Vec::new();
    }
    let part = |part: &str| {
        let start = span.start + (part.as_ptr() as usize - text.as_ptr() as usize);
        let mut token = Token::read(part, Span::new(start, start + part.len()))?;
        token.reasons.push(Reason::Joined);
        Some(token)
    };
    text.split_whitespace().filter_map(part).collect()
}

/// Whether a text is digits that begin with a zero: no number is written so, but cells that were joined are.
fn is_zero_led(text: &str) -> bool {
    text.len() > 1 && text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The values that a text which begins with zeros may be: each zero by itself, and what follows them.
fn joined_zeros(text: &str, span: Span) -> Vec<Token> {
    let zeros = text.bytes().take_while(|&byte| byte == b'0').count();
    let ends = (1..=zeros).chain(if zeros < text.len() { Some(text.len()) } else { None });
    let mut from = 0;
    let part = |to: usize| {
        let own = Span::new(span.start + from, span.start + to);
        let token = Token::read(&text[from..to], own);
        from = to;
        token
    };
    ends.filter_map(part).map(|token| Token { reasons: vec![Reason::Joined], ..token }).collect()
}

/// A digit in a circle, raised or lowered: a footnote mark, and no digit of a number.
fn is_other_digit(char: char) -> bool {
    !char.is_ascii() && !is_full_width_digit(char) && char.nfkc().any(|folded| folded.is_ascii_digit())
}

/// The sign of a number.
#[derive(Clone, Copy)]
enum Sign {
    Plus,
    Minus,
}

impl Sign {
    fn of(self, value: Decimal) -> Decimal {
        match self {
            Self::Plus => value,
            Self::Minus => -value,
        }
    }
}

/// A text taken apart into sign, digits, unit and note.
struct Written<'a> {
    sign: Sign,
    digits: String,
    letters: bool,
    yuan: bool,
    begins_with_point: bool,
    reasons: Vec<Reason>,
    rest: &'a str,
}

impl<'a> Written<'a> {
    fn take(folded: &'a str, raw: &str) -> Self {
        let mut written = Self {
            sign: Sign::Plus,
            digits: String::new(),
            letters: false,
            yuan: false,
            begins_with_point: false,
            reasons: Vec::new(),
            rest: folded,
        };
        if raw.chars().any(is_full_width_digit) {
            written.reasons.push(Reason::FullWidth);
        }
        written.take_note();
        written.take_unit();
        written.take_sign();
        written.take_digits();
        written
    }

    /// `22(其中修订16件)`: the note after the number.
    fn take_note(&mut self) {
        let Some(open) = self.rest.find('(') else { return };
        let (number, note) = self.rest.split_at(open);
        if !number.trim().is_empty() && note.chars().any(is_han) {
            self.rest = number.trim_end();
            self.reasons.push(Reason::Note);
        }
    }

    fn take_unit(&mut self) {
        for (words, yuan) in [(&SIGNS.units, false), (&SIGNS.yuan, true)] {
            let found = words.iter().find_map(|word| self.rest.strip_suffix(word.as_str()));
            if let Some(number) = found.map(str::trim_end).filter(|number| !number.is_empty()) {
                self.rest = number;
                self.yuan = yuan;
                self.reasons.push(Reason::Unit);
                return;
            }
        }
    }

    fn take_sign(&mut self) {
        for (signs, taken) in [(&SIGNS.minus, Sign::Minus), (&SIGNS.plus, Sign::Plus)] {
            let found = signs.iter().find_map(|sign| Some((sign, self.rest.strip_prefix(sign.as_str())?)));
            let Some((sign, number)) = found else { continue };
            if number.trim_start().starts_with(|c: char| c.is_ascii_digit()) {
                self.rest = number.trim_start();
                self.sign = taken;
                if sign != "-" && sign != "+" {
                    self.reasons.push(Reason::Minus);
                }
                return;
            }
        }
    }

    fn take_digits(&mut self) {
        let body = self.rest.trim_matches(|char| SIGNS.specks.contains(&char) || char == ' ');
        let body = if body.is_empty() { self.rest } else { body };
        let is_digit = |char: char| char.is_ascii_digit() || SIGNS.letters.contains_key(&char);
        self.begins_with_point = self.rest.strip_prefix('.') == Some(body);
        if body.len() < self.rest.len() && body.contains(is_digit) {
            self.reasons.push(Reason::Debris);
            self.rest = body;
        }
        if is_grouped(self.rest) {
            self.reasons.push(Reason::Separators);
            self.digits = self.rest.replace(',', "");
            return;
        }
        for char in self.rest.chars() {
            match char {
                '0'..='9' | '.' => self.digits.push(char),
                ' ' => self.mark(Reason::Spaces),
                _ => match SIGNS.letters.get(&char) {
                    Some(&digit) => {
                        self.digits.push(digit);
                        self.letters = true;
                    }
                    None => return self.digits.clear(),
                },
            }
        }
    }

    fn mark(&mut self, reason: Reason) {
        if !self.reasons.contains(&reason) {
            self.reasons.push(reason);
        }
    }

    fn number(&self) -> Option<(Decimal, State)> {
        let (whole, fraction) = self.digits.split_once('.').unwrap_or((&self.digits, ""));
        let exact = !whole.is_empty() && whole.len() <= MOST_DIGITS && fraction.len() <= MOST_DECIMALS;
        let value = Decimal::from_str(&self.digits).ok().filter(|_| exact && !self.is_a_word())?;
        let state = if self.letters { State::Illegible } else { State::Number };
        Some((self.sign.of(value), state))
    }

    /// Whether it is several letters without a digit among them: a word, whatever its letters look like.
    fn is_a_word(&self) -> bool {
        self.letters && self.digits.len() > 1 && !self.rest.contains(|char: char| char.is_ascii_digit())
    }

    /// The number with the point before its digits, if it begins with one.
    fn fraction(&self) -> Option<Decimal> {
        let is_plain = self.begins_with_point && !self.letters && self.digits.len() <= MOST_DECIMALS;
        let value = Decimal::from_str(&format!("0.{}", self.digits)).ok().filter(|_| is_plain)?;
        Some(self.sign.of(value))
    }
}

/// Whether digits are written in groups of three: `1,234`.
fn is_grouped(text: &str) -> bool {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let mut groups = whole.split(',');
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let first = groups.next().is_some_and(|first| (1..=3).contains(&first.len()) && digits(first));
    let rest: Vec<_> = groups.collect();
    first && !rest.is_empty() && rest.iter().all(|part| part.len() == 3 && digits(part)) && digits(fraction)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_numbers_are_read_as_if_they_were_written_in_any_way() {
        let mut random = fastrand::Rng::with_seed(7);
        for _ in 0..3000 {
            let length = random.usize(1..=MOST_DIGITS);
            let text: String = (0..length).map(|_| random.digit(10)).collect();
            let span = Span::new(3, 3 + length);
            assert_eq!(Token::read(&text, span), Token::read_written(&text, span), "{text}");
        }
    }

    #[test]
    fn a_cell_says_a_number_or_why_not() {
        let cases = [
            ("0", "number 0"),
            ("4068.208", "number 4068.208"),
            ("１２", "number 12 FullWidth"),
            ("1,234", "number 1234 Separators"),
            ("12件", "number 12 Unit"),
            ("22（其中修订16件）", "number 22 Note"),
            ("-3", "number -3"),
            ("减3", "number -3 Minus"),
            ("+2", "number 2"),
            ("12 3", "number 123 Spaces"),
            ("0.", "number 0 Debris"),
            ("05", "number 5 LeadingZero"),
            ("251000元", "number 251000 Unit"),
            ("", "blank"),
            ("\u{3000}", "blank"),
            ("/", "not_applicable NotApplicable"),
            ("——", "not_applicable NotApplicable"),
            ("不涉及", "not_applicable NotApplicable"),
            ("l2", "illegible 12"),
            ("O", "illegible 0"),
            ("1Z", "illegible 12"),
            ("１O", "illegible 10 FullWidth"),
            ("SAT", "illegible Illegible"),
            ("oil", "illegible Illegible"),
            ("约1204件", "illegible Illegible"),
            ("17%", "illegible Illegible"),
            ("33万", "illegible Illegible"),
            ("1e5", "illegible Illegible"),
            ("٣٣", "illegible Illegible"),
            ("5²", "illegible Illegible"),
            ("①", "illegible Illegible"),
            ("12345678901234567", "illegible Illegible"),
            ("(", "illegible Illegible"),
            ("人", "illegible Illegible"),
        ];
        for (text, expected) in cases {
            let token = Token::read(text, Span::default()).unwrap_or_else(|| panic!("{text} is no label"));
            let mut said = token.state.name().to_owned();
            token.value.iter().for_each(|value| said += &format!(" {value}"));
            token.reasons.iter().for_each(|reason| said += &format!(" {reason:?}"));
            assert_eq!(said, expected, "{text}");
        }
    }

    #[test]
    fn zeros_before_a_number_are_cells_that_were_joined() {
        let parts = |text: &str| {
            let token = Token::read(text, Span::default()).expect("a value");
            token
                .parts
                .iter()
                .filter_map(|part| part.value)
                .map(|value| value.to_string())
                .collect::<Vec<_>>()
                .join(" ")
        };
        assert_eq!(
            (parts("001"), parts("000"), parts("05"), parts("0")),
            ("0 0 1".into(), "0 0 0".into(), "0 5".into(), String::new())
        );
    }

    #[test]
    fn an_amount_may_begin_with_its_point() {
        let token = Token::read(".50", Span::default()).expect("a value");
        assert_eq!(token.value_in(Unit::TenThousandYuan), Decimal::from_str("0.50").ok());
        assert_eq!(token.value_in(Unit::Count), Some(50.into()));
    }

    #[test]
    fn a_character_that_folds_into_words_is_no_row_of_values() {
        for text in ["\u{fdfa}", "\u{fdfa}1", "1\u{a8}", "\u{2017}"] {
            assert!(Token::read(text, Span::default()).is_none_or(|token| token.parts.is_empty()), "{text}");
        }
    }

    #[test]
    fn a_label_is_no_value() {
        for text in ["规章", "1.属于国家秘密", "3.其他", "一、本年新收", "第二十条第（一）项", "本年增/减"]
        {
            assert_eq!(Token::read(text, Span::default()), None, "{text}");
        }
    }

    #[test]
    fn numbers_are_exact_up_to_fifteen_digits_and_never_wrong_beyond() {
        let read = |text: &str| Token::read(text, Span::default()).and_then(|token| token.value);
        assert_eq!(read("999999999999999"), Some(Decimal::from(999_999_999_999_999_u64)));
        assert_eq!(read("1234567890.123456"), Decimal::from_str("1234567890.123456").ok());
        assert_eq!(read("99999999999999999999999999999999999"), None);
    }
}
