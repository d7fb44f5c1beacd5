//! Decisions on disk: what is written, what survives, what is taken in from others.

use std::fs;

use crate::support::Reports;
use gouji::catalogue::Catalogue;
use gouji::reading::Reader;
use gouji::review::{Review, Status};
use gouji::sidecar::Verdict;
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
