//! How the screen is shared between the panes, and what of each is in sight.

use ratatui::layout::{Constraint, Layout, Rect};

use crate::data::config::Config;

/// The smallest screen that anything is drawn on.
const SMALLEST: (u16, u16) = (12, 4);
/// The smallest screen that table and raw report are drawn on; on a smaller one only the selected cell is.
const ROOMY: (u16, u16) = (50, 14);
/// From this width on, the raw report stands beside the table and not below it.
pub(crate) const SIDE_BY_SIDE: u16 = 116;
/// The share in thousandths that the raw report takes of the room for it and the table, if nobody moves the divider.
pub(crate) const SHARE: u32 = 400;
/// The least that a pane keeps when the divider is moved: columns, and lines.
const LEAST: (u16, u16) = (24, 4);
/// Of a screen's height, the per cent that the dock takes.
const DOCK: u16 = 42;
/// The most lines that the dock takes.
const MOST_DOCK: u16 = 16;

/// How the screen is shared, and what is in sight.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ScreenLayout {
    /// Columns and lines of the screen
    pub size: (u16, u16),
    /// How the reviewer shares it between the panes
    pub shares: Shares,
    /// What of each pane is in sight
    pub scroll: Scroll,
    /// The mouse
    pub pointer: Pointer,
}

/// What the first line drawn is in each pane.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Scroll {
    /// First line of the table
    pub table: usize,
    /// First line of the raw report
    pub raw: usize,
    /// Of that line, the first of the rows that it is wrapped into
    pub raw_sub: usize,
    /// First column of the raw report
    pub raw_left: usize,
    /// First line of the pane below
    pub why: usize,
    /// The cell that it was scrolled for
    pub why_of: usize,
}

/// The mouse.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Pointer {
    /// What it drags
    pub held: Held,
    /// Whether the panes stay where its wheel has scrolled them to
    pub loose: bool,
    /// Whether it is sent here, and not left to the terminal
    pub is_ours: bool,
}

/// What the mouse is dragging.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) enum Held {
    /// Nothing
    #[default]
    Nothing,
    /// The divider between raw report and table
    Divider,
    /// The upper edge of the pane below
    Below,
}

impl ScreenLayout {
    /// The layout that the settings ask for, on a screen of a size.
    pub(crate) fn new(config: &Config, size: (u16, u16)) -> Self {
        let shares = Shares { wraps: config.wrap, ..Shares::default() };
        let pointer = Pointer { is_ours: config.mouse, ..Pointer::default() };
        Self { size, shares, scroll: Scroll::default(), pointer }
    }

    /// The areas of the screen, if it is large enough; with a dock below, or without.
    pub(crate) fn panes(&self, docked: bool) -> Option<Panes> {
        self.panes_on(self.size, docked)
    }

    /// The areas of a screen of another size.
    pub(crate) fn panes_on(&self, (width, height): (u16, u16), docked: bool) -> Option<Panes> {
        panes(width, height, Shares { docked, ..self.shares })
    }
}

/// How the reviewer wants the room to be shared.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Shares {
    /// The share in thousandths that the raw report takes of the room for it and the table
    pub raw: Option<u32>,
    /// The lines of the pane below
    pub why: Option<u16>,
    /// Whether long lines of the raw report are wrapped
    pub wraps: bool,
    /// Whether the pane below is a dock for a list
    pub docked: bool,
}

/// The areas of the screen. Each pane's first line is its title.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Panes {
    /// Top line
    pub bar: Rect,
    /// The raw report; empty on a screen that is too small for it
    pub raw: Rect,
    /// The column between raw report and table, where they stand side by side
    pub divider: Rect,
    /// The table; empty on a screen that is too small for it
    pub table: Rect,
    /// Why the selected cell is as it is
    pub why: Rect,
    /// Bottom line
    pub hints: Rect,
    /// Everything between top and bottom line, for the list and the help
    pub whole: Rect,
}

impl Panes {
    /// Whether only the selected cell is drawn.
    pub(crate) fn is_tiny(&self) -> bool {
        self.table.height == 0
    }

    /// The share in thousandths that the raw report would take if the divider stood at a place of the screen.
    pub(crate) fn share_at(&self, x: u16, y: u16) -> u32 {
        let share = |part: u16, of: u16| (u32::from(part) * 1000).div_ceil(u32::from(of.max(1)));
        if self.divider.width > 0 {
            share(x.saturating_sub(self.raw.x), self.raw.width + 1 + self.table.width)
        } else {
            let bottom = self.raw.bottom();
            share(bottom.saturating_sub(y), self.raw.height + self.table.height)
        }
    }
}

/// The areas on a screen of this size; none if it is too small.
pub(crate) fn panes(width: u16, height: u16, shares: Shares) -> Option<Panes> {
    if width < SMALLEST.0 || height < SMALLEST.1 {
        return None;
    }
    let screen = Rect::new(0, 0, width, height);
    let line = |y: u16| Rect { y, height: 1, ..screen };
    let (bar, hints) = (line(0), line(height - 1));
    let whole = Rect { y: 1, height: height - 2, ..screen };
    if width < ROOMY.0 || height < ROOMY.1 {
        let none = Rect::default();
        return Some(Panes { bar, raw: none, divider: none, table: none, why: whole, hints, whole });
    }
    let below = shares.why.unwrap_or((height / 4).clamp(5, 12)).clamp(3, whole.height - 8);
    let below = if shares.docked { below.max((height * DOCK / 100).min(MOST_DOCK)) } else { below };
    let [main, why] = Layout::vertical([Constraint::Fill(1), Constraint::Length(below)]).areas(whole);
    let part = |of: u16| (u32::from(of) * shares.raw.unwrap_or(SHARE) / 1000) as u16;
    let (raw, divider, table) = if width >= SIDE_BY_SIDE {
        let raw = part(main.width).clamp(LEAST.0, main.width - LEAST.0 * 2);
        let [raw, divider, table] =
            Layout::horizontal([Constraint::Length(raw), Constraint::Length(1), Constraint::Fill(1)]).areas(main);
        (raw, divider, table)
    } else {
        let least = LEAST.1.min(main.height / 2);
        let raw = part(main.height).clamp(least, main.height - least);
        let [table, raw] = Layout::vertical([Constraint::Fill(1), Constraint::Length(raw)]).areas(main);
        (raw, Rect::default(), table)
    };
    Some(Panes { bar, raw, divider, table, why, hints, whole })
}

/// The first line to draw so that a line is in sight with some lines around it.
pub(crate) fn in_sight(top: usize, line: usize, height: usize, lines: usize, around: usize) -> usize {
    let around = around.min(height.saturating_sub(1) / 2);
    let lowest = line.saturating_sub(around);
    let highest = (line + around + 1).saturating_sub(height);
    top.clamp(highest.min(lowest), lowest).min(lines.saturating_sub(height))
}
