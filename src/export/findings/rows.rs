//! The rows of a list of findings.

use rust_decimal::Decimal;

use crate::check::sum;
use crate::export::Setting;
use crate::export::row::Field;
use crate::review::{Review, Status};
use crate::sidecar::Decision;
use crate::tell::{Part, Told, ToldEquation};
use crate::visible::visible;

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

/// What of a report is told with each of its findings; every text is safe to show.
pub(super) struct Known {
    pub agency: String,
    pub year: Option<u16>,
    pub source: String,
}

impl Known {
    pub(super) fn of(review: &Review) -> Self {
        Self {
            agency: visible(review.record.agency.as_deref().unwrap_or_default()).into_owned(),
            year: review.record.year,
            source: visible(&review.source.path.to_string_lossy()).into_owned(),
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
    pub(super) fn of(told: &Told, known: &Known, review: Option<&Review>, setting: Setting) -> Vec<Self> {
        if told.level == "open" || told.rules.is_empty() {
            return vec![];
        }
        if told.equations.is_empty() {
            return vec![Self::about(told, known, &told.rules[0], setting)];
        }
        let row = |equation: &ToldEquation| {
            let mut row = Self::about(told, known, &equation.rule, setting);
            row.place.clone_from(&equation.at);
            (row.left, row.right) = (total(&equation.left), total(&equation.right));
            row.difference = equation.difference;
            if let Some(review) = review {
                row.judge(equation, review);
            }
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

    /// What people decided of the cells of an equation.
    fn judge(&mut self, equation: &ToldEquation, review: &Review) {
        let sheet = review.sheet();
        let position = |part: &Part| sheet.position(&part.cell.as_str().into());
        let cells: Vec<usize> = equation.left.iter().chain(&equation.right).filter_map(position).collect();
        if let Some(&first) = cells.first() {
            self.place = sheet.label_at(&equation.at, first).to_owned();
        }
        let wrong = cells.iter().copied().find(|&cell| review.status(cell) == Status::SourceError);
        let all = cells.iter().all(|&cell| review.status(cell).is_settled());
        let last = || cells.iter().filter_map(|&cell| review.decision(cell)).max_by_key(|decision| &decision.at);
        let decision: Option<&Decision> = match wrong {
            Some(cell) => review.decision(cell),
            None if all => last(),
            None => None,
        };
        self.verdict = match (wrong, all) {
            (Some(_), _) => "source_error",
            (None, true) => "reread",
            (None, false) => "open",
        };
        if let Some(decision) = decision {
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
