//! The program in scripts: JSON of every command, how far a folder is, completions, manual pages, exits that are told.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::support::Reports;
use gouji::catalogue::Catalogue;
use gouji::reading::Reader;
use gouji::review::Review;
use gouji::sidecar::Verdict;
use serde_json::{Value, json};

fn command(home: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gouji"));
    command.args(args).current_dir(home).env_clear().env("LANG", "en_US.UTF-8").stdin(Stdio::null());
    command.env("HOME", home).env("XDG_CONFIG_HOME", home.join("config")).env("XDG_DATA_HOME", home.join("data"));
    command
}

fn gouji(home: &Path, args: &[&str]) -> Output {
    command(home, args).output().expect("the program runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn json_of(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// Decides on a cell of a report and saves it.
fn decide(path: &Path, cell: &str, verdict: Verdict, value: Option<i64>, by: &str) {
    let catalogue = Catalogue::built_in();
    let mut review = Review::open(path, &mut Reader::new(&catalogue)).expect("a report");
    let cell = review.sheet().position(&cell.into()).expect("a cell of the form");
    review.decide(cell, verdict, value.map(Into::into), by, "");
    review.save().expect("it is saved");
}

const GRANTED: &str = "requests.granted.natural_person";

#[test]
fn status_tells_how_far_a_folder_is() {
    let reports = Reports::of(&["01-clean", "02-digit", "08-form-2019"]);
    fs::write(reports.folder().join("letter.txt"), "关于放假的通知\n").expect("a file");
    let of = |args: &[&str]| gouji(reports.folder(), &[&["status", ".", "--format", "json"], args].concat());
    let before = json_of(&of(&[]));
    assert_eq!(
        before["reports"],
        json!({ "all": 4, "untouched": 2, "in_work": 0, "conflict": 0, "done": 1, "unreadable": 1 })
    );
    assert_eq!(before["reviewers"], json!([]));
    let cells = |told: &Value, name: &str| told["cells"][name].as_u64().expect("a number");
    let all = ["seen", "proved", "supported", "unproved", "open"].iter().map(|name| cells(&before, name)).sum::<u64>();
    assert_eq!((cells(&before, "all"), cells(&before, "seen")), (all, 0));
    decide(&reports.paths[1], GRANTED, Verdict::Correct, Some(38), "审核员");
    decide(&reports.paths[1], "disclosure.fees.amount", Verdict::Confirm, Some(0), "复核人");
    decide(&reports.paths[2], GRANTED, Verdict::Confirm, Some(0), "复核人");
    let after = json_of(&of(&[]));
    assert_eq!(
        after["reports"],
        json!({ "all": 4, "untouched": 0, "in_work": 1, "conflict": 0, "done": 2, "unreadable": 1 })
    );
    assert_eq!((cells(&after, "seen"), cells(&after, "all")), (3, all));
    let by: Vec<(&str, u64)> = after["reviewers"]
        .as_array()
        .expect("an array")
        .iter()
        .map(|one| (one["reviewer"].as_str().expect("a name"), one["decisions"].as_u64().expect("a number")))
        .collect();
    assert_eq!(by, [("复核人", 2), ("审核员", 1)]);
    assert!(after["reviewers"][0]["last"].as_str().is_some_and(|at| at.starts_with("20")));
    let fails = |told: &Value, rule: &str| {
        let rules = told["rules"].as_array().expect("an array").iter();
        rules.filter(|one| one["rule"] == rule).map(|one| one["fails"].as_u64().expect("a number")).sum::<u64>()
    };
    assert_eq!(fails(&before, "total") - fails(&after, "total"), 1, "the corrected row adds up");
    let exit = |names: &[&str]| gouji(reports.folder(), &[&["status"], names].concat()).status.code();
    assert_eq!(exit(&["01-clean.txt", "02-digit.txt"]), Some(0));
    assert_eq!((exit(&["08-form-2019.txt"]), exit(&["."]), exit(&["gone.txt"])), (Some(1), Some(1), Some(2)));
}

#[test]
fn status_draws_bars_that_fit_the_terminal() {
    let reports = Reports::of(&["01-clean", "02-digit"]);
    decide(&reports.paths[1], "disclosure.fees.amount", Verdict::Confirm, Some(0), "审\u{1b}[2J核员");
    let with = |columns: &str| {
        let output = command(reports.folder(), &["status", "."]).env("COLUMNS", columns).output();
        text(&output.expect("the program runs").stdout)
    };
    let told = with("72");
    assert!(told.starts_with("reports 2\n") && told.contains("\n  in work     1     50%  ######"), "{told}");
    assert!(told.contains("審") || told.contains("审␛[2J核员  1  last 20"), "{told}");
    assert!(told.contains("total") && told.contains("fails in "), "{told}");
    assert!(told.is_ascii() || told.lines().filter(|line| line.contains('#')).all(str::is_ascii), "{told}");
    for columns in ["40", "72", "300"] {
        let widest = with(columns).lines().filter(|line| line.contains('#')).map(str::len).max().expect("a bar");
        assert!(widest <= columns.parse::<usize>().expect("a number").clamp(60, 110), "{columns}: {widest}");
    }
}

#[test]
fn every_command_that_tells_something_tells_it_as_json() {
    let reports = Reports::of(&["01-clean", "02-digit"]);
    let of = |args: &[&str]| gouji(reports.folder(), args);
    let checked = of(&["check", ".", "--format", "json"]);
    let told = json_of(&checked);
    assert_eq!((checked.status.code(), &told["reports"], &told["clean"]), (Some(1), &json!(2), &json!(1)));
    assert_eq!(told["findings"][0]["cells"][0], GRANTED);
    let total = told["rules"].as_array().expect("an array").iter().find(|rule| rule["rule"] == "total");
    assert_eq!(total.expect("a rule")["fails"], 1);
    let clean = json_of(&of(&["check", "01-clean.txt", "--format", "json"]));
    assert_eq!((&clean["findings"], &clean["clean"]), (&json!([]), &json!(1)));
    let summary = json_of(&of(&["check", ".", "--summary", "--format", "json"]));
    assert_eq!(summary["reports"][1]["source"], "./02-digit.txt");
    assert_eq!((&summary["reports"][1]["failing"], &summary["reports"][1]["clean"]), (&json!(2), &json!(false)));
    let refused = of(&["check", ".", "--summary", "--format", "sarif"]);
    assert!(refused.status.code() == Some(2) && text(&refused.stderr).contains("text or json, not as sarif"));
    let rule = json_of(&of(&["explain", "balance", "--format", "json"]));
    assert_eq!((&rule["id"], &rule["severity"]), (&json!("balance"), &json!("error")));
    assert!(rule["formula"].as_str().is_some_and(|formula| formula.contains(" = ")) && rule["says"]["zh"].is_string());
    assert!(json_of(&of(&["explain", "--format", "json"])).as_array().is_some_and(|rules| rules.len() > 5));
    let config = json_of(&of(&["config", "--format", "json"]));
    assert_eq!((&config["file"], &config["settings"]["threshold"]), (&Value::Null, &json!(0.95)));
}

#[test]
fn quiet_leaves_errors_and_nothing_else_on_standard_error() {
    let reports = Reports::of(&["02-digit"]);
    let said = |args: &[&str]| text(&gouji(reports.folder(), args).stderr);
    assert!(said(&["export", "."]).contains("still needs a person"));
    assert_eq!(said(&["export", ".", "-q"]), "");
    assert_eq!(said(&["export", ".", "./02-digit.txt", "--quiet"]), "", "what was left out is a note");
    assert!(said(&["-q", "export", "gone.txt"]).contains("gone.txt"));
    let quiet = gouji(reports.folder(), &["check", ".", "--quiet"]);
    assert!(!quiet.stdout.is_empty(), "the findings are no note");
}

#[test]
fn threads_are_as_many_as_the_options_or_the_config_say() {
    let reports = Reports::of(&["01-clean"]);
    fs::write(reports.folder().join("c.ron"), "(jobs: 3)").expect("a file");
    let of = |args: &[&str]| gouji(reports.folder(), args).status.code();
    assert_eq!(of(&["--config", "c.ron", "check", "01-clean.txt"]), Some(0));
    assert_eq!(of(&["check", "01-clean.txt", "-j", "2"]), Some(0));
    assert_eq!(of(&["check", "01-clean.txt", "-j", "0"]), Some(2));
    assert_eq!(of(&["check", "01-clean.txt", "-j", "100000"]), Some(0));
}

#[test]
fn every_shell_gets_a_script_that_knows_the_commands_even_with_a_broken_config() {
    let home = tempfile::tempdir().expect("a folder");
    fs::create_dir_all(home.path().join("config/gouji")).expect("a folder");
    fs::write(home.path().join("config/gouji/config.ron"), "(broken").expect("a file");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish", "nushell"] {
        let output = gouji(home.path(), &["completions", shell]);
        let script = text(&output.stdout);
        assert_eq!((output.status.code(), text(&output.stderr).as_str()), (Some(0), ""), "{shell}");
        for known in ["export", "files-from", "datapackage", "completions"] {
            assert!(script.contains(known), "{shell} does not know {known}");
        }
    }
    assert_eq!(gouji(home.path(), &["completions", "cmd"]).status.code(), Some(2));
    let bash = home.path().join("gouji.bash");
    fs::write(&bash, gouji(home.path(), &["completions", "bash"]).stdout).expect("a file");
    if let Ok(checked) = Command::new("bash").arg("-n").arg(&bash).status() {
        assert!(checked.success(), "bash can read it");
    }
}

#[test]
fn manual_pages_are_made_of_the_help() {
    let home = tempfile::tempdir().expect("a folder");
    let page = text(&gouji(home.path(), &["man"]).stdout);
    assert!(
        page.contains(".TH gouji 1") && page.contains("Exit status") && page.contains("gouji\\-check(1)"),
        "{page}"
    );
    let written = gouji(home.path(), &["man", "--output", "pages/man1"]);
    assert_eq!(written.status.code(), Some(0), "{}", text(&written.stderr));
    let folder = fs::read_dir(home.path().join("pages/man1")).expect("a folder");
    let mut names: Vec<String> =
        folder.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    for name in ["gouji.1", "gouji-check.1", "gouji-export.1", "gouji-review.1", "gouji-status.1"] {
        assert!(names.iter().any(|known| known == name), "{name} is among {names:?}");
    }
    let export = fs::read_to_string(home.path().join("pages/man1/gouji-export.1")).expect("a page");
    assert!(export.contains("files\\-from") && export.contains("130"), "{export}");
}

#[test]
fn the_help_of_every_command_tells_its_exit_status_and_is_plain_where_no_colour_is_wanted() {
    let home = tempfile::tempdir().expect("a folder");
    for name in ["review", "check", "status", "explain", "export", "config", "completions", "man"] {
        let help = command(home.path(), &[name, "--help"]).env("NO_COLOR", "1").env("CLICOLOR_FORCE", "0").output();
        let help = text(&help.expect("the program runs").stdout);
        assert!(help.contains("Exit status:") && help.contains("\n  0 ") && !help.contains('\u{1b}'), "{name}: {help}");
    }
    let help = text(&gouji(home.path(), &["check", "--help"]).stdout);
    assert!(help.contains("130") && help.contains("--files-from") && help.contains("--no-ignore"), "{help}");
}

#[test]
fn without_a_terminal_there_is_no_bar() {
    let reports = Reports::of(&["01-clean", "02-digit"]);
    let output = gouji(reports.folder(), &["export", ".", "-o", "out.csv"]);
    assert!(!text(&output.stderr).contains('\r') && !text(&output.stderr).contains('\u{1b}'));
}

#[test]
fn every_command_says_the_same_of_the_cells_that_are_left() {
    let names = ["01-clean", "02-digit", "03-slid", "04-blank-total", "05-page-cut", "06-labels-lost"];
    let reports = Reports::of(&names);
    let of = |args: &[&str]| gouji(reports.folder(), args);
    // Before: of two kinds, here by the JSON of the account.
    let status = json_of(&of(&["status", ".", "-f", "json"]));
    let [open, solved] = ["open", "solved"].map(|name| status["cells"][name].as_u64().expect("a number"));
    assert!(open > 0 && solved > 0, "{status}");
    let noun = if open == 1 { "cell still needs" } else { "cells still need" };
    let follows = if solved == 1 { "follows" } else { "follow" };
    let left = format!("{open} {noun} a person and {solved} more {follows} from equations");
    // Everywhere else, the same two.
    assert!(text(&of(&["check", "."]).stdout).lines().last().is_some_and(|line| line.ends_with(&left)));
    assert!(text(&of(&["check", ".", "--summary"]).stdout).lines().last().is_some_and(|line| line == left));
    let written = text(&of(&["export", "."]).stderr);
    assert!(written.contains(&format!("6 reports written; {left}, ")), "{written}");
    let refused = text(&of(&["export", ".", "--require", "reviewed"]).stderr);
    assert!(refused.lines().last().is_some_and(|line| line.ends_with(&left)), "{refused}");
    let bars = text(&of(&["status", "."]).stdout);
    for (name, count) in [("needs a person", open), ("follows from equations", solved)] {
        let line = bars.lines().find(|line| line.contains(name)).expect("a line");
        assert!(line.contains(&format!(" {count} ")), "{line}");
    }
    let checked = json_of(&of(&["check", ".", "-f", "json"]));
    assert_eq!((&checked["open"], &checked["solved"]), (&json!(open), &json!(solved)));
    let summary = json_of(&of(&["check", ".", "--summary", "-f", "json"]));
    let sum = |name: &str| {
        let reports = summary["reports"].as_array().expect("an array").iter();
        reports.map(|report| report[name].as_u64().expect("a number")).sum::<u64>()
    };
    assert_eq!((sum("open"), sum("solved")), (open, solved));
    let wide = of(&["export", ".", "-f", "wide-csv"]).stdout;
    let mut wide = csv::Reader::from_reader(&wide[..]);
    let heads = wide.headers().expect("heads").clone();
    let at = |name: &str| heads.iter().position(|head| head == name).expect("a column");
    let (mut of_open, mut of_solved) = (0, 0);
    for row in wide.records().map(|row| row.expect("a row")) {
        of_open += row[at("open")].parse::<u64>().expect("a number");
        of_solved += row[at("solved")].parse::<u64>().expect("a number");
    }
    assert_eq!((of_open, of_solved), (open, solved));
}

#[test]
fn a_report_in_which_only_values_that_follow_are_left_says_so() {
    let reports = Reports::of(&["04-blank-total"]);
    let written = gouji(reports.folder(), &["export", "."]);
    let said = text(&written.stderr);
    assert!(said.contains("0 cells still need a person and 1 more follows from equations"), "{said}");
    assert_eq!(written.status.code(), Some(1), "it is not done");
}

#[test]
fn the_cells_that_nothing_proves_are_called_the_same_on_the_page_and_in_the_account() {
    let reports = Reports::of(&["01-clean"]);
    let told = text(&gouji(reports.folder(), &["status", "."]).stdout);
    let page = text(&gouji(reports.folder(), &["export", ".", "-f", "html"]).stdout);
    for name in ["proved by two or more", "one equation holds", "seen by a person", "not proved", "needs a person"] {
        assert!(told.contains(name) && page.contains(name), "{name}: {told}");
    }
}

#[test]
fn where_no_report_was_read_no_rule_is_said_to_hold() {
    let reports = Reports::of(&["01-clean"]);
    let folder = reports.folder();
    fs::create_dir(folder.join("empty")).expect("a folder");
    fs::create_dir(folder.join("letters")).expect("a folder");
    fs::write(folder.join("letters/letter.txt"), "关于放假的通知\n").expect("a file");
    let of = |path: &str| gouji(folder, &["status", path]);
    assert!(text(&of("01-clean.txt").stdout).ends_with("every rule holds\n"));
    for (path, reports) in [("empty", 0), ("gone.txt", 0), ("letters", 1)] {
        let told = of(path);
        let said = text(&told.stdout);
        assert!(said.ends_with("no rule ran, for no report was read\n"), "{path}: {said}");
        assert!(said.starts_with(&format!("reports {reports}\n")) && told.status.code() != Some(0), "{path}: {said}");
        assert_eq!(said.contains("and 1 path that leads to no report"), reports == 0, "{path}: {said}");
        let json = json_of(&gouji(folder, &["status", path, "-f", "json"]));
        let counted = [&json["reports"]["all"], &json["reports"]["unreadable"], &json["paths_without_reports"]];
        assert_eq!(counted, [&json!(reports), &json!(reports), &json!(1 - reports)], "{path}");
    }
}

#[test]
fn an_exit_of_findings_can_be_turned_off_for_pipelines_and_no_other() {
    let reports = Reports::of(&["02-digit"]);
    let exit = |args: &[&str]| gouji(reports.folder(), args).status.code();
    for command in ["check", "status", "export"] {
        assert_eq!(exit(&[command, "02-digit.txt"]), Some(1), "{command}");
        assert_eq!(exit(&[command, "02-digit.txt", "--exit-zero"]), Some(0), "{command}");
        assert_eq!(exit(&[command, "gone.txt", "--exit-zero"]), Some(2), "{command}: what failed is no finding");
    }
}

#[test]
fn a_report_on_standard_input_has_the_name_that_it_is_given() {
    let reports = Reports::of(&["02-digit"]);
    let run = |args: &[&str]| {
        let file = fs::File::open(&reports.paths[0]).expect("a file");
        let output = command(reports.folder(), args).stdin(file).output().expect("the program runs");
        text(&output.stdout)
    };
    let named = run(&["export", "-", "--stdin-name", "鹿鸣县/2023.txt", "--columns", "source,cell"]);
    assert_eq!(named.lines().nth(1), Some("鹿鸣县/2023.txt,disclosure.regulation.issued"));
    assert!(run(&["check", "-", "--stdin-name", "a.txt"]).starts_with("a.txt:31:19: "));
    // Decisions beside a file of that name are about that file.
    decide(&reports.paths[0], GRANTED, Verdict::Correct, Some(38), "审核员");
    let named = run(&["export", "-", "--stdin-name", "02-digit.txt", "--columns", "cell,value,status"]);
    assert!(named.contains("requests.granted.natural_person,33,unreviewed"), "{named}");
}

#[test]
fn an_address_of_a_file_is_a_path() {
    let reports = Reports::of(&["01-clean"]);
    let copy = reports.folder().join("a report.txt");
    fs::copy(&reports.paths[0], &copy).expect("a copy");
    let address = format!("file://{}", copy.display()).replace(' ', "%20");
    assert_eq!(gouji(reports.folder(), &["check", &address]).status.code(), Some(0));
    fs::write(reports.folder().join("list"), format!("{address}\n")).expect("a file");
    assert_eq!(gouji(reports.folder(), &["check", "--files-from", "list"]).status.code(), Some(0));
    let gone = gouji(reports.folder(), &["check", "file:///gone%20away.txt"]);
    assert!(gone.status.code() == Some(2) && text(&gone.stderr).contains("/gone away.txt"), "{}", text(&gone.stderr));
}

#[test]
fn the_codebook_has_every_address_with_labels_in_both_languages() {
    let reports = Reports::of(&[]);
    let output = gouji(reports.folder(), &["codebook"]);
    let table = text(&output.stdout);
    assert_eq!((output.status.code(), table.lines().count()), (Some(0), 1 + 200 + 198));
    let line = table.lines().find(|line| line.starts_with("2021,requests.granted.total,")).expect("an address");
    let expected = "2021,requests.granted.total,requests,granted,total,三、本年度办理结果 / （一）予以公开 / 总计,\
                    Results: granted / total,count,requests.granted.total,same";
    assert_eq!(line, expected);
}

#[test]
fn what_did_not_run_is_neither_a_failure_nor_a_pass_in_sarif() {
    let reports = Reports::of(&[]);
    let text = crate::support::sample("01").replace("（一）予以公开\t21\t", "（一）予以公开\t\t");
    fs::write(reports.folder().join("a.txt"), text).expect("a file");
    let sarif = json_of(&gouji(reports.folder(), &["check", "a.txt", "-f", "sarif"]));
    let results = sarif["runs"][0]["results"].as_array().expect("results");
    let not_run: Vec<&Value> = results.iter().filter(|result| result["properties"]["kind"] == "not_run").collect();
    assert!(!not_run.is_empty(), "{results:?}");
    for result in not_run {
        assert_eq!((&result["kind"], &result["level"]), (&json!("open"), &json!("none")));
    }
}
