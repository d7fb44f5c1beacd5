//! What changes the state. A message comes in, an effect may come out; every action has its arm in `App::act`.
//!
//! Only here does [`App`] have methods. What an action does is beside what it works on: `decide` what is decided,
//! `rows` what is done with a whole row, `walkthrough` where one goes next, `places` what one comes back to, `open` and
//! `save` the report's files, `intake` what comes in from the background.

mod ahead;
mod claims;
mod copy;
mod decide;
mod file;
mod find;
mod follow;
mod history;
mod intake;
mod list;
mod moves;
mod open;
mod places;
mod pointer;
mod preview;
mod rows;
mod sampling;
mod save;
mod similar;
mod typed;
mod walkthrough;

use crate::data::config::Context;
use crate::review::Content;
use crate::review::rows::Operation;
use crate::tui::input::Message;
use crate::tui::model::action::{Action, sort, suggestion};
use crate::tui::model::find::SearchKind;
use crate::tui::model::history::Direction;
use crate::tui::model::listing::filter::Filter;
use crate::tui::model::mode::Mode;
use crate::tui::model::places::Letter;
use crate::tui::model::typed::TypedFor;
use crate::tui::model::{App, Effect, Notice};
use crate::tui::update::copy::Copied;
use crate::tui::update::moves::Move;
use crate::tui::update::rows::Extent;
use crate::words::ScreenMessage;

/// What comes of a change: nothing beyond the state, or perhaps an effect.
trait Outcome {
    fn effect(self) -> Option<Effect>;
}

impl Outcome for () {
    fn effect(self) -> Option<Effect> {
        None
    }
}

impl Outcome for Option<Effect> {
    fn effect(self) -> Option<Effect> {
        self
    }
}

