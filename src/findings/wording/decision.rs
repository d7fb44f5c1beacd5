//! Decisions put into words.

use crate::review::Content;
use crate::sidecar::{Decision, Verdict};
use crate::text::visible::visible;
use crate::words::{Word, Words};

/// What a decision says, by whom and when, in a phrase.
pub fn said(decision: &Decision, words: &Words) -> String {
    let word = match decision.verdict {
        Verdict::Confirm => Word::StatusConfirmed,
        Verdict::Correct => Word::StatusCorrected,
        Verdict::SourceError => Word::StatusSourceError,
        Verdict::Withdraw => Word::StatusWithdrawn,
    };
    phrase(word, decision, words)
}

/// A phrase about a decision: its value, the text that was seen, who decided, and when.
fn phrase(word: Word, decision: &Decision, words: &Words) -> String {
    let day = decision.at.get(..16).unwrap_or(&decision.at).replace('T', " ");
    let value = match (decision.verdict, decision.value.as_str()) {
        (Verdict::SourceError, "") | (Verdict::Withdraw, _) => String::new(),
        (Verdict::SourceError, due) => words.fill(Word::PageDue, &[&visible(due)]),
        (_, value) => content(Content::of(value), words),
    };
    let (saw, by, day) = (visible(&decision.saw), visible(&decision.by), visible(&day).into_owned());
    let by = if by.is_empty() { words.say(Word::Unnamed).into() } else { by };
    words.fill(word, &[&value, &saw, &by, &day])
}

/// What a cell holds, in a word.
pub fn content(content: Option<Content>, words: &Words) -> String {
    match content {
        Some(Content::Number(value)) => value.to_string(),
        Some(Content::Blank) => words.say(Word::StateBlank).to_owned(),
        Some(Content::NotApplicable) => words.say(Word::StateNotApplicable).to_owned(),
        None => words.say(Word::NoValue).to_owned(),
    }
}
