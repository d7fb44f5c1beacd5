//! What is copied.

use crate::findings::mark::shown;
use crate::review::Review;
use crate::source::Span;
use crate::text::visible::visible;
use crate::tui::model::places::Focus;
use crate::tui::model::table::TableLines;
use crate::tui::model::{App, Effect};
use crate::tui::view::wide::cut;
use crate::words::ScreenMessage;

/// What is copied.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Copied {
    /// The value of the selected cell
    Value,
    /// Its row, or the line of the text
    Row,
    /// Its address
    Address,
}

impl App<'_> {
    /// Asks for a copy: on the raw side the row is the line, elsewhere it is what the form prints and the values.
    pub(super) fn copy(&mut self, copied: Copied) -> Option<Effect> {
        let review = self.report.review.as_ref().ok()?;
        let text = match (copied, self.report.focus) {
            (Copied::Address, _) => review.sheet().slots[self.report.selected].id.to_string(),
            (Copied::Row, Focus::Raw) => line(review, review.source.lines()[review.source.line_of(self.report.cursor)]),
            (Copied::Row, Focus::Table) => row(review, self.report.selected),
            (Copied::Value, _) => shown(review, self.report.selected),
        };
        self.notify(self.setup.words.fill(ScreenMessage::Copied { text: &cut(&text, 60) }));
        self.session.copied = text;
        Some(Effect::Copy)
    }
}

/// A line of the report, safe to paste: tabs stay, as they part cells; what else moves a cursor is made visible.
fn line(review: &Review, span: Span) -> String {
    let cells = review.source.slice(span).split('\t').map(|cell| visible(cell).into_owned());
    cells.collect::<Vec<_>>().join("\t")
}

/// The label of a cell's row and its values, parted by tabs.
fn row(review: &Review, cell: usize) -> String {
    let rows = TableLines::all_rows(review.sheet());
    let cells = rows.into_iter().find(|row| row.contains(&cell)).unwrap_or(cell..cell + 1);
    let label = visible(&review.sheet().row(cell).label).into_owned();
    std::iter::once(label).chain(cells.map(|cell| shown(review, cell))).collect::<Vec<_>>().join("\t")
}
