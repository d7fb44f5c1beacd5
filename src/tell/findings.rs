//! Everything about a report that is wrong or open, as lines of text with their places.

use crate::catalogue::Catalogue;
use crate::check::Outcome;
use crate::repair::Fault;
use crate::review::{Need, Review, Status};
use crate::sheet::Equation;
use crate::tell::Teller;
use crate::visible::visible;
use crate::words::{Word, Words};

/// Blank cells of one report that are listed one by one; if there are more, they are counted.
const LISTED_BLANKS: usize = 3;

/// What there is to say of a report.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Findings {
    /// What is wrong or open; nothing if the report is clean
    pub findings: Vec<String>,
    /// What was odd and has been dealt with
    pub notes: Vec<String>,
}

/// Everything about a report that is wrong, open, or was odd, in lines.
pub fn findings(review: &Review, catalogue: &Catalogue, words: &Words, threshold: f64) -> Findings {
    let checker = Checker { review, words, threshold, teller: Teller { review, rules: &catalogue.rules, words } };
    let mut lines = Vec::new();
    review.assessment.faults.iter().for_each(|fault| checker.fault(fault, &mut lines));
    checker.source_errors(&mut lines);
    checker.open_cells(&mut lines);
    checker.rows_kept_out(&mut lines);
    checker.left_over(&mut lines);
    checker.not_run(&mut lines);
    let orphan = |id: &dyn std::fmt::Display| words.fill(Word::OrphanLine, &[&checker.path(), id]);
    lines.extend(review.orphans().map(|decision| orphan(&visible(decision.cell.as_str()))));
    let mut notes = Vec::new();
    checker.warnings(&mut notes);
    checker.odd_rows(&mut notes);
    checker.lines_kept_out(&mut notes);
    checker.strangers(&mut notes);
    Findings { findings: lines, notes }
}

struct Checker<'a> {
    review: &'a Review,
    words: &'a Words,
    threshold: f64,
    teller: Teller<'a>,
}

