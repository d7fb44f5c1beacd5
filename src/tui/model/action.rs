//! What the screen makes of the actions that move in a list or name a number.

pub use crate::data::config::Action;

impl Action {
    /// The number of the suggestion that the action takes.
    pub fn suggestion(self) -> Option<usize> {
        let number = self.name().strip_prefix("suggestion_")?;
        number.parse().ok()
    }

    /// Whether it moves by a step or a page, which is not worth coming back from.
    pub fn is_step(self) -> bool {
        let steps =
            [Self::Left, Self::Right, Self::Up, Self::Down, Self::PageUp, Self::PageDown, Self::Back, Self::Forward];
        steps.contains(&self)
    }

    /// The number of the column that the action sorts by.
    pub fn column(self) -> Option<usize> {
        let number = self.name().strip_prefix("sort_")?;
        number.parse().ok()
    }
}

/// The actions that take a suggestion, as a pattern.
macro_rules! suggestion {
    () => {
        Action::Suggestion1
            | Action::Suggestion2
            | Action::Suggestion3
            | Action::Suggestion4
            | Action::Suggestion5
            | Action::Suggestion6
            | Action::Suggestion7
            | Action::Suggestion8
            | Action::Suggestion9
    };
}

/// The actions that sort the list of reports by a column, as a pattern.
macro_rules! sort {
    () => {
        Action::Sort1
            | Action::Sort2
            | Action::Sort3
            | Action::Sort4
            | Action::Sort5
            | Action::Sort6
            | Action::Sort7
            | Action::Sort8
            | Action::Sort9
    };
}

pub(in crate::tui) use {sort, suggestion};
