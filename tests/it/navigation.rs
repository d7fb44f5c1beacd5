//! Finding one's way: searching, the palette, places and marks, the mouse, copying, the file behind the report, and
//! screens of every size.

use std::fs;

use crate::support::{Reports, frame, looks, screen, setup, type_keys};
use crossterm::event::{Event, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use gouji::catalogue::Catalogue;
use gouji::data::config::{Borders, Config};
use gouji::tui::{Effect, Screen};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::layout::Position;
use ratatui::style::{Color, Modifier};

const LARGE: (u16, u16) = (160, 48);
const MIDDLE: (u16, u16) = (100, 30);
const SMALL: (u16, u16) = (80, 24);
const TINY: (u16, u16) = (20, 5);

/// A screen that is used by keys and by the mouse.
struct Session {
    app: Screen<'static>,
    size: (u16, u16),
}

impl Session {
    fn of(reports: &Reports, size: (u16, u16)) -> Self {
        Self::with(reports, size, |_| {})
    }

    fn with(reports: &Reports, size: (u16, u16), change: impl FnOnce(&mut Config)) -> Self {
        let mut config = Config::built_in();
        change(&mut config);
        let setup = setup(Box::leak(Box::new(config)), Box::leak(Box::new(Catalogue::built_in())));
        let mut app = Screen::new(setup, reports.paths.clone(), None, size).expect("the screen");
        while app.idle() {}
        Self { app, size }
    }

    fn keys(&mut self, keys: &str) -> &mut Self {
        type_keys(&mut self.app, keys);
        self
    }

    /// What a key asks for outside the screen.
    fn asked(&mut self, key: &str) -> Option<Effect> {
        let chord = gouji::tui::chord(key).expect("keys");
        chord.into_iter().filter_map(|press| self.app.update(&Event::Key(press.event()))).last()
    }

    fn mouse(&mut self, kind: MouseEventKind, column: u16, row: u16) -> &mut Self {
        let mouse = MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE };
        if let Some(effect) = self.app.update(&Event::Mouse(mouse)) {
            self.app.perform(effect);
        }
        self
    }

    fn click(&mut self, (column, row): (u16, u16)) -> &mut Self {
        self.mouse(MouseEventKind::Down(MouseButton::Left), column, row).mouse(
            MouseEventKind::Up(MouseButton::Left),
            column,
            row,
        )
    }

    /// Where a text stands on the screen, the nth time.
    fn find(&self, text: &str, nth: usize) -> (u16, u16) {
        let shown = self.screen();
        let hits = shown.lines().enumerate().flat_map(|(row, line)| {
            line.match_indices(text)
                .map(move |(at, _)| {
                    (
                        line[..at].chars().map(|sign| if sign.is_ascii() || sign == '»' { 1 } else { 2 }).sum(),
                        row as u16,
                    )
                })
                .collect::<Vec<_>>()
        });
        hits.into_iter().nth(nth).unwrap_or_else(|| panic!("{text} is not there:\n{shown}"))
    }

    fn screen(&self) -> String {
        screen(&frame(&self.app, self.size))
    }

    fn picture(&self) -> String {
        let frame = frame(&self.app, self.size);
        format!("{}\n{}", screen(&frame), looks(&frame))
    }
}

#[test]
fn cells_are_searched_as_one_types_and_enter_goes_there() {
    let reports = Reports::of(&["02-digit"]);
    let mut session = Session::of(&reports, SMALL);
    session.keys("/ 商 业 space 重 复");
    insta::assert_snapshot!("search_cells_80x24", session.picture());
    assert!(session.screen().contains("- 查找单元格 -"), "{}", session.screen());
    let gone = session.keys("enter").screen();
    assert!(gone.contains("- requests.rejected_repeat.business"), "{gone}");
    let back = session.keys("/ 社 会 esc").screen();
    assert!(back.contains("- requests.rejected_repeat.business"), "esc goes back to where one was: {back}");
}

