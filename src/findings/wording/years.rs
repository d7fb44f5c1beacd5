//! What the rules over years say, in words.

use rust_decimal::Decimal;

use crate::catalogue::Catalogue;
use crate::findings::wording::rendered::{Part, RenderedEquation, RenderedFinding};
use crate::findings::wording::{signed, terms};
use crate::form::rule::Rule;
use crate::review::progress::RuleCounts;
use crate::review::years::{Before, Facts, LinkOutcome, Timeline, run};
use crate::sheet::{Link, Sheet};
use crate::text::visible::visible;
use crate::words::{CheckMessage, CommonMessage, Words};

/// What the rules over years say of the reports on a timeline, and how often each held.
#[derive(Debug, Default)]
pub struct YearFindings {
    /// What fails or did not run, by agency and year
    pub found: Vec<RenderedFinding>,
    /// For each rule of the catalogue by its position: how often it held, failed, did not run
    pub counts: Vec<RuleCounts>,
}

/// Runs the rules over years on all reports of a timeline whose year before is known.
pub fn year_findings(timeline: &Timeline, catalogue: &Catalogue, words: &Words) -> YearFindings {
    let mut found = Vec::new();
    let counts = each_year_finding(timeline, catalogue, words, |finding| found.push(finding));
    YearFindings { found, counts }
}

/// The same, each handed over as it is found: many reports may have more than can be kept. Returns the counts.
pub fn each_year_finding(
    timeline: &Timeline,
    catalogue: &Catalogue,
    words: &Words,
    mut tell: impl FnMut(RenderedFinding),
) -> Vec<RuleCounts> {
    let mut counts = vec![RuleCounts::default(); catalogue.rules.len()];
    for (facts, before) in timeline.each_with_before() {
        match before {
            Before::Missing => {}
            Before::Several => tell(several(facts, words)),
            Before::Found(before) => {
                for link in &facts.sheet().links {
                    let rule = &catalogue.rules[link.rule];
                    let outcome = run(link, rule, |cell| facts.value(cell), before);
                    counts[link.rule] += counted(&outcome);
                    Pair { facts, before, link, rule, words }.told(&outcome).into_iter().for_each(&mut tell);
                }
            }
        }
    }
    counts
}

/// What the rules over years say of one cell of a report, with the year before and the year after: a line each, and
/// whether the rule is broken.
pub fn years_of_cell(
    facts: &Facts,
    cell: usize,
    timeline: &Timeline,
    catalogue: &Catalogue,
    words: &Words,
) -> Vec<(String, bool)> {
    let mut lines = Vec::new();
    let mut tell = |pair: &Pair| {
        let outcome = run(pair.link, pair.rule, |cell| pair.facts.value(cell), pair.before);
        lines.extend(pair.line(&outcome).map(|line| (line, matches!(outcome, LinkOutcome::Fails { .. }))));
    };
    if let Before::Found(before) = timeline.before(&facts.agency, facts.year) {
        for link in facts.sheet().links.iter().filter(|link| link.cells().any(|other| other == cell)) {
            tell(&Pair { facts, before, link, rule: &catalogue.rules[link.rule], words });
        }
    }
    let id = &facts.sheet().slots[cell].id;
    for next in timeline.of_agency(&facts.agency).filter(|next| facts.year.checked_add(1) == Some(next.year)) {
        for link in next.sheet().links.iter().filter(|link| link.before.contains(id)) {
            tell(&Pair { facts: next, before: facts, link, rule: &catalogue.rules[link.rule], words });
        }
    }
    lines
}

/// What an outcome adds to the counts of its rule.
fn counted(outcome: &LinkOutcome) -> RuleCounts {
    let none = RuleCounts::default();
    match outcome {
        LinkOutcome::Holds { .. } => RuleCounts { held: 1, ..none },
        LinkOutcome::Fails { .. } => RuleCounts { failed: 1, ..none },
        LinkOutcome::DidNotRun(..) | LinkOutcome::OtherForm | LinkOutcome::TooLarge => {
            RuleCounts { not_run: 1, ..none }
        }
    }
}

fn several(facts: &Facts, words: &Words) -> RenderedFinding {
    let agency = visible(&facts.agency).into_owned();
    let before = facts.year.saturating_sub(1);
    RenderedFinding {
        level: "open",
        ..blank(facts, "year_not_run", words.fill(CheckMessage::YearSeveral { agency: &agency, year: &before }))
    }
}

fn blank(facts: &Facts, kind: &'static str, message: String) -> RenderedFinding {
    RenderedFinding {
        source: visible(&facts.path.to_string_lossy()).into_owned(),
        line: None,
        column: None,
        level: "note",
        kind,
        rules: vec![],
        cells: vec![],
        message,
        details: vec![],
        equations: vec![],
        repairs: vec![],
        page_is_wrong: None,
    }
}

/// A rule over years at one place of two reports.
struct Pair<'a> {
    facts: &'a Facts,
    before: &'a Facts,
    link: &'a Link,
    rule: &'a Rule,
    words: &'a Words,
}

