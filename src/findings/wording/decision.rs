//! Decisions put into words.

use crate::review::Content;
use crate::sidecar::{Decision, Verdict};
use crate::text::visible::visible;
use crate::words::{CheckMessage, CommonMessage, Words};

/// What a decision says, by whom and when, in a phrase.
pub fn said(decision: &Decision, words: &Words) -> String {
    let day = decision.at.get(..16).unwrap_or(&decision.at).replace('T', " ");
    let value = match (decision.verdict, decision.value.as_str()) {
        (Verdict::SourceError, "") | (Verdict::Withdraw, _) => String::new(),
        (Verdict::SourceError, due) => words.fill(CheckMessage::PageDue { value: &visible(due) }),
        (_, value) => content(Content::of(value), words),
    };
    let (saw, by, day) = (visible(&decision.saw), visible(&decision.by), visible(&day).into_owned());
    let by = if by.is_empty() { words.say(CommonMessage::Unnamed).into() } else { by };
    let (value, text, by, at) = (&value, &saw, &by, &day);
    words.fill(match decision.verdict {
        Verdict::Confirm => CheckMessage::StatusConfirmed { value, text, by, at },
        Verdict::Correct => CheckMessage::StatusCorrected { value, text, by, at },
        Verdict::SourceError => CheckMessage::StatusSourceError { due: value, text, by, at },
        Verdict::Withdraw => CheckMessage::StatusWithdrawn { due: value, text, by, at },
    })
}

/// What a cell holds, in a word.
pub fn content(content: Option<Content>, words: &Words) -> String {
    match content {
        Some(Content::Number(value)) => value.to_string(),
        Some(Content::Blank) => words.say(CheckMessage::StateBlank).to_owned(),
        Some(Content::NotApplicable) => words.say(CheckMessage::StateNotApplicable).to_owned(),
        None => words.say(CommonMessage::NoValue).to_owned(),
    }
}
