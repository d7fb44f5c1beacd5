//! A list of findings as a workbook of one sheet that can be filtered.

use std::io::{self, Write};

use crate::export::Setting;
use crate::export::field::Field;
use crate::export::findings::rows::{COLUMNS, FindingColumn, Listed};
use crate::export::findings::{title, verdict};
use crate::export::xlsx::book::Book;
use crate::words::{CheckMessage, Words};

/// The widths of the columns, in digits.
const WIDTHS: [u16; 19] = [26, 7, 24, 8, 9, 12, 14, 24, 10, 10, 10, 14, 34, 10, 34, 60, 12, 26, 30];

pub(super) fn write(listed: &[Listed], setting: Setting, out: &mut (dyn Write + Send)) -> io::Result<()> {
    let words = setting.words;
    let mut book = Book::new(words)?;
    let heads = COLUMNS.iter().map(|column| column.about(words.language));
    let mut list = book.list(title(listed, words), heads, &WIDTHS)?;
    for row in listed {
        list.line(&mut book, COLUMNS.iter().map(|column| shown(column, row, words)))?;
    }
    list.close(&mut book)?;
    book.save(out)
}

/// What a column holds, for a person.
fn shown<'a>(column: &FindingColumn, row: &'a Listed, words: &'a Words) -> Field<'a> {
    match column.name {
        "level" => Field::text(words.say(match row.level {
            "error" => CheckMessage::RuleError,
            "warning" => CheckMessage::RuleWarning,
            _ => CheckMessage::RuleHint,
        })),
        "verdict" => Field::text(verdict(row, words)),
        _ => column.field(row),
    }
}
