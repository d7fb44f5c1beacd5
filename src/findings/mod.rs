//! Findings: everything about a report that is wrong, open or odd, one for each cause, gravest first. What each says in
//! words is in [`crate::findings::wording`].

mod cause;
mod implausible;
pub(crate) mod mark;
pub mod wording;

pub use cause::{Cause, failing, gap};
pub use implausible::{Plausible, plausible};

use crate::claims::{Claim, Outcome};
use crate::form::rule::{Rule, Severity};
use crate::review::{Need, Review, Status};
use crate::sheet::record::Reason;

/// Cells of one report with the same trouble that are findings one by one; if there are more, they are one together.
const LISTED: usize = 3;

/// The share of misread numbers from which on there is a finding.
const MISREAD: f64 = 0.005;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Level {
    /// The figures cannot all be right.
    Error,
    /// The figures are odd, and may be right.
    Warning,
    /// Something has to be seen by a person, or could not be checked.
    Open,
    /// Something was odd and has been dealt with, or is only worth a second look.
    Note,
}

impl Level {
    /// The name of the level in output for machines.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Open => "open",
            Self::Note => "note",
        }
    }
}

/// What was found.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum What {
    /// Equations that fail for one cause, or that did not run and could not hold: the position of the fault in the
    /// assessment
    Fault(usize),
    /// Failing equations for which a reviewer found the page to be wrong
    SourceError(usize),
    /// An equation that fails and can prove nothing
    Broken(usize),
    /// A sentence that claims what the tables do not say: its position among the claims
    Claim(usize),
    /// A figure of a size that it seldom has: the rule
    Implausible(usize),
    /// A cell that needs a person, and why
    Open(Need),
    /// Cells without a value, and how many of them follow from others
    Blanks(usize),
    /// Cells that are in doubt for nothing but the misreadings that are seen elsewhere in the report
    Unproved,
    /// A row with numbers that is no row of the form: its position among the rows not read
    RowKeptOut(usize),
    /// A number in a row of the form for which there is no cell: its position among those left over
    LeftOver(usize),
    /// Equations that did not run
    NotRun(Vec<usize>),
    /// A decision on a cell that the report does not have: its position among the decisions, and its line in the sidecar
    Orphan(usize, Option<usize>),
    /// The decisions beside the report were made on another one
    Waiting,
    /// A row that was found by other signs than its label
    OddRow,
    /// A line among the rows of a table that is none: its position among the rows not read
    LineKeptOut(usize),
    /// OCR output beside the report that does not match its text: its position among those
    Unmatched(usize),
    /// Pages of the report that are not there
    MissingPages,
    /// A second report begins in the file, and is not read
    SecondReport,
    /// The file for the decisions is there, and nothing in it
    EmptySidecar,
    /// Numbers of the report are expected to be misread
    Misread,
}

/// One thing that is wrong, open or odd.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Finding {
    /// How much it matters
    pub level: Level,
    /// What it is
    pub what: What,
    /// The cells that it is about, likeliest to blame first
    pub cells: Vec<usize>,
    /// Line and column in the source, from 1; none if it is about the whole report or a cell that is not there
    pub at: Option<(usize, usize)>,
}

/// All findings of a report, in a fixed order: what fails, what is open, what was odd.
pub fn findings(review: &Review, rules: &[Rule], threshold: f64) -> Vec<Finding> {
    let finder = Finder { review, rules, threshold };
    let mut all = finder.faults();
    all.extend(finder.waiting());
    all.extend(finder.source_errors());
    all.extend(finder.pages());
    all.extend(finder.broken());
    all.extend(finder.claims());
    all.extend(finder.open_cells());
    all.extend(finder.rows_kept_out());
    all.extend(finder.left_over());
    all.extend(finder.not_run());
    all.extend(finder.orphans());
    all.extend(finder.implausible());
    all.extend(finder.odd_rows());
    all.extend(finder.lines_kept_out());
    all.extend(finder.unmatched());
    all.extend(finder.empty_sidecar());
    all.extend(finder.misread());
    all
}

struct Finder<'a> {
    review: &'a Review,
    rules: &'a [Rule],
    threshold: f64,
}

