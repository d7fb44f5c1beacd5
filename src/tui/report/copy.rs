//! What is copied, and how it is put into the clipboard of the terminal, which may be on another machine.

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

/// The escape sequence that puts a text into the clipboard (OSC 52, xterm control sequences).
pub fn sequence(text: &str) -> String {
    format!("\x1b]52;c;{}\x07", base64(text.as_bytes()))
}

/// Base64 (RFC 4648, section 4).
fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let byte = |nth: usize| u32::from(three.get(nth).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for nth in 0..4 {
            let sign = SIGNS[(bits >> (18 - 6 * nth) & 63) as usize];
            text.push(if nth <= three.len() { char::from(sign) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sequence_carries_the_text_as_the_standard_writes_it() {
        let encoded = ["", "f", "fo", "foo", "foob", "fooba", "foobar"].map(|text| base64(text.as_bytes()));
        assert_eq!(encoded, ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy"]);
        assert_eq!(sequence("公开"), "\x1b]52;c;5YWs5byA\x07");
    }
}
