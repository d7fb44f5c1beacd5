//! The tables of a corrected report as Markdown, with marks, decisions and open points.

use std::fmt::Write as _;
use std::io::{self, Write};

use crate::export::decided::{Decided, heads};
use crate::export::printed::own_heads;
use crate::export::{Draft, Setting, Sink, other_format};
use crate::findings::mark::{CellMark, shown};
use crate::findings::wording::{RenderedFinding, findings};
use crate::form::Layout;
use crate::review::Review;
use crate::sheet::Part;
use crate::source::MARK;
use crate::text::visible::visible;
use crate::words::{CommonMessage, ExportMessage};

/// Writes reports as Markdown, one after the other.
pub(super) struct Markdown<'a, W> {
    out: W,
    setting: Setting<'a>,
    empty: bool,
}

impl<'a, W: Write> Markdown<'a, W> {
    pub(super) fn new(out: W, setting: Setting<'a>) -> Self {
        Self { out, setting, empty: true }
    }
}

impl<W: Write> Sink for Markdown<'_, W> {
    fn report(&mut self, review: &Review) -> io::Result<()> {
        self.draft(Draft::Text(text(review, self.setting).into_bytes()))
    }

    fn draft(&mut self, draft: Draft) -> io::Result<()> {
        let Draft::Text(text) = draft else { return Err(other_format()) };
        if std::mem::replace(&mut self.empty, false) {
            writeln!(self.out, "<!-- {MARK} -->\n")?;
        } else {
            self.out.write_all(b"\n---\n\n")?;
        }
        self.out.write_all(&text)
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// The text of a report.
pub(super) fn text(review: &Review, setting: Setting) -> String {
    Page { review, setting }.text()
}

struct Page<'a> {
    review: &'a Review,
    setting: Setting<'a>,
}

impl Page<'_> {
    fn text(&self) -> String {
        let words = self.setting.words;
        let mut text = format!("# {}\n\n", plain(&title(self.review, self.setting)));
        let source = self.review.source.path.display().to_string();
        let form = self.review.record.form();
        text +=
            &format!("{}\n\n", words.fill(ExportMessage::ExportSource { path: &plain(&source), form: &plain(&form) }));
        text += &format!("{}\n", shares(self.review, self.setting));
        for part in &self.review.sheet().parts {
            let table = part.table();
            text += &format!("\n## {}、{}\n", plain(&table.number), plain(&table.title));
            match table.layout {
                Layout::Down => self.down(part, &mut text),
                Layout::Across => self.across(part, &mut text),
            }
        }
        text += &format!("\n{}{}\n", words.say(ExportMessage::ExportMarks), plain(words.say(CommonMessage::Legend)));
        self.decisions(&mut text);
        self.open(&mut text);
        text
    }

    /// A table that is printed down: a table for each block, group labels in rows of their own.
    fn down(&self, part: &Part, text: &mut String) {
        let mut cells = part.cells.clone();
        for block in &part.table().blocks {
            let columns = block.columns.iter().map(|column| match &column.group {
                Some(group) => format!("{group} · {}", column.label),
                None => column.label.clone(),
            });
            let (corner, upper) = own_heads(block);
            for head in upper {
                *text += &format!("\n{}\n", plain(head));
            }
            head(text, [corner.to_owned()].into_iter().chain(columns));
            let mut groups: &[String] = &[];
            for row in &block.rows {
                let same = groups.iter().zip(&row.groups).take_while(|(a, b)| a == b).count();
                for (depth, group) in row.groups.iter().enumerate().skip(same) {
                    let empty = block.columns.iter().map(|_| String::new());
                    line(text, [indented(depth, group)].into_iter().chain(empty));
                }
                groups = &row.groups;
                let values = cells.by_ref().take(block.columns.len()).map(|cell| self.cell(cell));
                line(text, [indented(groups.len(), &row.label)].into_iter().chain(values));
            }
        }
    }

    /// A table that is printed across, turned: a row for each of the form's rows.
    fn across(&self, part: &Part, text: &mut String) {
        let mut cells = part.cells.clone();
        for block in &part.table().blocks {
            head(text, [String::new()].into_iter().chain(block.columns.iter().map(|column| column.label.clone())));
            for row in &block.rows {
                let values = cells.by_ref().take(block.columns.len()).map(|cell| self.cell(cell));
                line(text, [plain(&row.full_label())].into_iter().chain(values));
            }
        }
    }

    fn cell(&self, cell: usize) -> String {
        let mark = CellMark::of(self.review, cell, self.setting.threshold);
        plain(&format!("{}{}", mark.sign(), shown(self.review, cell)))
    }

    fn decisions(&self, text: &mut String) {
        let words = self.setting.words;
        let decided = Decided::all(self.review, words);
        if decided.is_empty() {
            return;
        }
        *text += &format!("\n## {}\n", words.say(ExportMessage::ExportDecisions));
        head(text, Decided::heads(words).map(str::to_owned));
        for decision in decided {
            line(text, decision.columns().map(plain));
        }
    }

    fn open(&self, text: &mut String) {
        let words = self.setting.words;
        let found = findings(self.review, self.setting.catalogue, words, self.setting.threshold);
        *text += &format!("\n## {}\n\n", words.say(ExportMessage::ExportOpen));
        if found.is_empty() {
            *text += &format!("{}\n", words.say(ExportMessage::ExportNothingOpen));
        }
        for finding in &found {
            *text += &format!("- {}{}\n", plain(&place(finding)), plain(&finding.message));
            finding.details.iter().for_each(|detail| *text += &format!("  - {}\n", plain(detail)));
        }
    }
}

