//! The columns of the exports: one table for the cells of a report, one for reports. Every format and the descriptor of a
//! data package walk these tables, so that a column is added by adding an entry.

use std::fmt;

use crate::editing::check::Proof;
use crate::export::field::Field;
use crate::export::rows::{CellRow, ReportRow, unit_name};
use crate::form;
use crate::review::Status;
use crate::sheet::record::State;
use crate::words::Language;

/// What a column is, and how to get what it holds from a row.
pub struct Column<G> {
    /// The name, the same in every language
    pub name: &'static str,
    /// What it holds
    pub kind: Kind,
    /// What it is measured in
    pub unit: Unit,
    /// Whether every row has it
    pub required: bool,
    /// Whether it is the same in all rows of a report
    pub(super) of_report: bool,
    pub(super) about: About,
    pub(super) get: G,
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

/// What a column is measured in.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Unit {
    /// Not a measure
    No,
    /// The unit of its cell, which the column `unit` names
    OfCell,
    /// A share of 1
    Share,
    /// Cells
    Cells,
    /// Equations
    Equations,
}

impl Unit {
    /// The name of the unit in a descriptor; none if it is not a measure.
    pub fn name(self) -> Option<&'static str> {
        match self {
            Self::No => None,
            Self::OfCell => Some("column: unit"),
            Self::Share => Some("1"),
            Self::Cells => Some("cells"),
            Self::Equations => Some("equations"),
        }
    }
}

/// What a column means, in both languages.
#[derive(Clone, Copy, Debug)]
pub(super) struct About {
    pub zh: &'static str,
    pub en: &'static str,
}

impl About {
    pub(super) fn get(self, language: Language) -> &'static str {
        if language == Language::English { self.en } else { self.zh }
    }
}

