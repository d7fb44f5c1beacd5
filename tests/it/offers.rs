//! What is offered and taken: it changes nothing that was not in doubt, and is shown whole before it is written.

use std::fs;

use crate::support::{Reports, review_of, sample, screen};
use gouji::catalogue::Catalogue;
use gouji::data::config::Config;
use gouji::review::{Choice, Content, Review};
use gouji::sidecar::Verdict;
use gouji::source::Source;
use gouji::{reading::Reader, sidecar::Sidecar};
use gouji_reports::model::Activity;
use gouji_reports::render::FORMATS;
use gouji_reports::report::{Order, Report};

const THRESHOLD: f64 = 0.95;
/// Real scans, where a collection of them lies beside the project.
const CORPUS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/corpus/ocr");
const LARGE: (u16, u16) = (160, 48);

/// Takes the first offer of every cell that has one, in form order, again and again; the cells that it changed.
fn take_first_offers(review: &mut Review) -> Vec<usize> {
    let mut changed = Vec::new();
    for _ in 0..review.sheet().len() {
        let offered = (0..review.sheet().len())
            .filter(|&cell| !review.status(cell).is_settled())
            .find_map(|cell| Some((cell, review.offers(cell, THRESHOLD).into_iter().next()?)));
        let Some((cell, offer)) = offered else { break };
        let all = std::iter::once((cell, offer.value)).chain(offer.with);
        let choice = |(cell, value)| Choice::new(cell, Verdict::Correct, Content::Number(value));
        let choices: Vec<Choice> = all.map(choice).collect();
        changed.extend(choices.iter().map(|choice| choice.cell));
        review.decide_all(&choices, "甲");
    }
    changed
}

/// Whether a cell is read, or states that there is none, and that is as sure as it needs to be.
fn is_above(review: &Review, cell: usize) -> bool {
    let is_read = !matches!(review.content_read(cell), None | Some(Content::Blank));
    is_read && review.confidence(cell) >= THRESHOLD
}

/// Takes the first offers of a report, and holds what they change against what was above the threshold before; how many
/// cells were changed.
fn changes_nothing_sure(mut review: Review, name: &str) -> usize {
    let above: Vec<bool> = (0..review.sheet().len()).map(|cell| is_above(&review, cell)).collect();
    let before = review.amounts();
    let taken = take_first_offers(&mut review);
    for &cell in &taken {
        let id = &review.sheet().slots[cell].id;
        let (from, to) = (before[cell], review.amount(cell));
        assert!(!above[cell], "{name}: {id} was read above the threshold and went from {from:?} to {to:?}");
    }
    taken.len()
}

/// A longer run: `GOUJI_OFFERS=300 cargo test --test it offers`.
#[test]
fn taking_the_first_offer_everywhere_changes_no_cell_that_was_above_the_threshold() {
    let catalogue = Catalogue::built_in();
    let mut reader = Reader::new(&catalogue);
    let reports = std::env::var("GOUJI_OFFERS").ok().and_then(|count| count.parse().ok()).unwrap_or(90);
    let mut changed = 0;
    for nth in 0..reports {
        let format = FORMATS[nth as usize % FORMATS.len()];
        let forms = vec![nth as usize % catalogue.forms.len(); catalogue.table_ids().len()];
        let (severity, activity) = (nth as usize % 5, Activity::Busy);
        let order = Order { seed: 7, nth, severity, format, forms, activity, blanks: 0.3, slips: 0.2 };
        let report = Report::make(&catalogue, order);
        let Ok(source) = Source::from_bytes("report.txt".as_ref(), report.text.as_bytes()) else { continue };
        let Ok(review) = Review::new(source, Sidecar::default(), &mut reader) else { continue };
        changed += changes_nothing_sure(review, &format!("report {nth}"));
    }
    assert!(changed as u64 >= reports, "{changed} changes in {reports} reports");
    for folder in fs::read_dir(CORPUS).into_iter().flatten().flatten() {
        let reports = ["report.txt", "report.html"].map(|name| folder.path().join(name));
        for review in reports.iter().filter_map(|report| Review::open(report, &mut reader).ok()) {
            changes_nothing_sure(review, &folder.file_name().to_string_lossy());
        }
    }
}

/// A sample in which the agency writes a stroke for most zeros, and one number is misread.
fn with_strokes() -> String {
    sample("02-digit").replace("\t0\t0\t0\t0\t0\t0\t0", "\t/\t/\t/\t/\t/\t/\t0").replace("\t0\t0", "\t/\t/")
}

