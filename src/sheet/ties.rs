//! How the equations of a sheet are tied to each other by the cells that they share.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::sheet::{Block, Equation, Sheet};

impl Sheet {
    /// Equations by which a total is a part of itself, each giving a part of the one before; none if there are none.
    pub fn cycle(&self) -> Option<Vec<usize>> {
        let mut done = vec![false; self.equations.len()];
        (0..self.equations.len()).find_map(|nth| self.cycle_from(nth, &mut vec![], &mut done))
    }

    fn cycle_from(&self, nth: usize, path: &mut Vec<usize>, done: &mut [bool]) -> Option<Vec<usize>> {
        if let Some(at) = path.iter().position(|&before| before == nth) {
            return Some(path[at..].to_vec());
        }
        if std::mem::replace(&mut done[nth], true) || !self.equations[nth].is_total() {
            return None;
        }
        path.push(nth);
        let gives = |other: usize, part: usize| self.equations[other].right.first() == Some(&part);
        let parts = self.equations[nth].left.iter();
        let mut of_parts = parts.flat_map(|&part| self.by_cell[part].iter().filter(move |&&other| gives(other, part)));
        let found = of_parts.find_map(|&other| self.cycle_from(other, path, done));
        path.pop();
        found
    }

    /// The component of an equation: equations that are tied by shared cells, directly or through others, have the same.
    pub fn component(&self, equation: usize) -> usize {
        self.components[equation]
    }

    /// The strict equations by the components that they make up.
    pub(crate) fn blocks(&self) -> &BTreeMap<usize, Arc<Block>> {
        &self.blocks
    }

    pub(super) fn strict_by_component(&self) -> BTreeMap<usize, Arc<Block>> {
        let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for nth in (0..self.equations.len()).filter(|&nth| self.equations[nth].is_strict()) {
            groups.entry(self.component(nth)).or_default().push(nth);
        }
        groups.into_iter().map(|(component, group)| (component, Arc::new(Block::of(self, &group)))).collect()
    }
}

/// For each equation, the first equation that it is tied to by strict ones.
pub(super) fn components(equations: &[Equation], by_cell: &[Vec<usize>]) -> Vec<usize> {
    let mut components: Vec<Option<usize>> = vec![None; equations.len()];
    for first in 0..equations.len() {
        let mut waiting = vec![first];
        while let Some(nth) = waiting.pop() {
            if components[nth].is_none() {
                components[nth] = Some(first);
                let tied = equations[nth].cells().flat_map(|cell| &by_cell[cell]).copied();
                waiting.extend(tied.filter(|&other| equations[nth].is_strict() && equations[other].is_strict()));
            }
        }
    }
    components.into_iter().flatten().collect()
}
