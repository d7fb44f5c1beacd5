//! Draws the state of the screen. Nothing is decided here.

pub(in crate::tui) mod theme;
pub(in crate::tui) mod tiny;
pub(in crate::tui) mod wide;

use ratatui::backend::Backend;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;
use ratatui::{Frame, Terminal};

use crate::config::Borders;
use crate::review::Review;
use crate::tell::percent;
use crate::tui::app::{App, Mode};
use crate::tui::frame::theme::Look;
use crate::tui::frame::wide::{draw, draw_right, redraw_halves, width};
use crate::tui::input::action::Action;
use crate::tui::input::keymap::Context;
use crate::tui::layout::panes::{Panes, SIDE_BY_SIDE};
use crate::visible::visible;
use crate::words::Word;

/// The actions that the bottom line names in each context, the most needed first.
const HINTS: &[(Context, &[Action])] = &[
    (
        Context::Table,
        &[
            Action::NextOpen,
            Action::Accept,
            Action::Confirm,
            Action::SourceError,
            Action::Withdraw,
            Action::Undo,
            Action::Switch,
            Action::NextReport,
            Action::List,
            Action::Done,
            Action::Sample,
            Action::ThresholdUp,
            Action::Search,
            Action::Findings,
            Action::Back,
            Action::Palette,
            Action::Help,
            Action::Quit,
        ],
    ),
    (
        Context::Raw,
        &[
            Action::GoToCell,
            Action::Switch,
            Action::NextOpen,
            Action::Search,
            Action::Wrap,
            Action::Section3,
            Action::List,
            Action::Findings,
            Action::Palette,
            Action::Help,
            Action::Quit,
        ],
    ),
    (Context::Edit, &[Action::Take, Action::Cancel]),
    (
        Context::Series,
        &[Action::TakeSelected, Action::Toggle, Action::ToggleAll, Action::GoToCell, Action::Close, Action::Help],
    ),
    (
        Context::List,
        &[
            Action::Open,
            Action::Filter,
            Action::SortNext,
            Action::SortReverse,
            Action::ClearFilter,
            Action::ThresholdUp,
            Action::Sample,
            Action::Close,
            Action::Help,
        ],
    ),
    (Context::Prompt, &[Action::Take, Action::Cancel]),
    (Context::Find, &[Action::Open, Action::SearchOther, Action::Close]),
    (Context::Mark, &[Action::Close]),
    (Context::Help, &[Action::Down, Action::PageDown, Action::Close]),
];

/// The actions that the bottom line names on a cell that a person has settled.
const HINTS_SETTLED: &[Action] = &[
    Action::NextOpen,
    Action::Series,
    Action::UndoCell,
    Action::Note,
    Action::Undo,
    Action::Redo,
    Action::Withdraw,
    Action::NextReport,
    Action::List,
    Action::Help,
    Action::Quit,
];

/// A long message takes so many lines at the most, over those of the pane above.
const NOTICE_LINES: usize = 3;
/// How many of the last hints are shown however narrow the screen is.
const ALWAYS: usize = 3;
/// On a line of fewer columns, one less.
const NARROW: u16 = 40;

/// A hint in the bottom line.
#[derive(Debug)]
pub(in crate::tui) struct Hint {
    /// Its first column
    pub x: u16,
    /// The key
    pub key: String,
    /// What it does, in a word
    pub text: String,
    /// The action that it calls
    pub action: Action,
}

