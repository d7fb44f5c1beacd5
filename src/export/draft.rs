//! A report in the layout of a format, before its place in the output is known. Drafts are made on any thread and are
//! most of the work.

use std::io;

use crate::export::findings::ReportFindings;
#[cfg(feature = "parquet")]
use crate::export::parquet::Columns;
use crate::export::tables::{CellTable, ReportTable};
use crate::export::{Format, Setting, csv, findings, html, json, markdown, ron, wide};
use crate::review::Review;

/// A report as it leaves, but for what depends on the reports before it.
#[derive(Debug)]
pub enum Draft {
    /// Its text
    Text(Vec<u8>),
    /// Its text, and its line of the summary, each from behind the number that the report gets
    Numbered(String, String),
    /// Its rows, column by column
    #[cfg(feature = "parquet")]
    Columns(Columns),
    /// What a list of findings keeps of it
    Findings(Box<ReportFindings>),
    /// The report itself, where all depends on those before it
    Whole(Box<Review>),
}

/// Makes drafts for a format, or for a list of findings.
#[derive(Debug)]
pub struct Drafter<'a> {
    format: Option<Format>,
    setting: Setting<'a>,
    cells: CellTable,
    reports: ReportTable,
}

impl<'a> Drafter<'a> {
    /// Makes drafts for [`crate::export::sink`].
    ///
    /// # Errors
    /// If the setting asks for a column that the format does not have.
    pub fn new(format: Format, setting: Setting<'a>) -> io::Result<Self> {
        Self::of(Some(format), setting)
    }

    /// Makes drafts for [`crate::export::findings_sink`].
    ///
    /// # Errors
    /// If the setting asks for columns: a list has none to choose from.
    pub fn of_findings(setting: Setting<'a>) -> io::Result<Self> {
        Self::of(None, setting)
    }

    fn of(format: Option<Format>, setting: Setting<'a>) -> io::Result<Self> {
        let none = Setting { columns: &[], ..setting };
        let wide = if format == Some(Format::WideCsv) { setting } else { none };
        let long = if format == Some(Format::WideCsv) { none } else { setting };
        Ok(Self { format, setting, cells: CellTable::of(long)?, reports: ReportTable::of(wide)? })
    }

    /// The draft of a report.
    ///
    /// # Errors
    /// If the format cannot hold what the report says.
    pub fn draft(&self, review: Review) -> io::Result<Draft> {
        let setting = self.setting;
        Ok(match self.format {
            None => Draft::Findings(Box::new(findings::of_report(&review, setting))),
            Some(Format::Csv) => Draft::Text(csv::text(&review, &self.cells)?),
            Some(Format::WideCsv) => Draft::Text(wide::text(&review, &self.reports)?),
            Some(Format::Json) => Draft::Text(json::text(&review, &self.cells, true)),
            Some(Format::Jsonl) => Draft::Text(json::text(&review, &self.cells, false)),
            Some(Format::Ron) => Draft::Text(ron::text(&review, &self.cells)?),
            #[cfg(feature = "parquet")]
            Some(Format::Parquet) => Draft::Columns(Columns::of(&review, &self.cells)),
            Some(Format::Markdown) => Draft::Text(markdown::text(&review, setting).into_bytes()),
            Some(Format::Html) => {
                let (page, line) = html::text(&review, setting);
                Draft::Numbered(page, line)
            }
            #[cfg(not(feature = "parquet"))]
            Some(Format::Parquet) => Draft::Whole(Box::new(review)),
            Some(Format::Xlsx) => Draft::Whole(Box::new(review)),
        })
    }
}
