//! The state of the screen, and how it changes with each key. Drawing is elsewhere and decides nothing.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use jiff::Zoned;
use ratatui::style::Style;
use tui_textarea::TextArea;

use crate::error::{Error, Result};
use crate::reading::Reader;
use crate::review::Review;
use crate::tell::Teller;
use crate::tui::Setup;
use crate::tui::action::Action;
use crate::tui::folder::Folder;
use crate::tui::history::History;
use crate::tui::keys::{Context, Keymap, Meaning, Press};
use crate::tui::known::Known;
use crate::tui::listing::Listing;
use crate::tui::pace::Pace;
use crate::tui::panes::{Panes, panes};
use crate::tui::prompt::Prompt;
use crate::tui::queue::Queue;
use crate::tui::sample::Sample;
use crate::tui::step::Round;
use crate::tui::theme::Theme;
use crate::tui::years::Years;
use crate::words::Word;

/// The pane that the movement keys move in.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Focus {
    /// The table
    Table,
    /// The raw report
    Raw,
}

/// What the keys are for. A mode owns what it needs; leaving it drops that.
#[derive(Debug)]
pub enum Mode {
    /// Looking and deciding
    Browse,
    /// Typing a value for the selected cell
    Edit(Box<TextArea<'static>>),
    /// The list of reports, with the row of the selected one
    List(usize),
    /// Typing what a prompt asks for
    Prompt(Box<Prompt>),
    /// The help, scrolled by this many lines, and where the list stood that it was called from
    Help(usize, Option<usize>),
}

/// What the first line drawn is in each pane.
#[derive(Clone, Copy, Debug, Default)]
pub struct Scroll {
    /// First line of the table
    pub table: usize,
    /// First line of the raw report
    pub raw: usize,
    /// First column of the raw report
    pub raw_left: usize,
}

/// A message in the bottom line, until the next key.
#[derive(Clone, Debug)]
pub struct Notice {
    /// The message
    pub text: String,
    /// Whether something went wrong
    pub alarm: bool,
}

/// What has to be done outside the state.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Effect {
    /// Write the decisions
    Save,
    /// Put another report on the screen
    Open(usize),
    /// Draw everything anew
    Redraw,
    /// Leave
    Quit,
}

/// The state of the screen.
pub struct App<'a> {
    pub(super) setup: Setup<'a>,
    pub(super) reader: Reader<'a>,
    /// What is to be read while the reviewer works
    pub(super) queue: Arc<Queue>,
    /// Whether there may be reports that were not found yet
    pub(super) searching: bool,
    /// What could not be followed while looking for them
    pub(super) failed: Vec<Error>,
    pub(super) folder: Folder,
    /// What the list shows of the folder
    pub(super) listing: Listing,
    /// Whether the list is older than what was read
    pub(super) outdated: bool,
    /// The thresholds to choose from
    pub(super) thresholds: Vec<f64>,
    /// The report on the screen, or why it could not be opened
    pub(super) review: std::result::Result<Review, String>,
    /// Other years of the same agency
    pub(super) years: Years,
    /// The round from cell to cell that needs a person
    pub(super) round: Round,
    pub(super) pace: Pace,
    /// The sample of proved cells that is looked at
    pub(super) sample: Option<Sample>,
    pub(super) selected: usize,
    /// Line and byte of the cursor in the raw report
    pub(super) cursor: usize,
    pub(super) focus: Focus,
    pub(super) mode: Mode,
    pub(super) scroll: Scroll,
    pub(super) histories: HashMap<usize, History>,
    pub(super) pressed: Vec<Press>,
    pub(super) notice: Option<Notice>,
    /// When the decisions were last saved
    pub(super) saved: Option<String>,
    /// Why the last decision is not saved
    pub(super) unsaved: Option<String>,
    /// Whether the last key asked to leave although decisions are not saved
    pub(super) leaving: bool,
    /// What the last key asked for and is only done when asked again
    pub(super) asked: Option<Action>,
    /// The report to open once the decision under way is saved
    pub(super) then: Option<usize>,
    pub(super) size: (u16, u16),
    pub(super) keymap: Keymap,
    pub(super) theme: Theme,
}

