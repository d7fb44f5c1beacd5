//! The pane below: which cell is selected, what it reads, how sure that is and why, what is offered, and the equations
//! that it stands in; while a value is typed, whether they would hold with it.

pub(crate) mod lines;
pub(crate) mod plot;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use rust_decimal::Decimal;

use crate::review::Review;
use crate::review::years::Timeline;
use crate::tui::model::keys::KeyNames;
use crate::tui::model::mode::Mode;
use crate::tui::model::{App, Setup};
use crate::tui::view::theme::{Look, Theme};
use crate::tui::view::wide::draw;

/// The pane below, and all that it tells from.
#[derive(Debug)]
pub(crate) struct Why<'a> {
    /// The words and the rules
    pub setup: &'a Setup<'a>,
    /// What is known of the report
    pub review: &'a Review,
    /// The cell
    pub selected: usize,
    /// Cells that are less certain than this need a person
    pub threshold: f64,
    /// The values in force with those that are being typed, while some are
    pub typed: Option<Vec<Option<Decimal>>>,
    /// Other years of the agency
    pub timeline: &'a Timeline,
    /// The keys that take what is offered
    pub keys: &'a KeyNames,
}

/// A line of the pane below.
#[derive(Debug)]
pub(crate) struct WhyLine {
    /// What it says
    pub text: String,
    /// How it looks
    pub look: Look,
    /// The number of the suggestion that it offers
    pub offered: Option<usize>,
}

/// The columns of text in the pane below.
pub(crate) fn room(area: Rect) -> usize {
    usize::from(area.width.saturating_sub(2))
}

/// The first of so many lines that is drawn, where a line was asked for.
pub(crate) fn first_line(top: usize, lines: usize, area: Rect) -> usize {
    top.min(lines.saturating_sub(usize::from(area.height.saturating_sub(1))))
}

/// More columns than any line has.
const UNBROKEN: usize = 10_000;

/// What is offered for the selected cell, a line each.
pub(crate) fn offered_lines(app: &App, review: &Review) -> Vec<WhyLine> {
    Why::of(app, review).lines(UNBROKEN).into_iter().filter(|line| line.offered.is_some()).collect()
}

impl<'a> Why<'a> {
    /// The pane below, for the selected cell of the report on the screen.
    pub(crate) fn of(app: &'a App, review: &'a Review) -> Self {
        let typed = if let Mode::Edit(typing) = &app.mode { typing.values(review, app.report.selected) } else { None };
        Self {
            setup: &app.setup,
            review,
            selected: app.report.selected,
            threshold: app.folder.threshold(),
            typed,
            timeline: &app.report.years.timeline,
            keys: &app.keys,
        }
    }

    /// Draws the pane from one of its lines on.
    pub(crate) fn draw(&self, buffer: &mut Buffer, area: Rect, theme: &Theme, top: usize) {
        let sheet = self.review.sheet();
        let id = sheet.slots[self.selected].id.as_str();
        let body = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
        let lines = self.lines(room(area));
        let top = first_line(top, lines.len(), area);
        let seen = (top + usize::from(body.height)).min(lines.len());
        let more =
            if lines.len() > usize::from(body.height) { format!("{seen}/{}", lines.len()) } else { String::new() };
        theme.title(buffer, area, &format!("{}  {}", id, sheet.label(self.selected)), &more, false);
        for (row, line) in lines.into_iter().skip(top).take(usize::from(body.height)).enumerate() {
            let at = Rect { x: body.x + 1, y: body.y + row as u16, width: body.width.saturating_sub(2), height: 1 };
            draw(buffer, at, &line.text, theme.style(line.look));
        }
    }
}
