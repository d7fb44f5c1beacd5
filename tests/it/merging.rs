//! The program between people: merging in git, comparing reviewers, and what it takes for a reviewer's name.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::support::{Numbers, Reports, sample};
use gouji::catalogue::Catalogue;
use gouji::form::CellId;
use gouji::reading::Reader;
use gouji::review::{Need, Review, Status};
use gouji::sidecar::{Verdict, merge, path_of};
use rust_decimal::Decimal;

const CELL: &str = "requests.granted.natural_person";
const OTHER: &str = "disputes.review.total";

/// Runs a program in a folder with a home of its own; what it says is in English.
fn run(program: &str, folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(program);
    command.args(args).current_dir(folder).env("LANG", "en_US.UTF-8").env("HOME", folder).env_remove("XDG_CONFIG_HOME");
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1").env_remove("LC_ALL");
    command.stdin(Stdio::null()).output().expect("the program runs")
}

fn gouji(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let output = run(env!("CARGO_BIN_EXE_gouji"), folder, args);
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code().unwrap_or(-1), text(&output.stdout), text(&output.stderr))
}

#[track_caller]
fn git(folder: &Path, args: &[&str]) -> String {
    let output = run("git", folder, args);
    let said = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(output.status.success(), "git {args:?}: {}{}", said(&output.stdout), said(&output.stderr));
    said(&output.stdout)
}

/// Decides cells of the report in a folder, in a session of its own.
fn decide(folder: &Path, by: &str, decisions: &[(&str, i64)]) {
    let mut review = open(folder);
    for &(cell, value) in decisions {
        let cell = review.sheet().position(&cell.into()).expect("a cell of the form");
        review.decide(cell, Verdict::Correct, Some(Decimal::from(value)), by, "");
    }
    review.save().expect("it can be written");
}

fn open(folder: &Path) -> Review {
    let catalogue = Catalogue::built_in();
    Review::open(&folder.join("02.txt"), &mut Reader::new(&catalogue)).expect("a report")
}

fn status(review: &Review, cell: &str) -> Status {
    review.status(review.sheet().position(&cell.into()).expect("a cell of the form"))
}

/// A repository with a report and a decision, and a clone of it, both with the merge driver.
fn two_clones(folder: &Path) {
    let init = |name: &str| {
        let clone = folder.join(name);
        for (key, value) in [
            ("user.name", name),
            ("user.email", "a@example.org"),
            ("merge.gouji.name", "decisions on reports"),
            ("merge.gouji.driver", &format!("'{}' merge %O %A %B %P", env!("CARGO_BIN_EXE_gouji"))),
        ] {
            git(&clone, &["config", key, value]);
        }
    };
    git(folder, &["init", "--quiet", "--initial-branch=main", "one"]);
    init("one");
    let one = folder.join("one");
    fs::write(one.join("02.txt"), sample("02")).expect("a file");
    fs::write(one.join(".gitattributes"), "*.gouji.ron merge=gouji\n").expect("a file");
    decide(&one, "甲", &[("requests.new_received.natural_person", 40)]);
    git(&one, &["add", "."]);
    git(&one, &["commit", "--quiet", "-m", "a report"]);
    git(folder, &["clone", "--quiet", "one", "two"]);
    init("two");
}

