//! What leaves the program: every format read back, nothing in it a formula or markup, the same bytes on every run, and
//! refused where more is asked of the reports than they are.

use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::support::{Reports, review_of, sample};
use calamine::{Data, Reader as _, Xlsx};
use gouji::catalogue::Catalogue;
use gouji::data::config::Config;
use gouji::export::{CELL_COLUMNS, Format, Setting, findings_sink, sink};
use gouji::review::Review;
use gouji::sidecar::Verdict;
use gouji::words::{Language, Words};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::{Field, Row};

const FORMATS: [Format; 9] = [
    Format::Csv,
    Format::WideCsv,
    Format::Json,
    Format::Jsonl,
    Format::Ron,
    Format::Parquet,
    Format::Xlsx,
    Format::Markdown,
    Format::Html,
];

fn setting(catalogue: &Catalogue) -> Setting<'_> {
    let words = Words::of(Language::English);
    Setting { catalogue, words, threshold: Config::built_in().threshold.get(), columns: &[], bom: false }
}

fn export(catalogue: &Catalogue, format: Format, reviews: &[Review]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut sink = sink(format, setting(catalogue), &mut out).expect("memory");
    for review in reviews {
        sink.report(review).expect("memory");
    }
    sink.finish().expect("memory");
    drop(sink);
    out
}

fn list(catalogue: &Catalogue, format: Format, reviews: &[Review]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut sink = findings_sink(format, setting(catalogue), &mut out).expect("a format that can list");
    for review in reviews {
        sink.report(review).expect("memory");
    }
    sink.finish().expect("memory");
    drop(sink);
    out
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).expect("text")
}

fn cell(review: &Review, id: &str) -> usize {
    review.sheet().position(&id.into()).expect("a cell of the form")
}

/// Two reports: one with a corrected digit and a confirmed cell, one whose sums the reviewer put down to the page.
fn decided(catalogue: &Catalogue) -> Vec<Review> {
    let mut digit = review_of(catalogue, "02-digit.txt", sample("02"));
    let granted = cell(&digit, "requests.granted.natural_person");
    digit.decide(granted, Verdict::Correct, Some(38.into()), "审核员", "clear on the scan");
    let fees = cell(&digit, "disclosure.fees.amount");
    digit.decide(fees, Verdict::Confirm, Some(0.into()), "审核员", "");
    let mut wrong = review_of(catalogue, "07-source-error.txt", sample("07"));
    for id in ["requests.total_processed.natural_person", "requests.total_processed.total"] {
        let cell = cell(&wrong, id);
        wrong.decide(cell, Verdict::SourceError, wrong.values()[cell], "复核人", "the agency added wrong");
    }
    vec![digit, wrong]
}

fn sheets(bytes: Vec<u8>) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(bytes)).expect("a workbook")
}

/// The rows of a sheet, its cells as text.
fn rows(book: &mut Xlsx<Cursor<Vec<u8>>>, name: &str) -> Vec<Vec<String>> {
    let range = book.worksheet_range(name).expect("a sheet");
    range.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect()
}

/// The text of a file in a workbook.
fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut text = String::new();
    std::io::Read::read_to_string(&mut archive.by_name(name).expect("a part"), &mut text).expect("text");
    text
}

fn parquet_rows(bytes: &[u8]) -> Vec<Row> {
    let mut file = tempfile::tempfile().expect("a file");
    file.write_all(bytes).expect("a file");
    let reader = SerializedFileReader::new(file).expect("Parquet");
    reader.get_row_iter(None).expect("rows").collect::<Result<_, _>>().expect("rows")
}

