//! All that was decided of a report, and how what several people decided becomes one.
//!
//! Decisions are only ever added, so the work of two people is the union of theirs. Which decision counts on a cell is
//! another matter: the last one, if whoever made it saw the others. Where two people decide without seeing each other,
//! in two clones of a repository, at the same time on one disk, or blind, both decisions *stand*: the later one is no
//! answer to the earlier one. A decision that is made later, in sight of both, settles it.
//!
//! So a ledger has two parts: the decisions, and for each cell the set of those that stand. Mostly that is the last one
//! alone, and nothing is written of it. Where it is not, the standing ones are named in the file, under `apart`. They stay
//! named there when the conflict is settled, so that whoever takes the settlement back is led to the conflict again; as the
//! last decision is then not among them, they do not stand.
//!
//! Two ledgers are joined cell by cell: a decision stands in both together if it stands in both, or stands in one and the
//! other has never seen it. One that the other has seen and that does not stand there was answered. This is the join of
//! an observed-remove set with the decisions as its causal context (Bieniusa et al., "An optimized conflict-free
//! replicated set", 2012): commutative, associative and idempotent, so that it does not matter who merges with whom, in
//! which order and how often; and it needs no clock to be right and no common ancestor to be known.
//!
//! Cells on which several decisions stand that do not say the same are in **conflict**.

use std::collections::{BTreeMap, BTreeSet};

use crate::form::CellId;
use crate::sidecar::decision::{Decision, Place, Stance, Verdict};

/// The decisions on a report, and which of them stand.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Ledger {
    /// Those on one cell in the order in which they were made
    decisions: Vec<Decision>,
    /// The decisions that stand on a cell, where they are not the last one alone
    apart: BTreeMap<CellId, Vec<Decision>>,
    /// The decisions that stood against each other on a cell until somebody settled it, in their order; of several
    /// conflicts, the latest
    settled: BTreeMap<CellId, Vec<Decision>>,
}

impl Ledger {
    /// Decisions, with those that are said to stand beside each other. Where the last one is not among these, somebody
    /// settled the cell without striking them out: it counts.
    pub fn new(mut decisions: Vec<Decision>, is_apart: impl Fn(&Decision) -> bool) -> Self {
        decisions.sort_by_key(Decision::moment);
        let mut standing: BTreeMap<CellId, Vec<Decision>> = BTreeMap::new();
        for decision in decisions.iter().filter(|decision| is_apart(decision)) {
            standing.entry(decision.cell.clone()).or_default().push(decision.clone());
        }
        let mut ledger = Self { decisions, ..Self::default() };
        let last = ledger.last();
        let is_last =
            |cell: &CellId, decision: &Decision| last.get(cell).is_some_and(|&nth| ledger.decisions[nth] == *decision);
        let (standing, settled): (BTreeMap<_, _>, BTreeMap<_, _>) =
            standing.into_iter().partition(|(cell, standing)| standing.iter().any(|decision| is_last(cell, decision)));
        ledger.settled = settled.into_iter().map(|(cell, sides)| (cell, in_order(sides))).collect();
        ledger.with_standing(standing)
    }

    /// Notes which decisions stand, where it is not the last one alone.
    fn with_standing(mut self, mut standing: BTreeMap<CellId, Vec<Decision>>) -> Self {
        for (cell, nth) in self.last() {
            if standing.get(&cell).is_some_and(|standing| *standing == [self.decisions[nth].clone()]) {
                standing.remove(&cell);
            }
        }
        self.apart = standing;
        self
    }

    /// All decisions, those on one cell in the order in which they were made.
    pub fn decisions(&self) -> &[Decision] {
        &self.decisions
    }

    /// Adds a decision that is made in sight of all others: it alone stands on its cell.
    pub fn push(&mut self, decision: Decision) {
        let is_conflict = self.apart.contains_key(&decision.cell) && self.conflicts().contains_key(&decision.cell);
        if let Some(sides) = self.apart.remove(&decision.cell).filter(|_| is_conflict) {
            self.settled.insert(decision.cell.clone(), in_order(sides));
        }
        self.decisions.push(decision);
    }

