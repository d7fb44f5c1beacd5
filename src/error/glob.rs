//! What is wrong with a glob, in the user's language.

use globset::ErrorKind;

use crate::text::visible::visible;
use crate::words::{Foreign, Words};

/// The fault in words; as the reader of globs words it where there is no sentence for its kind.
pub(super) fn worded(error: &ErrorKind, words: &Words) -> String {
    let said = match error {
        ErrorKind::UnclosedClass => words.foreign(Foreign::UnclosedClass, &[]),
        ErrorKind::InvalidRange(from, to) => {
            let ends = [from, to].map(|end| visible(&end.to_string()).into_owned());
            words.foreign(Foreign::InvalidRange, &[&ends[0], &ends[1]])
        }
        ErrorKind::UnopenedAlternates => words.foreign(Foreign::UnopenedAlternates, &[]),
        ErrorKind::UnclosedAlternates => words.foreign(Foreign::UnclosedAlternates, &[]),
        ErrorKind::DanglingEscape => words.foreign(Foreign::DanglingEscape, &[]),
        _ => None,
    };
    said.unwrap_or_else(|| visible(&error.to_string()).into_owned())
}
