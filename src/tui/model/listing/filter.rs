//! What the reviewer types to see a part of the list: words that a report must all answer to.

use crate::tui::model::folder::Folder;
use crate::tui::model::listing::condition::{Condition, condition};

/// What the list shows of the folder; everything, if nothing was typed.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct Filter {
    /// As it was typed
    pub text: String,
    conditions: Vec<Condition>,
}

impl Filter {
    /// Reads what was typed. A condition that is not finished asks for nothing yet.
    pub(crate) fn new(text: &str) -> Self {
        let conditions = text.split_whitespace().filter_map(condition).collect();
        Self { text: text.trim().to_owned(), conditions }
    }

    /// Whether everything is shown.
    pub(crate) fn is_empty(&self) -> bool {
        self.conditions.is_empty()
    }

    /// Whether all that this filter shows is shown by another as well, as far as can be told at once.
    pub(crate) fn narrows(&self, other: &Self) -> bool {
        let Some((last, before)) = other.conditions.split_last() else { return true };
        let goes_on = |condition: &Condition| condition.goes_on(last);
        self.conditions.starts_with(before) && self.conditions.get(before.len()).is_some_and(goes_on)
    }

    /// What says whether a report of a folder is shown.
    pub(crate) fn on<'a>(&'a self, folder: &'a Folder) -> impl Fn(usize) -> bool + 'a {
        let named: Vec<Vec<bool>> = self.conditions.iter().map(|condition| condition.named(&folder.agencies)).collect();
        let path = folder.searched_paths();
        move |report_ix| {
            let Some(entry) = folder.entries.get(report_ix) else { return false };
            let mut conditions = self.conditions.iter().zip(&named);
            conditions.all(|(condition, named)| condition.takes(entry, named, path(report_ix), folder.level()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::progress::ReportSummary;
    use crate::tui::model::folder::Summary;

    const FILE: &str = "报告/Luming-2023.txt";

    fn folder(agency: &str, year: u16, failing: usize) -> Folder {
        let mut folder = Folder::default();
        folder.add(vec!["别处/a.txt".into(), FILE.into()]);
        let mut known = ReportSummary::default();
        (known.agency, known.year, known.equations.failed) = (Some(agency.into()), Some(year), failing);
        folder.take_in(1, Summary::Read(Box::new(known)));
        folder
    }

    #[test]
    fn a_report_is_shown_if_it_answers_to_every_word() {
        let folder = folder("鹿鸣县商务局", 2023, 2);
        let taken = [
            "",
            "鹿商",
            "luming",
            "l23",
            "failing>0",
            "failing>=2 year:2023",
            "不成立=2",
            "年份：2023",
            "state:untouched",
            "状态:未",
            "state:",
            "failing>",
            "报告/ 商务",
        ];
        for text in taken {
            assert!(Filter::new(text).on(&folder)(1), "{text}");
        }
        for text in
            ["商鹿", "failing>2", "year<2023", "state:work", "state:unread", "商务 open>0", "year:2022", "state:x"]
        {
            assert!(!Filter::new(text).on(&folder)(1), "{text}");
        }
    }

    #[test]
    fn what_is_typed_on_narrows_what_is_shown() {
        let narrows = |now: &str, before: &str| Filter::new(now).narrows(&Filter::new(before));
        let longer =
            [("鹿", ""), ("鹿商", "鹿"), ("鹿 open>0", "鹿"), ("open>0 鹿商", "open>0 鹿"), ("open>0", "open>")];
        for (now, before) in longer {
            assert!(narrows(now, before), "{before} to {now}");
        }
        for (now, before) in [("鹿", "鹿商"), ("open<10", "open<1"), ("", "鹿"), ("state:done", "state:u"), ("b", "a")]
        {
            assert!(!narrows(now, before), "{before} to {now}");
        }
    }

    #[test]
    fn a_report_that_was_not_read_has_no_numbers() {
        let mut folder = Folder::default();
        folder.add(vec!["a.txt".into()]);
        assert!(!Filter::new("open<5").on(&folder)(0));
        assert!(Filter::new("state:unread").on(&folder)(0));
        assert!(!Filter::new("state:unread").on(&folder)(1), "there is no such report");
    }
}