impl<G> Column<G> {
    /// What it means.
    pub fn about(&self, language: Language) -> &'static str {
        self.about.get(language)
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
        unit: Unit::No,
        required: true,
        of_report: true,
        about: About { zh: "报告的路径", en: "path of the report" },
        get: |row| Field::text(row.source()),
    },
    Column {
        name: "source_blake3",
        kind: Kind::Pattern("[0-9a-f]{64}"),
        unit: Unit::No,
        required: true,
        of_report: true,
        about: About { zh: "报告文件的 BLAKE3 散列值", en: "BLAKE3 hash of the report's file" },
        get: |row| Field::text(row.source_blake3()),
    },
    Column {
        name: "agency",
        kind: Kind::Text,
        unit: Unit::No,
        required: false,
        of_report: true,
        about: About { zh: "标题中的机关", en: "agency in its title" },
        get: |row| Field::text(row.agency()),
    },
    Column {
        name: "year",
        kind: Kind::Year,
        unit: Unit::No,
        required: false,
        of_report: true,
        about: About { zh: "报告所属年份", en: "year that it is about" },
        get: |row| Field::number(row.year()),
    },
    Column {
        name: "form",
        kind: Kind::Text,
        unit: Unit::No,
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
        unit: Unit::No,
        required: true,
        of_report: false,
        about: About { zh: "单元格的地址，表.行.列", en: "address of the cell, table.row.column" },
        get: |row| Field::text(row.cell().as_str()),
    },
    Column {
        name: "table",
        kind: Kind::Text,
        unit: Unit::No,
        required: true,
        of_report: false,
        about: About { zh: "地址中的表", en: "table of the address" },
        get: |row| Field::text(row.table()),
    },
    Column {
        name: "row",
        kind: Kind::Text,
        unit: Unit::No,
        required: true,
        of_report: false,
        about: About { zh: "地址中的行", en: "row of the address" },
        get: |row| Field::text(row.row()),
    },
    Column {
        name: "column",
        kind: Kind::Text,
        unit: Unit::No,
        required: true,
        of_report: false,
        about: About { zh: "地址中的列", en: "column of the address" },
        get: |row| Field::text(row.column()),
    },
    Column {
        name: "label",
        kind: Kind::Text,
        unit: Unit::No,
        required: true,
        of_report: false,
        about: About { zh: "表式上印的行名和列名", en: "printed labels of row and column" },
        get: |row| Field::text(row.label()),
    },
    Column {
        name: "unit",
        kind: Kind::Name(unit_names),
        unit: Unit::No,
        required: true,
        of_report: false,
        about: About {
            zh: "采用值的计量单位：count 为件数，万元为金额",
            en: "unit of the value: count, or 万元 (10,000 yuan)",
        },
        get: |row| Field::text(row.unit()),
    },
    Column {
        name: "value",
        kind: Kind::Figure,
        unit: Unit::OfCell,
        required: false,
        of_report: false,
        about: About {
            zh: "采用值：审核人更正过的，否则是文本中的",
            en: "current value: the reviewer's, else the text's",
        },
        get: |row| Field::number(row.value()),
    },
    Column {
        name: "raw",
        kind: Kind::Text,
        unit: Unit::No,
        required: false,
        of_report: false,
        about: About { zh: "文本中的原样字符", en: "characters of the cell in the text" },
        get: |row| Field::Text(row.raw().into()),
    },
    Column {
        name: "state",
        kind: Kind::Name(|| State::ALL.iter().map(|state| state.name()).collect()),
        unit: Unit::No,
        required: true,
        of_report: false,
        about: About { zh: "单元格里是什么", en: "what the cell holds" },
        get: |row| Field::text(row.state()),
    },
    Column {
        name: "confidence",
        kind: Kind::Probability,
        unit: Unit::Share,
        required: true,
        of_report: false,
        about: About {
            zh: "采用值与原件相符的概率，已审核的为 1",
            en: "probability that the value is the original's, 1 once it was reviewed",
        },
        get: |row| Field::number(Some(row.confidence())),
    },
    Column {
        name: "proof",
        kind: Kind::Name(|| Proof::ALL.iter().map(|proof| proof.name()).collect()),
        unit: Unit::No,
        required: true,
        of_report: false,
        about: About { zh: "算式对本格的证明", en: "what the equations say of the cell" },
        get: |row| Field::text(row.proof()),
    },
    Column {
        name: "need",
        kind: Kind::Name(|| vec!["open", "solved"]),
        unit: Unit::No,
        required: false,
        of_report: false,
        about: About {
            zh: "open 为待人工核对，solved 为空白而可由算式算出，空为无需核对",
            en: "open: needs review; solved: blank with a value implied by equations; empty: neither",
        },
        get: |row| Field::text(row.need()),
    },
    Column {
        name: "status",
        kind: Kind::Name(Status::names),
        unit: Unit::No,
        required: true,
        of_report: false,
        about: About { zh: "审核结果", en: "what was decided" },
        get: |row| Field::text(row.status()),
    },
    Column {
        name: "decided",
        kind: Kind::Figure,
        unit: Unit::OfCell,
        required: false,
        of_report: false,
        about: About {
            zh: "审核人给出的值；原件有误时，为原件应有的值",
            en: "value that the reviewer gave; of an error in the original, the value that it should have",
        },
        get: |row| Field::number(row.decided()),
    },
    Column {
        name: "reviewer",
        kind: Kind::Text,
        unit: Unit::No,
        required: false,
        of_report: false,
        about: About { zh: "作出决定的审核人", en: "reviewer who decided" },
        get: |row| Field::text(row.reviewer()),
    },
    Column {
        name: "decided_at",
        kind: Kind::Text,
        unit: Unit::No,
        required: false,
        of_report: false,
        about: About { zh: "决定的时间，RFC 3339", en: "time of the decision, RFC 3339" },
        get: |row| Field::text(row.decided_at()),
    },
    Column {
        name: "note",
        kind: Kind::Text,
        unit: Unit::No,
        required: false,
        of_report: false,
        about: About { zh: "审核人的批注", en: "comment of the reviewer" },
        get: |row| Field::text(row.note()),
    },
    Column {
        name: "suggested",
        kind: Kind::Figure,
        unit: Unit::OfCell,
        required: false,
        of_report: false,
        about: About { zh: "建议值", en: "best value offered instead" },
        get: |row| Field::number(row.suggested()),
    },
    Column {
        name: "probability",
        kind: Kind::Probability,
        unit: Unit::Share,
        required: false,
        of_report: false,
        about: About { zh: "建议值的概率", en: "probability of that value" },
        get: |row| Field::number(row.probability()),
    },
    Column {
        name: "start_line",
        kind: Kind::Count,
        unit: Unit::No,
        required: false,
        of_report: false,
        about: About { zh: "在文本中的行，从 1 起", en: "line in the text, from 1" },
        get: |row| Field::number(row.place().map(|(line, _)| line)),
    },
    Column {
        name: "start_column",
        kind: Kind::Count,
        unit: Unit::No,
        required: false,
        of_report: false,
        about: About { zh: "在该行中的字符位置，从 1 起", en: "character in that line, from 1" },
        get: |row| Field::number(row.place().map(|(_, column)| column)),
    },
];

