//! The top line: where one is in the folder, which report that is, how far its review is, and whether it is saved.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::findings::wording::percent;
use crate::review::progress::{State, open_shown};
use crate::review::{Review, Sight};
use crate::text::visible::visible;
use crate::tui::model::layout::SIDE_BY_SIDE;
use crate::tui::model::report::{Saved, reviewer_of};
use crate::tui::view::painter::Painter;
use crate::tui::view::theme::Look;
use crate::tui::view::wide::{draw, draw_right, width};
use crate::words::Word;

impl Painter<'_, '_> {
    pub(super) fn draw_bar(&self, buffer: &mut Buffer, area: Rect) {
        let style = self.theme.style(Look::Bar);
        buffer.set_style(area, style);
        let words = self.app.setup.words;
        let mut text = self.where_in_folder();
        if let Ok(review) = &self.app.report.review {
            let agency = review.record.agency.as_deref().unwrap_or(words.say(Word::UnknownTitle));
            text += &format!("  {}", visible(agency));
            text += &review.record.year.map(|year| format!(" {year}")).unwrap_or_default();
        }
        let saved = match &self.app.report.saved {
            Saved::Not(_) | Saved::Waiting(_) | Saved::Elsewhere(..) => words.say(Word::Unsaved).to_owned(),
            _ if self.app.report.watch.has_changed => words.say(Word::Outdated).to_owned(),
            Saved::At(time) => words.fill(Word::Saved, &[time]),
            Saved::Unchanged => String::new(),
        };
        let saved = self.other_reviewer().into_iter().chain([saved]).collect::<Vec<_>>().join("  ");
        let right = |progress| {
            let state = self.app.report.review.as_ref().map_or(String::new(), |review| self.progress(review, progress));
            format!("{}{state}  {saved} ", self.session())
        };
        let whole = right(Word::Progress);
        let fits = self.app.layout.size.0 >= 100 && width(&text) + width(&whole) < usize::from(area.width);
        let right = if fits { whole } else { right(Word::ProgressShort) };
        let room = usize::from(area.width).saturating_sub(width(&right) + 1);
        draw(buffer, Rect { width: room as u16, ..area }, &text, style);
        let alarm = self.app.report.not_beside().is_some() || self.app.report.watch.has_changed;
        let look = if alarm { self.theme.style(Look::Alarm) } else { style };
        draw_right(buffer, area, &right, look);
    }

    /// The place of the report in the folder, and how far the folder is.
    fn where_in_folder(&self) -> String {
        let count = self.app.folder.entries.len();
        let more = if self.app.intake.searching { "+" } else { "" };
        let rank = self.app.folder.here().and_then(|entry| entry.rank);
        let rank = rank.map_or("-".to_owned(), |rank| (rank + 1).to_string());
        if count < 2 {
            return format!(" gouji  {rank}/{count}{more}");
        }
        let name = if self.app.layout.size.0 >= 100 { "gouji  " } else { "" };
        let done = self.app.setup.words.fill(Word::FolderDone, &[&self.app.folder.summary().of_state(State::Done)]);
        format!(" {name}{done}  {rank}/{count}{more}")
    }

    /// The sample that is looked at, and the threshold if it is not that of the settings.
    fn session(&self) -> String {
        let words = self.app.setup.words;
        let mut text = String::new();
        if matches!(self.app.setup.sight, Sight::Own(_)) {
            text += &format!("{}  ", words.say(Word::BlindBar));
        }
        if let Some(sample) = &self.app.walkthrough.sample {
            let verdict = sample.verdict();
            let parts: [&dyn std::fmt::Display; 4] =
                [&verdict.seen, &verdict.drawn, &verdict.wrong, &percent(verdict.bound())];
            text += &format!("{}  ", words.fill(Word::SampleBar, &parts));
        }
        if self.app.folder.threshold().to_bits() != self.app.setup.config.threshold.get().to_bits() {
            text += &format!("{}  ", words.fill(Word::ThresholdBar, &[&self.app.folder.threshold()]));
        }
        text
    }

    fn progress(&self, review: &Review, word: Word) -> String {
        let summary = review.summary(self.app.folder.threshold());
        let open = open_shown(summary.open().into(), summary.solved.into());
        let equations = summary.equations;
        let counts: [&dyn std::fmt::Display; 6] =
            [&open, &summary.contradicted, &equations.failed, &equations.not_run, &summary.proved, &summary.settled];
        let words = self.app.setup.words;
        let conflicts = Some(summary.conflicts).filter(|&conflicts| conflicts > 0);
        let mut text = conflicts.map(|conflicts| words.fill(Word::ConflictsBar, &[&conflicts])).unwrap_or_default();
        text += &words.fill(word, &counts);
        if self.app.layout.size.0 >= SIDE_BY_SIDE && word == Word::Progress {
            text += &words.fill(Word::MisreadRate, &[&percent(review.record.misread_rate())]);
        }
        text
    }

    /// Who else has the report open.
    fn other_reviewer(&self) -> Option<String> {
        let words = self.app.setup.words;
        let holder = self.app.report.hold.other()?;
        Some(words.fill(Word::OpenElsewhereBar, &[&reviewer_of(holder, words)]))
    }
}