#[test]
fn the_long_layout_says_the_same_as_csv_json_and_parquet() {
    let catalogue = Catalogue::built_in();
    let reviews = decided(&catalogue);
    let table = export(&catalogue, Format::Csv, &reviews);
    let mut table = csv::Reader::from_reader(&table[..]);
    let names: Vec<&str> = CELL_COLUMNS.iter().map(|column| column.name).collect();
    assert_eq!(table.headers().expect("heads").iter().collect::<Vec<_>>(), names);
    let table: Vec<csv::StringRecord> = table.records().collect::<Result<_, _>>().expect("rows");
    let json: serde_json::Value = serde_json::from_slice(&export(&catalogue, Format::Json, &reviews)).expect("JSON");
    let lines = text(export(&catalogue, Format::Jsonl, &reviews));
    let lines: Vec<serde_json::Value> = lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let rows = parquet_rows(&export(&catalogue, Format::Parquet, &reviews));
    assert_eq!((table.len(), lines.len(), rows.len()), (400, 400, 400));
    assert_eq!(json.as_array(), Some(&lines));
    for ((cells, object), row) in table.iter().zip(&lines).zip(&rows) {
        for ((name, field), (nth, cell)) in row.get_column_iter().zip(cells.iter().enumerate()) {
            assert_eq!(name, names[nth]);
            let said = match field {
                Field::Null => String::new(),
                Field::Str(text) => text.clone(),
                Field::Int(number) => number.to_string(),
                Field::Double(number) => number.to_string(),
                Field::Decimal(_) => decimal(&field.to_string()),
                other => panic!("{name} is no {other:?}"),
            };
            let cell =
                if *field == Field::Null || !matches!(field, Field::Decimal(_)) { cell.into() } else { decimal(cell) };
            assert_eq!(said, cell, "{name}");
            let object = match &object[name] {
                serde_json::Value::Null => String::new(),
                serde_json::Value::String(text) => text.clone(),
                other if matches!(field, Field::Decimal(_)) => decimal(&other.to_string()),
                other => other.to_string(),
            };
            assert_eq!(object, said, "{name}");
        }
    }
    let corrected = &table[24];
    let said: Vec<&str> = ["cell", "value", "raw", "confidence", "status"]
        .iter()
        .map(|name| &corrected[names.iter().position(|column| column == name).expect("a column")])
        .collect();
    assert_eq!(said, ["requests.granted.natural_person", "38", "33", "1", "corrected"]);
}

#[test]
fn the_columns_of_the_long_layout_are_these_in_this_order() {
    let catalogue = Catalogue::built_in();
    let reviews = decided(&catalogue);
    let table = text(export(&catalogue, Format::Csv, &reviews));
    let mut lines = table.lines();
    let heads = "source,source_blake3,agency,year,form,cell,table,row,column,label,unit,value,raw,state,confidence,proof,\
                 need,status,decided,reviewer,decided_at,note,suggested,probability,start_line,start_column";
    assert_eq!(lines.next(), Some(heads));
    let row = |cell: &str| rows_of(&table).into_iter().find(|row| row["cell"] == cell).expect("a row");
    let corrected = row("requests.granted.natural_person");
    let parts = ["table", "row", "column", "unit", "need", "status", "decided", "reviewer", "note"];
    let said: Vec<&str> = parts.iter().map(|name| corrected[*name].as_str()).collect();
    let expected =
        ["requests", "granted", "natural_person", "count", "", "corrected", "38", "审核员", "clear on the scan"];
    assert_eq!(said, expected);
    assert!(corrected["decided_at"].starts_with("20") && corrected["source_blake3"].len() == 64, "{corrected:?}");
    assert_eq!((&*corrected["start_line"], &*corrected["start_column"]), ("31", "19"));
    assert_eq!(row("disclosure.fees.amount")["unit"], "万元");
    let untouched = row("requests.carried_in.total");
    assert!(["decided", "reviewer", "decided_at", "note"].iter().all(|name| untouched[*name].is_empty()));
}

/// The rows of a CSV by the names of their columns.
fn rows_of(table: &str) -> Vec<std::collections::HashMap<String, String>> {
    csv::Reader::from_reader(table.as_bytes()).deserialize().map(|row| row.expect("a row")).collect()
}

