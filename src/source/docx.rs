//! Documents of Word and WPS (`.docx`), rendered as text that a person can read (`page`). What was deleted while changes
//! were tracked is left out, what was inserted is kept. Numbers that Word writes by itself before a paragraph are lost.

use quick_xml::events::BytesStart;

use crate::source::fault::Fault;
use crate::source::package::Package;
use crate::source::page::Page;
use crate::source::spans::{Extent, GoesOn};
use crate::source::xml::{Markup, Xml, attribute};

/// Elements of which nothing is on the page: deleted text, text moved elsewhere, readings above characters.
const UNREAD: &[&str] = &["del", "moveFrom", "rt", "instrText", "delText"];

/// The name of the main part of a document.
pub(super) fn main_part(package: &Package) -> Option<String> {
    let number = |name: &str| Some(name.strip_prefix("word/document")?.strip_suffix(".xml")?.to_owned());
    package.find(|name| number(name).is_some_and(|number| number.bytes().all(|sign| sign.is_ascii_digit())))
}

/// The rendering of a document whose main part has this name.
pub(super) fn render(package: &mut Package, part: &str) -> Result<String, Fault> {
    let text = package.part(part)?.unwrap_or_default();
    let mut xml = Xml::new(part, &text);
    let mut walk = Walk::default();
    while let Some(markup) = xml.next()? {
        match markup {
            Markup::Open(element) => {
                if !walk.open(&element)? {
                    xml.skip(&element)?;
                }
            }
            Markup::Close(element) => walk.close(element.name().as_ref())?,
            Markup::Text(text) if walk.is_text && !walk.is_hidden => walk.page.text(&text),
            Markup::Text(_) => {}
        }
    }
    walk.page.finish()
}

/// What is known of a document as far as it has been read.
#[derive(Default)]
struct Walk {
    page: Page,
    /// The prefix of the document's own elements, with its colon
    prefix: Option<String>,
    is_text: bool,
    is_hidden: bool,
    row: RowChange,
    /// For each choice between wordings for different programs that is open, whether one was taken
    alternatives: Vec<bool>,
}

/// What the properties of a row say of its deletion.
#[derive(Default)]
struct RowChange {
    is_being_told: bool,
    is_deleted: bool,
}

impl Walk {
    /// Takes the beginning of an element; whether what is inside it is to be read.
    fn open(&mut self, element: &BytesStart) -> Result<bool, Fault> {
        let name = element.name();
        match name.local_name().as_ref() {
            "AlternateContent" => self.alternatives.push(false),
            "Choice" | "Fallback" => {
                return Ok(self.alternatives.last_mut().is_none_or(|taken| !std::mem::replace(taken, true)));
            }
            _ => {}
        }
        let full = name.as_ref();
        let local = name.local_name();
        let prefix = self.prefix.get_or_insert_with(|| full[..full.len() - local.as_ref().len()].to_owned());
        match full.strip_prefix(prefix.as_str()) {
            Some(name) => self.open_own(name, element),
            None => Ok(true),
        }
    }

    fn open_own(&mut self, name: &str, element: &BytesStart) -> Result<bool, Fault> {
        match name {
            "del" if self.row.is_being_told => self.row.is_deleted = true,
            _ if UNREAD.contains(&name) || name.ends_with("Change") => return Ok(false),
            "trPr" => self.row.is_being_told = true,
            "t" => self.is_text = true,
            "r" => self.is_hidden = false,
            "vanish" => self.is_hidden = is_on(element),
            "tab" | "ptab" => self.page.text(" "),
            "noBreakHyphen" => self.page.text("-"),
            "p" | "br" | "cr" => self.page.end_line(),
            "tbl" => self.page.open_table()?,
            "tr" => self.page.open_row()?,
            "tc" => self.page.open_cell(Extent::default())?,
            "gridBefore" => self.pass_columns(number(element))?,
            "gridSpan" | "vMerge" | "hMerge" => self.stretch(name, element),
            _ => {}
        }
        Ok(true)
    }

    fn close(&mut self, full: &str) -> Result<(), Fault> {
        if full.ends_with("AlternateContent") {
            self.alternatives.pop();
        }
        match full.strip_prefix(self.prefix.as_deref().unwrap_or_default()).unwrap_or_default() {
            "t" => self.is_text = false,
            "r" => self.is_hidden = false,
            "trPr" => self.row.is_being_told = false,
            "p" => self.page.end_line(),
            "tbl" => self.page.close_table()?,
            "tr" => self.close_row(),
            "tc" => self.page.close_cell(),
            _ => {}
        }
        Ok(())
    }

    fn close_row(&mut self) {
        if std::mem::take(&mut self.row).is_deleted {
            self.page.drop_row();
        }
        self.page.close_row();
    }

