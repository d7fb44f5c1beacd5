//! A list of findings as a workbook of one sheet that can be filtered.

use std::io::{self, Write};

use crate::export::Setting;
use crate::export::decided::heads;
use crate::export::field::Field;
use crate::export::findings::markdown::verdict;
use crate::export::findings::rows::Listed;
use crate::export::xlsx::book::Book;
use crate::words::{Word, Words};

pub(super) fn write(listed: &[Listed], setting: Setting, out: &mut (dyn Write + Send)) -> io::Result<()> {
    let words = setting.words;
    let mut book = Book::new(words)?;
    let widths = [26, 7, 24, 8, 9, 12, 14, 24, 10, 10, 10, 14, 34, 60, 12, 26, 30];
    let mut list = book.list(words.say(Word::ListTitle), heads(words, Word::ListSheetHeads), &widths)?;
    for row in listed {
        list.line(&mut book, columns(row, words))?;
    }
    list.close(&mut book)?;
    book.save(out)
}

fn columns<'a>(row: &'a Listed, words: &'a Words) -> Vec<Field<'a>> {
    let level = words.say(match row.level {
        "error" => Word::RuleError,
        "warning" => Word::RuleWarning,
        _ => Word::RuleHint,
    });
    let [by, at, note] = &row.decided;
    vec![
        Field::text(&row.agency),
        Field::number(row.year),
        Field::text(&row.source),
        Field::text(&row.line),
        Field::text(level),
        Field::text(&row.rule),
        Field::text(&row.rule_name),
        Field::text(&row.place),
        Field::number(row.left),
        Field::number(row.right),
        Field::number(row.difference),
        Field::text(verdict(row, words)),
        Field::text(&row.cells),
        Field::text(&row.message),
        Field::text(by),
        Field::text(at),
        Field::text(note),
    ]
}
