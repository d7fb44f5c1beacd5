//! Deciding: confirm, correct, take what is offered, mark the original as wrong, say that it is blank, note, withdraw.

use std::time::Instant;

use crate::data::config::Context;
use crate::editing::assess::Suggestion;
use crate::editing::localize::{Event, Signature};
use crate::findings::wording::percent;
use crate::review::rows::row_of;
use crate::review::{Choice, Content, Review};
use crate::sidecar::Verdict;
use crate::tui::model::action::Action;
use crate::tui::model::history::Step;
use crate::tui::model::preview::{Deed, Plan};
use crate::tui::model::typed::TypedFor;
use crate::tui::model::{App, Effect};
use crate::tui::update::rows::{noted, undoes};
use crate::words::ScreenMessage;

impl App<'_> {
    /// Starts typing, with what there is to begin with: the value that is offered, or the note that there is.
    pub(super) fn type_for(&mut self, what: TypedFor) -> Option<Effect> {
        let review = self.report.review.as_ref().ok()?;
        let offered = review.suggestions(self.report.selected).first().map(|offered| offered.value.to_string());
        let text = match what {
            TypedFor::Value => String::new(),
            TypedFor::Due => offered.unwrap_or_default(),
            TypedFor::Note => review.note(self.report.selected).to_owned(),
        };
        self.start_typing(what, &text);
        None
    }

    /// Confirms the selected cell as it is read, a blank as a blank. A cell that is settled already stays as it is.
    pub(super) fn confirm(&mut self) -> Option<Effect> {
        let review = self.report.review.as_ref().ok()?;
        if review.status(self.report.selected).is_settled() {
            return self.go_on_from_settled();
        }
        self.decide(Plan::new(vec![self.to_confirm(review)], Deed::Confirmed))
    }

    /// Marks the original as wrong in the selected cell, unless a misreading is the likelier explanation: that is said
    /// first, and asked once.
    pub(super) fn mark_original_wrong(&mut self) -> Option<Effect> {
        let review = self.report.review.as_ref().ok()?;
        let cell = self.report.selected;
        let likelier =
            self.offers(review).into_iter().next().filter(|offer| offer.probability > wrong_original(review, cell));
        if let Some(offer) = likelier
            && !self.repeats.asked_again(Action::SourceError)
        {
            let [take, wrong] =
                [Action::Accept, Action::SourceError].map(|action| self.keys.key(Context::Table, action));
            let sure = percent(offer.probability);
            self.notify(self.setup.words.fill(ScreenMessage::MisreadLikelier {
                value: &offer.value,
                probability: &sure,
                accept: &take,
                key: &wrong,
            }));
            return None;
        }
        self.repeats.asked = None;
        self.blame_source(Content::Blank)
    }

    /// Marks the original as wrong in the selected cell. If the failure bears the mark of an error of the agency, which
    /// shows in several columns, the same row of the others goes with it.
    pub(super) fn blame_source(&mut self, due: Content) -> Option<Effect> {
        let review = self.report.review.as_ref().ok()?;
        let with = shared_blame(review, self.report.selected);
        let with = with.into_iter().map(|cell| Choice::new(cell, Verdict::SourceError, Content::Blank));
        let first = Choice::new(self.report.selected, Verdict::SourceError, due);
        self.decide(Plan::new([first].into_iter().chain(with).collect(), Deed::SourceError))
    }

    /// Says of the selected cell that no number stands there.
    pub(super) fn empty(&mut self, content: Content) -> Option<Effect> {
        let choice = Choice::to_hold(self.report.review.as_ref().ok()?, self.report.selected, content);
        let confirms = choice.verdict == Verdict::Confirm;
        self.decide(Plan::new(vec![choice], if confirms { Deed::Confirmed } else { Deed::Corrected }))
    }

    /// Puts a note to the selected cell.
    pub(super) fn annotate(&mut self, note: &str) -> Option<Effect> {
        let (cell, by) = (self.report.selected, self.setup.reviewer.clone());
        let review = self.report.review.as_mut().ok()?;
        if review.note(cell) == note {
            return None;
        }
        let step = Step::make(review, &[cell], |review| review.annotate(cell, note, &by));
        let id = review.sheet().slots[cell].id.clone();
        self.session.history.push(step);
        self.notify(self.setup.words.fill(ScreenMessage::Noted { cell: &id }));
        Some(Effect::Save)
    }

    /// What is offered for the selected cell and may be taken.
    pub(super) fn offers(&self, review: &Review) -> Vec<Suggestion> {
        review.offers(self.report.selected, self.folder.threshold())
    }

    /// Takes one of the sides of a conflict on the selected cell, or of the values that are offered for it. Where there
    /// are fewer, the digit begins a value only if the settings say so.
    pub(super) fn accept_or_type(&mut self, number: usize) -> Option<Effect> {
        let (review, cell) = (self.report.review.as_ref().ok()?, self.report.selected);
        let is_offered = number <= review.sides(cell).len() + self.offers(review).len();
        if !is_offered && !self.setup.config.digits_type {
            let edit = self.keys.key(Context::Table, Action::Edit);
            self.notify(self.setup.words.fill(ScreenMessage::NoSuchSuggestion { number: &number, key: &edit }));
            return None;
        }
        if !is_offered {
            self.start_typing(TypedFor::Value, &number.to_string());
            let [take, cancel] = [Action::Take, Action::Cancel].map(|action| self.keys.key(Context::Edit, action));
            self.notify(self.setup.words.fill(ScreenMessage::TypedInstead {
                number: &number,
                take: &take,
                cancel: &cancel,
            }));
            return None;
        }
        self.accept(number)
    }

    /// Takes what is offered for the selected cell under a number: a side of a conflict, or a value, with what must change
    /// with it.
    pub(super) fn accept(&mut self, number: usize) -> Option<Effect> {
        let (review, cell) = (self.report.review.as_ref().ok()?, self.report.selected);
        if let Some(side) = review.to_take(cell, number) {
            return self.decide(Plan::new(vec![side], Deed::SideTaken));
        }
        let offered = self.offers(review).into_iter().nth(number - review.sides(cell).len() - 1);
        let Some(offered) = offered else {
            self.say(ScreenMessage::NoSuggestion);
            return None;
        };
        self.decide(Plan::new(self.to_take_offered(&offered), Deed::Corrected))
    }

    /// What has to be decided for a value that is offered for the selected cell to be in force.
    pub(super) fn to_take_offered(&self, offered: &Suggestion) -> Vec<Choice> {
        let changes = [(self.report.selected, offered.value)].into_iter().chain(offered.with.iter().copied());
        let note = self.note_of(&offered.events);
        let choice = |(cell, value)| Choice {
            note: note.clone(),
            ..Choice::new(cell, Verdict::Correct, Content::Number(value))
        };
        changes.map(choice).collect()
    }

    /// What has to be decided for the selected cell to be confirmed.
    pub(super) fn to_confirm(&self, review: &Review) -> Choice {
        let content = review.content_read(self.report.selected).unwrap_or(Content::Blank);
        Choice::new(self.report.selected, Verdict::Confirm, content)
    }

    /// The operation on a row that undoes what happened to it; empty if no row was touched.
    fn note_of(&self, events: &[Event]) -> String {
        let (Ok(review), Some((operation, cell))) = (&self.report.review, undoes(events)) else { return String::new() };
        self.setup.words.fill(noted(operation, &review.sheet().slots[cell].id))
    }

    pub(super) fn withdraw(&mut self) -> Option<Effect> {
        if self.report.review.as_ref().ok()?.decision(self.report.selected).is_none() {
            self.say(ScreenMessage::NothingToWithdraw);
            return None;
        }
        let choice = Choice::new(self.report.selected, Verdict::Withdraw, Content::Blank);
        self.decide_and_stay(&[choice], Deed::Withdrawn)
    }

    /// Makes decisions as one step that can be undone, and says so; the selection stays. What is said already is not said
    /// again.
    pub(super) fn decide_and_stay(&mut self, choices: &[Choice], deed: Deed) -> Option<Effect> {
        let review = self.report.review.as_ref().ok()?;
        if choices.iter().all(|choice| review.is_decided(choice)) {
            return None;
        }
        self.about_to_decide();
        self.walkthrough.pace.note(Instant::now());
        let review = self.report.review.as_mut().ok()?;
        let step = Step::decide(review, choices, &self.setup.reviewer);
        let cells = step.cells();
        self.session.history.push(step);
        let notice = self.described(&cells);
        let fails = self.still_fails();
        self.notify(self.setup.words.fill(deed.notice(&notice)) + &fails);
        Some(Effect::Save)
    }

    /// What to add to a message if equations of the selected cell fail with what was decided.
    pub(super) fn still_fails(&self) -> String {
        let Ok(review) = &self.report.review else { return String::new() };
        let equations = &review.sheet().equations;
        let fails = |&nth: &usize| review.assessment.outcomes[nth].fails() && !review.is_source_error(&equations[nth]);
        if !review.sheet().equations_of(self.report.selected).iter().any(fails) {
            return String::new();
        }
        let key = self.keys.key(Context::Table, Action::SourceError);
        format!("  {}", self.setup.words.fill(ScreenMessage::StillFails { key: &key }))
    }

    /// The cells of a step and what they hold now, all of them: neighbours of a row that hold the same are named together.
    pub(super) fn described(&self, cells: &[usize]) -> String {
        let Ok(review) = &self.report.review else { return String::new() };
        let wording = self.setup.wording(review);
        let slots = &review.sheet().slots;
        let mut named: Vec<(Vec<usize>, String)> = Vec::new();
        for &cell in cells {
            let holds = wording.holds(cell);
            let goes_on = |before: &[usize]| {
                let row = |cell: usize| (slots[cell].part, slots[cell].block, slots[cell].row);
                before.last().is_some_and(|&last| last + 1 == cell && row(last) == row(cell))
            };
            match named.last_mut() {
                Some((before, value)) if *value == holds && goes_on(before) => before.push(cell),
                _ => named.push((vec![cell], holds)),
            }
        }
        // Of each row, the address is written once.
        let mut before = "";
        let mut name = |(cells, holds): &(Vec<usize>, String)| {
            let id = |cell: usize| slots[cell].id.as_str().rsplit_once('.').unwrap_or(("", slots[cell].id.as_str()));
            let (first, last) = (id(cells[0]), id(cells[cells.len() - 1]));
            let row = if first.0 == before { String::new() } else { format!("{}.", first.0) };
            before = first.0;
            let to = if cells.len() > 1 { format!("..{}", last.1) } else { String::new() };
            format!("{row}{}{to} = {holds}", first.1)
        };
        named.iter().map(&mut name).collect::<Vec<_>>().join(", ")
    }

    /// Goes on from a cell that is settled already: to the next one, and from a report in which nothing is left to the next.
    fn go_on_from_settled(&mut self) -> Option<Effect> {
        let review = self.report.review.as_ref().ok()?;
        let in_sample = self.walkthrough.sample.as_ref().is_some_and(|sample| !sample.is_finished());
        if review.summary(self.folder.threshold()).nothing_left() && !in_sample {
            return self.finish(Action::Confirm);
        }
        self.go_on();
        self.walkthrough.then.take().map(Effect::Open)
    }
}

/// The cells of the same row in the other equations of a fault that bears the mark of an error of the agency.
fn shared_blame(review: &Review, cell: usize) -> Vec<usize> {
    let sheet = review.sheet();
    let stands_in = |nth: &usize| sheet.equations_of(cell).contains(nth);
    let signed = review
        .assessment
        .faults
        .iter()
        .find(|fault| fault.signature == Some(Signature::ColumnAndTotal) && fault.equations.iter().any(stands_in));
    let others = signed.iter().flat_map(|fault| &fault.equations).filter(|nth| !stands_in(nth));
    let row = row_of(sheet, cell);
    others.filter_map(|&nth| sheet.equations[nth].cells().find(|other| row.contains(other))).collect()
}

/// How likely it is that the original itself is wrong, or that no offered value is right, where a cell is at fault.
fn wrong_original(review: &Review, cell: usize) -> f64 {
    let equations = review.sheet().equations_of(cell);
    let of_cell = |equation: &usize| equations.contains(equation);
    let faults = review.assessment.faults.iter().filter(|fault| fault.equations.iter().any(of_cell));
    faults.map(|fault| fault.page_is_wrong).fold(0.0, f64::max)
}
