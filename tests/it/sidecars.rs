//! Decisions on disk: what is written, what survives, what is taken in from others.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::support::Reports;
use gouji::catalogue::Catalogue;
use gouji::error::Error;
use gouji::form::CellId;
use gouji::reading::Reader;
use gouji::review::{Choice, Review, Status, rescue};
use gouji::sidecar::{Verdict, merge, path_of};
use gouji::words::{Language, Words};
use rust_decimal::Decimal;

const CELL: &str = "requests.granted.natural_person";

fn open(reports: &Reports, catalogue: &Catalogue) -> Review {
    Review::open(&reports.paths[0], &mut Reader::new(catalogue)).expect("a report")
}

fn position(review: &Review, cell: &str) -> usize {
    review.sheet().position(&cell.into()).expect("a cell of the form")
}

#[test]
fn decisions_stand_one_a_line_in_form_order() {
    let (reports, catalogue) = (Reports::of(&["02-digit"]), Catalogue::built_in());
    let mut review = open(&reports, &catalogue);
    for (cell, value) in [("disputes.review.total", 4), (CELL, 38), ("disclosure.fees.amount", 0)] {
        let at = position(&review, cell);
        review.decide(at, Verdict::Correct, Some(Decimal::from(value)), "甲", "看\"原件\"\n第二页");
    }
    review.save().expect("it can be written");
    let text = reports.sidecar(0);
    let cells: Vec<_> =
        text.lines().filter_map(|line| line.trim().strip_prefix("(cell: \"")?.split('"').next()).collect();
    assert_eq!(cells, ["disclosure.fees.amount", CELL, "disputes.review.total"]);
    let again = open(&reports, &catalogue);
    assert_eq!(again.decisions()[1].note, "看\"原件\"\n第二页");
    assert_eq!(again.status(position(&again, CELL)), Status::Corrected);
}

#[test]
fn a_decision_on_a_text_that_has_changed_is_kept_and_the_cell_is_open_again() {
    let (reports, catalogue) = (Reports::of(&["02-digit"]), Catalogue::built_in());
    let mut review = open(&reports, &catalogue);
    let at = position(&review, CELL);
    review.decide(at, Verdict::Correct, Some(Decimal::from(38)), "甲", "");
    review.save().expect("it can be written");
    fs::write(&reports.paths[0], crate::support::sample("02").replace("\t33\t", "\t36\t")).expect("a file");
    let again = open(&reports, &catalogue);
    assert_eq!(again.status(at), Status::Reopened);
    assert_eq!(again.values()[at], Some(Decimal::from(36)), "the decision is not applied to what nobody saw");
    assert!(again.need(at, 0.95).is_some());
}

#[test]
fn a_decision_goes_with_its_cell_wherever_that_stands_and_is_kept_when_its_row_is_gone() {
    let (reports, catalogue) = (Reports::of(&["02-digit"]), Catalogue::built_in());
    let mut review = open(&reports, &catalogue);
    let at = position(&review, CELL);
    review.decide(at, Verdict::Correct, Some(Decimal::from(38)), "甲", "");
    review.save().expect("it can be written");
    let moved = format!("更正后重新发布\n\n{}", crate::support::sample("02").replace("\t33\t", "\t 33 \t"));
    fs::write(&reports.paths[0], moved).expect("a file");
    let again = open(&reports, &catalogue);
    assert_eq!((again.status(at), again.place(at).map(|place| place.0)), (Status::Corrected, Some(33)), "same text");
    let row = |line: &&str| !line.contains("予以公开");
    let without: Vec<&str> = crate::support::sample("02").lines().filter(row).collect();
    fs::write(&reports.paths[0], without.join("\n")).expect("a file");
    let mut again = open(&reports, &catalogue);
    assert_eq!((again.status(at), again.values()[at]), (Status::Reopened, None));
    again.decide(0, Verdict::Confirm, None, "乙", "");
    again.save().expect("it can be written");
    fs::write(&reports.paths[0], crate::support::sample("02")).expect("a file");
    assert_eq!(open(&reports, &catalogue).status(at), Status::Corrected, "it comes back with its row");
}