#[test]
fn the_raw_text_is_searched_whatever_its_width_and_spaces() {
    let reports = Reports::of(&["02-digit"]);
    let text = fs::read_to_string(&reports.paths[0]).expect("text").replace("办结80件", "办 结 ８０\n件");
    fs::write(&reports.paths[0], text).expect("a file");
    let mut session = Session::of(&reports, MIDDLE);
    session.keys("tab / 办 结 8 0");
    assert!(session.screen().contains("1/1"), "{}", session.screen());
    let there = session.keys("enter").screen();
    assert!(there.contains(">   5"), "the cursor stands on the line: {there}");
    let next = session.keys("/ 申 请 enter ; ; ,").screen();
    assert!(next.contains(" 4/14  »申请人情况"), "{next}");
}

#[test]
fn hits_are_gone_through_back_and_forth_and_come_round() {
    let mut session = Session::of(&Reports::of(&["02-digit"]), MIDDLE);
    session.keys("g g / 总 计 enter");
    let first = session.screen();
    session.keys("; ; ,");
    assert_ne!(session.screen(), first, "the second hit");
    assert!(session.screen().contains("2/"), "{}", session.screen());
    session.keys(", ,");
    let last = session.screen();
    assert!(last.contains(" 34/34  行政诉讼 / 复议后起诉 / 总计"), "before the first comes the last: {last}");
}

#[test]
fn the_terminals_cursor_stands_at_the_caret_where_an_input_method_opens_its_window() {
    let mut session = Session::of(&Reports::of(&["02-digit"]), SMALL);
    let caret = |session: &Session| {
        let mut terminal = Terminal::new(TestBackend::new(SMALL.0, SMALL.1)).expect("a terminal in memory");
        terminal.draw(|frame| session.app.view(frame)).expect("a frame");
        terminal.get_cursor_position().expect("a position")
    };
    session.keys("/ 公 开");
    let (column, row) = session.find(" / 公开", 0);
    assert_eq!(caret(&session), Position::new(column + 7, row));
    session.keys("left");
    assert_eq!(caret(&session), Position::new(column + 5, row), "before the second character");
    session.keys("esc e 3 9");
    let (column, row) = session.find(" 39", 0);
    assert_eq!(caret(&session), Position::new(column + 3, row));
}

#[test]
fn findings_are_a_list_and_each_leads_to_its_cell() {
    let reports = Reports::of(&["07-source-error"]);
    let mut session = Session::of(&reports, MIDDLE);
    session.keys("g 2 f");
    insta::assert_snapshot!("findings_100x30", session.picture());
    let there = session.keys("enter").screen();
    assert!(there.contains("- requests."), "{there}");
    assert!(session.keys("ctrl-o").screen().contains("- disclosure."), "and back");
    assert!(session.keys("alt-o").screen().contains("- requests."), "and forth");
}

#[test]
fn the_palette_knows_every_action_address_and_line() {
    let mut session = Session::of(&Reports::of(&["02-digit"]), LARGE);
    session.keys(":");
    insta::assert_snapshot!("palette_160x48", session.picture());
    let there = session.keys("r . g r a n t e d . t enter").screen();
    assert!(there.contains("- requests.granted.total "), "{there}");
    let line = session.keys(": 4 0 enter").screen();
    assert!(line.contains(">  40 "), "{line}");
    let undone = session.keys("tab : 原 件 有 误 enter").screen();
    assert!(undone.contains("#44"), "an action is done: {undone}");
    assert!(session.keys(": x y z x y z x y z").screen().contains("没有找到"), "nothing answers");
}

#[test]
fn places_and_marks_lead_across_reports() {
    let reports = Reports::of(&["01-clean", "02-digit"]);
    let mut session = Session::of(&reports, MIDDLE);
    session.keys("g 4 m a ] g 3 m b");
    assert!(session.screen().contains("已记为 b：鹿鸣县商务局 2023  requests."), "{}", session.screen());
    let marks = session.keys("'").screen();
    assert!(marks.contains("  a   ") && marks.contains("  b   "), "{marks}");
    let there = session.keys("a").screen();
    assert!(there.contains("  1/2  ") && there.contains("- reviews.") || there.contains("- disputes."), "{there}");
    let back = session.keys("ctrl-o").screen();
    assert!(back.contains("  2/2  ") && back.contains("- requests.new_received"), "{back}");
    let first = session.keys("ctrl-o ctrl-o ctrl-o ctrl-o ctrl-o ctrl-o").screen();
    assert!(first.contains("前面没有去过的地方"), "{first}");
}

