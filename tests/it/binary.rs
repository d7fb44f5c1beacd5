//! The program itself: its exits, its messages, its output, with a home of its own.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::support::Reports;

/// Runs the program in a folder; what it says is in English.
fn gouji(home: &Path, args: &[&str]) -> Output {
    command(home, args).stdin(Stdio::null()).output().expect("the program runs")
}

fn command(home: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gouji"));
    command.args(args).current_dir(home).env_clear().env("LANG", "en_US.UTF-8");
    command.env("HOME", home).env("XDG_CONFIG_HOME", home.join("config")).env("XDG_DATA_HOME", home.join("data"));
    command
}

fn said(output: &Output) -> (i32, String, String) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code().unwrap_or(-1), text(&output.stdout), text(&output.stderr))
}

#[test]
fn check_exits_with_what_it_found() {
    let reports = Reports::of(&["01-clean", "02-digit"]);
    let (clean, out, err) = said(&gouji(reports.folder(), &["check", "01-clean.txt"]));
    assert_eq!(
        (clean, out.as_str(), err.as_str()),
        (0, "1 report, 1 without findings; rules: 52 hold, 0 fail, 0 did not run\n", "")
    );
    let (found, out, _) = said(&gouji(reports.folder(), &["check", "."]));
    assert_eq!(found, 1);
    assert!(
        out.starts_with(
            "./02-digit.txt:31:19: contradicted requests.granted.natural_person (三、本年度办理结果 / （一）予以公开 / 自然人): the 2 equations that cross in it fail, each by -5\n    row total [（一）予以公开]: 33 + 4 + 2 = 39, against 44, difference -5\n"
        ),
        "{out}"
    );
}