#[test]
fn what_another_wrote_meanwhile_is_taken_in() {
    let (reports, catalogue) = (Reports::of(&["02-digit"]), Catalogue::built_in());
    let (mut one, mut other) = (open(&reports, &catalogue), open(&reports, &catalogue));
    let (first, second) = (position(&one, CELL), position(&one, "disputes.review.total"));
    one.decide(first, Verdict::Correct, Some(Decimal::from(38)), "甲", "");
    one.save().expect("it can be written");
    other.decide(second, Verdict::Confirm, None, "乙", "");
    other.save().expect("it can be written");
    let both = open(&reports, &catalogue);
    assert_eq!((both.status(first), both.status(second)), (Status::Corrected, Status::Confirmed));
    assert_eq!(other.status(first), Status::Corrected, "and it is in force at once");
}

#[test]
fn a_file_that_was_broken_meanwhile_is_not_overwritten() {
    let (reports, catalogue) = (Reports::of(&["02-digit"]), Catalogue::built_in());
    let mut review = open(&reports, &catalogue);
    let at = position(&review, CELL);
    review.decide(at, Verdict::Confirm, None, "甲", "");
    let path = gouji::sidecar::path_of(&reports.paths[0]);
    fs::write(&path, "half a fi").expect("a file");
    let error = review.save().expect_err("the file is broken").to_string();
    assert!(error.contains("gouji.ron:1:"), "{error}");
    assert_eq!(fs::read_to_string(&path).expect("a file"), "half a fi");
    assert_eq!(review.status(at), Status::Confirmed, "the decision is still in force here");
}

#[test]
fn no_temporary_file_is_left_and_the_report_is_untouched() {
    let (reports, catalogue) = (Reports::of(&["02-digit"]), Catalogue::built_in());
    let mut review = open(&reports, &catalogue);
    review.decide(0, Verdict::Confirm, None, "甲", "");
    review.save().expect("it can be written");
    let mut names: Vec<_> =
        fs::read_dir(reports.folder()).expect("a folder").map(|entry| entry.expect("an entry").file_name()).collect();
    names.sort();
    assert_eq!(names, ["02-digit.txt", "02-digit.txt.gouji.ron"]);
    assert_eq!(fs::read_to_string(&reports.paths[0]).expect("a file"), crate::support::sample("02"));
}

#[test]
fn a_decision_on_a_cell_that_the_report_does_not_have_is_kept_and_told() {
    let (reports, catalogue) = (Reports::of(&["02-digit"]), Catalogue::built_in());
    let text = "(gouji: 1, source: (name: \"\", bytes: 0, blake3: \"\"), decisions: [(cell: \"requests.other_all.total\", \
                verdict: correct, saw: \"1\", value: \"2\", by: \"甲\", at: \"2026-01-01T00:00:00+08:00\", note: \"\")])";
    fs::write(gouji::sidecar::path_of(&reports.paths[0]), text).expect("a file");
    let mut review = open(&reports, &catalogue);
    assert_eq!(review.orphans().count(), 1);
    review.decide(0, Verdict::Confirm, None, "乙", "");
    review.save().expect("it can be written");
    assert!(reports.sidecar(0).contains("requests.other_all.total"));
}

/// Confirms every cell of a report that has a value, as somebody does who looks through the whole of it.
fn confirm_all(path: &Path, catalogue: &Catalogue) -> usize {
    let mut review = Review::open(path, &mut Reader::new(catalogue)).expect("a report");
    let with_value = (0..review.sheet().len()).filter(|&cell| review.values()[cell].is_some());
    let choices: Vec<Choice> =
        with_value.map(|cell| Choice::to_hold(&review, cell, review.content(cell).expect("a number"))).collect();
    review.decide_all(&choices, "甲");
    review.save().expect("it can be written");
    choices.len()
}

fn statuses(review: &Review) -> BTreeSet<&'static str> {
    (0..review.sheet().len()).map(|cell| review.status(cell).name()).collect()
}

fn kinds(review: &Review, catalogue: &Catalogue) -> Vec<&'static str> {
    let words = Words::of(Language::English);
    gouji::findings::wording::findings(review, catalogue, words, 0.95).iter().map(|told| told.kind).collect()
}

