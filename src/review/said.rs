//! What was said of a cell, and how it is said again: undoing, notes, and the way back.

use crate::review::Review;
use crate::sidecar::moment::{after, now};
use crate::sidecar::{Decision, Verdict};

/// All that is said of a cell at a time.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Said {
    /// The decision that counts, or that one was taken back; none if nothing was ever said
    pub last: Option<Decision>,
    /// The sides, if the cell is in conflict
    pub sides: Vec<Decision>,
}

impl Said {
    /// Whether both say the same, whoever said it and when.
    pub fn is_like(&self, other: &Self) -> bool {
        let stances = |said: &Self| said.sides.iter().map(Decision::stance).collect::<Vec<_>>();
        says(self.last.as_ref()) == says(other.last.as_ref()) && stances(self) == stances(other)
    }
}

impl From<Option<Decision>> for Said {
    fn from(last: Option<Decision>) -> Self {
        Self { last, sides: Vec::new() }
    }
}

impl Review {
    /// The last that was said of a cell, be it that a decision was taken back.
    pub fn last_said(&self, cell: usize) -> Option<&Decision> {
        self.said[cell].and_then(|nth| self.decisions().get(nth))
    }

    /// What is said of a cell.
    pub fn said(&self, cell: usize) -> Said {
        Said { last: self.last_said(cell).cloned(), sides: self.sides(cell).into_iter().cloned().collect() }
    }

    /// Puts cells back to what was said earlier, by decisions of their own in one step. They stay bound to the text that
    /// was seen when they were first made. A cell that is there already is left alone.
    pub fn restore<'d>(&mut self, cells: impl IntoIterator<Item = (usize, &'d Said)>, by: &str) {
        let now = now();
        for (cell, earlier) in cells {
            if self.said(cell).is_like(earlier) {
                continue;
            }
            let at = self.moment_on(cell, &now);
            let id = self.sheet().slots[cell].id.clone();
            if !earlier.sides.is_empty() {
                self.reopen(&earlier.sides, by, &at);
                continue;
            }
            let (saw, by) = (self.raw(cell).to_owned(), by.to_owned());
            let (value, note) = (String::new(), String::new());
            let withdrawal = Decision { cell: id, verdict: Verdict::Withdraw, saw, value, by, at, note };
            let again = match earlier.last.clone() {
                Some(last) => Decision { by: withdrawal.by, at: withdrawal.at, ..last },
                None => withdrawal,
            };
            self.sidecar.push(again);
        }
        self.reassess();
    }

    /// Takes back what settled a conflict: the sides are said again, side by side, for those who merge have seen that the
    /// first ones were answered. Whoever does so says it in their own name, and notes whose each side was.
    fn reopen(&mut self, sides: &[Decision], by: &str, at: &str) {
        let mut at = at.to_owned();
        for (nth, side) in sides.iter().enumerate() {
            let note = if side.by == by { side.note.clone() } else { whose(side) };
            let again = Decision { by: by.to_owned(), at: at.clone(), note, ..side.clone() };
            at = after(&at, Some(&at));
            if nth == 0 {
                self.sidecar.push(again);
            } else {
                self.sidecar.push_beside(again);
            }
        }
    }

    /// Puts a note to what was last said of a cell, by saying it again; where nothing was, the note is alone. A note on
    /// a conflict settles nothing.
    pub fn annotate(&mut self, cell: usize, note: &str, by: &str) {
        let is_conflict = !self.sides(cell).is_empty();
        match self.last_said(cell).cloned() {
            Some(said) if is_conflict => {
                let at = self.moment_on(cell, &now());
                let (value, saw) = (String::new(), self.raw(cell).to_owned());
                let (note, by) = (note.to_owned(), by.to_owned());
                self.sidecar.push_beside(Decision { verdict: Verdict::Withdraw, value, saw, note, by, at, ..said });
                self.reassess();
            }
            Some(said) => {
                let at = self.moment_on(cell, &now());
                let again = Decision { note: note.to_owned(), by: by.to_owned(), at, ..said };
                self.sidecar.push(again);
                self.reassess();
            }
            None => self.decide(cell, Verdict::Withdraw, None, by, note),
        }
    }

    /// What was said of a cell before the last decision: none if nothing was decided, else the decision that goes before,
    /// that there was none, or the conflict that the last one settled. Decisions that said again what the one before the
    /// last had said went back to it, so that going back once more leads further back.
    pub fn said_before(&self, cell: usize) -> Option<Said> {
        let ledger = self.sidecar.ledger();
        let id = &self.sheet().slots[cell].id;
        let (stood, decisions) = (ledger.settled(id), ledger.decisions());
        let mut said = vec![Said::default()];
        let mut settles = false;
        for nth in (0..decisions.len()).filter(|&nth| decisions[nth].cell == *id) {
            if stood.last() == Some(&nth) {
                said.push(self.conflict_of(&stood));
                settles = true;
                continue;
            }
            if stood.contains(&nth) {
                continue;
            }
            let next = Said::from(Some(decisions[nth].clone()));
            let goes_back = !settles && said.len() > 1 && said[said.len() - 2].is_like(&next);
            if goes_back {
                said.pop();
            } else if settles || !said[said.len() - 1].is_like(&next) {
                said.push(next);
            }
            settles = false;
        }
        said.pop()?;
        said.pop()
    }

    /// What was said of a cell when these decisions stood on it.
    fn conflict_of(&self, stood: &[usize]) -> Said {
        let ledger = self.sidecar.ledger();
        let sides: Vec<Decision> = ledger.heard(stood).into_iter().map(|nth| ledger.decisions()[nth].clone()).collect();
        Said { last: sides.last().cloned(), sides }
    }
}

/// The note of a decision that somebody else says again: whose it was, and what that one noted.
fn whose(side: &Decision) -> String {
    if side.note.is_empty() { side.by.clone() } else { format!("{}: {}", side.by, side.note) }
}

/// What a decision says, whoever made it and whenever; a decision that was taken back without a word says nothing.
pub fn says(decision: Option<&Decision>) -> Option<(Verdict, &str, &str, &str)> {
    let decision = decision?;
    match decision.verdict {
        Verdict::Withdraw if decision.note.is_empty() => None,
        Verdict::Withdraw => Some((Verdict::Withdraw, "", "", &decision.note)),
        verdict => Some((verdict, &decision.value, &decision.saw, &decision.note)),
    }
}
