//! The help: every key of every context, made from the key map itself, and what the marks mean.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::tui::app::App;
use crate::tui::effect::Effect;
use crate::tui::frame::theme::Look;
use crate::tui::frame::wide::draw;
use crate::tui::input::action::Action;
use crate::tui::input::context::Context;
use crate::tui::mode::Mode;
use crate::words::Word;

impl App<'_> {
    pub(in crate::tui) fn act_in_help(&mut self, action: Action) -> Option<Effect> {
        let page = self.page();
        let most = self.help_lines().len().saturating_sub(page + 1);
        let Mode::Help(top, before) = &mut self.mode else { return None };
        match action {
            Action::Down => *top += 1,
            Action::Up => *top = top.saturating_sub(1),
            Action::PageDown => *top += page,
            Action::PageUp => *top = top.saturating_sub(page),
            Action::Close => {
                self.mode = std::mem::replace(before, Mode::Browse);
                return None;
            }
            // What is chosen among likes is not to be lost by going elsewhere.
            Action::Palette | Action::Back | Action::Forward if matches!(**before, Mode::Series(_)) => {
                self.mode = std::mem::replace(before, Mode::Browse);
                return None;
            }
            _ => return self.act_anywhere(action),
        }
        *top = (*top).min(most);
        None
    }

    pub(super) fn draw_help(&self, buffer: &mut Buffer, area: Rect, top: usize) {
        let lines = self.help_lines();
        let body = Rect {
            x: area.x + 1,
            y: area.y + 1,
            width: area.width.saturating_sub(2),
            height: area.height.saturating_sub(1),
        };
        let top = top.min(lines.len().saturating_sub(usize::from(body.height)));
        let seen = (top + usize::from(body.height)).min(lines.len());
        self.theme.title(buffer, area, self.setup.words.say(Word::TitleHelp), &format!("{seen}/{}", lines.len()), true);
        for (row, (keys, text, look)) in lines.into_iter().skip(top).take(usize::from(body.height)).enumerate() {
            let at = Rect { y: body.y + row as u16, height: 1, ..body };
            let (left, right) = if keys.is_empty() { (0, 0) } else { (26.min(at.width), 2) };
            draw(buffer, Rect { x: at.x + right, width: left, ..at }, &keys, self.theme.style(Look::Key));
            let rest =
                Rect { x: (at.x + right + left).min(at.right()), width: at.width.saturating_sub(right + left), ..at };
            draw(buffer, rest, &text, self.theme.style(look));
        }
    }

    /// Keys, what they do, and how that looks.
    pub(super) fn help_lines(&self) -> Vec<(String, String, Look)> {
        let words = self.setup.words;
        let mut lines = Vec::new();
        for context in Context::ALL {
            let bound: Vec<(Action, &[String])> = Action::ALL
                .iter()
                .map(|&action| (action, self.input.keymap.chords_of(*context, action)))
                .filter(|(_, chords)| !chords.is_empty())
                .collect();
            lines.push((String::new(), words.say(title(*context)).to_owned(), Look::Head));
            for (action, chords) in &bound {
                let text = || words.action(action.name()).to_owned();
                match action.suggestion().or(action.column()) {
                    None => lines.push((chords.join("  "), text(), Look::Text)),
                    Some(1) => lines.push((numbered(&bound), text(), Look::Text)),
                    Some(_) => {}
                }
            }
            if *context == Context::Table {
                lines.push(("0-9 - .".into(), words.say(Word::DigitsEdit).to_owned(), Look::Text));
            }
            if *context == Context::List {
                lines.extend(legend(words.say(Word::FilterLegend)));
            }
            lines.push((String::new(), String::new(), Look::Text));
        }
        for (title, entries) in [(Word::MouseTitle, Word::MouseHelp), (Word::LegendTitle, Word::Legend)] {
            lines.push((String::new(), words.say(title).to_owned(), Look::Head));
            lines.extend(legend(words.say(entries)));
            lines.push((String::new(), String::new(), Look::Text));
        }
        lines.pop();
        lines
    }
}

/// Signs and what they mean, from a phrase that names them all.
fn legend(phrase: &str) -> impl Iterator<Item = (String, String, Look)> {
    let entries = phrase.split('|').filter_map(|entry| entry.trim().split_once(' '));
    entries.map(|(sign, text)| (sign.to_owned(), text.trim().to_owned(), Look::Text))
}

fn title(context: Context) -> Word {
    match context {
        Context::Any => Word::ModeAny,
        Context::Table => Word::ModeTable,
        Context::Raw => Word::ModeRaw,
        Context::Edit => Word::ModeEdit,
        Context::Series => Word::ModeSeries,
        Context::List => Word::ModeList,
        Context::Prompt => Word::ModePrompt,
        Context::Help => Word::ModeHelp,
        Context::Find => Word::ModeFind,
        Context::Mark => Word::ModeMark,
    }
}

/// The keys that take suggestions, from the first to the last.
fn numbered(bound: &[(Action, &[String])]) -> String {
    let keys: Vec<&str> = bound
        .iter()
        .filter(|(action, _)| action.suggestion().or(action.column()).is_some())
        .filter_map(|(_, chords)| chords.first().map(String::as_str))
        .collect();
    match keys[..] {
        [first, .., last] => format!("{first} .. {last}"),
        _ => keys.concat(),
    }
}