#[test]
fn a_renamed_report_keeps_its_decisions() {
    let (reports, catalogue) = (Reports::of(&["01-clean"]), Catalogue::built_in());
    let decided = confirm_all(&reports.paths[0], &catalogue);
    let renamed = reports.folder().join("东区 2022.txt");
    fs::rename(&reports.paths[0], &renamed).expect("a file");
    fs::rename(path_of(&reports.paths[0]), path_of(&renamed)).expect("a file");
    let review = Review::open(&renamed, &mut Reader::new(&catalogue)).expect("a report");
    assert_eq!((review.decisions().len(), review.waiting().is_none()), (decided, true));
    assert!(statuses(&review).contains("confirmed"));
}

#[test]
fn decisions_of_another_report_wait_and_are_kept_when_the_report_gets_its_own() {
    for is_renumbered in [false, true] {
        let (reports, catalogue) = (Reports::of(&["03-slid", "04-blank"]), Catalogue::built_in());
        let decided = confirm_all(&reports.paths[0], &catalogue);
        // Before: the files were swapped, or renumbered so that another report has the name.
        let report = if is_renumbered {
            fs::copy(&reports.paths[1], &reports.paths[0]).expect("a file");
            &reports.paths[0]
        } else {
            fs::rename(path_of(&reports.paths[0]), path_of(&reports.paths[1])).expect("a file");
            &reports.paths[1]
        };
        let foreign = fs::read_to_string(path_of(report)).expect("a file");
        let open = || Review::open(report, &mut Reader::new(&catalogue)).expect("a report");
        // Nothing is confirmed, although most zeros are the same in both; one finding says why.
        let mut review = open();
        let waiting = review.waiting().expect("they wait");
        assert_eq!((waiting.count, waiting.made_on.is_some()), (decided, !is_renumbered));
        assert_eq!(statuses(&review), BTreeSet::from(["unreviewed"]));
        let reopened = (0..review.sheet().len()).filter(|&cell| review.status(cell) == Status::Reopened).count();
        assert_eq!((reopened, usize::from(review.summary(0.95).open())), (decided, decided));
        let found = kinds(&review, &catalogue);
        assert_eq!(found.iter().filter(|kind| **kind == "foreign_sidecar").count(), 1, "{found:?}");
        assert!(!review.is_clean(&review.summary(0.95)));
        // Who only looks changes nothing.
        review.save().expect("there is nothing to write");
        assert_eq!(fs::read_to_string(path_of(report)).expect("a file"), foreign);
        // The action: a decision on this report.
        let zero = (0..review.sheet().len()).find(|&cell| review.raw(cell) == "0" && review.waiting_on(cell).is_some());
        let zero = zero.expect("a zero that was confirmed elsewhere");
        review.decide(zero, Verdict::Confirm, Some(Decimal::ZERO), "乙", "");
        review.save().expect("it can be written");
        // After: it alone is beside the report, and the others are kept as they were.
        let again = open();
        assert_eq!(
            (again.decisions().len(), again.status(zero), again.waiting().is_none()),
            (1, Status::Confirmed, true)
        );
        let kept = gouji::sidecar::other_path_of(report);
        assert_eq!(fs::read_to_string(&kept).expect("it is kept"), foreign);
        assert!(kinds(&again, &catalogue).iter().all(|kind| *kind != "foreign_sidecar"));
    }
}

#[test]
fn undoing_the_first_decision_on_a_report_with_foreign_ones_brings_none_of_those_into_force() {
    let (reports, catalogue) = (Reports::of(&["03-slid", "04-blank"]), Catalogue::built_in());
    confirm_all(&reports.paths[0], &catalogue);
    fs::copy(&reports.paths[1], &reports.paths[0]).expect("a file");
    let mut review = open(&reports, &catalogue);
    let zero = (0..review.sheet().len()).find(|&cell| review.raw(cell) == "0").expect("a zero");
    let before = review.said(zero);
    review.decide(zero, Verdict::Confirm, Some(Decimal::ZERO), "乙", "");
    review.restore([(zero, &before)], "乙");
    assert_eq!(review.status(zero), Status::Reopened);
    review.save().expect("it can be written");
    assert_eq!(open(&reports, &catalogue).status(zero), Status::Unreviewed);
}

