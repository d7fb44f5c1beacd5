//! Reports as documents and workbooks, made here cell by cell, are read to the cells that they were made from.

use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;

use crate::support::Numbers;
use gouji::catalogue::Catalogue;
use gouji::data::config::Config;
use gouji::reading::Reader;
use gouji::review::Review;
use gouji::sidecar::Sidecar;
use gouji::source::Source;
use gouji::tui::Screen;
use rust_decimal::Decimal;

const TITLE: &str = "云岫区水利局2022年政府信息公开工作年度报告";
const HEADING: &str = "三、收到和处理政府信息公开申请情况";

/// What every workbook begins with.
const ROOT: &str = "<Relationships><Relationship Id=\"r0\" Type=\"r/relationships/officeDocument\" Target=\"xl/workbook.xml\"/>\
    </Relationships>";

/// A cell as it is drawn: its text, the columns that it covers, and whether it goes on with the cell above.
struct Drawn {
    text: String,
    columns: usize,
    goes_on: bool,
}

fn drawn(text: &str, columns: usize) -> Drawn {
    Drawn { text: text.to_owned(), columns, goes_on: false }
}

/// What stands in the nth column of the nth row; agencies leave some cells blank.
fn value(row: usize, column: usize) -> Option<usize> {
    match column {
        0 => Some(row),
        3 if row % 5 == 2 => None,
        6 => Some(row + 2),
        column => Some(usize::from(column < 3)),
    }
}

/// Section 三 of a form, with its groups drawn as tall cells to the left.
fn section(catalogue: &Catalogue, form: usize) -> Vec<Vec<Drawn>> {
    let block = &catalogue.forms[form].tables[1].blocks[0];
    let mut rows = vec![vec![drawn("申请人情况", 3)]];
    rows[0].extend(block.columns.iter().map(|column| drawn(&column.label, 1)));
    let mut above: &[String] = &[];
    for (nth, row) in block.rows.iter().enumerate() {
        let group = |(depth, group): (usize, &String)| {
            let goes_on = above.get(..=depth) == row.groups.get(..=depth);
            Drawn { text: if goes_on { String::new() } else { group.clone() }, columns: 1, goes_on }
        };
        let mut cells: Vec<Drawn> = row.groups.iter().enumerate().map(group).collect();
        cells.push(drawn(&row.label, 3 - row.groups.len()));
        let shown = |column| value(nth, column).map(|value| value.to_string()).unwrap_or_default();
        cells.extend((0..block.columns.len()).map(|column| drawn(&shown(column), 1)));
        rows.push(cells);
        above = &row.groups;
    }
    rows
}

fn packed(parts: &[(&str, String)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a part");
        archive.write_all(text.as_bytes()).expect("its text");
    }
    archive.finish().expect("an archive").into_inner()
}

fn document(rows: &[Vec<Drawn>]) -> Vec<u8> {
    let paragraph = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let merge = |cell: &Drawn| if cell.goes_on { "<w:vMerge/>" } else { "<w:vMerge w:val=\"restart\"/>" };
    let cell = |cell: &Drawn| {
        let properties = format!("<w:gridSpan w:val=\"{}\"/>{}", cell.columns, merge(cell));
        format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", paragraph(&cell.text))
    };
    let row = |row: &Vec<Drawn>| format!("<w:tr>{}</w:tr>", row.iter().map(cell).collect::<Vec<_>>().concat());
    let table = rows.iter().map(row).collect::<Vec<_>>().concat();
    let body = format!("{}{}<w:tbl>{table}</w:tbl>", paragraph(TITLE), paragraph(HEADING));
    let text = format!("<w:document xmlns:w=\"http://w\"><w:body>{body}</w:body></w:document>");
    packed(&[("[Content_Types].xml", "<Types/>".to_owned()), ("word/document.xml", text)])
}

/// A place in a workbook, from row and column counted from 0.
fn place(row: usize, column: usize) -> String {
    format!("{}{}", char::from(b'A' + column as u8), row + 1)
}

