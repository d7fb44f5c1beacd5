//! Several people and one folder: what each decides is kept, and where they decide differently it is told.

use crate::support::{Numbers, Reports, frame, screen, setup, type_keys};
use gouji::catalogue::Catalogue;
use gouji::data::config::Config;
use gouji::export::cell_rows;
use gouji::findings::wording::findings;
use gouji::reading::Reader;
use gouji::review::{Choice, Content, Need, Review, Sight, Status};
use gouji::sidecar::{Decision, Ledger, Verdict};
use gouji::tui::{Screen, Setup};
use gouji::words::{Language, Words};
use rust_decimal::Decimal;

const CELL: &str = "requests.granted.natural_person";
const OTHER: &str = "disputes.review.total";

fn open(reports: &Reports, catalogue: &Catalogue) -> Review {
    Review::open(&reports.paths[0], &mut Reader::new(catalogue)).expect("a report")
}

fn at(review: &Review, cell: &str) -> usize {
    review.sheet().position(&cell.into()).expect("a cell of the form")
}

fn correct(review: &mut Review, cell: &str, value: i64, by: &str) {
    let cell = at(review, cell);
    review.decide(cell, Verdict::Correct, Some(Decimal::from(value)), by, "");
}

/// Two people who open a report at the same time, decide on one cell, and save one after the other.
fn two_who_disagree(reports: &Reports, catalogue: &Catalogue) -> Review {
    let (mut one, mut other) = (open(reports, catalogue), open(reports, catalogue));
    correct(&mut one, CELL, 38, "甲");
    // Times are told in milliseconds.
    std::thread::sleep(std::time::Duration::from_millis(3));
    correct(&mut other, CELL, 39, "乙");
    one.save().expect("it can be written");
    assert_eq!(other.save().expect("it can be written"), 1);
    other
}

#[test]
fn two_who_decide_one_cell_differently_at_the_same_time_are_in_conflict() {
    let (reports, catalogue) = (Reports::of(&["02-digit"]), Catalogue::built_in());
    let other = two_who_disagree(&reports, &catalogue);
    for review in [other, open(&reports, &catalogue)] {
        let cell = at(&review, CELL);
        assert_eq!((review.status(cell), review.need(cell, 0.95)), (Status::Conflict, Some(Need::Conflict)));
        assert_eq!(review.values()[cell], Some(Decimal::from(33)), "neither is in force");
        let sides: Vec<_> = review.sides(cell).iter().map(|side| (side.by.clone(), side.value.clone())).collect();
        assert_eq!(sides, [("甲".into(), "38".into()), ("乙".into(), "39".into())]);
        assert_eq!(review.summary(0.95).conflicts, 1);
        let row = cell_rows(&review, 0.95).nth(cell).expect("a cell");
        assert_eq!((row.status(), row.value()), ("unreviewed", Some(Decimal::from(33))));
        let told = findings(&review, &catalogue, Words::of(Language::English), 0.95);
        let told = told.iter().find(|told| told.message.starts_with("conflict")).expect("it is told");
        assert!(told.details[0].contains("corrected to 38 by 甲") && told.details[0].contains("39 by 乙"), "{told:?}");
    }
    let text = reports.sidecar(0);
    assert_eq!(text.matches("(cell: \"").count(), 4, "both decisions, and both named as apart: {text}");
}

#[test]
fn whoever_decides_in_sight_of_both_settles_the_conflict() {
    let (reports, catalogue) = (Reports::of(&["02-digit"]), Catalogue::built_in());
    two_who_disagree(&reports, &catalogue);
    let mut third = open(&reports, &catalogue);
    let cell = at(&third, CELL);
    third.annotate(cell, "看原件", "丙");
    assert_eq!(third.status(cell), Status::Conflict, "a note settles nothing");
    let choice = Choice::new(cell, Verdict::Correct, Content::Number(Decimal::from(39)));
    assert!(!third.is_decided(&choice), "what one side said still has to be said");
    third.decide_all(&[choice], "丙");
    third.save().expect("it can be written");
    let again = open(&reports, &catalogue);
    assert_eq!((again.status(cell), again.values()[cell]), (Status::Corrected, Some(Decimal::from(39))));
    assert_eq!(again.decisions_on(cell).count(), 4, "and what both had said is kept");
}

