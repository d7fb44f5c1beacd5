//! The columns of the exports: one table for the cells of a report, one for reports. Every format and the descriptor of a
//! data package walk these tables, so that a column is added by adding an entry.

use std::fmt;

use crate::editing::check::Proof;
use crate::export::field::Field;
use crate::export::rows::{CellRow, ReportRow};
use crate::review::Status;
use crate::sheet::record::State;
use crate::words::Language;

/// What a column is, and how to get what it holds from a row.
pub struct Column<G> {
    /// The name, the same in every language
    pub name: &'static str,
    /// What it holds
    pub kind: Kind,
    /// Whether every row has it
    pub required: bool,
    /// Whether it is the same in all rows of a report
    pub(super) of_report: bool,
    about: About,
    get: G,
}

/// A column of the long layout.
pub type CellColumn = Column<for<'a> fn(&'a CellRow<'a>) -> Field<'a>>;

impl fmt::Debug for CellRow<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(CELL_COLUMNS.iter().map(|column| (column.name, column.field(self)))).finish()
    }
}

/// A column of the wide layout, before those of the cells.
pub type ReportColumn = Column<for<'a> fn(&'a ReportRow<'a>) -> Field<'a>>;

/// What a column holds.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// A text
    Text,
    /// A text of this pattern
    Pattern(&'static str),
    /// One of these names
    Name(fn() -> Vec<&'static str>),
    /// A year
    Year,
    /// A whole number, 0 or more
    Count,
    /// A figure of a report, exact
    Figure,
    /// A number from 0 to 1
    Probability,
}

/// What a column means, in both languages.
#[derive(Clone, Copy, Debug)]
struct About {
    zh: &'static str,
    en: &'static str,
}

impl<G> Column<G> {
    /// What it means.
    pub fn about(&self, language: Language) -> &'static str {
        if language == Language::English { self.about.en } else { self.about.zh }
    }
}

impl CellColumn {
    /// What it holds in a row.
    pub fn field<'a>(&self, row: &'a CellRow<'a>) -> Field<'a> {
        (self.get)(row)
    }
}

impl ReportColumn {
    /// What it holds in a row.
    pub fn field<'a>(&self, row: &'a ReportRow<'a>) -> Field<'a> {
        (self.get)(row)
    }
}

impl<G> fmt::Debug for Column<G> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Column").field("name", &self.name).field("kind", &self.kind).finish_non_exhaustive()
    }
}

/// The columns of the long layout, in their fixed order.
pub static CELL_COLUMNS: &[CellColumn] = &[
    Column {
        name: "source",
        kind: Kind::Text,
        required: true,
        of_report: true,
        about: About { zh: "报告的路径", en: "path of the report" },
        get: |row| Field::text(row.source()),
    },
    Column {
        name: "agency",
        kind: Kind::Text,
        required: false,
        of_report: true,
        about: About { zh: "标题中的机关", en: "agency in its title" },
        get: |row| Field::text(row.agency()),
    },
    Column {
        name: "year",
        kind: Kind::Year,
        required: false,
        of_report: true,
        about: About { zh: "报告所属年份", en: "year that it is about" },
        get: |row| Field::number(row.year()),
    },
    Column {
        name: "form",
        kind: Kind::Text,
        required: true,
        of_report: false,
        about: About {
            zh: "该表所用表式，以发文年份为名", en: "form of the table, by the year of its notice"
        },
        get: |row| Field::text(row.form()),
    },
    Column {
        name: "cell",
        kind: Kind::Text,
        required: true,
        of_report: false,
        about: About { zh: "格的地址，表.行.列", en: "address of the cell, table.row.column" },
        get: |row| Field::text(row.cell().as_str()),
    },
    Column {
        name: "label",
        kind: Kind::Text,
        required: true,
        of_report: false,
        about: About { zh: "表式上印的行名和栏名", en: "printed labels of row and column" },
        get: |row| Field::text(row.label()),
    },
    Column {
        name: "value",
        kind: Kind::Figure,
        required: false,
        of_report: false,
        about: About {
            zh: "现用的数：审核人改过的，否则是原文的；金额以万元计",
            en: "number in force: the reviewer's, else the source's; amounts in 10,000 yuan",
        },
        get: |row| Field::number(row.value()),
    },
    Column {
        name: "raw",
        kind: Kind::Text,
        required: false,
        of_report: false,
        about: About { zh: "原文", en: "text as it stands in the source" },
        get: |row| Field::Text(row.raw().into()),
    },
    Column {
        name: "state",
        kind: Kind::Name(|| State::ALL.iter().map(|state| state.name()).collect()),
        required: true,
        of_report: false,
        about: About { zh: "格里是什么", en: "what stands in the cell" },
        get: |row| Field::text(row.state()),
    },
    Column {
        name: "confidence",
        kind: Kind::Probability,
        required: true,
        of_report: false,
        about: About {
            zh: "读数与纸面相符的概率，人定过的为 1",
            en: "probability that the value is what the paper prints, 1 once a person has settled it",
        },
        get: |row| Field::number(Some(row.confidence())),
    },
    Column {
        name: "proof",
        kind: Kind::Name(|| Proof::ALL.iter().map(|proof| proof.name()).collect()),
        required: true,
        of_report: false,
        about: About { zh: "算式对这一格的证明", en: "what the equations say of the cell" },
        get: |row| Field::text(row.proof()),
    },
    Column {
        name: "status",
        kind: Kind::Name(Status::names),
        required: true,
        of_report: false,
        about: About { zh: "审核结果", en: "what was decided" },
        get: |row| Field::text(row.status()),
    },
    Column {
        name: "suggested",
        kind: Kind::Figure,
        required: false,
        of_report: false,
        about: About { zh: "建议值", en: "best value offered instead" },
        get: |row| Field::number(row.suggested()),
    },
    Column {
        name: "probability",
        kind: Kind::Probability,
        required: false,
        of_report: false,
        about: About { zh: "建议值的概率", en: "how likely that is" },
        get: |row| Field::number(row.probability()),
    },
    Column {
        name: "line",
        kind: Kind::Pattern("[0-9]+:[0-9]+"),
        required: false,
        of_report: false,
        about: About { zh: "在原文中的行:列，从 1 起", en: "line:column in the source, from 1" },
        get: |row| row.place().map_or(Field::Nothing, |(line, column)| Field::Text(format!("{line}:{column}").into())),
    },
];

