//! The reports of one agency over the years: which follows which, and what the rules that tie a year to the one before say.

mod agency;
mod figures;

pub use agency::key as agency_key;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::editing::check::sum;
use crate::form::CellId;
use crate::form::rule::Rule;
use crate::review::Review;
use crate::sheet::{Link, Sheet};
use figures::Figures;

/// What other years need to know of a report.
#[derive(Clone, Debug)]
pub struct Facts {
    /// The path of the report
    pub path: PathBuf,
    /// The agency as the report names it
    pub agency: String,
    /// The year that the report is about
    pub year: u16,
    sheet: Arc<Sheet>,
    /// Whether all cells are known, or those that rules over years name
    is_whole: bool,
    figures: Figures,
}

impl Facts {
    /// What other years need to know of a report; nothing if its title names no agency or no year.
    pub fn of(review: &Review) -> Option<Self> {
        Self::of_cells(review, review.sheet().linked_cells().iter().copied(), false)
    }

    /// The same for all cells of the report.
    pub fn whole(review: &Review) -> Option<Self> {
        Self::of_cells(review, 0..review.sheet().len(), true)
    }

    fn of_cells(review: &Review, cells: impl Iterator<Item = usize>, is_whole: bool) -> Option<Self> {
        let (agency, year) = (review.record.agency.clone()?, review.record.year?);
        let sheet = review.record.sheet.clone();
        let place = |cell: usize| review.reading(cell).span.map(|span| review.source.place(span.start));
        Some(Self {
            path: review.source.path.clone(),
            agency,
            year,
            is_whole,
            figures: Figures::new(cells.map(|cell| (review.values()[cell], place(cell)))),
            sheet,
        })
    }

    /// The cells of the report.
    pub fn sheet(&self) -> &Sheet {
        &self.sheet
    }

    /// The value in force of a cell; none if it has none, or if no rule over years names it.
    pub fn value(&self, cell: usize) -> Option<Decimal> {
        self.position(cell).and_then(|at| self.figures.value(at))
    }

    /// Line and column of such a cell in the source, from 1.
    pub fn place(&self, cell: usize) -> Option<(usize, usize)> {
        self.position(cell).and_then(|at| self.figures.place(at))
    }

    fn position(&self, cell: usize) -> Option<usize> {
        if self.is_whole { Some(cell) } else { self.sheet.linked_cells().binary_search(&cell).ok() }
    }

    /// Whether another report of the year gives the same cells the same values.
    fn says_the_same(&self, other: &Self) -> bool {
        let same_cells = self.is_whole == other.is_whole && self.sheet.linked_cells() == other.sheet.linked_cells();
        same_cells && self.figures.same_values(&other.figures)
    }

    /// The cells at some addresses, if a rule holds on the form of their table.
    fn cells(&self, ids: &[CellId], rule: &Rule) -> Option<Vec<usize>> {
        let cell = |id| self.sheet.position(id).filter(|&cell| rule.applies_to(&self.sheet.part(cell).form.id));
        ids.iter().map(cell).collect()
    }
}

/// What a rule over years says of a report.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum LinkOutcome {
    /// Both years agree.
    Holds {
        /// Nothing but zeros agree
        trivial: bool,
    },
    /// They do not.
    Fails {
        /// The value in the report
        now: Decimal,
        /// What follows from the year before
        due: Decimal,
    },
    /// Some cells have no value: those of the report, and those of the year before.
    DidNotRun(Vec<usize>, Vec<usize>),
    /// The year before follows another form, which has no such cells.
    OtherForm,
    /// The figures are too large to be added without loss.
    TooLarge,
}

/// What the report of the year before is, among those that are known.
#[derive(Clone, Copy, Debug)]
pub enum Before<'a> {
    /// It is not among them.
    Missing,
    /// This one
    Found(&'a Facts),
    /// There are several of that agency and year, which do not say the same.
    Several,
}

