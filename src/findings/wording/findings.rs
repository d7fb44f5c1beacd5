//! Findings put into words.

use crate::catalogue::Catalogue;
use crate::editing::check::Outcome;
use crate::editing::localize::Fault;
use crate::findings::wording::decision::said as decision_said;
use crate::findings::wording::rendered::{Part, RenderedEquation, RenderedFinding};
use crate::findings::wording::{ReviewWording, percent, signed};
use crate::findings::{Cause, Finding, What, explained, failing, findings as found};
use crate::review::{Need, Review, Waiting};
use crate::sheet::Equation;
use crate::sheet::record::Explanation;
use crate::sidecar::{Decision, other_path_of, path_of};
use crate::text::visible::visible;
use crate::words::{CheckMessage, CommonMessage, Words};

/// Everything about a report that is wrong, open, or was odd, in words.
pub fn findings(review: &Review, catalogue: &Catalogue, words: &Words, threshold: f64) -> Vec<RenderedFinding> {
    let wording = ReviewWording { review, rules: &catalogue.rules, words };
    found(review, &catalogue.rules, threshold).iter().map(|finding| wording.finding(finding)).collect()
}

/// The same for who reads the words alone: without the parts of equations and repairs.
pub fn findings_in_words(
    review: &Review,
    catalogue: &Catalogue,
    words: &Words,
    threshold: f64,
) -> Vec<RenderedFinding> {
    let wording = ReviewWording { review, rules: &catalogue.rules, words };
    let found = found(review, &catalogue.rules, threshold);
    found.iter().map(|finding| wording.in_words(finding, &wording.equations_of(finding))).collect()
}

/// The numbers in the tables of a report that are none of their values, in words.
pub fn explained_in_words(review: &Review, catalogue: &Catalogue, words: &Words) -> Vec<RenderedFinding> {
    let wording = ReviewWording { review, rules: &catalogue.rules, words };
    explained(review).iter().map(|finding| wording.in_words(finding, &[])).collect()
}

/// That the decisions beside a report were made on another one, if they were.
pub fn waiting(review: &Review, words: &Words) -> Option<String> {
    let path = visible(&path_of(&review.source.path).to_string_lossy()).into_owned();
    let Waiting { made_on, count, .. } = review.waiting()?;
    Some(match made_on {
        Some(name) => words.fill(CheckMessage::ForeignSidecar { path: &path, report: &visible(name), count }),
        None => words.fill(CheckMessage::UnlikeSidecar { path: &path, count }),
    })
}