fn workbook(rows: &[Vec<Drawn>]) -> Vec<u8> {
    let (mut cells, mut merges) = (String::new(), String::new());
    let mut tall: Vec<Option<(usize, usize)>> = vec![None; 26];
    for (nth, line) in [TITLE, HEADING].iter().enumerate() {
        let at = place(nth, 0);
        cells += &format!("<row r=\"{}\"><c r=\"{at}\" t=\"inlineStr\"><is><t>{line}</t></is></c></row>", nth + 1);
    }
    for (nth, row) in rows.iter().enumerate().map(|(nth, row)| (nth + 2, row)) {
        let mut column = 0;
        cells += &format!("<row r=\"{}\">", nth + 1);
        for cell in row {
            let at = place(nth, column);
            cells += &match (cell.text.parse::<f64>(), cell.text.as_str()) {
                (Ok(number), _) => format!("<c r=\"{at}\"><v>{number:.1}</v></c>"),
                (_, "") => format!("<c r=\"{at}\" s=\"1\"/>"),
                (_, text) => format!("<c r=\"{at}\" t=\"str\"><v>{text}</v></c>"),
            };
            if cell.columns > 1 {
                merges += &format!("<mergeCell ref=\"{at}:{}\"/>", place(nth, column + cell.columns - 1));
            }
            match &mut tall[column] {
                Some((_, last)) if cell.goes_on => *last = nth,
                open => {
                    merges += &tall_merge(open.replace((nth, nth)), column);
                }
            }
            column += cell.columns;
        }
        cells += "</row>";
    }
    merges.extend(tall.iter_mut().enumerate().map(|(column, open)| tall_merge(open.take(), column)));
    let sheet = format!("<worksheet><sheetData>{cells}</sheetData><mergeCells>{merges}</mergeCells></worksheet>");
    let target = "<Relationship Id=\"r1\" Type=\"r/worksheet\" Target=\"worksheets/sheet1.xml\"/>";
    packed(&[
        ("_rels/.rels", ROOT.to_owned()),
        (
            "xl/workbook.xml",
            "<workbook xmlns:r=\"r\"><sheets><sheet name=\"甲\" r:id=\"r1\"/></sheets></workbook>".to_owned(),
        ),
        ("xl/_rels/workbook.xml.rels", format!("<Relationships>{target}</Relationships>")),
        ("xl/worksheets/sheet1.xml", sheet),
    ])
}

fn tall_merge(rows: Option<(usize, usize)>, column: usize) -> String {
    let tall = rows.filter(|(first, last)| first < last);
    let named =
        tall.map(|(first, last)| format!("<mergeCell ref=\"{}:{}\"/>", place(first, column), place(last, column)));
    named.unwrap_or_default()
}

#[test]
fn section_three_is_read_cell_by_cell() {
    let catalogue = Catalogue::built_in();
    let mut reader = Reader::new(&catalogue);
    for form in 0..2 {
        let rows = section(&catalogue, form);
        for (name, bytes) in [("r.docx", document(&rows)), ("r.xlsx", workbook(&rows))] {
            let source = Source::from_bytes(Path::new(name), &bytes).expect("a document");
            assert!(source.rendered && source.bytes == bytes.len());
            let review = Review::new(source, Sidecar::default(), &mut reader).expect("a report");
            assert_eq!(review.record.agency.as_deref(), Some("云岫区水利局"), "{name}");
            let table = &catalogue.forms[form].tables[1];
            for (nth, row) in table.blocks[0].rows.iter().enumerate() {
                for (at, column) in table.blocks[0].columns.iter().enumerate() {
                    let id = format!("requests.{}.{}", row.id, column.id);
                    let cell = review.sheet().position(&id.as_str().into()).expect("a cell of the form");
                    let expected = value(nth, at).map(Decimal::from);
                    assert_eq!(review.values()[cell], expected, "{name}: {id}\n{}", review.source.text);
                    assert!(review.reading(cell).place > 0.9, "{name}: {id}");
                }
            }
        }
    }
}

#[test]
fn a_decision_on_a_document_leaves_it_as_it_is() {
    let catalogue = Catalogue::built_in();
    let config = Config::built_in();
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("r.docx");
    let bytes = document(&section(&catalogue, 1));
    fs::write(&path, &bytes).expect("a file");
    let mut app = Screen::new(crate::support::setup(&config, &catalogue), vec![path.clone()], None, (100, 30))
        .expect("the screen");
    while app.idle() {}
    crate::support::type_keys(&mut app, "n enter");
    let sidecar = fs::read_to_string(gouji::sidecar::path_of(&path)).expect("a sidecar");
    assert!(sidecar.contains("verdict: confirm") && sidecar.contains("name: \"r.docx\""), "{sidecar}");
    assert_eq!(fs::read(&path).expect("the file"), bytes);
    let review = Review::open(&path, &mut Reader::new(&catalogue)).expect("a report");
    assert!((0..review.sheet().len()).any(|cell| review.status(cell).is_settled()), "the decision is found again");
}

