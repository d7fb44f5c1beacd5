//! One report as the programs write it that read pages: whatever its form, the same values are read. What is wrong with such
//! a file is an error with its place, or an honest record.

use std::fmt::Write as _;
use std::path::Path;

use gouji::catalogue::Catalogue;
use gouji::error::Error;
use gouji::reading::Reader;
use gouji::review::Review;
use gouji::sidecar::Sidecar;
use gouji::source::{Source, Span};
use rust_decimal::Decimal;

use crate::support::{review_of, sample};

/// How high a character is on the page, in pixels, and how far rows are apart.
const HEIGHT: f64 = 22.0;
const ROW: f64 = 90.0;
/// The longest line of a label, in characters.
const LABEL: usize = 16;

/// How far columns are apart.
const COLUMN: f64 = 150.0;
/// The rows of heads: what tells them, where the first head is, and the heads above each column.
const HEADS: &[(&str, f64, &[&str])] = &[
    ("商业企业", 1400.0, &["自然人", "商业企业", "科研机构", "社会公益", "法律服务", "其他", "总计"]),
    ("\t结果维持\t", 100.0, &DISPUTES),
    ("结果维持\t结果纠正", 100.0, &[]),
    ("行政复议\t", 100.0, &[]),
    ("申请人情况", 1400.0, &[]),
    ("本年制发件数", 1400.0, &["制发件数", "废止件数", "有效件数"]),
];
const DISPUTES: [&str; 15] = [
    "结果维持",
    "结果纠正",
    "其他结果",
    "尚未审结",
    "总计",
    "结果维持",
    "结果纠正",
    "其他结果",
    "尚未审结",
    "总计",
    "结果维持",
    "结果纠正",
    "其他结果",
    "尚未审结",
    "总计",
];

/// A line of text with the upright box around it.
struct Boxed {
    text: String,
    left: f64,
    top: f64,
    right: f64,
}

/// A report as an engine sees its page: labels over several lines, centred beside their values, and no box for a blank.
fn page(report: &str) -> Vec<Boxed> {
    let mut boxes = Vec::new();
    let mut put = |text: &str, left: f64, middle: f64| {
        let width: usize = text.chars().map(|char| if char.is_ascii() { 1 } else { 2 }).sum();
        let right = left + HEIGHT / 2.0 * width as f64;
        boxes.push(Boxed { text: text.to_owned(), left, top: middle - HEIGHT / 2.0, right });
    };
    for (line_ix, line) in report.lines().enumerate() {
        let middle = ROW * line_ix as f64 + 50.0;
        let cells: Vec<&str> = line.split('\t').collect();
        let is_value = |cell: &&str| cell.chars().all(|char| char.is_ascii_digit() || char == '.');
        if cells.len() == 1 {
            put(line.trim_start_matches(['#', ' ']), 100.0, middle);
            continue;
        }
        if let Some(heads) = HEADS.iter().find_map(|(mark, from, heads)| line.contains(mark).then_some((*from, *heads)))
        {
            heads
                .1
                .iter()
                .enumerate()
                .for_each(|(nth, head)| put(head, heads.0 + COLUMN * nth as f64 - HEIGHT * 2.0, middle));
            continue;
        }
        let end = cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
        let labels = cells[..end].iter().rposition(|cell| !is_value(cell)).map_or(0, |last| last + 1);
        for (column, label) in cells[..labels].iter().enumerate().filter(|(_, label)| !label.is_empty()) {
            let chars: Vec<char> = label.chars().collect();
            let lines: Vec<String> = chars.chunks(LABEL).map(|line| line.iter().collect()).collect();
            let first = middle - 13.0 * (lines.len() - 1) as f64;
            let left = 100.0 + 420.0 * column as f64;
            lines.iter().enumerate().for_each(|(nth, line)| put(line, left, first + 26.0 * nth as f64));
        }
        let from = if labels == 0 { 100.0 } else { 1400.0 };
        for (column, value) in cells[labels..end].iter().enumerate().filter(|(_, value)| !value.is_empty()) {
            put(value, from + COLUMN * column as f64 - HEIGHT / 4.0 * value.len() as f64, middle);
        }
    }
    boxes.retain(|line| !line.text.is_empty());
    boxes
}