impl Finder<'_> {
    fn place(&self, cell: usize) -> Option<(usize, usize)> {
        self.review.place(cell)
    }

    fn of_cells(&self, level: Level, what: What, cells: Vec<usize>) -> Finding {
        let at = cells.iter().find_map(|&cell| self.place(cell));
        Finding { level, what, cells, at }
    }

    fn faults(&self) -> Vec<Finding> {
        // Blanks that several values would fit are reported with the open cells, equations that only did not run with the
        // others of this kind, unless something is offered for them.
        let faults = self.review.assessment.faults.iter().enumerate().filter(|(_, fault)| !fault.equations.is_empty());
        let finding = |(nth, fault)| {
            let fails = !failing(self.review, fault).is_empty();
            let is_offered = fault.likely().next().is_some();
            let level = if fails { Level::Error } else { Level::Open };
            let suspects = || cause::suspects(self.review, fault);
            (fails || is_offered).then(|| self.of_cells(level, What::Fault(nth), suspects()))
        };
        faults.filter_map(finding).collect()
    }

    /// Equations that fail and for which a reviewer found the page to be wrong.
    fn source_errors(&self) -> Vec<Finding> {
        let sheet = self.review.sheet();
        let failing = (0..sheet.equations.len()).filter(|&nth| self.review.assessment.outcomes[nth].fails());
        let blamed = |nth: usize| {
            let cell = sheet.equations[nth].cells().find(|&cell| self.review.status(cell) == Status::SourceError)?;
            Some(self.of_cells(Level::Error, What::SourceError(nth), vec![cell]))
        };
        failing.filter_map(blamed).collect()
    }

    /// Equations that fail and can prove nothing: they only warn, or say no more than that one side is too large.
    fn broken(&self) -> Vec<Finding> {
        let equations = self.review.sheet().equations.iter().enumerate();
        let broken = equations.filter(|(nth, equation)| {
            !equation.is_strict()
                && self.review.assessment.outcomes[*nth].fails()
                && !self.review.is_source_error(equation)
        });
        let level = |severity| match severity {
            Severity::Error => Level::Error,
            Severity::Warning => Level::Warning,
            Severity::Hint => Level::Note,
        };
        let finding = |(nth, equation): (usize, &crate::sheet::Equation)| {
            self.of_cells(level(equation.severity), What::Broken(nth), equation.cells().collect())
        };
        broken.map(finding).collect()
    }

    /// Sentences that claim what the tables do not say.
    fn claims(&self) -> Vec<Finding> {
        let claims = self.review.claims.iter().zip(&self.review.assessment.claims).enumerate();
        let misfits = claims.filter_map(|(nth, (claim, outcome))| match outcome {
            Outcome::Misfits { nearest, .. } => Some((nth, claim, *nearest)),
            _ => None,
        });
        let finding = |(nth, claim, nearest): (usize, &Claim, usize)| Finding {
            level: Level::Warning,
            what: What::Claim(nth),
            cells: claim.readings[nearest].cells().collect(),
            at: Some(self.review.source.place(claim.number.start)),
        };
        misfits.filter(|(nth, ..)| self.review.share_of_misfit(*nth).is_none()).map(finding).collect()
    }

    /// Cells that need a person, each by itself, or together where they are many and need one for the same reason.
    fn open_cells(&self) -> Vec<Finding> {
        let mut single: Vec<(usize, Need)> =
            (0..self.review.sheet().len()).filter_map(|cell| Some((cell, self.need(cell)?))).collect();
        let solved = single.iter().filter(|(_, need)| *need == Need::Solved).count();
        let blanks = take_many(&mut single, |_, need| matches!(need, Need::Blank | Need::Absent | Need::Solved));
        let unproved = take_many(&mut single, |cell, need| need == Need::Doubtful && self.is_only_unread(cell));
        let mut all: Vec<Finding> =
            single.iter().map(|&(cell, need)| self.of_cells(Level::Open, What::Open(need), vec![cell])).collect();
        all.extend(unproved.map(|cells| self.of_cells(Level::Open, What::Unproved, cells)));
        all.extend(blanks.map(|cells| Finding { level: Level::Open, what: What::Blanks(solved), cells, at: None }));
        all
    }

    /// Whether nothing speaks against a reading but the misreadings that are seen elsewhere in the report.
    fn is_only_unread(&self, cell: usize) -> bool {
        self.review.reading(cell).reasons == [Reason::Unread]
    }

    /// Why a cell is a finding by itself. Contradicted ones are part of the finding about what contradicts them, those on
    /// which a decision on another report waits of the one about these decisions.
    fn need(&self, cell: usize) -> Option<Need> {
        let need = self.review.need(cell, self.threshold)?;
        let is_alone = need != Need::Contradicted && self.review.waiting_on(cell).is_none();
        is_alone.then_some(need)
    }

    fn rows_kept_out(&self) -> Vec<Finding> {
        let rows = self.review.record.kept_out.iter().enumerate().filter(|(_, row)| row.is_missing());
        rows.map(|(nth, row)| without_cells(Level::Open, What::RowKeptOut(nth), Some((row.line + 1, 1)))).collect()
    }

    fn left_over(&self) -> Vec<Finding> {
        let left = self.review.record.left_over.iter().enumerate();
        let at = |span: crate::source::Span| Some(self.review.source.place(span.start));
        left.map(|(nth, left)| without_cells(Level::Open, What::LeftOver(nth), at(left.span))).collect()
    }

    fn not_run(&self) -> Vec<Finding> {
        let outcomes = self.review.assessment.outcomes.iter().enumerate();
        let not_run: Vec<usize> = outcomes.filter(|(_, outcome)| outcome.did_not_run()).map(|(nth, _)| nth).collect();
        if not_run.is_empty() {
            return vec![];
        }
        vec![without_cells(Level::Open, What::NotRun(not_run), None)]
    }

    /// The decisions on another report, with the cells on which they wait.
    fn waiting(&self) -> Option<Finding> {
        self.review.waiting()?;
        let cells = (0..self.review.sheet().len()).filter(|&cell| self.review.waiting_on(cell).is_some()).collect();
        Some(Finding { level: Level::Open, what: What::Waiting, cells, at: None })
    }

    fn orphans(&self) -> Vec<Finding> {
        let orphans: Vec<usize> = self.review.orphans().collect();
        let lines = self.review.lines_of(&orphans);
        orphans
            .into_iter()
            .zip(lines)
            .map(|(at, line)| without_cells(Level::Open, What::Orphan(at, line), None))
            .collect()
    }

    /// Figures of a size that they seldom have.
    fn implausible(&self) -> Vec<Finding> {
        let rules = self.rules.iter().enumerate();
        let unusual =
            rules.flat_map(|(nth, rule)| plausible(self.review, rule).unusual.into_iter().map(move |cell| (nth, cell)));
        unusual.map(|(rule, cell)| self.of_cells(Level::Note, What::Implausible(rule), vec![cell])).collect()
    }

    /// Rows that were found by other signs than their label, each once.
    fn odd_rows(&self) -> Vec<Finding> {
        let sheet = self.review.sheet();
        let row = |cell: usize| (sheet.slots[cell].part, sheet.slots[cell].block, sheet.slots[cell].row);
        let is_odd = |cell: &usize| {
            let reading = self.review.reading(*cell);
            reading.span.is_some() && reading.reasons.iter().any(Reason::is_of_row)
        };
        let mut odd: Vec<usize> = (0..sheet.len()).filter(is_odd).collect();
        odd.dedup_by_key(|cell| row(*cell));
        odd.into_iter().map(|cell| self.of_cells(Level::Note, What::OddRow, vec![cell])).collect()
    }

    /// Titles and page marks that a page break put among the rows of a table.
    fn lines_kept_out(&self) -> Vec<Finding> {
        let rows = self.review.record.kept_out.iter().enumerate().filter(|(_, row)| row.is_stray);
        rows.map(|(nth, row)| without_cells(Level::Note, What::LineKeptOut(nth), Some((row.line + 1, 1)))).collect()
    }

    /// How much of the report is expected to be misread, if it is more than anywhere.
    fn misread(&self) -> Option<Finding> {
        let is_usual = self.review.record.misread_rate() < MISREAD;
        (!is_usual).then_some(without_cells(Level::Note, What::Misread, None))
    }

    fn unmatched(&self) -> Vec<Finding> {
        let unmatched = 0..self.review.source.unmatched.len();
        unmatched.map(|nth| without_cells(Level::Note, What::Unmatched(nth), None)).collect()
    }

    /// What of the file was not read, or is no part of it.
    fn pages(&self) -> Vec<Finding> {
        let source = &self.review.source;
        let missing =
            (!source.missing_pages.is_empty()).then_some(without_cells(Level::Open, What::MissingPages, None));
        let second =
            source.second_report.map(|line| without_cells(Level::Open, What::SecondReport, Some((line + 1, 1))));
        missing.into_iter().chain(second).collect()
    }

    fn empty_sidecar(&self) -> Option<Finding> {
        self.review.has_empty_sidecar().then_some(without_cells(Level::Note, What::EmptySidecar, None))
    }
}

/// A finding that is about no cell.
fn without_cells(level: Level, what: What, at: Option<(usize, usize)>) -> Finding {
    Finding { level, what, cells: vec![], at }
}

/// Takes out the cells that have something in common, if they are too many for findings of their own.
fn take_many(cells: &mut Vec<(usize, Need)>, is_like: impl Fn(usize, Need) -> bool) -> Option<Vec<usize>> {
    let like: Vec<usize> = cells.iter().filter(|(cell, need)| is_like(*cell, *need)).map(|(cell, _)| *cell).collect();
    let many = like.len() > LISTED;
    if many {
        cells.retain(|(cell, _)| !like.contains(cell));
    }
    many.then_some(like)
}
