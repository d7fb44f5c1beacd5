//! How well reports are read: against the truth about every cell, and against what the reader itself claims.

use std::collections::BTreeMap;

use gouji::export::CellRow;
use serde_json::{Value, json};

use crate::report::Report;
use crate::truth::{Known, Truth};

/// From here on, a number is claimed with confidence.
const CONFIDENT: f64 = 0.9;
/// From here on, a number needs no reviewer.
const SURE: f64 = 0.95;
/// Where the bands of the reliability table begin.
pub const BANDS: [f64; 8] = [0.0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.999];

/// How many of how many.
#[derive(Clone, Copy, Debug, Default)]
pub struct Share {
    /// How many
    pub right: usize,
    /// Of how many
    pub of: usize,
}

impl Share {
    fn add(&mut self, right: bool) {
        self.right += usize::from(right);
        self.of += 1;
    }

    /// The share, if there is anything to share.
    pub fn rate(self) -> Option<f64> {
        (self.of > 0).then(|| self.right as f64 / self.of as f64)
    }
}

/// How well a set of cells is read.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    /// Cells whose text says their value: the value is right
    pub read: Share,
    /// Cells that only the rules give back: the value or the first suggestion is right
    pub repaired: Share,
    /// The same, or no confident value stands there
    pub flagged: Share,
    /// Cells that cannot be known: no confident number that is wrong stands there
    pub honest: Share,
    /// Of every cell with a number: the confidence in it, and whether it is right
    pub claims: Vec<(f64, bool)>,
}

/// How far confidence can be trusted.
#[derive(Clone, Copy, Debug, Default)]
pub struct Calibration {
    /// Expected calibration error, over ten bins of equal mass
    pub error: f64,
    /// Of the numbers that need no reviewer, those that are wrong
    pub wrong_of_sure: Share,
    /// The probability that a right number has more confidence than a wrong one
    pub auroc: Option<f64>,
}

impl Figures {
    fn add(&mut self, truth: &Truth, row: Option<&CellRow>) {
        let have = row.and_then(gouji::export::CellRow::value);
        let confidence = row.map_or(1.0, gouji::export::CellRow::confidence);
        let is_right = have.is_some() && have == truth.value;
        match truth.known {
            Known::Text | Known::Aligned => self.read.add(is_right),
            Known::Rules => {
                let is_offered = row.is_some_and(|row| row.suggested().is_some() && row.suggested() == truth.value);
                self.repaired.add(is_right || is_offered);
                self.flagged.add(is_right || is_offered || confidence < CONFIDENT);
            }
            Known::No | Known::Absent => self.honest.add(have.is_none() || confidence < CONFIDENT || is_right),
        }
        if have.is_some() && truth.value.is_some() {
            self.claims.push((confidence, is_right));
        }
    }

    /// How far the confidence in these cells can be trusted.
    pub fn calibration(&self) -> Calibration {
        let mut claims = self.claims.clone();
        claims.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut sure = Share::default();
        claims.iter().filter(|(confidence, _)| *confidence >= SURE).for_each(|(_, right)| sure.add(!right));
        Calibration { error: calibration_error(&claims), wrong_of_sure: sure, auroc: auroc(&claims) }
    }

    /// For each of the [`BANDS`]: how many numbers, their mean confidence, and the share that is right.
    pub fn reliability(&self) -> Vec<(usize, f64, f64)> {
        let band = |nth: usize| {
            let end = BANDS.get(nth + 1).copied().unwrap_or(f64::INFINITY);
            let inside = self.claims.iter().filter(|(confidence, _)| (BANDS[nth]..end).contains(confidence));
            let (count, claimed, right) =
                inside.fold((0, 0.0, 0), |(count, claimed, right), (confidence, is_right)| {
                    (count + 1, claimed + confidence, right + usize::from(*is_right))
                });
            let of = (count as f64).max(1.0);
            (count, claimed / of, right as f64 / of)
        };
        (0..BANDS.len()).map(band).collect()
    }