    /// What stood on a cell in the latest conflict that was settled there, as positions; none if there was no conflict.
    pub fn settled(&self, cell: &CellId) -> Vec<usize> {
        let Some(sides) = self.settled.get(cell) else { return Vec::new() };
        let decisions = self.decisions.iter().enumerate();
        decisions.filter(|(_, decision)| sides.contains(decision)).map(|(nth, _)| nth).collect()
    }

    /// The decisions to be named in the file as those that stand, or stood, against each other, cell by cell. Where the
    /// last decision is among those that stood, they would be taken for standing ones, and are left out.
    pub(super) fn named(&self) -> impl Iterator<Item = &Decision> {
        let mut last: BTreeMap<&CellId, &Decision> = BTreeMap::new();
        for decision in self.decisions.iter().filter(|decision| self.settled.contains_key(&decision.cell)) {
            let latest = last.entry(&decision.cell).or_insert(decision);
            if latest.moment() <= decision.moment() {
                *latest = decision;
            }
        }
        let is_over = |cell: &CellId, sides: &[Decision]| last.get(cell).is_some_and(|last| !sides.contains(last));
        let mut named: BTreeMap<&CellId, &Vec<Decision>> =
            self.settled.iter().filter(|(cell, sides)| is_over(cell, sides)).collect();
        named.extend(&self.apart);
        named.into_values().flatten()
    }

    /// Adds a decision that leaves those that stand on its cell standing, such as a note on a conflict. It takes its place
    /// by its time.
    pub fn push_beside(&mut self, decision: Decision) {
        let standing = self.standing().remove(&decision.cell).unwrap_or_default();
        let mut standing: Vec<Decision> = standing.into_iter().map(|nth| self.decisions[nth].clone()).collect();
        standing.push(decision.clone());
        standing.sort_by_key(Decision::moment);
        let on_cell = |other: &Decision| other.cell == decision.cell;
        let later = |other: &Decision| on_cell(other) && other.moment() > decision.moment();
        let at = self.decisions.iter().position(later).unwrap_or(self.decisions.len());
        self.apart.insert(decision.cell.clone(), standing);
        self.decisions.insert(at, decision);
    }

    /// Puts the cells in an order; decisions on one cell keep theirs.
    pub(super) fn sort_cells(&mut self, order: impl Fn(&CellId) -> usize) {
        self.decisions.sort_by(|a, b| order(&a.cell).cmp(&order(&b.cell)).then_with(|| a.cell.cmp(&b.cell)));
    }

    /// The decisions of some people, as if there were no others.
    pub(super) fn only(&self, is_shown: impl Fn(&Decision) -> bool) -> Self {
        let shown = |decisions: &[Decision]| -> Vec<Decision> {
            decisions.iter().filter(|decision| is_shown(decision)).cloned().collect()
        };
        let apart = self.apart.iter().map(|(cell, apart)| (cell.clone(), shown(apart)));
        let apart = apart.filter(|(_, apart)| !apart.is_empty()).collect();
        Self { decisions: shown(&self.decisions), ..Self::default() }.with_standing(apart)
    }

    /// The last decision on each cell, by position.
    fn last(&self) -> BTreeMap<CellId, usize> {
        self.decisions.iter().enumerate().map(|(nth, decision)| (decision.cell.clone(), nth)).collect()
    }

    /// The decisions that stand on each cell, as positions in the order in which they were made.
    pub fn standing(&self) -> BTreeMap<CellId, Vec<usize>> {
        let mut standing: BTreeMap<CellId, Vec<usize>> =
            self.last().into_iter().map(|(cell, nth)| (cell, vec![nth])).collect();
        // In a history that cannot be, each of two decisions is an answer to the other; then the last one counts.
        for (cell, apart) in self.apart.iter().filter(|(_, apart)| !apart.is_empty()) {
            let decisions = self.decisions.iter().enumerate();
            let found = decisions.filter(|(_, decision)| apart.contains(decision)).map(|(nth, _)| nth).collect();
            standing.insert(cell.clone(), found);
        }
        standing
    }

