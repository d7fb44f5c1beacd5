//! The state of the screen, and how it changes with each key. Drawing is elsewhere and decides nothing.

use std::path::PathBuf;
use std::sync::Arc;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use jiff::Zoned;

use crate::error::{Error, Result};
use crate::progress::Known;
use crate::reading::Reader;
use crate::review::Review;
use crate::tell::Teller;
use crate::tui::Setup;
use crate::tui::action::Action;
use crate::tui::debris::debris;
use crate::tui::editor::Watch;
use crate::tui::find::{Find, Last};
use crate::tui::folder::Folder;
use crate::tui::history::{History, Way};
use crate::tui::keys::{Context, Keymap, Meaning, Press};
use crate::tui::listing::Listing;
use crate::tui::pace::Pace;
use crate::tui::panes::{Panes, Shares, panes};
use crate::tui::places::{Letter, Place, Places};
use crate::tui::pointer::Pointer;
use crate::tui::prompt::Prompt;
use crate::tui::queue::Queue;
use crate::tui::sample::Sample;
use crate::tui::series::Series;
use crate::tui::step::Round;
use crate::tui::theme::Theme;
use crate::tui::typing::{Typing, What};
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
    /// Typing a value or a note for the selected cell
    Edit(Box<Typing>),
    /// What is like a decision, in other reports
    Series(Box<Series>),
    /// The list of reports, with the row of the selected one
    List(usize),
    /// Typing what a prompt asks for
    Prompt(Box<Prompt>),
    /// The help, scrolled by this many lines, and what it was called from
    Help(usize, Box<Mode>),
    /// Searching, or choosing from the palette
    Find(Box<Find>),
    /// Waiting for the letter of a mark
    Mark(Letter),
}

/// What the first line drawn is in each pane.
#[derive(Clone, Copy, Debug, Default)]
pub struct Scroll {
    /// First line of the table
    pub table: usize,
    /// First line of the raw report
    pub raw: usize,
    /// Of that line, the first of the rows that it is wrapped into
    pub raw_sub: usize,
    /// First column of the raw report
    pub raw_left: usize,
    /// First line of the pane below
    pub why: usize,
    /// The cell that it was scrolled for
    pub why_of: usize,
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
    /// Put another report on the screen, and select a cell of it
    Visit(usize, usize),
    /// Put another report on the screen, and go through the next step of the history there
    Replay(usize, Way),
    /// Go to a place in another report
    Go(Place),
    /// Put what was copied into the terminal's clipboard
    Copy,
    /// Open the report in the reviewer's editor at a line, then read it again
    Editor(usize),
    /// Read the report again
    Reread,
    /// Have the mouse sent here, or leave it to the terminal
    Mouse(bool),
    /// Stop until the shell goes on with the program
    Suspend,
    /// Draw everything anew
    Redraw,
    /// Leave
    Quit,
}