#[test]
fn a_mark_whose_cell_or_line_is_gone_says_so() {
    let reports = Reports::of(&["08-form-2019", "02-digit"]);
    let mut session = Session::of(&reports, MIDDLE);
    session.keys("g 2 j j j m a tab G m b");
    fs::write(&reports.paths[0], crate::support::sample("01")).expect("a file");
    let gone = session.keys("] ' a").screen();
    assert!(gone.contains("  1/2  ") && gone.contains("a 所记之处已经不在：晴川市交通运输局 2020"), "{gone}");
    let short: Vec<&str> = crate::support::sample("08").lines().take(40).collect();
    fs::write(&reports.paths[0], short.join("\n")).expect("a file");
    let line = session.keys("R ' b").screen();
    assert!(line.contains("b 所记之处已经不在"), "{line}");
}

#[test]
fn the_same_cell_in_the_agencys_other_years_is_a_key_away_and_so_is_the_way_back() {
    let of_year = |year: &str| crate::support::sample("01").replace("2022年", &format!("{year}年"));
    let older = crate::support::sample("08").replace("晴川市交通运输局", "云岫区水利局");
    let reports = Reports::of_texts(&[
        ("a.txt", crate::support::sample("01")),
        ("b.txt", &of_year("2021")),
        ("c.txt", crate::support::sample("02")),
        ("d.txt", &of_year("2024")),
        ("e.txt", &older),
    ]);
    let mut session = Session::of(&reports, MIDDLE);
    let here = session.keys("g 3").screen();
    let years = "历年： 2020  2021 [2022] 2023  2024\n         37    46 [  46]   缺    46\n          #     @ [   @]          @\n";
    assert!(here.contains(years.split('\n').next().unwrap_or_default()), "{here}");
    let scrolled = session.keys("ctrl-e ctrl-e").screen();
    assert!(scrolled.contains(&years.replace('\n', "\n ").replace("\n 历", "\n历")[..60]), "{scrolled}");
    let earlier = session.keys("(").screen();
    assert!(earlier.contains("云岫区水利局 2021") && earlier.contains("- requests.new_received.natural"), "{earlier}");
    assert!(session.keys("(").screen().contains("云岫区水利局 2020"), "the form of another year");
    let first = session.keys("(").screen();
    assert!(first.contains("没有该机关 2020 年以前的"), "{first}");
    assert!(session.keys("ctrl-o ctrl-o").screen().contains("云岫区水利局 2022"), "and back");
    assert!(session.keys("alt-o").screen().contains("云岫区水利局 2021"), "and forth");
    let skipped = session.keys(") )").screen();
    assert!(
        skipped.contains("云岫区水利局 2024") && skipped.contains("没有 2023 年的报告，这是 2024 年的"),
        "{skipped}"
    );
    let lost = session.keys("g 2 j l ( ctrl-o ( (").screen();
    assert!(lost.contains("云岫区水利局 202"), "{lost}");
}

#[test]
fn the_mouse_chooses_what_is_under_it_on_either_side() {
    let mut session = Session::of(&Reports::of(&["02-digit"]), LARGE);
    let row = session.find("2.重复申请", 0);
    let cell = session.click((159, row.1)).screen();
    assert!(cell.contains("- requests.rejected_repeat.total"), "a cell: {cell}");
    let raw = session.keys("n").find("»33»4", 0);
    let text = session.click((raw.0 + 4, raw.1)).screen();
    assert!(text.contains("- requests.granted.business"), "the raw text: {text}");
    session.keys("tab n");
    let offered = session.find("1 应为 38", 0);
    assert!(session.click(offered).screen().contains("*38"), "a suggestion");
    session.keys("u f");
    let finding = session.find("错误", 0);
    assert!(session.click(finding).screen().contains("- requests.granted.natural_person"), "a finding");
    let hint = session.find("o 列表", 0);
    assert!(session.click(hint).screen().contains("- 报告列表") || session.screen().contains("1/1"), "a hint");
}