impl App<'_> {
    /// Draws the screen on a terminal that shows an earlier frame, and gives back the new one.
    ///
    /// # Errors
    /// If the terminal cannot be written to.
    pub fn draw_after<B: Backend>(&self, terminal: &mut Terminal<B>, before: &Buffer) -> Result<Buffer, B::Error> {
        let drawn = terminal.draw(|frame| {
            self.view(frame);
            redraw_halves(before, frame.buffer_mut());
        })?;
        Ok(drawn.buffer.clone())
    }

    /// Draws the screen.
    pub fn view(&self, frame: &mut Frame) {
        let area = frame.area();
        let Some(panes) = self.panes_on(area.width, area.height) else {
            draw(frame.buffer_mut(), area, self.setup.words.say(Word::TooSmall), self.theme.style(Look::Text));
            return;
        };
        let buffer = frame.buffer_mut();
        buffer.set_style(area, self.theme.style(Look::Text));
        self.draw_bar(buffer, panes.bar);
        match (&self.mode, &self.review) {
            (Mode::Series(series), _) => self.draw_series(buffer, panes.whole, series),
            (Mode::List(selected), _) => self.draw_list(buffer, panes.whole, *selected),
            (Mode::Help(top, _), _) => self.draw_help(buffer, panes.whole, *top),
            (Mode::Prompt(prompt), _) if prompt.row().is_some() => {
                self.draw_list(buffer, panes.whole, prompt.row().unwrap_or(0));
            }
            (_, Ok(review)) => self.draw_review(frame, &panes, review),
            (_, Err(why)) => {
                let whole = Rect { height: panes.whole.height - self.docked_height(&panes), ..panes.whole };
                self.draw_failure(buffer, whole, why);
                self.draw_below(frame, &panes);
            }
        }
        if let Mode::Prompt(prompt) = &self.mode {
            self.draw_prompt(frame, panes.whole, prompt);
        }
        self.draw_hints(frame.buffer_mut(), panes.hints);
        self.draw_typing(frame, &panes);
    }

    fn draw_review(&self, frame: &mut Frame, panes: &Panes, review: &Review) {
        let buffer = frame.buffer_mut();
        if panes.is_tiny() {
            self.draw_tiny(buffer, panes.why, review);
        } else {
            self.draw_raw(buffer, panes.raw, review);
            self.draw_table(buffer, panes.table, review);
            self.draw_why(buffer, panes.why, review);
        }
        for y in panes.divider.top()..panes.divider.bottom() {
            draw(buffer, Rect { y, height: 1, ..panes.divider }, self.border().1, self.theme.style(Look::Frame));
        }
        self.draw_below(frame, panes);
    }

    /// Draws the dock, if there is one, over the pane below.
    fn draw_below(&self, frame: &mut Frame, panes: &Panes) {
        if self.is_docked() {
            ratatui::widgets::Clear.render(panes.why, frame.buffer_mut());
            frame.buffer_mut().set_style(panes.why, self.theme.style(Look::Text));
        }
        match &self.mode {
            Mode::Find(find) => self.draw_find(frame, panes.why, find),
            Mode::Mark(letter) => self.draw_marks(frame.buffer_mut(), panes.why, *letter),
            _ => {}
        }
    }

    fn docked_height(&self, panes: &Panes) -> u16 {
        if self.is_docked() { panes.why.height } else { 0 }
    }

    /// What frames are drawn with: along, and down.
    fn border(&self) -> (&'static str, &'static str) {
        match self.setup.config.borders {
            Borders::Ascii => ("-", "|"),
            Borders::Lines => ("\u{2500}", "\u{2502}"),
        }
    }

    fn draw_failure(&self, buffer: &mut Buffer, area: Rect, why: &str) {
        let path = self.folder.here().map_or(String::new(), |entry| entry.path.to_string_lossy().into_owned());
        self.draw_title(buffer, area, &visible(&path), "", true);
        let why = if self.folder.entries.is_empty() { self.setup.words.say(Word::Searching) } else { why };
        for (row, line) in
            crate::tui::frame::wide::wrap(why, usize::from(area.width.saturating_sub(2))).into_iter().enumerate()
        {
            let y = area.y + 2 + row as u16;
            if y < area.bottom() {
                draw(
                    buffer,
                    Rect { x: area.x + 1, y, width: area.width.saturating_sub(2), height: 1 },
                    &line,
                    self.theme.style(Look::Contradicted),
                );
            }
        }
    }

    /// The first line of a pane: its title, and something at the right end.
    pub(in crate::tui) fn draw_title(&self, buffer: &mut Buffer, area: Rect, title: &str, right: &str, focused: bool) {
        let at = Rect { height: 1.min(area.height), ..area };
        let style = self.theme.style(if focused { Look::Focused } else { Look::Frame });
        draw(buffer, at, &self.border().0.repeat(usize::from(at.width)), style);
        let room = usize::from(at.width).saturating_sub(width(right) + 6);
        draw(
            buffer,
            Rect { x: at.x + 1.min(at.width), width: at.width.saturating_sub(1), ..at },
            &format!(" {} ", crate::tui::frame::wide::cut(title, room)),
            style,
        );
        if !right.is_empty() && usize::from(at.width) > width(right) + 4 {
            let end = Rect { width: at.width.saturating_sub(1), ..at };
            draw_right(buffer, end, &format!(" {right} "), style);
        }
    }

    fn draw_bar(&self, buffer: &mut Buffer, area: Rect) {
        let style = self.theme.style(Look::Bar);
        buffer.set_style(area, style);
        let words = self.setup.words;
        let mut text = self.where_in_folder();
        if let Ok(review) = &self.review {
            let agency = review.record.agency.as_deref().unwrap_or(words.say(Word::UnknownTitle));
            text += &format!("  {}", visible(agency));
            text += &review.record.year.map(|year| format!(" {year}")).unwrap_or_default();
        }
        let saved = match (&self.unsaved, &self.saved) {
            (Some(_), _) => words.say(Word::Unsaved).to_owned(),
            _ if self.watch.has_changed => words.say(Word::Outdated).to_owned(),
            (None, Some(at)) => words.fill(Word::Saved, &[at]),
            (None, None) => String::new(),
        };
        let right = |progress| {
            let state = self.review.as_ref().map_or(String::new(), |review| self.progress(review, progress));
            format!("{}{state}  {saved} ", self.session())
        };
        let whole = right(Word::Progress);
        let fits = self.size.0 >= 100 && width(&text) + width(&whole) < usize::from(area.width);
        let right = if fits { whole } else { right(Word::ProgressShort) };
        let room = usize::from(area.width).saturating_sub(width(&right) + 1);
        draw(buffer, Rect { width: room as u16, ..area }, &text, style);
        let look = if self.unsaved.is_some() || self.watch.has_changed { self.theme.style(Look::Alarm) } else { style };
        draw_right(buffer, area, &right, look);
    }

    /// The place of the report in the folder, and how far the folder is.
    fn where_in_folder(&self) -> String {
        let count = self.folder.entries.len();
        let more = if self.searching { "+" } else { "" };
        let rank = self.folder.here().and_then(|entry| entry.rank);
        let rank = rank.map_or("-".to_owned(), |rank| (rank + 1).to_string());
        if count < 2 {
            return format!(" gouji  {rank}/{count}{more}");
        }
        let name = if self.size.0 >= 100 { "gouji  " } else { "" };
        let done = self.setup.words.fill(Word::FolderDone, &[&self.folder.totals().done]);
        format!(" {name}{done}  {rank}/{count}{more}")
    }

    /// The sample that is looked at, and the threshold if it is not that of the settings.
    fn session(&self) -> String {
        let words = self.setup.words;
        let mut text = String::new();
        if let Some(sample) = &self.sample {
            let verdict = sample.verdict();
            let parts: [&dyn std::fmt::Display; 4] =
                [&verdict.seen, &verdict.drawn, &verdict.wrong, &percent(verdict.bound())];
            text += &format!("{}  ", words.fill(Word::SampleBar, &parts));
        }
        if self.threshold().to_bits() != self.setup.config.threshold.to_bits() {
            text += &format!("{}  ", words.fill(Word::ThresholdBar, &[&self.threshold()]));
        }
        text
    }

    fn progress(&self, review: &Review, word: Word) -> String {
        let tally = review.tally(self.threshold());
        let counts: [&dyn std::fmt::Display; 6] =
            [&tally.open, &tally.contradicted, &tally.failing, &tally.not_run, &tally.proved, &tally.settled];
        let words = self.setup.words;
        let mut text = words.fill(word, &counts);
        if self.size.0 >= SIDE_BY_SIDE && word == Word::Progress {
            text += &words.fill(Word::MisreadRate, &[&percent(review.record.misread_rate())]);
        }
        text
    }

    fn draw_hints(&self, buffer: &mut Buffer, area: Rect) {
        if let Some(notice) = &self.notice {
            let style = self.theme.style(if notice.alarm { Look::Alarm } else { Look::Notice });
            let lines = crate::tui::frame::wide::wrap(&notice.text, usize::from(area.width.saturating_sub(2)));
            let count = lines.len().min(NOTICE_LINES) as u16;
            for (row, line) in lines.iter().take(NOTICE_LINES).enumerate() {
                let at = Rect { y: area.y.saturating_sub(count - 1) + row as u16, ..area };
                draw(buffer, at, &" ".repeat(usize::from(area.width)), style);
                draw(buffer, at, &format!(" {line}"), style);
            }
            return;
        }
        for hint in self.hints(area) {
            let at = Rect { x: hint.x, width: area.right().saturating_sub(hint.x), ..area };
            draw(buffer, at, &hint.key, self.theme.style(Look::Key));
            let after = (hint.x + width(&hint.key) as u16 + 1).min(area.right());
            let rest = Rect { x: after, width: area.right() - after, ..area };
            draw(buffer, rest, &hint.text, self.theme.style(Look::Text));
        }
    }

    /// The hints that fit into the bottom line, and where each begins.
    pub(in crate::tui) fn hints(&self, area: Rect) -> Vec<Hint> {
        let context = self.context();
        let settled = self.review.as_ref().is_ok_and(|review| review.status(self.selected).is_settled());
        let actions = match context {
            Context::Table if settled => HINTS_SETTLED,
            _ => HINTS.iter().find(|(at, _)| *at == context).map_or(&[][..], |(_, actions)| actions),
        };
        let hints: Vec<Hint> = actions.iter().filter_map(|&action| self.hint(context, action)).collect();
        let needed = |hint: &Hint| width(&hint.key) + width(&hint.text) + 3;
        let always = if area.width < NARROW { ALWAYS - 1 } else { ALWAYS };
        let last: usize = hints.iter().rev().take(always).map(needed).sum();
        let mut left = usize::from(area.width).saturating_sub(last + 1);
        let (mut x, count) = (area.x + 1, hints.len());
        let mut placed = Vec::new();
        for (nth, hint) in hints.into_iter().enumerate() {
            let columns = needed(&hint);
            if nth + always < count && columns > left {
                left = 0;
                continue;
            }
            left = left.saturating_sub(columns);
            placed.push(Hint { x: x.min(area.right()), ..hint });
            x = (x + columns as u16).min(area.right());
        }
        placed
    }

    /// The first key of an action, and what the action does in a word.
    pub(in crate::tui) fn hint(&self, context: Context, action: Action) -> Option<Hint> {
        let key = self.keymap.chord_of(context, action)?;
        let text = self.setup.words.action(action.name());
        let short = text.split(['（', '(', '，', ',']).next().unwrap_or(text).trim();
        Some(Hint { x: 0, key, text: short.to_owned(), action })
    }
}