/// The columns of the wide layout before those of the cells, in their fixed order.
pub static REPORT_COLUMNS: &[ReportColumn] = &[
    Column {
        name: "source",
        kind: Kind::Text,
        required: true,
        of_report: true,
        about: About { zh: "报告的路径", en: "path of the report" },
        get: |row| Field::text(row.source()),
    },
    Column {
        name: "agency",
        kind: Kind::Text,
        required: false,
        of_report: true,
        about: About { zh: "标题中的机关", en: "agency in its title" },
        get: |row| Field::text(row.agency()),
    },
    Column {
        name: "year",
        kind: Kind::Year,
        required: false,
        of_report: true,
        about: About { zh: "报告所属年份", en: "year that it is about" },
        get: |row| Field::number(row.year()),
    },
    Column {
        name: "form",
        kind: Kind::Text,
        required: true,
        of_report: true,
        about: About { zh: "各表所用表式", en: "forms of its tables" },
        get: |row| Field::text(row.form()),
    },
    Column {
        name: "cells",
        kind: Kind::Count,
        required: true,
        of_report: true,
        about: About { zh: "格数", en: "cells" },
        get: |row| Field::number(Some(row.tally().cells)),
    },
    Column {
        name: "proved",
        kind: Kind::Count,
        required: true,
        of_report: true,
        about: About { zh: "两个以上算式证明的格数", en: "cells that two equations or more prove" },
        get: |row| Field::number(Some(row.tally().proved)),
    },
    Column {
        name: "settled",
        kind: Kind::Count,
        required: true,
        of_report: true,
        about: About { zh: "人定过的格数", en: "cells that a person settled" },
        get: |row| Field::number(Some(row.tally().settled)),
    },
    Column {
        name: "open",
        kind: Kind::Count,
        required: true,
        of_report: true,
        about: About { zh: "待人工核对的格数", en: "cells that need a person" },
        get: |row| Field::number(Some(row.tally().open)),
    },
    Column {
        name: "solved",
        kind: Kind::Count,
        required: true,
        of_report: true,
        about: About {
            zh: "空白而可由算式推出的格数", en: "blank cells whose value follows from equations"
        },
        get: |row| Field::number(Some(row.tally().solved)),
    },
    Column {
        name: "failing",
        kind: Kind::Count,
        required: true,
        of_report: true,
        about: About { zh: "不成立的算式数", en: "equations that fail" },
        get: |row| Field::number(Some(row.tally().failing)),
    },
    Column {
        name: "not_run",
        kind: Kind::Count,
        required: true,
        of_report: true,
        about: About { zh: "未验算的算式数", en: "equations that did not run" },
        get: |row| Field::number(Some(row.tally().not_run)),
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    /// Every column by its name, with what it means.
    fn all() -> impl Iterator<Item = (&'static str, About)> {
        let cells = CELL_COLUMNS.iter().map(|column| (column.name, column.about));
        cells.chain(REPORT_COLUMNS.iter().map(|column| (column.name, column.about)))
    }

    #[test]
    fn every_column_is_described_in_both_languages() {
        for (name, about) in all() {
            assert!(!about.zh.is_empty() && about.zh.chars().any(|char| char > '\u{3000}'), "{name} lacks Chinese");
            assert!(about.en.chars().any(|char| char.is_ascii_alphabetic()), "{name} lacks English");
        }
    }

    #[test]
    fn no_name_is_given_to_two_columns() {
        let names: Vec<&str> = CELL_COLUMNS.iter().map(|column| column.name).collect();
        for (column_ix, name) in names.iter().enumerate() {
            assert!(!names[..column_ix].contains(name), "{name} is there twice");
        }
    }
}
