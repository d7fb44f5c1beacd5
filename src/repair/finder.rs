//! The faults of one problem, from what the search found: probabilities, ties, and what the repairs have in common.

use std::collections::BTreeMap;

use crate::check::{Outcome, decimal};
use crate::repair::author::{Signature, signature, weight};
use crate::repair::family::{Member, families};
use crate::repair::problem::Problem;
use crate::repair::search::{Found, search};
use crate::repair::weigh::{Weighed, is_moved, weigh};
use crate::repair::{Change, Event, Fault, Location, Repair};

/// The most repairs that are kept for one fault.
const KEPT: usize = 9;
/// Repairs that are at most this many times less likely than the best are near-best.
const NEAR: f64 = std::f64::consts::E;
/// If more repairs than this are near-best, the fault cannot be located.
const MOST_TIED: usize = 3;
/// No repair of a total of zero over other parts is likelier than this: the agency may have left it out.
const ZERO_TOTAL_AT_MOST: f64 = 0.9;
/// With the other signature of an agency's error, or after a search that was cut short, no repair is likelier than this.
const NOT_SURE: f64 = 0.5;

/// Looks for the faults of one problem.
pub(super) struct Finder<'a> {
    pub problem: &'a Problem,
    /// For each equation of the sheet
    pub outcomes: &'a [Outcome],
}

impl Finder<'_> {
    /// The fault of the equations that fail, and those of blanks that several values would fit.
    pub fn faults(&self) -> Vec<Fault> {
        let failing = |at: &usize| self.problem.residuals[*at] != 0;
        let failing: Vec<usize> = (0..self.problem.residuals.len()).filter(failing).collect();
        let mut faults: Vec<Fault> = if failing.is_empty() { Vec::new() } else { vec![self.fault(&failing)] };
        if self.problem.filled.iter().any(Option::is_none) {
            faults.extend(families(self.problem).iter().filter_map(|members| self.open_blanks(members)));
        }
        faults
    }

    /// The fault of equations that fail.
    fn fault(&self, failing: &[usize]) -> Fault {
        let outcome = search(self.problem);
        let signature = signature(self.problem);
        let (weighed, mut wrong) = weigh(self.problem, outcome.found, weight(self.problem));
        let best = weighed.first().map_or(0.0, |one| one.probability);
        let most = most_likely(signature, outcome.gave_up);
        let damp = if best > most { most / best } else { 1.0 };
        wrong = 1.0 - (1.0 - wrong) * damp;
        let repair = |one: Weighed| self.repair(&one.found, one.probability * damp, one.cost);
        let repairs: Vec<Repair> = weighed.into_iter().take(KEPT).map(repair).collect();
        let location = match located(&repairs) {
            _ if signature.is_some() => Location::SourceError,
            _ if outcome.gave_up => Location::GaveUp,
            location => location,
        };
        let equations = failing.iter().map(|&at| self.problem.system.equations[at].nth).collect();
        let common = common(near_best(&repairs));
        Fault { equations, repairs, signature, page_is_wrong: wrong.clamp(0.0, 1.0), common, location }
    }

    /// The fault of blanks for which several values would do.
    fn open_blanks(&self, members: &[Member]) -> Option<Fault> {
        let least = members.first()?.cost;
        let all: f64 = members.iter().map(|member| (least - member.cost).exp()).sum();
        let repair = |member: &Member| {
            let (changes, events) = (member.amounts.clone(), Vec::new());
            let found = Found { changes, events, moves: 0.0, cost: member.cost };
            self.repair(&found, (least - member.cost).exp() / all, member.cost)
        };
        let repairs: Vec<Repair> = members.iter().take(KEPT).map(repair).collect();
        let location = located(&repairs);
        let common = common(near_best(&repairs));
        Some(Fault { equations: vec![], repairs, signature: None, page_is_wrong: 0.0, common, location })
    }

    fn repair(&self, found: &Found, probability: f64, cost: f64) -> Repair {
        let problem = self.problem;
        let mut amounts: BTreeMap<usize, i128> = found.changes.iter().copied().collect();
        for cell in (0..problem.seen.len()).filter(|&cell| problem.withdrawn[cell]) {
            amounts.entry(cell).or_insert(problem.seen[cell].start);
        }
        for cell in (0..problem.seen.len()).filter(|&cell| self.is_spelt(cell)) {
            amounts.entry(cell).or_insert(problem.seen[cell].start);
        }
        amounts.retain(|&cell, amount| problem.seen[cell].read != Some(*amount) || self.is_spelt(cell));
        let mut events: Vec<Event> = found.events.iter().map(|event| self.on_sheet(event)).collect();
        for (&cell, &amount) in amounts.iter().filter(|(cell, _)| !is_moved(found, **cell)) {
            let at = problem.system.cells[cell];
            events.push(match problem.seen[cell].read {
                Some(_) => Event::Misread { cell: at, how: problem.how(cell, amount) },
                None => Event::Filled { cell: at },
            });
        }
        let change = |(&cell, &amount): (&usize, &i128)| {
            let value = decimal(amount, problem.system.scale)?.normalize();
            Some(Change { cell: problem.system.cells[cell], value })
        };
        let settles = self.settles(&amounts);
        Repair { changes: amounts.iter().filter_map(change).collect(), events, settles, probability, cost }
    }

    /// Whether a cell has no value, but letters that are one.
    fn is_spelt(&self, cell: usize) -> bool {
        self.problem.seen[cell].no_value && self.problem.seen[cell].read.is_some()
    }

    /// Equations that did not hold, and hold with these amounts beside those read and those that equations force.
    fn settles(&self, amounts: &BTreeMap<usize, i128>) -> Vec<usize> {
        let problem = self.problem;
        // What follows from letters is not forced.
        let spelt = (0..problem.seen.len()).any(|cell| self.is_spelt(cell));
        let amount = |cell: usize| {
            let forced = if spelt { None } else { problem.filled[cell] };
            let own = if problem.seen[cell].no_value { forced } else { problem.seen[cell].read };
            amounts.get(&cell).copied().or(own)
        };
        let equations = problem.system.equations.iter();
        let open = equations.filter(|equation| !matches!(self.outcomes[equation.nth], Outcome::Holds { .. }));
        let holds = |terms: &[(usize, i128)]| {
            terms.iter().map(|&(cell, factor)| Some(factor * amount(cell)?)).sum::<Option<i128>>() == Some(0)
        };
        open.filter(|equation| holds(&equation.terms)).map(|equation| equation.nth).collect()
    }

    fn on_sheet(&self, event: &Event) -> Event {
        let at = |cell: usize| self.problem.system.cells[cell];
        let all = |cells: &[usize]| cells.iter().map(|&cell| at(cell)).collect();
        match event {
            Event::Misread { cell, how } => Event::Misread { cell: at(*cell), how: *how },
            Event::RowSlid { cells, left } => Event::RowSlid { cells: all(cells), left: *left },
            Event::Merged { cells } => Event::Merged { cells: all(cells) },
            Event::Swapped { cells } => Event::Swapped { cells: (at(cells.0), at(cells.1)) },
            Event::Filled { cell } => Event::Filled { cell: at(*cell) },
        }
    }
}