#[test]
fn git_merges_what_two_people_decided_and_stops_where_they_disagree() {
    if Command::new("git").arg("--version").output().is_err() {
        eprintln!("git is not installed; merging with it was not tried");
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    two_clones(folder.path());
    let (one, two) = (folder.path().join("one"), folder.path().join("two"));
    let commit = |clone: &Path| git(clone, &["commit", "--quiet", "-a", "-m", "decisions"]);

    // Neighbouring lines, which a merge of lines would not merge.
    decide(&one, "甲", &[(CELL, 38)]);
    decide(&two, "乙", &[(OTHER, 4), ("requests.granted.total", 44)]);
    commit(&one);
    commit(&two);
    git(&one, &["pull", "--quiet", "--no-rebase", "--no-edit", "../two"]);
    let merged = open(&one);
    assert_eq!((status(&merged, CELL), status(&merged, OTHER)), (Status::Corrected, Status::Corrected));
    assert_eq!(merged.decisions().len(), 4);
    assert_eq!(git(&one, &["status", "--porcelain"]), "", "nothing is left to do");

    // One cell, decided differently.
    git(&two, &["pull", "--quiet", "--no-rebase", "--no-edit", "../one"]);
    decide(&one, "甲", &[("requests.granted.total", 43)]);
    decide(&two, "乙", &[("requests.granted.total", 45)]);
    commit(&one);
    commit(&two);
    let pull = run("git", &one, &["pull", "--no-rebase", "--no-edit", "../two"]);
    let said = String::from_utf8_lossy(&pull.stderr).into_owned() + &String::from_utf8_lossy(&pull.stdout);
    assert!(!pull.status.success() && said.contains("CONFLICT"), "{said}");
    assert!(said.contains("02.txt.gouji.ron: requests.granted.total: decided differently"), "{said}");
    let merged = open(&one);
    assert_eq!(status(&merged, "requests.granted.total"), Status::Conflict, "the file is whole");
    assert_eq!(merged.decisions().len(), 6);
    decide(&one, "甲", &[("requests.granted.total", 45)]);
    git(&one, &["add", "02.txt.gouji.ron"]);
    git(&one, &["commit", "--quiet", "--no-edit"]);
    git(&two, &["pull", "--quiet", "--no-rebase", "--no-edit", "../one"]);
    for clone in [&one, &two] {
        assert_eq!(status(&open(clone), "requests.granted.total"), Status::Corrected, "and settled for both");
    }
    let text = |clone: &Path| fs::read_to_string(clone.join("02.txt.gouji.ron")).expect("a file");
    assert_eq!(text(&one), text(&two));
}

#[test]
fn a_conflict_that_is_committed_goes_on_to_be_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let sides = ["one", "two", "three"].map(|name| folder.path().join(name));
    for (side, by, value) in [(&sides[0], "甲", 38), (&sides[1], "乙", 39), (&sides[2], "丙", 38)] {
        fs::create_dir(side).expect("a folder");
        fs::write(side.join("02.txt"), sample("02")).expect("a file");
        decide(side, by, &[(CELL, value)]);
    }
    let merge = |ours: &str, theirs: &str| {
        let [ours, theirs] = [ours, theirs].map(|side| format!("{side}/02.txt.gouji.ron"));
        gouji(folder.path(), &["merge", "none", &ours, &theirs])
    };
    let (exit, _, err) = merge("one", "two");
    assert!(exit == 1 && err.contains("38 by 甲") && err.contains("39 by 乙"), "{err}");
    let (exit, _, err) = merge("one", "two");
    assert_eq!((exit, err.as_str()), (0, ""), "what is known already stops nobody");
    assert_eq!(merge("one", "three").0, 0, "the third says what one of them said");
    let review = open(&sides[0]);
    assert_eq!(status(&review, CELL), Status::Conflict);
    let cell = review.sheet().position(&CELL.into()).expect("a cell");
    assert_eq!((review.sides(cell).len(), review.need(cell, 0.95)), (3, Some(Need::Conflict)));
}

#[test]
fn a_broken_or_newer_side_is_refused_and_ours_stays_what_it_was() {
    let reports = Reports::of(&["02-digit"]);
    let write = |name: &str, text: &str| fs::write(reports.folder().join(name), text).expect("a file");
    let ours = "(gouji: 1, source: (name: \"\", bytes: 0, blake3: \"\"), decisions: [])";
    write("base", "");
    let cases = [
        ("(gouji: 1, sour\n<<<<<<<", "02.txt.gouji.ron (theirs):1:"),
        ("(gouji: 9, decisions: [])", "later gouji (format 9)"),
        ("", "02.txt.gouji.ron (theirs):1:1"),
    ];
    for (theirs, message) in cases {
        write("ours", ours);
        write("theirs", theirs);
        let (exit, out, err) = gouji(reports.folder(), &["merge", "base", "ours", "theirs", "02.txt.gouji.ron"]);
        assert!((exit, out.as_str()) == (2, "") && err.contains(message), "{err}");
        assert_eq!(fs::read_to_string(reports.folder().join("ours")).expect("a file"), ours);
    }
}

