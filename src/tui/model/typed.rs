//! Lines that are typed into: over a cell, for a note, and where a prompt asks for something.

use ratatui::style::Style;
use rust_decimal::Decimal;
use tui_textarea::{CursorMove, TextArea};

use crate::form::Unit;
use crate::review::{Content, Review};
use crate::tui::model::listing::filter::Filter;

/// A line that is typed into, with some text to begin with.
pub(crate) fn line_of(text: &str) -> TextArea<'static> {
    let mut area = TextArea::new(vec![text.to_owned()]);
    area.set_cursor_style(Style::default());
    area.set_cursor_line_style(Style::default());
    area.move_cursor(CursorMove::End);
    area
}

/// What a text is typed for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum TypedFor {
    /// The value of the selected cell; several with spaces between them fill the cells from there on
    Value,
    /// The value that the page should give where it is wrong
    Due,
    /// A note on the selected cell
    Note,
}

/// A text that is being typed.
#[derive(Debug)]
pub(crate) struct Typing {
    /// What it is for
    pub what: TypedFor,
    /// The text and the cursor in it
    pub area: TextArea<'static>,
}

impl Typing {
    /// A text to begin with.
    pub(crate) fn new(what: TypedFor, text: &str) -> Self {
        Self { what, area: line_of(text) }
    }

    /// The text.
    pub(crate) fn text(&self) -> String {
        self.area.lines().concat()
    }

    /// The values in force with those that are being typed over a cell and behind it; none while a note is typed.
    pub(crate) fn values(&self, review: &Review, cell: usize) -> Option<Vec<Option<Decimal>>> {
        if self.what == TypedFor::Note {
            return None;
        }
        let mut values = review.amounts();
        values[cell] = None;
        let typed = typed_contents(review, cell, &self.text()).unwrap_or_default();
        for (value, content) in values[cell..].iter_mut().zip(typed) {
            *value = content.amount();
        }
        Some(values)
    }
}

/// What a prompt asks for.
#[derive(Debug)]
pub(crate) enum Purpose {
    /// What the list shows; with what it showed before, and the row that is selected
    Filter(Filter, usize),
    /// How many cells of a sample
    Sample,
    /// Where the decisions are to be saved
    Elsewhere,
}

/// A line that is typed.
#[derive(Debug)]
pub(crate) struct Prompt {
    /// What is typed
    pub text: TextArea<'static>,
    /// What for
    pub purpose: Purpose,
}

impl Prompt {
    /// The row that is selected in the list, if it is on the screen.
    pub(crate) fn row(&self) -> Option<usize> {
        if let Purpose::Filter(_, row) = self.purpose { Some(row) } else { None }
    }

    /// Selects a row of the list, if it is on the screen.
    pub(crate) fn set_row(&mut self, to: usize) {
        if let Purpose::Filter(_, row) = &mut self.purpose {
            *row = to;
        }
    }

    /// What is typed, as one line.
    pub(crate) fn typed(&self) -> String {
        self.text.lines().concat()
    }
}

/// What a text that is typed over a cell says the cells from there on hold; none if it is no value.
pub(crate) fn typed_contents(review: &Review, cell: usize, text: &str) -> Option<Vec<Content>> {
    let last = review.sheet().len() - 1;
    contents(text, |nth| review.sheet().column((cell + nth).min(last)).unit)
}

/// What a typed text says the cells from one on hold; none if it is no value.
fn contents(text: &str, unit: impl Fn(usize) -> Unit) -> Option<Vec<Content>> {
    if text.split_whitespace().nth(1).is_none() {
        return Some(vec![Content::typed(text, unit(0))?]);
    }
    text.split_whitespace().enumerate().map(|(nth, part)| Content::typed(part, unit(nth))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typed_text_is_a_number_a_blank_none_or_several_of_them() {
        let of = |text: &str| contents(text, |_| Unit::Count);
        let number = |value: i64| Content::Number(value.into());
        assert_eq!(of("38"), Some(vec![number(38)]));
        assert_eq!(of(" "), Some(vec![Content::Blank]));
        for none in ["/", "无", "—", "-"] {
            assert_eq!(of(none), Some(vec![Content::NotApplicable]), "{none}");
        }
        assert_eq!(of("13 / 0 减2"), Some(vec![number(13), Content::NotApplicable, number(0), number(-2)]));
        assert_eq!((of("3x"), of("13 3x"), of("l5")), (None, None, None), "what is no number is not guessed");
    }
}