impl ReviewWording<'_> {
    /// A finding in words and in parts.
    pub fn finding(&self, finding: &Finding) -> RenderedFinding {
        let equations = self.equations_of(finding);
        let fault = if let What::Fault(nth) = finding.what { Some(&self.review.assessment.faults[nth]) } else { None };
        RenderedFinding {
            equations: equations.iter().map(|&nth| self.told_equation(nth)).collect(),
            repairs: fault.map(|fault| self.told_repairs(fault)).unwrap_or_default(),
            page_is_wrong: fault.map(|fault| fault.page_is_wrong),
            ..self.in_words(finding, &equations)
        }
    }

    /// A finding in words alone; the equations are those that it is about.
    fn in_words(&self, finding: &Finding, equations: &[usize]) -> RenderedFinding {
        let (kind, message, details) = self.said(finding);
        RenderedFinding {
            source: visible(&self.review.source.path.to_string_lossy()).into_owned(),
            line: finding.at.map(|at| at.0),
            column: finding.at.map(|at| at.1),
            level: finding.level.name(),
            kind,
            rules: self.rules_of(finding, equations),
            cells: finding.cells.iter().map(|&cell| self.address(cell)).collect(),
            message,
            details,
            equations: vec![],
            repairs: vec![],
            page_is_wrong: None,
        }
    }

    /// A cell with its value.
    fn brief(&self, cell: usize) -> String {
        let value = self.review.values()[cell].map(|value| value.to_string()).unwrap_or_default();
        format!("{} {value}", self.address(cell))
    }

    pub(super) fn address(&self, cell: usize) -> String {
        self.review.sheet().slots[cell].id.to_string()
    }

    /// What is said of equations that fail together, or that did not run and could not hold.
    fn said_of_fault(&self, fault: &Fault) -> (&'static str, String, Vec<String>) {
        let kind = if failing(self.review, fault).is_empty() { "not_run" } else { "failing" };
        (kind, self.fault(fault), self.fault_details(fault))
    }

    /// What is said of cells that are in doubt for nothing but the misreadings elsewhere in the report.
    fn said_of_unproved(&self, cells: &[usize]) -> (&'static str, String, Vec<String>) {
        let tables = self.tables_of(cells);
        let briefs: Vec<String> = cells.iter().map(|&cell| self.brief(cell)).collect();
        let more = self.more_of(cells.first().copied().unwrap_or_default());
        let message = self.words.fill(CheckMessage::UnprovedLine { count: &cells.len(), tables: &tables });
        ("open", message, vec![briefs.join(self.words.say(CommonMessage::Comma)), more])
    }

    /// What kind of finding it is, what it says in a line, and more of it.
    fn said(&self, finding: &Finding) -> (&'static str, String, Vec<String>) {
        let words = self.words;
        let cell = finding.cells.first().copied();
        let line = finding.at.map_or(0, |at| at.0);
        match &finding.what {
            What::Fault(nth) => self.said_of_fault(&self.review.assessment.faults[*nth]),
            What::SourceError(nth) => {
                let details = cell.and_then(|cell| self.decided(cell)).into_iter().collect();
                ("source_error", self.failing(*nth), details)
            }
            What::Broken(nth) => {
                ("warning", words.fill(CheckMessage::WarningAt { warning: &self.failing(*nth) }), vec![])
            }
            What::Claim(nth) => {
                let shares =
                    (0..self.review.claims.len()).filter(|&share| self.review.share_of_misfit(share) == Some(*nth));
                let details = shares.map(|share| self.claim(share)).collect();
                ("prose", words.fill(CheckMessage::WarningAt { warning: &self.claim(*nth) }), details)
            }
            What::Implausible(rule) => ("implausible", self.implausible(cell.unwrap_or_default(), *rule), vec![]),
            What::Open(need) => {
                let cell = cell.unwrap_or_default();
                let (reading, need_said) = (self.reads(cell), self.need(*need));
                let said = CheckMessage::OpenLine { need: &need_said, cell: &self.address(cell), reading: &reading };
                let said = words.fill(said);
                let kind = if *need == Need::Conflict { "conflict" } else { "open" };
                (kind, said, vec![self.more_of(cell)])
            }
            What::Blanks(solved) => {
                let tables = self.tables_of(&finding.cells);
                let said = match solved {
                    0 => words.fill(CheckMessage::BlanksLineOnly { count: &finding.cells.len(), tables: &tables }),
                    solved => {
                        words.fill(CheckMessage::BlanksLine { count: &finding.cells.len(), solved, tables: &tables })
                    }
                };
                ("blank", said, vec![])
            }
            What::Unproved => self.said_of_unproved(&finding.cells),
            What::RowKeptOut(nth) => {
                let numbers = self.review.record.kept_out[*nth].numbers;
                ("row_kept_out", words.fill(CheckMessage::KeptOutLine { count: &numbers }), vec![])
            }
            What::Explained(ix) => {
                let explained = self.review.record.explained[*ix];
                let text = visible(self.review.source.slice(explained.span));
                let message = match explained.explanation {
                    Explanation::Serial => CheckMessage::ExplainedSerial { text: &text },
                    Explanation::ColumnNumber => CheckMessage::ExplainedColumn { text: &text },
                    Explanation::PageNumber => CheckMessage::ExplainedPage { text: &text },
                    Explanation::Note => CheckMessage::ExplainedNote { text: &text },
                    Explanation::Repetition => CheckMessage::ExplainedRepetition { text: &text },
                    Explanation::Text => CheckMessage::ExplainedText { text: &text },
                };
                ("explained", words.fill(message), vec![])
            }
            What::LeftOver(nth) => {
                let text = self.review.source.slice(self.review.record.left_over[*nth].span);
                ("left_over", words.fill(CheckMessage::LeftOverLine { text: &visible(text) }), vec![])
            }
            What::NotRun(equations) => ("not_run", self.not_run(equations), self.not_run_details(equations)),
            What::Orphan(at, line) => {
                let decision = &self.review.decisions()[*at];
                let said = words.fill(CheckMessage::OrphanLine { cell: &visible(decision.cell.as_str()) });
                ("orphan", said, self.orphan_details(decision, *line))
            }
            What::Waiting => {
                ("foreign_sidecar", waiting(self.review, words).unwrap_or_default(), vec![self.waiting_advice()])
            }
            What::OddRow => (
                "odd_row",
                words.fill(CheckMessage::NoteLine { note: &self.odd_row(cell.unwrap_or_default()) }),
                vec![],
            ),
            What::LineKeptOut(_) => {
                let text = self.review.source.slice(self.review.source.lines()[line - 1]);
                ("line_kept_out", words.fill(CheckMessage::KeptOutNote { text: &visible(text.trim()) }), vec![])
            }
            What::Misread => {
                let rate = percent(self.review.record.misread_rate());
                ("misread_rate", words.fill(CheckMessage::MisreadNote { rate: &rate }), vec![])
            }
            What::Unmatched(nth) => {
                let path = visible(&self.review.source.unmatched[*nth].to_string_lossy()).into_owned();
                ("unmatched_ocr", words.fill(CheckMessage::UnmatchedNote { path: &path }), vec![])
            }
            What::MissingPages => ("missing_pages", self.missing_pages(), vec![]),
            What::SecondReport => ("second_report", words.fill(CheckMessage::SecondReport { line: &line }), vec![]),
            What::EmptySidecar => {
                let path = path_of(&self.review.source.path);
                let path = visible(&path.to_string_lossy()).into_owned();
                ("empty_sidecar", words.fill(CheckMessage::EmptySidecarNote { path: &path }), vec![])
            }
        }
    }

    fn implausible(&self, cell: usize, rule: usize) -> String {
        let reason = &self.rules[rule].says.get(self.words.language);
        let (cell, reading) = (&self.address(cell), &self.reads(cell));
        self.words.fill(CheckMessage::Implausible { cell, reading, reason })
    }

    fn missing_pages(&self) -> String {
        let pages = self.review.source.missing_pages.iter().map(u32::to_string).collect::<Vec<_>>();
        self.words.fill(CheckMessage::MissingPages { pages: &pages.join(self.words.say(CommonMessage::ListComma)) })
    }

    fn waiting_advice(&self) -> String {
        let kept = visible(&other_path_of(&self.review.source.path).to_string_lossy()).into_owned();
        self.words.fill(CheckMessage::WaitingDecisions { path: &kept })
    }

    /// What was decided of a cell that the report does not have, and where that is written.
    fn orphan_details(&self, decision: &Decision, line: Option<usize>) -> Vec<String> {
        let path = path_of(&self.review.source.path);
        let path = visible(&path.to_string_lossy()).into_owned();
        let place = line.map_or(path.clone(), |line| format!("{path}:{line}"));
        vec![format!("{place}{}{}", self.words.say(CommonMessage::Colon), decision_said(decision, self.words))]
    }

    fn failing(&self, nth: usize) -> String {
        self.equation(nth, &self.review.assessment.outcomes[nth])
    }

    /// What the equations of a fault have in common, in a line.
    fn fault(&self, fault: &Fault) -> String {
        let sheet = self.review.sheet();
        let failing = failing(self.review, fault);
        if failing.is_empty() {
            return self.words.fill(CheckMessage::FaultNotRun { count: &fault.equations.len() });
        }
        let equation = |nth: usize| &sheet.equations[failing[nth]];
        let place = |nth: usize| sheet.place_label(equation(nth));
        let words = self.words;
        match Cause::of(self.review, fault) {
            Cause::Crossing(cell) => {
                let gap = self.gap(failing[0]);
                words.fill(CheckMessage::FaultCrossing {
                    cell: &self.address(cell),
                    label: &sheet.label(cell),
                    count: &failing.len(),
                    difference: &gap,
                })
            }
            Cause::ColumnAndTotal(gap) => {
                words.fill(CheckMessage::FaultColumnAndTotal { column: &place(0), difference: &signed(gap) })
            }
            Cause::Compensating(gap) => {
                words.fill(CheckMessage::FaultCompensating { one: &place(0), other: &place(1), difference: &gap })
            }
            Cause::ZeroTotal => words.fill(CheckMessage::FaultZeroTotal { rule: &self.rule_at(equation(0)) }),
            Cause::Single => words.fill(CheckMessage::FaultSingle {
                rule: &self.rule_at(equation(0)),
                difference: &self.gap(failing[0]),
            }),
            Cause::Several => words.fill(CheckMessage::FaultSeveral { count: &failing.len() }),
        }
    }

    fn gap(&self, equation: usize) -> String {
        crate::findings::gap(self.review, equation).map(signed).unwrap_or_default()
    }

    fn fault_details(&self, fault: &Fault) -> Vec<String> {
        self.equations_of_fault(fault).iter().map(|&nth| self.failing(nth)).chain(self.repairs(fault)).collect()
    }

    /// Why an open cell is open, or what is offered for it.
    fn more_of(&self, cell: usize) -> String {
        if !self.review.sides(cell).is_empty() {
            return self.decided(cell).unwrap_or_default();
        }
        let offered = self.review.suggestions(cell);
        let more = offered.first().map_or_else(|| self.reasons(cell), |offered| vec![self.suggestion(offered)]);
        more.join(self.words.say(CommonMessage::Comma))
    }

    fn tables_of(&self, cells: &[usize]) -> String {
        let sheet = self.review.sheet();
        let mut titles: Vec<&str> = cells.iter().map(|&cell| sheet.part(cell).table().title.as_str()).collect();
        titles.dedup();
        titles.join(self.words.say(CommonMessage::Comma))
    }

    fn odd_row(&self, cell: usize) -> String {
        let odd = self.review.reading(cell).reasons.iter().filter(|reason| reason.is_of_row());
        let told: Vec<String> = odd.filter_map(|reason| self.reason(reason)).collect();
        let (colon, comma) = (self.words.say(CommonMessage::Colon), self.words.say(CommonMessage::Comma));
        format!("{}{colon}{}", self.review.sheet().row(cell).label, told.join(comma))
    }

    fn not_run(&self, equations: &[usize]) -> String {
        self.words.fill(CheckMessage::NotRunLine { count: &equations.len(), all: &self.review.sheet().equations.len() })
    }

    /// Equations that did not run for another reason than a cell without a value, which is a finding by itself.
    fn not_run_details(&self, equations: &[usize]) -> Vec<String> {
        let outcomes = &self.review.assessment.outcomes;
        let too_large = equations.iter().filter(|&&nth| outcomes[nth] == Outcome::TooLarge);
        too_large.map(|&nth| self.failing(nth)).collect()
    }

    /// The equations that a fault is about: those that fail; where none does, those that did not run.
    fn equations_of_fault(&self, fault: &Fault) -> Vec<usize> {
        let failing = failing(self.review, fault);
        if failing.is_empty() { fault.equations.clone() } else { failing }
    }

    fn equations_of(&self, finding: &Finding) -> Vec<usize> {
        match &finding.what {
            What::Fault(nth) => self.equations_of_fault(&self.review.assessment.faults[*nth]),
            What::SourceError(nth) | What::Broken(nth) => vec![*nth],
            What::NotRun(equations) => equations.clone(),
            _ => vec![],
        }
    }

    fn rules_of(&self, finding: &Finding, equations: &[usize]) -> Vec<String> {
        let named = match finding.what {
            What::Implausible(rule) => Some(rule),
            What::Claim(nth) => Some(self.review.claims[nth].rule),
            _ => None,
        };
        let of_equations = equations.iter().map(|&nth| self.review.sheet().equations[nth].rule);
        let mut rules: Vec<usize> = of_equations.chain(named).collect();
        rules.dedup();
        rules.into_iter().map(|rule| self.rules[rule].id.to_string()).collect()
    }

    fn told_equation(&self, nth: usize) -> RenderedEquation {
        let equation: &Equation = &self.review.sheet().equations[nth];
        let part = |&cell: &usize| Part {
            cell: self.address(cell),
            value: self.review.values()[cell],
            place: self.review.place(cell).map(|(line, column)| format!("{line}:{column}")),
        };
        RenderedEquation {
            rule: self.rules[equation.rule].id.to_string(),
            at: equation.at.clone(),
            left: equation.left.iter().map(part).collect(),
            right: equation.right.iter().map(part).collect(),
            difference: crate::findings::gap(self.review, nth),
        }
    }
}