#[test]
fn a_stated_none_counts_as_zero_and_is_left_alone() {
    let review = review_of(&Catalogue::built_in(), "strokes.txt", &with_strokes());
    let cell = |id: &str| review.sheet().position(&id.into()).expect("a cell");
    let misread = cell("requests.granted.natural_person");
    let offers = review.offers(misread, THRESHOLD);
    assert_eq!(
        offers.first().map(|offer| (offer.value, offer.with.len())),
        Some((38.into(), 0)),
        "one cell, one value"
    );
    for cell in (0..review.sheet().len()).filter(|&cell| review.content(cell) == Some(Content::NotApplicable)) {
        assert!(review.offers(cell, THRESHOLD).is_empty(), "{}", review.sheet().slots[cell].id);
        assert_eq!(
            (review.values()[cell], review.amount(cell)),
            (None, Some(0.into())),
            "no value, and nothing in sums"
        );
    }
    let reports = Reports::of_texts(&[("strokes.txt", &with_strokes())]);
    let shown = screen(&reports.session("g 3 j j", LARGE));
    assert!(shown.contains("按 0 计"), "the line of the sum says so: {shown}");
    reports.session("g 3 j j a", LARGE);
    assert_eq!(reports.sidecar(0).matches("(cell: ").count(), 1, "{}", reports.sidecar(0));
}

#[test]
fn a_decision_on_several_cells_is_shown_whole_before_it_is_taken() {
    let reports = Reports::of(&["02-digit"]);
    let shown = screen(&reports.session("n =", LARGE));
    assert!(shown.contains("将写入"), "each cell, from what, to what: {shown}");
    assert_eq!(reports.sidecar(0), "", "nothing is written by one key");
    let left = screen(&reports.session("n = esc", LARGE));
    assert!(!left.contains("将写入") && reports.sidecar(0).is_empty(), "{left}");
    let reports = Reports::of(&["02-digit"]);
    let hasty = screen(&reports.session("g 3 + enter", (80, 24)));
    assert!(hasty.contains("没有看到") && reports.sidecar(0).is_empty(), "not all of it was in sight: {hasty}");
    let pages = "pagedown ".repeat(60);
    let taken = screen(&reports.session(&format!("g 3 + {pages} enter"), (80, 24)));
    assert!(!reports.sidecar(0).is_empty(), "{taken}");
    reports.session("u", (80, 24));
}

#[test]
fn a_digit_begins_no_value_unless_the_settings_say_so() {
    let reports = Reports::of(&["02-digit"]);
    // The rhythm of one report, once too often: the second 1 does nothing, and enter goes on.
    let shown = screen(&reports.session("n 1 1", LARGE));
    assert!(shown.contains("没有建议 1；e 键入数值"), "{shown}");
    reports.session("1 enter", LARGE);
    let review = Review::open(&reports.paths[0], &mut Reader::new(&Catalogue::built_in())).expect("a report");
    let corrected = review.decisions().iter().filter(|decision| decision.verdict == Verdict::Correct).count();
    assert_eq!(corrected, 1, "{}", reports.sidecar(0));
    assert!(!Config::built_in().digits_type);
}

#[test]
fn a_misreading_is_not_put_down_to_the_original_by_one_key() {
    let reports = Reports::of(&["02-digit"]);
    let asked = screen(&reports.session("n s", LARGE));
    assert!(asked.contains("更可能是误读：应为 38") && reports.sidecar(0).is_empty(), "{asked}");
    let elsewhere = screen(&reports.session("n s j s", LARGE));
    assert!(!elsewhere.contains("已判定原件有误：requests.granted"), "{elsewhere}");
    let reports = Reports::of(&["02-digit"]);
    let marked = screen(&reports.session("n s s", LARGE));
    assert!(marked.contains("已判定原件有误：requests.granted.natural_person = 33"), "{marked}");
}

#[test]
fn a_report_with_failing_sums_that_nobody_explained_is_not_done() {
    let reports = Reports::of(&["02-digit", "01-clean"]);
    // The reviewer says that every suspect reads as printed, and nobody says why the sums fail.
    let list = screen(&reports.session("n enter o", LARGE));
    assert!(!list.contains("完成 2/2"), "{list}");
    let told = screen(&reports.session("D", LARGE));
    assert!(told.contains("2 个算式不成立，无人说明"), "{told}");
    let explained = screen(&reports.session("g 3 j j s s o", LARGE));
    assert!(explained.contains("完成 2/2"), "{explained}");
}