#[test]
fn the_mouse_selects_opens_and_sorts_in_the_list_and_chooses_among_likes() {
    let texts = ["02", "02", "08"].map(crate::support::sample);
    let reports = Reports::of_texts(&[("a.txt", texts[0]), ("b.txt", texts[1]), ("c.txt", texts[2])]);
    let mut session = Session::of(&reports, MIDDLE);
    session.keys("o");
    let row = session.find("c.txt", 0);
    let selected = session.click(row).screen();
    assert!(selected.contains("- 报告") && selected.contains(" 3/3 "), "{selected}");
    let opened = session.click(row).screen();
    assert!(opened.contains("晴川市交通运输局 2020") && !opened.contains("- 报告"), "{opened}");
    session.keys("o");
    let head = session.find("机关", 0);
    assert!(session.click(head).screen().contains("机关^"));
    assert!(session.click(head).screen().contains("机关v"));
    let year = session.find("年份", 0);
    assert!(
        session.click((year.0 - 1, year.1)).screen().contains("年份^"),
        "the blank before a number is its column's"
    );
    session.keys("esc ] a *");
    while session.app.idle() {}
    let row = session.find("[x]", 0);
    assert!(!session.click(row).screen().contains("[x]"));
    assert!(session.click(row).screen().contains("[x]"));
}

#[test]
fn a_suggestion_is_taken_with_the_mouse_on_a_tiny_screen_too() {
    let reports = Reports::of(&["02-digit"]);
    let mut session = Session::of(&reports, TINY);
    assert!(session.screen().contains("1 应为"), "{}", session.screen());
    session.click((5, 3));
    assert!(session.screen().contains("已更正"), "{}", session.screen());
}

#[test]
fn the_palette_and_the_places_are_at_hand_in_the_list_and_the_help() {
    let reports = Reports::of(&["01-clean", "02-digit"]);
    let mut session = Session::of(&reports, MIDDLE);
    session.keys("o :");
    assert!(session.screen().contains("- 命令"), "{}", session.screen());
    assert!(session.keys("esc").screen().contains("- 报告"), "closing it leads back to the list");
    assert!(session.keys(": s o r t _ n e x t enter").screen().contains("状态v") || session.screen().contains("状态^"));
    let cell = session.keys(": r . g . t enter").screen();
    assert!(cell.contains("- requests.granted.total") && !cell.contains("- 报告"), "{cell}");
    assert!(session.keys("ctrl-o").screen().contains("1/2"), "an address of the palette is left again");
    let help = session.keys("? : p r e v i o u s _ r e p enter").screen();
    assert!(help.contains("2/2"), "an action that the help does not have: {help}");
    let back = session.keys("? ctrl-o").screen();
    assert!(back.contains("1/2") && !back.contains("帮助 ---"), "{back}");
    assert!(session.keys("o alt-o").screen().contains("2/2"));
    let nested = session.keys("g 3 ? : f1 : f1 : esc esc").screen();
    assert!(nested.contains("- requests."), "help and palette over each other are left as they were come to: {nested}");
    let here = session.keys("g 4 o enter").screen();
    assert!(here.contains("- disputes.") || here.contains("- reviews."), "the report on the screen stays: {here}");
}

#[test]
fn the_first_cell_of_a_sample_is_come_back_from() {
    let mut session = Session::of(&Reports::of(&["01-clean"]), MIDDLE);
    let there = session.keys("g 2 % backspace backspace 3 enter").screen();
    assert!(!there.contains("- disclosure.regulation.issued"), "{there}");
    let back = session.keys("ctrl-o").screen();
    assert!(back.contains("- disclosure.regulation.issued"), "{back}");
}

