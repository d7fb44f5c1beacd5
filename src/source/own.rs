//! Pages and workbooks that this program wrote itself: they hold the tables of a report and are none.

use std::fs::File;
use std::io::{Read, Take};
use std::path::Path;

use zip::ZipArchive;

/// What a page or a workbook says of who wrote it.
pub const MARK: &str = "gouji export";

/// Where a page says it, or the part of a workbook that does.
const BEGINNING: u64 = 1024;
const ABOUT: &str = "docProps/core.xml";

/// Whether a file says near its beginning, or in its properties, that it is an export.
pub(super) fn is_own(path: &Path, ending: &str) -> bool {
    // A pipe would be waited for without end.
    let open = || path.is_file().then(|| File::open(path).ok()).flatten();
    match ending {
        "html" | "htm" | "md" | "markdown" => open().is_some_and(|file| says_so(file.take(BEGINNING))),
        "csv" => open().is_some_and(|file| is_table_of_cells(file.take(BEGINNING))),
        "xlsx" => open().is_some_and(in_properties),
        _ => false,
    }
}

/// Whether a table begins with the heads of an export.
fn is_table_of_cells(mut file: Take<impl Read>) -> bool {
    let mut bytes = Vec::new();
    let read = file.read_to_end(&mut bytes);
    let text = String::from_utf8_lossy(&bytes);
    let mut heads = text.lines().next().unwrap_or_default().trim_start_matches('\u{feff}').split(',');
    read.is_ok() && heads.next() == Some("source") && heads.any(|head| head == "agency")
}

fn in_properties(file: File) -> bool {
    ZipArchive::new(file)
        .is_ok_and(|mut archive| archive.by_name(ABOUT).is_ok_and(|part| says_so(part.take(BEGINNING))))
}

fn says_so(mut file: Take<impl Read>) -> bool {
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).is_ok() && bytes.windows(MARK.len()).any(|found| found == MARK.as_bytes())
}
