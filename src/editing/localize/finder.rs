//! The faults of one problem, from what the search found: probabilities, ties, and what the repairs have in common.

use std::collections::BTreeMap;

use crate::editing::check::{Outcome, decimal};
use crate::editing::localize::author::{Signature, signature, weight, zero_totals};
use crate::editing::localize::family::{Member, families};
use crate::editing::localize::fault::{Change, Event, Fault, Location, Repair};
use crate::editing::localize::parts::{Given, parts};
use crate::editing::localize::problem::Problem;
use crate::editing::localize::search::{Found, Outcome as Searched, search};
use crate::editing::localize::weigh::{Weighed, is_moved, weigh};

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

/// One cause of failing equations.
struct Cause<'a> {
    /// The problem, with the amounts that other causes give taken for read
    problem: &'a Problem,
    /// Cells that its repairs give an amount in any case
    tied: Vec<usize>,
    /// Whether it is the only one
    alone: bool,
    /// What repairs weigh that settle several causes at once
    others: f64,
}

impl Finder<'_> {
    /// The faults of the equations that fail, one for each cause, and those of blanks that several values would fit.
    pub(crate) fn faults(&self) -> Vec<Fault> {
        let is_sound = self.problem.residuals.iter().all(|&residual| residual == 0);
        let mut faults = if is_sound { Vec::new() } else { self.failing() };
        if self.problem.filled.iter().any(Option::is_none) {
            faults.extend(families(self.problem).iter().filter_map(|members| self.open_blanks(members)));
        }
        faults
    }

    /// The faults of equations that fail.
    fn failing(&self) -> Vec<Fault> {
        let problem = self.problem;
        let all = Cause { problem, tied: self.tied(), alone: true, others: 0.0 };
        let searched = search(problem);
        if searched.gave_up {
            return vec![self.fault(&all, searched)];
        }
        let (weighed, _) = weigh(problem, searched.found.clone(), 0.0, false);
        let (parts, others) = parts(problem, &weighed, &all.tied);
        if parts.len() < 2 {
            return vec![self.fault(&all, searched)];
        }
        let fault = |given: &Given| {
            let problem = problem.with(given);
            let is_given = |cell: usize| given.iter().any(|&(other, _)| other == cell);
            let tied = all.tied.iter().copied().filter(|&cell| !is_given(cell)).collect();
            self.fault(&Cause { problem: &problem, tied, alone: false, others }, search(&problem))
        };
        parts.iter().map(fault).collect()
    }

    /// Cells that every repair gives an amount: those filled by equations that fail, and those in which letters stand.
    fn tied(&self) -> Vec<usize> {
        let is_tied = |&cell: &usize| self.problem.withdrawn[cell] || self.is_spelt(cell);
        (0..self.problem.seen.len()).filter(is_tied).collect()
    }

    /// The fault of one cause.
    fn fault(&self, cause: &Cause, searched: Searched) -> Fault {
        let signature = signature(cause.problem);
        let (weighed, mut wrong) = weigh(cause.problem, searched.found, weight(cause.problem), !cause.alone);
        let best = weighed.first().map_or(0.0, |one| one.probability);
        let most = most_likely(signature, searched.gave_up);
        let damp = if best > most { most / best } else { 1.0 } * (1.0 - cause.others);
        wrong = 1.0 - (1.0 - wrong) * damp;
        let is_offered =
            |found: &Found| signature != Some(Signature::ZeroTotal) || changes_zero_total(cause.problem, found);
        let repair = |one: Weighed| Repair {
            is_offered: is_offered(&one.found),
            ..self.repair(&one.found, &cause.tied, one.probability * damp, one.cost)
        };
        let repairs: Vec<Repair> = weighed.into_iter().take(KEPT).map(repair).collect();
        let location = match located(&repairs) {
            _ if signature.is_some() => Location::SourceError,
            _ if searched.gave_up => Location::GaveUp,
            location => location,
        };
        let failing = (0..cause.problem.residuals.len()).filter(|&at| cause.problem.residuals[at] != 0);
        let equations = failing.map(|at| self.problem.system.equations[at].nth).collect();
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
            self.repair(&found, &self.tied(), (least - member.cost).exp() / all, member.cost)
        };
        let repairs: Vec<Repair> = members.iter().take(KEPT).map(repair).collect();
        let location = located(&repairs);
        let common = common(near_best(&repairs));
        Some(Fault { equations: vec![], repairs, signature: None, page_is_wrong: 0.0, common, location })
    }

    fn repair(&self, found: &Found, tied: &[usize], probability: f64, cost: f64) -> Repair {
        let problem = self.problem;
        let mut amounts: BTreeMap<usize, i128> = found.changes.iter().copied().collect();
        for &cell in tied {
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
        Repair {
            changes: amounts.iter().filter_map(change).collect(),
            events,
            settles,
            is_offered: true,
            probability,
            cost,
        }
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
            let forced = if spelt || problem.withdrawn[cell] { None } else { problem.filled[cell] };
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

/// Whether a repair gives a total of zero another amount.
fn changes_zero_total(problem: &Problem, found: &Found) -> bool {
    zero_totals(problem).any(|total| found.changes.iter().any(|&(cell, amount)| cell == total && amount != 0))
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
        _ if near_best(repairs).iter().any(|repair| !repair.is_offered) => Location::NotLocated,
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
