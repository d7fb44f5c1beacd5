//! Who else has the report open.

use crate::sidecar::lock::{Hold, Holder};
use crate::text::visible::visible;
use crate::tui::app::App;
use crate::words::Word;

impl App<'_> {
    /// Tells others that the report is open here, or the reviewer who else has it open.
    pub(in crate::tui) fn hold_report(&mut self) {
        let Some(entry) = self.folder.here() else { return };
        self.report.hold = Hold::take(&entry.path, &self.setup.reviewer);
        let Some(holder) = self.report.hold.other() else { return };
        let (by, host) = (self.reviewer_of(holder), visible(&holder.host).into_owned());
        let since = visible(&holder.since()).into_owned();
        self.add_to_notice(&self.setup.words.fill(Word::OpenElsewhere, &[&by, &host, &since]));
    }

    /// Looks whether somebody who had the report open still has; true if that has changed.
    pub(in crate::tui) fn look_at_holder(&mut self) -> bool {
        let Some(before) = self.report.hold.other().cloned() else { return false };
        if let Some(entry) = self.folder.here() {
            self.report.hold = Hold::take(&entry.path, &self.setup.reviewer);
        }
        self.report.hold.other() != Some(&before)
    }

    /// Who else has the report open, for the bar.
    pub(in crate::tui) fn other_reviewer(&self) -> Option<String> {
        let holder = self.report.hold.other()?;
        Some(self.setup.words.fill(Word::OpenElsewhereBar, &[&self.reviewer_of(holder)]))
    }

    fn reviewer_of(&self, holder: &Holder) -> String {
        let by = visible(&holder.by).into_owned();
        if by.is_empty() { self.setup.words.say(Word::Somebody).to_owned() } else { by }
    }
}
