//! A list of findings as Markdown: a heading and a table for each agency.

use std::io::{self, Write};

use crate::export::Setting;
use crate::export::decided::heads;
use crate::export::findings::rows::Listed;
use crate::export::markdown::{head, line, plain};
use crate::review::years::agency_key;
use crate::source::MARK;
use crate::words::{Word, Words};

pub(super) fn write(listed: &[Listed], setting: Setting, out: &mut (dyn Write + Send)) -> io::Result<()> {
    let words = setting.words;
    writeln!(out, "<!-- {MARK} -->\n\n# {}", words.say(Word::ListTitle))?;
    if listed.is_empty() {
        return writeln!(out, "\n{}", words.say(Word::ListEmpty));
    }
    for of_agency in listed.chunk_by(|one, other| agency_key(&one.agency) == agency_key(&other.agency)) {
        out.write_all(section(of_agency, words).as_bytes())?;
    }
    Ok(())
}

fn section(listed: &[Listed], words: &Words) -> String {
    let agency = listed.first().map(|row| row.agency.as_str()).filter(|agency| !agency.is_empty());
    let mut text = format!("\n## {}\n", plain(agency.unwrap_or(words.say(Word::UnknownTitle))));
    head(&mut text, heads(words, Word::ListHeads).map(str::to_owned));
    for row in listed {
        line(&mut text, columns(row, words).iter().map(|column| plain(column)));
    }
    text
}

/// The columns for a person, in the order of [`Word::ListHeads`].
fn columns(row: &Listed, words: &Words) -> [String; 11] {
    let number = |value: Option<rust_decimal::Decimal>| value.map(|value| value.to_string()).unwrap_or_default();
    let [by, at, note] = row.decided.clone();
    [
        row.year.map(|year| year.to_string()).unwrap_or_default(),
        [row.source.as_str(), &row.line].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(":"),
        format!("{} {}", row.rule, row.rule_name),
        row.place.clone(),
        number(row.left),
        number(row.right),
        number(row.difference),
        verdict(row, words).to_owned(),
        by,
        at,
        note,
    ]
}

/// The verdict, as a word.
pub(super) fn verdict<'a>(row: &Listed, words: &'a Words) -> &'a str {
    words.say(match row.verdict {
        "source_error" => Word::ExportSourceError,
        "reread" => Word::VerdictReread,
        _ => Word::VerdictOpen,
    })
}