#[test]
fn findings_leave_as_json_lines_as_sarif_and_as_tables() {
    let reports = Reports::of(&["02-digit", "07-source-error"]);
    let (exit, lines, _) = said(&gouji(reports.folder(), &["check", ".", "--format", "jsonl"]));
    let parsed: Vec<serde_json::Value> =
        lines.lines().map(|line| serde_json::from_str(line).expect("an object")).collect();
    assert_eq!((exit, parsed.len()), (1, 2));
    let first = &parsed[0];
    assert_eq!(first["cells"][0], "requests.granted.natural_person");
    assert_eq!((&first["line"], &first["column"], &first["level"]), (&31.into(), &19.into(), &"error".into()));
    assert_eq!(first["rules"], serde_json::json!(["total", "results"]));
    assert_eq!(first["equations"][0]["difference"], -5);
    assert_eq!(first["repairs"][0]["changes"][0]["to"], 38);
    let (_, sarif, _) = said(&gouji(reports.folder(), &["check", ".", "--format", "sarif"]));
    let sarif: serde_json::Value = serde_json::from_str(&sarif).expect("SARIF is JSON");
    assert_eq!((&sarif["version"], sarif["runs"][0]["results"].as_array().map(Vec::len)), (&"2.1.0".into(), Some(2)));
    let region = &sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"];
    assert_eq!(*region, serde_json::json!({ "startLine": 31, "startColumn": 19 }));
    let (exit, tables, _) = said(&gouji(reports.folder(), &["check", ".", "--summary"]));
    assert_eq!(exit, 1);
    let words = |name: &str| {
        let line = tables.lines().find(|line| line.starts_with(name)).unwrap_or_default();
        line.split_whitespace().rev().take(8).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(words("./02-digit.txt")[7], "2", "two equations fail");
    assert_eq!(&words("results ")[..3], ["0", "3", "11"], "14 sums of results, three of which fail");
}

#[test]
fn reports_of_one_agency_are_held_against_the_year_before() {
    let reports = Reports::of(&["01-clean"]);
    let text = fs::read_to_string(reports.folder().join("01-clean.txt")).expect("a sample");
    let next = text.replace("2022", "2023").replace("云岫区水利局", "云岫区  水利局");
    fs::write(reports.folder().join("02-next.txt"), next).expect("a file");
    let (exit, out, _) = said(&gouji(reports.folder(), &["check", "."]));
    assert_eq!(exit, 1);
    let carried = "02-next.txt:30:18: warning: carried over [自然人]: it does not fit the report of the year before (./01-clean.txt), by -1\n    this year: 2\n    by the year before: 3\n";
    assert!(out.contains(carried), "{out}");
    let (_, out, _) = said(&gouji(reports.folder(), &["check", ".", "--summary"]));
    assert!(out.lines().any(|line| line.starts_with("carry ") && line.ends_with("5      2            0")), "{out}");
}

#[test]
fn a_rule_is_explained_and_an_unknown_one_is_not() {
    let reports = Reports::of(&[]);
    let (exit, out, _) = said(&gouji(reports.folder(), &["explain", "balance"]));
    assert_eq!(exit, 0);
    assert!(
        out.contains("new_received + carried_in = total_processed + carried_out") && out.contains("Known exceptions")
    );
    let (exit, out, err) = said(&gouji(reports.folder(), &["explain", "balanced"]));
    assert_eq!((exit, out.as_str()), (2, ""));
    assert!(err.contains("no rule is named balanced; there are: total, results, balance"), "{err}");
}

#[test]
fn one_bad_file_is_named_and_the_others_are_done() {
    let reports = Reports::of(&["01-clean"]);
    let write = |name: &str, bytes: &[u8]| fs::write(reports.folder().join(name), bytes).expect("a file");
    write("binary.txt", b"\x7fELF\0\0");
    write("empty.txt", b"");
    write("bytes.txt", b"\xff\xff\n");
    write("letter.txt", "关于放假的通知\n".as_bytes());
    write("report.pdf", b"%PDF-1.7");
    let cases = [
        ("missing.txt", "there is no file or folder missing.txt"),
        ("binary.txt", "is not a text file"),
        ("empty.txt", "is empty"),
        ("bytes.txt", "neither UTF-8 nor GB18030 nor UTF-16 from line 1"),
        ("letter.txt", "holds no table"),
        ("report.pdf", "is a PDF"),
    ];
    for (name, message) in cases {
        for verb in ["check", "export"] {
            let (exit, out, err) = said(&gouji(reports.folder(), &[verb, name, "01-clean.txt"]));
            assert_eq!(exit, 2, "{verb} {name}");
            assert!(err.contains(message) && err.lines().count() == 1, "{verb} {name}: {err}");
            assert!(out.contains("1 without findings") || out.contains("云岫区水利局"), "{verb} {name}: {out}");
        }
    }
}

#[test]
fn a_folder_without_reports_is_an_error() {
    let folder = tempfile::tempdir().expect("a folder");
    let (exit, _, err) = said(&gouji(folder.path(), &["check", "."]));
    assert_eq!(exit, 2);
    assert!(err.contains("no report"), "{err}");
}

#[test]
fn export_writes_every_cell_in_each_format() {
    let reports = Reports::of(&["02-digit"]);
    let export = |format: &str| said(&gouji(reports.folder(), &["export", "--format", format, "02-digit.txt"]));
    let (exit, csv, err) = export("csv");
    assert_eq!((exit, csv.lines().count()), (1, 201), "a cell needs a person");
    assert!(err.contains("1 cell still needs a person, 2 equations fail"), "{err}");
    assert!(
        csv.contains(
            "requests.granted.natural_person,requests,granted,natural_person,\
             三、本年度办理结果 / （一）予以公开 / 自然人,count,33,33,number,0."
        ),
        "{csv}"
    );
    let json: serde_json::Value = serde_json::from_str(&export("json").1).expect("JSON");
    assert_eq!(json.as_array().map(Vec::len), Some(200));
    assert_eq!(json[24]["cell"], "requests.granted.natural_person");
    assert_eq!((&json[24]["value"], &json[24]["suggested"]), (&serde_json::json!(33), &serde_json::json!(38)));
    assert_eq!(export("jsonl").1.lines().count(), 200);
    let ron: ron::Value = ron::from_str(&export("ron").1).expect("RON");
    assert!(matches!(ron, ron::Value::Seq(rows) if rows.len() == 200));
}

#[test]
fn standard_input_is_read_and_a_file_is_written_whole() {
    let reports = Reports::of(&["01-clean"]);
    let mut child = command(reports.folder(), &["export", "-", "--output", "out.csv"])
        .stdin(Stdio::piped())
        .spawn()
        .expect("the program runs");
    child.stdin.take().expect("a pipe").write_all(crate::support::sample("01").as_bytes()).expect("it reads");
    assert!(child.wait().expect("it ends").success());
    let csv = fs::read_to_string(reports.folder().join("out.csv")).expect("a file");
    assert!(csv.lines().count() == 201 && csv.contains("\n-,") || csv.contains("\n'-,"), "{csv}");
}

#[test]
fn without_a_terminal_the_review_says_what_to_do() {
    let reports = Reports::of(&["01-clean"]);
    let (exit, _, err) = said(&gouji(reports.folder(), &["01-clean.txt"]));
    assert_eq!(exit, 2);
    assert!(err.contains("gouji check"), "{err}");
    let (exit, _, err) = said(&gouji(reports.folder(), &["review", "-"]));
    assert!(exit == 2 && err.contains("standard input"), "{err}");
}

#[test]
fn a_broken_config_stops_the_program_with_its_place() {
    let reports = Reports::of(&["01-clean"]);
    let config = reports.folder().join("config/gouji");
    fs::create_dir_all(&config).expect("a folder");
    fs::write(config.join("config.ron"), "(\n    treshold: 0.9,\n)").expect("a file");
    let (exit, _, err) = said(&gouji(reports.folder(), &["check", "01-clean.txt"]));
    assert_eq!(exit, 2);
    assert!(err.contains("config.ron:2:5") && err.contains("threshold"), "{err}");
}

#[test]
fn config_prints_where_the_settings_come_from_and_what_they_are() {
    let home = tempfile::tempdir().expect("a folder");
    let (exit, out, _) = said(&gouji(home.path(), &["config"]));
    assert_eq!(exit, 0);
    assert!(
        out.starts_with("// there is no config file, these are the defaults; one may be made at ")
            && out.contains("threshold: 0.95")
    );
    fs::write(home.path().join("again.ron"), &out).expect("a file");
    let (exit, again, err) = said(&gouji(home.path(), &["--config", "again.ron", "config"]));
    assert_eq!((exit, err.as_str()), (0, ""));
    assert_eq!(
        again.split_once('\n').map(|(_, rest)| rest),
        out.split_once('\n').map(|(_, rest)| rest),
        "what it prints it can read"
    );
}

#[test]
fn a_broken_or_newer_sidecar_is_an_error_and_stays_as_it_is() {
    let cases = [
        ("(gouji: 1, source", "02-digit.txt.gouji.ron:1:"),
        ("(gouji: 7, source: (name: \"\", bytes: 0, blake3: \"\"), decisions: [], more: 1)", "later gouji (format 7)"),
    ];
    for (text, message) in cases {
        let reports = Reports::of(&["02-digit"]);
        let path = reports.folder().join("02-digit.txt.gouji.ron");
        fs::write(&path, text).expect("a file");
        let (exit, _, err) = said(&gouji(reports.folder(), &["check", "02-digit.txt"]));
        assert!(exit == 2 && err.contains(message), "{err}");
        assert_eq!(fs::read_to_string(&path).expect("a file"), text);
    }
}

#[test]
fn nothing_from_a_report_or_a_file_name_moves_the_cursor() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = crate::support::sample("02").replace("33", "3\u{1b}[2J3").replace("鹿鸣县", "鹿\u{202e}鸣县");
    fs::write(folder.path().join("a\u{1b}[31m.txt"), text).expect("a file");
    let (_, out, err) = said(&gouji(folder.path(), &["check", ".", "gone\u{1b}]0;x"]));
    assert!(!out.contains('\u{1b}') && !err.contains('\u{1b}') && !out.contains('\u{202e}'), "{out}{err}");
}