impl<'a> App<'a> {
    /// The screen for some reports, with the first of them open.
    ///
    /// # Errors
    /// If the key map or the theme of the settings is wrong.
    pub fn new(setup: Setup<'a>, reports: Vec<PathBuf>, notice: Option<String>, size: (u16, u16)) -> Result<Self> {
        let keymap = Keymap::new(setup.config)?;
        let theme = Theme::new(setup.config, setup.no_color)?;
        let (thresholds, level) = crate::benefit::levels(setup.config.threshold);
        let mut app = Self {
            reader: Reader::new(setup.catalogue),
            queue: Arc::default(),
            searching: false,
            failed: Vec::new(),
            folder: Folder::default(),
            listing: Listing::default(),
            outdated: true,
            thresholds,
            review: Err(String::new()),
            years: Years::default(),
            round: Round::default(),
            pace: Pace::default(),
            sample: None,
            setup,
            selected: 0,
            cursor: 0,
            focus: Focus::Table,
            mode: Mode::Browse,
            scroll: Scroll::default(),
            histories: HashMap::new(),
            pressed: Vec::new(),
            notice: notice.map(|text| Notice { text, alarm: false }),
            saved: None,
            unsaved: None,
            leaving: false,
            asked: None,
            then: None,
            size,
            keymap,
            theme,
        };
        app.folder.set_level(level);
        app.add(reports);
        app.follow();
        Ok(app)
    }

    /// Takes an event; what it asks for outside the state is returned.
    pub fn update(&mut self, event: &Event) -> Option<Effect> {
        let effect = match event {
            Event::Key(key) if key.is_press() || key.is_repeat() => self.key(*key),
            Event::Paste(text) => {
                if let Some(area) = self.typing() {
                    area.insert_str(text.replace(['\n', '\r', '\t'], ""));
                    self.typed_on();
                }
                None
            }
            Event::Resize(width, height) => {
                self.size = (*width, *height);
                None
            }
            _ => None,
        };
        self.follow();
        effect
    }

    /// Does what an event asked for; false if the program is to end.
    pub fn perform(&mut self, effect: Effect) -> bool {
        match effect {
            Effect::Save => {
                self.save();
                self.go_where_asked();
            }
            Effect::Open(nth) => self.open(nth),
            Effect::Redraw => {}
            Effect::Quit => return false,
        }
        self.follow();
        true
    }

    /// The context that keys are looked up in.
    pub(super) fn context(&self) -> Context {
        match (&self.mode, self.focus) {
            (Mode::Browse, Focus::Table) => Context::Table,
            (Mode::Browse, Focus::Raw) => Context::Raw,
            (Mode::Edit(_), _) => Context::Edit,
            (Mode::List(_), _) => Context::List,
            (Mode::Prompt(_), _) => Context::Prompt,
            (Mode::Help(..), _) => Context::Help,
        }
    }

    /// The areas of the screen, if it is large enough.
    pub(super) fn panes(&self) -> Option<Panes> {
        panes(self.size.0, self.size.1)
    }

    /// Says things about the report on the screen.
    pub(super) fn teller<'b>(&'b self, review: &'b Review) -> Teller<'b> {
        Teller { review, rules: &self.setup.catalogue.rules, words: self.setup.words }
    }

    pub(super) fn say(&mut self, word: Word) {
        self.notify(self.setup.words.say(word).to_owned());
    }

    pub(super) fn notify(&mut self, text: String) {
        self.notice = Some(Notice { text, alarm: false });
    }

    fn key(&mut self, key: KeyEvent) -> Option<Effect> {
        self.notice = None;
        self.pressed.push(Press::of(&key));
        let meaning = self.keymap.meaning(self.context(), &self.pressed);
        if meaning == Meaning::Pending {
            return None;
        }
        let pressed = std::mem::take(&mut self.pressed);
        if let Meaning::Action(action) = meaning {
            self.asked = self.asked.filter(|asked| *asked == action);
            if action == Action::Quit {
                return self.leave();
            }
            let leaving = self.leaving;
            let effect = self.act(action);
            // Only the same wish, uttered again at once, goes through without saving.
            self.leaving = leaving && matches!(effect, Some(Effect::Open(_)));
            effect
        } else {
            self.typed(key, &pressed);
            None
        }
    }