    /// Of the decisions that stand on a cell, those that have something to say: all, but for withdrawals by people who
    /// took back nothing but what they had said themselves, or only made a note, where others decided.
    pub fn voices(&self, standing: &[usize]) -> Vec<usize> {
        let is_heard = |&nth: &usize| {
            let withdrawal = &self.decisions[nth];
            let before = self.decisions[..nth].iter().enumerate().rev();
            let mut answered =
                before.filter(|(at, decision)| decision.cell == withdrawal.cell && !standing.contains(at));
            let takes_back = |(_, decision): (usize, &Decision)| {
                decision.verdict != Verdict::Withdraw && decision.by != withdrawal.by
            };
            withdrawal.verdict != Verdict::Withdraw || answered.next().is_some_and(takes_back)
        };
        let heard: Vec<usize> = standing.iter().copied().filter(is_heard).collect();
        if heard.is_empty() { standing.last().copied().into_iter().collect() } else { heard }
    }

    /// The cells on which decisions stand that do not say the same, and the positions of those decisions.
    pub fn conflicts(&self) -> BTreeMap<CellId, Vec<usize>> {
        let mut conflicts = BTreeMap::new();
        for (cell, standing) in self.standing().into_iter().filter(|(cell, _)| self.apart.contains_key(cell)) {
            let voices = self.voices(&standing);
            let stances: BTreeSet<Stance> = voices.iter().map(|&nth| self.decisions[nth].stance()).collect();
            if stances.len() > 1 {
                conflicts.insert(cell, voices);
            }
        }
        conflicts
    }

    /// What two people decided, together. Nothing of either is lost; the decisions on each cell come in the order of
    /// their times, those of one time in an order that is the same whoever merges.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        let mut decisions: Vec<Decision> = self.decisions.iter().chain(&other.decisions).cloned().collect();
        decisions.sort_by(|a, b| a.cell.cmp(&b.cell).then_with(|| a.place().cmp(&b.place())));
        decisions.dedup();
        let mut standing: BTreeMap<CellId, Vec<Decision>> = BTreeMap::new();
        let (ours, theirs) = (self.by_cell(), other.by_cell());
        for (cell, one) in &ours {
            let together = theirs.get(cell).map_or_else(|| one.stands.clone(), |other| one.join(other));
            standing.insert((*cell).clone(), owned(&together));
        }
        for (cell, other) in theirs.iter().filter(|(cell, _)| !ours.contains_key(*cell)) {
            standing.insert((*cell).clone(), owned(&other.stands));
        }
        let mut settled = self.settled.clone();
        for (cell, sides) in &other.settled {
            let known = settled.entry(cell.clone()).or_insert_with(|| sides.clone());
            if latest_first(known) < latest_first(sides) {
                known.clone_from(sides);
            }
        }
        Self { decisions, apart: BTreeMap::new(), settled }.with_standing(standing)
    }

    /// What each cell's decisions are, and which of them stand.
    fn by_cell(&self) -> BTreeMap<&CellId, OfCell<'_>> {
        let mut cells: BTreeMap<&CellId, OfCell> = BTreeMap::new();
        for decision in &self.decisions {
            let cell = cells.entry(&decision.cell).or_default();
            cell.all.push(decision);
            cell.stands = vec![decision];
        }
        for (cell, apart) in &self.apart {
            cells.entry(cell).or_default().stands = apart.iter().collect();
        }
        cells
    }
}

/// The decisions on one cell.
#[derive(Default)]
struct OfCell<'d> {
    all: Vec<&'d Decision>,
    stands: Vec<&'d Decision>,
}

impl<'d> OfCell<'d> {
    /// The decisions that stand on the cell in both ledgers together.
    fn join(&self, other: &Self) -> Vec<&'d Decision> {
        let (one, two) = (self, other);
        let both = one.stands.iter().filter(|decision| two.stands.contains(decision) || !two.all.contains(decision));
        let more = two.stands.iter().filter(|decision| !one.all.contains(decision));
        both.chain(more).copied().collect()
    }
}

/// Decisions in the order that everybody puts them in.
fn in_order(mut decisions: Vec<Decision>) -> Vec<Decision> {
    decisions.sort_by(|a, b| a.place().cmp(&b.place()));
    decisions
}

/// By which of two sets of decisions the later one is known.
fn latest_first(decisions: &[Decision]) -> Vec<Place<'_>> {
    decisions.iter().rev().map(Decision::place).collect()
}

/// Decisions by themselves, in their order, each once.
fn owned(decisions: &[&Decision]) -> Vec<Decision> {
    let mut decisions = decisions.to_vec();
    decisions.sort_by(|a, b| a.place().cmp(&b.place()));
    decisions.dedup();
    decisions.into_iter().cloned().collect()
}
