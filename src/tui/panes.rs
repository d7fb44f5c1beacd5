//! Where each pane stands on a screen of a given size.

use ratatui::layout::{Constraint, Layout, Rect};

/// The smallest screen that the review is drawn on.
const SMALLEST: (u16, u16) = (50, 14);
/// From this width on, the raw report stands beside the table and not below it.
pub const SIDE_BY_SIDE: u16 = 116;

/// The areas of the screen. Each pane's first line is its title.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Panes {
    /// Top line
    pub bar: Rect,
    /// The raw report
    pub raw: Rect,
    /// The column between raw report and table, where they stand side by side
    pub divider: Rect,
    /// The table
    pub table: Rect,
    /// Why the selected cell is as it is
    pub why: Rect,
    /// Bottom line
    pub hints: Rect,
    /// Everything between top and bottom line, for the list and the help
    pub whole: Rect,
}

/// The areas on a screen of this size; none if it is too small.
pub fn panes(width: u16, height: u16) -> Option<Panes> {
    if width < SMALLEST.0 || height < SMALLEST.1 {
        return None;
    }
    let screen = Rect::new(0, 0, width, height);
    let why_height = (height / 4).clamp(5, 12);
    let [bar, main, why, hints] = Layout::vertical([
        Constraint::Length(1),
        Constraint::Fill(1),
        Constraint::Length(why_height),
        Constraint::Length(1),
    ])
    .areas(screen);
    let whole = Rect { height: main.height + why.height, ..main };
    let (raw, divider, table) = if width >= SIDE_BY_SIDE {
        let [raw, divider, table] =
            Layout::horizontal([Constraint::Percentage(40), Constraint::Length(1), Constraint::Fill(1)]).areas(main);
        (raw, divider, table)
    } else {
        let [table, raw] = Layout::vertical([Constraint::Fill(3), Constraint::Fill(2)]).areas(main);
        (raw, Rect::default(), table)
    };
    Some(Panes { bar, raw, divider, table, why, hints, whole })
}
