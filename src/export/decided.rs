//! What reviewers decided of the cells of a report, for people to read.

use crate::export::columns::About;
use crate::review::{Review, Status};
use crate::sidecar::{Decision, Verdict};
use crate::text::visible::visible;
use crate::words::{CheckMessage, CommonMessage, ExportMessage, Message, Words};

/// The decision in force on one cell; every text is safe to show.
#[derive(Clone, Debug)]
pub(super) struct Decided {
    /// The cell's address
    pub cell: String,
    /// The printed labels of its row and column
    pub label: String,
    /// What was decided, as a word
    pub status: String,
    /// The text that was seen
    pub saw: String,
    /// The value in force
    pub value: String,
    /// Of an error in the original, the value that it should have
    pub should: String,
    /// Who decided
    pub by: String,
    /// When
    pub at: String,
    /// Why, if the reviewer said so
    pub note: String,
}

/// A column of a table of decisions: its head, and what it holds.
type DecisionColumn = (About, fn(&Decided) -> &str);

/// The columns of a table of decisions.
const COLUMNS: [DecisionColumn; 9] = [
    (About { zh: "单元格", en: "cell" }, |decided| &decided.cell),
    (About { zh: "名称", en: "label" }, |decided| &decided.label),
    (About { zh: "决定", en: "decision" }, |decided| &decided.status),
    (About { zh: "文本", en: "text" }, |decided| &decided.saw),
    (About { zh: "采用值", en: "value" }, |decided| &decided.value),
    (About { zh: "应为", en: "should be" }, |decided| &decided.should),
    (About { zh: "审核人", en: "reviewer" }, |decided| &decided.by),
    (About { zh: "时间", en: "time" }, |decided| &decided.at),
    (About { zh: "批注", en: "comment" }, |decided| &decided.note),
];

impl Decided {
    /// The decisions in force on the cells of a report, in form order.
    pub(super) fn all(review: &Review, words: &Words) -> Vec<Self> {
        (0..review.sheet().len()).flat_map(|cell| Self::all_of(review, words, cell)).collect()
    }

    /// The decisions in force on a cell: one, or those that contradict each other.
    fn all_of(review: &Review, words: &Words, cell: usize) -> Vec<Self> {
        let sides = review.sides(cell).into_iter().map(|side| Self {
            status: side_status(side, words),
            value: visible(&side.value).into_owned(),
            ..Self::said(review, cell, side)
        });
        let sides: Vec<Self> = sides.collect();
        if sides.is_empty() { Self::of(review, words, cell).into_iter().collect() } else { sides }
    }

    /// The decision in force on a cell, if there is one.
    pub(super) fn of(review: &Review, words: &Words, cell: usize) -> Option<Self> {
        let status = match review.status(cell) {
            Status::Unreviewed => return None,
            Status::Conflict => words.say(CheckMessage::NeedConflict),
            Status::Reopened => words.say(ExportMessage::ExportReopened),
            Status::Confirmed => words.say(ExportMessage::ExportConfirmed),
            Status::Corrected => words.say(ExportMessage::ExportCorrected),
            Status::SourceError => words.say(ExportMessage::ExportSourceError),
        };
        let said = Self::said(review, cell, review.decision(cell).or_else(|| review.waiting_on(cell))?);
        Some(Self { status: status.to_owned(), ..said })
    }

    /// A decision on a cell; what it makes of the cell is still to be said.
    fn said(review: &Review, cell: usize, decision: &Decision) -> Self {
        let safe = |text: &str| visible(text).into_owned();
        Self {
            cell: review.sheet().slots[cell].id.to_string(),
            label: review.sheet().label(cell),
            status: String::new(),
            saw: safe(&decision.saw),
            value: review.values()[cell].map(|value| value.to_string()).unwrap_or_default(),
            should: if decision.verdict == Verdict::SourceError { safe(&decision.value) } else { String::new() },
            by: safe(&decision.by),
            at: safe(&decision.at),
            note: safe(&decision.note),
        }
    }

    /// What the columns of a table of decisions hold, in the order of [`Decided::heads`].
    pub(super) fn columns(&self) -> impl Iterator<Item = &str> {
        COLUMNS.iter().map(|(_, get)| get(self))
    }

    /// The heads of a table of decisions.
    pub(super) fn heads(words: &Words) -> impl Iterator<Item = &'static str> {
        let language = words.language;
        COLUMNS.iter().map(move |(head, _)| head.get(language))
    }

    /// The decision in a few lines, as a comment on the cell.
    pub(super) fn comment(&self, words: &Words) -> String {
        let Self { status, saw, value, by, at, .. } = self;
        let mut text = words.fill(ExportMessage::DecisionComment { status, text: saw, value, by, at });
        if !self.should.is_empty() {
            text += "\n";
            text += &words.fill(ExportMessage::DecisionShould { value: &self.should });
        }
        if !self.note.is_empty() {
            text += "\n";
            text += &self.note;
        }
        text
    }
}

/// The status of a decision that others contradict.
fn side_status(decision: &Decision, words: &Words) -> String {
    let verdict = words.say(match decision.verdict {
        Verdict::Confirm => ExportMessage::ExportConfirmed,
        Verdict::Correct => ExportMessage::ExportCorrected,
        Verdict::SourceError => ExportMessage::ExportSourceError,
        Verdict::Withdraw => ExportMessage::ExportWithdrawn,
    });
    format!("{}{}{verdict}", words.say(CheckMessage::NeedConflict), words.say(CommonMessage::Colon))
}

/// The heads that a phrase holds, between bars.
pub(super) fn heads(words: &Words, message: impl Message) -> impl Iterator<Item = &str> {
    words.say(message).split('|').map(str::trim)
}
