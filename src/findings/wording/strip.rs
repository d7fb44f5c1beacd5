//! One cell over the years of an agency.

use rust_decimal::Decimal;

use crate::review::years::{Facts, Timeline};

/// So many years between two reports are named as missing at the most; titles that name years further apart are
/// misread.
const LONGEST_GAP: u16 = 10;

/// What a cell is in one year.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum InYear {
    /// Its value in force
    Value(Decimal),
    /// The report of that year has no value for it, or no such cell.
    Without,
    /// The report of that year is not among those that are known.
    Missing,
}

/// A cell in one year.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct YearOfCell {
    /// The year
    pub year: u16,
    /// What the cell is then
    pub what: InYear,
    /// Whether it is the report that is looked at
    pub is_here: bool,
}

/// A cell over the years of an agency, earliest first; empty if only one report of it is known. A year between two others
/// whose report is not known is among them.
pub fn strip(facts: &Facts, cell: usize, timeline: &Timeline) -> Vec<YearOfCell> {
    let id = &facts.sheet().slots[cell].id;
    let mut years: Vec<YearOfCell> = Vec::new();
    for other in timeline.of_agency(&facts.agency) {
        let after = years.last().map_or(other.year, |last| last.year.saturating_add(1));
        if other.year.saturating_sub(after) < LONGEST_GAP {
            let missing = |year| YearOfCell { year, what: InYear::Missing, is_here: false };
            years.extend((after..other.year).map(missing));
        }
        let value = other.sheet().position(id).and_then(|cell| other.value(cell));
        let what = value.map_or(InYear::Without, InYear::Value);
        years.push(YearOfCell { year: other.year, what, is_here: other.path == facts.path });
    }
    if years.len() > 1 { years } else { Vec::new() }
}
