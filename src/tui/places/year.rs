//! Going to the same cell in the agency's report about another year.

use crate::form::CellId;
use crate::review::years::Facts;
use crate::tui::app::App;
use crate::tui::effect::Effect;
use crate::tui::input::action::Action;
use crate::words::Word;

impl App<'_> {
    /// Goes to the selected cell in the nearest earlier or later report of the agency; says so if that is not about the
    /// year next to this one, or if its form has no such cell.
    pub(in crate::tui) fn go_to_year(&mut self, action: Action) -> Option<Effect> {
        let later = action == Action::LaterYear;
        let review = self.report.review.as_ref().ok()?;
        let Some((agency, year)) = review.record.agency.as_deref().zip(review.record.year) else {
            self.say(Word::YearUnknown);
            return None;
        };
        let id = review.sheet().slots[self.report.selected].id.clone();
        let Some((effect, notices)) = self.to_year(agency, year, later, &id) else {
            let word = if later { Word::NoLaterYear } else { Word::NoEarlierYear };
            let mut text = self.setup.words.fill(word, &[&year]);
            if self.intake.searching || !self.intake.queue.is_idle() {
                text += self.setup.words.say(Word::YearsUnread);
            }
            self.notify(text);
            return None;
        };
        for notice in notices {
            self.add_to_notice(&notice);
        }
        Some(effect)
    }

    /// What brings the nearest report of an agency before or after a year on the screen, and what is to be said of it.
    fn to_year(&self, agency: &str, year: u16, later: bool, id: &CellId) -> Option<(Effect, Vec<String>)> {
        let mut others = self.report.years.timeline.of_agency(agency);
        let other = if later {
            others.find(|other| other.year > year)
        } else {
            others.filter(|other| other.year < year).last()
        }?;
        let (nth, cell) = (self.folder.position(&other.path)?, other.sheet().position(id));
        let effect = cell.map_or(Effect::Open(nth), |cell| Effect::Visit(nth, cell));
        Some((effect, self.year_notices(year, other, id)))
    }

    /// What is to be said of a report about another year that one goes to.
    fn year_notices(&self, from: u16, other: &Facts, id: &CellId) -> Vec<String> {
        let words = self.setup.words;
        let next = if other.year > from { from.saturating_add(1) } else { from.saturating_sub(1) };
        let skipped = (other.year != next).then(|| words.fill(Word::YearSkipped, &[&next, &other.year]));
        let lost = other.sheet().position(id).is_none().then(|| words.fill(Word::NoCellThatYear, &[&other.year, id]));
        skipped.into_iter().chain(lost).collect()
    }
}
