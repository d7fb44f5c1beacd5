//! How the screen is shared between the panes, and what of each is in sight.

pub mod keys;
pub mod panes;

use crate::data::config::Config;
use crate::tui::layout::panes::{Panes, Shares, panes};

/// How the screen is shared, and what is in sight.
#[derive(Clone, Copy, Debug)]
pub struct Layout {
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
pub struct Scroll {
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
pub struct Pointer {
    /// What it drags
    pub held: Held,
    /// Whether the panes stay where its wheel has scrolled them to
    pub loose: bool,
    /// Whether it is sent here, and not left to the terminal
    pub is_ours: bool,
}

/// What the mouse is dragging.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Held {
    /// Nothing
    #[default]
    Nothing,
    /// The divider between raw report and table
    Divider,
    /// The upper edge of the pane below
    Below,
}

impl Layout {
    /// The layout that the settings ask for, on a screen of a size.
    pub fn new(config: &Config, size: (u16, u16)) -> Self {
        let shares = Shares { wraps: config.wrap, ..Shares::default() };
        let pointer = Pointer { is_ours: config.mouse, ..Pointer::default() };
        Self { size, shares, scroll: Scroll::default(), pointer }
    }

    /// The areas of the screen, if it is large enough; with a dock below, or without.
    pub fn panes(&self, docked: bool) -> Option<Panes> {
        self.panes_on(self.size, docked)
    }

    /// The areas of a screen of another size.
    pub fn panes_on(&self, (width, height): (u16, u16), docked: bool) -> Option<Panes> {
        panes(width, height, Shares { docked, ..self.shares })
    }
}

/// The first line to draw so that a line is in sight with some lines around it.
pub fn in_sight(top: usize, line: usize, height: usize, lines: usize, around: usize) -> usize {
    let around = around.min(height.saturating_sub(1) / 2);
    let lowest = line.saturating_sub(around);
    let highest = (line + around + 1).saturating_sub(height);
    top.clamp(highest.min(lowest), lowest).min(lines.saturating_sub(height))
}