#[test]
fn an_error_in_the_original_leaves_with_the_value_that_it_should_have() {
    let catalogue = Catalogue::built_in();
    let mut wrong = review_of(&catalogue, "07-source-error.txt", sample("07"));
    let cell = cell(&wrong, "requests.total_processed.natural_person");
    let printed = wrong.values()[cell].expect("a number");
    wrong.decide(cell, Verdict::SourceError, Some(41.into()), "复核人", "");
    let reviews = [wrong];
    let table = text(export(&catalogue, Format::Csv, &reviews));
    let row = &rows_of(&table)[cell];
    assert_eq!((&*row["status"], &*row["value"], &*row["decided"]), ("source_error", &*printed.to_string(), "41"));
    for format in [Format::Json, Format::Jsonl] {
        let json = text(export(&catalogue, format, &reviews));
        assert!(json.contains("\"decided\":41,\"reviewer\":\"复核人\""), "{format:?}");
    }
    assert!(text(export(&catalogue, Format::Ron, &reviews)).contains("decided: Some(41), reviewer: \"复核人\""));
    let parquet = parquet_rows(&export(&catalogue, Format::Parquet, &reviews));
    assert!(parquet[cell].to_string().contains("decided: 41"), "{}", parquet[cell]);
    let wide = text(export(&catalogue, Format::WideCsv, &reviews));
    assert_eq!(rows_of(&wide)[0]["source_errors"], "requests.total_processed.natural_person=41");
    assert!(text(export(&catalogue, Format::Markdown, &reviews)).contains("| 37 | 37 | 41 | 复核人 |"));
    assert!(text(export(&catalogue, Format::Html, &reviews)).contains("should be 41"));
    let bytes = export(&catalogue, Format::Xlsx, &reviews);
    assert!(part(&bytes, "xl/comments1.xml").contains("should be 41"));
    let decisions = rows(&mut sheets(bytes), "Decisions");
    assert_eq!((&*decisions[0][8], &*decisions[1][8]), ("should be", "41"));
    let findings = text(list(&catalogue, Format::Csv, &reviews));
    let found = rows_of(&findings).into_iter().find(|row| row["verdict"] == "source_error").expect("a finding");
    let named = [&found["decided_cell"], &found["decided"]].map(String::as_str);
    assert_eq!(named, ["requests.total_processed.natural_person", "41"]);
    assert!(
        text(list(&catalogue, Format::Markdown, &reviews))
            .contains("| requests.total\\_processed.natural\\_person | 41 |")
    );
}

#[test]
fn a_list_names_errors_of_agencies_only_where_a_reviewer_found_them() {
    let catalogue = Catalogue::built_in();
    let title =
        |reviews: &[Review]| text(list(&catalogue, Format::Markdown, reviews)).lines().nth(2).map(str::to_owned);
    let open = review_of(&catalogue, "07-source-error.txt", sample("07"));
    assert_eq!(title(&[open]).as_deref(), Some("# Findings"), "what nobody reviewed may be a misreading");
    let reviewed = decided(&catalogue);
    assert_eq!(title(&reviewed).as_deref(), Some("# Errors of the agencies"));
    let mixed: Vec<Review> = reviewed.into_iter().chain([hostile(&catalogue, "34")]).collect();
    assert_eq!(title(&mixed).as_deref(), Some("# Findings"));
}

#[test]
fn only_the_columns_that_are_asked_for_are_written() {
    let reports = Reports::of(&["01-clean"]);
    let run = |args: &[&str]| said(&gouji(reports.folder(), &[&["export", "01-clean.txt"], args].concat()));
    let (_, out, _) = run(&["--columns", "cell,value,source"]);
    assert_eq!(out.lines().next(), Some("cell,value,source"));
    assert_eq!(out.lines().nth(1), Some("disclosure.regulation.issued,0,01-clean.txt"));
    let (_, out, _) = run(&["--columns", "value,cell", "-f", "jsonl"]);
    assert_eq!(out.lines().next(), Some("{\"value\":0,\"cell\":\"disclosure.regulation.issued\"}"));
    let (_, out, _) = run(&["--columns", "year,requests.granted.total", "-f", "wide-csv"]);
    assert_eq!(out.lines().next(), Some("year,requests.granted.total"));
    let (exit, _, err) = run(&["--columns", "cell,valeu"]);
    assert!(exit == 2 && err.contains("no such column: valeu; the columns are source, source_blake3,"), "{err}");
    let (exit, _, err) = run(&["--columns", "cell", "-f", "html"]);
    assert!(exit == 2 && err.contains("html has no columns to choose from"), "{err}");
    let args = ["export", "01-clean.txt", "--columns", "value,cell", "-o", "out.csv", "--datapackage"];
    assert_eq!(said(&gouji(reports.folder(), &args)).0, 0);
    let package = fs::read(reports.folder().join("datapackage.json")).expect("a file");
    let package: serde_json::Value = serde_json::from_slice(&package).expect("JSON");
    let schema = &package["resources"][0]["schema"];
    assert_eq!((&schema["fields"][0]["name"], &schema["fields"][1]["name"]), (&"value".into(), &"cell".into()));
    assert!(schema["primaryKey"].is_null(), "the report is not among the columns");
}

