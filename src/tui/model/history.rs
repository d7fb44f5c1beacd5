//! What was done in this session, in whichever report, so that it can be undone and done again.

use std::path::{Path, PathBuf};

use crate::review::{Choice, Review, Said};

/// A change of what is said of one cell: it carries its own inverse.
#[derive(Clone, Debug)]
pub(crate) struct Change {
    /// The cell
    pub cell: usize,
    /// What was said before
    pub before: Said,
    /// What was said after
    pub after: Said,
}

/// Changes that were made in one go.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    /// The report that they were made in
    pub report: PathBuf,
    /// The changes, in the order in which they were made
    pub changes: Vec<Change>,
    /// Which steps it was made together with, in several reports: undone and redone together
    pub together: Option<usize>,
}

/// Which way a step is gone through again.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Direction {
    /// Undo
    Back,
    /// Redo
    Forth,
}

impl Change {
    /// What is to be in force after going this way.
    pub(crate) fn wanted(&self, way: Direction) -> &Said {
        if way == Direction::Back { &self.before } else { &self.after }
    }

    /// Whether what is said now is what this change left there, and nobody has decided since.
    pub(crate) fn is_last(&self, now: &Said, way: Direction) -> bool {
        let left = if way == Direction::Back { &self.after } else { &self.before };
        left.is_like(now)
    }
}

impl Step {
    /// Does something with some cells of a report, and notes what it changed.
    pub(crate) fn make(review: &mut Review, cells: &[usize], act: impl FnOnce(&mut Review)) -> Self {
        let said = |review: &Review| cells.iter().map(|&cell| review.said(cell)).collect::<Vec<_>>();
        let before = said(review);
        act(review);
        let changes = cells.iter().zip(before).zip(said(review));
        let changes = changes.map(|((&cell, before), after)| Change { cell, before, after }).collect();
        Self { report: review.source.path.clone(), changes, together: None }
    }

    /// Makes decisions, and notes what they changed.
    pub(crate) fn decide(review: &mut Review, choices: &[Choice], by: &str) -> Self {
        let cells: Vec<usize> = choices.iter().map(|choice| choice.cell).collect();
        Self::make(review, &cells, |review| review.decide_all(choices, by))
    }

    /// The cells that it changed.
    pub(crate) fn cells(&self) -> Vec<usize> {
        self.changes.iter().map(|change| change.cell).collect()
    }
}

/// The steps of this session, each of one or more changes in one report.
#[derive(Debug, Default)]
pub(crate) struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
    groups: usize,
}

impl History {
    /// Notes a step; what was undone before can no longer be done again.
    pub(crate) fn push(&mut self, step: Step) {
        self.undone.clear();
        self.done.push(step);
    }

    /// A number for steps that are made together, in several reports.
    pub(crate) fn together(&mut self) -> usize {
        self.groups += 1;
        self.groups
    }

    /// Drops the steps of a report whose cells are no longer those that the steps name.
    pub(crate) fn forget(&mut self, report: &Path) {
        self.done.retain(|step| step.report != report);
        self.undone.retain(|step| step.report != report);
    }

    /// The step that was taken last.
    pub(crate) fn last(&self) -> Option<&Step> {
        self.done.last()
    }

    /// The step to go through next on this way.
    pub(crate) fn next(&self, way: Direction) -> Option<&Step> {
        if way == Direction::Back { self.done.last() } else { self.undone.last() }
    }

    /// The step to go through now on this way; the way back then leads through it again.
    pub(crate) fn take(&mut self, way: Direction) -> Option<Step> {
        let (from, to) = match way {
            Direction::Back => (&mut self.done, &mut self.undone),
            Direction::Forth => (&mut self.undone, &mut self.done),
        };
        let step = from.pop()?;
        to.push(step.clone());
        Some(step)
    }
}