#[test]
fn a_corrected_report_keeps_what_still_reads_as_it_was_seen() {
    let (reports, catalogue) = (Reports::of(&["02-digit"]), Catalogue::built_in());
    let decided = confirm_all(&reports.paths[0], &catalogue);
    fs::write(&reports.paths[0], crate::support::sample("02").replace("\t33\t", "\t38\t")).expect("a file");
    let review = open(&reports, &catalogue);
    assert!(review.waiting().is_none());
    let confirmed = (0..review.sheet().len()).filter(|&cell| review.status(cell) == Status::Confirmed).count();
    assert_eq!((confirmed, review.status(position(&review, CELL))), (decided - 1, Status::Reopened));
}

#[test]
fn the_longest_names_have_decisions_and_locks() {
    let catalogue = Catalogue::built_in();
    // Of 241 to 255 bytes, in characters of one byte and of three.
    for name in [
        format!("{}.txt", "甲".repeat(83)),
        format!("{}.txt", "a".repeat(251)),
        format!("{}.txt", "a".repeat(242)),
        format!("{}.txt", "a".repeat(237)),
    ] {
        let reports = Reports::of_texts(&[(&name, crate::support::sample("02"))]);
        let mut review = open(&reports, &catalogue);
        let held = gouji::sidecar::lock::ReportLock::take(&reports.paths[0], "甲");
        assert!(
            gouji::sidecar::lock::ReportLock::take(&reports.paths[0], "乙").other().is_some(),
            "{name}: it is locked"
        );
        review.decide(0, Verdict::Confirm, None, "甲", "");
        review.save().expect("it can be written");
        drop(held);
        assert_eq!(open(&reports, &catalogue).decisions().len(), 1, "{name}");
        let sidecar = path_of(&reports.paths[0]);
        let written = sidecar.file_name().expect("a name").to_string_lossy().into_owned();
        assert!(written.len() <= 255 && written.ends_with(".gouji.ron"), "{written}");
        assert_eq!(written.starts_with(&name), name.len() + ".gouji.ron".len() <= 255, "{written}");
    }
    let [one, other] = ["a", "b"].map(|end| path_of(Path::new(&format!("{}{end}.txt", "长".repeat(83)))));
    assert_ne!(one, other, "names that differ only where they are cut");
}

#[test]
fn a_byte_order_mark_is_read_and_a_comment_is_never_dropped() {
    let (reports, catalogue) = (Reports::of(&["02-digit"]), Catalogue::built_in());
    let mut review = open(&reports, &catalogue);
    review.decide(0, Verdict::Confirm, None, "甲", "看 // 第二页 /* 原件 */");
    review.save().expect("it can be written");
    let (path, written) = (path_of(&reports.paths[0]), reports.sidecar(0));
    fs::write(&path, format!("\u{feff}{written}")).expect("a file");
    let mut marked = open(&reports, &catalogue);
    marked.decide(1, Verdict::Confirm, None, "乙", "");
    marked.save().expect("what looks like a comment is part of a note");
    for comment in ["// 待复核", "/* 待\n复核 */"] {
        let commented = written.replace("    decisions: [", &format!("    decisions: [ {comment}\n"));
        fs::write(&path, &commented).expect("a file");
        let mut review = open(&reports, &catalogue);
        assert_eq!(review.decisions().len(), 1, "it can be read");
        review.decide(1, Verdict::Confirm, None, "乙", "");
        let why = review.save().expect_err("the comment would be lost").to_string();
        assert!(why.contains(".gouji.ron:4:18: here is a comment"), "{why}");
        assert_eq!(reports.sidecar(0), commented);
        let other = (Path::new("other"), written.as_str());
        let why = merge(None, (&path, &commented), other, |_| |_: &CellId| 0).expect_err("a comment").to_string();
        assert!(why.contains("here is a comment"), "{why}");
    }
}

