//! Files that are packed together, as office programs write them: a zip archive of parts in XML.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::error::Excess;
use crate::source::bounds::{MOST_PARTS, MOST_UNPACKED};
use crate::source::encoding::decode;
use crate::source::fault::Fault;

/// A packed file. What is unpacked from it is counted as it comes, whatever the archive says of sizes.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    room: usize,
}

impl<'a> Package<'a> {
    /// Whether a file begins as archives do.
    pub(super) fn is_one(bytes: &[u8]) -> bool {
        bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
    }

    /// Reads the list of the parts.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Fault> {
        let entries = bytes.windows(4).filter(|signature| signature == b"PK\x01\x02").count();
        if entries > MOST_PARTS {
            return Err(Fault::TooMuch(Excess::Parts(MOST_PARTS)));
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| Fault::Broken(error.to_string()))?;
        Ok(Self { archive, room: MOST_UNPACKED })
    }

    /// The name of the first part that is as wanted.
    pub(super) fn find(&self, wanted: impl Fn(&str) -> bool) -> Option<String> {
        self.archive.file_names().flatten().find(|name| wanted(name)).map(std::borrow::Cow::into_owned)
    }

    /// The names of all parts.
    #[cfg(feature = "xlsx")]
    pub(super) fn names(&self) -> Vec<String> {
        self.archive.file_names().flatten().map(std::borrow::Cow::into_owned).collect()
    }

    /// The text of a part, if there is one of this name.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, Fault> {
        let broken = |error: String| Fault::Broken(format!("{name}: {error}"));
        let file = match self.archive.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(broken(error.to_string())),
        };
        let mut bytes = Vec::new();
        file.take(self.room as u64 + 1).read_to_end(&mut bytes).map_err(|error| broken(error.to_string()))?;
        let left = self.room.checked_sub(bytes.len());
        self.room = left.ok_or(Fault::TooMuch(Excess::Unpacked(MOST_UNPACKED >> 20)))?;
        let text = String::from_utf8(bytes).or_else(|error| decode(error.as_bytes()));
        text.map(Some).map_err(|_| broken("no XML".to_owned()))
    }
}

/// An archive of some parts, for tests.
#[cfg(test)]
pub(super) fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    use std::io::Write;

    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a part");
        archive.write_all(text.as_bytes()).expect("its text");
    }
    archive.finish().expect("an archive").into_inner()
}
