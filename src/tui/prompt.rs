//! A line that is typed at the bottom of the screen: what the list is to show, how large a sample is to be, or
//! where decisions are to be saved.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::widgets::{Clear, Widget};
use tui_textarea::TextArea;

use crate::tui::app::App;
use crate::tui::effect::Effect;
use crate::tui::frame::theme::Look;
use crate::tui::frame::wide::{draw, width};
use crate::tui::input::action::Action;
use crate::tui::line::{draw_line, line_of};
use crate::tui::list::filter::Filter;
use crate::tui::mode::Mode;
use crate::words::Word;

/// What a prompt asks for.
#[derive(Debug)]
pub enum Purpose {
    /// What the list shows; with what it showed before, and the row that is selected
    Filter(Filter, usize),
    /// How many cells of a sample
    Sample,
    /// Where the decisions are to be saved
    Elsewhere,
}

/// A line that is typed.
#[derive(Debug)]
pub struct Prompt {
    /// What is typed
    pub text: TextArea<'static>,
    /// What for
    pub purpose: Purpose,
}

impl Prompt {
    /// The row that is selected in the list, if it is on the screen.
    pub(super) fn row(&self) -> Option<usize> {
        if let Purpose::Filter(_, row) = self.purpose { Some(row) } else { None }
    }

    pub(super) fn set_row(&mut self, to: usize) {
        if let Purpose::Filter(_, row) = &mut self.purpose {
            *row = to;
        }
    }

    fn typed(&self) -> String {
        self.text.lines().concat()
    }
}

impl App<'_> {
    /// Asks what the list is to show.
    pub(super) fn ask_for_filter(&mut self, row: usize) {
        let before = self.listing.filter.clone();
        let text = line_of(&before.text);
        self.mode = Mode::Prompt(Box::new(Prompt { text, purpose: Purpose::Filter(before, row) }));
    }

    /// Shows what was typed so far.
    pub(super) fn typed_on(&mut self) {
        if let Mode::Prompt(prompt) = &self.mode
            && matches!(prompt.purpose, Purpose::Filter(..))
        {
            let filter = Filter::new(&prompt.typed());
            self.listing.set_filter(filter);
        }
    }

    pub(super) fn act_in_prompt(&mut self, action: Action) -> Option<Effect> {
        let row = self.mode.row();
        let last = self.listing.rows.len().saturating_sub(1);
        let Mode::Prompt(prompt) = &mut self.mode else { return None };
        match (action, row) {
            (Action::Take, Some(row)) => self.mode = Mode::List(row),
            (Action::Take, None) => {
                let typed = prompt.typed();
                if matches!(prompt.purpose, Purpose::Elsewhere) {
                    self.save_elsewhere(&typed);
                    return None;
                }
                return self.draw_sample(&typed);
            }
            (Action::Cancel, Some(row)) => {
                if let Purpose::Filter(before, _) = &mut prompt.purpose {
                    let before = std::mem::take(before);
                    self.listing.set_filter(before);
                    self.refresh_list();
                }
                self.mode = Mode::List(self.mode.row().unwrap_or(row));
            }
            (Action::Cancel, None) => self.mode = Mode::Browse,
            (Action::Down, Some(row)) => prompt.set_row((row + 1).min(last)),
            (Action::Up, Some(row)) => prompt.set_row(row.saturating_sub(1)),
            (Action::Redraw, _) => return Some(Effect::Redraw),
            _ => {}
        }
        None
    }

    /// Draws the line, with the caret in it.
    pub(super) fn draw_prompt(&self, frame: &mut Frame, area: Rect, prompt: &Prompt) {
        let word = match prompt.purpose {
            Purpose::Filter(..) => Word::FilterPrompt,
            Purpose::Sample => Word::SamplePrompt,
            Purpose::Elsewhere => Word::ElsewherePrompt,
        };
        let label = format!(" {} ", self.setup.words.say(word));
        let line = Rect { y: area.bottom().saturating_sub(1), height: 1.min(area.height), ..area };
        let style = self.theme.style(Look::Notice);
        Clear.render(line, frame.buffer_mut());
        frame.buffer_mut().set_style(line, style);
        draw(frame.buffer_mut(), line, &label, style);
        let left = (width(&label) as u16).min(line.width.saturating_sub(4));
        let inner = Rect { x: line.x + left, width: line.width - left, ..line };
        draw_line(frame, inner, &prompt.text, style);
    }
}