    /// Takes keys that are bound to nothing: text where text is typed, a digit over a cell, else a hint.
    fn typed(&mut self, key: KeyEvent, pressed: &[Press]) {
        if let Some(text) = self.typing() {
            if is_typing(&key) {
                text.input(key);
                self.typed_on();
            }
            return;
        }
        let sign = if let [press] = pressed { press.typed() } else { None };
        if let Some(sign) =
            sign.filter(|sign| (sign.is_ascii_digit() || "-.".contains(*sign)) && self.context() == Context::Table)
        {
            self.edit(&sign.to_string());
            return;
        }
        let keys: Vec<String> = pressed.iter().map(Press::to_string).collect();
        let help = self.keymap.chord_of(self.context(), Action::Help).unwrap_or_default();
        self.notify(self.setup.words.fill(Word::UnknownKey, &[&keys.join(" "), &help]));
    }

    fn act(&mut self, action: Action) -> Option<Effect> {
        match self.mode {
            Mode::Edit(_) if !matches!(action, Action::Take | Action::Cancel | Action::Redraw) => None,
            Mode::List(_) => self.act_in_list(action),
            Mode::Prompt(_) => self.act_in_prompt(action),
            Mode::Help(..) => self.act_in_help(action),
            _ => self.act_on_report(action),
        }
    }

    /// Starts typing a value for the selected cell.
    pub(super) fn edit(&mut self, text: &str) {
        if self.review.is_ok() {
            self.mode = Mode::Edit(Box::new(line_of(text)));
        }
    }

    /// The text that is being typed.
    fn typing(&mut self) -> Option<&mut TextArea<'static>> {
        match &mut self.mode {
            Mode::Edit(text) => Some(text),
            Mode::Prompt(prompt) => Some(&mut prompt.text),
            _ => None,
        }
    }

    fn save(&mut self) {
        let Ok(review) = &mut self.review else { return };
        match review.save() {
            Ok(taken_in) => {
                if taken_in > 0 {
                    let text = self.setup.words.fill(Word::TakenIn, &[&taken_in]);
                    self.notice = Some(Notice { text, alarm: false });
                }
                self.saved = Some(Zoned::now().strftime("%H:%M:%S").to_string());
                self.unsaved = None;
            }
            Err(error) => {
                let text = error.say(self.setup.words);
                self.notice = Some(Notice { text: self.setup.words.fill(Word::NotSaved, &[&text]), alarm: true });
                self.unsaved = Some(text);
            }
        }
        self.folder.note(Known::of(review, &self.thresholds));
        self.listing.stale = true;
        self.years.note(self.folder.current, review);
        if let Some(sample) = &mut self.sample {
            sample.note(self.folder.current, review);
        }
    }

    /// Puts a report on the screen. If decisions on the one before are not saved and cannot be now, it has to be asked
    /// for twice.
    pub(super) fn open(&mut self, nth: usize) {
        let Some(path) = self.folder.entries.get(nth).map(|entry| entry.path.clone()) else { return };
        if self.unsaved.is_some() && !self.leaving {
            self.save();
        }
        match &self.unsaved {
            Some(why) if !self.leaving => {
                let text = self.setup.words.fill(Word::UnsavedStay, &[why]);
                self.notice = Some(Notice { text, alarm: true });
                self.leaving = true;
                return;
            }
            _ => (self.unsaved, self.leaving) = (None, false),
        }
        self.cursor = 0;
        self.folder.current = nth;
        self.saved = None;
        self.scroll = Scroll::default();
        self.focus = Focus::Table;
        self.queue.go_near(nth);
        self.review = Review::open(&path, &mut self.reader).map_err(|error| error.say(self.setup.words));
        self.selected = 0;
        match &self.review {
            Ok(review) => {
                self.folder.note(Known::of(review, &self.thresholds));
                self.years.note(nth, review);
            }
            Err(why) => self.folder.note_failure(why),
        }
        self.listing.stale = true;
        self.round.enter(nth);
        self.enter_sample();
        self.select_first();
        self.want_years();
    }
}

/// A line that is typed into, with some text to begin with.
pub(super) fn line_of(text: &str) -> TextArea<'static> {
    let mut area = TextArea::new(vec![text.to_owned()]);
    area.set_cursor_style(Style::default());
    area.set_cursor_line_style(Style::default());
    area.move_cursor(tui_textarea::CursorMove::End);
    area
}

/// Whether a key types or moves within one line of text; what would make a second line, or a shortcut, does not.
fn is_typing(key: &KeyEvent) -> bool {
    let plain = !key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
    match key.code {
        KeyCode::Char(_) => plain,
        KeyCode::Backspace | KeyCode::Delete | KeyCode::Left | KeyCode::Right | KeyCode::Home | KeyCode::End => true,
        _ => false,
    }
}
