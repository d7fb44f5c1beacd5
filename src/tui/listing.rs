//! Which reports the list shows, and in which order.

use std::cmp::Ordering;

use crate::tui::filter::Filter;
use crate::tui::folder::{Entry, Folder};
use crate::words::{Word, Words};

/// What the list can be sorted by; each is a column of it.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Column {
    /// How far the review is
    State,
    /// Cells that need a person
    Open,
    /// Equations that fail
    Failing,
    /// Equations that did not run
    NotRun,
    /// The time that is left
    Left,
    /// What it is worth to look at the report
    Benefit,
    /// The year
    Year,
    /// The agency
    Agency,
    /// The order in which reports are named or found: folder by folder, by name
    #[default]
    File,
}

impl Column {
    /// Every column, from left to right.
    pub const ALL: &[Self] = &[
        Self::State,
        Self::Open,
        Self::Failing,
        Self::NotRun,
        Self::Left,
        Self::Benefit,
        Self::Year,
        Self::Agency,
        Self::File,
    ];

    /// Its head in the list.
    pub fn head(self, words: &Words) -> String {
        let at = Self::ALL.iter().position(|&column| column == self).unwrap_or(0);
        words.say(Word::ListHead).split('|').nth(at).unwrap_or_default().trim().to_owned()
    }

    /// Whether more comes first.
    fn falls(self) -> bool {
        matches!(self, Self::Open | Self::Failing | Self::NotRun | Self::Left | Self::Benefit)
    }
}

/// The list of reports as it is shown.
#[derive(Debug, Default)]
pub struct Listing {
    /// The reports shown, as positions in the folder
    pub rows: Vec<usize>,
    /// What it is sorted by
    pub by: Column,
    /// Whether the order is turned round
    pub reversed: bool,
    /// What it shows of the folder
    pub filter: Filter,
    /// Whether something has changed since the rows were put together
    pub stale: bool,
}

impl Listing {
    /// Puts the rows together anew.
    pub fn refresh(&mut self, folder: &Folder) {
        self.stale = false;
        let (entries, level) = (&folder.entries, folder.level());
        let shown = |&nth: &usize| self.filter.takes(&entries[nth], &folder.name(&entries[nth]), level);
        self.rows = (0..entries.len()).filter(shown).collect();
        let by = self.by;
        let turn = |order: Ordering| if self.reversed { order.reverse() } else { order };
        let rank = |nth: &usize| entries[*nth].rank.unwrap_or(u32::MAX);
        self.rows.sort_by(|a, b| {
            let order = match by {
                Column::File => turn(rank(a).cmp(&rank(b))),
                _ => compare(by, &entries[*a], &entries[*b], level, turn),
            };
            order.then_with(|| rank(a).cmp(&rank(b)))
        });
    }

    /// Where a report stands among the rows.
    pub fn row_of(&self, nth: usize) -> Option<usize> {
        self.rows.iter().position(|&row| row == nth)
    }

    /// Sorts by a column; by the same column again, the other way round.
    pub fn sort_by(&mut self, column: Column) {
        self.reversed = self.by == column && !self.reversed;
        self.by = column;
        self.stale = true;
    }

    /// Sorts by the next column.
    pub fn sort_by_next(&mut self) {
        let at = Column::ALL.iter().position(|&column| column == self.by).unwrap_or(0);
        (self.by, self.reversed, self.stale) = (Column::ALL[(at + 1) % Column::ALL.len()], false, true);
    }

    /// Whether the arrow at the column's head points down.
    pub fn falls(&self) -> bool {
        self.by.falls() != self.reversed
    }
}

/// Compares two reports by a column; those that were not read stand last either way.
fn compare(by: Column, a: &Entry, b: &Entry, level: usize, turn: impl Fn(Ordering) -> Ordering) -> Ordering {
    let (a, b) = match (a.known(), b.known()) {
        (Some(a), Some(b)) => (a, b),
        (a, b) => return b.is_some().cmp(&a.is_some()),
    };
    turn(match by {
        Column::State => a.state(level).cmp(&b.state(level)),
        Column::Open | Column::Left => b.at(level).open.cmp(&a.at(level).open),
        Column::Failing => b.failing.cmp(&a.failing),
        Column::NotRun => b.not_run.cmp(&a.not_run),
        Column::Benefit => b.at(level).benefit.total_cmp(&a.at(level).benefit),
        Column::Year => a.year.cmp(&b.year),
        Column::Agency => a.agency.cmp(&b.agency),
        Column::File => Ordering::Equal,
    })
}