impl Pair<'_> {
    fn told(&self, outcome: &LinkOutcome) -> Option<RenderedFinding> {
        let (kind, level, message, details) = match outcome {
            LinkOutcome::Holds { .. } => return None,
            LinkOutcome::Fails { now, due } => {
                ("year", "warning", self.fails(now - due), self.sides(*now, *due).to_vec())
            }
            LinkOutcome::DidNotRun(here, there) => ("year_not_run", "open", self.not_run(here, there), vec![]),
            LinkOutcome::OtherForm => {
                let message =
                    self.words.fill(CheckMessage::YearOtherForm { rule: &self.name(), path: &self.path_before() });
                ("year_not_run", "note", message, vec![])
            }
            LinkOutcome::TooLarge => {
                ("year_not_run", "open", self.words.fill(CheckMessage::TooLargeToAdd { rule: &self.name() }), vec![])
            }
        };
        let at = self.link.now.iter().find_map(|&cell| self.facts.place(cell));
        Some(RenderedFinding {
            line: at.map(|at| at.0),
            column: at.map(|at| at.1),
            level,
            rules: vec![self.rule.id.to_string()],
            cells: self.link.cells().map(|cell| address(self.facts.sheet(), cell)).collect(),
            details,
            equations: vec![self.equation(outcome)],
            ..blank(self.facts, kind, message)
        })
    }

    /// What a rule says, in one line; nothing where only zeros agree.
    fn line(&self, outcome: &LinkOutcome) -> Option<String> {
        let comma = self.words.say(CommonMessage::Comma);
        Some(match outcome {
            LinkOutcome::Holds { trivial: true } => return None,
            LinkOutcome::Holds { .. } => {
                let now: Decimal = self.link.now.iter().filter_map(|&cell| self.facts.value(cell)).sum();
                let [_, due] = self.sides(now, now);
                self.words.fill(CheckMessage::YearHolds { rule: &self.name(), years: &self.years(), value: &due })
            }
            LinkOutcome::Fails { now, due } => {
                let sides = self.sides(*now, *due).join(comma);
                self.words.fill(CheckMessage::YearFailsLine {
                    rule: &self.name(),
                    years: &self.years(),
                    sides: &sides,
                    difference: &signed(now - due),
                })
            }
            _ => self.told(outcome)?.message,
        })
    }

    /// The two years.
    fn years(&self) -> String {
        format!("{} / {}", self.before.year, self.facts.year)
    }

    /// The name of the rule and of its row or column.
    fn name(&self) -> String {
        let label = self.facts.sheet().label_at(&self.link.at, self.link.now[0]).to_owned();
        self.words.fill(CheckMessage::RuleAt { rule: &self.rule.name.get(self.words.language), place: &label })
    }

    fn path_before(&self) -> String {
        visible(&self.before.path.to_string_lossy()).into_owned()
    }

    fn fails(&self, gap: Decimal) -> String {
        self.words.fill(CheckMessage::YearFails {
            rule: &self.name(),
            path: &self.path_before(),
            difference: &signed(gap),
        })
    }

    /// Both sides with their parts.
    fn sides(&self, now: Decimal, due: Decimal) -> [String; 2] {
        let parts =
            |cells: &[usize]| -> Vec<Option<Decimal>> { cells.iter().map(|&cell| self.facts.value(cell)).collect() };
        let mut earlier: Vec<Option<Decimal>> =
            self.cells_before().iter().map(|&cell| self.before.value(cell)).collect();
        earlier.extend(parts(&self.link.added));
        let removed: Vec<Option<Decimal>> =
            parts(&self.link.removed).into_iter().map(|value| value.map(|value| -value)).collect();
        earlier.extend(removed);
        let written = |values: &[Option<Decimal>], sum| {
            let cells: Vec<usize> = (0..values.len()).collect();
            super::whole(&terms(&cells, values), sum)
        };
        [
            self.words.fill(CheckMessage::YearNow { sum: &written(&parts(&self.link.now), now) }),
            self.words.fill(CheckMessage::YearDue { sum: &written(&earlier, due) }),
        ]
    }

    fn not_run(&self, here: &[usize], there: &[usize]) -> String {
        let addresses = |sheet: &Sheet, cells: &[usize]| -> Vec<String> {
            cells.iter().map(|&cell| address(sheet, cell).clone()).collect()
        };
        let (here, there) = (addresses(self.facts.sheet(), here), addresses(self.before.sheet(), there));
        let here = here.iter().map(|cell| self.words.fill(CheckMessage::YearHere { cell }));
        let there = there.iter().map(|cell| self.words.fill(CheckMessage::YearThere { cell }));
        let missing = here.chain(there).collect::<Vec<_>>().join(self.words.say(CommonMessage::Comma));
        self.words.fill(CheckMessage::YearNotRun { rule: &self.name(), cells: &missing, path: &self.path_before() })
    }

    fn cells_before(&self) -> Vec<usize> {
        self.link.before.iter().filter_map(|id| self.before.sheet().position(id)).collect()
    }

    fn equation(&self, outcome: &LinkOutcome) -> RenderedEquation {
        let part = |facts: &Facts, cell: usize, year: bool| Part {
            cell: if year {
                format!("{}@{}", address(facts.sheet(), cell), facts.year)
            } else {
                address(facts.sheet(), cell)
            },
            value: facts.value(cell),
            place: facts.place(cell).map(|(line, column)| format!("{line}:{column}")),
        };
        let negative = |part: Part| Part { value: part.value.map(|value| -value), ..part };
        let here = |cells: &[usize]| -> Vec<Part> { cells.iter().map(|&cell| part(self.facts, cell, false)).collect() };
        let mut right: Vec<Part> = self.cells_before().iter().map(|&cell| part(self.before, cell, true)).collect();
        right.extend(here(&self.link.added));
        right.extend(here(&self.link.removed).into_iter().map(negative));
        let difference = if let LinkOutcome::Fails { now, due } = outcome { Some(now - due) } else { None };
        RenderedEquation {
            rule: self.rule.id.to_string(),
            at: self.link.at.clone(),
            left: here(&self.link.now),
            right,
            difference,
        }
    }
}

fn address(sheet: &Sheet, cell: usize) -> String {
    sheet.slots[cell].id.to_string()
}
