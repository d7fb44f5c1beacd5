//! A workbook: the official form of every report as it is printed, the data, the open points and the decisions.
//!
//! A sheet of forms holds 600 reports, each on a page of its own, as a spreadsheet takes about a thousand page breaks; the
//! next ones go to the next sheet. The data have one row a report: one row a cell would fill a sheet with 5,242
//! reports.

pub(super) mod book;
mod form;

use std::io::{self, Write};

use crate::export::columns::About;
use crate::export::decided::{Decided, heads};
use crate::export::field::Field;
use crate::export::tables::ReportTable;
use crate::export::{Draft, Setting, Sink, other_format};
use crate::findings::wording::findings;
use crate::review::Review;
use crate::words::{CheckMessage, ExportMessage};
use book::{Book, List};
use form::Forms;

/// Reports on one sheet of forms.
const ON_A_SHEET: usize = 600;

/// What every line of the decisions says of its report, before the columns of the decision.
const REPORT: [About; 3] =
    [About { zh: "文件", en: "file" }, About { zh: "机关", en: "agency" }, About { zh: "年份", en: "year" }];

/// Writes reports into a workbook.
pub(super) struct Xlsx<'a, W> {
    out: W,
    setting: Setting<'a>,
    book: Book,
    forms: Forms,
    data: List,
    open: List,
    decisions: List,
    reports: ReportTable,
    written: usize,
}

impl<'a, W: Write + Send> Xlsx<'a, W> {
    pub(super) fn new(out: W, setting: Setting<'a>) -> io::Result<Self> {
        let words = setting.words;
        let mut book = Book::new(words)?;
        let forms = Forms::begin(&mut book, setting, 1)?;
        let reports = ReportTable::of(setting)?;
        let data = book.list(words.say(ExportMessage::SheetData), reports.names(), &[24, 26, 7, 9])?;
        let widths = [24, 26, 7, 9, 9, 34, 60, 60];
        let open = book.list(words.say(ExportMessage::ExportOpen), heads(words, ExportMessage::OpenHeads), &widths)?;
        let widths = [24, 26, 7, 34, 40, 12, 12, 10, 10, 12, 26, 40];
        let report = REPORT.iter().map(|head| head.get(words.language));
        let decisions =
            book.list(words.say(ExportMessage::ExportDecisions), report.chain(Decided::heads(words)), &widths)?;
        Ok(Self { out, setting, book, forms, data, open, decisions, reports, written: 0 })
    }

    fn data(&mut self, review: &Review) -> io::Result<()> {
        let row = self.reports.row(review);
        self.data.line(&mut self.book, self.reports.columns.iter().map(|column| column.field(&row)))
    }

    fn open(&mut self, review: &Review) -> io::Result<()> {
        let Setting { catalogue, words, threshold, .. } = self.setting;
        let agency = review.record.agency.as_deref().unwrap_or_default();
        for finding in findings(review, catalogue, words, threshold) {
            let level = match finding.level {
                "error" => words.say(CheckMessage::RuleError),
                "warning" => words.say(CheckMessage::RuleWarning),
                "open" => words.say(ExportMessage::VerdictOpen),
                _ => words.say(CheckMessage::RuleHint),
            };
            let place = finding.line.zip(finding.column).map(|(line, column)| format!("{line}:{column}"));
            let (place, cells, details) =
                (place.unwrap_or_default(), finding.cells.join(" "), finding.details.join("; "));
            let columns = [
                Field::text(&finding.source),
                Field::text(agency),
                year(review),
                Field::text(&place),
                Field::text(level),
                Field::text(&cells),
                Field::text(&finding.message),
                Field::text(&details),
            ];
            self.open.line(&mut self.book, columns)?;
        }
        Ok(())
    }

    fn decisions(&mut self, review: &Review) -> io::Result<()> {
        let source = review.source.path.display().to_string();
        let agency = review.record.agency.as_deref().unwrap_or_default();
        for decided in Decided::all(review, self.setting.words) {
            let about = [Field::text(&source), Field::text(agency), year(review)];
            let columns = about.into_iter().chain(decided.columns().map(Field::text));
            self.decisions.line(&mut self.book, columns)?;
        }
        Ok(())
    }
}

fn year(review: &Review) -> Field<'static> {
    Field::number(review.record.year)
}

impl<W: Write + Send> Sink for Xlsx<'_, W> {
    fn report(&mut self, review: &Review) -> io::Result<()> {
        if self.written > 0 && self.written.is_multiple_of(ON_A_SHEET) {
            self.forms.close(&mut self.book)?;
            self.forms = Forms::begin(&mut self.book, self.setting, self.written / ON_A_SHEET + 1)?;
        }
        self.written += 1;
        self.forms.report(&mut self.book, review, self.setting)?;
        self.data(review)?;
        self.open(review)?;
        self.decisions(review)
    }

    fn draft(&mut self, draft: Draft) -> io::Result<()> {
        let Draft::Whole(review) = draft else { return Err(other_format()) };
        self.report(&review)
    }

    fn finish(&mut self) -> io::Result<()> {
        self.forms.close(&mut self.book)?;
        for list in [&self.data, &self.open, &self.decisions] {
            list.close(&mut self.book)?;
        }
        self.book.save(&mut self.out)
    }
}
