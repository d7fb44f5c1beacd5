//! Folders of any size through the program itself: which files are read, in which order, on how many threads, and what
//! becomes of a run that is stopped.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::support::sample;

fn command(home: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gouji"));
    command.args(args).current_dir(home).env_clear().env("LANG", "en_US.UTF-8");
    command.env("HOME", home).env("XDG_CONFIG_HOME", home.join(".config")).env("XDG_DATA_HOME", home.join(".data"));
    command
}

fn gouji(home: &Path, args: &[&str]) -> Output {
    command(home, args).stdin(Stdio::null()).output().expect("the program runs")
}

fn gouji_fed(home: &Path, args: &[&str], text: &[u8]) -> Output {
    let mut child = command(home, args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    child.stdin.take().expect("a pipe").write_all(text).expect("it reads");
    child.wait_with_output().expect("it ends")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// A folder in which clean reports lie at these paths.
fn folder(paths: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for path in paths {
        put(folder.path(), path, sample("01"));
    }
    folder
}

fn put(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}

/// The reports that an export wrote, in its order.
fn sources(output: &Output) -> Vec<String> {
    let mut table = csv::Reader::from_reader(&output.stdout[..]);
    let mut sources: Vec<String> = table.records().map(|row| row.expect("a row")[0].to_owned()).collect();
    sources.dedup();
    sources
}

/// The reports read with these arguments, and what was said.
fn read(home: &Path, args: &[&str]) -> (Vec<String>, String, Option<i32>) {
    let output = gouji(home, &[&["export"], args].concat());
    (sources(&output), text(&output.stderr), output.status.code())
}

#[test]
fn what_gitignore_and_ignore_leave_out_is_passed_over_unless_it_is_asked_for() {
    let home = folder(&["in/a.txt", "in/b.txt", "in/old/c.txt", "in/deep/d.txt", "in/deep/e.txt", "in/.hidden/f.txt"]);
    put(home.path(), "in/.gitignore", "old/\nb.txt\n");
    put(home.path(), "in/deep/.ignore", "e.txt\n");
    assert_eq!(read(home.path(), &["in"]).0, ["in/a.txt", "in/deep/d.txt"], "without a repository around it");
    let all = ["in/a.txt", "in/b.txt", "in/deep/d.txt", "in/deep/e.txt", "in/old/c.txt"];
    assert_eq!(read(home.path(), &["in", "--no-ignore"]).0, all, "hidden files stay out");
    assert_eq!(read(home.path(), &["in/b.txt"]).0, ["in/b.txt"], "what is named is read");
    put(home.path(), "in/.gitignore", "*\n");
    let (none, said, exit) = read(home.path(), &["in"]);
    assert_eq!((none.len(), exit), (0, Some(2)));
    assert!(said.contains("left out by .gitignore") && said.contains("--no-ignore"), "{said}");
}

#[test]
fn a_glob_that_no_shell_expanded_is_one_unless_there_is_such_a_file() {
    let home = folder(&["r/2021/a.txt", "r/2022/b.txt", "r/2022/x/c.md", "r/2022/d.scan", "r/[e].txt", "r/e.txt"]);
    let found = |glob: &str| read(home.path(), &[glob]).0;
    assert_eq!(found("r/**/*.txt"), ["r/2021/a.txt", "r/2022/b.txt", "r/[e].txt", "r/e.txt"]);
    assert_eq!(found("r/*.txt"), ["r/[e].txt", "r/e.txt"], "a star stays within a name");
    assert_eq!(found("r/20*"), ["r/2021/a.txt", "r/2022/b.txt", "r/2022/x/c.md"], "folders that match are read");
    assert_eq!(found("*/2022/**/{b,c}.*"), ["r/2022/b.txt", "r/2022/x/c.md"]);
    assert_eq!(found("r/**/*.scan"), ["r/2022/d.scan"], "an ending that is named counts");
    assert_eq!(found("r/[e].txt"), ["r/[e].txt"], "a file of that name goes before the glob");
    let (_, said, exit) = read(home.path(), &["r/*.docx"]);
    assert!(exit == Some(2) && said.contains("no file r/*.docx") && said.contains("matches no report"), "{said}");
    let (_, said, exit) = read(home.path(), &["r/[.txt"]);
    assert!(exit == Some(2) && said.contains("is no glob"), "{said}");
}

#[test]
fn paths_come_from_a_list_a_line_each_or_ended_by_null_bytes() {
    let home = folder(&["a.txt", "b c.txt", "more/d.txt"]);
    fs::write(home.path().join("list"), "b c.txt\r\n\nmore\n").expect("a file");
    assert_eq!(read(home.path(), &["--files-from", "list"]).0, ["b c.txt", "more/d.txt"]);
    assert_eq!(read(home.path(), &["a.txt", "--files-from", "list"]).0, ["a.txt", "b c.txt", "more/d.txt"]);
    let fed = |args: &[&str], text: &[u8]| gouji_fed(home.path(), &[&["export"], args].concat(), text);
    assert_eq!(sources(&fed(&["--files-from", "-"], b"a.txt\nb c.txt")), ["a.txt", "b c.txt"]);
    assert_eq!(sources(&fed(&["--files-from", "-", "--null"], b"b c.txt\0a.txt\0")), ["b c.txt", "a.txt"]);
    assert_eq!(sources(&fed(&["--files-from", "-", "-0"], b"a.txt\0")), ["a.txt"]);
    assert_eq!(sources(&fed(&["-"], sample("01").as_bytes())), ["'-"], "a dash alone is a report");
    let refused = fed(&["-", "--files-from", "-"], b"");
    assert!(refused.status.code() == Some(2) && text(&refused.stderr).contains("standard input"));
    let some = fed(&["--files-from", "-"], b"gone.txt\na.txt\n");
    assert_eq!((sources(&some).len(), some.status.code()), (1, Some(2)), "one that is not there hinders no other");
    let gone = fed(&["--files-from", "no-list"], b"");
    assert!(gone.status.code() == Some(2) && text(&gone.stderr).contains("no-list"));
}

/// What `find … -print0 | gouji check --files-from - -0` meets where nothing is found.
#[test]
fn a_list_without_a_path_is_nothing_to_do_and_no_failure() {
    let home = folder(&["a.txt"]);
    fs::write(home.path().join("none"), "\n\r\n").expect("a file");
    for args in [
        &["check", "--files-from", "-", "-0"][..],
        &["check", "--files-from", "none"],
        &["export", "--files-from", "-"],
    ] {
        let done = gouji_fed(home.path(), args, b"");
        assert_eq!(done.status.code(), Some(0), "{args:?}");
        assert!(text(&done.stderr).contains("names no path, so there is nothing to do"), "{}", text(&done.stderr));
        let quiet = gouji_fed(home.path(), &[args, &["--quiet"]].concat(), b"");
        assert_eq!((quiet.status.code(), quiet.stderr.len()), (Some(0), 0), "{args:?}");
    }
    let screen = gouji_fed(home.path(), &["--files-from", "none"], b"");
    assert_eq!((screen.status.code(), screen.stdout.len()), (Some(0), 0));
    let beside = gouji_fed(home.path(), &["check", "a.txt", "--files-from", "-"], b"");
    assert!(text(&beside.stdout).contains("1 report,") && text(&beside.stderr).contains("names no path"));
}

#[cfg(unix)]
#[test]
fn links_are_followed_loops_are_told_once_and_no_file_is_read_twice() {
    use std::os::unix::fs::symlink;
    let home = folder(&["in/b.txt", "in/sub/c.txt", "out/z.txt"]);
    let link = |to: &str, at: &str| symlink(to, home.path().join(at)).expect("a link");
    link("b.txt", "in/a.txt");
    link("..", "in/sub/up");
    link("../../in", "in/sub/again");
    link("../out", "in/elsewhere");
    let (found, said, exit) = read(home.path(), &["in"]);
    assert_eq!(
        found,
        ["in/b.txt", "in/sub/c.txt", "in/elsewhere/z.txt"],
        "the file itself, and linked ones at the end"
    );
    assert_eq!(exit, Some(0), "{said}");
    assert!(said.contains("2 links lead back") && said.contains("in/sub/again"), "{said}");
    assert!(said.contains("1 path leads to a file that was read already"), "{said}");
    assert_eq!(said.lines().count(), 2, "{said}");
    let (found, said, _) = read(home.path(), &["out", "in/sub/c.txt", "in", "./in/b.txt", "out/z.txt"]);
    assert_eq!(found, ["out/z.txt", "in/sub/c.txt", "in/b.txt"], "in the order in which they are named first");
    assert!(said.contains("5 paths lead to a file"), "{said}");
    let (_, said, _) = read(home.path(), &["in", "--quiet"]);
    assert_eq!(said, "");
}

#[test]
fn the_screen_takes_the_same_inputs() {
    let home = folder(&["in/a.txt"]);
    put(home.path(), "in/.gitignore", "*\n");
    let said = |args: &[&str]| text(&gouji(home.path(), args).stderr);
    for args in [&["in/*.txt", "--no-ignore"][..], &["review", "in", "--no-ignore"], &["in/a.txt"]] {
        assert!(said(args).contains("there is no terminal"), "{args:?} is found: {}", said(args));
    }
    assert!(said(&["in"]).contains("left out by .gitignore"));
    let listed = gouji_fed(home.path(), &["--files-from", "-"], b"in/a.txt\n");
    assert!(text(&listed.stderr).contains("there is no terminal"));
}

/// A folder of reports of every kind, some of which cannot be read.
fn mixed(count: usize) -> tempfile::TempDir {
    let home = tempfile::tempdir().expect("a folder");
    let names = ["01", "02", "03", "04", "05", "06", "07", "08"];
    for nth in 0..count {
        let report = match nth % 9 {
            8 => "关于放假的通知\n".to_owned(),
            kind => sample(names[kind]).replace("2022", &(2000 + nth).to_string()),
        };
        put(home.path(), &format!("in/{:02}/{nth:03}.txt", nth % 5), &report);
    }
    home
}

#[test]
fn the_output_is_the_same_bytes_whatever_the_number_of_threads() {
    let home = mixed(18);
    let cases: &[&[&str]] = &[
        &["check", "in"],
        &["check", "in", "--format", "json"],
        &["check", "in", "--format", "jsonl"],
        &["check", "in", "--format", "sarif"],
        &["check", "in", "--summary"],
        &["status", "in"],
        &["export", "in"],
        &["export", "in", "--format", "wide-csv"],
        &["export", "in", "--format", "json"],
        &["export", "in", "--format", "ron"],
        &["export", "in", "--format", "parquet"],
        &["export", "in", "--format", "html"],
        &["export", "in", "--format", "markdown"],
        &["export", "in", "--format", "xlsx"],
        &["export", "in", "--findings"],
    ];
    for &case in cases {
        let of = |jobs: &str| gouji(home.path(), &[case, &["--jobs", jobs]].concat());
        let (one, many) = (of("1"), of("7"));
        assert!(!one.stdout.is_empty() && one.stdout == many.stdout, "{case:?}");
        assert_eq!((text(&one.stderr), one.status), (text(&many.stderr), many.status), "{case:?}");
    }
}

/// A report cut in two behind a line.
fn cut(text: &str, line: &str) -> (String, String) {
    let at = text.find(line).expect("the line");
    let end = at + text[at..].find('\n').expect("its end") + 1;
    (text[..end].to_owned(), text[end..].to_owned())
}

#[test]
fn page_files_are_one_report_in_a_folder_and_on_the_command_line() {
    let (first, second) = cut(sample("01"), "二、上年结转");
    let home = tempfile::tempdir().expect("a folder");
    put(home.path(), "in/某局-1.txt", &first);
    put(home.path(), "in/某局-2.txt", &second);
    put(home.path(), "whole.txt", sample("01"));
    let values = |path: &str| {
        let output = gouji(home.path(), &["export", path]);
        let mut table = csv::Reader::from_reader(&output.stdout[..]);
        let heads = table.headers().expect("heads").clone();
        let column = |name: &str| heads.iter().position(|head| head == name).expect("a column");
        let (cell, value) = (column("cell"), column("value"));
        table
            .records()
            .map(|row| row.expect("a row"))
            .map(|row| (row[cell].to_owned(), row[value].to_owned()))
            .collect::<Vec<_>>()
    };
    assert_eq!(values("in"), values("whole.txt"));
    let named = ["in/某局-1.txt", "in/某局-2.txt"];
    assert_eq!(read(home.path(), &named).0, ["in/某局-1.txt"]);
    assert_eq!(read(home.path(), &named[1..]).0, ["in/某局-1.txt"], "a page stands for its report");
}

#[test]
fn a_page_that_is_missing_is_a_finding() {
    let (first, second) = cut(sample("01"), "二、上年结转");
    let home = tempfile::tempdir().expect("a folder");
    put(home.path(), "in/page_1.txt", &first);
    put(home.path(), "in/page_3.txt", &second);
    put(home.path(), "alone/page_2.txt", &second);
    let said = |path: &str| text(&gouji(home.path(), &["check", path]).stdout);
    assert!(said("in").contains("page 2 is missing"), "{}", said("in"));
    assert!(said("alone").contains("page 1 is missing"), "{}", said("alone"));
}

#[test]
fn two_reports_in_one_file_are_told_apart() {
    let home = tempfile::tempdir().expect("a folder");
    let second = sample("01").replace("鹿鸣县商务局", "云岫区水利局").replace("\t68\t", "\t69\t");
    put(home.path(), "both.txt", &format!("{}\n{second}", sample("01")));
    let said = text(&gouji(home.path(), &["check", "both.txt"]).stdout);
    let line = sample("01").lines().count() + 2;
    assert!(said.contains(&format!("another report begins at line {line}")), "{said}");
}

#[test]
fn files_whose_ending_says_little_are_read_when_they_hold_a_report_and_counted_when_not() {
    let home = folder(&["in/a.txt"]);
    let report = sample("01");
    let lines: Vec<String> = report.lines().map(|line| line.trim_start_matches("## ").replace('\t', ",")).collect();
    put(home.path(), "in/b.csv", &lines.join("\n"));
    put(home.path(), "in/c.json", &serde_json::json!({"pages": [{"index": 0, "markdown": report}]}).to_string());
    put(home.path(), "in/package.json", r#"{"name": "x", "version": "1.0.0"}"#);
    put(home.path(), "in/feed.xml", "<?xml version=\"1.0\"?><rss><item>1</item></rss>");
    put(home.path(), "in/sales.csv", "year,sum\n2023,5\n");
    let (sources, said, exit) = read(home.path(), &["in"]);
    assert_eq!(sources, ["in/a.txt", "in/b.csv", "in/c.json"]);
    assert!(said.contains("3 files (JSON, XML, CSV and so on) hold no report"), "{said}");
    assert_eq!(exit, Some(0));
    let (_, said, exit) = read(home.path(), &["in/package.json"]);
    assert!(said.contains("JSON of a program that gouji does not know") && exit == Some(2), "{said}");
}

#[test]
fn one_report_that_cannot_be_read_stops_no_other() {
    let home = mixed(18);
    put(home.path(), "in/00/bytes.txt", "\u{0}");
    let checked = gouji(home.path(), &["check", "in", "--jobs", "4"]);
    let said = text(&checked.stderr);
    assert_eq!(checked.status.code(), Some(2));
    assert_eq!(said.lines().count(), 3, "{said}");
    assert!(said.contains("in/00/bytes.txt is not a text file") && said.contains("holds no table"), "{said}");
    assert!(text(&checked.stdout).contains("16 reports,"));
}

#[test]
fn an_output_is_never_one_of_the_files_that_are_read() {
    let home = folder(&["in/a.txt", "in/b.txt"]);
    fs::write(home.path().join("in/b.txt"), "no report").expect("a file");
    fs::write(home.path().join("in/a.conf.json"), "{\"rec_texts\": []}").expect("a file");
    fs::write(home.path().join("in/a.txt.gouji.ron"), "(").expect("a file");
    for output in ["in/a.txt", "in/b.txt", "in/a.conf.json", "in/a.txt.gouji.ron"] {
        let before = fs::read(home.path().join(output)).expect("a file");
        let refused = gouji(home.path(), &["export", "in", "-f", "json", "--output", output]);
        assert_eq!(refused.status.code(), Some(2), "{output}");
        assert!(text(&refused.stderr).contains("cannot be the output"), "{output}: {}", text(&refused.stderr));
        assert_eq!(fs::read(home.path().join(output)).expect("a file"), before, "{output}");
    }
    let left: BTreeSet<_> =
        fs::read_dir(home.path().join("in")).expect("a folder").flatten().map(|e| e.file_name()).collect();
    assert_eq!(left.len(), 4, "nothing is left behind: {left:?}");
}

#[cfg(unix)]
mod stopped {
    use std::io::{BufRead, BufReader};
    use std::process::Child;
    use std::thread::sleep;
    use std::time::Duration;

    use signal_hook::consts::{SIGINT, SIGTERM};

    use super::*;

    fn signal(child: &Child, signal: i32) {
        let name = if signal == SIGINT { "-INT" } else { "-TERM" };
        let sent = Command::new("kill").args([name, &child.id().to_string()]).status().expect("kill runs");
        assert!(sent.success());
    }

    /// Runs the program on a list that never ends, and signals it once it has begun.
    fn run(home: &Path, args: &[&str], which: i32) -> (Output, usize) {
        let args = [args, &["--files-from", "-", "--jobs", "2"]].concat();
        let mut child = command(home, &args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        let mut list = child.stdin.take().expect("a pipe");
        let fed = 24;
        for nth in 0..fed {
            writeln!(list, "in/{:02}/{nth:03}.txt", nth % 5).expect("it reads");
        }
        list.flush().expect("it reads");
        sleep(Duration::from_millis(1500));
        signal(&child, which);
        let ended = child.wait_with_output().expect("it ends");
        drop(list);
        (ended, fed)
    }

    #[test]
    fn what_was_done_until_then_is_whole() {
        let home = mixed(24);
        for which in [SIGINT, SIGTERM] {
            let (ended, _) = run(home.path(), &["export", "--format", "json"], which);
            assert_eq!(ended.status.code(), Some(130), "{}", text(&ended.stderr));
            let rows: serde_json::Value = serde_json::from_slice(&ended.stdout).expect("an array that is closed");
            let rows = rows.as_array().expect("an array").len();
            assert!(rows > 0 && text(&ended.stderr).contains("stopped after "), "{}", text(&ended.stderr));
        }
        let (ended, _) = run(home.path(), &["check", "--format", "sarif"], SIGINT);
        let sarif: serde_json::Value = serde_json::from_slice(&ended.stdout).expect("SARIF that is closed");
        assert!(sarif["runs"][0]["results"].as_array().is_some_and(|results| !results.is_empty()));
    }

    #[test]
    fn a_file_is_put_in_its_place_unless_something_was_required_of_all() {
        let home = mixed(24);
        for output in ["out.parquet", "out.xlsx", "out.csv"] {
            let (ended, _) = run(home.path(), &["export", "-o", output], SIGINT);
            assert_eq!(ended.status.code(), Some(130));
            assert!(home.path().join(output).is_file(), "{output}: {}", text(&ended.stderr));
        }
        let (ended, _) = run(home.path(), &["export", "-o", "not.csv", "--require", "clean"], SIGINT);
        assert!(!home.path().join("not.csv").exists() && text(&ended.stderr).contains("nothing was written"));
    }

    #[test]
    fn told_twice_it_ends_at_once_and_the_old_file_stays() {
        let home = mixed(1);
        fs::write(home.path().join("out.csv"), "old").expect("a file");
        // A report that never comes cannot be brought to an end.
        let mut child = command(home.path(), &["export", "in/00/000.txt", "-", "-o", "out.csv"])
            .stdin(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        // Waiting for a child closes its input, and then the report has come: it is held open until the end.
        let held = child.stdin.take().expect("a pipe");
        sleep(Duration::from_millis(800));
        signal(&child, SIGINT);
        sleep(Duration::from_millis(300));
        assert!(child.try_wait().expect("a child").is_none(), "it waits for what is begun");
        signal(&child, SIGINT);
        assert_eq!(child.wait().expect("it ends").code(), Some(130));
        drop(held);
        assert_eq!(fs::read_to_string(home.path().join("out.csv")).expect("a file"), "old");
        let names: Vec<_> = fs::read_dir(home.path()).expect("a folder").flatten().map(|e| e.file_name()).collect();
        assert!(!names.iter().any(|name| name.to_string_lossy().contains("gouji-")), "{names:?}");
        let said = BufReader::new(child.stderr.take().expect("a pipe")).lines().count();
        assert_eq!(said, 0);
    }
}
