//! The bottom line: a message, or the keys that are most needed.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::data::config::Context;
use crate::text::visible::visible;
use crate::tui::model::action::Action;
use crate::tui::model::report::Saved;
use crate::tui::model::{App, Notice};
use crate::tui::view::painter::Painter;
use crate::tui::view::theme::Look;
use crate::tui::view::wide::{draw, width, wrap};
use crate::words::ScreenMessage;

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
            Action::EarlierYear,
            Action::LaterYear,
            Action::Claim,
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
            Action::Claim,
            Action::List,
            Action::Findings,
            Action::Palette,
            Action::Help,
            Action::Quit,
        ],
    ),
    (Context::Edit, &[Action::Take, Action::Cancel]),
    (Context::Preview, &[Action::Take, Action::Cancel, Action::Down, Action::PageDown]),
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
            Action::Palette,
            Action::Back,
            Action::Close,
            Action::Help,
        ],
    ),
    (Context::Prompt, &[Action::Take, Action::Cancel]),
    (Context::Find, &[Action::Open, Action::SearchOther, Action::Close]),
    (Context::Mark, &[Action::Close]),
    (Context::Help, &[Action::Down, Action::PageDown, Action::Palette, Action::Close]),
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

/// The actions that the bottom line names where the report could not be opened.
const HINTS_FAILED: &[Action] = &[
    Action::NextReport,
    Action::PreviousReport,
    Action::List,
    Action::Reread,
    Action::Editor,
    Action::Palette,
    Action::Help,
    Action::Quit,
];

/// The most lines of a long message, over those of the pane above: it names all cells of a decision.
const NOTICE_LINES: usize = 8;
/// Lines of the screen that a message which stays leaves free above it.
const ROOM: u16 = 10;
/// How many of the last hints are shown however narrow the screen is.
const ALWAYS: usize = 3;
/// On a line of fewer columns, one less.
const NARROW: u16 = 40;

/// A hint in the bottom line.
#[derive(Debug)]
pub(crate) struct Hint {
    /// Its first column
    pub x: u16,
    /// The key
    pub key: String,
    /// What it does, in a word
    pub text: String,
    /// The action that it calls
    pub action: Action,
}

impl Painter<'_, '_> {
    pub(super) fn draw_hints(&self, buffer: &mut Buffer, area: Rect) {
        if let Some(notice) = &self.app.notice {
            self.draw_notice(buffer, area, notice);
            return;
        }
        if let Some(text) = self.typed_in_vain() {
            self.draw_notice(
                buffer,
                area,
                &Notice::calm(self.app.setup.words.fill(ScreenMessage::NotANumber { text: &text })),
            );
            return;
        }
        if let Some(standing) = self.standing_notice().filter(|_| area.y > ROOM) {
            self.draw_notice(buffer, Rect { y: area.y - 1, ..area }, &standing);
        }
        for hint in hints(self.app, area) {
            let at = Rect { x: hint.x, width: area.right().saturating_sub(hint.x), ..area };
            draw(buffer, at, &hint.key, self.theme.style(Look::Key));
            let after = (hint.x + width(&hint.key) as u16 + 1).min(area.right());
            let rest = Rect { x: after, width: area.right() - after, ..area };
            draw(buffer, rest, &hint.text, self.theme.style(Look::Text));
        }
    }

    /// Draws a message whose last line is that of an area.
    fn draw_notice(&self, buffer: &mut Buffer, area: Rect, notice: &Notice) {
        let style = self.theme.style(if notice.alarm { Look::Alarm } else { Look::Notice });
        let lines = wrap(&notice.text, usize::from(area.width.saturating_sub(2)));
        // On a small screen it takes no more lines than there are.
        let most = NOTICE_LINES.min(usize::from(area.y) + 1);
        let count = lines.len().min(most) as u16;
        for (row, line) in lines.iter().take(most).enumerate() {
            let at = Rect { y: area.y.saturating_sub(count - 1) + row as u16, ..area };
            draw(buffer, at, &" ".repeat(usize::from(area.width)), style);
            draw(buffer, at, &format!(" {line}"), style);
        }
    }

    /// What the bottom line says as long as decisions are not saved beside the report and nothing else is to be told.
    fn standing_notice(&self) -> Option<Notice> {
        if !self.app.mode.is_browsing() {
            return None;
        }
        let words = self.app.setup.words;
        match &self.app.report.saved {
            Saved::Waiting(why) => Some(Notice::alarm(why.clone())),
            Saved::Not(why) => {
                let key = self.app.keys.key(Context::Any, Action::SaveElsewhere);
                Some(Notice::alarm(words.fill(ScreenMessage::NotSavedKey { error: why, key: &key })))
            }
            Saved::Elsewhere(why, at) => {
                let at = visible(&at.to_string_lossy()).into_owned();
                Some(Notice::alarm(words.fill(ScreenMessage::SavedElsewhere { path: &at, error: why })))
            }
            Saved::Unchanged | Saved::At(_) => None,
        }
    }
}

/// The hints that fit into the bottom line, and where each begins.
pub(crate) fn hints(app: &App, area: Rect) -> Vec<Hint> {
    let context = app.mode.context(app.report.focus);
    let settled = app.report.review.as_ref().is_ok_and(|review| review.status(app.report.selected).is_settled());
    let actions = match context {
        Context::Table | Context::Raw if app.report.review.is_err() => HINTS_FAILED,
        Context::Table if settled => HINTS_SETTLED,
        _ => HINTS.iter().find(|(at, _)| *at == context).map_or(&[][..], |(_, actions)| actions),
    };
    let hints: Vec<Hint> = actions.iter().filter_map(|&action| hint(app, context, action)).collect();
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
pub(crate) fn hint(app: &App, context: Context, action: Action) -> Option<Hint> {
    let key = app.keys.chord_of(context, action)?;
    let text = app.setup.words.action(action.name());
    let short = text.split(['（', '(', '，', ',']).next().unwrap_or(text).trim();
    Some(Hint { x: 0, key, text: short.to_owned(), action })
}
