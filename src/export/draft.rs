//! A report in the layout of a format, before it is known where it stands in the output: this is made on any thread, and
//! most of the work.

use std::io;

use crate::export::findings::Account;
#[cfg(feature = "parquet")]
use crate::export::parquet::Columns;
use crate::export::wide::addresses;
use crate::export::{Format, Setting, csv, findings, html, json, markdown, ron, wide};
use crate::form::CellId;
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
    Account(Box<Account>),
    /// The report itself, where all depends on those before it
    Whole(Box<Review>),
}

/// Makes drafts for a format, or for a list of findings.
#[derive(Debug)]
pub struct Drafter<'a> {
    format: Option<Format>,
    setting: Setting<'a>,
    addresses: Vec<CellId>,
}

impl<'a> Drafter<'a> {
    /// Makes drafts for [`crate::export::sink`].
    pub fn new(format: Format, setting: Setting<'a>) -> Self {
        let addresses = if format == Format::WideCsv { addresses(setting.catalogue) } else { vec![] };
        Self { format: Some(format), setting, addresses }
    }

    /// Makes drafts for [`crate::export::findings_sink`].
    pub fn of_findings(setting: Setting<'a>) -> Self {
        Self { format: None, setting, addresses: vec![] }
    }

    /// The draft of a report.
    ///
    /// # Errors
    /// If the format cannot hold what the report says.
    pub fn draft(&self, review: Review) -> io::Result<Draft> {
        let setting = self.setting;
        Ok(match self.format {
            None => Draft::Account(Box::new(findings::account(&review, setting))),
            Some(Format::Csv) => Draft::Text(csv::text(&review)?),
            Some(Format::WideCsv) => Draft::Text(wide::text(&review, &self.addresses, setting.threshold)?),
            Some(Format::Json) => Draft::Text(json::text(&review, true)),
            Some(Format::Jsonl) => Draft::Text(json::text(&review, false)),
            Some(Format::Ron) => Draft::Text(ron::text(&review)?),
            #[cfg(feature = "parquet")]
            Some(Format::Parquet) => Draft::Columns(Columns::of(&review)),
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
