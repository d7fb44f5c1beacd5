//! What comes in from keys and mouse, and what it means.

pub(crate) mod keymap;
pub(crate) mod press;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::Position;

use crate::data::config::{Action, Config, Context, Press};
use crate::tui::input::keymap::{Keymap, Meaning};
use crate::tui::model::App;

/// What an event means to the screen.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Message {
    /// An action is asked for
    Act(Action),
    /// A key of a chord that is not whole yet
    Pending,
    /// The letter of a mark
    Letter(char),
    /// Something is typed
    Type(Stroke),
    /// Keys that are bound to nothing
    Unbound {
        /// As they are written
        keys: String,
        /// The character that the key types, if it is one
        typed: Option<char>,
    },
    /// A text was pasted
    Paste(String),
    /// The mouse does something at a place
    Point(Pointing, Position),
    /// The terminal has the focus again
    Focus,
    /// The terminal has another size
    Resize(u16, u16),
}

/// What is done to a line that is typed into.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[allow(missing_docs)]
pub(crate) enum Stroke {
    Insert(char),
    DeleteBefore,
    DeleteAfter,
    DeleteWordBefore,
    DeleteWordAfter,
    Left,
    Right,
    WordLeft,
    WordRight,
    Start,
    End,
}

/// What the mouse does.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Pointing {
    /// Its left button is pressed
    Press,
    /// It is moved with the button held
    Drag,
    /// A button is let go
    Release,
    /// The wheel is turned down
    WheelDown,
    /// The wheel is turned up
    WheelUp,
}

/// The key map, and the keys of a chord that is not whole yet.
#[derive(Debug)]
pub(crate) struct Input {
    /// What keys mean
    pub keymap: Keymap,
    pressed: Vec<Press>,
}

impl Input {
    /// Takes the key map from the settings.
    pub(crate) fn new(config: &Config) -> Self {
        Self { keymap: Keymap::new(config), pressed: Vec::new() }
    }

    /// What an event means in the mode that is on; none if it means nothing.
    pub(crate) fn read(&mut self, event: &Event, app: &App) -> Option<Message> {
        match event {
            Event::Key(key) if key.is_press() || key.is_repeat() => {
                Some(self.press(*key, app.mode.context(app.report.focus)))
            }
            // Values of a row that were copied come with tabs between them.
            Event::Paste(text) => Some(Message::Paste(text.replace(['\n', '\r'], "").replace('\t', " "))),
            Event::Mouse(mouse) => pointing(*mouse),
            Event::FocusGained => Some(Message::Focus),
            Event::Resize(width, height) => Some(Message::Resize(*width, *height)),
            Event::Key(_) | Event::FocusLost => None,
        }
    }

    /// Takes one more key: what it means with those before it.
    fn press(&mut self, key: KeyEvent, context: Context) -> Message {
        self.pressed.push(Press::of(&key));
        let meaning = self.keymap.meaning(context, &self.pressed);
        if meaning == Meaning::Pending {
            return Message::Pending;
        }
        let pressed = std::mem::take(&mut self.pressed);
        if let Meaning::Action(action) = meaning {
            return Message::Act(action);
        }
        let unbound = || {
            let keys: Vec<String> = pressed.iter().map(Press::to_string).collect();
            let typed = if let [press] = pressed[..] { press.typed() } else { None };
            Message::Unbound { keys: keys.join(" "), typed }
        };
        match (context, key.code) {
            (Context::Mark, KeyCode::Char(letter)) => Message::Letter(letter),
            (Context::Edit | Context::Prompt | Context::Find, _) => stroke(key).map_or_else(unbound, Message::Type),
            _ => unbound(),
        }
    }
}

/// What a key does within one line of text; what would make a second line, or a shortcut, does nothing.
fn stroke(key: KeyEvent) -> Option<Stroke> {
    let (control, alt) = [KeyModifiers::CONTROL, KeyModifiers::ALT].map(|held| key.modifiers.contains(held)).into();
    Some(match key.code {
        KeyCode::Char(char) if !control && !alt => Stroke::Insert(char),
        KeyCode::Backspace if alt => Stroke::DeleteWordBefore,
        KeyCode::Backspace => Stroke::DeleteBefore,
        KeyCode::Delete if alt => Stroke::DeleteWordAfter,
        KeyCode::Delete => Stroke::DeleteAfter,
        KeyCode::Left if control => Stroke::WordLeft,
        KeyCode::Left => Stroke::Left,
        KeyCode::Right if control => Stroke::WordRight,
        KeyCode::Right => Stroke::Right,
        KeyCode::Home => Stroke::Start,
        KeyCode::End => Stroke::End,
        _ => return None,
    })
}

/// What the mouse does, as far as the screen listens to it.
fn pointing(mouse: MouseEvent) -> Option<Message> {
    let what = match mouse.kind {
        MouseEventKind::Down(MouseButton::Left) => Pointing::Press,
        MouseEventKind::Drag(MouseButton::Left) => Pointing::Drag,
        MouseEventKind::Up(_) => Pointing::Release,
        MouseEventKind::ScrollDown => Pointing::WheelDown,
        MouseEventKind::ScrollUp => Pointing::WheelUp,
        _ => return None,
    };
    Some(Message::Point(what, Position::new(mouse.column, mouse.row)))
}