/// The agency and year of a report, as a title.
pub(super) fn title(review: &Review, setting: Setting) -> String {
    let words = setting.words;
    let agency = review.record.agency.as_deref().unwrap_or(words.say(CommonMessage::UnknownTitle));
    let year = review.record.year.map(|year| year.to_string()).unwrap_or_default();
    visible(&words.fill(ExportMessage::ExportTitle { agency: &agency, year: &year })).into_owned()
}

/// The cells of a report by what is known of them, in a line.
pub(super) fn shares(review: &Review, setting: Setting) -> String {
    let shares = review.summary(setting.threshold).shares(0);
    let mut text = String::new();
    for (name, count) in heads(setting.words, CommonMessage::ShareNames).zip(shares) {
        let between = if text.is_empty() { "" } else { " · " };
        write!(text, "{between}{name} {count}").expect("a string takes all text");
    }
    text
}

/// The place of a finding in the source, if it has one.
pub(super) fn place(finding: &RenderedFinding) -> String {
    match (finding.line, finding.column) {
        (Some(line), Some(column)) => format!("{line}:{column} "),
        _ => String::new(),
    }
}

/// The heads of a table, and the line below them; a blank line goes before it.
pub(super) fn head(text: &mut String, columns: impl Iterator<Item = String>) {
    let columns: Vec<String> = columns.map(|column| plain(&column)).collect();
    let rule = columns.iter().map(|_| "---".to_owned());
    *text += "\n";
    line(text, columns.clone().into_iter());
    line(text, rule);
}

/// A line of a table; its columns are plain already.
pub(super) fn line(text: &mut String, columns: impl Iterator<Item = String>) {
    *text += "|";
    columns.for_each(|column| *text += &format!(" {column} |"));
    *text += "\n";
}

fn indented(depth: usize, label: &str) -> String {
    format!("{}{}", "\u{3000}".repeat(depth), plain(label))
}

/// A text that Markdown and the HTML made of it show unchanged, in one line.
pub(super) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for sign in visible(text).chars() {
        match sign {
            '<' => plain += "&lt;",
            '>' => plain += "&gt;",
            '&' => plain += "&amp;",
            _ if sign.is_ascii_punctuation()
                && !matches!(sign, '.' | ',' | ':' | '/' | '%' | '(' | ')' | '?' | '\'') =>
            {
                plain.extend(['\\', sign]);
            }
            _ => plain.push(sign),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn nothing_in_a_text_is_markup() {
        let cases = [
            ("a|b\n*c*", "a\\|b␊\\*c\\*"),
            ("<script>", "&lt;script&gt;"),
            ("[x](y)", "\\[x\\](y)"),
            ("\u{1b}[2J\u{202e}", "␛\\[2J&lt;202E&gt;"),
            ("三、办理 3.5", "三、办理 3.5"),
        ];
        for (text, expected) in cases {
            assert_eq!(plain(text), expected);
        }
    }
}
