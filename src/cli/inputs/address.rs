//! Paths as they are typed: a `file://` address is the path that it holds.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use clap::builder::{PathBufValueParser, TypedValueParser};

/// How the command line reads a path.
pub(in crate::cli) fn path() -> impl TypedValueParser<Value = PathBuf> {
    PathBufValueParser::new().map(|path| path_of(path.as_os_str()))
}

/// The path that a text means: a path, or a `file://` address of this computer with its escapes (RFC 8089).
pub(super) fn path_of(text: &OsStr) -> PathBuf {
    let address = text.to_str().and_then(|text| text.strip_prefix("file://"));
    let local = address.map(|address| address.strip_prefix("localhost").unwrap_or(address));
    let absolute = local.filter(|path| path.starts_with('/'));
    absolute.and_then(unescaped).map_or_else(|| text.into(), PathBuf::from)
}

/// A path without its escapes, `%20` for a space; none if one is broken.
fn unescaped(path: &str) -> Option<OsString> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [byte, after @ ..] = rest {
        rest = after;
        let byte = match (byte, after) {
            (b'%', [high, low, ..]) => {
                rest = &after[2..];
                let digit = |byte: &u8| char::from(*byte).to_digit(16);
                (digit(high)? * 16 + digit(low)?) as u8
            }
            (b'%', _) => return None,
            _ => *byte,
        };
        bytes.push(byte);
    }
    // No system takes a null byte in a path.
    if bytes.contains(&0) {
        return None;
    }
    #[cfg(unix)]
    let path: OsString = std::os::unix::ffi::OsStringExt::from_vec(bytes);
    #[cfg(not(unix))]
    let path = OsString::from(String::from_utf8(bytes).ok()?);
    // `/C:/reports` is the path `C:/reports`.
    let drive =
        path.to_str().and_then(|path| path.strip_prefix('/')).filter(|path| path.as_bytes().get(1) == Some(&b':'));
    Some(if cfg!(windows) { drive.map_or_else(|| path.clone(), |drive| OsStr::new(drive).to_owned()) } else { path })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_of_a_file_is_its_path() {
        let cases = [
            ("file:///data/a.txt", "/data/a.txt"),
            ("file://localhost/data/a.txt", "/data/a.txt"),
            ("file:///data/a%20b%25.txt", "/data/a b%.txt"),
            ("file:///%E5%B1%80/2023.txt", "/局/2023.txt"),
            // Anything else is left as it is.
            ("file://elsewhere/data/a.txt", "file://elsewhere/data/a.txt"),
            ("file:///a%2", "file:///a%2"),
            ("file:///a%zz", "file:///a%zz"),
            #[cfg(unix)]
            ("file:///a%00", "file:///a%00"),
            ("a%20b.txt", "a%20b.txt"),
            ("-", "-"),
        ];
        for (typed, path) in cases {
            assert_eq!(path_of(typed.as_ref()), PathBuf::from(path), "{typed}");
        }
    }
}