impl App<'_> {
    /// Takes a message; what it asks for beyond the state is returned.
    pub(in crate::tui) fn update(&mut self, message: Message) -> Option<Effect> {
        let effect = match message {
            Message::Act(action) => self.remembering(!action.is_step(), |app| app.called(action)),
            Message::Letter(letter) => self.remembering(false, |app| app.mark_letter(letter)),
            Message::Pending => self.remembering(false, |_| None),
            Message::Type(stroke) => self.remembering(false, |app| {
                app.bound_to_nothing();
                app.stroke(stroke);
                None
            }),
            Message::Unbound { keys, typed } => self.remembering(false, |app| {
                app.bound_to_nothing();
                app.unbound(&keys, typed);
                None
            }),
            Message::Paste(text) => {
                self.paste(&text);
                None
            }
            Message::Point(what, at) => self.point(what, at),
            Message::Focus => {
                self.look_at_file();
                None
            }
            Message::Resize(width, height) => {
                self.layout.size = (width, height);
                None
            }
        };
        self.follow();
        effect
    }

    /// Does what a key asked for, and remembers the place that is left by it, if that is worth coming back to.
    fn remembering(&mut self, jumps: bool, change: impl FnOnce(&mut Self) -> Option<Effect>) -> Option<Effect> {
        self.layout.pointer.loose = false;
        self.notice = None;
        let here = self.mode.is_browsing().then(|| self.spot());
        let effect = change(self);
        if let Some(here) = here.filter(|here| jumps && self.mode.is_browsing() && *here != self.spot()) {
            self.session.jumps.leave(here);
        }
        effect
    }

    /// Does what an action says.
    fn called(&mut self, action: Action) -> Option<Effect> {
        self.repeats.asked = self.repeats.asked.filter(|asked| *asked == action);
        // Only the same wish, uttered again at once, goes through without saving.
        self.repeats.leaving &= self.repeats.last.replace(action) == Some(action);
        if action == Action::Quit {
            return self.act(action);
        }
        let leaving = self.repeats.leaving;
        let effect = self.act(action);
        self.repeats.leaving = leaving && effect.is_some_and(leads_away);
        effect
    }

    /// Notes that keys were pressed that are bound to nothing.
    fn bound_to_nothing(&mut self) {
        (self.repeats.leaving, self.repeats.last) = (false, None);
    }

    /// Every action, and the change that it makes.
    fn act(&mut self, action: Action) -> Option<Effect> {
        match action {
            Action::NextOpen | Action::PreviousOpen => self.on_report(|app| app.go_open(action)),
            Action::Done => self.on_report(|app| app.finish(action)),
            Action::ThresholdUp => self.anywhere(|app| app.move_threshold(true)),
            Action::ThresholdDown => self.anywhere(|app| app.move_threshold(false)),
            Action::Sample => self.anywhere(Self::ask_for_sample),
            Action::Confirm => self.on_text(Self::confirm),
            Action::Accept => self.on_text(|app| app.accept(1)),
            suggestion!() => self.on_text(|app| app.accept_or_type(action.suggestion().unwrap_or(1))),
            Action::Edit => self.on_text(|app| app.type_for(TypedFor::Value)),
            Action::SourceError => self.on_text(Self::mark_original_wrong),
            Action::SourceErrorValue => self.on_text(|app| app.type_for(TypedFor::Due)),
            Action::Blank => self.on_text(|app| app.empty(Content::Blank)),
            Action::NotApplicable => self.on_text(|app| app.empty(Content::NotApplicable)),
            Action::Note => self.on_text(|app| app.type_for(TypedFor::Note)),
            Action::ConfirmRow => self.on_text(|app| app.confirm_many(Extent::Row)),
            Action::ConfirmTable => self.on_text(|app| app.confirm_many(Extent::Table)),
            Action::SlideLeft => self.on_text(|app| app.operate(Operation::SlideLeft)),
            Action::SlideRight => self.on_text(|app| app.operate(Operation::SlideRight)),
            Action::Join => self.on_text(|app| app.operate(Operation::Join)),
            Action::Split => self.on_text(|app| app.operate(Operation::Split)),
            Action::Withdraw => self.on_text(Self::withdraw),
            Action::Undo => self.on_text(|app| app.go_through(Direction::Back)),
            Action::Redo => self.on_text(|app| app.go_through(Direction::Forth)),
            Action::UndoCell => self.on_text(Self::undo_cell),
            Action::Series => self.on_text(Self::open_similar),
            Action::Switch => self.on_text(|app| app.report.switch()),
            Action::GoToCell if matches!(self.mode, Mode::Similar(_)) => self.visit(),
            Action::GoToCell => self.on_text(Self::go_to_cell),
            Action::Claim => self.on_text(Self::go_to_claim),
            Action::Left => self.go(Move::Left),
            Action::Down => self.go(Move::Down),
            Action::Up => self.go(Move::Up),
            Action::Right => self.go(Move::Right),
            Action::FirstColumn => self.go(Move::FirstColumn),
            Action::LastColumn => self.go(Move::LastColumn),
            Action::FirstRow => self.go(Move::FirstRow),
            Action::LastRow => self.go(Move::LastRow),
            Action::PageDown => self.go(Move::PageDown),
            Action::PageUp => self.go(Move::PageUp),
            Action::Section1 => self.on_text(|app| app.go_section('一')),
            Action::Section2 => self.on_text(|app| app.go_section('二')),
            Action::Section3 => self.on_text(|app| app.go_section('三')),
            Action::Section4 => self.on_text(|app| app.go_section('四')),
            Action::Section5 => self.on_text(|app| app.go_section('五')),
            Action::Section6 => self.on_text(|app| app.go_section('六')),
            Action::NextReport => self.on_report(|app| app.neighbour(true)),
            Action::PreviousReport => self.on_report(|app| app.neighbour(false)),
            Action::EarlierYear => self.on_text(|app| app.go_to_year(false)),
            Action::LaterYear => self.on_text(|app| app.go_to_year(true)),
            Action::List => self.anywhere(Self::open_list),
            Action::Search => self.on_text(Self::search),
            Action::Findings => self.on_text(|app| app.find(SearchKind::Findings)),
            Action::NextHit => self.on_text(|app| app.go_on_searching(true)),
            Action::PreviousHit => self.on_text(|app| app.go_on_searching(false)),
            Action::SearchOther => self.search_other(),
            Action::Palette => self.anywhere(Self::open_palette),
            Action::Back => self.anywhere(|app| app.go_to_place_left(Direction::Back)),
            Action::Forward => self.anywhere(|app| app.go_to_place_left(Direction::Forth)),
            Action::SetMark => self.on_report(|app| app.wait_for_letter(Letter::Set)),
            Action::GoToMark => self.on_report(|app| app.wait_for_letter(Letter::Go)),
            Action::CopyValue => self.on_text(|app| app.copy(Copied::Value)),
            Action::CopyRow => self.on_text(|app| app.copy(Copied::Row)),
            Action::CopyAddress => self.on_text(|app| app.copy(Copied::Address)),
            Action::Editor => self.on_report(Self::edit_source),
            Action::Reread => self.on_report(|_| Some(Effect::Reread)),
            Action::Wrap => self.on_text(Self::wrap),
            Action::WiderRaw => self.on_text(|app| app.widen_raw(true)),
            Action::WiderTable => self.on_text(|app| app.widen_raw(false)),
            Action::WhyDown => self.on_text(|app| app.scroll_why(1)),
            Action::WhyUp => self.on_text(|app| app.scroll_why(-1)),
            Action::Mouse => Some(Effect::Mouse(self.take_mouse())),
            Action::Suspend => Some(Effect::Suspend),
            Action::Open => self.open_chosen(),
            Action::Filter => self.in_list(Self::ask_for_filter),
            Action::ClearFilter => self.in_list(|app| app.listing.set_filter(Filter::default())),
            Action::SortNext => self.in_list(|app| app.listing.sort_by_next()),
            Action::SortReverse => self.in_list(|app| app.listing.sort_by(app.listing.by)),
            sort!() => self.in_list(|app| app.sort_by_number(action.column().unwrap_or(1))),
            Action::Take => self.take_typed(),
            Action::Cancel => self.cancel_typed(),
            Action::Toggle => self.toggle(),
            Action::ToggleAll => self.toggle_all(),
            Action::TakeSelected => self.begin_taking(),
            Action::Save => self.anywhere(|_| Some(Effect::Save)),
            Action::SaveElsewhere => self.anywhere(Self::ask_for_place),
            Action::Redraw => Some(Effect::Redraw),
            Action::Help => self.anywhere(Self::open_help),
            Action::Close => self.close(),
            Action::Quit => self.leave(),
        }
    }

    /// Makes a change while a report is looked at, be it one that could not be read.
    fn on_report<T: Outcome>(&mut self, change: impl FnOnce(&mut Self) -> T) -> Option<Effect> {
        if matches!(self.mode, Mode::Browse) { change(self).effect() } else { None }
    }

    /// Makes a change while a report is looked at that could be read.
    fn on_text<T: Outcome>(&mut self, change: impl FnOnce(&mut Self) -> T) -> Option<Effect> {
        if self.report.review.is_ok() { self.on_report(change) } else { None }
    }

    /// Makes a change in the list of reports.
    fn in_list<T: Outcome>(&mut self, change: impl FnOnce(&mut Self) -> T) -> Option<Effect> {
        if matches!(self.mode, Mode::List(_)) { change(self).effect() } else { None }
    }

    /// Makes a change whatever is on the screen, unless something is typed or waited for there.
    fn anywhere<T: Outcome>(&mut self, change: impl FnOnce(&mut Self) -> T) -> Option<Effect> {
        match self.mode {
            Mode::Edit(_) | Mode::Preview(_) | Mode::Prompt(_) | Mode::Mark(_) => None,
            Mode::Browse | Mode::Similar(_) | Mode::List(_) | Mode::Help(..) | Mode::Find(..) => change(self).effect(),
        }
    }

    /// Does what an event asked for; false if the program is to end.
    pub fn perform(&mut self, effect: Effect) -> bool {
        match effect {
            Effect::Save => {
                self.save();
                self.go_where_asked();
            }
            Effect::Open(report) => self.open_from_here(report, |_| {}),
            Effect::Visit(report, cell) => self.open_from_here(report, |app| {
                if app.report.review.as_ref().is_ok_and(|review| cell < review.sheet().len()) {
                    app.report.select(cell);
                }
            }),
            Effect::Mark(report, letter) => self.open_from_here(report, |app| app.stand_at_mark(letter)),
            Effect::Replay(report, direction) => self.replay_in(report, direction),
            Effect::Go(spot) => {
                self.open(spot.report);
                if self.folder.current == spot.report {
                    self.report.stand_at(spot);
                }
            }
            Effect::Reread | Effect::Editor(_) => self.reread(),
            Effect::Redraw | Effect::Copy | Effect::Mouse(_) | Effect::Suspend => {}
            Effect::Quit => return false,
        }
        self.follow();
        true
    }

    /// Opens the help over what is on the screen.
    fn open_help(&mut self) {
        let before = std::mem::replace(&mut self.mode, Mode::Browse);
        self.mode = match before {
            Mode::Help(..) => before,
            _ => Mode::Help(0, Box::new(before)),
        };
    }

    /// Closes what is open over the report.
    fn close(&mut self) -> Option<Effect> {
        match &mut self.mode {
            Mode::Similar(_) => {
                if !self.stop_taking() {
                    self.mode = Mode::Browse;
                }
            }
            Mode::List(_) | Mode::Mark(_) => self.mode = Mode::Browse,
            Mode::Help(_, before) => self.mode = std::mem::replace(before, Mode::Browse),
            Mode::Find(..) => self.close_find(),
            Mode::Browse | Mode::Edit(_) | Mode::Preview(_) | Mode::Prompt(_) => {}
        }
        None
    }

    /// Leaves, unless decisions would be lost: then only when asked a second time.
    fn leave(&mut self) -> Option<Effect> {
        if self.stop_taking() {
            return None;
        }
        self.save_again();
        if let Some(why) = self.report.unsaved().filter(|_| !self.repeats.leaving) {
            let key = self.keys.key(Context::Any, Action::SaveElsewhere);
            self.warn(self.setup.words.fill(ScreenMessage::LeaveUnsaved { error: &why, key: &key }));
            self.repeats.leaving = true;
            return None;
        }
        Some(Effect::Quit)
    }

    /// The context that keys are looked up in.
    pub(super) fn context(&self) -> Context {
        self.mode.context(self.report.focus)
    }

    /// Has the mouse sent here, or leaves it to the terminal; which of them.
    fn take_mouse(&mut self) -> bool {
        self.layout.pointer.is_ours = !self.layout.pointer.is_ours;
        self.say(if self.layout.pointer.is_ours { ScreenMessage::MouseOn } else { ScreenMessage::MouseOff });
        self.layout.pointer.is_ours
    }

    fn say(&mut self, message: ScreenMessage) {
        self.notify(self.setup.words.say(message).to_owned());
    }

    fn notify(&mut self, text: String) {
        self.notice = Some(Notice::calm(text));
    }

    pub(in crate::tui) fn warn(&mut self, text: String) {
        self.notice = Some(Notice::alarm(text));
    }

    fn add_to_notice(&mut self, text: &str) {
        match &mut self.notice {
            Some(notice) => notice.text += &format!("  {text}"),
            None => self.notify(text.to_owned()),
        }
    }
}

/// Whether an effect puts another report on the screen, or the same once more.
fn leads_away(effect: Effect) -> bool {
    match effect {
        Effect::Open(_)
        | Effect::Visit(..)
        | Effect::Replay(..)
        | Effect::Go(_)
        | Effect::Mark(..)
        | Effect::Reread => true,
        Effect::Save
        | Effect::Copy
        | Effect::Editor(_)
        | Effect::Mouse(_)
        | Effect::Suspend
        | Effect::Redraw
        | Effect::Quit => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::config::Config;
    use crate::tui::input::keymap::Keymap;
    use crate::words::{Language, Words};

    #[test]
    fn every_action_is_said_in_both_languages() {
        for language in [Language::Chinese, Language::English] {
            for action in Action::ALL {
                let said = Words::of(language).action(action.name());
                assert!(!said.trim().is_empty(), "no words for the action `{}` in {language:?}", action.name());
            }
        }
    }

    #[test]
    fn every_action_has_a_key() {
        let names = Keymap::new(&Config::built_in()).names();
        for &action in Action::ALL {
            let is_bound = |&context: &Context| !names.chords_of(context, action).is_empty();
            assert!(Context::ALL.iter().any(is_bound), "no key for the action `{}`", action.name());
        }
    }
}
