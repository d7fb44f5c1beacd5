//! A list of findings as Markdown: a heading and a table for each agency.

use std::io::{self, Write};

use crate::export::Setting;
use crate::export::findings::rows::{COLUMNS, FindingColumn, Listed};
use crate::export::findings::{title, verdict};
use crate::export::markdown::{head, line, plain};
use crate::review::years::agency_key;
use crate::source::MARK;
use crate::words::{CommonMessage, ExportMessage, Words};

/// The columns for a person: the place goes with the file, and the name of the rule with its id.
const SHOWN: [&str; 13] = [
    "year",
    "source",
    "rule",
    "place",
    "left",
    "right",
    "difference",
    "verdict",
    "decided_cell",
    "decided",
    "reviewer",
    "time",
    "note",
];

pub(super) fn write(listed: &[Listed], setting: Setting, out: &mut (dyn Write + Send)) -> io::Result<()> {
    let words = setting.words;
    writeln!(out, "<!-- {MARK} -->\n\n# {}", title(listed, words))?;
    if listed.is_empty() {
        return writeln!(out, "\n{}", words.say(ExportMessage::ListEmpty));
    }
    for of_agency in listed.chunk_by(|one, other| agency_key(&one.agency) == agency_key(&other.agency)) {
        out.write_all(section(of_agency, words).as_bytes())?;
    }
    Ok(())
}

fn section(listed: &[Listed], words: &Words) -> String {
    let agency = listed.first().map(|row| row.agency.as_str()).filter(|agency| !agency.is_empty());
    let mut text = format!("\n## {}\n", plain(agency.unwrap_or(words.say(CommonMessage::UnknownTitle))));
    let columns = || SHOWN.iter().filter_map(|name| COLUMNS.iter().find(|column| column.name == *name));
    head(&mut text, columns().map(|column| column.about(words.language).to_owned()));
    for row in listed {
        line(&mut text, columns().map(|column| plain(&shown(column, row, words))));
    }
    text
}

/// What a column holds, for a person.
fn shown(column: &FindingColumn, row: &Listed, words: &Words) -> String {
    match column.name {
        "source" => {
            let place = [row.source.as_str(), &row.line];
            place.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(":")
        }
        "rule" => format!("{} {}", row.rule, row.rule_name),
        "verdict" => verdict(row, words).to_owned(),
        _ => column.field(row).to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_that_is_shown_is_one_of_the_list() {
        for name in SHOWN {
            assert!(COLUMNS.iter().any(|column| column.name == name), "the list has no column {name}");
        }
    }
}
