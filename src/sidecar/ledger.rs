//! All decisions on a report, and how the work of several people becomes one.
//!
//! Decisions are only ever added, so the work of two people is the union of theirs. Which decision counts on a cell is
//! another matter: the last one, if whoever made it saw the others. Where two people decide without seeing each other
//! (in two clones of a repository, at the same time on one disk, or blind) both decisions are *in force*: the later one is
//! no answer to the earlier one. A decision that is made later, in sight of both, settles the cell.
//!
//! A ledger therefore says of each decision whether it is in force or was answered. Nobody has seen a decision of the same
//! moment, so the latest decisions on a cell are in force always: one as a rule, several where their moments are equal.
//! As long as no others are in force, the file needs to say nothing of it. Where there are others, it names those in force
//! under `apart`. When the conflict is settled, its sides stay named there, so that whoever takes the settlement back is
//! led to the conflict again; as the latest decision is then not among them, they are not in force.
//!
//! Two ledgers are joined decision by decision: one that both know is in force if it is in force in both, one that only
//! one of them knows is what it is there. This is the join of an observed-remove set with the decisions as its causal
//! context (Bieniusa et al., "An optimized conflict-free replicated set", 2012): commutative, associative and idempotent,
//! so that it does not matter who merges with whom, in which order and how often. It needs no right clock and no common
//! ancestor. The latest decisions of the union are the latest ones of either ledger, so they are in force in the join too.
//!
//! A cell is in **conflict** if several decisions are in force that do not say the same.

use std::collections::{BTreeMap, BTreeSet};

use crate::form::CellId;
use crate::sidecar::decision::{Decision, Place, Stance, Verdict};
use crate::sidecar::moment::{after, moment, now};

/// The decisions on a report, and which of them are in force. Those on one cell are in the order of their moments.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Ledger {
    decisions: Vec<Decision>,
    /// For each decision, what has become of it
    roles: Vec<Role>,
}

/// What has become of a decision.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
struct Role {
    /// Nobody has answered it
    in_force: bool,
    /// It is a side of the latest conflict on its cell that was settled
    settled: bool,
}

/// What counts on a cell, as positions in the order in which it was decided.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct InForce {
    /// The decisions in force
    pub all: Vec<usize>,
    /// Those of them with something to say ([`Ledger::heard`])
    pub heard: Vec<usize>,
    /// Whether these do not say the same
    pub is_conflict: bool,
}

/// The decisions that a file has to name because their roles do not follow from their moments.
#[derive(Debug, Default)]
pub(super) struct Named<'d> {
    /// Decisions in force beside each other, or the sides of a conflict that was settled
    pub apart: Vec<&'d Decision>,
    /// The sides of a settled conflict that would be taken for decisions in force if they were named there
    pub settled: Vec<&'d Decision>,
}

impl Ledger {
    /// The decisions of a file, with those that it names ([`Named`]). Where the latest decision is not among those named
    /// apart, somebody settled the cell without striking them out: the latest one counts.
    pub(super) fn new(
        mut decisions: Vec<Decision>,
        is_apart: impl Fn(&Decision) -> bool,
        is_settled: impl Fn(&Decision) -> bool,
    ) -> Self {
        decisions.sort_by(|a, b| a.place().cmp(&b.place()).then_with(|| a.cell.cmp(&b.cell)));
        decisions.dedup();
        let roles = vec![Role::default(); decisions.len()];
        let mut ledger = Self { decisions, roles };
        for on_cell in ledger.cells() {
            let latest = ledger.latest(&on_cell);
            let apart: Vec<usize> = on_cell.iter().copied().filter(|&at| is_apart(&ledger.decisions[at])).collect();
            let is_open = apart.iter().any(|at| latest.contains(at));
            for at in on_cell {
                let is_apart = apart.binary_search(&at).is_ok();
                ledger.roles[at] = Role {
                    in_force: latest.contains(&at) || is_open && is_apart,
                    settled: !is_open && is_apart || is_settled(&ledger.decisions[at]),
                };
            }
        }
        ledger
    }

    /// All decisions, those on one cell in the order in which they were made.
    pub fn decisions(&self) -> &[Decision] {
        &self.decisions
    }

    /// The positions of the decisions on each cell.
    fn by_cell(&self) -> BTreeMap<&CellId, Vec<usize>> {
        let mut cells: BTreeMap<&CellId, Vec<usize>> = BTreeMap::new();
        for (at, decision) in self.decisions.iter().enumerate() {
            cells.entry(&decision.cell).or_default().push(at);
        }
        cells
    }