impl<'a> Before<'a> {
    /// What the reports of one agency and year say.
    fn among(reports: &'a [Facts]) -> Self {
        match reports {
            [] => Self::Missing,
            [first, others @ ..] if others.iter().all(|other| other.says_the_same(first)) => Self::Found(first),
            _ => Self::Several,
        }
    }
}

/// The reports that are known, by agency and year.
#[derive(Clone, Debug, Default)]
pub struct Timeline {
    reports: BTreeMap<(String, u16), Vec<Facts>>,
}

impl Timeline {
    /// Adds a report, or what it says now in place of what it said before.
    pub fn add(&mut self, facts: Facts) {
        let reports = self.reports.entry((agency::key(&facts.agency), facts.year)).or_default();
        if let Some(known) = reports.iter_mut().find(|known| known.path == facts.path) {
            *known = facts;
        } else {
            // Most agencies have one report a year.
            reports.reserve_exact(1);
            reports.push(facts);
        }
    }

    /// Adds reports.
    pub fn extend(&mut self, facts: impl IntoIterator<Item = Facts>) {
        facts.into_iter().for_each(|facts| self.add(facts));
    }

    /// All reports, by agency and year.
    pub fn reports(&self) -> impl Iterator<Item = &Facts> {
        self.reports.values().flatten()
    }

    /// The report of an agency about the year before.
    pub fn before(&self, agency: &str, year: u16) -> Before<'_> {
        let key = |year| (agency::key(agency), year);
        let before = year.checked_sub(1).and_then(|before| self.reports.get(&key(before)));
        before.map_or(Before::Missing, |before| Before::among(before))
    }

    /// All reports, by agency and year, each with the one of the year before.
    pub fn each_with_before(&self) -> impl Iterator<Item = (&Facts, Before<'_>)> {
        let mut last: Option<(&(String, u16), &Vec<Facts>)> = None;
        self.reports.iter().flat_map(move |(key, reports)| {
            let follows = |earlier: &(String, u16)| earlier.0 == key.0 && earlier.1.checked_add(1) == Some(key.1);
            let before = last
                .filter(|(earlier, _)| follows(earlier))
                .map_or(Before::Missing, |(_, before)| Before::among(before));
            last = Some((key, reports));
            reports.iter().map(move |facts| (facts, before))
        })
    }

    /// The reports of an agency, earliest first.
    pub fn of_agency(&self, agency: &str) -> impl Iterator<Item = &Facts> + use<'_> {
        let key = agency::key(agency);
        self.reports.range((key.clone(), 0)..=(key, u16::MAX)).flat_map(|(_, reports)| reports)
    }
}

/// Runs a rule over years on the values of a report and what is known of the year before.
pub fn run(link: &Link, rule: &Rule, value: impl Fn(usize) -> Option<Decimal>, before: &Facts) -> LinkOutcome {
    let Some(cells) = before.cells(&link.before, rule) else { return LinkOutcome::OtherForm };
    let here: Vec<usize> = link.cells().filter(|&cell| value(cell).is_none()).collect();
    let there: Vec<usize> = cells.iter().copied().filter(|&cell| before.value(cell).is_none()).collect();
    if !here.is_empty() || !there.is_empty() {
        return LinkOutcome::DidNotRun(here, there);
    }
    let values = |cells: &[usize]| -> Vec<Decimal> { cells.iter().filter_map(|&cell| value(cell)).collect() };
    let earlier = cells.iter().filter_map(|&cell| before.value(cell));
    let removed = values(&link.removed).into_iter().map(|value| -value);
    let due = sum(earlier.chain(values(&link.added)).chain(removed));
    match (sum(values(&link.now)), due) {
        (Some(now), Some(due)) if now != due => LinkOutcome::Fails { now, due },
        (Some(_), Some(_)) => {
            let trivial = link.cells().all(|cell| value(cell).is_some_and(|value| value.is_zero()));
            LinkOutcome::Holds { trivial }
        }
        _ => LinkOutcome::TooLarge,
    }
}
