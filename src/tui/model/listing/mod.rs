//! Which reports the list shows, and in which order.

pub(crate) mod condition;
pub(crate) mod filter;

use crate::tui::model::folder::{Entry, Folder};
use crate::tui::model::listing::filter::Filter;
use crate::words::{ScreenMessage, Words};

/// What the list can be sorted by; each is a column of it.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) enum Column {
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
    pub(crate) const ALL: &[Self] = &[
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
    pub(crate) fn head(self, words: &Words) -> String {
        let at = Self::ALL.iter().position(|&column| column == self).unwrap_or(0);
        words.say(ScreenMessage::ListHead).split('|').nth(at).unwrap_or_default().trim().to_owned()
    }

    /// A number that sorts as the column does, but for agencies, which sort by name; none for a report that was not read, which stands last either way.
    fn key(self, entry: &Entry, level: usize) -> Option<u32> {
        if self == Self::File {
            return Some(rank(entry));
        }
        let known = entry.known()?;
        Some(match self {
            Self::State => known.state(level) as u32,
            Self::Open | Self::Left => known.at(level).open.into(),
            Self::Failing => known.equations.failed as u32,
            Self::NotRun => known.equations.not_run as u32,
            // Numbers that are not negative sort as their bits do.
            Self::Benefit => known.at(level).priority.to_bits(),
            Self::Year => known.year.unwrap_or_default().into(),
            Self::Agency | Self::File => 0,
        })
    }

    /// Whether more comes first.
    fn falls(self) -> bool {
        matches!(self, Self::Open | Self::Failing | Self::NotRun | Self::Left | Self::Benefit)
    }
}

/// The list of reports as it is shown.
#[derive(Debug, Default)]
pub(crate) struct Listing {
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
    /// Whether all that has changed is that less is shown
    narrowed: bool,
}

impl Listing {
    /// Shows something else of the folder.
    pub(crate) fn set_filter(&mut self, filter: Filter) {
        if filter != self.filter {
            // While one types on, what was left out stays out, and the order stays.
            let narrower = filter.narrows(&self.filter);
            (self.narrowed, self.stale) = (self.narrowed || narrower, self.stale || !narrower);
            self.filter = filter;
        }
    }

    /// Whether the rows have to be put together.
    pub(crate) fn needs_refresh(&self) -> bool {
        self.stale || self.narrowed
    }

    /// Puts the rows together anew.
    pub(crate) fn refresh(&mut self, folder: &Folder) {
        let filter = self.filter.clone();
        let shown = filter.on(folder);
        if self.stale {
            self.rows = (0..folder.entries.len()).filter(|&report_ix| filter.is_empty() || shown(report_ix)).collect();
            self.sort(folder);
        } else {
            self.rows.retain(|&report_ix| shown(report_ix));
        }
        (self.stale, self.narrowed) = (false, false);
    }

    fn sort(&mut self, folder: &Folder) {
        let (by, turned) = (self.by, self.by.falls() != self.reversed);
        let entry = |report_ix: usize| &folder.entries[report_ix];
        let agencies = if by == Column::Agency { folder.agencies.places() } else { Vec::new() };
        let key_of = |entry: &Entry| match by {
            Column::Agency => entry.agency.and_then(|number| agencies.get(number as usize).copied()),
            _ => by.key(entry, folder.level()),
        };
        let key = |report_ix: usize| {
            let key = key_of(entry(report_ix));
            (key.is_none(), key.map(|key| if turned { !key } else { key }), rank(entry(report_ix)), report_ix)
        };
        let mut keyed: Vec<_> = self.rows.iter().map(|&report_ix| key(report_ix)).collect();
        keyed.sort_unstable();
        self.rows = keyed.into_iter().map(|(.., report_ix)| report_ix).collect();
    }

    /// Where a report stands among the rows.
    pub(crate) fn row_of(&self, report_ix: usize) -> Option<usize> {
        self.rows.iter().position(|&row| row == report_ix)
    }

    /// Sorts by a column; by the same column again, the other way round.
    pub(crate) fn sort_by(&mut self, column: Column) {
        self.reversed = self.by == column && !self.reversed;
        self.by = column;
        self.stale = true;
    }

    /// Sorts by the next column.
    pub(crate) fn sort_by_next(&mut self) {
        let at = Column::ALL.iter().position(|&column| column == self.by).unwrap_or(0);
        (self.by, self.reversed, self.stale) = (Column::ALL[(at + 1) % Column::ALL.len()], false, true);
    }

    /// Whether the arrow at the column's head points down.
    pub(crate) fn falls(&self) -> bool {
        self.by.falls() != self.reversed
    }
}

/// The place of a report in the order in which reports are found; one that was not found yet stands last.
fn rank(entry: &Entry) -> u32 {
    entry.rank.unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;
    use crate::review::progress::ReportSummary;
    use crate::tui::model::folder::Summary;

    /// What it takes to sort and filter a hundred thousand reports: `cargo test --release --lib how_long -- --ignored --nocapture`
    #[test]
    #[ignore = "it measures, and asserts nothing"]
    fn how_long_a_large_list_takes() {
        let mut folder = Folder::default();
        let path = |report_ix: usize| {
            format!("/reports/某省/第{:03}县/{:05}/信息公开年报.txt", report_ix % 137, report_ix).into()
        };
        folder.add((0..100_000).map(path).collect());
        for several in [5, 1] {
            for report_ix in 0..100_000 {
                let agency = format!("第{}县第{}镇人民政府", report_ix * 7919 % 1009, report_ix / several);
                let mut known = ReportSummary::default();
                (known.agency, known.year) = (Some(agency.into()), Some(2021));
                folder.take_in(report_ix, Summary::Read(Box::new(known)));
            }
            let mut listing = Listing::default();
            let timed = |what: &str, listing: &mut Listing| {
                let started = Instant::now();
                listing.refresh(&folder);
                println!("{several} years, {what}: {:?}, {} rows", started.elapsed(), listing.rows.len());
            };
            listing.stale = true;
            timed("all", &mut listing);
            listing.sort_by(Column::Agency);
            timed("by agency", &mut listing);
            for text in ["9", "97", "97镇", "镇", "报", "x", "r9"] {
                listing.set_filter(Filter::default());
                listing.refresh(&folder);
                listing.set_filter(Filter::new(text));
                timed(text, &mut listing);
            }
        }
    }
}