fn decimal(text: &str) -> String {
    text.parse::<rust_decimal::Decimal>().expect("a number").normalize().to_string()
}

#[test]
fn the_wide_layout_has_a_row_for_each_report_and_a_column_for_each_cell_of_any_form() {
    let catalogue = Catalogue::built_in();
    let reviews =
        [review_of(&catalogue, "01-clean.txt", sample("01")), review_of(&catalogue, "08-form-2019.txt", sample("08"))];
    let table = export(&catalogue, Format::WideCsv, &reviews);
    let mut table = csv::Reader::from_reader(&table[..]);
    let heads = table.headers().expect("heads").clone();
    let rows: Vec<csv::StringRecord> = table.records().collect::<Result<_, _>>().expect("rows");
    let at =
        |row: usize, name: &str| rows[row][heads.iter().position(|head| head == name).expect("a column")].to_owned();
    assert_eq!((rows.len(), at(0, "form"), at(1, "form")), (2, "2021".into(), "2019+2021".into()));
    for (nth, review) in reviews.iter().enumerate() {
        for (slot, value) in review.sheet().slots.iter().zip(review.values()) {
            let value = value.map(|value| value.to_string()).unwrap_or_default();
            assert_eq!(at(nth, slot.id.as_str()), value, "{}", slot.id);
        }
    }
    assert_eq!(at(0, "requests.other_all.total"), "", "a row that the form of 2021 does not have");
    assert_eq!((at(0, "cells"), at(0, "open"), at(0, "failing")), ("200".into(), "0".into(), "0".into()));
}

#[test]
fn a_workbook_shows_the_form_with_what_was_decided_and_why() {
    let catalogue = Catalogue::built_in();
    let reviews = decided(&catalogue);
    let bytes = export(&catalogue, Format::Xlsx, &reviews);
    let comments = part(&bytes, "xl/comments1.xml");
    for said in ["corrected: text \"33\", value 38", "审核员", "clear on the scan", "the agency added wrong", "T"] {
        assert!(comments.contains(said) || comments.contains(&said.replace('"', "&quot;")), "{said}: {comments}");
    }
    let mut book = sheets(bytes);
    assert_eq!(book.sheet_names(), ["form", "Data", "Findings and open points", "Decisions"]);
    let form = book.worksheet_range("form").expect("a sheet");
    let granted = form.rows().find(|row| row[1] == Data::String("（一）予以公开".into())).expect("a row");
    let values: Vec<&Data> = granted.iter().filter(|held| matches!(held, Data::Float(_))).collect();
    assert_eq!(values[..2], [&Data::Float(38.0), &Data::Float(4.0)], "numbers, with the reviewer's in force");
    let merged = form.rows().filter(|row| row[0] == Data::String("三、本年度办理结果".into())).count();
    assert_eq!(merged, 2, "a group's label stands once for each report");
    let data = rows(&mut book, "Data");
    assert_eq!((data.len(), &*data[1][1], &*data[2][2]), (3, "鹿鸣县商务局", "2022"));
    let decisions = rows(&mut book, "Decisions");
    assert_eq!(decisions.len(), 5);
    assert_eq!(
        decisions[2][3..8],
        ["requests.granted.natural_person", "三、本年度办理结果 / （一）予以公开 / 自然人", "corrected", "33", "38"]
    );
    let open = rows(&mut book, "Findings and open points");
    assert!(open.iter().any(|row| row[4] == "error" && row[6].contains("difference +4")), "{open:?}");
}