/// The corners of a box on a page that was scanned askew.
fn corners(line: &Boxed) -> [(f64, f64); 4] {
    let lean = |x: f64, y: f64| (x - 0.012 * y, y + 0.012 * x);
    let bottom = line.top + HEIGHT;
    [lean(line.left, line.top), lean(line.right, line.top), lean(line.right, bottom), lean(line.left, bottom)]
}

fn quad(line: &Boxed) -> String {
    let points: Vec<String> = corners(line).iter().map(|(x, y)| format!("[{x:.1}, {y:.1}]")).collect();
    format!("[{}]", points.join(", "))
}

/// JSON with one piece for each line.
fn listed(lines: &[Boxed], piece: impl Fn(&Boxed) -> String) -> String {
    lines.iter().map(piece).collect::<Vec<_>>().join(",\n")
}

/// The values of the cells of a report.
fn values(text: &str) -> Vec<Option<Decimal>> {
    let catalogue = Catalogue::built_in();
    review_of(&catalogue, "t", text).values().to_vec()
}

#[track_caller]
fn assert_same(name: &str, text: &str, expected: &[Option<Decimal>]) {
    let found = values(text);
    let both = |cell: usize| (cell, found.get(cell).copied().flatten(), expected[cell]);
    let differing: Vec<_> = (0..expected.len()).map(both).filter(|(_, found, expected)| found != expected).collect();
    assert!(differing.is_empty(), "{name}: cells, as read and as they are: {differing:?}");
}

