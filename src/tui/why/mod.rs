//! The pane below: which cell is selected, what it reads, how sure that is and why, what is offered, and the equations
//! that it stands in; while a value is typed, whether they would hold with it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use rust_decimal::Decimal;

use crate::check::{Outcome, run};
use crate::repair::Fault;
use crate::review::Review;
use crate::tell::{Teller, strip, years_of_cell};
use crate::tui::app::App;
use crate::tui::frame::theme::Look;
use crate::tui::frame::wide::{draw, wrap};
use crate::tui::input::action::Action;
use crate::tui::input::keymap::Context;
use crate::visible::visible;
use crate::words::Word;
use crate::years::Facts;

/// Suggestions that are shown.
const OFFERED: usize = 3;

/// A line of the pane below.
#[derive(Debug)]
pub(in crate::tui) struct WhyLine {
    /// What it says
    pub text: String,
    /// How it looks
    pub look: Look,
    /// The number of the suggestion that it offers
    pub offered: Option<usize>,
}

/// The columns of text in the pane below.
pub(in crate::tui) fn room(area: Rect) -> usize {
    usize::from(area.width.saturating_sub(2))
}

impl App<'_> {
    pub(in crate::tui) fn draw_why(&self, buffer: &mut Buffer, area: Rect, review: &Review) {
        let sheet = review.sheet();
        let id = sheet.slots[self.selected].id.as_str();
        let body = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
        let lines = self.why_lines(review, room(area));
        let top = self.scroll.why.min(lines.len().saturating_sub(usize::from(body.height)));
        let seen = (top + usize::from(body.height)).min(lines.len());
        let more =
            if lines.len() > usize::from(body.height) { format!("{seen}/{}", lines.len()) } else { String::new() };
        self.draw_title(buffer, area, &format!("{}  {}", id, sheet.label(self.selected)), &more, false);
        for (row, line) in lines.into_iter().skip(top).take(usize::from(body.height)).enumerate() {
            let at = Rect { x: body.x + 1, y: body.y + row as u16, width: body.width.saturating_sub(2), height: 1 };
            draw(buffer, at, &line.text, self.theme.style(line.look));
        }
    }

    /// The lines of the pane below, for so many columns.
    pub(in crate::tui) fn why_lines(&self, review: &Review, room: usize) -> Vec<WhyLine> {
        let teller = self.teller(review);
        let mut lines: Vec<WhyLine> = Vec::new();
        let mut put = |text: &str, look: Look, offered: Option<usize>| {
            lines.extend(wrap(text, room).into_iter().map(|text| WhyLine { text, look, offered }));
        };
        let mut say = |text: &str, look: Look| put(text, look, None);
        let (need, comma) = (review.need(self.selected, self.threshold()), self.setup.words.say(Word::Comma));
        let reads = teller.reads(self.selected);
        let (_, look) = crate::tui::table::cell::mark(review, self.selected, self.threshold());
        if let Some(decided) = teller.decided(self.selected) {
            say(&decided, look);
        }
        if !review.note(self.selected).is_empty() {
            say(&self.setup.words.fill(Word::NoteIs, &[&visible(review.note(self.selected))]), Look::Head);
        }
        let reasons = [reads].into_iter().chain(teller.reasons(self.selected)).collect::<Vec<_>>().join(comma);
        match need {
            _ if review.status(self.selected).is_settled() => {}
            Some(need) => say(&format!("{}{}{reasons}", teller.need(need), self.setup.words.say(Word::Colon)), look),
            None => say(&reasons, Look::Head),
        }
        let here =
            |fault: &&Fault| fault.equations.iter().any(|nth| review.sheet().equations_of(self.selected).contains(nth));
        for text in review.assessment.faults.iter().filter(here).filter_map(|fault| teller.located(fault)) {
            say(&text, Look::SourceError);
        }
        let typed = self.typed_values(review);
        if typed.is_none() {
            for (nth, offered) in review.suggestions(self.selected).iter().take(OFFERED).enumerate() {
                let text = format!("{} {}", self.suggestion_key(nth + 1), teller.suggestion(offered));
                put(&text, Look::Key, Some(nth + 1));
            }
            for text in review.assessment.faults.iter().filter(here).filter_map(|fault| self.page_line(&teller, fault))
            {
                put(&text, Look::Text, None);
            }
        }
        let mut say = |text: &str, look: Look| put(text, look, None);
        let values = typed.unwrap_or_else(|| review.values().to_vec());
        for (nth, outcome) in self.outcomes(review, &values) {
            let look = match outcome {
                Outcome::Fails { .. } => Look::Contradicted,
                Outcome::Holds { trivial: false } => Look::Proved,
                _ => Look::Dim,
            };
            say(&teller.equation_on(nth, &outcome, &values), look);
        }
        for (text, fits) in teller.claims_of(self.selected) {
            say(&text, if fits { Look::Proved } else { Look::Contradicted });
        }
        for (text, fails) in self.years_lines(review) {
            say(&text, if fails { Look::Contradicted } else { Look::Dim });
        }
        lines
    }

    /// How likely it is that the page itself is wrong, with the key that says so; nothing if it is not likely at all.
    fn page_line(&self, teller: &Teller, fault: &Fault) -> Option<String> {
        let page = teller.page_is_wrong(fault)?;
        let key = self.keymap.chord_of(Context::Table, Action::SourceError).unwrap_or_else(|| " ".into());
        Some(format!("{key} {page}"))
    }

    /// The key that takes a suggestion.
    fn suggestion_key(&self, number: usize) -> String {
        let action = Action::ALL.iter().copied().find(|action| action.suggestion() == Some(number));
        action.and_then(|action| self.keymap.chord_of(Context::Table, action)).unwrap_or_else(|| " ".into())
    }

    /// What other years of the agency say of the selected cell, and whether a rule is broken.
    fn years_lines(&self, review: &Review) -> Vec<(String, bool)> {
        if self.years.timeline.reports().nth(1).is_none() {
            return Vec::new();
        }
        let Some(facts) = Facts::of(review) else { return Vec::new() };
        let (catalogue, words, timeline) = (self.setup.catalogue, self.setup.words, &self.years.timeline);
        let mut lines = years_of_cell(&facts, self.selected, timeline, catalogue, words);
        lines.sort_by_key(|(_, fails)| !fails);
        let strip = strip(&facts, self.selected, timeline);
        lines.extend(strip.map(|strip| (words.fill(Word::YearStrip, &[&strip]), false)));
        lines
    }

    /// What the equations of the selected cell say of some values, failing ones first.
    fn outcomes(&self, review: &Review, values: &[Option<Decimal>]) -> Vec<(usize, Outcome)> {
        let sheet = review.sheet();
        let all = sheet.equations_of(self.selected).iter();
        let mut outcomes: Vec<_> = all.map(|&nth| (nth, run(&sheet.equations[nth], values))).collect();
        outcomes.sort_by_key(|(_, outcome)| !outcome.fails());
        outcomes
    }
}
