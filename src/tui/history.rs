//! What was done, so that it can be undone and done again.

use crate::sidecar::Decision;

/// A change of what is in force on one cell: it carries its own inverse.
#[derive(Clone, Debug)]
pub struct Change {
    /// The cell
    pub cell: usize,
    /// What was in force before
    pub before: Option<Decision>,
    /// What was in force after
    pub after: Option<Decision>,
}

/// Which way a step is gone through again.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Way {
    /// Undo
    Back,
    /// Redo
    Forth,
}

impl Change {
    /// What is to be in force after going this way.
    pub fn wanted(&self, way: Way) -> Option<&Decision> {
        if way == Way::Back { self.before.as_ref() } else { self.after.as_ref() }
    }

    /// Whether what is in force now is what this change left there, and nobody has decided since.
    pub fn is_last(&self, now: Option<&Decision>, way: Way) -> bool {
        let left = if way == Way::Back { self.after.as_ref() } else { self.before.as_ref() };
        let what = |decision: &Decision| (decision.verdict, decision.value.clone(), decision.saw.clone());
        left.map(what) == now.map(what)
    }
}

/// The steps taken on one report, each of one or more changes.
#[derive(Debug, Default)]
pub struct History {
    done: Vec<Vec<Change>>,
    undone: Vec<Vec<Change>>,
}

impl History {
    /// Notes a step; what was undone before can no longer be done again.
    pub fn push(&mut self, step: Vec<Change>) {
        self.undone.clear();
        self.done.push(step);
    }

    /// The step to take back now.
    pub fn undo(&mut self) -> Option<Vec<Change>> {
        let step = self.done.pop()?;
        self.undone.push(step.clone());
        Some(step)
    }

    /// The step to take again now.
    pub fn redo(&mut self) -> Option<Vec<Change>> {
        let step = self.undone.pop()?;
        self.done.push(step.clone());
        Some(step)
    }
}