#[test]
fn two_reviewers_are_compared_cell_by_cell() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, by, values) in [("a", "甲", [38, 4]), ("b", "乙", [39, 4])] {
        let side = folder.path().join(name);
        fs::create_dir(&side).expect("a folder");
        fs::write(side.join("02.txt"), sample("02")).expect("a file");
        decide(&side, by, &[(CELL, values[0]), (OTHER, values[1])]);
    }
    decide(&folder.path().join("b"), "乙", &[("disclosure.fees.amount", 0)]);
    let expected = "38 by 甲";
    let forms = [["a", "b"], ["a/02.txt", "b/02.txt"], ["a/02.txt.gouji.ron", "b/02.txt"]]
        .map(|[one, other]| ["diff", one, other]);
    for args in forms {
        let (exit, out, err) = gouji(folder.path(), &args);
        assert_eq!((exit, err.as_str()), (1, ""), "{out}");
        assert!(out.contains(&format!("02.txt: {CELL} (三、本年度办理结果 / （一）予以公开 / 自然人)\n")), "{out}");
        assert!(out.contains(expected) && out.contains("39 by 乙") && !out.contains(OTHER), "{out}");
        assert!(out.contains("2 cells decided by both, 1 of them alike (50%); Cohen's kappa 0.333"), "{out}");
        assert!(out.contains(&format!("decided only by {}: 0; only by {}: 1", args[1], args[2])), "{out}");
    }
    let (exit, json, _) = gouji(folder.path(), &["diff", "a", "b", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!((exit, &json["both"], &json["only_other"]), (1, &2.into(), &1.into()));
    assert_eq!(
        (&json["differences"][0]["one"]["value"], &json["differences"][0]["other"]["by"]),
        (&"38".into(), &"乙".into())
    );
    let (exit, out, _) = gouji(folder.path(), &["diff", "a", "a"]);
    assert!(exit == 0 && out.contains("(100%); Cohen's kappa 1.000"), "{out}");
    let (exit, _, err) = gouji(folder.path(), &["diff", "a"]);
    assert!(exit == 2 && err.contains("--by"), "{err}");
    assert_eq!(gouji(folder.path(), &["diff", "a", "b/02.txt"]).0, 2);
}

#[test]
fn two_reviewers_of_the_same_files_are_compared_by_name() {
    let reports = Reports::of_texts(&[("02.txt", sample("02"))]);
    decide(reports.folder(), "甲", &[(CELL, 38)]);
    let (exit, out, _) = gouji(reports.folder(), &["diff", "--by", "甲", "--by", "乙", "."]);
    assert!(exit == 0 && out.contains("kappa undefined, for there is no such cell"), "{out}");
    decide(reports.folder(), "乙", &[(CELL, 38)]);
    let (exit, out, _) = gouji(reports.folder(), &["diff", "--by", "甲", "--by", "乙", "."]);
    assert!(exit == 0 && out.contains("kappa undefined, for all outcomes are one"), "{out}");
    decide(reports.folder(), "乙", &[(CELL, 37)]);
    let (exit, out, _) = gouji(reports.folder(), &["diff", "--by", "甲", "--by", "乙", "."]);
    assert!(exit == 1 && out.contains("    乙: corrected to 37 by 乙"), "{out}");
}

#[test]
fn a_file_in_an_older_layout_is_read_and_kept_when_it_is_written_anew() {
    let reports = Reports::of_texts(&[("02.txt", sample("02"))]);
    let old = "(gouji: 0, decisions: [(cell: \"requests.granted.natural_person\", verdict: correct, saw: \"33\", \
               value: \"38\", at: \"2026-01-01T00:00:00+08:00\")])";
    let path = path_of(&reports.paths[0]);
    fs::write(&path, old).expect("a file");
    let (exit, out, err) = gouji(reports.folder(), &["check", "."]);
    assert_eq!((exit, err.as_str()), (0, ""), "it is read: {out}");
    assert_eq!(fs::read_to_string(&path).expect("a file"), old, "and left alone by those who only read");
    decide(reports.folder(), "乙", &[(OTHER, 4)]);
    assert!(reports.sidecar(0).starts_with("(\n    gouji: 1,\n") && reports.sidecar(0).contains("\"38\", by: \"\""));
    let kept = reports.folder().join("02.txt.gouji.v0.ron");
    assert_eq!(fs::read_to_string(&kept).expect("a file"), old);
    // It comes back, changed, out of some backup: both are kept.
    fs::write(&path, old.replace("38", "37")).expect("a file");
    decide(reports.folder(), "乙", &[(OTHER, 5)]);
    assert_eq!(fs::read_to_string(&kept).expect("a file"), old);
    let second = fs::read_to_string(reports.folder().join("02.txt.gouji.v0-2.ron")).expect("a file");
    assert!(second.contains("37"));
    let (_, out, _) = gouji(reports.folder(), &["check", "."]);
    assert!(out.contains("1 report,"), "what is kept is no report: {out}");
    let (_, out, err) = gouji(reports.folder(), &["diff", "--by", "甲", "--by", "乙", "."]);
    assert!(err.is_empty() && out.contains("only by 乙: 1"), "and no file of decisions: {out}{err}");
}

#[test]
fn a_decision_whose_place_is_gone_is_listed_with_its_line() {
    let reports = Reports::of_texts(&[("02.txt", sample("02"))]);
    decide(reports.folder(), "甲", &[(CELL, 38)]);
    let gone = reports.sidecar(0).replace(CELL, "requests.gone.total");
    fs::write(path_of(&reports.paths[0]), gone).expect("a file");
    let (exit, out, _) = gouji(reports.folder(), &["check", "."]);
    let said = "./02.txt: a decision names requests.gone.total, which this report does not have; it is kept\n    \
                ./02.txt.gouji.ron:5: corrected to 38 by 甲 at ";
    assert!(exit == 1 && out.contains(said), "{out}");
    for format in ["markdown", "html"] {
        let (_, out, _) = gouji(reports.folder(), &["export", ".", "--format", format]);
        assert!(out.contains("requests.gone.total"), "{format}: {out}");
    }
    decide(reports.folder(), "乙", &[(OTHER, 4)]);
    assert!(reports.sidecar(0).contains("requests.gone.total"), "never dropped");
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_or_back_does_not_keep_the_rest_from_being_compared() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().expect("a folder");
    for (side, by, value) in [("a", "甲", 38), ("b", "乙", 39)] {
        let side = folder.path().join(side);
        fs::create_dir_all(side.join("deep")).expect("a folder");
        fs::write(side.join("deep/02.txt"), sample("02")).expect("a file");
        decide(&side.join("deep"), by, &[(CELL, value)]);
    }
    let before = gouji(folder.path(), &["diff", "a", "b"]);
    assert!(before.0 == 1 && before.2.is_empty(), "{before:?}");
    symlink("nowhere", folder.path().join("a/x.txt")).expect("a link");
    symlink("itself", folder.path().join("a/itself")).expect("a link");
    symlink("..", folder.path().join("b/deep/up")).expect("a link");
    let (exit, out, err) = gouji(folder.path(), &["diff", "a", "b"]);
    assert_eq!((exit, out), (2, before.1), "the rest is compared as before");
    let told = ["cannot read a/x.txt: No such file or directory (os error 2)", "cannot read a/itself: ", "b/deep/up"];
    assert!(told.iter().all(|told| err.contains(told)), "{err}");
    assert!(!err.contains("IO error") && !err.contains("File system loop"), "{err}");
    let (exit, out, _) = gouji(folder.path(), &["diff", "a", "b", "--format", "json"]);
    let out: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!((exit, out["differences"].as_array().map(Vec::len)), (2, Some(1)));
    // Of one reviewer each, in any number of folders, one of which is not there.
    let (exit, out, err) = gouji(folder.path(), &["diff", "--by", "甲", "--by", "乙", "a", "b", "c"]);
    assert!(exit == 2 && out.contains("only by 甲: 1; only by 乙: 1") && err.contains(" c"), "{out}{err}");
    // A loop alone is worth a note, and hinders nothing.
    fs::remove_file(folder.path().join("a/x.txt")).expect("it is there");
    fs::remove_file(folder.path().join("a/itself")).expect("it is there");
    assert_eq!(gouji(folder.path(), &["diff", "a", "b"]).0, 1);
}

#[test]
fn decisions_on_two_reports_are_not_merged_whatever_their_files_are_called() {
    let reports = Reports::of_texts(&[("1.txt", sample("01")), ("2.txt", sample("02")), ("3.txt", sample("02"))]);
    let catalogue = Catalogue::built_in();
    for path in &reports.paths {
        let mut review = Review::open(path, &mut Reader::new(&catalogue)).expect("a report");
        review.decide(0, Verdict::Confirm, None, "甲", "");
        review.save().expect("it can be written");
    }
    let ours = reports.sidecar(0);
    let (exit, out, err) = gouji(reports.folder(), &["merge", "none", "1.txt.gouji.ron", "2.txt.gouji.ron"]);
    assert_eq!((exit, out.as_str()), (2, ""));
    assert!(err.contains("2.txt.gouji.ron holds decisions on another report (2.txt, not 1.txt)"), "{err}");
    assert_eq!(reports.sidecar(0), ours, "nothing is written");
    let (exit, _, err) = gouji(reports.folder(), &["merge", "none", "2.txt.gouji.ron", "3.txt.gouji.ron"]);
    assert_eq!((exit, err.as_str()), (0, ""), "one report under two names");
}

/// A file of decisions as hands, clocks and merges may leave it: equal moments written with different offsets, decisions
/// twice, some that differ in their notes alone, any of them named as apart or settled.
fn any_sidecar(numbers: &mut Numbers) -> String {
    let mut pick = |from: &[&str]| from[numbers.below(from.len())].to_owned();
    let mut decisions = Vec::new();
    let mut named = [Vec::new(), Vec::new()];
    for _ in 0..pick(&["0", "1", "3", "6", "12"]).parse().expect("a number") {
        let (cell, verdict) = (pick(&["a.b.c", "a.b.d"]), pick(&["confirm", "correct", "source_error", "withdraw"]));
        let (value, by) = (pick(&["", "3", "3.0", "/"]), pick(&["甲", "乙 \\\"丙\\\"", ""]));
        let at = pick(&[
            "",
            "2026-01-01T08:00:01+08:00",
            "2026-01-01T00:00:01Z",
            "2026-01-01T00:00:01.500Z",
            "2025-12-31T19:00:02-05:00",
        ]);
        let key = format!("cell: \"{cell}\", verdict: {verdict}, value: \"{value}\", by: \"{by}\", at: \"{at}\"");
        let rest = format!("saw: \"{}\", note: \"{}\"", pick(&["l2", ""]), pick(&["看", ""]));
        decisions.push(format!("({key}, {rest})"));
        match pick(&["apart", "settled", "", "", ""]).as_str() {
            "apart" => named[0].push(format!("({key})")),
            "settled" => named[1].push(format!("({key}, {rest})")),
            _ => {}
        }
    }
    let (name, hash) = (pick(&["甲.txt", "乙.txt"]), pick(&["0", "0", "1", ""]));
    format!(
        "(gouji: 1, source: (name: \"{name}\", bytes: 1, blake3: \"{hash}\"), decisions: [{}], apart: [{}], settled: [{}])",
        decisions.join(","),
        named[0].join(","),
        named[1].join(",")
    )
}

#[test]
fn it_does_not_matter_who_merges_with_whom_in_which_order_and_how_often() {
    let merged = |one: &str, other: &str| {
        let merged = merge(None, (Path::new("one"), one), (Path::new("other"), other), |_| |_: &CellId| 0);
        merged.map(|merged| merged.text)
    };
    let mut refused = 0;
    for seed in 0..300 {
        let mut numbers = Numbers::new(seed);
        let [a, b, c] = [(); 3].map(|()| any_sidecar(&mut numbers));
        let whole = |one: &str, other: &str| merged(one, other).expect("files of one report");
        let itself = whole(&a, &a);
        assert_eq!(whole(&itself, &itself), itself, "seed {seed}: a file that is merged already: {a}");
        let (Ok(ab), Ok(bc)) = (merged(&a, &b), merged(&b, &c)) else {
            refused += 1;
            continue;
        };
        assert_eq!(whole(&b, &a), ab, "seed {seed}: the sides change places: {a}\n{b}");
        assert_eq!(whole(&ab, &b), ab, "seed {seed}: once more: {a}\n{b}");
        assert_eq!(whole(&ab, &ab), ab, "seed {seed}: with itself: {a}\n{b}");
        if let (Ok(left), Ok(right)) = (merged(&ab, &c), merged(&a, &bc)) {
            assert_eq!(left, right, "seed {seed}: another order: {a}\n{b}\n{c}");
        }
    }
    assert!((10..250).contains(&refused), "{refused} pairs were about two reports");
}
