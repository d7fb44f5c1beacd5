//! A folder as a queue: the list that fills while one works, its order and what it shows, the way from cell to cell and from
//! report to report, and samples of what is skipped.

use std::fs;
use std::path::PathBuf;

use crate::support::{Numbers, Reports, frame, looks, press_key, sample, screen, setup, type_keys};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use gouji::catalogue::Catalogue;
use gouji::data::config::Config;
use gouji::samples::SAMPLES;
use gouji::tui::{News, Screen};
use ratatui::style::Modifier;

const LARGE: (u16, u16) = (160, 48);
const MIDDLE: (u16, u16) = (100, 30);
const SMALL: (u16, u16) = (80, 24);

/// All samples in a folder.
fn samples() -> Reports {
    let names: Vec<&str> = SAMPLES.iter().map(|(name, _)| name.trim_end_matches(".txt")).collect();
    Reports::of(&names)
}

/// The lines of the list that name a report.
fn listed(screen: &str) -> Vec<String> {
    screen.lines().filter(|line| line.trim_end().rsplit('.').next() == Some("txt")).map(str::to_owned).collect()
}

/// The files in the order in which the list shows them.
fn files(screen: &str) -> String {
    let name = |line: &String| line.rsplit(' ').next().map(|name| name[..2].to_owned());
    listed(screen).iter().filter_map(name).collect::<Vec<_>>().join(" ")
}

#[test]
fn the_list_tells_what_is_left_in_each_report() {
    let reports = samples();
    for (name, size) in [("list_large", LARGE), ("list_middle", MIDDLE), ("list_small", SMALL)] {
        let list = reports.session("o", size);
        insta::assert_snapshot!(name, format!("{}\n{}", screen(&list), looks(&list)));
    }
}

#[test]
fn a_folder_is_on_the_screen_before_it_is_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let paths: Vec<PathBuf> = (0..200).map(|nth| folder.path().join(format!("{nth:03}.txt"))).collect();
    for (nth, path) in paths.iter().enumerate() {
        fs::write(path, SAMPLES[nth % SAMPLES.len()].1).expect("a file");
    }
    let (config, catalogue) = (Config::built_in(), Catalogue::built_in());
    let mut app = Screen::new(setup(&config, &catalogue), Vec::new(), None, LARGE).expect("the screen");
    app.expect_more();
    assert!(screen(&frame(&app, LARGE)).contains("正在查找报告"), "a screen before anything is found");
    type_keys(&mut app, "n N D ] [ o j k enter a x u enter ? esc esc");
    app.take_in(News::Found(paths[..100].to_vec()));
    assert!(screen(&frame(&app, LARGE)).contains("1/100+  云岫区水利局"), "the first report is open");
    app.take_in(News::Found(paths[100..].to_vec()));
    app.take_in(News::AllFound);
    type_keys(&mut app, "o");
    let first = screen(&frame(&app, LARGE));
    assert!(first.contains("1/200") && first.contains("已读 1/200"), "{first}");
    assert!(listed(&first)[1].contains("未读"), "{first}");
    for _ in 0..30 {
        app.idle();
    }
    app.freshen();
    let some = screen(&frame(&app, LARGE));
    let unread = |line: &String| line.contains("未读");
    let first = listed(&some).iter().position(unread).expect("some are not read");
    assert!((10..31).contains(&first), "other years of the agency take some of the time: {first}");
    assert!(listed(&some)[first..].iter().all(unread), "nearest first: {some}");
    while app.idle() {}
    app.freshen();
    let all = screen(&frame(&app, LARGE));
    assert!(!all.contains("未读") && !all.contains("已读"), "{all}");
}