#[test]
fn a_list_of_findings_names_agency_rule_difference_and_verdict() {
    let catalogue = Catalogue::built_in();
    let reviews = decided(&catalogue);
    let table = text(list(&catalogue, Format::Csv, &reviews));
    let rows: Vec<&str> = table.lines().collect();
    assert_eq!(rows.len(), 3, "two columns of results do not add up; what was corrected is no finding: {table}");
    assert!(rows[1].starts_with("星野县林业局,2022,07-source-error.txt,52:8,error,results,"), "{table}");
    assert!(rows[1].contains(",自然人,41,37,4,source_error,") && rows[1].contains(",复核人,"), "{table}");
    assert!(rows[1].ends_with(",the agency added wrong"), "{table}");
    let page = text(list(&catalogue, Format::Markdown, &reviews));
    assert!(page.contains("\n## 星野县林业局\n") && page.contains("| 41 | 37 | 4 | original wrong |"), "{page}");
    let mut book = sheets(list(&catalogue, Format::Xlsx, &reviews));
    let rows = rows_of_list(&mut book);
    assert_eq!((rows.len(), &*rows[1][10], &*rows[1][11]), (3, "4", "original wrong"));
}

fn rows_of_list(book: &mut Xlsx<Cursor<Vec<u8>>>) -> Vec<Vec<String>> {
    rows(book, "Errors of the agencies")
}

#[test]
fn a_list_of_findings_holds_each_year_against_the_one_before() {
    let catalogue = Catalogue::built_in();
    let next = sample("01").replace("2022", "2023");
    let reviews = [review_of(&catalogue, "next.txt", &next), review_of(&catalogue, "01-clean.txt", sample("01"))];
    let table = text(list(&catalogue, Format::Csv, &reviews));
    assert!(
        table.contains("云岫区水利局,2023,next.txt,30:18,warning,carry,carried over,自然人,2,3,-1,open,"),
        "{table}"
    );
}

/// Text that a spreadsheet, a browser, Markdown or a terminal would obey.
const HOSTILE: [&str; 9] = [
    "=HYPERLINK(\"http://x\",\"33\")",
    "+33",
    "-3+3",
    "@33",
    "＝33",
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "3\u{1b}[2J3",
    "\u{202e}33",
];

fn hostile(catalogue: &Catalogue, text: &str) -> Review {
    let report = sample("02").replace("（一）予以公开\t33\t", &format!("（一）予以公开\t{text}\t"));
    let report = report.replace("鹿鸣县商务局2023年", &format!("鹿鸣县商务局{text}2023年"));
    let mut review = review_of(catalogue, "02-digit.txt", &report);
    let fees = cell(&review, "disclosure.fees.amount");
    review.decide(fees, Verdict::Confirm, Some(0.into()), text, text);
    review
}

#[test]
fn nothing_becomes_a_formula() {
    let catalogue = Catalogue::built_in();
    for said in HOSTILE {
        let reviews = [hostile(&catalogue, said)];
        for table in [export(&catalogue, Format::Csv, &reviews), list(&catalogue, Format::Csv, &reviews)] {
            let mut table = csv::ReaderBuilder::new().has_headers(false).from_reader(&table[..]);
            for field in table
                .records()
                .map(|row| row.expect("a row"))
                .flat_map(|row| row.iter().map(str::to_owned).collect::<Vec<_>>())
            {
                let begins = field.starts_with(['=', '+', '-', '@', '＝', '\t', '\r']);
                assert!(!begins || field.parse::<f64>().is_ok(), "{field:?}");
            }
        }
        for bytes in [export(&catalogue, Format::Xlsx, &reviews), list(&catalogue, Format::Xlsx, &reviews)] {
            let mut book = sheets(bytes);
            for name in book.sheet_names() {
                assert!(book.worksheet_formula(&name).expect("a sheet").is_empty(), "{said}: {name}");
            }
        }
    }
}

