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
use crate::words::{CommonMessage, ScreenMessage};

impl Painter<'_, '_> {
    pub(super) fn draw_bar(&self, buffer: &mut Buffer, area: Rect) {
        let style = self.theme.style(Look::Bar);
        buffer.set_style(area, style);
        let words = self.app.setup.words;
        let mut text = self.where_in_folder();
        if let Ok(review) = &self.app.report.review {
            let agency = review.record.agency.as_deref().unwrap_or(words.say(CommonMessage::UnknownTitle));
            text += &format!("  {}", visible(agency));
            text += &review.record.year.map(|year| format!(" {year}")).unwrap_or_default();
        }
        let saved = match &self.app.report.saved {
            Saved::Not(_) | Saved::Waiting(_) | Saved::Elsewhere(..) => words.say(ScreenMessage::Unsaved).to_owned(),
            _ if self.app.report.watch.has_changed => words.say(ScreenMessage::Outdated).to_owned(),
            Saved::At(time) => words.fill(ScreenMessage::Saved { time }),
            Saved::Unchanged => String::new(),
        };
        let saved = self.other_reviewer().into_iter().chain([saved]).collect::<Vec<_>>().join("  ");
        let right = |in_full| {
            let state = self.app.report.review.as_ref().map_or(String::new(), |review| self.progress(review, in_full));
            format!("{}{state}  {saved} ", self.session())
        };
        let whole = right(true);
        let fits = self.app.layout.size.0 >= 100 && width(&text) + width(&whole) < usize::from(area.width);
        let right = if fits { whole } else { right(false) };
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
        let done = self
            .app
            .setup
            .words
            .fill(ScreenMessage::FolderDone { count: &self.app.folder.summary().of_state(State::Done) });
        format!(" {name}{done}  {rank}/{count}{more}")
    }

    /// The sample that is looked at, and the threshold if it is not that of the settings.
    fn session(&self) -> String {
        let words = self.app.setup.words;
        let mut text = String::new();
        if matches!(self.app.setup.sight, Sight::Own(_)) {
            text += &format!("{}  ", words.say(ScreenMessage::BlindBar));
        }
        if let Some(sample) = &self.app.walkthrough.sample {
            let verdict = sample.verdict();
            let said = words.fill(ScreenMessage::SampleBar {
                seen: &verdict.seen,
                drawn: &verdict.drawn,
                wrong: &verdict.wrong,
                bound: &percent(verdict.bound()),
            });
            text += &format!("{said}  ");
        }
        if self.app.folder.threshold().to_bits() != self.app.setup.config.threshold.get().to_bits() {
            text +=
                &format!("{}  ", words.fill(ScreenMessage::ThresholdBar { threshold: &self.app.folder.threshold() }));
        }
        text
    }

    fn progress(&self, review: &Review, in_full: bool) -> String {
        let summary = review.summary(self.app.folder.threshold());
        let open = open_shown(summary.open().into(), summary.solved.into());
        let words = self.app.setup.words;
        let conflicts = Some(summary.conflicts).filter(|&conflicts| conflicts > 0);
        let mut text = conflicts
            .map(|conflicts| words.fill(ScreenMessage::ConflictsBar { count: &conflicts }))
            .unwrap_or_default();
        text += &words.fill(if in_full {
            ScreenMessage::Progress {
                open: &open,
                contradicted: &summary.contradicted,
                failed: &summary.equations.failed,
                not_run: &summary.equations.not_run,
                proved: &summary.proved,
                decided: &summary.settled,
            }
        } else {
            ScreenMessage::ProgressShort {
                open: &open,
                contradicted: &summary.contradicted,
                failed: &summary.equations.failed,
            }
        });
        if self.app.layout.size.0 >= SIDE_BY_SIDE && in_full {
            text += &words.fill(ScreenMessage::MisreadRate { rate: &percent(review.record.misread_rate()) });
        }
        text
    }

    /// Who else has the report open.
    fn other_reviewer(&self) -> Option<String> {
        let words = self.app.setup.words;
        let holder = self.app.report.hold.other()?;
        Some(words.fill(ScreenMessage::OpenElsewhereBar { by: &reviewer_of(holder, words) }))
    }
}