#[test]
fn taking_back_what_settled_a_conflict_brings_it_back_for_everybody() {
    let (reports, catalogue) = (Reports::of(&["02-digit"]), Catalogue::built_in());
    two_who_disagree(&reports, &catalogue);
    let mut one = open(&reports, &catalogue);
    let cell = at(&one, CELL);
    let before = one.said(cell);
    let side = one.to_take(cell, 2).expect("two sides");
    assert_eq!(one.to_take(cell, 3), None);
    one.decide_all(&[side], "甲");
    one.save().expect("it can be written");
    let mut other = open(&reports, &catalogue);
    assert_eq!(other.status(cell), Status::Corrected);
    one.restore([(cell, &before)], "甲");
    one.save().expect("it can be written");
    correct(&mut other, OTHER, 4, "丙");
    other.save().expect("it can be written");
    for review in [&one, &other, &open(&reports, &catalogue)] {
        assert_eq!(review.status(cell), Status::Conflict);
        let stances = |sides: Vec<&Decision>| sides.into_iter().map(Decision::stance).collect::<Vec<_>>();
        assert_eq!(stances(review.sides(cell)), stances(before.sides.iter().collect()), "the same two sides");
    }
}

/// What the file names as apart once a conflict is settled is there for this, and for nothing else.
#[test]
fn a_conflict_that_was_settled_in_an_earlier_session_is_one_again_when_the_settlement_is_undone() {
    let (reports, catalogue) = (Reports::of(&["02-digit"]), Catalogue::built_in());
    two_who_disagree(&reports, &catalogue);
    let status = || {
        let review = open(&reports, &catalogue);
        let cell = at(&review, CELL);
        let whose = |side: &Decision| if side.note.is_empty() { side.by.clone() } else { side.note.clone() };
        let sides: Vec<_> = review.sides(cell).iter().map(|side| (whose(side), side.value.clone())).collect();
        let by = |name: &str| review.decisions().iter().filter(|decision| decision.by == name).count();
        assert_eq!((by("甲"), by("乙")), (1, 1), "nobody speaks in their names");
        (review.status(cell), review.values()[cell], sides)
    };
    let sides = vec![("甲".to_owned(), "38".to_owned()), ("乙".to_owned(), "39".to_owned())];
    for (key, value) in [("2", 39), ("1", 38), ("e 3 5 enter", 35)] {
        reports.session(&format!("n {key}"), (140, 40));
        assert_eq!(status(), (Status::Corrected, Some(Decimal::from(value)), vec![]), "settled: {key}");
        let shown = screen(&reports.session(": r e q u e s t s . g r a n t e d . n a t enter X", (140, 40)));
        assert_eq!(status(), (Status::Conflict, Some(Decimal::from(33)), sides.clone()), "after {key}: {shown}");
    }
    let shown = screen(&reports.session("n X", (140, 40)));
    assert!(shown.contains("请先择一方"), "there is nothing to go back to: {shown}");
    assert_eq!(status().0, Status::Conflict);
}

