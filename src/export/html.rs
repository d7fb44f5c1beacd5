//! The tables of corrected reports as one page for a browser or a printer: nothing is fetched and nothing runs. What comes
//! from a report is shown as text, odd characters made visible.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, Write};

use crate::export::decided::{Decided, heads};
use crate::export::markdown::{place, title};
use crate::export::printed::{Holds, Printed};
use crate::export::{Draft, Setting, Sink, other_format};
use crate::findings::mark::{CellMark, shown};
use crate::findings::wording::{RenderedFinding, findings};
use crate::review::Review;
use crate::sheet::Part;
use crate::source::MARK;
use crate::text::visible::visible;
use crate::words::{CheckMessage, CommonMessage, ExportMessage, Language};

const STYLE: &str = include_str!("../../assets/page.css");

/// Writes reports into one page.
pub(super) struct Html<'a, W> {
    out: W,
    setting: Setting<'a>,
    /// A line of the summary for each report
    summary: Vec<String>,
}

impl<'a, W: Write> Html<'a, W> {
    pub(super) fn new(mut out: W, setting: Setting<'a>) -> io::Result<Self> {
        let language = if setting.words.language == Language::English { "en" } else { "zh-CN" };
        let name = escaped(setting.words.say(ExportMessage::ExportPage));
        write!(
            out,
            "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
             <meta name=\"generator\" content=\"{MARK}\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <title>{name}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n"
        )?;
        Ok(Self { out, setting, summary: vec![] })
    }
}

impl<W: Write> Sink for Html<'_, W> {
    fn report(&mut self, review: &Review) -> io::Result<()> {
        let (page, line) = text(review, self.setting);
        self.draft(Draft::Numbered(page, line))
    }

    fn draft(&mut self, draft: Draft) -> io::Result<()> {
        let Draft::Numbered(page, line) = draft else { return Err(other_format()) };
        let nth = self.summary.len() + 1;
        self.summary.push(format!("<tr><td><a href=\"#r{nth}{line}"));
        write!(self.out, "<article id=\"r{nth}{page}")
    }

    fn finish(&mut self) -> io::Result<()> {
        if self.summary.len() > 1 {
            let words = self.setting.words;
            let mut text =
                format!("<section class=\"summary\">\n<h1>{}</h1>\n", escaped(words.say(ExportMessage::ExportSummary)));
            text += &table_head(heads(words, ExportMessage::ExportSummaryHeads));
            self.out.write_all(text.as_bytes())?;
            self.summary.iter().try_for_each(|line| self.out.write_all(line.as_bytes()))?;
            self.out.write_all(b"</tbody></table>\n</section>\n")?;
        }
        self.out.write_all(b"</body>\n</html>\n")?;
        self.out.flush()
    }
}

/// The text of a report, and its line of the summary, each from behind its number.
pub(super) fn text(review: &Review, setting: Setting) -> (String, String) {
    let page = Page { review, setting };
    (page.text(), page.summary())
}

struct Page<'a> {
    review: &'a Review,
    setting: Setting<'a>,
}

