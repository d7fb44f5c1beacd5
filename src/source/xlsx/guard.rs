//! What a workbook is spared before it is read: calamine takes its word for the size of what it holds, unpacks whatever it
//! names, as often as it names it, and copies fonts and formats into every style.

use std::io::{Cursor, Read, Result as IoResult, Seek, SeekFrom, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::source::fault::Fault;
use crate::source::package::Package;
use crate::source::xml::{Markup, Xml, attribute};

/// The folders with the parts that are read.
const FOLDERS: &[&str] = &["_rels", "xl", "xl/_rels", "xl/worksheets"];
/// The most styles of a workbook; half of them as a spreadsheet program has it, and as many of the named kind.
const MOST_STYLES: usize = 131_072;
/// The most bytes that all styles together may copy.
const MOST_COPIED: usize = 64 << 20;
/// How often everything may be read: once for the cells, once for the merged ones, and the list of the parts.
const MOST_READINGS: usize = 4;

/// A workbook with the parts that are read, unpacked, as it is handed to calamine.
pub(super) fn unpacked(package: &mut Package) -> Result<Metered, Fault> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for name in package.names() {
        let plain = name.replace('\\', "/").to_ascii_lowercase();
        let folder = plain.rsplit_once('/').map_or("", |(folder, _)| folder);
        if !FOLDERS.contains(&folder) {
            continue;
        }
        let part = package.part(&name)?.unwrap_or_default();
        check(&plain, &part)?;
        let broken = |error: &dyn std::fmt::Display| Fault::Broken(format!("{name}: {error}"));
        archive.start_file(&*name, options).map_err(|error| broken(&error))?;
        archive.write_all(without_declaration(&part).as_bytes()).map_err(|error| broken(&error))?;
    }
    let bytes = archive.finish().map_err(|error| Fault::Broken(error.to_string()))?;
    let room = bytes.get_ref().len() * MOST_READINGS + (1 << 20);
    Ok(Metered { bytes, room })
}

/// A part without what it says of its encoding: it is in UTF-8 by now.
fn without_declaration(part: &str) -> &str {
    let part = part.trim_start_matches('\u{feff}');
    part.strip_prefix("<?xml").and_then(|rest| Some(rest.split_once("?>")?.1)).unwrap_or(part)
}

fn check(name: &str, part: &str) -> Result<(), Fault> {
    if name.ends_with("sharedstrings.xml") {
        check_strings(name, part)
    } else if name.ends_with("styles.xml") {
        check_styles(name, part)
    } else {
        Ok(())
    }
}

/// Room is made for as many texts as a workbook says that it has.
fn check_strings(name: &str, part: &str) -> Result<(), Fault> {
    let mut xml = Xml::new(name, part);
    while let Some(markup) = xml.next()? {
        let Markup::Open(element) = markup else { continue };
        if element.local_name().as_ref() == "sst" {
            let count = attribute(&element, "uniqueCount").and_then(|count| count.trim().parse::<u64>().ok());
            let is_lie =
                count.is_some_and(|count| count > part.len() as u64) || element.matches("uniqueCount").count() > 1;
            return if is_lie { Err(lie(name)) } else { Ok(()) };
        }
    }
    Ok(())
}

/// Every style has its own copy of the font and the format that it names; neither is longer than the longest element.
fn check_styles(name: &str, part: &str) -> Result<(), Fault> {
    let styles = part.matches("xf").count();
    let longest = part.split('<').map(str::len).max().unwrap_or(0);
    let elements = part.len() - part.replace('<', "").len();
    if styles > MOST_STYLES || styles * longest > MOST_COPIED || elements > MOST_STYLES * 8 {
        return Err(lie(name));
    }
    Ok(())
}

fn lie(name: &str) -> Fault {
    Fault::Broken(format!("{name}: no workbook has so much in it"))
}

/// The bytes of a workbook, of which no more are read than reading it takes.
pub(super) struct Metered {
    bytes: Cursor<Vec<u8>>,
    room: usize,
}

impl Read for Metered {
    fn read(&mut self, buffer: &mut [u8]) -> IoResult<usize> {
        let read = self.bytes.read(buffer)?;
        let left = self.room.checked_sub(read);
        self.room = left.ok_or_else(|| std::io::Error::other("its sheets are named again and again"))?;
        Ok(read)
    }
}

impl Seek for Metered {
    fn seek(&mut self, to: SeekFrom) -> IoResult<u64> {
        self.bytes.seek(to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_that_the_part_has_no_room_for_is_refused() {
        let part =
            |count: &str| format!("<?xml version=\"1.0\"?><sst count=\"99999\" {count}><si><t>甲</t></si></sst>");
        assert!(check_strings("s", &part("uniqueCount=\"1\"")).is_ok());
        for lie in
            ["uniqueCount=\"4294967295\"", "uniqueCount=\"1\" uniqueCount=\"4294967295\"", "uniqueCount = '99999'"]
        {
            assert!(check_strings("s", &part(lie)).is_err(), "{lie}");
        }
    }

    #[test]
    fn styles_that_multiply_are_refused() {
        let part = |code: &str, styles: usize| {
            format!("<numFmt formatCode=\"{code}\"/><cellXfs>{}</cellXfs>", "<xf numFmtId=\"170\"/>".repeat(styles))
        };
        assert!(check_styles("s", &part("0.0", 60_000)).is_ok());
        for (code, styles) in [("0.0", 1_000_000), (&*"0".repeat(100_000), 1000)] {
            assert!(check_styles("s", &part(code, styles)).is_err());
        }
        assert!(check_styles("s", &"<font/>".repeat(2_000_000)).is_err());
    }

    #[test]
    fn bytes_are_read_so_often_and_no_more() {
        let mut metered = Metered { bytes: Cursor::new(vec![0; 10]), room: 25 };
        let mut read = || metered.rewind().and_then(|()| metered.read_to_end(&mut Vec::new()));
        assert!(read().is_ok() && read().is_ok() && read().is_err());
    }
}