/// The columns of the wide layout before those of the cells, in their fixed order.
pub static REPORT_COLUMNS: &[ReportColumn] = &[
    Column {
        name: "source",
        kind: Kind::Text,
        unit: Unit::No,
        required: true,
        of_report: true,
        about: About { zh: "报告的路径", en: "path of the report" },
        get: |row| Field::text(row.source()),
    },
    Column {
        name: "agency",
        kind: Kind::Text,
        unit: Unit::No,
        required: false,
        of_report: true,
        about: About { zh: "标题中的机关", en: "agency in its title" },
        get: |row| Field::text(row.agency()),
    },
    Column {
        name: "year",
        kind: Kind::Year,
        unit: Unit::No,
        required: false,
        of_report: true,
        about: About { zh: "报告所属年份", en: "year that it is about" },
        get: |row| Field::number(row.year()),
    },
    Column {
        name: "form",
        kind: Kind::Text,
        unit: Unit::No,
        required: true,
        of_report: true,
        about: About { zh: "各表所用表式", en: "forms of its tables" },
        get: |row| Field::text(row.form()),
    },
    Column {
        name: "cells",
        kind: Kind::Count,
        unit: Unit::Cells,
        required: true,
        of_report: true,
        about: About { zh: "单元格数", en: "cells" },
        get: |row| Field::number(Some(row.summary().cells)),
    },
    Column {
        name: "proved",
        kind: Kind::Count,
        unit: Unit::Cells,
        required: true,
        of_report: true,
        about: About { zh: "两个以上算式证实的单元格数", en: "cells that two equations or more prove" },
        get: |row| Field::number(Some(row.summary().proved)),
    },
    Column {
        name: "settled",
        kind: Kind::Count,
        unit: Unit::Cells,
        required: true,
        of_report: true,
        about: About { zh: "已审核的单元格数", en: "cells that a reviewer decided" },
        get: |row| Field::number(Some(row.summary().settled)),
    },
    Column {
        name: "open",
        kind: Kind::Count,
        unit: Unit::Cells,
        required: true,
        of_report: true,
        about: About { zh: "待人工核对的单元格数", en: "cells that need review" },
        get: |row| Field::number(Some(row.summary().open())),
    },
    Column {
        name: "solved",
        kind: Kind::Count,
        unit: Unit::Cells,
        required: true,
        of_report: true,
        about: About {
            zh: "空白而可由算式算出的单元格数", en: "blank cells with a value implied by equations"
        },
        get: |row| Field::number(Some(row.summary().solved)),
    },
    Column {
        name: "failing",
        kind: Kind::Count,
        unit: Unit::Equations,
        required: true,
        of_report: true,
        about: About { zh: "不成立的算式数", en: "equations that fail" },
        get: |row| Field::number(Some(row.summary().equations.failed)),
    },
    Column {
        name: "not_run",
        kind: Kind::Count,
        unit: Unit::Equations,
        required: true,
        of_report: true,
        about: About { zh: "未验算的算式数", en: "equations that did not run" },
        get: |row| Field::number(Some(row.summary().equations.not_run)),
    },
    Column {
        name: "source_errors",
        kind: Kind::Text,
        unit: Unit::No,
        required: false,
        of_report: true,
        about: About {
            zh: "原件有误的单元格和原件应有的值，地址=值，以空格分隔",
            en: "cells with an error in the original and the value that it should have, address=value, separated by spaces",
        },
        get: |row| Field::text(row.source_errors()),
    },
];

/// The names of the units that a cell may have.
fn unit_names() -> Vec<&'static str> {
    [form::Unit::Count, form::Unit::TenThousandYuan].map(unit_name).to_vec()
}

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