#[test]
fn what_was_settled_is_known_to_whoever_merges() {
    let (reports, catalogue) = (Reports::of(&["02-digit"]), Catalogue::built_in());
    two_who_disagree(&reports, &catalogue);
    let (mut one, mut other) = (open(&reports, &catalogue), open(&reports, &catalogue));
    let cell = at(&one, CELL);
    let side = one.to_take(cell, 1).expect("two sides");
    one.decide_all(&[side], "丙");
    one.save().expect("it can be written");
    correct(&mut other, OTHER, 4, "丁");
    other.save().expect("it can be written");
    for review in [&one, &other, &open(&reports, &catalogue)] {
        assert_eq!(review.status(cell), Status::Corrected);
        let values: Vec<_> =
            review.said_before(cell).expect("a conflict").sides.iter().map(|s| s.value.clone()).collect();
        assert_eq!(values, ["38", "39"]);
    }
    one.decide(cell, Verdict::Correct, Some(Decimal::from(40)), "丙", "");
    let before = one.said_before(cell).expect("what settled it");
    assert_eq!((before.last.map(|last| last.value), before.sides.len()), (Some("38".into()), 0), "one step at a time");
    let blind = Review::open_seeing(&Sight::Own("甲".into()), &reports.paths[0], &mut Reader::new(&catalogue));
    assert_eq!(
        blind.expect("a report").said_before(cell).map(|said| said.sides.len()),
        Some(0),
        "甲 saw no other side"
    );
}

#[test]
fn two_who_say_the_same_or_only_take_their_own_back_are_in_no_conflict() {
    let (reports, catalogue) = (Reports::of(&["02-digit"]), Catalogue::built_in());
    let (mut one, mut other) = (open(&reports, &catalogue), open(&reports, &catalogue));
    correct(&mut one, CELL, 38, "甲");
    correct(&mut other, CELL, 38, "乙");
    correct(&mut one, OTHER, 5, "甲");
    let cell = at(&one, OTHER);
    one.decide(cell, Verdict::Withdraw, None, "甲", "");
    correct(&mut other, OTHER, 4, "乙");
    one.save().expect("it can be written");
    other.save().expect("it can be written");
    let both = open(&reports, &catalogue);
    assert_eq!((both.status(at(&both, CELL)), both.status(cell)), (Status::Corrected, Status::Corrected));
    assert_eq!(both.values()[cell], Some(Decimal::from(4)));
}

#[test]
fn a_blind_reading_shows_nothing_of_the_others_and_keeps_all_of_it() {
    let (reports, catalogue) = (Reports::of(&["02-digit"]), Catalogue::built_in());
    let mut first = open(&reports, &catalogue);
    correct(&mut first, CELL, 38, "甲");
    correct(&mut first, OTHER, 4, "甲");
    first.save().expect("it can be written");
    let open_blind = || {
        let mut reader = Reader::new(&catalogue);
        Review::open_seeing(&Sight::Own("乙".into()), &reports.paths[0], &mut reader).expect("a report")
    };
    let mut blind = open_blind();
    assert!(blind.decisions().is_empty());
    correct(&mut blind, CELL, 39, "乙");
    assert_eq!(blind.save().expect("it can be written"), 0, "what others did is not told");
    assert_eq!(blind.decisions().len(), 1);
    let mut again = open_blind();
    assert_eq!(again.values()[at(&again, CELL)], Some(Decimal::from(39)), "one's own is seen again");
    correct(&mut again, OTHER, 4, "乙");
    again.save().expect("it can be written");
    let both = open(&reports, &catalogue);
    assert_eq!(both.decisions().len(), 4);
    assert_eq!((both.status(at(&both, CELL)), both.status(at(&both, OTHER))), (Status::Conflict, Status::Corrected));
}

/// A ledger as somebody may have it: decisions of three people on three cells, some of them merged at random.
fn histories(numbers: &mut Numbers, count: usize) -> Vec<Ledger> {
    let mut clones = vec![Ledger::default(); count];
    for _ in 0..numbers.below(14) {
        let (mine, theirs) = (numbers.below(count), numbers.below(count));
        match numbers.below(5) {
            0 => clones[mine] = clones[mine].union(&clones[theirs]),
            1 => {
                // The same decision reaches two people by other ways than a merge.
                let decision = decision(numbers);
                clones[mine].push(decision.clone());
                clones[theirs].push(decision);
            }
            2 => clones[mine].push_beside(decision(numbers)),
            _ => clones[mine].push(decision(numbers)),
        }
    }
    clones
}