#[test]
fn boxes_of_every_engine_say_the_same_on_a_leaning_page() {
    for zeros in [true, false] {
        let report = if zeros { sample("01").to_owned() } else { sample("01").replace("\t0", "\t") };
        let (lines, expected) = (page(&report), values(&report));
        let native =
            listed(&lines, |line| format!(r#"{{"box": {}, "txt": "{}", "score": 0.99}}"#, quad(line), line.text));
        let list = listed(&lines, |line| format!(r#"[{}, "{}", 0.99]"#, quad(line), line.text));
        let paddle2 = listed(&lines, |line| format!(r#"[{}, ["{}", 0.99]]"#, quad(line), line.text));
        let texts = listed(&lines, |line| format!("\"{}\"", line.text));
        let paddle3 = format!(
            r#"{{"res": {{"rec_texts": [{texts}], "rec_scores": [{}], "rec_polys": [{}]}}}}"#,
            listed(&lines, |_| "0.99".to_owned()),
            listed(&lines, quad)
        );
        for (name, text) in [
            ("native", format!("[[{native}]]")),
            ("list", format!("[{list}]")),
            ("paddle 2", format!("[[{paddle2}]]")),
            ("paddle 3", paddle3),
        ] {
            assert_same(name, &text, &expected);
        }
        let word = |line: &Boxed| {
            let (left, top, right, bottom) = (line.left, line.top, line.right, line.top + HEIGHT);
            format!("<word xMin=\"{left}\" yMin=\"{top}\" xMax=\"{right}\" yMax=\"{bottom}\">{}</word>", line.text)
        };
        let words: String = lines.iter().map(word).collect();
        assert_same(
            "bbox",
            &format!("<!DOCTYPE html><html><body><doc><page>{words}</page></doc></body></html>"),
            &expected,
        );
    }
}

/// The rows of the tables of a report.
fn tables(report: &str) -> Vec<Vec<Vec<&str>>> {
    let mut tables: Vec<Vec<Vec<&str>>> = Vec::new();
    let mut is_table = false;
    for line in report.lines() {
        if line.contains('\t') {
            if !std::mem::replace(&mut is_table, true) {
                tables.push(Vec::new());
            }
            tables.last_mut().expect("a table").push(line.split('\t').collect());
        } else {
            is_table = false;
        }
    }
    tables
}

#[test]
fn tables_of_every_service_say_the_same() {
    let (report, expected) = (sample("01"), values(sample("01")));
    let headings: Vec<&str> = report.lines().filter(|line| line.starts_with("## ")).map(|line| &line[3..]).collect();
    let cell = |row: usize, column: usize, text: &str| (row, column, text.to_owned());
    let cells_of = |table: &[Vec<&str>]| -> Vec<(usize, usize, String)> {
        table
            .iter()
            .enumerate()
            .flat_map(|(row, cells)| cells.iter().enumerate().map(move |(column, text)| cell(row, column, text)))
            .collect()
    };
    let (mut docling, mut children, mut doctags, mut azure, mut paragraphs) =
        (String::new(), String::new(), String::new(), String::new(), String::new());
    let mut plumber = Vec::new();
    for (nth, table) in tables(report).iter().enumerate() {
        let heading = headings[nth + 1];
        let cells = cells_of(table);
        let of_docling: Vec<String> = cells
            .iter()
            .map(|(row, column, text)| format!(r#"{{"start_row_offset_idx": {row}, "start_col_offset_idx": {column}, "row_span": 1, "col_span": 1, "text": "{text}"}}"#))
            .collect();
        let comma = if nth > 0 { "," } else { "" };
        write!(
            docling,
            r#"{comma}{{"prov": [{{"page_no": 1}}], "data": {{"table_cells": [{}]}}}}"#,
            of_docling.join(",")
        )
        .expect("text");
        write!(children, r##"{comma}{{"$ref": "#/texts/{nth}"}}, {{"$ref": "#/tables/{nth}"}}"##).expect("text");
        let of_azure: Vec<String> = cells
            .iter()
            .map(|(row, column, text)| {
                format!(r#"{{"rowIndex": {row}, "columnIndex": {column}, "content": "{text}"}}"#)
            })
            .collect();
        write!(
            azure,
            r#"{comma}{{"spans": [{{"offset": {}, "length": 50}}], "cells": [{}]}}"#,
            100 * nth + 50,
            of_azure.join(",")
        )
        .expect("text");
        write!(
            paragraphs,
            r#"{comma}{{"content": "{heading}", "spans": [{{"offset": {}, "length": 10}}]}}"#,
            100 * nth
        )
        .expect("text");
        let row = |row: &Vec<&str>| {
            row.iter()
                .map(|cell| if cell.is_empty() { "<ecel>".to_owned() } else { format!("<fcel>{cell}") })
                .collect::<String>()
                + "<nl>"
        };
        write!(
            doctags,
            "<section_header_level_1>{heading}</section_header_level_1>\n<otsl>{}</otsl>\n",
            table.iter().map(row).collect::<String>()
        )
        .expect("text");
        plumber.push(table.clone());
    }
    let texts: Vec<String> = headings[1..4].iter().map(|heading| format!(r#"{{"text": "{heading}"}}"#)).collect();
    let docling = format!(
        r#"{{"schema_name": "DoclingDocument", "body": {{"children": [{children}]}}, "texts": [{}], "tables": [{docling}]}}"#,
        texts.join(",")
    );
    let azure = format!(
        r#"{{"analyzeResult": {{"content": "", "pages": [{{"pageNumber": 1, "words": []}}], "paragraphs": [{paragraphs}], "tables": [{azure}]}}}}"#
    );
    let plumber = serde_json::to_string(&[plumber]).expect("JSON");
    let mistral = serde_json::json!({"pages": [{"index": 0, "markdown": report}], "model": "x"}).to_string();
    let olmocr = serde_json::json!({"id": "1", "text": report, "metadata": {}}).to_string() + "\n";
    for (name, text) in [
        ("docling", docling),
        ("azure", azure),
        ("doctags", format!("<doctag>{doctags}</doctag>")),
        ("pdfplumber", plumber),
        ("mistral", mistral),
        ("olmocr", olmocr),
    ] {
        assert_same(name, &text, &expected);
    }
}

#[test]
fn boxes_keep_their_page_and_their_place() {
    let line = |text: &str, left: u32| {
        format!(
            r#"{{"box": [[{left}, 10], [{0}, 10], [{0}, 30], [{left}, 30]], "txt": "{text}", "score": 0.5}}"#,
            left + 40
        )
    };
    let text = format!("[[{}], [{}, {}]]", line("规章", 10), line("规章", 10), line("7", 200));
    let source = Source::from_bytes(Path::new("t"), text.as_bytes()).expect("boxes");
    let at = source.text.find('7').expect("the number");
    let placed = source.placed(Span::new(at, at + 1)).next().expect("a place");
    assert_eq!((placed.page_ix, placed.confidence), (1, Some(0.5)));
    assert_eq!(placed.quad.expect("four corners").corners[0], (200.0, 10.0));
}

/// What is said of a text that is no report.
fn refused(text: &str) -> String {
    let catalogue = Catalogue::built_in();
    let source = Source::from_bytes(Path::new("t.json"), text.as_bytes());
    let review = source.and_then(|source| Review::new(source, Sidecar::default(), &mut Reader::new(&catalogue)));
    review.expect_err("no report").to_string()
}

#[test]
fn json_and_xml_of_other_programs_are_refused_by_name() {
    for text in [
        r#"{"licensing": {"decisions": 6}, "title": "某局2023年政府信息公开工作年度报告"}"#,
        r#"[{"二、主动公开政府信息情况": "规章", "行政许可": 6}]"#,
        r#"{"text": "二、主动公开政府信息情况\n规章\t1\t0\t2\n"}"#,
    ] {
        assert!(refused(text).contains("JSON of a program that gouji does not know"), "{}", refused(text));
    }
    let xml =
        "<?xml version=\"1.0\"?><report><heading>二、主动公开政府信息情况</heading><row>规章\t1\t0\t2</row></report>";
    assert!(refused(xml).contains("XML of a program that gouji does not know"), "{}", refused(xml));
}

#[test]
fn json_that_is_cut_is_an_error_with_its_place() {
    let lines = page(sample("01"));
    let whole = format!(
        "[[{}]]",
        listed(&lines, |line| format!(r#"{{"box": {}, "txt": "{}", "score": 0.99}}"#, quad(line), line.text))
    );
    let cut = &whole[..whole.len() / 2];
    let cut = &cut[..cut.rfind('\n').expect("a line")];
    let said = refused(cut);
    assert!(said.contains(&format!("t.json:{}:", cut.lines().count())), "{said}");
}

#[test]
fn tables_that_are_pictures_are_called_so() {
    let page = "<html><body><h1>某局2023年政府信息公开工作年度报告</h1><p>二、主动公开政府信息情况</p><img src=\"1.png\"></body></html>";
    assert!(refused(page).contains("pictures"), "{}", refused(page));
    let catalogue = Catalogue::built_in();
    let source = Source::from_bytes(Path::new("t"), b"<html><body>1</body></html>").expect("a page");
    let nothing = Review::new(source, Sidecar::default(), &mut Reader::new(&catalogue)).expect_err("no tables");
    assert!(matches!(nothing, Error::NoTables(_)));
}

#[test]
fn boxes_at_odd_places_leave_an_honest_record() {
    let lines = page(sample("01"));
    let strange = [
        "[[-5, -9], [1e300, 0], [3, 4], [0, 2]]",
        "[[NaN, 1], [2, NaN], [3, 3], [1, 3]]",
        "[[1, 2], [5, 2], [3, 9]]",
        "[[7, 7], [7, 7], [7, 7], [7, 7]]",
    ];
    let mut with_strange: Vec<String> =
        lines.iter().map(|line| format!(r#"[{}, "{}", 0.99]"#, quad(line), line.text)).collect();
    with_strange.extend(strange.iter().map(|place| format!(r#"[{place}, "四九", 0.1]"#)));
    assert_same("odd boxes", &format!("[{}]", with_strange.join(",")), &values(sample("01")));
    let crowd: Vec<String> =
        lines.iter().map(|line| format!(r#"[[[7, 7], [9, 7], [9, 9], [7, 9]], "{}", 0.9]"#, line.text)).collect();
    let catalogue = Catalogue::built_in();
    let source = Source::from_bytes(Path::new("t"), format!("[{}]", crowd.join(",")).as_bytes()).expect("boxes");
    if let Ok(review) = Review::new(source, Sidecar::default(), &mut Reader::new(&catalogue)) {
        let true_values = values(sample("01"));
        let sure = |cell: &usize| review.confidence(*cell) >= 0.95 && review.values()[*cell].is_some();
        let wrong = (0..true_values.len()).filter(sure).filter(|&cell| review.values()[cell] != true_values[cell]);
        assert_eq!(wrong.collect::<Vec<_>>(), [0; 0], "nothing is sure where all boxes are at one place");
    }
}