/// The state of the screen.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
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
    /// Whether what a search found is not drawn yet
    pub(super) stale: bool,
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
    pub(super) history: History,
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
    /// How the reviewer shares the screen between the panes
    pub(super) shares: Shares,
    pub(super) pointer: Pointer,
    /// What is known of the file of the report
    pub(super) watch: Watch,
    /// What was last copied
    pub(super) copied: String,
    pub(super) last: Last,
    /// The lines of the report that are dimmed
    pub(super) debris: Vec<bool>,
    pub(super) places: Places,
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
        let (wraps, is_ours) = (setup.config.wrap, setup.config.mouse);
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
            stale: false,
            round: Round::default(),
            pace: Pace::default(),
            sample: None,
            setup,
            selected: 0,
            cursor: 0,
            focus: Focus::Table,
            mode: Mode::Browse,
            scroll: Scroll::default(),
            history: History::default(),
            pressed: Vec::new(),
            notice: notice.map(|text| Notice { text, alarm: false }),
            saved: None,
            unsaved: None,
            leaving: false,
            asked: None,
            then: None,
            size,
            shares: Shares { wraps, ..Shares::default() },
            pointer: Pointer { is_ours, ..Pointer::default() },
            watch: Watch::default(),
            copied: String::new(),
            last: Last::default(),
            debris: Vec::new(),
            places: Places::default(),
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
            Event::Key(key) if key.is_press() || key.is_repeat() => {
                self.pointer.loose = false;
                let here = self.is_browsing().then(|| self.place());
                let (effect, is_step) = self.key(*key);
                if let Some(here) = here.filter(|here| !is_step && self.is_browsing() && *here != self.place()) {
                    self.places.leave(here);
                }
                effect
            }
            Event::Paste(text) => {
                // Values of a row that were copied come with tabs between them.
                self.paste(&text.replace(['\n', '\r'], "").replace('\t', " "));
                None
            }
            Event::Mouse(mouse) => self.point(*mouse),
            Event::FocusGained => {
                self.look_at_file();
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
            Effect::Open(nth) => self.open_from_here(nth),
            Effect::Visit(nth, cell) => {
                self.open_from_here(nth);
                if self.folder.current == nth && self.review.as_ref().is_ok_and(|review| cell < review.sheet().len()) {
                    self.select(cell);
                }
            }
            Effect::Replay(nth, way) => self.replay_in(nth, way),
            Effect::Go(place) => {
                self.open(place.report);
                if self.folder.current == place.report {
                    self.stand_at(place);
                }
            }
            Effect::Reread | Effect::Editor(_) => self.reread(),
            Effect::Redraw | Effect::Copy | Effect::Mouse(_) | Effect::Suspend => {}
            Effect::Quit => return false,
        }
        self.follow();
        true
    }

    /// Whether what a search has found since the last time belongs on the screen as it is.
    pub fn is_stale(&mut self) -> bool {
        std::mem::take(&mut self.stale)
    }

    /// The context that keys are looked up in.
    pub(super) fn context(&self) -> Context {
        match (&self.mode, self.focus) {
            (Mode::Browse, Focus::Table) => Context::Table,
            (Mode::Browse, Focus::Raw) => Context::Raw,
            (Mode::Edit(_), _) => Context::Edit,
            (Mode::Series(_), _) => Context::Series,
            (Mode::List(_), _) => Context::List,
            (Mode::Prompt(_), _) => Context::Prompt,
            (Mode::Help(..), _) => Context::Help,
            (Mode::Find(_), _) => Context::Find,
            (Mode::Mark(_), _) => Context::Mark,
        }
    }

    /// The context that keys are looked up in once nothing is open over the report.
    pub(super) fn browsing_context(&self) -> Context {
        if self.focus == Focus::Raw { Context::Raw } else { Context::Table }
    }

    fn paste(&mut self, text: &str) {
        match &mut self.mode {
            Mode::Edit(typing) => {
                typing.area.insert_str(text);
            }
            Mode::Prompt(prompt) => {
                prompt.text.insert_str(text);
                self.typed_on();
            }
            Mode::Find(find) => {
                find.text.insert_str(text);
                self.look_up();
            }
            _ => {}
        }
    }

    /// The areas of the screen, if it is large enough.
    pub(super) fn panes(&self) -> Option<Panes> {
        self.panes_on(self.size.0, self.size.1)
    }

    /// The areas of a screen of a size.
    pub(super) fn panes_on(&self, width: u16, height: u16) -> Option<Panes> {
        panes(width, height, Shares { docked: self.is_docked(), ..self.shares })
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

    /// Takes a key; what it asks for, and whether it was a step that is not worth coming back from.
    fn key(&mut self, key: KeyEvent) -> (Option<Effect>, bool) {
        self.notice = None;
        self.pressed.push(Press::of(&key));
        let meaning = self.keymap.meaning(self.context(), &self.pressed);
        if meaning == Meaning::Pending {
            return (None, true);
        }
        let pressed = std::mem::take(&mut self.pressed);
        if let Meaning::Action(action) = meaning {
            let effect = self.called(action);
            (effect, action.is_step())
        } else if matches!(self.mode, Mode::Mark(_)) {
            (self.mark_letter(key), true)
        } else {
            self.typed(key, &pressed);
            (None, true)
        }
    }

    /// Does what an action says.
    pub(super) fn called(&mut self, action: Action) -> Option<Effect> {
        self.asked = self.asked.filter(|asked| *asked == action);
        if action == Action::Quit {
            return self.leave();
        }
        let leaving = self.leaving;
        let effect = self.act(action);
        // Only the same wish, uttered again at once, goes through without saving.
        self.leaving = leaving
            && matches!(
                effect,
                Some(Effect::Open(_) | Effect::Visit(..) | Effect::Replay(..) | Effect::Go(_) | Effect::Reread)
            );
        effect
    }

    /// Takes keys that are bound to nothing: text where text is typed, a digit over a cell, else a hint.
    fn typed(&mut self, key: KeyEvent, pressed: &[Press]) {
        let is_typing = is_typing(&key);
        match &mut self.mode {
            Mode::Edit(typing) if is_typing => drop(typing.area.input(key)),
            Mode::Prompt(prompt) if is_typing => {
                prompt.text.input(key);
                self.typed_on();
            }
            Mode::Find(find) if is_typing => {
                let has_changed = find.text.input(key);
                if has_changed {
                    self.look_up();
                }
            }
            _ => {}
        }
        if matches!(self.mode, Mode::Edit(_) | Mode::Prompt(_) | Mode::Find(_)) {
            return;
        }
        let sign = if let [press] = pressed { press.typed() } else { None };
        if let Some(sign) =
            sign.filter(|sign| (sign.is_ascii_digit() || "-.".contains(*sign)) && self.context() == Context::Table)
        {
            self.start_typing(What::Value, &sign.to_string());
            return;
        }
        let keys: Vec<String> = pressed.iter().map(Press::to_string).collect();
        let help = self.keymap.chord_of(self.context(), Action::Help).unwrap_or_default();
        self.notify(self.setup.words.fill(Word::UnknownKey, &[&keys.join(" "), &help]));
    }

    pub(super) fn act(&mut self, action: Action) -> Option<Effect> {
        match self.mode {
            Mode::Edit(_)
                if !matches!(
                    action,
                    Action::Take | Action::Cancel | Action::Redraw | Action::Mouse | Action::Suspend
                ) =>
            {
                None
            }
            Mode::Series(_) => self.act_in_series(action),
            Mode::List(_) => self.act_in_list(action),
            Mode::Prompt(_) => self.act_in_prompt(action),
            Mode::Help(..) => self.act_in_help(action),
            Mode::Find(_) => self.act_in_find(action),
            Mode::Mark(_) => {
                if action == Action::Close {
                    self.mode = Mode::Browse;
                }
                None
            }
            _ => self.act_on_report(action),
        }
    }

    pub(super) fn save(&mut self) {
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
        self.last.span = None;
        self.queue.go_near(nth);
        self.watch = Watch::over(&path);
        self.review = Review::open(&path, &mut self.reader).map_err(|error| error.say(self.setup.words));
        self.selected = 0;
        match &self.review {
            Ok(review) => {
                self.debris = debris(review);
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

/// Whether a key types or moves within one line of text; what would make a second line, or a shortcut, does not.
fn is_typing(key: &KeyEvent) -> bool {
    let plain = !key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
    match key.code {
        KeyCode::Char(_) => plain,
        KeyCode::Backspace | KeyCode::Delete | KeyCode::Left | KeyCode::Right | KeyCode::Home | KeyCode::End => true,
        _ => false,
    }
}