fn decision(numbers: &mut Numbers) -> Decision {
    let mut one_of = |names: &[&str]| names[numbers.below(names.len())].to_owned();
    let cell = one_of(&[CELL, OTHER, "gone.row.column"]).as_str().into();
    let (value, by, saw) = (one_of(&["", "/", "38", "39"]), one_of(&["甲", "乙", "丙"]), one_of(&["33", "36"]));
    // Few moments, so that many are the same; one is none.
    let at = one_of(&["2026-11-21T09:30:00+08:00", "2026-11-21T01:30:00Z", "2026-11-21T09:31:00+08:00", "昨天"]);
    let verdicts = [Verdict::Confirm, Verdict::Correct, Verdict::SourceError, Verdict::Withdraw];
    let verdict = verdicts[numbers.below(verdicts.len())];
    Decision { cell, verdict, saw, value, by, at, note: String::new() }
}

#[test]
fn it_does_not_matter_who_merges_with_whom_in_which_order_and_how_often() {
    for seed in 0..1500 {
        let clones = histories(&mut Numbers::new(seed), 3);
        let [a, b, c] = [&clones[0], &clones[1], &clones[2]];
        assert_eq!(a.union(b), b.union(a), "seed {seed}");
        assert_eq!(a.union(b).union(c), a.union(&b.union(c)), "seed {seed}");
        let alone = a.union(&Ledger::default());
        assert_eq!(a.union(a), alone, "seed {seed}");
        assert_eq!(a.union(b).union(b).union(a), a.union(b), "seed {seed}");
        assert_eq!(a.union(b).conflicts(), b.union(a).conflicts());
        for decision in a.decisions().iter().chain(b.decisions()) {
            let kept = a.union(b).decisions().iter().filter(|other| *other == decision).count();
            assert_eq!(kept, 1, "every decision is kept, and once: seed {seed}, {decision:?}");
        }
        for cell in a.union(b).in_force().values() {
            assert!(!cell.heard.is_empty(), "something is in force on every cell: seed {seed}");
        }
    }
}

#[test]
fn the_screen_goes_to_a_conflict_first_and_one_key_takes_a_side() {
    let (reports, catalogue) = (Reports::of(&["02-digit", "01-clean"]), Catalogue::built_in());
    two_who_disagree(&reports, &catalogue);
    let shown = screen(&reports.session("", (140, 40)));
    assert!(shown.contains("&33"), "the source's reading, marked: {shown}");
    assert!(shown.contains("冲突：文本「33」"), "{shown}");
    for (key, by, value) in [("1 ", "甲", "38"), ("2 ", "乙", "39")] {
        let is_side = |line: &str| line.contains(key) && line.contains(by) && line.contains(&format!("更正为 {value}"));
        assert!(shown.lines().any(is_side), "{by}: {shown}");
    }
    let list = screen(&reports.session("o wait", (140, 40)));
    assert!(list.lines().any(|line| line.contains("冲突") && line.contains("02-digit.txt")), "{list}");
    let settled = screen(&reports.session("2", (140, 40)));
    assert!(settled.contains("冲突已裁定") && settled.contains("*39"), "{settled}");
    let status = |reports: &Reports| {
        let review = open(reports, &catalogue);
        (review.status(at(&review, CELL)), review.values()[at(&review, CELL)])
    };
    assert_eq!(status(&reports), (Status::Corrected, Some(Decimal::from(39))));
    let again = screen(&reports.session("", (140, 40)));
    assert!(!again.contains("冲突"), "{again}");
}