#[test]
fn a_file_of_decisions_has_at_most_four_megabytes_and_is_read_in_a_moment() {
    let (reports, catalogue) = (Reports::of(&["02-digit"]), Catalogue::built_in());
    let file = |count: usize, cell: &dyn Fn(usize) -> String| {
        let line = |nth| {
            let (cell, by, minute, second) = (cell(nth), nth % 7, nth / 60 % 60, nth % 60);
            format!(
                "(cell: \"{cell}\", verdict: withdraw, saw: \"33\", value: \"\", by: \"{by}\", at: \"2026-01-01T00:{minute:02}:{second:02}Z\", note: \"{nth}\"),\n"
            )
        };
        let lines: String = (0..count).map(line).collect();
        // Each of them is named as apart.
        let apart = lines.replace("saw: \"33\", ", "");
        format!("(gouji: 1, source: (name: \"\", bytes: 0, blake3: \"\"), decisions: [{lines}], apart: [{apart}])")
    };
    let path = path_of(&reports.paths[0]);
    // All on one cell, which stand beside each other; and each on a cell that the report does not have.
    for cell in [&(|_| CELL.to_owned()) as &dyn Fn(usize) -> String, &|nth| format!("gone.row.c{nth}")] {
        let (mut times, counts) = (Vec::new(), [2_000, 16_000]);
        for count in counts {
            fs::write(&path, file(count, cell)).expect("a file");
            let begun = Instant::now();
            let mut review = open(&reports, &catalogue);
            assert_eq!(review.decisions().len(), count);
            kinds(&review, &catalogue);
            review.decide(0, Verdict::Confirm, None, "甲", "");
            review.save().expect("it can be written");
            times.push(begun.elapsed());
        }
        println!("{counts:?} decisions: {times:?}");
        // Eight times as many take about eight times as long, and not sixty-four times.
        assert!(times[1] < times[0] * 30, "{times:?}");
    }
    fs::write(&path, file(30_000, &|_| CELL.to_owned())).expect("a file");
    let why = Review::open(&reports.paths[0], &mut Reader::new(&catalogue)).expect_err("it is too large").to_string();
    assert!(why.contains("has more than 4 MB"), "{why}");
}

#[cfg(unix)]
#[test]
fn a_save_does_not_wait_for_another_program_and_says_that_it_is_tried_again() {
    let (reports, catalogue) = (Reports::of(&["02-digit"]), Catalogue::built_in());
    let mut review = open(&reports, &catalogue);
    review.decide(0, Verdict::Confirm, None, "甲", "");
    let held = fs::File::open(reports.folder()).expect("a folder");
    held.lock().expect("a lock");
    let begun = Instant::now();
    let why = review.save().expect_err("the folder is locked");
    assert!(begun.elapsed() < Duration::from_millis(500), "{:?}", begun.elapsed());
    assert!(matches!(why, Error::NotYet(_)) && why.to_string().contains("not saved yet"), "{why}");
    drop(held);
    review.save().expect("it can be written now");
    assert_eq!(open(&reports, &catalogue).decisions().len(), 1);
}

#[cfg(unix)]
#[test]
fn decisions_in_the_users_own_folder_are_for_the_user_alone() {
    use std::os::unix::fs::PermissionsExt;

    let (reports, catalogue) = (Reports::of(&["02-digit"]), Catalogue::built_in());
    let mut review = open(&reports, &catalogue);
    review.decide(0, Verdict::Confirm, None, "甲", "");
    let folder = reports.folder().join("state/rescued");
    let place = rescue::place(&folder, &reports.paths[0]);
    let mode = |path: &Path| fs::metadata(path).expect("it is there").permissions().mode() & 0o777;
    rescue::copy(&mut review.draft(), Some(&place), &place).expect("it can be written");
    assert_eq!((mode(&folder), mode(&place)), (0o700, 0o600));
    // One that was left there readable is not any more.
    fs::set_permissions(&place, fs::Permissions::from_mode(0o644)).expect("permissions");
    rescue::copy(&mut review.draft(), Some(&place), &place).expect("it can be written");
    assert_eq!(mode(&place), 0o600);
}
