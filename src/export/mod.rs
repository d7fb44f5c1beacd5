//! Export: reports as they leave the program, in the layout that `--format` names. Each format is one file here.
//!
//! Formats for programs write the cells of every report: one row a cell (the long layout, [`CELL_COLUMNS`]) or one row a report
//! (the wide layout). Formats for people write the tables as the official form prints them, with what was decided and what
//! is open. All are written report by report, in a fixed order, and are the same bytes on every run.

mod codebook;
mod columns;
mod csv;
mod datapackage;
mod decided;
mod draft;
mod field;
mod findings;
mod html;
mod json;
mod markdown;
#[cfg(feature = "parquet")]
mod parquet;
mod printed;
mod require;
mod ron;
mod rows;
mod tables;
mod wide;
#[cfg(feature = "xlsx")]
mod xlsx;

use std::io::{self, Write};
use std::path::Path;

use clap::ValueEnum;

use crate::catalogue::Catalogue;
use crate::review::Review;
use crate::words::Words;

pub use codebook::Codebook;
pub use columns::{CELL_COLUMNS, CellColumn, Column, Kind, REPORT_COLUMNS, ReportColumn, Unit};
pub use datapackage::{describe, is_described};
pub use draft::{Draft, Drafter};
pub use field::{Field, Number};
pub use findings::ReportFindings;
pub use findings::sink as findings_sink;
#[cfg(feature = "parquet")]
pub use parquet::Columns;
pub use require::Require;
pub use rows::{CellRow, ReportRow, cell_rows};
pub use tables::column_names;

/// What an export needs to know besides the reports.
#[derive(Clone, Copy, Debug)]
pub struct Setting<'a> {
    /// The forms and rules that the reports were read with
    pub catalogue: &'a Catalogue,
    /// The words of pages and workbooks; formats for programs are the same in every language
    pub words: &'a Words,
    /// The confidence below which a reading is in doubt
    pub threshold: f64,
    /// The columns that are written, by their names; all if it is empty
    pub columns: &'a [String],
    /// Whether CSV begins with a byte order mark, by which some spreadsheets recognise UTF-8
    pub bom: bool,
}

/// The layouts that reports can leave in.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, ValueEnum)]
pub enum Format {
    /// Comma-separated, one row a cell
    #[default]
    Csv,
    /// Comma-separated, one row a report, one column a cell
    WideCsv,
    /// One array of objects, one a cell
    Json,
    /// One object a line, one a cell
    Jsonl,
    /// One list of structures, one a cell
    Ron,
    /// Apache Parquet, typed, one row a cell
    Parquet,
    /// Workbook: the forms as printed, the data, open points, decisions
    Xlsx,
    /// Markdown: the tables, decisions, open points
    Markdown,
    /// One page for a browser or a printer, without scripts: the tables, decisions, open points
    Html,
}

impl Format {
    /// The extensions of file names, each with its format.
    pub const ENDINGS: &[(&str, Self)] = &[
        ("csv", Self::Csv),
        ("json", Self::Json),
        ("jsonl", Self::Jsonl),
        ("ndjson", Self::Jsonl),
        ("ron", Self::Ron),
        ("parquet", Self::Parquet),
        ("xlsx", Self::Xlsx),
        ("md", Self::Markdown),
        ("markdown", Self::Markdown),
        ("html", Self::Html),
        ("htm", Self::Html),
    ];

    /// The format of a file by its extension.
    pub fn of_name(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        Self::ENDINGS.iter().find_map(|&(known, format)| (known == ending).then_some(format))
    }

    /// The name by which it is asked for.
    pub fn name(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }

    /// Whether it is binary, so that it cannot be shown on a terminal.
    pub fn is_binary(self) -> bool {
        matches!(self, Self::Parquet | Self::Xlsx)
    }

    /// Whether it may begin with a byte order mark.
    pub fn may_have_bom(self) -> bool {
        matches!(self, Self::Csv | Self::WideCsv)
    }

    /// Whether a list of findings can be written in it.
    pub fn can_list(self) -> bool {
        matches!(self, Self::Csv | Self::Xlsx | Self::Markdown)
    }
}

/// A writer of reports in one layout.
pub trait Sink {
    /// Writes one report.
    ///
    /// # Errors
    /// If the output cannot be written.
    fn report(&mut self, review: &Review) -> io::Result<()>;

    /// Writes a report of which a [`Drafter`] for the same format has made a draft: the same bytes as [`Sink::report`].
    ///
    /// # Errors
    /// If the output cannot be written, or the draft is for another format.
    fn draft(&mut self, draft: Draft) -> io::Result<()>;

    /// Writes what closes the output, and sees that all of it is out.
    ///
    /// # Errors
    /// If the output cannot be written.
    fn finish(&mut self) -> io::Result<()>;
}

/// The failure of a draft that was made for another format.
fn other_format() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, "the draft is for another format")
}

/// The failure of a format that this build cannot write.
#[cfg(not(all(feature = "parquet", feature = "xlsx")))]
fn not_built() -> io::Error {
    io::Error::new(io::ErrorKind::Unsupported, "this gouji was built without the format: see its cargo features")
}

/// A writer in a format; what opens the output is written at once.
///
/// # Errors
/// If the output cannot be written.
pub fn sink<'a>(format: Format, setting: Setting<'a>, out: impl Write + Send + 'a) -> io::Result<Box<dyn Sink + 'a>> {
    Ok(match format {
        Format::Csv => Box::new(csv::Csv::new(out, setting)?),
        Format::WideCsv => Box::new(wide::Wide::new(out, setting)?),
        Format::Json => Box::new(json::Json::array(out, setting)?),
        Format::Jsonl => Box::new(json::Json::lines(out, setting)?),
        Format::Ron => Box::new(ron::Ron::new(out, setting)?),
        #[cfg(feature = "parquet")]
        Format::Parquet => Box::new(parquet::Parquet::new(out, setting)?),
        #[cfg(feature = "xlsx")]
        Format::Xlsx => Box::new(xlsx::Xlsx::new(out, setting)?),
        Format::Markdown => Box::new(markdown::Markdown::new(out, setting)),
        Format::Html => Box::new(html::Html::new(out, setting)?),
        #[cfg(not(feature = "parquet"))]
        Format::Parquet => return Err(not_built()),
        #[cfg(not(feature = "xlsx"))]
        Format::Xlsx => return Err(not_built()),
    })
}
