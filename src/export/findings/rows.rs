//! The rows of a list of findings.

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::editing::check::sum;
use crate::export::Setting;
use crate::export::field::Field;
use crate::findings::wording::{Part, Told, ToldEquation};
use crate::review::{Review, Status};
use crate::sheet::Sheet;
use crate::sidecar::Decision;
use crate::text::visible::visible;

/// The columns, in their fixed order.
pub(super) const COLUMNS: [&str; 17] = [
    "agency",
    "year",
    "source",
    "line",
    "level",
    "rule",
    "rule_name",
    "place",
    "left",
    "right",
    "difference",
    "verdict",
    "cells",
    "message",
    "reviewer",
    "time",
    "note",
];

/// What is known of a report when its findings are listed; every text is safe to show.
#[derive(Debug)]
pub(super) struct Known {
    /// The agency, empty if the report's title names none
    pub agency: String,
    /// The year that the report is about
    pub year: Option<u16>,
    /// The path of the report
    pub source: String,
    sheet: Arc<Sheet>,
    /// The cells that a person settled, in form order
    settled: Vec<(usize, Status, Decision)>,
}

impl Known {
    pub(super) fn of(review: &Review) -> Self {
        let settled = |cell: usize| {
            let status = review.status(cell);
            Some((cell, status, review.decision(cell).filter(|_| status.is_settled())?.clone()))
        };
        Self {
            agency: visible(review.record.agency.as_deref().unwrap_or_default()).into_owned(),
            year: review.record.year,
            source: visible(&review.source.path.to_string_lossy()).into_owned(),
            sheet: review.record.sheet.clone(),
            settled: (0..review.sheet().len()).filter_map(settled).collect(),
        }
    }
}

/// A rule that a report breaks at one place; every text is safe to show.
#[derive(Clone, Debug)]
pub(super) struct Listed {
    /// The agency, empty if the report's title names none
    pub agency: String,
    /// The year that the report is about
    pub year: Option<u16>,
    /// The path of the report
    pub source: String,
    /// Line and column in the source
    pub line: String,
    /// How grave it is: `error`, `warning` or `note`
    pub level: &'static str,
    /// The rule's id
    pub rule: String,
    /// Its name in the language of the program
    pub rule_name: String,
    /// The row or column that it was applied to
    pub place: String,
    /// The sum of the left side
    pub left: Option<Decimal>,
    /// The sum of the right side
    pub right: Option<Decimal>,
    /// By how much the left exceeds the right
    pub difference: Option<Decimal>,
    /// `source_error` if a person found the page wrong, `reread` if a person settled all its cells and it still fails,
    /// else `open`
    pub verdict: &'static str,
    /// The cells that are likeliest to blame
    pub cells: String,
    /// The finding in words
    pub message: String,
    /// Who decided, when, and why
    pub decided: [String; 3],
}

impl Listed {
    /// The rules that a finding breaks, one for each equation; none if it breaks none.
    pub(super) fn of(told: &Told, known: &Known, setting: Setting) -> Vec<Self> {
        if told.level == "open" || told.rules.is_empty() {
            return vec![];
        }
        if told.equations.is_empty() {
            return vec![Self::about(told, known, &told.rules[0], setting)];
        }
        let row = |equation: &ToldEquation| {
            let mut row = Self::about(told, known, &equation.rule, setting);
            (row.left, row.right) = (total(&equation.left), total(&equation.right));
            row.difference = equation.difference;
            row.judge(equation, known);
            row
        };
        told.equations.iter().map(row).collect()
    }

    fn about(told: &Told, known: &Known, rule: &str, setting: Setting) -> Self {
        let name = setting.catalogue.rules.iter().find(|other| other.id == rule);
        let line = told.line.zip(told.column).map(|(line, column)| format!("{line}:{column}"));
        Self {
            agency: known.agency.clone(),
            year: known.year,
            source: known.source.clone(),
            line: line.unwrap_or_default(),
            level: told.level,
            rule: rule.to_owned(),
            rule_name: name.map(|rule| rule.name.get(setting.words.language).to_owned()).unwrap_or_default(),
            place: String::new(),
            left: None,
            right: None,
            difference: None,
            verdict: "open",
            cells: told.cells.join(" "),
            message: told.message.clone(),
            decided: Default::default(),
        }
    }

    /// Where an equation stands, and what people decided of its cells.
    fn judge(&mut self, equation: &ToldEquation, known: &Known) {
        let sheet = &known.sheet;
        let position = |part: &Part| sheet.position(&part.cell.as_str().into());
        let cells: Vec<usize> = equation.left.iter().chain(&equation.right).filter_map(position).collect();
        let label = cells.first().map(|&cell| sheet.label_at(&equation.at, cell));
        label.unwrap_or(&equation.at).clone_into(&mut self.place);
        let settled: Vec<_> = known.settled.iter().filter(|(cell, ..)| cells.contains(cell)).collect();
        let wrong = settled.iter().find(|(_, status, _)| *status == Status::SourceError);
        let is_reread = !cells.is_empty() && cells.iter().all(|cell| settled.iter().any(|(other, ..)| other == cell));
        let last = || settled.iter().max_by_key(|(.., decision)| &decision.at).filter(|_| is_reread);
        self.verdict = match wrong {
            Some(_) => "source_error",
            None if is_reread => "reread",
            None => "open",
        };
        if let Some((.., decision)) = wrong.or_else(last) {
            self.decided = [&decision.by, &decision.at, &decision.note].map(|text| visible(text).into_owned());
        }
    }

    /// What each of the [`COLUMNS`] holds.
    pub(super) fn fields(&self) -> [Field<'_>; 17] {
        let [by, at, note] = &self.decided;
        [
            Field::text(&self.agency),
            Field::number(self.year),
            Field::text(&self.source),
            Field::text(&self.line),
            Field::text(self.level),
            Field::text(&self.rule),
            Field::text(&self.rule_name),
            Field::text(&self.place),
            Field::number(self.left),
            Field::number(self.right),
            Field::number(self.difference),
            Field::text(self.verdict),
            Field::text(&self.cells),
            Field::text(&self.message),
            Field::text(by),
            Field::text(at),
            Field::text(note),
        ]
    }
}

fn total(parts: &[Part]) -> Option<Decimal> {
    parts.iter().map(|part| part.value).collect::<Option<Vec<Decimal>>>().and_then(sum)
}
