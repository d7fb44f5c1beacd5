//! Workbooks of Excel and WPS (`.xlsx`): the sheets that are shown, in order, a line for each row. They are read by
//! calamine, cell by cell, once what it would choke on has been refused (`guard`).

mod formats;
mod guard;
mod layout;
mod sheet;

use std::collections::HashSet;

use calamine::{Reader, SheetType, SheetVisible, Xlsx};

use crate::error::Excess;
use crate::source::bounds::{CellCount, MOST_TEXT};
use crate::source::fault::Fault;
use crate::source::package::Package;

/// The part that lists the sheets.
const WORKBOOK: &str = "xl/workbook.xml";

/// The name of the main part of a workbook.
pub(super) fn main_part(package: &Package) -> Option<String> {
    package.find(|name| name == WORKBOOK)
}

/// How much more of the cells of all sheets is read.
struct Room {
    cells: CellCount,
    text: usize,
}

impl Room {
    /// Counts a cell with its text.
    fn take(&mut self, text: &str) -> Result<(), Fault> {
        self.cells.add(1)?;
        self.text = self.text.checked_sub(text.len()).ok_or(Fault::TooMuch(Excess::Text(MOST_TEXT >> 20)))?;
        Ok(())
    }
}

/// The rendering of a workbook.
pub(super) fn render(package: &mut Package) -> Result<String, Fault> {
    let bytes = guard::unpacked(package)?;
    let mut workbook = Xlsx::new(bytes).map_err(|error| broken(WORKBOOK, &error))?;
    let mut room = Room { cells: CellCount::default(), text: MOST_TEXT };
    let mut rendered = CellCount::default();
    let mut text = String::new();
    for name in sheets(&workbook, package.names().len())? {
        let sheet = sheet::read(&mut workbook, &name, &mut room)?;
        text.push_str(&layout::lines(sheet, &mut rendered)?);
        text.push('\n');
    }
    Ok(text)
}

/// The names of the sheets that are shown, in order.
fn sheets<R: std::io::Read + std::io::Seek>(workbook: &Xlsx<R>, parts: usize) -> Result<Vec<String>, Fault> {
    let sheets = workbook.sheets_metadata();
    let names: HashSet<&str> = sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    if sheets.len() > parts || names.len() < sheets.len() {
        return Err(broken(WORKBOOK, &"it lists a sheet twice"));
    }
    let shown =
        sheets.iter().filter(|sheet| sheet.visible == SheetVisible::Visible && sheet.typ == SheetType::WorkSheet);
    Ok(shown.map(|sheet| sheet.name.clone()).collect())
}

