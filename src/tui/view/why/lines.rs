//! What the pane below says of a cell.

use rust_decimal::Decimal;

use crate::data::config::Context;
use crate::editing::check::{Outcome, run};
use crate::editing::localize::Fault;
use crate::findings::wording::{Renderer, said, strip, years_of_cell};
use crate::review::Status;
use crate::review::years::Facts;
use crate::text::visible::visible;
use crate::tui::model::action::Action;
use crate::tui::view::table::mark;
use crate::tui::view::theme::Look;
use crate::tui::view::why::plot::plot;
use crate::tui::view::why::{Why, WhyLine};
use crate::tui::view::wide::wrap;
use crate::words::{CommonMessage, ScreenMessage};

/// Suggestions that are shown.
const OFFERED: usize = 3;

/// Lines as they are put together.
struct Lines {
    room: usize,
    lines: Vec<WhyLine>,
}

impl Lines {
    fn say(&mut self, text: &str, look: Look) {
        self.offer(text, look, None);
    }

    fn offer(&mut self, text: &str, look: Look, offered: Option<usize>) {
        self.lines.extend(wrap(text, self.room).into_iter().map(|text| WhyLine { text, look, offered }));
    }
}

impl Why<'_> {
    /// The lines of the pane, for so many columns.
    pub(crate) fn lines(&self, room: usize) -> Vec<WhyLine> {
        let wording = self.setup.wording(self.review);
        let mut lines = Lines { room, lines: Vec::new() };
        self.say_reading(&mut lines, &wording);
        let faults = || self.review.assessment.faults.iter().filter(|fault| self.touches(fault));
        for text in faults().filter_map(|fault| wording.located(fault)) {
            lines.say(&text, Look::SourceError);
        }
        let sides = self.review.sides(self.selected);
        for (ix, side) in sides.iter().enumerate() {
            let note = if side.note.is_empty() { String::new() } else { format!("  {}", visible(&side.note)) };
            let text = format!("{} {}{note}", self.suggestion_key(ix + 1), said(side, self.setup.words));
            lines.offer(&text, Look::Key, Some(ix + 1));
        }
        if self.typed.is_none() {
            for (ix, offered) in self.review.offers(self.selected, self.threshold).iter().take(OFFERED).enumerate() {
                let number = sides.len() + ix + 1;
                let text = format!("{} {}", self.suggestion_key(number), wording.suggestion(offered));
                lines.offer(&text, Look::Key, Some(number));
            }
            for text in faults().filter_map(|fault| self.page_line(&wording, fault)) {
                lines.say(&text, Look::Text);
            }
        }
        self.say_equations(&mut lines, &wording);
        for (text, fits) in wording.claims_of(self.selected) {
            lines.say(&text, if fits { Look::Proved } else { Look::Contradicted });
        }
        self.say_years(&mut lines);
        lines.lines
    }

    /// What was decided, what the cell reads, how sure that is and why.
    fn say_reading(&self, lines: &mut Lines, wording: &Renderer) {
        let (review, words) = (self.review, self.setup.words);
        let (_, look) = mark(review, self.selected, self.threshold);
        let is_conflict = review.status(self.selected) == Status::Conflict;
        if let Some(decided) = wording.decided(self.selected).filter(|_| !is_conflict) {
            lines.say(&decided, look);
        }
        if !review.note(self.selected).is_empty() && !is_conflict {
            lines.say(&words.fill(ScreenMessage::NoteIs { note: &visible(review.note(self.selected)) }), Look::Head);
        }
        if review.status(self.selected).is_settled() {
            return;
        }
        let reasons: Vec<String> =
            [wording.reads(self.selected)].into_iter().chain(wording.reasons(self.selected)).collect();
        let reasons = reasons.join(words.say(CommonMessage::Comma));
        match review.need(self.selected, self.threshold) {
            Some(need) => {
                lines.say(&format!("{}{}{reasons}", wording.need(need), words.say(CommonMessage::Colon)), look)
            }
            None => lines.say(&reasons, Look::Head),
        }
    }

    /// Whether a fault lies in an equation of the cell.
    fn touches(&self, fault: &Fault) -> bool {
        let equations = self.review.sheet().equations_of(self.selected);
        fault.equations.iter().any(|equation| equations.contains(equation))
    }

    /// What the equations of the cell say of the values in force, or of those that are typed; failing ones first.
    fn say_equations(&self, lines: &mut Lines, wording: &Renderer) {
        let amounts = self.review.amounts();
        let values = self.typed.as_deref().unwrap_or(&amounts);
        for (equation_ix, outcome) in self.outcomes(values) {
            let look = match outcome {
                Outcome::Fails { .. } => Look::Contradicted,
                Outcome::Holds { trivial: false } => Look::Proved,
                _ => Look::Dim,
            };
            lines.say(&wording.equation_on(equation_ix, &outcome, values), look);
        }
    }

    /// How likely it is that the page itself is wrong, with the key that says so; nothing if it is not likely at all.
    fn page_line(&self, wording: &Renderer, fault: &Fault) -> Option<String> {
        let page = wording.page_is_wrong(fault)?;
        let key = self.keys.chord_of(Context::Table, Action::SourceError).unwrap_or_else(|| " ".into());
        Some(format!("{key} {page}"))
    }

    /// The key that takes a suggestion.
    fn suggestion_key(&self, number: usize) -> String {
        let action = Action::ALL.iter().copied().find(|action| action.suggestion() == Some(number));
        action.and_then(|action| self.keys.chord_of(Context::Table, action)).unwrap_or_else(|| " ".into())
    }

    /// What other years of the agency say of the selected cell, broken rules first, and the cell in each of them.
    fn say_years(&self, lines: &mut Lines) {
        if self.timeline.reports().nth(1).is_none() {
            return;
        }
        let Some(facts) = Facts::of(self.review) else { return };
        let (setup, words, timeline) = (self.setup, self.setup.words, self.timeline);
        let mut told = years_of_cell(&facts, self.selected, timeline, setup.catalogue, words);
        told.sort_by_key(|(_, fails)| !fails);
        for (text, fails) in told {
            lines.say(&text, if fails { Look::Contradicted } else { Look::Dim });
        }
        let years = strip(&facts, self.selected, timeline);
        let title = words.say(ScreenMessage::YearStrip);
        for text in plot(title, &years, words.say(ScreenMessage::YearMissing), setup.config.borders, lines.room) {
            lines.lines.push(WhyLine { text, look: Look::Dim, offered: None });
        }
    }

    /// What the equations of the cell say of some values, failing ones first.
    fn outcomes(&self, values: &[Option<Decimal>]) -> Vec<(usize, Outcome)> {
        let sheet = self.review.sheet();
        let all = sheet.equations_of(self.selected).iter();
        let mut outcomes: Vec<_> = all.map(|&equation| (equation, run(&sheet.equations[equation], values))).collect();
        outcomes.sort_by_key(|(_, outcome)| !outcome.fails());
        outcomes
    }
}