#[test]
fn sentences_lead_to_the_cells_that_they_name_and_back() {
    let text = crate::support::sample("01").replace("新收政府信息公开申请50件", "新收政府信息公开申请55件");
    let reports = Reports::of_texts(&[("a.txt", &text)]);
    let mut session = Session::of(&reports, LARGE);
    let none = session.keys("g 3 g c").screen();
    assert!(none.contains("没有哪句话说到这一格"), "{none}");
    session.keys("l l l l l l g c");
    let (sentence, shown) = (session.find("55", 0), frame(&session.app, LARGE));
    let style = |column: u16| shown[(column, sentence.1)].style();
    assert!(session.screen().contains("5:47"), "the cursor stands on the number: {}", session.screen());
    assert!(style(sentence.0 - 2).add_modifier.contains(Modifier::UNDERLINED), "the sentence is marked");
    let first = session.keys("enter").screen();
    assert!(first.contains("- requests.new_received.total") && first.contains("第 1/2 格"), "{first}");
    let second = session.keys("g c enter").screen();
    assert!(second.contains("- requests.carried_in.total") && second.contains("第 2/2 格"), "{second}");
    let back = session.keys("g c").screen();
    assert!(back.contains("- 5:") || back.contains(" 5:47 "), "{back}");
    assert!(session.keys("ctrl-o").screen().contains("- requests.carried_in.total"));
    // The number does not fit, and is told from others also where no cell of it is selected.
    session.keys("w g 2");
    let marked = session.find("55", 0);
    let marked = frame(&session.app, LARGE)[marked].style();
    assert_eq!(marked.fg, Some(Color::LightYellow), "{}", session.screen());
}

#[test]
fn a_cell_with_a_note_shows_it() {
    let reports = Reports::of(&["01-clean"]);
    let mut session = Session::of(&reports, MIDDLE);
    let noted = session.keys("g 3 c a enter").screen();
    assert!(noted.contains("46@") && noted.contains("批注：a"), "{noted}");
    assert!(!session.keys("u").screen().contains("46@"));
}

#[test]
fn the_wheel_looks_around_and_the_next_key_comes_back() {
    for size in [LARGE, SMALL] {
        let mut session = Session::of(&Reports::of(&["02-digit"]), size);
        let before = session.screen();
        let table = session.find("一、本年新收", usize::from(size == LARGE));
        session.mouse(MouseEventKind::ScrollDown, 78, table.1).mouse(MouseEventKind::ScrollDown, 78, table.1);
        let raw = session.find("»（一）予以公开»33", 0);
        session.mouse(MouseEventKind::ScrollUp, 10, raw.1).mouse(MouseEventKind::ScrollUp, 10, raw.1);
        let scrolled = session.screen();
        assert_ne!(scrolled, before);
        assert!(scrolled.contains("- requests.granted.natural_person"), "the selection stays: {scrolled}");
        let shown = session.keys("esc").screen();
        assert!(shown.contains("!33") && shown.contains("»33"), "{shown}");
    }
}

#[test]
fn the_divider_is_dragged_and_moved_by_keys() {
    let reports = Reports::of(&["02-digit"]);
    let mut session = Session::of(&reports, LARGE);
    let drag = MouseEventKind::Drag(MouseButton::Left);
    session.mouse(MouseEventKind::Down(MouseButton::Left), 64, 20).mouse(drag, 100, 20);
    assert_eq!(session.find("|-", 0).0, 100);
    session.mouse(MouseEventKind::Up(MouseButton::Left), 100, 20).mouse(drag, 50, 20);
    assert_eq!(session.find("|-", 0).0, 100, "only while it is held");
    session.keys("ctrl-left ctrl-left");
    assert!(session.find("|-", 0).0 < 90);
    let mut small = Session::of(&reports, SMALL);
    let title = small.find("- 文本", 0).1;
    small.mouse(MouseEventKind::Down(MouseButton::Left), 40, title).mouse(drag, 40, title - 3);
    assert_eq!(small.find("- 文本", 0).1, title - 3);
}

#[test]
fn values_rows_and_addresses_are_copied() {
    let mut session = Session::of(&Reports::of(&["02-digit"]), MIDDLE);
    for (keys, copied) in [
        ("y y", "已复制：33"),
        ("y r", "已复制：（一）予以公开»33»4»0»0»2»0»44"),
        ("y a", "已复制：requests.granted.natural_person"),
    ] {
        assert_eq!(session.asked(keys), Some(Effect::Copy));
        assert!(session.screen().contains(copied), "{keys}: {}", session.screen());
    }
}

