//! How likely a number was read as it is printed: by how sure the OCR engine was of it, else by how much of the report
//! could not be read at all.
//!
//! The figures are those of some 3,100 values with a confidence that Tesseract read on printed reports, in four
//! qualities of scan; a third of them were kept back while the curve was drawn, and are no different. What counts most
//! is what was read: a misread 0 becomes any other sign, hardly anything becomes a 0, and most values are 0.
//!
//! | confidence | 0 | another single digit | more digits |
//! |---|---|---|---|
//! | below .5 | 0 of 63 wrong | 27 of 31 | 8 of 10 |
//! | .5 – .8 | 0 of 155 | 35 of 62 | 1 of 18 |
//! | .8 – .9 | 0 of 186 | 6 of 26 | 2 of 40 |
//! | .9 – .95 | 0 of 219 | 3 of 39 | 0 of 141 |
//! | above .95 | 0 of 1742 | 2 of 142 | 0 of 8 |
//!
//! Without confidences, where 2 % or more of a report's values could not be read: 6 of 397, 23 of 80, 4 of 69.
//!
//! Without confidences, the misread rate of a report is estimated from what is visibly broken in it: values that are no
//! number or only by letters for digits and specks, and characters of labels that were misread, over all its values. In
//! reports in which such signs are seen, the doubt about a number is set higher than it is on the average (about three times,
//! on generated reports): where no equation could show that it is wrong, a person should look at it. Equations that hold
//! take the doubt away again (`assess`).

use rust_decimal::Decimal;

use crate::reading::segment::SeenRow;
use crate::sheet::is_whole;
use crate::sheet::record::{Reason, State};

/// Probability that a printed digit was read right, where nothing is odd about it.
const DIGIT_RIGHT: f32 = 0.9992;
/// The same for a zero: hardly anything is misread for it.
const ZERO_RIGHT: f32 = 0.9998;
/// The log-odds that a single digit other than 0 was read right, by the engine's confidence; between two points on a
/// line. The odds of other readings are better by a factor of their own.
const CURVE: &[(f32, f32)] = &[(0.4, -1.5), (0.75, -0.5), (0.9, 2.0), (1.0, 5.5)];
/// Below this confidence, it is a reason for doubt.
const SURE: f32 = 0.9;
/// Values that are taken for read before the first one is seen.
const TAKEN_FOR_READ: f32 = 10.0;
/// What a misread character of a label says of the values, against a value that could not be read.
const WRONG_SIGN: f32 = 0.4;
/// From this probability on, misreadings are a reason for doubt.
const DOUBTFUL: f32 = 0.02;

/// What a reading looks like, which tells how far it can be trusted.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Zero,
    Digit,
    Number,
}

impl Kind {
    fn of(value: Decimal) -> Self {
        match value {
            _ if value.is_zero() => Self::Zero,
            _ if value.scale() == 0 && value.mantissa().unsigned_abs() < 10 => Self::Digit,
            _ if value.scale() > 0 && value.abs() < Decimal::TEN && is_whole(value) => Self::Digit,
            _ => Self::Number,
        }
    }

    /// By how much its log-odds are better than those of a single digit.
    fn better(self) -> f32 {
        match self {
            Self::Zero => 5.0,
            Self::Digit => 0.0,
            Self::Number => 2.0,
        }
    }

    /// How often it is a misreading in a report of which this share could not be read.
    fn misread(self, unread: f32) -> f32 {
        match self {
            Self::Zero => (unread * 0.02).min(0.003),
            Self::Digit => (unread * 10.0).min(0.35),
            Self::Number => (unread * 10.0).min(0.3),
        }
    }
}

/// How well a report could be read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Legibility {
    /// The share of its values that are no number, or one only with letters for digits or specks taken off
    unread: f32,
}

impl Legibility {
    /// How well a report with these rows could be read.
    pub(super) fn of<'a>(rows: impl Iterator<Item = &'a SeenRow> + Clone) -> Self {
        let wrong_signs = wrong_signs(rows.clone()).min(6.0);
        let (mut odd, mut all) = (0.0, TAKEN_FOR_READ);
        for token in rows.flat_map(|row| &row.tokens).filter(|token| token.state != State::Blank) {
            all += 1.0;
            odd += f32::from(u8::from(token.state == State::Illegible || token.reasons.contains(&Reason::Debris)));
        }
        Self { unread: (odd + WRONG_SIGN * wrong_signs) / all }
    }

    /// The probability that a number was read right, by its signs alone, and why it is low. `sure` is the confidence of
    /// the OCR engine, where it is known.
    pub(super) fn right(self, value: Decimal, digits: usize, sure: Option<f32>) -> (f32, Option<Reason>) {
        let kind = Kind::of(value);
        let clean = if kind == Kind::Zero { ZERO_RIGHT } else { DIGIT_RIGHT.powi(digits as i32) };
        if let Some(sure) = sure {
            let right = 1.0 / (1.0 + (-log_odds(sure) - kind.better()).exp());
            return (right.min(clean), (sure < SURE).then_some(Reason::Ocr((sure * 100.0) as u8)));
        }
        let misread = kind.misread(self.unread);
        let doubt = (misread > DOUBTFUL).then_some(Reason::Unread);
        (clean * (1.0 - misread), doubt)
    }
}

/// The characters of labels that were misread, as far as labels are recognised.
fn wrong_signs<'a>(rows: impl Iterator<Item = &'a SeenRow>) -> f32 {
    // Elsewhere labels stand in pieces, which come near to none.
    let labels = rows.filter(|row| row.bounds.are_separators()).flat_map(|row| &row.labels);
    let wrong = |near: f32, length: usize| match near {
        _ if !(0.7..0.999).contains(&near) => 0.0,
        _ => ((1.0 - near) * length as f32).max(1.0),
    };
    labels.map(|label| wrong(label.nearest, label.length).min(2.0)).sum()
}

/// The log-odds of a single digit, by the engine's confidence.
fn log_odds(sure: f32) -> f32 {
    let (first, last) = (CURVE[0], CURVE[CURVE.len() - 1]);
    let between = CURVE.windows(2).find(|points| (points[0].0..points[1].0).contains(&sure));
    match between {
        Some(&[(from, low), (to, high)]) => low + (high - low) * (sure - from) / (to - from),
        _ if sure < first.0 => first.1,
        _ => last.1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn right(value: u32, unread: f32, sure: Option<f32>) -> f32 {
        Legibility { unread }.right(value.into(), value.to_string().len(), sure).0
    }

    #[test]
    fn the_surer_the_engine_the_likelier_the_number() {
        for value in [0, 7, 42] {
            let curve: Vec<f32> = (0..=100).map(|percent| right(value, 0.0, Some(percent as f32 / 100.0))).collect();
            assert!(curve.is_sorted() && curve[0] < 0.98 && curve[100] > 0.99, "{value}: {curve:?}");
        }
        assert!(right(0, 0.0, Some(0.5)) > right(42, 0.0, Some(0.5)));
        assert!(right(42, 0.0, Some(0.5)) > right(7, 0.0, Some(0.5)));
    }

    #[test]
    fn where_nothing_is_odd_every_digit_counts_alike() {
        assert!(right(7, 0.0, None) > 0.999 && right(0, 0.0, None) > 0.999);
        assert!(right(7, 0.2, None) < 0.7 && right(0, 0.2, None) > 0.99);
    }
}
