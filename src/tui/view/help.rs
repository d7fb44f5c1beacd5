//! The help: every key of every context, made from the key map itself, and what the marks mean.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::data::config::Context;
use crate::tui::model::App;
use crate::tui::model::action::Action;
use crate::tui::view::painter::Painter;
use crate::tui::view::theme::Look;
use crate::tui::view::wide::{draw, width as wide, wrap};
use crate::words::{CommonMessage, ScreenMessage};

/// From this width on the help stands in two columns.
const TWO_COLUMNS: u16 = 120;

/// Keys, what they do, and how that looks.
pub(crate) type Entry = (String, String, Look);

impl Painter<'_, '_> {
    pub(super) fn draw_help(&self, buffer: &mut Buffer, area: Rect, top: usize) {
        let (body, count) =
            (Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area }, columns(area.width));
        let (key_columns, lines) = help_lines(self.app, area.width);
        let page = usize::from(body.height);
        let top = top.min(lines.len().saturating_sub(page * count));
        let seen = (top + page * count).min(lines.len());
        self.theme.title(
            buffer,
            area,
            self.app.setup.words.say(ScreenMessage::TitleHelp),
            &format!("{seen}/{}", lines.len()),
            true,
        );
        let each = area.width / count as u16;
        for (nth, (keys, text, look)) in lines[top..seen].iter().enumerate() {
            let (column, row) = ((nth / page.max(1)) as u16, (nth % page.max(1)) as u16);
            let at = Rect { x: body.x + column * each + 1, y: body.y + row, width: each.saturating_sub(2), height: 1 };
            let indent = if *look == Look::Head { 0 } else { 2.min(at.width) };
            draw(buffer, Rect { x: at.x + indent, width: at.width - indent, ..at }, keys, self.theme.style(Look::Key));
            let left = if *look == Look::Head { 0 } else { (key_columns as u16 + indent).min(at.width) };
            draw(buffer, Rect { x: at.x + left, width: at.width - left, ..at }, text, self.theme.style(*look));
        }
    }
}

/// The columns that keys take on a screen of a width, and the lines of the help there. What is long goes on in the next
/// line.
pub(crate) fn help_lines(app: &App, width: u16) -> (usize, Vec<Entry>) {
    let entries = entries(app);
    let longest = entries.iter().map(|(keys, ..)| wide(keys)).max().unwrap_or_default();
    let each = usize::from(width) / columns(width);
    let key_columns = (longest + 2).min(each / 2);
    let room = each.saturating_sub(key_columns + 4);
    let lines = |(keys, text, look): Entry| {
        let mut keys = Some(keys);
        let wrapped = if look == Look::Head { vec![text] } else { wrap(&text, room) };
        wrapped.into_iter().map(move |line| (keys.take().unwrap_or_default(), line, look)).collect::<Vec<_>>()
    };
    (key_columns, entries.into_iter().flat_map(lines).collect())
}

/// All that the help says: keys, what they do, and how that looks.
fn entries(app: &App) -> Vec<Entry> {
    let words = app.setup.words;
    let mut lines = Vec::new();
    for context in Context::ALL {
        let bound: Vec<(Action, &[String])> = Action::ALL
            .iter()
            .map(|&action| (action, app.keys.chords_of(*context, action)))
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
            lines.push(("0-9 - .".into(), words.say(ScreenMessage::DigitsEdit).to_owned(), Look::Text));
        }
        if *context == Context::List {
            lines.extend(legend(words.say(ScreenMessage::FilterLegend)));
        }
        lines.push((String::new(), String::new(), Look::Text));
    }
    let mouse = (ScreenMessage::MouseTitle, words.say(ScreenMessage::MouseHelp));
    for (title, entries) in [mouse, (ScreenMessage::LegendTitle, words.say(CommonMessage::Legend))] {
        lines.push((String::new(), words.say(title).to_owned(), Look::Head));
        lines.extend(legend(entries));
        lines.push((String::new(), String::new(), Look::Text));
    }
    lines.pop();
    lines
}

/// In how many columns the help stands on a screen of a width.
pub(crate) fn columns(width: u16) -> usize {
    if width < TWO_COLUMNS { 1 } else { 2 }
}

/// Signs and what they mean, from a phrase that names them all.
fn legend(phrase: &str) -> impl Iterator<Item = (String, String, Look)> {
    let entries = phrase.split('|').filter_map(|entry| entry.trim().split_once(' '));
    entries.map(|(mark, text)| (mark.to_owned(), text.trim().to_owned(), Look::Text))
}

fn title(context: Context) -> ScreenMessage<'static> {
    match context {
        Context::Any => ScreenMessage::ModeAny,
        Context::Table => ScreenMessage::ModeTable,
        Context::Raw => ScreenMessage::ModeRaw,
        Context::Edit => ScreenMessage::ModeEdit,
        Context::Preview => ScreenMessage::ModePreview,
        Context::Series => ScreenMessage::ModeSeries,
        Context::List => ScreenMessage::ModeList,
        Context::Prompt => ScreenMessage::ModePrompt,
        Context::Help => ScreenMessage::ModeHelp,
        Context::Find => ScreenMessage::ModeFind,
        Context::Mark => ScreenMessage::ModeMark,
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
