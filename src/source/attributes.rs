//! Where a tag in HTML ends, so that the tokenizer is spared those that would keep it busy for hours: it compares every
//! attribute with all before it.

use crate::error::Excess;
use crate::source::bounds::MOST_ATTRIBUTES;
use crate::source::fault::Fault;

/// What a sign in a tag belongs to, as in the standard of HTML.
#[derive(Clone, Copy, PartialEq)]
enum State {
    Tag,
    Between,
    Name,
    AfterName,
    BeforeValue,
    Bare,
    Quoted(u8),
}

/// The length of the tag that a text begins with, if it has an end.
pub(super) fn tag_end(text: &str) -> Result<Option<usize>, Fault> {
    let (mut state, mut attributes) = (State::Tag, 0);
    let start = if text.starts_with("</") { 2 } else { 1 };
    for (at, byte) in text.bytes().enumerate().skip(start) {
        let next = after(state, byte);
        if byte == b'>' && !matches!(state, State::Quoted(_)) {
            return Ok(Some(at + 1));
        }
        attributes += usize::from(next == State::Name && state != State::Name);
        if attributes > MOST_ATTRIBUTES {
            return Err(Fault::TooMuch(Excess::Attributes(MOST_ATTRIBUTES)));
        }
        state = next;
    }
    Ok(None)
}

fn after(state: State, byte: u8) -> State {
    match (state, byte) {
        (State::Quoted(quote), _) if byte != quote => state,
        (State::Quoted(_), _) => State::Between,
        (State::BeforeValue, b'"' | b'\'') => State::Quoted(byte),
        (State::BeforeValue, _) if is_space(byte) => state,
        (State::BeforeValue, _) | (State::Bare, b'/') => State::Bare,
        (State::Name | State::AfterName, b'=') => State::BeforeValue,
        (State::Name | State::AfterName, _) if is_space(byte) => State::AfterName,
        (State::Between | State::AfterName, _) if !ends_name(byte) => State::Name,
        _ if ends_name(byte) => State::Between,
        _ => state,
    }
}

/// Whether a byte ends the name of a tag.
pub(super) fn ends_name(byte: u8) -> bool {
    is_space(byte) || matches!(byte, b'/' | b'>')
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c')
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use html5ever::tokenizer::{BufferQueue, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

    use super::*;

    /// Counts tags.
    #[derive(Default)]
    struct Tags(Cell<usize>);

    impl TokenSink for Tags {
        type Handle = ();

        fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
            self.0.set(self.0.get() + usize::from(matches!(token, Token::TagToken(_))));
            TokenSinkResult::Continue
        }
    }

    fn tags(text: &str) -> usize {
        let tokenizer = Tokenizer::new(Tags::default(), TokenizerOpts::default());
        let input = BufferQueue::default();
        input.push_back(text.into());
        let _ = tokenizer.feed(&input);
        tokenizer.sink.0.get()
    }

    #[test]
    fn a_tag_ends_where_the_tokenizer_ends_it() {
        let mut random = fastrand::Rng::with_seed(1);
        for _ in 0..20_000 {
            let signs: String = (0..random.usize(..24))
                .map(|_| char::from(random.choice(*b"ab =\"'/<>&\r\n").unwrap_or(b' ')))
                .collect();
            let text = format!("<{}a{}", random.choice(["", "/"]).unwrap_or(""), signs);
            match tag_end(&text) {
                Ok(Some(end)) => assert_eq!((tags(&text[..end - 1]), tags(&text[..end])), (0, 1), "{text}"),
                _ => assert_eq!(tags(&text), 0, "{text}"),
            }
        }
    }

    #[test]
    fn attributes_are_counted_wherever_they_may_begin() {
        for between in [" ", "/", "='x'", "=x ", " = x ", "=\"/\"/", "==\"\t"] {
            let names = |count: usize| (0..count).map(|nth| format!("b{nth}{between}")).collect::<Vec<_>>();
            let tag = |count: usize| format!("<a {}", names(count).concat());
            assert!(tag_end(&(tag(MOST_ATTRIBUTES) + ">")).is_ok(), "{between}");
            assert!(tag_end(&(tag(MOST_ATTRIBUTES + 1) + ">")).is_err(), "{between}");
        }
    }
}
