//! The list of findings (问题清单): for each agency, which rule its reports break, by how much, and what was decided. Each
//! format is one file here. Rows are ordered by agency, year and report, as they were found.
//!
//! A rule may fail because a report was misread, which is no fault of the agency. The list is called errors of the agencies
//! (整改清单) only where a reviewer marked the original as wrong in every row.

mod csv;
mod markdown;
mod rows;
#[cfg(feature = "xlsx")]
mod xlsx;

use std::collections::HashMap;
use std::io::{self, Write};

use crate::export::{Draft, Format, Setting, Sink, other_format};
use crate::findings::wording::{findings, year_findings};
use crate::review::Review;
use crate::review::years::{Facts, Timeline, agency_key};
use crate::words::{ExportMessage, Words};
use rows::{Listed, ListedReport};

/// A writer of a list of findings in a format that can hold one ([`Format::can_list`]); none in another.
pub fn sink<'a>(format: Format, setting: Setting<'a>, out: impl Write + Send + 'a) -> Option<Box<dyn Sink + 'a>> {
    let write: fn(&[Listed], Setting, &mut (dyn Write + Send)) -> io::Result<()> = match format {
        Format::Csv => csv::write,
        Format::Markdown => markdown::write,
        #[cfg(feature = "xlsx")]
        Format::Xlsx => xlsx::write,
        _ => return None,
    };
    Some(Box::new(List { out, setting, write, listed: vec![], reports: vec![], timeline: Timeline::default() }))
}

/// The title of a list: it names errors of agencies only where a reviewer found every row to be one.
fn title<'a>(listed: &[Listed], words: &'a Words) -> &'a str {
    let is_of_agencies = !listed.is_empty() && listed.iter().all(|row| row.verdict == "source_error");
    words.say(if is_of_agencies { ExportMessage::ListTitleOfAgencies } else { ExportMessage::ListTitle })
}

/// The verdict of a row, as a word.
fn verdict<'a>(row: &Listed, words: &'a Words) -> &'a str {
    words.say(match row.verdict {
        "source_error" => ExportMessage::ExportSourceError,
        "reread" => ExportMessage::VerdictReread,
        _ => ExportMessage::VerdictOpen,
    })
}

/// What a list of findings keeps of a report.
#[derive(Debug)]
pub struct ReportFindings {
    listed: Vec<Listed>,
    report: ListedReport,
    facts: Option<Facts>,
}

/// What a list of findings keeps of a report.
pub(super) fn of_report(review: &Review, setting: Setting) -> ReportFindings {
    let report = ListedReport::of(review);
    let found = findings(review, setting.catalogue, setting.words, setting.threshold);
    let listed = found.iter().flat_map(|finding| Listed::of(finding, &report, setting)).collect();
    ReportFindings { listed, report, facts: Facts::of(review) }
}

/// Holds what is wrong in the reports until all are read, as an agency's reports may lie anywhere among them.
struct List<'a, W> {
    out: W,
    setting: Setting<'a>,
    write: fn(&[Listed], Setting, &mut (dyn Write + Send)) -> io::Result<()>,
    listed: Vec<Listed>,
    reports: Vec<ListedReport>,
    timeline: Timeline,
}

impl<W: Write + Send> Sink for List<'_, W> {
    fn report(&mut self, review: &Review) -> io::Result<()> {
        self.draft(Draft::Findings(Box::new(of_report(review, self.setting))))
    }

    fn draft(&mut self, draft: Draft) -> io::Result<()> {
        let Draft::Findings(findings) = draft else { return Err(other_format()) };
        self.listed.extend(findings.listed);
        self.timeline.extend(findings.facts);
        self.reports.push(findings.report);
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        let over_years = year_findings(&self.timeline, self.setting.catalogue, self.setting.words).found;
        let of_source: HashMap<&str, &ListedReport> =
            self.reports.iter().map(|report| (report.source.as_str(), report)).collect();
        for finding in &over_years {
            if let Some(report) = of_source.get(finding.source.as_str()) {
                self.listed.extend(Listed::of(finding, report, self.setting));
            }
        }
        self.listed.sort_by_cached_key(|listed| (agency_key(&listed.agency), listed.year, listed.source.clone()));
        (self.write)(&self.listed, self.setting, &mut self.out)?;
        self.out.flush()
    }
}
