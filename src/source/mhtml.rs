//! Web pages saved as one file (`.mhtml`, `.mht`): a mail whose parts are the page and what belongs to it.

use crate::source::encoding::NoText;
use crate::source::fault::Fault;

/// How much of a file is looked at to see whether it is one, in bytes.
const HEAD: usize = 4096;

/// A part of a mail: its headers and what they are about.
struct Part<'a> {
    headers: String,
    body: &'a [u8],
}

/// The web page in a file, if it is such a file.
pub(super) fn page(bytes: &[u8]) -> Option<Result<Vec<u8>, Fault>> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).to_ascii_lowercase();
    let begins = head.trim_start_matches('\u{feff}').trim_start();
    let is_header = |line: &str| {
        line.split_once(':').is_some_and(|(name, _)| {
            !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        })
    };
    if !begins.lines().next().is_some_and(is_header)
        || !begins.contains("mime-version:")
        || !begins.contains("content-type:")
    {
        return None;
    }
    Some(page_in(&part(bytes), 0).ok_or(Fault::NoText(NoText::Binary(0))))
}

/// The first web page among a part and those inside it.
fn page_in(part: &Part, depth: usize) -> Option<Vec<u8>> {
    let kind = header(&part.headers, "content-type").unwrap_or_default();
    if kind.to_ascii_lowercase().starts_with("multipart/") && depth < 4 {
        let boundary = parameter(&kind, "boundary")?;
        return parts(part.body, &boundary).into_iter().find_map(|inner| page_in(&inner, depth + 1));
    }
    let is_page = kind.to_ascii_lowercase().starts_with("text/html")
        || kind.to_ascii_lowercase().starts_with("application/xhtml");
    is_page.then(|| {
        match header(&part.headers, "content-transfer-encoding").unwrap_or_default().to_ascii_lowercase().as_str() {
            "quoted-printable" => quoted_printable(part.body),
            "base64" => base64(part.body),
            _ => part.body.to_vec(),
        }
    })
}

/// Headers and body of a part: an empty line is between them.
fn part(bytes: &[u8]) -> Part<'_> {
    let mut end = 0;
    for line in bytes.split_inclusive(|&byte| byte == b'\n') {
        end += line.len();
        if line.trim_ascii().is_empty() && end > line.len() {
            break;
        }
    }
    // A header may go on in lines that begin with white space.
    let headers = String::from_utf8_lossy(&bytes[..end]).replace("\r\n", "\n").replace("\n\t", " ").replace("\n ", " ");
    Part { headers, body: &bytes[end..] }
}

fn parts<'a>(body: &'a [u8], boundary: &str) -> Vec<Part<'a>> {
    let mark = format!("--{boundary}");
    let (mut parts, mut start, mut at) = (Vec::new(), None, 0);
    for line in body.split_inclusive(|&byte| byte == b'\n') {
        if line.trim_ascii_end().starts_with(mark.as_bytes()) {
            parts.extend(start.map(|start: usize| part(&body[start..at])));
            start = Some(at + line.len());
        }
        at += line.len();
    }
    // The file may be cut before the last mark.
    parts.extend(start.filter(|&start| start < body.len()).map(|start| part(&body[start..])));
    parts
}

fn header(headers: &str, name: &str) -> Option<String> {
    let named = headers.lines().filter_map(|line| line.split_once(':'));
    named.filter(|(found, _)| found.trim().eq_ignore_ascii_case(name)).map(|(_, value)| value.trim().to_owned()).next()
}

/// A parameter of a header: `multipart/related; boundary="----B"`.
fn parameter(header: &str, name: &str) -> Option<String> {
    let named = header.split(';').filter_map(|part| part.split_once('='));
    named
        .filter(|(found, _)| found.trim().eq_ignore_ascii_case(name))
        .map(|(_, value)| value.trim().trim_matches('"').to_owned())
        .next()
}

/// Bytes from text in which `=E9` stands for one, and `=` at the end of a line for no line end.
fn quoted_printable(text: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut at = 0;
    while let Some(&byte) = text.get(at) {
        let hex = |at: usize| text.get(at).and_then(|&digit| char::from(digit).to_digit(16));
        match (byte, hex(at + 1), hex(at + 2)) {
            (b'=', Some(high), Some(low)) => {
                bytes.push((high * 16 + low) as u8);
                at += 3;
            }
            (b'=', ..) => {
                // Up to the end of the line there is white space at most.
                let end = text[at + 1..].iter().position(|&byte| byte == b'\n').map_or(text.len(), |end| at + 2 + end);
                if text[at + 1..end].trim_ascii().is_empty() {
                    at = end;
                } else {
                    bytes.push(byte);
                    at += 1;
                }
            }
            _ => {
                bytes.push(byte);
                at += 1;
            }
        }
    }
    bytes
}

fn base64(text: &[u8]) -> Vec<u8> {
    let digit = |byte: &u8| match byte {
        b'A'..=b'Z' => Some(u32::from(byte - b'A')),
        b'a'..=b'z' => Some(u32::from(byte - b'a') + 26),
        b'0'..=b'9' => Some(u32::from(byte - b'0') + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    };
    let digits: Vec<u32> = text.iter().filter_map(digit).collect();
    let mut bytes = Vec::with_capacity(digits.len() * 3 / 4);
    for four in digits.chunks(4) {
        let bits = four.iter().enumerate().fold(0, |bits, (nth, digit)| bits | digit << (18 - 6 * nth));
        bytes.extend(bits.to_be_bytes()[1..].iter().take(four.len().saturating_sub(1)));
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<String> {
        Some(String::from_utf8(page(text.as_bytes())?.ok()?).expect("UTF-8"))
    }

    #[test]
    fn the_page_is_taken_out_whichever_way_it_is_packed() {
        let mail = |encoding: &str, body: &str| {
            format!(
                "From: <x>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=\"--B\"\r\n\r\n----B\r\nContent-Type: image/png\r\n\r\nx\r\n----B\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n{body}\r\n----B--\r\n"
            )
        };
        let page = "<p>规 1=1</p>\r\n";
        assert_eq!(read(&mail("quoted-printable", "<p>=E8=A7=84 1=\r\n=3D1</p>")).as_deref(), Some(page));
        assert_eq!(read(&mail("base64", "PHA+6KeEIDE9\r\nMTwvcD4NCg==")).as_deref(), Some(page));
        assert_eq!(read(&mail("8bit", "<p>规 1=1</p>")).as_deref(), Some(page));
        assert_eq!(read("某局：年度报告\n规章\t0"), None);
    }
}