impl Page<'_> {
    fn text(&self) -> String {
        let words = self.setting.words;
        let found = findings(self.review, self.setting.catalogue, words, self.setting.threshold);
        let source = self.review.source.path.display().to_string();
        let about = words.fill(ExportMessage::ExportSource { path: &source, form: &self.review.record.form() });
        let mut text = format!(
            "\">\n<h1>{}</h1>\n<p class=\"about\">{}</p>\n",
            escaped(&title(self.review, self.setting)),
            escaped(&about)
        );
        text += &self.bar();
        self.review.sheet().parts.iter().for_each(|part| self.table(part, &mut text));
        self.legend(&mut text);
        self.decisions(&mut text);
        self.open(&found, &mut text);
        text += "</article>\n";
        text
    }

    /// How many cells are proved, seen, open, as a bar with its numbers.
    fn bar(&self) -> String {
        let (mut bar, mut key) = (String::new(), String::new());
        for (class, name, count) in self.shares() {
            if count > 0 {
                write!(bar, "<i class=\"{class}\" style=\"flex-grow:{count}\"></i>").expect("a string takes all text");
            }
            write!(key, "<li><i class=\"{class}\"></i>{} <b>{count}</b></li>", escaped(name))
                .expect("a string takes all text");
        }
        format!("<div class=\"bar\" aria-hidden=\"true\">{bar}</div>\n<ul class=\"key\">{key}</ul>\n")
    }

    fn shares(&self) -> impl Iterator<Item = (&'static str, &str, usize)> {
        let shares = self.review.summary(self.setting.threshold).shares(0);
        let classes = ["proved", "supported", "seen", "unproved", "open", "solved"];
        let counts = classes.into_iter().zip(shares);
        heads(self.setting.words, CommonMessage::ShareNames)
            .zip(counts)
            .map(|(name, (class, count))| (class, name, count))
    }

    /// A report's line in the summary.
    fn summary(&self) -> String {
        let equations = self.review.summary(self.setting.threshold).equations;
        let counts = self.shares().map(|(_, _, count)| count).chain([equations.failed, equations.not_run]);
        let counts: Vec<String> = counts.map(|count| format!("<td class=\"number\">{count}</td>")).collect();
        let counts = counts.concat();
        let title = title(self.review, self.setting);
        format!("\">{}</a></td>{counts}</tr>\n", escaped(&title))
    }

    fn table(&self, part: &Part, text: &mut String) {
        let (table, printed) = (part.table(), Printed::of(part));
        *text += &format!("<h2>{}、{}</h2>\n", escaped(&table.number), escaped(&table.title));
        *text += &format!("<table class=\"form columns-{}\">\n", printed.columns);
        for row in &printed.rows {
            *text += "<tr>";
            for found in row {
                let mut span = String::new();
                if found.width > 1 {
                    span += &format!(" colspan=\"{}\"", found.width);
                }
                if found.height > 1 {
                    span += &format!(" rowspan=\"{}\"", found.height);
                }
                match &found.holds {
                    Holds::Head(head) => *text += &format!("<th{span}>{}</th>", escaped(head)),
                    Holds::Label(label) => *text += &format!("<th class=\"label\"{span}>{}</th>", escaped(label)),
                    Holds::Cell(cell) => *text += &self.cell(*cell, &span),
                }
            }
            *text += "</tr>\n";
        }
        *text += "</table>\n";
    }

    fn cell(&self, cell: usize, span: &str) -> String {
        let mark = CellMark::of(self.review, cell, self.setting.threshold);
        let value = shown(self.review, cell);
        let comment = Decided::of(self.review, self.setting.words, cell).map(|found| found.comment(self.setting.words));
        let title = comment.map(|comment| format!(" title=\"{}\"", escaped_lines(&comment))).unwrap_or_default();
        let old = self.review.raw(cell);
        let struck = if mark == CellMark::Corrected && old != value {
            let old = if old.trim().is_empty() {
                self.setting.words.say(CheckMessage::StateBlank).into()
            } else {
                visible(old)
            };
            format!("<s>{}</s> ", escaped(&old))
        } else {
            String::new()
        };
        let sign = mark.sign();
        let sign = if sign.is_empty() { String::new() } else { format!("<sup>{}</sup>", escaped(sign)) };
        format!("<td class=\"{}\"{span}{title}>{struck}{}{sign}</td>", mark.name(), escaped(&value))
    }

    fn legend(&self, text: &mut String) {
        let words = self.setting.words;
        let marks: Vec<String> =
            heads(words, CommonMessage::Legend).map(|mark| format!("<span>{}</span>", escaped(mark))).collect();
        *text +=
            &format!("<p class=\"legend\">{}{}</p>\n", escaped(words.say(ExportMessage::ExportMarks)), marks.join(" "));
    }

    fn decisions(&self, text: &mut String) {
        let words = self.setting.words;
        let decided = Decided::all(self.review, words);
        if decided.is_empty() {
            return;
        }
        *text += &format!("<h2>{}</h2>\n", escaped(words.say(ExportMessage::ExportDecisions)));
        *text += &table_head(Decided::heads(words));
        for decision in decided {
            *text += &format!("<tr>{}</tr>\n", each("td", decision.columns()));
        }
        *text += "</tbody></table>\n";
    }

    fn open(&self, found: &[RenderedFinding], text: &mut String) {
        let words = self.setting.words;
        *text += &format!("<h2>{}</h2>\n", escaped(words.say(ExportMessage::ExportOpen)));
        if found.is_empty() {
            *text += &format!("<p>{}</p>\n", escaped(words.say(ExportMessage::ExportNothingOpen)));
            return;
        }
        *text += "<ol class=\"findings\">\n";
        for finding in found {
            let details = each("li", finding.details.iter().map(String::as_str));
            let details = if details.is_empty() { details } else { format!("<ul>{details}</ul>") };
            let (level, at) = (finding.level, escaped(&place(finding)).into_owned());
            *text += &format!(
                "<li class=\"{level}\"><span class=\"at\">{at}</span>{}{details}</li>\n",
                escaped(&finding.message)
            );
        }
        *text += "</ol>\n";
    }
}

/// A table with its heads, up to its first row.
fn table_head<'a>(heads: impl Iterator<Item = &'a str>) -> String {
    format!("<table class=\"list\"><thead><tr>{}</tr></thead><tbody>\n", each("th", heads))
}

/// Texts, each in an element of its own.
fn each<'a>(tag: &str, texts: impl Iterator<Item = &'a str>) -> String {
    texts.map(|text| format!("<{tag}>{}</{tag}>", escaped(text))).collect::<Vec<_>>().concat()
}

/// A text as HTML shows it, between tags and in attributes alike: odd characters made visible, markup as text.
fn escaped(text: &str) -> Cow<'_, str> {
    let shown = visible(text);
    if !shown.contains(['&', '<', '>', '"', '\'']) {
        return shown;
    }
    let mut safe = String::with_capacity(shown.len() + 16);
    for sign in shown.chars() {
        match sign {
            '&' => safe += "&amp;",
            '<' => safe += "&lt;",
            '>' => safe += "&gt;",
            '"' => safe += "&quot;",
            '\'' => safe += "&#39;",
            _ => safe.push(sign),
        }
    }
    Cow::Owned(safe)
}

/// The same for several lines of an attribute.
fn escaped_lines(text: &str) -> String {
    text.split('\n').map(escaped).collect::<Vec<_>>().join("&#10;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_markup() {
        assert_eq!(escaped("<b title='x'>&\"\u{1b}\u{202e}"), "&lt;b title=&#39;x&#39;&gt;&amp;&quot;␛&lt;202E&gt;");
        assert_eq!(escaped_lines("a\nb\"\u{0}"), "a&#10;b&quot;␀");
    }
}
