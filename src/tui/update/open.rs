//! Putting a report on the screen, and who else has it open.

use std::path::Path;

use crate::data::config::Context;
use crate::review::progress::ReportSummary;
use crate::review::{Review, rescue};
use crate::sidecar::lock::ReportLock;
use crate::sidecar::path_of;
use crate::text::visible::visible;
use crate::tui::model::App;
use crate::tui::model::action::Action;
use crate::tui::model::file::{Ready, Watch};
use crate::tui::model::layout::Scroll;
use crate::tui::model::report::reviewer_of;
use crate::words::{CheckMessage, ScreenMessage};

impl App<'_> {
    /// Notes what the report on the screen says now, wherever that is kept.
    pub(super) fn note_saved(&mut self) {
        self.note_report();
        if let (Some(sample), Ok(review)) = (&mut self.walkthrough.sample, &self.report.review) {
            sample.note(self.folder.current, review);
        }
    }

    /// Notes in the folder, and for the other years, what the report on the screen says now.
    fn note_report(&mut self) {
        match &self.report.review {
            Ok(review) => {
                self.folder.note(ReportSummary::of(review, self.folder.thresholds()));
                self.report.years.note(self.folder.current, review);
            }
            Err(why) => self.folder.note_failure(why),
        }
        self.listing.stale = true;
    }

    /// Puts a report on the screen. If decisions on the one before are not saved and cannot be now, it has to be asked
    /// for twice.
    pub(super) fn open(&mut self, report_ix: usize) {
        let Some(path) = self.folder.entries.get(report_ix).map(|entry| entry.path.clone()) else { return };
        let before = self.folder.here().map(|entry| entry.path.clone());
        self.save_again();
        if let Some(why) = self.report.unsaved().filter(|_| !self.repeats.leaving) {
            let key = self.keys.key(Context::Any, Action::SaveElsewhere);
            self.warn(self.setup.words.fill(ScreenMessage::UnsavedStay { error: &why, key: &key }));
            self.repeats.leaving = true;
            return;
        }
        self.repeats.leaving = false;
        if let Some(path) = before {
            rescue::let_go(&path);
            if self.report.unsaved().is_some() {
                self.sum_up_anew(&path);
            }
        }
        // Before the next lock is asked for: it may be the same report.
        self.report.hold = ReportLock::default();
        self.folder.current = report_ix;
        self.layout.scroll = Scroll::default();
        self.session.last.span = None;
        self.intake.queue.go_near(report_ix);
        let watch = Watch::over(&path);
        match self.ready_to_open(&path).map_or_else(|| Ready::read(&path, &self.setup.sight, &mut self.reader), Ok) {
            Ok(ready) => self.report.show(ready),
            Err(error) => self.report.show_failure(error.say(self.setup.words), watch),
        }
        self.take_in_rescued();
        self.hold_report();
        self.note_report();
        self.walkthrough.enter(report_ix);
        self.enter_sample();
        self.select_first();
        self.want_years();
        self.tell_orphans();
        self.tell_empty_sidecar();
    }

    /// Says that nothing stands in the file for the decisions, though it is there.
    fn tell_empty_sidecar(&mut self) {
        if let Ok(review) = &self.report.review
            && review.has_empty_sidecar()
        {
            let path = path_of(&review.source.path);
            self.notify(
                self.setup.words.fill(CheckMessage::EmptySidecarNote { path: &visible(&path.to_string_lossy()) }),
            );
        }
    }

    /// Notes of a report that is left what its files say: decisions that were not saved are dropped.
    fn sum_up_anew(&mut self, path: &Path) {
        match Review::open_seeing(&self.setup.sight, path, &mut self.reader) {
            Ok(review) => self.folder.note(ReportSummary::of(&review, self.folder.thresholds())),
            Err(error) => self.folder.note_failure(&error.say(self.setup.words)),
        }
        self.listing.stale = true;
    }

    /// Says that decisions are on cells that the report does not have.
    fn tell_orphans(&mut self) {
        let orphans = self.report.review.as_ref().map_or(0, |review| review.orphans().count());
        if orphans > 0 {
            let key = self.keys.key(Context::Table, Action::Findings);
            self.notify(self.setup.words.fill(ScreenMessage::OrphansNotice { count: &orphans, key: &key }));
        }
    }

    /// Puts a report on the screen, goes where one wants to be in it, and remembers the place that is left.
    pub(super) fn open_from_here(&mut self, report_ix: usize, go: impl FnOnce(&mut Self)) {
        let here = self.spot();
        self.open(report_ix);
        if self.folder.current == report_ix && !self.repeats.leaving {
            go(self);
        }
        self.leave_place(here);
    }

    /// Tells others that the report is open here, or the reviewer who else has it open.
    pub(super) fn hold_report(&mut self) {
        let Some(entry) = self.folder.here() else { return };
        self.report.hold = ReportLock::take(&entry.path, &self.setup.reviewer);
        let Some(holder) = self.report.hold.other() else { return };
        let (by, host) = (reviewer_of(holder, self.setup.words), visible(&holder.host).into_owned());
        let since = visible(&holder.since()).into_owned();
        self.add_to_notice(&self.setup.words.fill(ScreenMessage::OpenElsewhere {
            by: &by,
            host: &host,
            since: &since,
        }));
    }

    /// Looks whether somebody who had the report open still has; true if that has changed.
    pub(super) fn look_at_holder(&mut self) -> bool {
        let Some(before) = self.report.hold.other().cloned() else { return false };
        if let Some(entry) = self.folder.here() {
            self.report.hold = ReportLock::take(&entry.path, &self.setup.reviewer);
        }
        self.report.hold.other() != Some(&before)
    }
}
