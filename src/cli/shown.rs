//! Text on its way to a terminal.

use std::io::{self, Write};

use crate::text::visible::Accents;

/// Writes lines, and makes every character visible that would not be seen or would move the cursor.
pub(super) struct Shown<W> {
    out: W,
    /// The beginning of a character whose end is still to come
    held: Vec<u8>,
    accents: Accents,
}

impl<W> Shown<W> {
    pub(super) fn new(out: W) -> Self {
        Self { out, held: vec![], accents: Accents::default() }
    }
}

impl<W: Write> Write for Shown<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.held.extend_from_slice(bytes);
        let mut shown = String::with_capacity(bytes.len());
        let mut done = 0;
        for chunk in self.held.utf8_chunks() {
            for sign in chunk.valid().chars() {
                if sign == '\n' { shown.push(sign) } else { self.accents.show(sign, &mut shown) }
            }
            done += chunk.valid().len();
            let is_last = done + chunk.invalid().len() == self.held.len();
            if is_last && may_go_on(chunk.invalid()) {
                break;
            }
            if !chunk.invalid().is_empty() {
                shown.push(char::REPLACEMENT_CHARACTER);
                done += chunk.invalid().len();
            }
        }
        self.held.drain(..done);
        self.out.write_all(shown.as_bytes())?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Whether bytes are the beginning of a character.
fn may_go_on(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_err_and(|error| error.error_len().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_moves_the_cursor_however_the_text_is_cut() {
        let text = "甲,\u{1b}[2J\u{202e}乙\u{9b}\r\n".as_bytes();
        for cut in 0..=text.len() {
            let mut shown = Shown::new(Vec::new());
            shown.write_all(&text[..cut]).expect("memory");
            shown.write_all(&text[cut..]).expect("memory");
            assert_eq!(String::from_utf8(shown.out).expect("text"), "甲,␛[2J<202E>乙<009B>␍\n", "cut at {cut}");
        }
    }
}