    /// All figures, for other programs.
    pub fn json(&self) -> Value {
        let Calibration { error, wrong_of_sure, auroc } = self.calibration();
        let share = |share: Share| json!({ "right": share.right, "of": share.of, "rate": share.rate() });
        json!({
            "read": share(self.read), "repaired": share(self.repaired), "repaired_or_flagged": share(self.flagged),
            "honest": share(self.honest), "numbers": self.claims.len(), "calibration_error": error,
            "sure": wrong_of_sure.of, "wrong_of_sure": wrong_of_sure.rate(), "auroc": auroc,
        })
    }
}

/// Expected calibration error of claims in the order of their confidence.
fn calibration_error(claims: &[(f64, bool)]) -> f64 {
    let count = claims.len();
    let bin = |nth: usize| {
        let part = &claims[nth * count / 10..(nth + 1) * count / 10];
        part.iter().map(|(confidence, right)| confidence - f64::from(u8::from(*right))).sum::<f64>().abs()
    };
    (0..10).map(bin).sum::<f64>() / (count as f64).max(1.0)
}

/// Area under the receiver operating characteristic of claims in the order of their confidence; ties count half.
fn auroc(claims: &[(f64, bool)]) -> Option<f64> {
    let right = claims.iter().filter(|(_, right)| *right).count() as f64;
    let wrong = claims.len() as f64 - right;
    let (mut below, mut area) = (0.0, 0.0);
    for tied in claims.chunk_by(|a, b| a.0.total_cmp(&b.0).is_eq()) {
        let good = tied.iter().filter(|(_, right)| *right).count() as f64;
        let bad = tied.len() as f64 - good;
        area += good * (below + bad / 2.0);
        below += bad;
    }
    (right > 0.0 && wrong > 0.0).then(|| area / (right * wrong))
}

/// What figures are told apart by.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Axis {
    /// Everything
    All,
    /// By severity
    Severity,
    /// By format
    Format,
    /// By how much goes on
    Activity,
    /// By form
    Form,
    /// By table
    Table,
    /// By kind of damage
    Kind,
}

/// The figures of all reports.
#[derive(Debug, Default)]
pub struct Board(pub BTreeMap<(Axis, String), Figures>);

impl Board {
    /// Takes in what was read of a report.
    pub fn add(&mut self, report: &Report, rows: &[CellRow]) {
        let by_cell: BTreeMap<&str, &CellRow> = rows.iter().map(|row| (row.cell().as_str(), row)).collect();
        let order = &report.order;
        let whole = [
            (Axis::All, "all".to_owned()),
            (Axis::Severity, order.severity.to_string()),
            (Axis::Format, order.format.name.to_owned()),
            (Axis::Activity, format!("{:?}", report.model.activity).to_lowercase()),
            (Axis::Form, report.form()),
        ];
        for (cell, truth) in report.truths.iter().enumerate() {
            let id = report.model.sheet.slots[cell].id.as_str();
            let row = by_cell.get(id).copied();
            let table = (Axis::Table, report.model.sheet.part(cell).table().id.clone());
            let none = truth.kinds.is_empty().then_some("none");
            let kinds = truth.kinds.iter().copied().chain(none).map(|kind| (Axis::Kind, kind.to_owned()));
            for key in whole.iter().cloned().chain([table]).chain(kinds) {
                self.0.entry(key).or_default().add(truth, row);
            }
        }
    }

    /// The figures along one axis, in order.
    pub fn along(&self, axis: Axis) -> impl Iterator<Item = (&str, &Figures)> {
        self.0.iter().filter(move |((of, _), _)| *of == axis).map(|((_, name), figures)| (name.as_str(), figures))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn confidence_that_sorts_right_from_wrong_and_is_as_large_as_the_share_of_right_ones_is_perfect() {
        let claims = [(0.0, false), (0.0, false), (1.0, true), (1.0, true)];
        assert!(calibration_error(&claims) < 1e-9);
        assert_eq!(auroc(&claims), Some(1.0));
        assert_eq!(auroc(&[(0.5, false), (0.5, true)]), Some(0.5));
        assert_eq!(auroc(&[(0.5, true)]), None);
    }
}
