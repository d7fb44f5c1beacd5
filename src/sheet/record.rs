//! What a source says for every cell of its report.

use std::sync::Arc;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::sheet::Sheet;
use crate::source::Span;

/// What stands in a cell.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// A number
    Number,
    /// Nothing: some agencies' habit for zero, or lost. Never zero by itself
    Blank,
    /// A sign by which the agency says "none"
    NotApplicable,
    /// Something that is no number
    Illegible,
    /// The source has no such cell
    #[default]
    Absent,
}

impl State {
    /// Every state, in the order in which they are named.
    pub const ALL: &[Self] = &[Self::Number, Self::Blank, Self::NotApplicable, Self::Illegible, Self::Absent];

    /// The name of the state in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Blank => "blank",
            Self::NotApplicable => "not_applicable",
            Self::Illegible => "illegible",
            Self::Absent => "absent",
        }
    }
}

/// Why a reading is less than certain.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum Reason {
    /// Letters stand for digits.
    Letters,
    /// There are spaces inside the number.
    Spaces,
    /// Thousands are separated.
    Separators,
    /// A unit stands behind the number.
    Unit,
    /// A note stands behind the number.
    Note,
    /// The sign is written as a word or an unusual character.
    Minus,
    /// Several values stand in one cell of the source; this is one of them.
    Joined,
    /// The number begins with a zero, as values do that were joined.
    LeadingZero,
    /// The digits are full width.
    FullWidth,
    /// 元 were turned into 万元.
    Converted,
    /// Specks were taken off the number.
    Debris,
    /// The row's label is not quite that of the form: how alike they are, in per cent.
    LabelNear(u8),
    /// The row has no label; its order tells which it is.
    LabelLost,
    /// Another row of the source could be this row as well.
    RowUncertain,
    /// The row has the labels of two rows, and perhaps the values of both in each cell.
    RowsMerged,
    /// The row has fewer values than the form: how many, of how many.
    RowShort(usize, usize),
    /// The row has more values than the form: how many, of how many.
    RowLong(usize, usize),
    /// The row stands in the source again, on this line (from 1).
    Doubled(usize),
    /// The value could belong to a neighbouring cell.
    Ambiguous,
    /// Blank cells have left no trace, and no sum proves that the value stands in this one.
    Unproved,
    /// A number that belongs to no cell is left, and may belong to this one.
    NumberLeft,
    /// A number of items with decimals.
    Decimal,
    /// A negative number where the form has none.
    Signed,
    /// The OCR engine is not sure of what it read: how sure, in per cent.
    Ocr(u8),
    /// Much of the report could not be read, and misreadings look like this: how much, in per cent.
    Unread,
    /// The cell is blank.
    Blank,
    /// The cell is not in the source.
    Absent,
    /// What stands there is no number.
    Illegible,
    /// The agency says "none".
    NotApplicable,
}

/// What a reason is about.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Subject {
    /// How a value is laid out and written
    Writing,
    /// Characters that may be misread
    Characters,
    /// How the row was found
    Row,
    /// Which cell the value belongs to
    Place,
    /// The same, whatever sums hold: they would hold elsewhere as well, or were asked already
    PlaceBeyondSums,
    /// What stands in the cell instead of a number
    State,
}

impl Reason {
    fn subject(&self) -> Subject {
        match self {
            Self::Converted
            | Self::FullWidth
            | Self::Joined
            | Self::LeadingZero
            | Self::Minus
            | Self::Note
            | Self::Separators
            | Self::Spaces
            | Self::Unit => Subject::Writing,
            Self::Letters | Self::Debris | Self::Decimal | Self::Signed | Self::Ocr(_) | Self::Unread => {
                Subject::Characters
            }
            // A label of which nearly all is there is no reason to doubt the row.
            Self::LabelNear(percent) if *percent >= 90 => Subject::Characters,
            Self::LabelNear(_)
            | Self::LabelLost
            | Self::RowUncertain
            | Self::RowsMerged
            | Self::RowShort(..)
            | Self::RowLong(..)
            | Self::Doubled(_) => Subject::Row,
            Self::Ambiguous => Subject::Place,
            Self::Unproved | Self::NumberLeft => Subject::PlaceBeyondSums,
            Self::Blank | Self::Absent | Self::Illegible | Self::NotApplicable => Subject::State,
        }
    }