#[test]
fn nothing_of_a_report_is_markup_or_moves_a_cursor_on_a_page() {
    let catalogue = Catalogue::built_in();
    for said in HOSTILE {
        let reviews = [hostile(&catalogue, said), hostile(&catalogue, said)];
        let html = text(export(&catalogue, Format::Html, &reviews));
        for never in ["<script", "<img", "onerror=alert(1)>", "\u{1b}", "\u{202e}", "=HYPERLINK(\""] {
            assert!(!html.contains(never), "{said}: {never}");
        }
        assert!(html.contains("default-src 'none'") && !html.contains("http://\""));
        for bytes in [export(&catalogue, Format::Markdown, &reviews), list(&catalogue, Format::Markdown, &reviews)] {
            let page = text(bytes);
            assert!(!page.contains("<script") && !page.contains("<img"), "{page}");
            assert!(!page.contains(['\u{1b}', '\u{202e}']), "{page}");
        }
        let bytes = export(&catalogue, Format::Xlsx, &reviews);
        for sheet in ["xl/worksheets/sheet1.xml", "xl/worksheets/sheet3.xml", "xl/comments1.xml"] {
            assert!(!part(&bytes, sheet).contains(['\u{1b}', '\u{202e}']), "{said}: {sheet}");
        }
    }
}

#[test]
fn a_page_shows_old_value_new_value_and_who_decided() {
    let catalogue = Catalogue::built_in();
    let page = text(export(&catalogue, Format::Html, &decided(&catalogue)));
    assert!(page.contains("<s>33</s> 38<sup>*</sup>"), "{page}");
    assert!(page.contains("title=\"corrected: text &quot;33&quot;, value 38&#10;审核员"), "{page}");
    assert!(page.contains("<b>2</b>") && page.contains("class=\"seen\" style=\"flex-grow:2\""));
    let one = |tag: &str| (page.matches(&format!("<{tag}")).count(), page.matches(&format!("</{tag}>")).count());
    for tag in ["table", "article", "tr", "td", "section", "ul", "ol"] {
        let (opened, closed) = one(tag);
        assert!(opened == closed && opened > 0, "{tag}: {opened} opened, {closed} closed");
    }
    let markdown = text(export(&catalogue, Format::Markdown, &decided(&catalogue)));
    assert!(markdown.contains("| 　（一）予以公开 | \\*38 | 4 |"), "{markdown}");
    assert!(markdown.contains("| corrected | 33 | 38 |  | 审核员 |"), "{markdown}");
}

#[test]
fn every_export_is_the_same_bytes_again() {
    let catalogue = Catalogue::built_in();
    let reviews = decided(&catalogue);
    for format in FORMATS {
        let first = export(&catalogue, format, &reviews);
        // The clock of an archive goes by two seconds.
        if format == Format::Xlsx {
            std::thread::sleep(std::time::Duration::from_millis(2100));
        }
        assert_eq!(first, export(&catalogue, format, &reviews), "{format:?}");
        assert!(!first.is_empty());
    }
    for format in [Format::Csv, Format::Xlsx, Format::Markdown] {
        assert_eq!(list(&catalogue, format, &reviews), list(&catalogue, format, &reviews), "{format:?}");
    }
}

#[test]
fn an_export_of_nothing_can_still_be_read() {
    let catalogue = Catalogue::built_in();
    assert_eq!(parquet_rows(&export(&catalogue, Format::Parquet, &[])).len(), 0);
    assert_eq!(rows(&mut sheets(export(&catalogue, Format::Xlsx, &[])), "Data").len(), 1);
    assert!(text(export(&catalogue, Format::Html, &[])).ends_with("</body>\n</html>\n"));
}

/// Runs the program in a folder; what it says is in English.
fn gouji(home: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gouji"));
    command.args(args).current_dir(home).env_clear().env("LANG", "en_US.UTF-8").stdin(Stdio::null());
    command.env("HOME", home).env("XDG_CONFIG_HOME", home.join("config")).env("XDG_DATA_HOME", home.join("data"));
    command.output().expect("the program runs")
}

fn said(output: &Output) -> (i32, String, String) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code().unwrap_or(-1), text(&output.stdout), text(&output.stderr))
}

/// Decides every open cell of the slid report and the sums of the wrong one, by the library, and saves it.
fn settle(path: &Path, decisions: &[(&str, Verdict)]) {
    let catalogue = Catalogue::built_in();
    let mut review = Review::open(path, &mut gouji::reading::Reader::new(&catalogue)).expect("a report");
    for (id, verdict) in decisions {
        let cell = cell(&review, id);
        review.decide(cell, *verdict, review.values()[cell], "审核员", "");
    }
    review.save().expect("a sidecar");
}

