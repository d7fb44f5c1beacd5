//! How much of a file is read. A report is a hundredth of it; what is more is refused, and never cut.

use crate::error::Excess;
use crate::source::fault::Fault;

/// The most bytes of a file: documents hold pictures.
pub(super) const MOST_BYTES: usize = 64 << 20;
/// The most bytes that are unpacked from one file.
pub(super) const MOST_UNPACKED: usize = 32 << 20;
/// The most parts that a packed file may have.
pub(super) const MOST_PARTS: usize = 10_000;
/// The most bytes of the text.
pub(super) const MOST_TEXT: usize = 16 << 20;
/// The most lines of the text.
const MOST_LINES: usize = 100_000;
/// The longest line that is taken for a row, in bytes. Rows of reports have a twentieth of it; what is longer is prose.
pub(crate) const LONGEST_ROW: usize = 8_000;
/// The most lines of the text that may be rows of a table.
const MOST_ROWS: usize = 5_000;
/// The most bytes of all of them together: every label among them is compared with all labels of the forms.
const MOST_ROW_TEXT: usize = 384 << 10;
/// The most cells of all tables together.
pub(super) const MOST_CELLS: usize = 200_000;
/// The most attributes of a tag. None has a tenth of them.
pub(super) const MOST_ATTRIBUTES: usize = 256;
/// The most columns of a table as it is drawn.
pub(super) const MOST_COLUMNS: usize = 10_000;

/// Whether a file is small enough to be looked into.
pub(super) fn check_bytes(bytes: &[u8]) -> Result<(), Fault> {
    within(bytes.len(), MOST_BYTES, Excess::Bytes(MOST_BYTES >> 20))
}

/// Whether a text is small enough to be rendered.
pub(super) fn check_text(text: &str) -> Result<(), Fault> {
    within(text.len(), MOST_TEXT, Excess::Text(MOST_TEXT >> 20))
}

/// Whether a text, rendered if it has to be, is small enough to be read.
pub(super) fn check_shape(text: &str) -> Result<(), Fault> {
    check_text(text)?;
    if is_plainly_small(text) {
        return Ok(());
    }
    let count = |sign: u8| count_of(text, sign);
    within(count(b'\n'), MOST_LINES, Excess::Lines(MOST_LINES))?;
    let rows = text.lines().filter(|line| line.len() <= LONGEST_ROW && line.contains(['\t', '|']));
    let (rows, bytes) = rows.fold((0, 0), |(rows, bytes), line| (rows + 1, bytes + line.len()));
    within(rows, MOST_ROWS, Excess::Rows(MOST_ROWS))?;
    within(bytes, MOST_ROW_TEXT, Excess::RowText(MOST_ROW_TEXT >> 10))?;
    within(count(b'\t') + count(b'|'), MOST_CELLS * 2, Excess::Cells(MOST_CELLS))
}

/// Whether a text has so few bytes and lines that it is within all bounds, whatever they hold.
fn is_plainly_small(text: &str) -> bool {
    let is_small = text.len() <= MOST_ROW_TEXT.min(MOST_CELLS);
    is_small && count_of(text, b'\n') < MOST_ROWS.min(MOST_LINES)
}

/// How often a byte stands in a text. Counted in pieces whose counts fit a byte: so many are compared at once.
pub(crate) fn count_of(text: &str, byte: u8) -> usize {
    let pieces = text.as_bytes().chunks(usize::from(u8::MAX));
    pieces.map(|piece| usize::from(piece.iter().map(|&other| u8::from(other == byte)).sum::<u8>())).sum()
}

/// Counts cells while a table is rendered.
#[derive(Debug, Default)]
pub(super) struct CellCount(usize);

impl CellCount {
    /// Adds some cells, if so many are allowed.
    pub(super) fn add(&mut self, cells: usize) -> Result<(), Fault> {
        self.0 += cells;
        within(self.0, MOST_CELLS, Excess::Cells(MOST_CELLS))
    }
}

fn within(count: usize, most: usize, excess: Excess) -> Result<(), Fault> {
    if count > most { Err(Fault::TooMuch(excess)) } else { Ok(()) }
}
