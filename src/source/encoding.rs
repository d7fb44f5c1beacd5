//! The text of a file's bytes: by its byte order mark, else strict UTF-8, UTF-16 or GB18030, whichever has no error.
//! A character is never replaced by another.

use encoding_rs::{Encoding, GB18030, UTF_16BE, UTF_16LE};

/// So many characters that are no ASCII, one after the other right in UTF-8, are no chance.
const MEANT_FOR_UTF8: usize = 8;

/// Why bytes are no text.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum NoText {
    /// A null byte stands at this offset, as in files that are no text.
    Binary(usize),
    /// From this line on, from 1, the bytes are in no encoding that is known.
    Unknown(usize),
}

/// The text, without the byte order mark.
pub(super) fn decode(bytes: &[u8]) -> Result<String, NoText> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return strict(encoding, &bytes[length..]).ok_or_else(|| unknown(&bytes[length..]));
    }
    // Looking for any is far faster than looking for the first.
    if bytes.contains(&0) {
        let at = bytes.iter().position(|&byte| byte == 0).unwrap_or_default();
        let wide = wide_encoding(bytes).and_then(|encoding| strict(encoding, bytes));
        return wide.ok_or(NoText::Binary(at));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(error) if is_flawed_utf8(bytes, error.valid_up_to()) => Err(unknown(bytes)),
        Err(_) => strict(GB18030, bytes).ok_or_else(|| unknown(bytes)),
    }
}

/// Whether so much before the first flaw is UTF-8 with Chinese characters that it must be meant for it: read as GB18030,
/// every such character would become another.
fn is_flawed_utf8(bytes: &[u8], valid: usize) -> bool {
    let before = std::str::from_utf8(&bytes[..valid]).unwrap_or_default();
    before.chars().filter(|sign| !sign.is_ascii()).nth(MEANT_FOR_UTF8 - 1).is_some()
}

fn strict(encoding: &'static Encoding, bytes: &[u8]) -> Option<String> {
    encoding.decode_without_bom_handling_and_without_replacement(bytes).map(std::borrow::Cow::into_owned)
}

/// UTF-16 without a mark: line ends and digits have a zero in every other byte, Chinese characters have none.
fn wide_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let zeros = |odd: usize| bytes.iter().skip(odd).step_by(2).filter(|&&byte| byte == 0).count();
    let pairs = bytes.len() / 2;
    match (zeros(0), zeros(1)) {
        (0, high) if high * 20 > pairs => Some(UTF_16LE),
        (high, 0) if high * 20 > pairs => Some(UTF_16BE),
        _ => None,
    }
}

/// The line of the first byte that is not UTF-8, which is what most files are meant to be.
fn unknown(bytes: &[u8]) -> NoText {
    let valid = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len);
    NoText::Unknown(bytes[..valid].split(|&byte| byte == b'\n').count())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "云岫区水利局2022年\n规章\t0\t12\n";

    fn wide(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn the_same_text_is_read_from_every_encoding() {
        let cases = [
            TEXT.as_bytes().to_vec(),
            [b"\xEF\xBB\xBF", TEXT.as_bytes()].concat(),
            GB18030.encode(TEXT).0.into_owned(),
            [b"\xFF\xFE".to_vec(), wide(TEXT, u16::to_le_bytes)].concat(),
            [b"\xFE\xFF".to_vec(), wide(TEXT, u16::to_be_bytes)].concat(),
            wide(TEXT, u16::to_le_bytes),
            wide(TEXT, u16::to_be_bytes),
        ];
        for bytes in cases {
            assert_eq!(decode(&bytes).as_deref(), Ok(TEXT), "{bytes:x?}");
        }
    }

    #[test]
    fn what_has_an_error_in_every_encoding_is_no_text() {
        assert_eq!(decode(b"PK\x03\x04\0\x01\x02"), Err(NoText::Binary(4)));
        assert_eq!(decode(b"a\nb\xff\xff"), Err(NoText::Unknown(2)));
        assert_eq!(decode(b"\xFF\xFE\x00\xD8a\0"), Err(NoText::Unknown(1)), "half a surrogate pair");
        let lone = [TEXT.as_bytes(), b"\xED\xA0\x80\n"].concat();
        assert_eq!(decode(&lone), Err(NoText::Unknown(3)), "UTF-8 with a flaw is not taken for GB18030");
    }
}