#[test]
fn no_damage_to_a_document_makes_reading_panic() {
    let catalogue = Catalogue::built_in();
    let mut reader = Reader::new(&catalogue);
    let rows = section(&catalogue, 0);
    let mut numbers = Numbers::new(6);
    for round in 0..120 {
        let mut bytes = if round % 2 == 0 { document(&rows) } else { workbook(&rows) };
        for _ in 0..=numbers.below(4) {
            let at = numbers.below(bytes.len());
            match numbers.below(3) {
                0 => bytes.truncate(at.max(4)),
                1 => bytes[at] = numbers.below(256) as u8,
                _ => drop(bytes.drain(at..(at + numbers.below(40)).min(bytes.len()))),
            }
        }
        if let Ok(source) = Source::from_bytes(Path::new("any"), &bytes) {
            reader.read(&source);
        }
    }
}

#[test]
fn markup_that_is_damaged_makes_no_panic_either() {
    let catalogue = Catalogue::built_in();
    let mut reader = Reader::new(&catalogue);
    let mut numbers = Numbers::new(7);
    let inserts = [
        "<w:tbl>",
        "</w:tc>",
        "<w:vMerge/>",
        "<w:gridSpan w:val=\"-1\"/>",
        "&",
        "<",
        "<![CDATA[",
        "<c r=\"A0\">",
        "99999999999",
    ];
    let rows = section(&catalogue, 0);
    let parts = |bytes: &[u8], name: &str| {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes.to_vec())).expect("an archive");
        std::io::read_to_string(archive.by_name(name).expect("a part")).expect("text")
    };
    let document = parts(&document(&rows), "word/document.xml");
    let sheet = parts(&workbook(&rows), "xl/worksheets/sheet1.xml");
    for round in 0..60 {
        let mut text = if round % 2 == 0 { document.clone() } else { sheet.clone() };
        for _ in 0..=numbers.below(3) {
            let start = numbers.below(text.len());
            let at = (start..=text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(0);
            text.insert_str(at, inserts[numbers.below(inserts.len())]);
        }
        let bytes = packed(&[
            if round % 2 == 0 { ("word/document.xml", text) } else { ("xl/worksheets/sheet1.xml", text) },
            ("_rels/.rels", ROOT.to_owned()),
            ("xl/workbook.xml", "<workbook xmlns:r=\"r\"><sheet name=\"甲\" r:id=\"r1\"/></workbook>".to_owned()),
            ("xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id=\"r1\" Type=\"r/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>".to_owned()),
        ]);
        if let Ok(source) = Source::from_bytes(Path::new("any"), &bytes) {
            reader.read(&source);
        }
    }
}

#[test]
fn what_cannot_be_read_says_what_to_do() {
    let refuse = |bytes: &[u8]| Source::from_bytes(Path::new("r"), bytes).expect_err("unreadable").to_string();
    let whole = document(&section(&Catalogue::built_in(), 0));
    assert!(refuse(&whole[..whole.len() / 2]).contains("is broken"));
    assert!(refuse(&packed(&[("a.txt", "甲".to_owned())])).contains("no Word document"));
    assert!(refuse(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0").contains("save it as .docx"));
    let document = |body: &str| packed(&[("word/document.xml", format!("<w:document>{body}</w:document>"))]);
    assert!(refuse(&document(&"<w:p/>".repeat(6 << 20))).contains("32 MB"), "a bomb");
    assert!(refuse(&document("<w:p><w:t>甲</w:p>")).contains("word/document.xml, byte"));
    let parts: Vec<(String, String)> = (0..10_001).map(|nth| (format!("p{nth}"), String::new())).collect();
    let parts: Vec<(&str, String)> = parts.iter().map(|(name, text)| (name.as_str(), text.clone())).collect();
    assert!(refuse(&packed(&parts)).contains("10000 files"));
    let nested =
        "<w:tbl><w:tr><w:tc>".repeat(10_000) + "<w:p><w:t>甲</w:t></w:p>" + &"</w:tc></w:tr></w:tbl>".repeat(10_000);
    let source = Source::from_bytes(Path::new("r"), &document(&nested)).expect("a document");
    assert_eq!(source.text, "甲\t");
    let entities = "<!DOCTYPE d [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><w:document><w:t>甲&b;</w:t></w:document>";
    let source = Source::from_bytes(Path::new("r"), &packed(&[("word/document.xml", entities.to_owned())]));
    assert_eq!(source.expect("a document").text, "甲&b;", "what a file defines itself is not expanded");
}