    /// The same, cell by cell, without a hold on the ledger.
    fn cells(&self) -> Vec<Vec<usize>> {
        self.by_cell().into_values().collect()
    }

    fn on_cell(&self, cell: &CellId) -> Vec<usize> {
        (0..self.decisions.len()).filter(|&at| self.decisions[at].cell == *cell).collect()
    }

    /// Of decisions on one cell in their order, those of the latest moment.
    fn latest(&self, on_cell: &[usize]) -> Vec<usize> {
        let moment = |at: usize| self.decisions[at].moment();
        let Some(last) = on_cell.last().map(|&at| moment(at)) else { return Vec::new() };
        let mut latest: Vec<usize> = on_cell.iter().rev().copied().take_while(|&at| moment(at) == last).collect();
        latest.reverse();
        latest
    }

    /// Adds a decision that is made in sight of all others on its cell: it alone is in force there. It is later than
    /// those, whatever the clocks say.
    pub fn push(&mut self, decision: Decision) {
        let on_cell = self.on_cell(&decision.cell);
        if self.in_force_on(&on_cell).is_some_and(|in_force| in_force.is_conflict) {
            for &at in &on_cell {
                self.roles[at].settled = self.roles[at].in_force;
            }
        }
        for &at in &on_cell {
            self.roles[at].in_force = false;
        }
        self.add(decision, &on_cell);
    }

    /// Adds a decision that answers none of those in force on its cell, such as a note on a conflict.
    pub fn push_beside(&mut self, decision: Decision) {
        let on_cell = self.on_cell(&decision.cell);
        self.add(decision, &on_cell);
    }

    /// Adds a decision behind those on its cell.
    fn add(&mut self, mut decision: Decision, on_cell: &[usize]) {
        let latest = on_cell.last().map(|&at| &self.decisions[at]);
        if latest.is_some_and(|latest| latest.moment() >= decision.moment()) {
            let earlier = latest.map(|latest| latest.at.as_str());
            let is_moment = earlier.and_then(moment).is_some();
            decision.at = after(&if is_moment { decision.at } else { now() }, earlier);
        }
        self.decisions.push(decision);
        self.roles.push(Role { in_force: true, settled: false });
        // Where no later moment can be written, the two are of the same one.
        let added = self.decisions.len() - 1;
        let on_cell: Vec<usize> = on_cell.iter().copied().chain([added]).collect();
        self.latest(&on_cell).into_iter().for_each(|at| self.roles[at].in_force = true);
    }

    /// The sides of the latest conflict on a cell that was settled, as positions; none if there was no conflict.
    pub fn settled(&self, cell: &CellId) -> Vec<usize> {
        self.on_cell(cell).into_iter().filter(|&at| self.roles[at].settled).collect()
    }