/// How likely a repair may be at most, in the light of a signature and of how the search ended.
pub(super) fn most_likely(signature: Option<Signature>, gave_up: bool) -> f64 {
    match signature {
        Some(Signature::ZeroTotal) if !gave_up => ZERO_TOTAL_AT_MOST,
        None if !gave_up => 1.0,
        _ => NOT_SURE,
    }
}

/// Whether some repairs tell where a fault lies.
pub(super) fn located(repairs: &[Repair]) -> Location {
    match near_best(repairs).len() {
        1 => Location::Located,
        0 => Location::NotLocated,
        near if near <= MOST_TIED => Location::Tied(near),
        _ => Location::NotLocated,
    }
}

/// The repairs that are about as likely as the likeliest.
pub(super) fn near_best(repairs: &[Repair]) -> &[Repair] {
    let best = repairs.first().map_or(0.0, |repair| repair.probability);
    let near = repairs.iter().take_while(|repair| repair.probability * NEAR >= best).count();
    &repairs[..near]
}

/// The changes that all of some repairs have in common.
pub(super) fn common(repairs: &[Repair]) -> Vec<Change> {
    let Some((first, others)) = repairs.split_first() else { return Vec::new() };
    let in_all = |change: &&Change| others.iter().all(|other| other.changes.contains(change));
    first.changes.iter().filter(in_all).cloned().collect()
}
