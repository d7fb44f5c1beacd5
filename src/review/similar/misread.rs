//! Misread texts: letters for digits, one digit for another, one text for one value.

use crate::review::similar::{ErrorPattern, SimilarError, Token};
use crate::review::{Choice, Content, Review, Status};
use crate::sheet::record::Reason;
use crate::sidecar::Verdict;

/// Letters that were read as the digits that they look like, and that a person says they are.
pub(crate) fn letters(review: &Review, cell: usize) -> Option<ErrorPattern> {
    let held = review.content(cell) == review.content_read(cell) && review.status(cell) != Status::SourceError;
    let letters = letters_of(review, cell);
    (held && !letters.is_empty()).then_some(ErrorPattern::Letters(letters))
}

/// The letters in a cell that were read for digits, each once.
fn letters_of(review: &Review, cell: usize) -> String {
    if !review.reading(cell).reasons.contains(&Reason::Letters) {
        return String::new();
    }
    let mut letters = String::new();
    for sign in review.raw(cell).chars().filter(|sign| !sign.is_ascii_digit() && !sign.is_whitespace()) {
        if !letters.contains(sign) {
            letters.push(sign);
        }
    }
    letters
}

/// Cells with one of the same letters.
pub(crate) fn likes_of_letters(review: &Review, letters: &str) -> Vec<SimilarError> {
    let same = |&cell: &usize| letters_of(review, cell).chars().any(|sign| letters.contains(sign));
    let read = (0..review.sheet().len()).filter(same).filter_map(|cell| Some((cell, review.content_read(cell)?)));
    let choices = read.map(|(cell, content)| Choice::new(cell, Verdict::Confirm, content));
    choices.filter_map(|choice| SimilarError::of(review, vec![choice])).collect()
}

/// A text that was corrected: to a number with one other digit, or to anything else.
pub(crate) fn pattern(review: &Review, cell: usize) -> Option<ErrorPattern> {
    let (decision, holds) = (review.decision(cell)?, review.content(cell)?);
    if review.status(cell) != Status::Corrected || decision.saw.is_empty() {
        return None;
    }
    let token = Token { cell: decision.cell.to_string(), saw: decision.saw.clone(), holds };
    Some(match exchanged(decision.saw.trim(), holds) {
        Some((read, printed)) => ErrorPattern::Digit(read, printed, Box::new(token)),
        None => ErrorPattern::Token(token),
    })
}

/// The one digit in which a text differs from a number of the same length: what is read, what is printed.
fn exchanged(text: &str, holds: Content) -> Option<(char, char)> {
    let printed = holds.value()?.to_string();
    let mut pairs = text.chars().zip(printed.chars()).filter(|(a, b)| a != b);
    let pair = pairs.next().filter(|(a, b)| a.is_ascii_digit() && b.is_ascii_digit())?;
    let same = pairs.next().is_none() && text.chars().count() == printed.chars().count();
    same.then_some(pair)
}

/// Cells that failing equations point at and that a repair would give the same digit for the same, and those that are
/// like the whole case.
pub(crate) fn likes_of_digit(review: &Review, read: char, printed: char, token: &Token) -> Vec<SimilarError> {
    let offered = |cell: usize| {
        let mut offered = review.suggestions(cell).into_iter().filter(|offered| offered.with.is_empty());
        let same = |value| exchanged(review.raw(cell).trim(), Content::Number(value)) == Some((read, printed));
        let value = offered.find(|offered| same(offered.value))?.value;
        SimilarError::of(review, vec![Choice::new(cell, Verdict::Correct, Content::Number(value))])
    };
    let mut likes: Vec<SimilarError> = (0..review.sheet().len()).filter_map(offered).collect();
    let is_new = |like: &SimilarError| !likes.iter().any(|other| other.choices == like.choices);
    let more: Vec<SimilarError> = likes_of_token(review, token).into_iter().filter(is_new).collect();
    likes.extend(more);
    likes.sort_by_key(|like| like.choices[0].cell);
    likes
}

/// The same text: a number in the same cell if an equation of it fails, anything else in any cell.
pub(crate) fn likes_of_token(review: &Review, token: &Token) -> Vec<SimilarError> {
    let sheet = review.sheet();
    let is_number = token.saw.trim().bytes().all(|byte| byte.is_ascii_digit());
    let fails = |cell: usize| sheet.strict_of(cell).any(|nth| review.assessment.outcomes[nth].fails());
    let same = |&cell: &usize| {
        review.raw(cell) == token.saw && (!is_number || sheet.slots[cell].id.as_str() == token.cell && fails(cell))
    };
    let choices = (0..sheet.len()).filter(same).map(|cell| Choice::to_hold(review, cell, token.holds));
    choices.filter_map(|choice| SimilarError::of(review, vec![choice])).collect()
}