#[test]
fn a_conflict_that_comes_in_with_a_save_is_told_and_undo_brings_it_back() {
    let (reports, catalogue) = (Reports::of(&["02-digit"]), Catalogue::built_in());
    let (config, size) = (Config::built_in(), (140, 40));
    let mut app = Screen::new(setup(&config, &catalogue), reports.paths.clone(), None, size).expect("the screen");
    let mut other = open(&reports, &catalogue);
    correct(&mut other, CELL, 39, "乙");
    other.save().expect("it can be written");
    type_keys(&mut app, "1");
    let shown = screen(&frame(&app, size));
    assert!(shown.contains("现有 1 格冲突"), "{shown}");
    type_keys(&mut app, "n");
    let shown = screen(&frame(&app, size));
    assert!(shown.contains("乙 于") && shown.contains("审核员 于"), "{shown}");
    let conflict = || open(&reports, &catalogue).status(at(&other, CELL));
    type_keys(&mut app, "enter");
    assert_eq!(conflict(), Status::Confirmed);
    type_keys(&mut app, "u");
    assert_eq!(conflict(), Status::Conflict, "as it was");
    type_keys(&mut app, "U");
    assert_eq!(conflict(), Status::Confirmed);
    type_keys(&mut app, "u");
    let review = open(&reports, &catalogue);
    let sides = review.sides(at(&review, CELL)).len();
    let of_other = review.decisions().iter().filter(|decision| decision.by == "乙").count();
    assert_eq!((sides, of_other), (2, 1), "each side once, however often it comes back, and in nobody else's name");
}

#[test]
fn nothing_of_what_others_did_shows_in_a_blind_session() {
    let (reports, catalogue) = (Reports::of(&["02-digit", "01-clean"]), Catalogue::built_in());
    let mut first = open(&reports, &catalogue);
    correct(&mut first, CELL, 38, "甲");
    first.annotate(at(&first, OTHER), "看原件", "甲");
    first.save().expect("it can be written");
    let (config, size) = (Config::built_in(), (140, 40));
    let blind = Setup { sight: Sight::Own("审核员".into()), ..setup(&config, &catalogue) };
    let mut app = Screen::new(blind, reports.paths.clone(), None, size).expect("the screen");
    while app.idle() {}
    let open_list = |app: &mut Screen| {
        type_keys(app, "o");
        while app.idle() {}
        let list = screen(&frame(app, size));
        type_keys(app, "esc");
        list
    };
    let shown = screen(&frame(&app, size));
    assert!(shown.contains("盲审") && shown.contains("!33") && !shown.contains('甲'), "{shown}");
    let list = open_list(&mut app);
    assert!(list.lines().any(|line| line.contains("未动") && line.contains("02-digit.txt")), "{list}");
    type_keys(&mut app, "e 3 7 enter");
    let shown = screen(&frame(&app, size));
    assert!(shown.contains("*37") && !shown.contains("并入") && !shown.contains('甲'), "{shown}");
    assert!(!open_list(&mut app).contains("冲突"));
    let both = open(&reports, &catalogue);
    assert_eq!((both.status(at(&both, CELL)), both.note(at(&both, OTHER))), (Status::Conflict, "看原件"));
    assert!(
        screen(&reports.session("o wait", size)).contains("冲突"),
        "it is seen by who opens it without being blind"
    );
}

#[test]
fn the_screen_tells_decisions_whose_place_is_gone() {
    let (reports, catalogue) = (Reports::of(&["02-digit"]), Catalogue::built_in());
    let mut review = open(&reports, &catalogue);
    correct(&mut review, CELL, 38, "甲");
    review.save().expect("it can be written");
    let gone = reports.sidecar(0).replace(CELL, "requests.gone.total");
    std::fs::write(gouji::sidecar::path_of(&reports.paths[0]), gone).expect("a file");
    let shown = screen(&reports.session("", (140, 40)));
    assert!(shown.contains("有 1 条决定所指的格不在本报告中；决定保留，按 f 可见"), "{shown}");
    let shown = screen(&reports.session("f", (140, 40)));
    assert!(shown.contains("requests.gone.total"), "{shown}");
}