fn broken(place: &str, error: &dyn std::fmt::Display) -> Fault {
    Fault::Broken(format!("{place}: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::package::packed;

    const ROOT: &str = "<Relationships><Relationship Id=\"r0\" Type=\"r/relationships/officeDocument\" Target=\"xl/workbook.xml\"/>\
        </Relationships>";
    const RELATIONS: &str = "<Relationships><Relationship Id=\"r1\" Type=\"r/worksheet\" Target=\"worksheets/sheet1.xml\"/>\
        <Relationship Id=\"r2\" Type=\"r/worksheet\" Target=\"/xl/worksheets/sheet2.xml\"/></Relationships>";
    const SHEETS: &str = "<workbook xmlns:r=\"r\"><sheets><sheet name=\"乙\" r:id=\"r2\"/><sheet name=\"甲\" r:id=\"r1\"/>\
        <sheet name=\"藏\" state=\"hidden\" r:id=\"r1\"/></sheets></workbook>";
    const STRINGS: &str =
        "<sst><si><t>规章</t></si><si><r><t>行政</t></r><r><t>许可</t></r><rPh><t>x</t></rPh></si></sst>";
    const STYLES: &str = "<styleSheet><numFmts><numFmt numFmtId=\"170\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;\"/></numFmts>\
        <cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>\
        <cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"170\"/><xf numFmtId=\"10\"/></cellXfs></styleSheet>";

    fn rendered(first: &str, second: &str) -> Result<String, Fault> {
        let bytes = packed(&[
            ("_rels/.rels", ROOT),
            (WORKBOOK, SHEETS),
            ("xl/_rels/workbook.xml.rels", RELATIONS),
            ("xl/sharedStrings.xml", STRINGS),
            ("xl/styles.xml", STYLES),
            ("xl/worksheets/sheet1.xml", &format!("<worksheet>{first}</worksheet>")),
            ("xl/worksheets/sheet2.xml", &format!("<worksheet>{second}</worksheet>")),
        ]);
        render(&mut Package::open(&bytes)?)
    }

    #[test]
    fn sheets_are_read_in_order_and_values_as_they_were_typed() {
        let values = "<sheetData><row r=\"2\"><c r=\"A2\" t=\"s\"><v>1</v></c><c r=\"B2\"><v>12.0</v></c><c><v>0.30000000000000004</v></c>\
            <c t=\"inlineStr\"><is><t>4件</t></is></c><c t=\"str\"><f>A1&amp;\"\"</f><v>5</v></c><c t=\"e\"><v>#N/A</v></c>\
            <c s=\"1\"><v>45000</v></c><c s=\"2\"><v>45000.5</v></c><c s=\"3\"><v>0.339</v></c><c t=\"b\"><v>1</v></c>\
            <c><v>4068.208</v></c><c><v>1e3</v></c></row></sheetData>";
        let text = rendered(values, "<sheetData><row><c t=\"s\"><v>0</v></c></row></sheetData>").expect("a workbook");
        let line = "行政许可\t12\t0.3\t4件\t5\t#N/A\t2023-03-15\t2023-03-15 12:00:00\t33.9%\tTRUE\t4068.208\t1000";
        assert_eq!(text, format!("规章\n\n{line}\n\n"));
    }

    #[test]
    fn merged_cells_keep_the_places_of_the_others_and_titles_are_lines() {
        let text = |reference: &str, text: &str| format!("<c r=\"{reference}\" t=\"str\"><v>{text}</v></c>");
        let rows = [
            format!("<row r=\"1\">{}<c r=\"D1\"/></row>", text("B1", "三、申请情况")),
            format!("<row r=\"3\">{}{}<c r=\"E3\"><v>7</v></c></row>", text("B3", "三"), text("C3", "予以公开")),
            format!("<row r=\"4\"><c r=\"B4\"/>{}{}</row>", text("C4", "不予公开"), text("D4", "1.国家秘密")),
            "<row r=\"1048576\"><c r=\"B1048576\" s=\"0\"/></row>".to_owned(),
        ];
        let merges = ["B1:D1", "B3:B4", "C3:D3", "E3:E4"].map(|merge| format!("<mergeCell ref=\"{merge}\"/>")).concat();
        let sheet = format!("<sheetData>{}</sheetData><mergeCells>{merges}</mergeCells>", rows.concat());
        let lines = rendered(&sheet, "<sheetData/>").expect("a workbook");
        assert_eq!(lines.trim(), "三、申请情况\n\n三\t予以公开\t7\n\t不予公开\t1.国家秘密\t7");
    }

    #[test]
    fn hostile_sheets_are_rendered_or_refused() {
        let far = "<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"XFD1\"><v>2</v></c></row></sheetData>";
        let merges = |reference: &str| format!("{far}<mergeCells><mergeCell ref=\"{reference}\"/></mergeCells>");
        for sheet in [far.to_owned(), merges("A1:XFD1048576"), merges("B2:A1"), merges("A1"), far.replace("XFD1", "??")]
        {
            assert!(!matches!(rendered(&sheet, far), Err(Fault::NoText(_))));
        }
        let lie = "<dimension ref=\"A1:XFD1048576\"/>".to_owned() + far;
        assert_eq!(rendered(&lie, "<sheetData/>").expect("a workbook").matches('\t').count(), 16_383);
        let rows = "<row/>".repeat(1_100_000);
        assert!(rendered(&format!("<sheetData>{rows}</sheetData>"), "<sheetData/>").is_ok());
        let many = "<row><c><v>1</v></c></row>".repeat(200_001);
        let refused = rendered(&format!("<sheetData>{many}</sheetData>"), far);
        assert!(matches!(refused, Err(Fault::TooMuch(Excess::Cells(_)))), "{refused:?}");
        assert!(matches!(rendered("<sheetData><row>", far), Err(Fault::Broken(_))));
        assert!(matches!(
            rendered("<sheetData><row><c r=\"A99999999999\"><v>1</v></c></row></sheetData>", far),
            Err(Fault::Broken(_))
        ));
    }
}
