//! What choices do to the equations of their cells.

use crate::editing::check::{Outcome, run};
use crate::review::rows::row_of;
use crate::review::{Choice, Review};

/// How many equations of some cells hold or fail with what is chosen.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Bearing {
    /// Equations that fail or cannot be run as it is, and hold then
    pub closed: usize,
    /// Equations that hold then, and not as 0 = 0
    pub holding: usize,
    /// Equations that fail then
    pub failing: usize,
    /// Equations that fail as it is, and cannot be run then
    pub lost: usize,
    /// Whether a value changes by it
    pub changes: bool,
    /// Equations that fail because the page is wrong, as a person found
    pub excused: usize,
    /// Whether what is printed there bears the mark of an error of the agency, the same as in the decision
    pub is_signed: bool,
}

impl Bearing {
    /// The bearing of choices on the values in force.
    pub fn of(review: &Review, choices: &[Choice]) -> Self {
        let sheet = review.sheet();
        let before = review.amounts();
        let mut values = before.clone();
        for choice in choices {
            values[choice.cell] = choice.content.amount();
        }
        // Of several cells, the whole row counts: what moves there is to make the columns hold that it leaves as well.
        let cells = match choices {
            [choice] => choice.cell..choice.cell + 1,
            _ => choices.first().map_or(0..0, |choice| row_of(sheet, choice.cell)),
        };
        let equations = sheet.strict_equations_of(cells);
        let mut bearing = Self { changes: values != before, ..Self::default() };
        for nth in equations {
            let (outcome, after) = (&review.assessment.outcomes[nth], run(&sheet.equations[nth], &values));
            let holds = matches!(after, Outcome::Holds { .. });
            bearing.closed += usize::from(holds && !matches!(outcome, Outcome::Holds { .. }));
            bearing.holding += usize::from(matches!(after, Outcome::Holds { trivial: false }));
            bearing.failing += usize::from(after.fails());
            bearing.lost += usize::from(outcome.fails() && after.did_not_run());
        }
        bearing
    }

    /// Whether all equations hold that did not, and none fails: what is proposed. Where no value changes, equations that
    /// are more than 0 = 0 must bear the values out. An error of the page must bear the same mark.
    pub fn settles(&self) -> bool {
        if self.excused > 0 {
            return self.is_signed;
        }
        self.failing + self.lost == 0 && if self.changes { self.closed > 0 } else { self.holding > 0 }
    }
}