#[test]
fn what_is_required_is_refused_with_what_is_open_and_nothing_is_written() {
    let reports = Reports::of(&["01-clean", "02-digit", "07-source-error"]);
    settle(
        &reports.paths[2],
        &[
            ("requests.total_processed.natural_person", Verdict::SourceError),
            ("requests.total_processed.total", Verdict::SourceError),
        ],
    );
    let run = |require: &str, report: &str| {
        let args = ["export", report, "--require", require, "--output", "out.csv"];
        let (exit, _, err) = said(&gouji(reports.folder(), &args));
        let written = fs::remove_file(reports.folder().join("out.csv")).is_ok();
        (exit, written, err)
    };
    // A clean report: nothing waits, but not every cell is proved or was seen.
    assert_eq!(run("clean", "01-clean.txt"), (0, true, String::new()));
    assert_eq!(run("reviewed", "01-clean.txt"), (0, true, String::new()));
    let (exit, written, err) = run("proved", "01-clean.txt");
    assert_eq!((exit, written), (1, false));
    assert!(err.starts_with("01-clean.txt: 152 cells are neither proved by two equations nor seen"), "{err}");
    assert!(err.contains(" and 147 others\n") && err.lines().all(|line| line.len() < 400), "{err}");
    // A digit is misread: two equations fail.
    for require in ["proved", "reviewed", "clean"] {
        let (exit, written, err) = run(require, "02-digit.txt");
        assert_eq!((exit, written), (1, false), "{require}");
        assert!(err.contains("02-digit.txt:31:19: contradicted requests.granted.natural_person"), "{err}");
        let refused = "nothing written: 1 of 1 report is not what --require asks for; what is open stands above; \
                       1 cell still needs a person\n";
        assert!(err.ends_with(refused), "{err}");
    }
    // The page is wrong, and a person said so: reviewed, which is what was asked for, and never clean.
    let (exit, written, err) = run("reviewed", "07-source-error.txt");
    assert_eq!(
        (exit, written, err.contains("0 cells still need a person, 0 equations fail")),
        (0, true, true),
        "{err}"
    );
    let (exit, written, err) = run("clean", "07-source-error.txt");
    assert!((exit, written) == (1, false) && err.contains("difference +4"), "{err}");
    // Without it, what is open is counted and all is written.
    let (exit, out, err) = said(&gouji(reports.folder(), &["export", "02-digit.txt"]));
    assert_eq!((exit, out.lines().count()), (1, 201));
    assert_eq!(err, "gouji: 1 report written; 1 cell still needs a person, 2 equations fail\n");
    // Nothing reaches standard output either, and a report that cannot be read is not what is asked for.
    let (exit, out, _) = said(&gouji(reports.folder(), &["export", "--require", "reviewed", ".", "-f", "jsonl"]));
    assert_eq!((exit, out.as_str()), (1, ""));
    let (exit, out, _) = said(&gouji(reports.folder(), &["export", "--require", "clean", "01-clean.txt", "gone.txt"]));
    assert_eq!((exit, out.as_str()), (2, ""));
}

#[test]
fn what_is_refused_is_told_in_characters_that_can_be_seen() {
    let reports = Reports::of(&[]);
    let text = sample("02").replace("\t33\t", "\t3\u{1b}[2J\u{202e}3\t");
    fs::write(reports.folder().join("a\u{1b}[31m.txt"), text).expect("a file");
    let (exit, out, err) = said(&gouji(reports.folder(), &["export", "--require", "proved", "."]));
    assert_eq!((exit, out.as_str()), (1, ""));
    assert!(!err.contains(['\u{1b}', '\u{202e}']) && err.contains("3␛[2J<202E>3"), "{err}");
}

#[test]
fn a_cell_seen_by_a_person_counts_as_proved() {
    let reports = Reports::of(&["01-clean"]);
    let catalogue = Catalogue::built_in();
    let review = review_of(&catalogue, "01", sample("01"));
    let ids: Vec<String> = review.sheet().slots.iter().map(|slot| slot.id.to_string()).collect();
    let all: Vec<(&str, Verdict)> = ids.iter().map(|id| (id.as_str(), Verdict::Confirm)).collect();
    settle(&reports.paths[0], &all);
    let (exit, out, err) = said(&gouji(reports.folder(), &["export", "--require", "proved", "01-clean.txt"]));
    assert_eq!((exit, out.lines().count(), err.as_str()), (0, 201, ""));
}