    /// Whether it is about how a value is laid out and written, and not about characters that may be misread.
    pub fn is_of_layout(&self) -> bool {
        self.subject() == Subject::Writing
    }

    /// Whether it leaves the place of a value in doubt, whatever sums hold: they would hold elsewhere as well, or were
    /// asked already.
    pub fn leaves_place_open(&self) -> bool {
        self.subject() == Subject::PlaceBeyondSums
    }

    /// Whether it is about how the row was found, and not about one cell of it.
    pub fn is_of_row(&self) -> bool {
        self.subject() == Subject::Row
    }
}

/// What the source says for one cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// Where it stands; none if the cell is absent
    pub span: Option<Span>,
    /// What stands there
    pub state: State,
    /// The number that it says, in the unit of its column
    pub value: Option<Decimal>,
    /// Probability, by its characters alone, that the text says this value (text evidence)
    pub text: f32,
    /// Probability that characters of it were misread; how it is laid out has no part in it
    pub misread: f32,
    /// Probability that the text stands in this cell (placement evidence)
    pub place: f32,
    /// Why it is less than certain
    pub reasons: Vec<Reason>,
}

/// A part of the source that looks like a row and is none.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct KeptOut {
    /// Its line, from 0
    pub line: usize,
    /// The numbers in it; if there are any, a person should know of it
    pub numbers: usize,
    /// Whether it says something that is printed on no table of the form
    pub is_stray: bool,
    /// Whether its numbers are none of the report's: it says again what a row of the report says, or counts columns or pages
    pub is_explained: bool,
}

impl KeptOut {
    /// Whether numbers stand in it that are nowhere in the report.
    pub fn is_missing(&self) -> bool {
        self.numbers > 0 && !self.is_explained
    }
}

/// A value in a row of the report for which the row has no cell.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct LeftOver {
    /// Where it stands
    pub span: Span,
}

/// What a number in a table is that belongs to no cell.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Explanation {
    /// The serial number of a label
    Serial,
    /// The number of a column
    ColumnNumber,
    /// The number of a page
    PageNumber,
    /// Part of a note, a date, or a number of an article
    Note,
    /// Part of a row, or a value, that the report says again
    Repetition,
    /// Part of a sentence or a title among the rows
    Text,
}

/// A number in a table that belongs to no cell, and why.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Explained {
    /// Where it stands
    pub span: Span,
    /// What it is
    pub explanation: Explanation,
}

/// All readings of one report.
#[derive(Clone, Debug)]
pub struct Record {
    /// The cells that the report has, and the equations on them
    pub sheet: Arc<Sheet>,
    /// The agency, from the title
    pub agency: Option<String>,
    /// The year that the report is about, from the title
    pub year: Option<u16>,
    /// The readings, in the order of the sheet's cells
    pub readings: Vec<Reading>,
    /// For each part of the sheet, whether anything of the table was found
    pub found: Vec<bool>,
    /// Rows of tables that became no row of the report
    pub kept_out: Vec<KeptOut>,
    /// Numbers in tables of the report that became no cell and are nothing else; none of the cells that they may belong to
    /// is sure
    pub left_over: Vec<LeftOver>,
    /// Numbers in tables that are none of their values
    pub explained: Vec<Explained>,
}

impl Record {
    /// The values as read, in the order of the sheet's cells.
    pub fn values(&self) -> Vec<Option<Decimal>> {
        self.readings.iter().map(|reading| reading.value).collect()
    }

    /// The share of the numbers that are expected to be misread, by what is odd about their text and by how much of the
    /// report could not be read; before any equation is asked.
    pub fn misread_rate(&self) -> f64 {
        let numbers = self.readings.iter().filter(|reading| reading.value.is_some());
        let doubts = numbers.map(|reading| f64::from(reading.misread));
        let (sum, numbers) = doubts.fold((0.0, 0.0), |(sum, count), doubt| (sum + doubt, count + 1.0));
        if numbers == 0.0 { 0.0 } else { sum / numbers }
    }

    /// The names of the forms that the report's tables follow, each once: `2021`, or `2021+2019` for a mixed report.
    pub fn form(&self) -> String {
        let mut names: Vec<&str> = Vec::new();
        for part in &self.sheet.parts {
            if !names.contains(&&*part.form.id) {
                names.push(&part.form.id);
            }
        }
        names.join("+")
    }
}
