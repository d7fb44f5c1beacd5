//! Faults that were found once and are not to come back, each on a sample with a little changed.

use crate::support::{Reports, review_of, sample, screen};
use gouji::catalogue::Catalogue;
use gouji::findings::wording::{RenderedFinding, findings};
use gouji::review::{Review, Status};
use gouji::sheet::record::State;
use gouji::sidecar::Verdict;
use gouji::words::{Language, Words};
use rust_decimal::Decimal;

fn said(catalogue: &Catalogue, review: &Review) -> String {
    let told = findings(review, catalogue, Words::of(Language::English), 0.95);
    told.iter().filter(|told| told.is_finding()).flat_map(RenderedFinding::lines).collect::<Vec<_>>().join("\n")
}

fn cell(review: &Review, id: &str) -> usize {
    review.sheet().position(&id.into()).expect("a cell of the form")
}

#[test]
fn a_row_that_is_printed_twice_is_one_row() {
    let catalogue = Catalogue::built_in();
    let text = sample("01").replace("1\t0\t0\t0\t1\t", "1\t0\t0\t0\t1\t0\t0\t0\t1\t1\t1\t0\t0\t0\t1\n1\t0\t0\t0\t1\t");
    let review = review_of(&catalogue, "t", &text);
    assert_eq!(review.values()[cell(&review, "disputes.review.total")], Some(Decimal::ONE));
    assert_eq!(said(&catalogue, &review), "");
}

#[test]
fn rows_with_numbers_that_become_no_row_are_told() {
    let catalogue = Catalogue::built_in();
    let text = sample("01").replace("行政处罚\t23", "其他本地事项\t77\t\t\n行政处罚\t23");
    assert!(said(&catalogue, &review_of(&catalogue, "t", &text)).contains("t:18:1: this row has 1 value"));
}

#[test]
fn a_footnote_mark_is_no_digit_and_a_number_beyond_counting_is_illegible() {
    let catalogue = Catalogue::built_in();
    for text in ["5²", "5①", "12345678901234567"] {
        let review = review_of(&catalogue, "t", &sample("01").replace("行政许可\t186", &format!("行政许可\t{text}")));
        let at = cell(&review, "disclosure.licensing.decisions");
        assert_eq!((review.reading(at).state, review.values()[at], review.raw(at)), (State::Illegible, None, text));
    }
}

#[test]
fn a_value_for_which_a_row_has_no_cell_is_told() {
    let catalogue = Catalogue::built_in();
    let review = review_of(&catalogue, "t", &sample("01").replace("\t21\t2\t0", "\t21\t7\t2\t0"));
    assert!(said(&catalogue, &review).contains("the row has \"7\" over"));
}

#[test]
fn undo_does_not_bind_a_decision_to_a_text_that_nobody_saw() {
    let reports = Reports::of(&["01-clean"]);
    reports.session("g 2 e 7 7 enter", (120, 36));
    std::fs::write(&reports.paths[0], sample("01").replace("规章\t0", "规章\t5")).expect("a file");
    assert!(screen(&reports.session("", (120, 36))).contains("^5"), "the changed cell is where the screen opens");
    reports.session("enter u", (120, 36));
    let again = screen(&reports.session("", (120, 36)));
    assert!(again.contains("^5") && again.contains("待核 1"), "{again}");
    assert!(!reports.sidecar(0).contains("saw: \"5\", value: \"77\""));
}

#[test]
fn undo_leaves_alone_what_another_decided_since() {
    let (reports, catalogue) = (Reports::of(&["02-digit"]), Catalogue::built_in());
    let open = || Review::open(&reports.paths[0], &mut gouji::reading::Reader::new(&catalogue)).expect("a report");
    let mut other = open();
    let at = cell(&other, "requests.granted.natural_person");
    let (config, size) = (gouji::data::config::Config::built_in(), (120, 36));
    let mut app =
        gouji::tui::Screen::new(crate::support::setup(&config, &catalogue), reports.paths.clone(), None, size)
            .expect("the screen");
    crate::support::type_keys(&mut app, "n e 3 8 enter");
    other.decide(at, Verdict::Correct, Some(Decimal::from(39)), "乙", "");
    other.save().expect("it can be written");
    crate::support::type_keys(&mut app, "g 4 s u u");
    assert_eq!(open().status(at), Status::Conflict, "neither saw the other");
    assert_eq!(open().decision(at).map(|decision| decision.by.clone()).as_deref(), Some("乙"));
    assert_eq!(open().decisions_on(at).count(), 2, "and nothing of it is taken back");
}

#[test]
fn confirming_a_cell_of_a_failing_sum_does_not_make_its_neighbours_doubtful() {
    let reports = Reports::of(&["02-digit"]);
    let after = screen(&reports.session("enter", (160, 48)));
    assert!(
        after.contains("待核 0") && after.contains("不成立 2") && after.contains("若是报告本身有误，按 s"),
        "{after}"
    );
}

#[test]
fn what_is_most_likely_the_agencys_own_error_is_not_offered_as_a_correction() {
    let reports = Reports::of(&["07-source-error"]);
    let after = screen(&reports.session("a", (160, 48)));
    assert!(after.contains("没有可采纳的建议") && after.contains("很可能是填报机关算错"), "{after}");
    assert_eq!(reports.sidecar(0), "");
}

#[test]
fn a_slid_row_is_read_where_the_columns_say() {
    let catalogue = Catalogue::built_in();
    let review = review_of(&catalogue, "t", sample("03"));
    let value = |column: &str| review.values()[cell(&review, &format!("requests.unavailable_not_held.{column}"))];
    assert_eq!(
        (value("natural_person"), value("research"), value("legal_service")),
        (Some(13.into()), Some(1.into()), Some(2.into()))
    );
    assert!(!review.assessment.outcomes.iter().any(gouji::editing::check::Outcome::fails));
}

#[test]
fn a_rule_that_only_warns_contradicts_no_cell() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(folder.path().join("rules")).expect("a folder");
    let rule = r#"[(id: "few", severity: Warning, name: (zh: "甲", en: "few"), says: (zh: "", en: ""),
        kind: Linear(table: "requests", each: Row, left: ["natural_person"], right: ["business"]))]"#;
    std::fs::write(folder.path().join("rules/few.ron"), rule).expect("a file");
    let catalogue = Catalogue::load(folder.path()).expect("a right rule");
    let review = review_of(&catalogue, "t", sample("01"));
    let told = findings(&review, &catalogue, Words::of(Language::English), 0.95);
    assert!(told.iter().all(|told| told.level == "warning"), "{told:?}");
    assert!(
        told.iter().flat_map(RenderedFinding::lines).any(|line| line.starts_with("t:29:18: warning: few")),
        "{told:?}"
    );
    assert!(!review.assessment.proofs.contains(&gouji::editing::check::Proof::Contradicted));
}