#[test]
fn the_name_of_the_output_tells_the_format_and_options_that_do_not_fit_are_named() {
    let reports = Reports::of(&["01-clean"]);
    let run = |args: &[&str]| said(&gouji(reports.folder(), &[&["export", "01-clean.txt"], args].concat()));
    for (name, begins) in [
        ("out.xlsx", &b"PK"[..]),
        ("out.parquet", b"PAR1"),
        ("out.html", b"<!doctype"),
        ("out.md", b"<!-- gouji export -->\n\n# "),
    ] {
        assert_eq!(run(&["-o", name]).0, 0, "{name}");
        assert!(fs::read(reports.folder().join(name)).expect("a file").starts_with(begins), "{name}");
    }
    assert_eq!(run(&["-o", "out.md", "--format", "jsonl"]).0, 0);
    assert!(
        fs::read(reports.folder().join("out.md")).expect("a file").starts_with(b"{"),
        "a format that is named counts"
    );
    assert!(run(&["--bom"]).1.starts_with("\u{feff}source,"));
    for (args, message) in [
        (&["--findings", "-f", "html"][..], "there is no findings list as html. Use --format csv, xlsx or markdown"),
        (&["--bom", "-f", "json"], "json takes no byte order mark"),
        (&["--datapackage", "-o", "out.xlsx"], "xlsx has no columns to describe"),
    ] {
        let (exit, out, err) = run(args);
        assert!((exit, out.as_str()) == (2, "") && err.contains(message), "{args:?}: {err}");
    }
}

#[test]
fn what_was_exported_into_the_folder_of_the_reports_is_no_report() {
    let reports = Reports::of(&["01-clean", "02-digit"]);
    let run = |args: &[&str]| said(&gouji(reports.folder(), &[&["export", "."], args].concat()));
    for name in ["out.html", "out.md", "out.xlsx"] {
        for _ in 0..2 {
            let (exit, out, err) = run(&["-o", name]);
            assert_eq!((exit, out.as_str()), (1, ""), "{name}, again over the first");
            assert!(
                err.ends_with("2 reports written; 1 cell still needs a person, 2 equations fail\n"),
                "{name}: {err}"
            );
        }
    }
    for name in ["list.md", "list.xlsx"] {
        run(&["--findings", "-o", name]);
    }
    assert_eq!(run(&["-f", "csv"]).1.lines().count(), 401);
}

#[test]
fn a_data_package_describes_the_columns_of_its_file_and_of_no_other() {
    let reports = Reports::of(&["01-clean", "08-form-2019"]);
    let package = reports.folder().join("datapackage.json");
    let read = || serde_json::from_slice::<serde_json::Value>(&fs::read(&package).expect("a file")).expect("JSON");
    for (format, file) in [("csv", "out.csv"), ("wide-csv", "out.csv")] {
        let args = ["export", "01-clean.txt", "08-form-2019.txt", "-f", format, "-o", file, "--datapackage"];
        gouji(reports.folder(), &args);
        let resource = &read()["resources"][0];
        assert_eq!(resource["path"], file);
        let mut table = csv::Reader::from_path(reports.folder().join(file)).expect("a file");
        let fields = resource["schema"]["fields"].as_array().expect("fields");
        let named: Vec<&str> = fields.iter().filter_map(|field| field["name"].as_str()).collect();
        assert_eq!(table.headers().expect("heads").iter().collect::<Vec<_>>(), named);
        assert!(fields.iter().all(|field| field["description"].as_str().is_some_and(|about| !about.is_empty())));
    }
    let (exit, _, err) =
        said(&gouji(reports.folder(), &["export", "01-clean.txt", "-o", "other.csv", "--datapackage"]));
    assert!(exit == 2 && err.contains("datapackage.json describes other files"), "{err}");
    assert!(!reports.folder().join("other.csv").exists());
}