    /// A row may begin some columns further on: there it has one blank cell.
    fn pass_columns(&mut self, columns: usize) -> Result<(), Fault> {
        if columns > 0 {
            self.page.open_cell(Extent { columns, ..Extent::default() })?;
            self.page.close_cell();
        }
        Ok(())
    }

    /// Takes what a cell says of the columns and rows that it covers.
    fn stretch(&mut self, name: &str, element: &BytesStart) {
        let begins = attribute(element, "val").is_some_and(|value| value == "restart");
        let Some(extent) = self.page.extent() else { return };
        match name {
            "gridSpan" => extent.columns = number(element),
            _ if begins => {}
            "vMerge" => extent.goes_on = Some(GoesOn::Above),
            _ => extent.goes_on = Some(GoesOn::Left),
        }
    }
}

/// Whether an element that turns something on or off turns it on.
fn is_on(element: &BytesStart) -> bool {
    attribute(element, "val").is_none_or(|value| !matches!(value.as_str(), "0" | "false" | "off"))
}

fn number(element: &BytesStart) -> usize {
    attribute(element, "val").and_then(|value| value.trim().parse().ok()).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::package::packed;

    fn rendered(body: &str) -> String {
        let document = format!(
            "<?xml version=\"1.0\"?><w:document xmlns:w=\"w\" xmlns:mc=\"mc\" xmlns:wps=\"wps\"><w:body>{body}</w:body></w:document>"
        );
        let bytes = packed(&[("word/document.xml", &document)]);
        let mut package = Package::open(&bytes).expect("an archive");
        render(&mut package, "word/document.xml").expect("a document")
    }

    fn p(text: &str) -> String {
        format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
    }

    fn tc(properties: &str, text: &str) -> String {
        format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p(text))
    }

    fn tr(cells: &[String]) -> String {
        format!("<w:tr>{}</w:tr>", cells.concat())
    }

    #[test]
    fn paragraphs_are_lines_whatever_their_runs() {
        let split = "<w:p><w:r><w:t>政府</w:t></w:r><w:ins><w:r><w:t xml:space=\"preserve\">信息 </w:t></w:r></w:ins>\
            <w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:r><w:tab/><w:t>A&amp;B&#19977;</w:t></w:r>\
            <w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>";
        assert_eq!(rendered(&(split.to_owned() + "<w:p/>" + &p("后"))), "政府信息 A&B三\n后");
        assert_eq!(rendered("<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r></w:p>"), "甲\n乙");
    }

    #[test]
    fn wordings_for_several_programs_are_read_once() {
        let both = "<w:p><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><wps:txbx><w:t>框</w:t></wps:txbx></mc:Choice>\
            <mc:Fallback><w:t>框</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>";
        assert_eq!(rendered(both), "框");
        assert_eq!(rendered(&both.replace("Choice", "Other").replace("wps:txbx><w:t>框</w:t>", "wps:txbx>")), "框");
    }

    #[test]
    fn merged_cells_keep_the_places_of_the_others() {
        let table = [
            tr(&[tc("<w:vMerge w:val=\"restart\"/>", "三"), tc("<w:gridSpan w:val=\"2\"/>", "甲"), tc("", "1")]),
            tr(&[tc("<w:vMerge/>", ""), tc("", "乙"), tc("", "丙"), tc("<w:vMerge w:val=\"restart\"/>", "2")]),
            "<w:sdt><w:sdtContent>".to_owned(),
            tr(&[
                tc("", "丁"),
                tc("<w:hMerge w:val=\"restart\"/>", "戊"),
                tc("<w:hMerge/>", ""),
                tc("<w:vMerge/>", ""),
            ]),
            "</w:sdtContent></w:sdt>".to_owned(),
            "<w:tr><w:trPr><w:gridBefore w:val=\"2\"/></w:trPr>".to_owned() + &tc("", "己") + &tc("", "3") + "</w:tr>",
            "<w:tr><w:trPr><w:del/></w:trPr>".to_owned() + &tc("", "删") + "</w:tr>",
        ];
        let table = format!("<w:tbl>{}</w:tbl>", table.concat());
        assert_eq!(rendered(&table), "三\t甲\t1\n\t乙\t丙\t2\n丁\t戊\t2\n\t己\t3");
    }

    #[test]
    fn a_table_that_holds_another_is_layout() {
        let inner = format!("<w:tbl>{}</w:tbl>", tr(&[tc("", "规章"), tc("", "0")]));
        let outer = format!("<w:tbl><w:tr><w:tc>{}{inner}{}</w:tc></w:tr></w:tbl>", p("题"), p("尾"));
        assert_eq!(rendered(&outer), "题\n规章\t0\n尾");
    }
}