#[test]
fn a_file_that_changes_is_noticed_and_decisions_on_changed_text_are_open_again() {
    let reports = Reports::of(&["02-digit"]);
    let mut session = Session::of(&reports, MIDDLE);
    session.keys("enter");
    let text = fs::read_to_string(&reports.paths[0]).expect("text");
    fs::write(&reports.paths[0], format!("\n\n{}", text.replace("\t33\t", "\t38\t"))).expect("a file");
    assert!(session.app.look_at_file(), "it is noticed");
    assert!(!session.app.look_at_file(), "and said once");
    assert!(session.screen().contains("文件在磁盘上已变，按 R 重读"), "{}", session.screen());
    let read = session.keys("j R").screen();
    assert!(read.contains("决定 1 处，重新待核") && read.contains("^38"), "{read}");
    assert!(
        read.contains("- requests.partial.natural_person") && read.contains(">  34 "),
        "one stays where one was: {read}"
    );
    assert_eq!(session.asked("E"), Some(Effect::Editor(34)), "the editor opens at the line");
    assert!(session.keys("R").screen().contains("内容未变"));
}

#[test]
fn a_workbook_is_not_given_to_an_editor() {
    let reports = Reports::of(&["02-digit"]);
    fs::write(&reports.paths[0], b"PK\x03\x04").expect("a file");
    let mut session = Session::of(&reports, MIDDLE);
    assert_eq!(session.asked("E"), None);
    assert!(session.screen().contains("不是文本"), "{}", session.screen());
}

#[test]
fn long_lines_wrap_and_what_pages_leave_is_dimmed() {
    let reports = Reports::of(&["05-page-cut"]);
    let mut session = Session::of(&reports, MIDDLE);
    session.keys("tab w g g j j j j");
    insta::assert_snapshot!("wrapped_100x30", session.picture());
    for keys in ["G", "pageup", "pageup", "g g", "pagedown", "end", "k", "home"] {
        let shown = session.keys(keys).screen();
        let cursors = shown.lines().filter(|line| line.starts_with('>')).count();
        assert!(cursors >= 2, "after {keys} the cursor is in sight: {shown}");
    }
}

#[test]
fn a_tiny_screen_shows_the_cell_its_value_and_what_is_offered() {
    let reports = Reports::of(&["02-digit"]);
    let mut session = Session::of(&reports, TINY);
    insta::assert_snapshot!("tiny_20x5", session.picture());
    assert!(session.screen().contains("!33") && session.screen().contains("1 应为 38"));
    assert!(session.keys("e 3 9").screen().contains(" 39"), "what is typed: {}", session.screen());
    session.keys("esc 1");
    assert!(reports.sidecar(0).contains(r#"verdict: correct, saw: "33", value: "38""#), "it is taken");
    for keys in ["?", "esc o", "esc /", "esc f", "esc :", "esc m", "esc '", "esc tab"] {
        session.keys(keys).screen();
    }
    let line = session.keys("esc esc : 1 2 enter").screen();
    assert!(line.contains("文本 12:1") && line.contains("行政规范性"), "the raw side shows its line: {line}");
}

#[test]
fn frames_are_drawn_with_lines_if_the_terminal_can() {
    let lines = Session::with(&Reports::of(&["02-digit"]), LARGE, |config| config.borders = Borders::Lines).screen();
    assert!(lines.contains("─ 三、收到") && lines.contains('│') && !lines.contains("- 三、收到"), "{lines}");
}

#[test]
fn the_mouse_is_left_to_the_terminal_on_request() {
    let mut session = Session::of(&Reports::of(&["02-digit"]), MIDDLE);
    assert_eq!(session.asked("f2"), Some(Effect::Mouse(false)));
    assert_eq!(session.asked("f2"), Some(Effect::Mouse(true)));
    assert_eq!(session.asked("ctrl-z"), Some(Effect::Suspend));
    session.keys("e");
    assert_eq!(session.asked("ctrl-z"), Some(Effect::Suspend), "also while a value is typed");
}