    /// The decisions to be named in the file, cell by cell.
    pub(super) fn named(&self) -> Named<'_> {
        let mut named = Named::default();
        for on_cell in self.by_cell().into_values() {
            let those = |is_one: fn(&Role) -> bool| -> Vec<usize> {
                on_cell.iter().copied().filter(|&at| is_one(&self.roles[at])).collect()
            };
            let (in_force, settled) = (those(|role| role.in_force), those(|role| role.settled));
            let latest = self.latest(&on_cell);
            let of = |at: Vec<usize>| at.into_iter().map(|at| &self.decisions[at]);
            if in_force != latest {
                named.apart.extend(of(in_force));
                named.settled.extend(of(settled));
            } else if settled.iter().any(|at| latest.contains(at)) {
                named.settled.extend(of(settled));
            } else {
                named.apart.extend(of(settled));
            }
        }
        named
    }

    /// Puts the cells in an order; decisions on one cell keep theirs.
    pub(super) fn sort_cells(&mut self, order: impl Fn(&CellId) -> usize) {
        let order: BTreeMap<&CellId, usize> = self.by_cell().into_keys().map(|cell| (cell, order(cell))).collect();
        let mut sorted: Vec<usize> = (0..self.decisions.len()).collect();
        sorted.sort_by_key(|&at| (order[&self.decisions[at].cell], &self.decisions[at].cell));
        *self = self.picked(&sorted);
    }

    /// The decisions at some positions, with their roles.
    fn picked(&self, positions: &[usize]) -> Self {
        Self {
            decisions: positions.iter().map(|&at| self.decisions[at].clone()).collect(),
            roles: positions.iter().map(|&at| self.roles[at]).collect(),
        }
    }

    /// The decisions of some people, as if there were no others.
    pub(super) fn only(&self, is_shown: impl Fn(&Decision) -> bool) -> Self {
        let shown: Vec<usize> = (0..self.decisions.len()).filter(|&at| is_shown(&self.decisions[at])).collect();
        let mut only = self.picked(&shown);
        for on_cell in only.cells() {
            for &at in &on_cell {
                only.roles[at].settled = false;
            }
            only.latest(&on_cell).into_iter().for_each(|at| only.roles[at].in_force = true);
        }
        only
    }

    /// What counts on each cell.
    pub fn in_force(&self) -> BTreeMap<CellId, InForce> {
        let cells = self.by_cell().into_iter();
        cells.filter_map(|(cell, on_cell)| Some((cell.clone(), self.in_force_on(&on_cell)?))).collect()
    }

    /// What counts on the cell with these decisions; none if there are none.
    fn in_force_on(&self, on_cell: &[usize]) -> Option<InForce> {
        let all: Vec<usize> = on_cell.iter().copied().filter(|&at| self.roles[at].in_force).collect();
        let heard = self.heard_on(on_cell, &all);
        let stances: BTreeSet<Stance> = heard.iter().map(|&at| self.decisions[at].stance()).collect();
        (!all.is_empty()).then_some(InForce { all, heard, is_conflict: stances.len() > 1 })
    }

    /// Of decisions beside each other on a cell, those with something to say: all but withdrawals by people who took back
    /// nothing but what they had said themselves, or only made a note, where others decided.
    pub fn heard(&self, beside: &[usize]) -> Vec<usize> {
        let Some(first) = beside.first() else { return Vec::new() };
        self.heard_on(&self.on_cell(&self.decisions[*first].cell), beside)
    }

    /// The same, with the positions of all decisions on the cell; both are in order.
    fn heard_on(&self, on_cell: &[usize], beside: &[usize]) -> Vec<usize> {
        let (mut heard, mut answered) = (Vec::new(), None);
        for &at in on_cell {
            let decision = &self.decisions[at];
            if beside.binary_search(&at).is_err() {
                answered = Some(decision);
                continue;
            }
            let takes_back = |answered: &Decision| answered.verdict != Verdict::Withdraw && answered.by != decision.by;
            if decision.verdict != Verdict::Withdraw || answered.is_some_and(takes_back) {
                heard.push(at);
            }
        }
        if heard.is_empty() { beside.last().copied().into_iter().collect() } else { heard }
    }

    /// The cells in conflict, and the positions of the decisions that do not say the same.
    pub fn conflicts(&self) -> BTreeMap<CellId, Vec<usize>> {
        let in_force = self.in_force().into_iter();
        in_force.filter(|(_, in_force)| in_force.is_conflict).map(|(cell, in_force)| (cell, in_force.heard)).collect()
    }

    /// The work of two people together. Nothing of either is lost; the decisions on each cell come in the order of their
    /// moments, those of one moment in an order that is the same whoever merges.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        let known = |ledger: &Self, at: usize| ledger.roles[at];
        let ours = (0..self.decisions.len()).map(|at| (&self.decisions[at], [Some(known(self, at)), None]));
        let theirs = (0..other.decisions.len()).map(|at| (&other.decisions[at], [None, Some(known(other, at))]));
        let mut all: Vec<(&Decision, [Option<Role>; 2])> = ours.chain(theirs).collect();
        all.sort_by(|(a, _), (b, _)| a.cell.cmp(&b.cell).then_with(|| a.place().cmp(&b.place())));
        // Sorting is stable: ours comes before theirs.
        all.dedup_by(|(theirs, [_, role]), (ours, [_, known])| {
            let is_same = theirs == ours;
            *known = if is_same { *role } else { *known };
            is_same
        });
        let (decisions, roles) =
            all.chunk_by(|(a, _), (b, _)| a.cell == b.cell).flat_map(joined).map(|(d, role)| (d.clone(), role)).unzip();
        Self { decisions, roles }
    }
}

/// The decisions on one cell that two ledgers know, with what has become of each in both together.
fn joined<'d>(cell: &[(&'d Decision, [Option<Role>; 2])]) -> Vec<(&'d Decision, Role)> {
    let sides = |which: usize| {
        let of_ledger = cell.iter().rev().filter(move |(_, roles)| roles[which].is_some_and(|role| role.settled));
        of_ledger.map(|(decision, _)| decision.place()).collect::<Vec<Place>>()
    };
    let later = usize::from(sides(0) < sides(1));
    let role = |roles: &[Option<Role>; 2]| Role {
        in_force: roles.iter().flatten().all(|role| role.in_force),
        settled: roles[later].is_some_and(|role| role.settled),
    };
    cell.iter().map(|(decision, roles)| (*decision, role(roles))).collect()
}