impl Checker<'_> {
    /// The report's path, safe to print.
    fn path(&self) -> String {
        visible(&self.review.source.path.to_string_lossy()).into_owned()
    }

    /// `file:line:column` of a cell; of the file alone if the cell is not in the source.
    fn place(&self, cell: usize) -> String {
        let path = self.path();
        match self.review.reading(cell).span.map(|span| self.review.source.place(span.start)) {
            Some((line, column)) => format!("{path}:{line}:{column}"),
            None => path,
        }
    }

    fn equation_line(&self, nth: usize, cell: usize) -> String {
        let text = self.teller.equation(nth, &self.review.assessment.outcomes[nth]);
        self.words.fill(Word::FindingAt, &[&self.place(cell), &text])
    }

    fn fault(&self, fault: &Fault, lines: &mut Vec<String>) {
        let likely = fault.repairs.first().and_then(|repair| repair.changes.first()).map(|change| change.cell);
        for &nth in &fault.equations {
            let cell = likely.unwrap_or(self.review.sheet().equations[nth].right[0]);
            lines.push(self.equation_line(nth, cell));
        }
        lines.extend(self.teller.repairs(fault).into_iter().map(|line| format!("    {line}")));
    }

    /// Equations that fail and that a reviewer has put down to the page.
    fn source_errors(&self, lines: &mut Vec<String>) {
        let equations = self.review.sheet().equations.iter().enumerate();
        for (nth, equation) in equations.filter(|(nth, _)| self.review.assessment.outcomes[*nth].fails()) {
            let cell = equation.cells().find(|&cell| self.review.status(cell) == Status::SourceError);
            if let Some(cell) = cell {
                lines.push(self.equation_line(nth, cell));
                lines.extend(self.teller.decided(cell).map(|decided| format!("    {decided}")));
            }
        }
    }

    /// Equations that only warn, and fail.
    fn warnings(&self, notes: &mut Vec<String>) {
        let equations = self.review.sheet().equations.iter().zip(&self.review.assessment.outcomes).enumerate();
        let warning = |equation: &Equation, outcome: &Outcome| !equation.is_strict() && outcome.fails();
        for (nth, (equation, _)) in equations.filter(|(_, (equation, outcome))| warning(equation, outcome)) {
            let text = self.teller.equation(nth, &self.review.assessment.outcomes[nth]);
            notes.push(self.words.fill(Word::WarningAt, &[&self.place(equation.right[0]), &text]));
        }
    }

    fn open_cells(&self, lines: &mut Vec<String>) {
        let cells: Vec<(usize, Need)> =
            (0..self.review.sheet().len()).filter_map(|cell| Some((cell, self.need(cell)?))).collect();
        let blank = |need: Need| matches!(need, Need::Blank | Need::Absent | Need::Solved);
        let blanks = cells.iter().filter(|(_, need)| blank(*need)).count();
        let listed = if blanks > LISTED_BLANKS { 0 } else { blanks };
        for &(cell, need) in cells.iter().filter(|(_, need)| listed > 0 || !blank(*need)) {
            lines.push(self.open_cell(cell, need));
        }
        if blanks > listed {
            let path = self.path();
            let (tables, solved) =
                (self.tables_without(&cells), cells.iter().filter(|(_, need)| *need == Need::Solved).count());
            lines.push(self.words.fill(Word::BlanksLine, &[&path, &blanks, &solved, &tables]));
        }
    }

    /// Why a cell is to be listed by itself; contradicted ones are listed with what contradicts them.
    fn need(&self, cell: usize) -> Option<Need> {
        self.review.need(cell, self.threshold).filter(|&need| need != Need::Contradicted)
    }

    fn open_cell(&self, cell: usize, need: Need) -> String {
        let id = &self.review.sheet().slots[cell].id;
        let reads = self.teller.reads(cell);
        let mut line = self.words.fill(Word::OpenLine, &[&self.place(cell), &self.teller.need(need), id, &reads]);
        let offered = self.review.suggestions(cell);
        let more: Vec<String> = match offered.first() {
            Some(offered) => vec![self.teller.suggestion(offered)],
            None => self.teller.reasons(cell),
        };
        line += &format!("\n    {}", more.join(self.words.say(Word::Comma)));
        line
    }

    fn tables_without(&self, cells: &[(usize, Need)]) -> String {
        let sheet = self.review.sheet();
        let mut titles: Vec<&str> = cells.iter().map(|(cell, _)| sheet.part(*cell).table().title.as_str()).collect();
        titles.dedup();
        titles.join(self.words.say(Word::Comma))
    }

    /// Rows with numbers that are no row of the form.
    fn rows_kept_out(&self, lines: &mut Vec<String>) {
        let path = self.path();
        let rows = self.review.record.kept_out.iter().filter(|row| row.is_missing());
        lines.extend(rows.map(|row| self.words.fill(Word::KeptOutLine, &[&path, &(row.line + 1), &row.numbers])));
    }

    /// Numbers in rows of the form for which there is no cell.
    fn left_over(&self, lines: &mut Vec<String>) {
        for left in &self.review.record.left_over {
            let (line, column) = self.review.source.place(left.span.start);
            let text = visible(self.review.source.slice(left.span)).into_owned();
            lines.push(self.words.fill(Word::LeftOverLine, &[&self.path(), &line, &column, &text]));
        }
    }

    /// Titles and page marks that a page break put among the rows of a table.
    fn lines_kept_out(&self, notes: &mut Vec<String>) {
        let path = self.path();
        for row in self.review.record.kept_out.iter().filter(|row| row.is_stray) {
            let text = self.review.source.slice(self.review.source.lines()[row.line]);
            notes.push(self.words.fill(Word::KeptOutNote, &[&path, &(row.line + 1), &visible(text.trim())]));
        }
    }

    /// Rows that were found by other signs than their label, one line each.
    fn odd_rows(&self, notes: &mut Vec<String>) {
        let mut last = None;
        for cell in 0..self.review.sheet().len() {
            let slot = &self.review.sheet().slots[cell];
            let row = Some((slot.part, slot.block, slot.row));
            let odd = self.review.reading(cell).reasons.iter().filter(|reason| reason.is_of_row());
            let told: Vec<String> = odd.filter_map(|reason| self.teller.reason(reason)).collect();
            if row != last && !told.is_empty() && self.review.reading(cell).span.is_some() {
                let text = format!(
                    "{}{}{}",
                    self.review.sheet().row(cell).label,
                    self.words.say(Word::Colon),
                    told.join(self.words.say(Word::Comma))
                );
                notes.push(self.words.fill(Word::NoteLine, &[&self.place(cell), &text]));
                last = row;
            }
        }
    }

    /// OCR output beside the report that is about another text.
    fn strangers(&self, notes: &mut Vec<String>) {
        let path = self.path();
        let shown = |stranger: &std::path::Path| visible(&stranger.to_string_lossy()).into_owned();
        let strangers = self.review.source.strangers.iter();
        notes.extend(strangers.map(|stranger| self.words.fill(Word::StrangerNote, &[&path, &shown(stranger)])));
    }

    fn not_run(&self, lines: &mut Vec<String>) {
        let not_run = self.review.not_run();
        if not_run > 0 {
            let path = self.path();
            lines.push(self.words.fill(Word::NotRunLine, &[&path, &not_run, &self.review.sheet().equations.len()]));
        }
    }
}
