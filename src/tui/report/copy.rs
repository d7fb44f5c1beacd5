//! What is copied.

use crate::review::Review;
use crate::source::Span;
use crate::text::visible::visible;
use crate::tui::app::App;
use crate::tui::effect::Effect;
use crate::tui::frame::wide::cut;
use crate::tui::input::action::Action;
use crate::tui::report::Focus;
use crate::tui::table::TableLines;
use crate::tui::table::cell::shown;
use crate::words::Word;

impl App<'_> {
    /// Asks for a copy: on the raw side the row is the line, elsewhere it is what the form prints and the values.
    pub(in crate::tui) fn copy(&mut self, action: Action) -> Option<Effect> {
        let review = self.report.review.as_ref().ok()?;
        let text = match (action, self.report.focus) {
            (Action::CopyAddress, _) => review.sheet().slots[self.report.selected].id.to_string(),
            (Action::CopyRow, Focus::Raw) => {
                line(review, review.source.lines()[review.source.line_of(self.report.cursor)])
            }
            (Action::CopyRow, Focus::Table) => row(review, self.report.selected),
            _ => shown(review, self.report.selected),
        };
        self.notify(self.setup.words.fill(Word::Copied, &[&cut(&text, 60)]));
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
