//! Where a repair is looked for: equations that hang together, some of which fail or lack a value.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::editing::check::Outcome;
use crate::editing::localize::observed::{Observed, Standing};
use crate::form::Layout;
use crate::sheet::{Block, Sheet};

/// Equations that hang together.
pub(super) struct Trouble {
    /// All of them
    pub block: Arc<Block>,
    /// Those that fail and that nobody has excused
    pub failing: Vec<usize>,
}

/// The groups of strict equations in which one fails or a value is missing. Equations hang together through shared cells,
/// and through a line of cells in which something is missing: values may have slid along it.
pub(super) fn troubles(sheet: &Sheet, observed: &[Observed], outcomes: &[Outcome]) -> Vec<Trouble> {
    let excused = |nth: usize| sheet.equations[nth].cells().any(|cell| observed[cell].standing == Standing::Excused);
    let fails = |nth: usize| {
        let wrong = matches!(outcomes[nth], Outcome::Fails { .. } | Outcome::TooLarge);
        wrong && sheet.equations[nth].is_strict() && !excused(nth)
    };
    let lacks = |nth: usize| matches!(outcomes[nth], Outcome::DidNotRun(_)) && sheet.equations[nth].is_strict();
    if (0..outcomes.len()).all(|nth| !fails(nth) && !lacks(nth)) {
        return Vec::new();
    }
    let ties = ties(sheet, observed);
    let mut groups: BTreeMap<usize, Vec<&Arc<Block>>> = BTreeMap::new();
    for (own, block) in sheet.blocks() {
        groups.entry(ties.get(own).copied().unwrap_or(*own)).or_default().push(block);
    }
    let is_troubled =
        |group: &Vec<&Arc<Block>>| group.iter().flat_map(|block| block.positions()).any(|nth| fails(nth) || lacks(nth));
    let trouble = |group: Vec<&Arc<Block>>| {
        let block = united(sheet, &group);
        let failing = block.positions().filter(|&nth| fails(nth)).collect();
        Trouble { block, failing }
    };
    groups.into_values().filter(is_troubled).map(trouble).collect()
}

/// Blocks as one.
fn united(sheet: &Sheet, blocks: &[&Arc<Block>]) -> Arc<Block> {
    if let [block] = blocks {
        return Arc::clone(block);
    }
    let mut equations: Vec<usize> = blocks.iter().flat_map(|block| block.positions()).collect();
    equations.sort_unstable();
    Arc::new(Block::of(sheet, &equations))
}

/// Components that are tied by a line with one missing value: each to the first of them.
fn ties(sheet: &Sheet, observed: &[Observed]) -> BTreeMap<usize, usize> {
    let mut ties: BTreeMap<usize, usize> = BTreeMap::new();
    for line in across(sheet) {
        if line.clone().filter(|&cell| observed[cell].value.is_none()).count() != 1 {
            continue;
        }
        let strict = |nth: &&usize| sheet.equations[**nth].is_strict();
        let of = |cell: usize| sheet.equations_of(cell).iter().find(strict).map(|&nth| sheet.component(nth));
        let Some(first) = line.clone().find_map(of) else { continue };
        for component in line.filter_map(of) {
            ties.entry(component).or_insert(first);
        }
    }
    ties
}

/// Tables whose rows stand side by side in one line; the rows of others hang together anyway, or have no equations.
fn across(sheet: &Sheet) -> impl Iterator<Item = Range<usize>> {
    let across = sheet.parts.iter().filter(|part| part.table().layout == Layout::Across);
    across.map(|part| part.cells.clone())
}
