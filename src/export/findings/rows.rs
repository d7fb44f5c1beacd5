//! The rows of a list of findings.

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::editing::check::sum;
use crate::export::Setting;
use crate::export::columns::{About, Column, Kind, Unit};
use crate::export::field::Field;
use crate::findings::wording::{Part, RenderedEquation, RenderedFinding};
use crate::review::{Review, Status};
use crate::sheet::Sheet;
use crate::sidecar::Decision;
use crate::text::visible::visible;

/// A column of the list.
pub(super) type FindingColumn = Column<for<'a> fn(&'a Listed) -> Field<'a>>;

/// A column of texts, dates and figures, which have no unit of their own.
const fn column(
    name: &'static str,
    kind: Kind,
    required: bool,
    [zh, en]: [&'static str; 2],
    get: for<'a> fn(&'a Listed) -> Field<'a>,
) -> FindingColumn {
    Column { name, kind, unit: Unit::No, required, of_report: false, about: About { zh, en }, get }
}

/// The columns, in their fixed order; what they mean is their head in a workbook.
pub(super) static COLUMNS: &[FindingColumn] = &[
    column("agency", Kind::Text, false, ["机关", "agency"], |row| Field::text(&row.agency)),
    column("year", Kind::Year, false, ["年份", "year"], |row| Field::number(row.year)),
    column("source", Kind::Text, true, ["文件", "file"], |row| Field::text(&row.source)),
    column("line", Kind::Text, false, ["行:列", "line:column"], |row| Field::text(&row.line)),
    column("level", Kind::Text, true, ["程度", "level"], |row| Field::text(row.level)),
    column("rule", Kind::Text, true, ["规则", "rule"], |row| Field::text(&row.rule)),
    column("rule_name", Kind::Text, true, ["规则名称", "rule name"], |row| Field::text(&row.rule_name)),
    column("place", Kind::Text, false, ["行或列", "row or column"], |row| Field::text(&row.place)),
    column("left", Kind::Figure, false, ["左边", "left"], |row| Field::number(row.left)),
    column("right", Kind::Figure, false, ["右边", "right"], |row| Field::number(row.right)),
    column("difference", Kind::Figure, false, ["相差", "difference"], |row| Field::number(row.difference)),
    column("verdict", Kind::Text, true, ["结论", "verdict"], |row| Field::text(row.verdict)),
    column("decided_cell", Kind::Text, false, ["有误的单元格", "cell in error"], |row| {
        Field::text(&row.decided_cell)
    }),
    column("decided", Kind::Text, false, ["应为", "should be"], |row| Field::text(&row.decided)),
    column("cells", Kind::Text, false, ["单元格", "cells"], |row| Field::text(&row.cells)),
    column("message", Kind::Text, true, ["说明", "message"], |row| Field::text(&row.message)),
    column("reviewer", Kind::Text, false, ["审核人", "reviewer"], |row| Field::text(&row.said[0])),
    column("time", Kind::Text, false, ["时间", "time"], |row| Field::text(&row.said[1])),
    column("note", Kind::Text, false, ["批注", "comment"], |row| Field::text(&row.said[2])),
];

impl FindingColumn {
    /// What it holds in a row.
    pub(super) fn field<'a>(&self, row: &'a Listed) -> Field<'a> {
        (self.get)(row)
    }
}

/// What is known of a report when its findings are listed; every text is safe to show.
#[derive(Debug)]
pub(super) struct ListedReport {
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

impl ListedReport {
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
    /// The cell that a reviewer decided on
    pub decided_cell: String,
    /// The value that a reviewer gave; of an error in the original, the value that it should have
    pub decided: String,
    /// Who decided, when, and why
    pub said: [String; 3],
}

impl Listed {
    /// The rules that a finding breaks, one for each equation; none if it breaks none.
    pub(super) fn of(finding: &RenderedFinding, report: &ListedReport, setting: Setting) -> Vec<Self> {
        // What did not run is no finding against anybody, whatever it lacked.
        let did_not_run = matches!(finding.kind, "not_run" | "year_not_run");
        if did_not_run || finding.level == "open" || finding.rules.is_empty() {
            return vec![];
        }
        if finding.equations.is_empty() {
            return vec![Self::about(finding, report, &finding.rules[0], setting)];
        }
        let row = |equation: &RenderedEquation| {
            let mut row = Self::about(finding, report, &equation.rule, setting);
            (row.left, row.right) = (total(&equation.left), total(&equation.right));
            row.difference = equation.difference;
            row.judge(equation, report);
            row
        };
        finding.equations.iter().map(row).collect()
    }

    fn about(finding: &RenderedFinding, report: &ListedReport, rule: &str, setting: Setting) -> Self {
        let name = setting.catalogue.rules.iter().find(|other| other.id == rule);
        let line = finding.line.zip(finding.column).map(|(line, column)| format!("{line}:{column}"));
        Self {
            agency: report.agency.clone(),
            year: report.year,
            source: report.source.clone(),
            line: line.unwrap_or_default(),
            level: finding.level,
            rule: rule.to_owned(),
            rule_name: name.map(|rule| rule.name.get(setting.words.language).to_owned()).unwrap_or_default(),
            place: String::new(),
            left: None,
            right: None,
            difference: None,
            verdict: "open",
            cells: finding.cells.join(" "),
            message: finding.message.clone(),
            decided_cell: String::new(),
            decided: String::new(),
            said: Default::default(),
        }
    }

    /// The place of an equation, and what reviewers decided on its cells.
    fn judge(&mut self, equation: &RenderedEquation, report: &ListedReport) {
        let sheet = &report.sheet;
        let position = |part: &Part| sheet.position(&part.cell.as_str().into());
        let cells: Vec<usize> = equation.left.iter().chain(&equation.right).filter_map(position).collect();
        let label = cells.first().map(|&cell| sheet.label_at(&equation.at, cell));
        label.unwrap_or(&equation.at).clone_into(&mut self.place);
        let settled: Vec<_> = report.settled.iter().filter(|(cell, ..)| cells.contains(cell)).collect();
        let wrong = settled.iter().find(|(_, status, _)| *status == Status::SourceError);
        let is_reread = !cells.is_empty() && cells.iter().all(|cell| settled.iter().any(|(other, ..)| other == cell));
        let last = || settled.iter().max_by_key(|(.., decision)| &decision.at).filter(|_| is_reread);
        self.verdict = match wrong {
            Some(_) => "source_error",
            None if is_reread => "reread",
            None => "open",
        };
        if let Some((.., decision)) = wrong.or_else(last) {
            self.decided_cell = visible(decision.cell.as_str()).into_owned();
            self.decided = visible(&decision.value).into_owned();
            self.said = [&decision.by, &decision.at, &decision.note].map(|text| visible(text).into_owned());
        }
    }
}

fn total(parts: &[Part]) -> Option<Decimal> {
    parts.iter().map(|part| part.value).collect::<Option<Vec<Decimal>>>().and_then(sum)
}
