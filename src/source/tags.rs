//! The tags of a text in HTML, and what stands between them, as the tokenizer of `html5ever` tells them: in one pass over
//! the text, whatever is wrong with it. There is no tree: what a browser makes of a few hundred wrong tags can be millions
//! of nodes.

use std::cell::{Cell, RefCell};

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

use crate::source::attributes::{ends_name, tag_end};
use crate::source::fault::Fault;

/// Elements that hold no tags but their own end, and are not for reading.
const RAW: &[&str] = &["script", "style", "noscript", "iframe", "xmp", "noembed", "noframes"];
/// Elements that hold no tags but their own end, but character references.
const TEXT_ONLY: &[&str] = &["title", "textarea"];
/// The one of these whose text is read.
const READ: &str = "title";
/// Elements with a language of their own.
const PICTURES: &[&str] = &["svg", "math"];

/// A piece of a text in HTML.
#[derive(Debug)]
pub(super) enum Piece<'a> {
    /// Text, its character references resolved
    Text(&'a str),
    /// The beginning of an element
    Open(&'a Tag),
    /// The end of an element
    Close(&'a str),
}

/// Hands the pieces of a text over, in order, up to the first that is refused. Comments, and elements that hold scripts
/// and the like, are left out. A tag without an end is text.
pub(super) fn pieces(text: &str, take: impl FnMut(Piece) -> Result<(), Fault>) -> Result<(), Fault> {
    let tokenizer = Tokenizer::new(Sink::new(take), TokenizerOpts::default());
    let (whole, input) = (StrTendril::from(text), BufferQueue::default());
    let (mut at, mut is_comment) = (0, false);
    while at < text.len() && !tokenizer.sink.is_refused() {
        let (rest, sink) = (&text[at..], &tokenizer.sink);
        let end = if is_comment || !sink.is_tag(rest) { Some(next(rest)) } else { tag_end(rest)? };
        is_comment |= sink.is_comment(rest);
        sink.is_silent.set(true);
        input.push_back(match end {
            Some(length) => whole.subtendril(at as u32, length as u32),
            None => rest.replace('<', "&lt;").into(),
        });
        // The sink runs no scripts, so there is nothing to wait for.
        let _ = tokenizer.feed(&input);
        is_comment &= sink.is_silent.get();
        at += end.unwrap_or(rest.len());
    }
    tokenizer.end();
    tokenizer.sink.outcome.into_inner()
}

/// Where the next tag may begin.
fn next(rest: &str) -> usize {
    rest.bytes().skip(1).position(|byte| byte == b'<').map_or(rest.len(), |next| next + 1)
}

/// What takes the tokens, and what the tokenizer is in the middle of.
struct Sink<F> {
    take: RefCell<F>,
    outcome: RefCell<Result<(), Fault>>,
    /// The element that holds no tags and is open
    raw: Cell<Option<&'static str>>,
    is_in_picture: Cell<bool>,
    /// Whether no token has come of late
    is_silent: Cell<bool>,
}

impl<F: FnMut(Piece) -> Result<(), Fault>> Sink<F> {
    fn new(take: F) -> Self {
        Self {
            take: RefCell::new(take),
            outcome: RefCell::new(Ok(())),
            raw: Cell::new(None),
            is_in_picture: Cell::new(false),
            is_silent: Cell::new(false),
        }
    }

    fn is_refused(&self) -> bool {
        self.outcome.borrow().is_err()
    }

    /// Whether a tag begins here.
    fn is_tag(&self, rest: &str) -> bool {
        let Some(name) = rest.strip_prefix('<') else { return false };
        let Some(raw) = self.raw.get() else {
            return name.trim_start_matches('/').starts_with(|sign: char| sign.is_ascii_alphabetic());
        };
        let end = name.strip_prefix('/').and_then(|name| name.as_bytes().split_at_checked(raw.len()));
        end.is_some_and(|(name, after)| {
            name.eq_ignore_ascii_case(raw.as_bytes()) && after.first().copied().is_some_and(ends_name)
        })
    }

    /// Whether a comment, or what is taken for one, begins here.
    fn is_comment(&self, rest: &str) -> bool {
        self.raw.get().is_none()
            && rest.starts_with('<')
            && rest[1..].starts_with(['!', '?', '/'])
            && !self.is_tag(rest)
    }

    fn take(&self, piece: Piece) {
        if !self.is_refused() {
            *self.outcome.borrow_mut() = (self.take.borrow_mut())(piece);
        }
    }

    /// Takes the beginning of an element, and says how what follows is told.
    fn open(&self, tag: &Tag) -> TokenSinkResult<()> {
        let name: &str = &tag.name;
        let raw = RAW.iter().chain(TEXT_ONLY).copied().find(|raw| *raw == name);
        // In a picture elements may end where they begin.
        let raw = raw.filter(|_| !(self.is_in_picture.get() && tag.self_closing));
        self.is_in_picture.set(self.is_in_picture.get() || PICTURES.contains(&name) && !tag.self_closing);
        self.raw.set(raw);
        if raw.is_none_or(|raw| raw == READ) {
            self.take(Piece::Open(tag));
        }
        match raw {
            None => TokenSinkResult::Continue,
            Some(raw) if TEXT_ONLY.contains(&raw) => TokenSinkResult::RawData(RawKind::Rcdata),
            // The state for scripts would pass ends of scripts in comments, and with them a tag that nobody has measured.
            Some(_) => TokenSinkResult::RawData(RawKind::Rawtext),
        }
    }

    fn close(&self, tag: &Tag) {
        let name: &str = &tag.name;
        self.is_in_picture.set(self.is_in_picture.get() && !PICTURES.contains(&name));
        if self.raw.take().is_none_or(|raw| raw == READ) {
            self.take(Piece::Close(name));
        }
    }
}

impl<F: FnMut(Piece) -> Result<(), Fault>> TokenSink for Sink<F> {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        if matches!(token, Token::ParseError(_)) {
            return TokenSinkResult::Continue;
        }
        self.is_silent.set(false);
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => return self.open(&tag),
            Token::TagToken(tag) => self.close(&tag),
            Token::CharacterTokens(text) if self.raw.get().is_none_or(|raw| raw == READ) => {
                self.take(Piece::Text(&text));
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> String {
        let mut told = String::new();
        let outcome = pieces(text, |piece| {
            told += &match piece {
                Piece::Text(text) => text.to_owned(),
                Piece::Open(tag) => {
                    let attributes = tag.attrs.iter().map(|found| format!(" {}={}", found.name.local, found.value));
                    format!("<{}{}>", tag.name, attributes.collect::<Vec<_>>().concat())
                }
                Piece::Close(name) => format!("</{name}>"),
            };
            Ok(())
        });
        outcome.expect("nothing is refused");
        told
    }

    #[test]
    fn tags_are_told_from_text_as_browsers_do() {
        assert_eq!(told("a < b<BR/>c &lt; d"), "a < b<br>c < d");
        assert_eq!(told("<!DOCTYPE html><!-- <p a> --><!p><?q></ r>甲"), "甲");
        assert_eq!(told("<td title='a>b' COLSPAN=2>1</td>"), "<td title=a>b colspan=2>1</td>");
        assert_eq!(told("甲<!--<p>"), "甲");
        assert_eq!(told("&nbsp;&#19977;&#150;&nbsp1 A&B &unknown; &"), "\u{a0}三–\u{a0}1 A&B &unknown; &");
    }

    #[test]
    fn a_tag_without_an_end_is_text() {
        assert_eq!(told("甲<p"), "甲<p");
        assert_eq!(told("<td rowspan=\"2>1</td>"), "<td rowspan=\"2>1</td>");
    }

    #[test]
    fn a_tag_with_endless_attributes_is_refused_and_nothing_else() {
        let many = (0..1000).map(|nth| format!(" a{nth}")).collect::<Vec<_>>().concat();
        let refused = |text: &str| pieces(text, |_| Ok(())).is_err();
        assert!(refused(&format!("<p{many}>")) && refused(&format!("<script></script{many}>")));
        assert_eq!(told(&format!("<!--<p{many}>-->甲<script>a<b{many}</script>")), "甲");
        assert_eq!(told(&format!("<img src='{}'>甲", "a/b ".repeat(9000))).len(), 36_013);
    }

    #[test]
    fn elements_that_hold_no_tags_are_told_as_they_stand() {
        assert_eq!(told("<script>if (a<b) '</p>'</SCRIPT >甲"), "甲");
        assert_eq!(told("<script><!--<script></script>甲"), "甲");
        assert_eq!(told("<title>甲 &lt; <b></title>乙<textarea><p></textarea>"), "<title>甲 < <b></title>乙");
        assert_eq!(told("<svg><style/><title/></svg><p>"), "<svg><style><title></svg><p>");
    }
}
