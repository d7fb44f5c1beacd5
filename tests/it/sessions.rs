//! Key sessions on the screen: a report, keys, and what is then on the screen and in the sidecar.

use crate::support::{Reports, looks, screen};

const LARGE: (u16, u16) = (160, 48);
const SMALL: (u16, u16) = (80, 24);

#[test]
fn the_screen_opens_on_the_cell_that_is_most_likely_wrong() {
    let frame = Reports::of(&["02-digit"]).session("", LARGE);
    insta::assert_snapshot!("opened", format!("{}\n{}", screen(&frame), looks(&frame)));
}

#[test]
fn everything_fits_on_a_small_screen() {
    let frame = Reports::of(&["02-digit"]).session("", SMALL);
    insta::assert_snapshot!("small", format!("{}\n{}", screen(&frame), looks(&frame)));
}

#[test]
fn while_a_value_is_typed_the_equations_say_whether_they_would_hold() {
    let frame = Reports::of(&["02-digit"]).session("n e 3 8", SMALL);
    insta::assert_snapshot!("typing", screen(&frame));
}

#[test]
fn a_typed_correction_is_saved_and_still_there_when_the_report_is_opened_again() {
    let reports = Reports::of(&["02-digit"]);
    let corrected = screen(&reports.session("n e 3 8 enter", LARGE));
    assert!(corrected.contains("已更正：requests.granted.natural_person = 38"), "{corrected}");
    assert!(reports.sidecar(0).contains(r#"verdict: correct, saw: "33", value: "38", by: "审核员""#));
    let again = screen(&reports.session("g 3 j j", LARGE));
    assert!(again.contains("*38") && again.contains("不成立 0"), "{again}");
    assert!(again.contains("更正为 38（文本「33」）"), "{again}");
}

#[test]
fn one_key_takes_what_is_offered_and_undo_and_redo_go_back_and_forth() {
    let reports = Reports::of(&["02-digit"]);
    let keys = ["n a", "n a u", "n a u U"];
    let shown: Vec<String> = keys.iter().map(|keys| screen(&Reports::of(&["02-digit"]).session(keys, LARGE))).collect();
    assert!(shown[0].contains("*38") && shown[1].contains("!33") && shown[2].contains("*38"));
    reports.session("n a u", LARGE);
    let sidecar = reports.sidecar(0);
    assert!(
        sidecar.contains("verdict: correct") && sidecar.contains("verdict: withdraw"),
        "nothing is taken out: {sidecar}"
    );
}

#[test]
fn a_cell_is_confirmed_put_down_to_the_source_and_withdrawn() {
    let reports = Reports::of(&["02-digit"]);
    assert!(screen(&reports.session("enter", LARGE)).contains("=33"));
    assert!(screen(&reports.session("g 3 j j s", LARGE)).contains("#33"));
    assert!(screen(&reports.session("g 3 j j x", LARGE)).contains("!33"));
    let verdicts: Vec<_> = ["confirm", "source_error", "withdraw"]
        .iter()
        .map(|v| reports.sidecar(0).find(&format!("verdict: {v}")))
        .collect();
    assert!(
        verdicts.is_sorted() && verdicts.iter().all(Option::is_some),
        "in the order of time: {}",
        reports.sidecar(0)
    );
}

#[test]
fn both_sides_show_the_same_place() {
    let reports = Reports::of(&["01-clean"]);
    let there = screen(&reports.session("g 4 l l tab", LARGE));
    assert!(there.contains(">  60 1»0»0»0»1"), "the raw side stands on the line of the disputes: {there}");
    let back = screen(&reports.session("g 4 tab 3 j j j j j enter", LARGE));
    assert!(back.contains("- requests.new_received.natural_person"), "from the raw side to the cell: {back}");
}

#[test]
fn the_next_report_the_list_and_the_help_are_a_key_away() {
    let reports = Reports::of(&["01-clean", "02-digit", "07-source-error"]);
    assert!(screen(&reports.session("]", SMALL)).contains("2/3  鹿鸣县商务局 2023"));
    assert!(screen(&reports.session("o j j enter", SMALL)).contains("3/3  星野县林业局 2022"));
    let list = reports.session("o", LARGE);
    let shown: String = screen(&list).lines().filter(|line| line.contains("县") || line.contains('区')).collect();
    assert!(shown.contains("鹿鸣县商务局") && shown.contains("星野县林业局"), "{shown}");
    insta::assert_snapshot!("help", screen(&reports.session("?", (100, 242))));
}

#[test]
fn blanks_lost_cells_and_the_agencys_own_errors_are_told_apart() {
    let blank = screen(&Reports::of(&["04-blank-total"]).session("g 3 j j j end", LARGE));
    assert!(blank.contains("_(11)") && blank.contains("应为 11"), "{blank}");
    let lost = screen(&Reports::of(&["03-slid"]).session("g 3 G", LARGE));
    assert!(lost.contains("~(0)"), "{lost}");
    let source = Reports::of(&["07-source-error"]).session("", LARGE);
    insta::assert_snapshot!("source_error", format!("{}\n{}", screen(&source), looks(&source)));
}

#[test]
fn a_screen_that_is_too_small_says_so() {
    assert!(screen(&Reports::of(&["01-clean"]).session("j", (9, 3))).contains("终端太小"));
}

#[test]
fn what_cannot_be_saved_is_said_and_not_lost_by_leaving() {
    let reports = Reports::of(&["02-digit"]);
    let sidecar = gouji::sidecar::path_of(&reports.paths[0]);
    std::fs::write(&sidecar, "(gouji: 1, broken").expect("a file");
    let opened = screen(&reports.session("", LARGE));
    assert!(opened.contains("02-digit.txt.gouji.ron:1:"), "a broken sidecar is named with its place: {opened}");
    assert_eq!(reports.sidecar(0), "(gouji: 1, broken", "and never overwritten");
}

#[test]
fn the_picture_in_the_readme_is_what_the_screen_shows() {
    let frame = screen(&Reports::of(&["02-digit"]).session("", (118, 32)));
    let readme = include_str!("../../README.md");
    assert!(readme.contains(&frame), "the README should show:\n{frame}");
}
