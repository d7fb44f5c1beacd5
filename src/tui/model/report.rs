//! The report on the screen: what is known of it, where one is in it, and whether what was decided is saved.

use std::path::PathBuf;

use crate::review::Review;
use crate::sidecar::lock::{Holder, ReportLock};
use crate::text::visible::visible;
use crate::tui::model::file::{Ready, Watch};
use crate::tui::model::places::{Focus, Spot};
use crate::tui::model::years::Years;
use crate::words::{ScreenMessage, Words};

/// Whether what was decided is in the sidecar.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) enum Saved {
    /// Nothing was decided since the report was opened.
    #[default]
    Unchanged,
    /// It was saved last at this time of the day.
    At(String),
    /// They are not yet, because another program is writing there; why, in words. It is tried again soon.
    Waiting(String),
    /// Why the last decision is not saved
    Not(String),
    /// Why it is not saved beside the report, and the copy that it is in
    Elsewhere(String, PathBuf),
}

/// The report on the screen.
#[derive(Debug)]
pub(crate) struct Report {
    /// All that is known of it, or why it could not be opened
    pub review: Result<Review, String>,
    /// The selected cell
    pub selected: usize,
    /// The byte of its text that the cursor stands on
    pub cursor: usize,
    /// The side that keys move in
    pub focus: Focus,
    /// The lines that are dimmed
    pub debris: Vec<bool>,
    /// What is known of its file
    pub watch: Watch,
    /// Whether what was decided is saved
    pub saved: Saved,
    /// The file elsewhere that holds what could not be saved beside the report
    pub copy: Option<PathBuf>,
    /// Who has the report open
    pub hold: ReportLock,
    /// Other years of the same agency
    pub years: Years,
}

impl Default for Report {
    fn default() -> Self {
        Self {
            review: Err(String::new()),
            selected: 0,
            cursor: 0,
            focus: Focus::Table,
            debris: Vec::new(),
            watch: Watch::default(),
            saved: Saved::default(),
            copy: None,
            hold: ReportLock::default(),
            years: Years::default(),
        }
    }
}

impl Report {
    /// Shows a report that was read; other years stay, as they may be those of the same agency.
    pub(crate) fn show(&mut self, ready: Ready) {
        let years = std::mem::take(&mut self.years);
        *self = Self { review: Ok(ready.review), debris: ready.debris, watch: ready.watch, years, ..Self::default() };
    }

    /// Shows why a report could not be read.
    pub(crate) fn show_failure(&mut self, why: String, watch: Watch) {
        let years = std::mem::take(&mut self.years);
        *self = Self { review: Err(why), watch, years, ..Self::default() };
    }

    /// Why what was decided is not beside the report, be it saved elsewhere or not; none if it is.
    pub(crate) fn not_beside(&self) -> Option<&str> {
        match &self.saved {
            Saved::Not(why) | Saved::Waiting(why) | Saved::Elsewhere(why, _) => Some(why),
            Saved::Unchanged | Saved::At(_) => None,
        }
    }

    /// Why the last decision is saved nowhere; none if it is.
    pub(crate) fn unsaved(&self) -> Option<&str> {
        if let Saved::Not(why) | Saved::Waiting(why) = &self.saved { Some(why) } else { None }
    }

    /// The address of the selected cell.
    pub(crate) fn address(&self) -> Option<&str> {
        Some(self.review.as_ref().ok()?.sheet().slots[self.selected].id.as_str())
    }

    /// Selects a cell in both panes.
    pub(crate) fn select(&mut self, cell: usize) {
        self.selected = cell;
        self.cursor_to_selected();
    }

    /// Puts the cursor of the raw side on the selected cell; on its nearest neighbour if the source lacks it.
    pub(crate) fn cursor_to_selected(&mut self) {
        let Ok(review) = &self.review else { return };
        let cells = review.sheet().part(self.selected).cells.clone();
        let spans = cells.filter_map(|cell| Some((cell, review.reading(cell).span?)));
        if let Some((_, span)) = spans.min_by_key(|(cell, _)| cell.abs_diff(self.selected)) {
            self.cursor = span.start;
        }
    }

    /// Goes to the other side.
    pub(crate) fn switch(&mut self) {
        self.focus = if self.focus == Focus::Table { Focus::Raw } else { Focus::Table };
        if self.focus == Focus::Raw {
            self.cursor_to_selected();
        }
    }

    /// Goes to a place; if the report has changed, to what is nearest.
    pub(crate) fn stand_at(&mut self, spot: Spot) {
        let Ok(review) = &self.review else { return };
        self.selected = spot.cell.min(review.sheet().len().saturating_sub(1));
        let mut cursor = spot.cursor.min(review.source.text.len());
        while !review.source.text.is_char_boundary(cursor) {
            cursor -= 1;
        }
        self.cursor = cursor;
        self.focus = spot.focus;
    }
}

/// Who has a report open.
pub(crate) fn reviewer_of(holder: &Holder, words: &Words) -> String {
    let by = visible(&holder.by).into_owned();
    if by.is_empty() { words.say(ScreenMessage::Somebody).to_owned() } else { by }
}