#[test]
fn a_report_that_is_worked_on_is_in_work_and_then_done() {
    let reports = Reports::of(&["01-clean", "02-digit", "08-form-2019"]);
    let states = |keys: &str| {
        let list = screen(&reports.session(keys, SMALL));
        listed(&list)
            .iter()
            .map(|line| line[2..].split_whitespace().next().unwrap_or_default().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(states("o"), ["完成", "未动", "未动"]);
    assert_eq!(states("] ] enter o"), ["完成", "未动", "在办"]);
    assert_eq!(states("] a o"), ["完成", "完成", "在办"]);
    assert_eq!(states("] u x o")[1], "完成", "what was decided in another session is not undone in this one");
}

#[test]
fn the_list_sorts_by_any_column_and_shows_what_is_asked_for() {
    let reports = samples();
    let shown = |keys: &str| files(&screen(&reports.session(keys, LARGE)));
    assert_eq!(shown("o"), "01 02 03 04 05 06 07 08");
    assert_eq!(shown("o r"), "08 07 06 05 04 03 02 01", "the other way round");
    assert!(shown("o 2").starts_with("08"), "most open cells first: {}", shown("o 2"));
    assert!(shown("o 2 2").ends_with("08"), "and last: {}", shown("o 2 2"));
    assert!(shown("o 6").starts_with("02"), "most worth a look first: {}", shown("o 6"));
    assert_eq!(shown("o s"), shown("o 1"), "behind the last column comes the first");
    assert_eq!(shown("o / 0 4 enter"), "04");
    assert_eq!(shown("o / o p e n > 0 space y e a r : 2 0 2 3 enter"), "02", "two conditions");
    assert_eq!(shown("o / 0 4 esc"), "01 02 03 04 05 06 07 08", "as it was");
    assert_eq!(shown("o / 0 4 enter backspace"), "01 02 03 04 05 06 07 08");
    let none = screen(&reports.session("o / z z z", LARGE));
    assert!(none.contains("没有符合筛选的报告") && none.contains("0/0"), "{none}");
    let typing = reports.session("o / 鹿 商", SMALL);
    insta::assert_snapshot!("filter", format!("{}\n{}", screen(&typing), looks(&typing)));
}

#[test]
fn the_next_report_is_the_next_in_the_list() {
    let reports = samples();
    let title = |keys: &str| screen(&reports.session(keys, SMALL)).lines().next().unwrap_or_default().to_owned();
    assert!(title("o r g g enter ]").contains("7/8"), "{}", title("o r g g enter ]"));
    assert!(title("o / s t a t e : u n space o p e n > 0 enter enter ]").contains("7/8"), "only those of the filter");
}

#[test]
fn cells_come_by_what_they_are_worth_through_the_report_and_the_folder() {
    let reports = Reports::of(&["01-clean", "02-digit", "08-form-2019"]);
    let shown = |keys: &str| screen(&reports.session(keys, SMALL));
    let told = shown("n");
    assert!(
        told.contains("再按 n 到下一份待核的报告") && told.contains("48 格略过"),
        "what is skipped is said: {told}"
    );
    assert!(shown("n n").contains("2/3"), "the report with the contradiction comes first");
    let seen = shown("n n n");
    assert!(seen.contains("都看过了"), "its only cell was seen: {seen}");
    assert!(shown("n n n n").contains("3/3"));
    assert!(shown("n n n n N N").contains("2/3"), "and back again");
    let all = shown("n n n n n n n n n n n n n n n n n n n n n n n n n n n n");
    assert!(all.contains("/3"), "{all}");
}

#[test]
fn a_report_with_nothing_left_is_left_with_one_key() {
    let reports = Reports::of(&["01-clean", "02-digit", "08-form-2019"]);
    let open = screen(&reports.session("] D", SMALL));
    assert!(open.contains("还有 1 格待核"), "{open}");
    let decided = screen(&reports.session("] a", SMALL));
    assert!(decided.contains("按 D 到下一份"), "{decided}");
    let next = screen(&reports.session("D", SMALL));
    assert!(next.contains("3/3") && next.contains("上一份完成"), "{next}");
    let enter = screen(&reports.session("] g 3 j j enter", SMALL));
    assert!(enter.contains("3/3"), "enter on what is settled goes on as well: {enter}");
}

#[test]
fn what_follows_from_other_cells_is_taken_at_once_and_undone_at_once() {
    let reports = Reports::of(&["04-blank-total"]);
    let told = screen(&reports.session("D", LARGE));
    assert!(told.contains("将写入 1 格") && told.contains("空白 -> 11  requests.partial.total"), "{told}");
    assert_eq!(reports.sidecar(0), "", "nothing is taken unasked");
    let taken = screen(&reports.session("D enter", LARGE));
    assert!(taken.contains("已更正：requests.partial.total = 11"), "{taken}");
    assert!(reports.sidecar(0).contains("verdict: correct"), "{}", reports.sidecar(0));
    let again = Reports::of(&["04-blank-total"]);
    let undone = screen(&again.session("D enter u", LARGE));
    assert!(undone.contains("已撤销") && undone.contains("已定 0"), "{undone}");
}

#[test]
fn a_report_is_done_when_nothing_waits_to_be_taken_either() {
    let reports = Reports::of(&["01-clean", "04-blank-total"]);
    let line = |keys: &str| {
        let list = screen(&reports.session(keys, LARGE));
        assert_eq!(list.contains("完成 2/2"), listed(&list)[1].contains("完成"), "{list}");
        listed(&list)[1].split_whitespace().take(2).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(line("o"), "未动 (1)", "a blank waits for the value that follows from others");
    assert_eq!(line("] D enter o"), "> 完成", "it was taken");
    assert_eq!(line("] u x o"), "> 完成", "the next session finds it so");
}

#[test]
fn the_line_moves_between_what_needs_a_person_and_what_does_not() {
    let reports = Reports::of(&["08-form-2019"]);
    let open = |keys: &str| {
        let shown = screen(&reports.session(keys, LARGE));
        let after = shown.split("待核 ").nth(1).unwrap_or_default().to_owned();
        (after.split(' ').next().and_then(|n| n.parse::<usize>().ok()).expect("a number"), shown)
    };
    let (usual, plain) = open("");
    let (lower, low) = open("{ { {");
    let (higher, high) = open("} }");
    assert!(lower < usual && usual <= higher, "{lower} {usual} {higher}");
    assert!(low.contains("阈值 0.5") && high.contains("阈值 0.99") && !plain.contains("阈值 0"), "{high}");
}

#[test]
fn a_sample_of_proved_cells_gives_an_error_rate_with_its_bound() {
    let reports = Reports::of(&["01-clean", "02-digit", "07-source-error"]);
    let drawn = screen(&reports.session("% backspace backspace 6 enter", LARGE));
    assert!(drawn.contains("抽样 0/6 错 0"), "{drawn}");
    let again = screen(&reports.session("% backspace backspace 6 enter", LARGE));
    assert_eq!(drawn, again, "the same folder gives the same sample");
    let other = screen(&reports.session("% backspace backspace 6 space 9 enter", LARGE));
    assert_ne!(drawn, other, "another seed gives another");
    let seen = screen(&reports.session("% backspace backspace 6 enter enter enter enter enter enter enter", LARGE));
    assert!(seen.contains("看了 6/6 格，错 0，错误率 0.0%，95% 上限 39"), "{seen}");
    let wrong = Reports::of(&["01-clean"]);
    let wrong = screen(&wrong.session("% backspace backspace 3 enter enter e 9 9 enter", LARGE));
    assert!(wrong.contains("抽样 2/3 错 1"), "{wrong}");
    let refused = screen(&reports.session("% backspace backspace x enter", SMALL));
    assert!(refused.contains("「x」不是格数"), "{refused}");
}

#[test]
fn the_report_and_the_cell_of_last_time_are_opened_before_the_folder_is_known() {
    let reports = Reports::of(&["01-clean", "02-digit", "08-form-2019"]);
    let (config, catalogue) = (Config::built_in(), Catalogue::built_in());
    let mut app = Screen::new(setup(&config, &catalogue), Vec::new(), None, LARGE).expect("the screen");
    app.expect_more();
    app.begin_at(reports.paths[1].clone(), "requests.new_received.total");
    let at_once = screen(&frame(&app, LARGE));
    assert!(at_once.contains("鹿鸣县商务局") && at_once.contains("requests.new_received.total"), "{at_once}");
    app.take_in(News::Found(reports.paths.clone()));
    app.take_in(News::AllFound);
    while app.idle() {}
    type_keys(&mut app, "o");
    let list = screen(&frame(&app, LARGE));
    assert_eq!(files(&list), "01 02 08", "it stands where it belongs, once");
    assert!(listed(&list)[1].starts_with('>'), "{list}");
    type_keys(&mut app, "esc [");
    assert_eq!(app.whereabouts().map(|(path, _)| path.to_owned()), Some(reports.paths[0].clone()));
}

#[test]
fn a_report_that_was_read_ahead_and_has_changed_since_is_shown_as_it_is_now() {
    let reports = Reports::of(&["01-clean", "02-digit"]);
    let (config, catalogue) = (Config::built_in(), Catalogue::built_in());
    let mut app = Screen::new(setup(&config, &catalogue), reports.paths.clone(), None, LARGE).expect("the screen");
    while app.idle() {}
    fs::write(&reports.paths[1], sample("02").replace("鹿鸣县", "鹿鸣湖县")).expect("a file");
    type_keys(&mut app, "]");
    assert!(screen(&frame(&app, LARGE)).contains("鹿鸣湖县商务局"));
}

#[test]
fn what_others_decide_shows_in_the_list_while_it_is_open() {
    let reports = Reports::of(&["01-clean", "02-digit"]);
    let (config, catalogue) = (Config::built_in(), Catalogue::built_in());
    let mut app = Screen::new(setup(&config, &catalogue), reports.paths.clone(), None, LARGE).expect("the screen");
    while app.idle() {}
    type_keys(&mut app, "] [ o");
    let state = |app: &Screen| listed(&screen(&frame(app, LARGE)))[1].clone();
    assert!(state(&app).contains("未动"), "{}", state(&app));
    Reports::session_on(&reports.paths[1..], "n a", LARGE);
    assert!(app.look_at_list());
    while app.idle() {}
    app.freshen();
    assert!(state(&app).contains("完成"), "{}", state(&app));
    assert!(!app.look_at_list(), "it is read once");
}

#[cfg(unix)]
#[test]
fn a_report_that_was_replaced_by_one_of_its_size_and_time_is_read_anew() {
    let reports = Reports::of(&["01-clean", "02-digit"]);
    let (config, catalogue) = (Config::built_in(), Catalogue::built_in());
    let mut app = Screen::new(setup(&config, &catalogue), reports.paths.clone(), None, LARGE).expect("the screen");
    while app.idle() {}
    let modified = fs::metadata(&reports.paths[1]).and_then(|about| about.modified()).expect("a time");
    fs::write(&reports.paths[1], sample("02").replace("\t33\t", "\t38\t")).expect("a file");
    let file = fs::File::options().write(true).open(&reports.paths[1]).expect("a file");
    file.set_modified(modified).expect("the time of before");
    type_keys(&mut app, "]");
    assert!(screen(&frame(&app, LARGE)).contains("矛盾 0"), "38 is right");
}

#[test]
fn decisions_lead_to_the_same_screen_whether_they_were_weighed_ahead_or_not() {
    let is_of_time = |sign: char| sign.is_ascii_digit() || sign == ':';
    let keys = "n 1 n enter n 2 u 1 n x n 1 u u ctrl-r ] n 1 n 1 [ u u ] n 1 n n 1 n 1".split(' ');
    let reports = |ahead: bool| {
        let reports = samples();
        let (config, catalogue) = (Config::built_in(), Catalogue::built_in());
        let mut app = Screen::new(setup(&config, &catalogue), reports.paths.clone(), None, LARGE).expect("the screen");
        while app.idle() {}
        let step = |key: &str| {
            type_keys(&mut app, key);
            while ahead && app.idle() {}
            // The moment of saving is another.
            screen(&frame(&app, LARGE)).split("已存 ").map(|part| part.trim_start_matches(is_of_time)).collect()
        };
        keys.clone().map(step).collect::<Vec<String>>()
    };
    let (ahead, not_ahead) = (reports(true), reports(false));
    for (nth, key) in keys.enumerate() {
        assert_eq!(ahead[nth], not_ahead[nth], "after key {nth}, {key}");
    }
}

/// The keys of the list and of the prompt, and enough of the others to come there.
fn any_list_key(numbers: &mut Numbers) -> KeyEvent {
    let signs = "oooooojkjkjkgGGsr123456789/%+-{}_Dn>=0鹿[]axu";
    let special = [KeyCode::Enter, KeyCode::Esc, KeyCode::Up, KeyCode::Down, KeyCode::Backspace, KeyCode::PageDown];
    let code = match numbers.below(4) {
        0 => special[numbers.below(special.len())],
        _ => KeyCode::Char(signs.chars().nth(numbers.below(signs.chars().count())).unwrap_or('o')),
    };
    KeyEvent::new(code, KeyModifiers::NONE)
}

#[test]
fn whatever_keys_are_pressed_the_selected_report_is_in_sight() {
    let folder = tempfile::tempdir().expect("a folder");
    let paths: Vec<PathBuf> = (0..60).map(|nth| folder.path().join(format!("{nth:03}.txt"))).collect();
    for (nth, path) in paths.iter().enumerate() {
        fs::write(path, sample(["01", "02", "07"][nth % 3])).expect("a file");
    }
    let (config, catalogue) = (Config::built_in(), Catalogue::built_in());
    let mut app = Screen::new(setup(&config, &catalogue), paths, None, SMALL).expect("the screen");
    let mut numbers = Numbers::new(5);
    let mut lists = 0;
    for _ in 0..2500 {
        press_key(&mut app, any_list_key(&mut numbers));
        if numbers.below(8) == 0 {
            app.idle();
            app.freshen();
        }
        let frame = frame(&app, SMALL);
        let shown = screen(&frame);
        if !shown.lines().nth(1).is_some_and(|line| line.starts_with("- 报告")) || listed(&shown).is_empty() {
            continue;
        }
        lists += 1;
        let is_selected = |y: u16| (0..SMALL.0).all(|x| frame[(x, y)].modifier.contains(Modifier::REVERSED));
        assert_eq!((3..SMALL.1 - 1).filter(|&y| is_selected(y)).count(), 1, "{shown}");
    }
    assert!(lists > 100, "the list was seen {lists} times");
}
