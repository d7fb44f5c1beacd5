//! What the program says when something is wrong, to a reviewer who reads Chinese: what, where, and what to do.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::support::{Reports, sample, screen};

/// What the program says in Chinese, and its exit status. It does not wait for anything.
fn said(home: &Path, args: &[&str]) -> (i32, String) {
    said_in(home, "zh_CN.UTF-8", args)
}

fn said_in(home: &Path, locale: &str, args: &[&str]) -> (i32, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gouji"));
    command.args(args).current_dir(home).env_clear().env("LANG", locale).stdin(Stdio::null());
    command.env("HOME", home).env("XDG_CONFIG_HOME", home.join("config")).env("XDG_DATA_HOME", home.join("data"));
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program runs");
    let begun = Instant::now();
    while child.try_wait().expect("a child").is_none() {
        if begun.elapsed() > Duration::from_secs(60) {
            let _ = child.kill();
            panic!("{args:?} waits without end");
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    let output = child.wait_with_output().expect("what it said");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code().unwrap_or(-1), text(&output.stdout) + &text(&output.stderr))
}

/// No word of the libraries that the sentences stand for.
#[track_caller]
fn assert_chinese(said: &str) {
    for word in ["error:", "Usage", "Expected", "Unexpected", "argument", "value", "provided", "No such", "denied"] {
        assert!(!said.contains(word), "{word}: {said}");
    }
}

#[test]
fn arguments_that_cannot_be_understood_are_told_in_the_users_language() {
    let home = Reports::of(&["01-clean"]);
    let cases: [(&[&str], &[&str]); 12] = [
        (
            &["--frobnicate"],
            &["没有 --frobnicate 这个选项", "请写 -- --frobnicate", "用法：gouji [选项] [PATHS]... [命令]"],
        ),
        (&["check"], &["缺少 <PATHS>...", "用法：gouji check", "详见 gouji --help"]),
        (&["merge", "a"], &["缺少 <OURS>、<THEIRS>"]),
        (&["check", "--format", "foo", "x"], &["--format <FORMAT> 的值不能是 foo；可用的值：text、json、jsonl、sarif"]),
        (&["export", "--format"], &["--format <FORMAT> 后面少了值", "wide-csv"]),
        (&["check", "--forma", "x"], &["没有 --forma 这个选项", "是不是 --format？"]),
        (&["-j", "0", "check", "x"], &["--jobs <N> 的值 0 不对：不能为 0"]),
        (&["-j", "abc", "check", "x"], &["的值 abc 不对：不是整数"]),
        (&["config", "x"], &["多了参数 x"]),
        (&["help", "frob"], &["没有 frob 这个命令"]),
        (&["check", "-q", "-q", "x"], &["--quiet 只能写一次"]),
        (&["export", "x", "-o", "y", "--datapackage", "--findings"], &["--datapackage 不能与 --findings 同用"]),
    ];
    for (args, expected) in cases {
        let (exit, told) = said(home.folder(), args);
        assert_eq!(exit, 2, "{args:?}: {told}");
        assert_chinese(&told);
        for text in expected {
            assert!(told.contains(text), "{args:?}: {text} is not in {told}");
        }
    }
    let (_, told) = said(home.folder(), &["--\u{1b}[2J"]);
    assert!(!told.contains('\u{1b}'), "{told:?}");
}

#[test]
fn english_arguments_errors_are_those_of_every_other_program_and_the_config_may_name_the_language() {
    let home = Reports::of(&["01-clean"]);
    let (exit, told) = said_in(home.folder(), "en_US.UTF-8", &["--frobnicate"]);
    assert!(exit == 2 && told.starts_with("error: unexpected argument '--frobnicate' found"), "{told}");
    fs::create_dir_all(home.folder().join("config/gouji")).expect("a folder");
    fs::write(home.folder().join("config/gouji/config.ron"), "(language: Chinese)").expect("a file");
    let (_, told) = said_in(home.folder(), "en_US.UTF-8", &["--frobnicate"]);
    assert!(told.contains("没有 --frobnicate 这个选项"), "{told}");
}

#[test]
fn a_config_that_is_wrong_is_told_in_the_users_language_with_its_place() {
    let home = Reports::of(&["01-clean"]);
    let cases = [
        (
            "(\n  treshold: 0.9)",
            "c.ron:2:3: 没有 `treshold` 这个字段；是不是 `threshold`？现有：language、reviewer、threshold、",
        ),
        ("(threshold: \"a\")", "c.ron:1:13: 此处应为数字"),
        ("(mouse: 3)", "c.ron:1:9: 此处应为 true 或 false"),
        ("(theme: \"dark\"", "c.ron:1:15: 此处应为 ,"),
        ("(theme: \"dark", "c.ron:1:9: 文字没有收尾的双引号"),
        ("(theme: \"dark\") x", "结尾之后还有多余的内容"),
        ("(threshold: 0.9, threshold: 0.8)", "字段 threshold 写了两次"),
        ("(language: German)", "c.ron:1:12: 没有 `German` 这个取值；现有：Auto、Chinese、English"),
        ("theme = \"dark\"", "c.ron:1:1: 此处应为 ("),
        ("(keys: 3)", "此处应为 {"),
        ("(keys: {\"table\": {\"z\": \"undo\", \"z\": \"redo\"}})", "c.ron:1:32: `z` 写了两次"),
        (
            "(keys: {\"table\": {\"z\": \"undoo\"}})",
            "c.ron:1:24: 没有 `undoo` 这个动作；是不是 `undo`？现有：next_open",
        ),
        ("(keys: {\"table\": {\"gg\": \"undo\"}})", "c.ron:1:19: `gg` 不是按键"),
        ("(theme: \"drak\")", "c.ron:1:9: 没有名为 `drak` 的主题；是不是 `dark`？现有：contrast"),
        ("(mouse: true, // threshold: 95\n\n  threshold: 95)", "c.ron:3:14: 95 不是概率：应为 0 到 1 之间的数"),
    ];
    for (config, expected) in cases {
        fs::write(home.folder().join("c.ron"), config).expect("a file");
        let (exit, told) = said(home.folder(), &["check", "--config", "c.ron", "01-clean.txt"]);
        assert!(exit == 2 && told.contains(expected), "{config}: {told}");
        assert!(!told.contains("xpected"), "{told}");
    }
}

#[test]
fn a_rule_of_ones_own_that_is_wrong_is_told_in_the_users_language_with_its_place() {
    let home = Reports::of(&["01-clean"]);
    let rules = home.folder().join("config/gouji/rules");
    fs::create_dir_all(&rules).expect("a folder");
    let rule = |table: &str, left: &str| {
        let kind = format!("Linear(table: \"{table}\", each: Row, left: [\"{left}\"], right: [\"total\"])");
        format!(
            "[\n(id: \"own\", name: (zh: \"甲\", en: \"a\"), severity: Warning, says: (zh: \"甲\", en: \"a\"), kind: {kind}),\n]"
        )
    };
    let twice = |text: &str| text.replace("\n]", &text[1..]);
    let cases = [
        (
            rule("requesst", "natural_person"),
            "own.ron:2:104:",
            "规则 `own`：没有 `requesst` 这张表；是不是 `requests`？现有：disclosure",
        ),
        (rule("requests", "person"), "own.ron:2:134:", "规则 `own`：没有 `person` 这一行或列；现有：natural_person"),
        (rule("requests", "total"), "own.ron:2:152:", "规则 `own`：`total` 两边都有，会成为它自己的一部分"),
        (twice(&rule("requests", "natural_person")), "own.ron:3:6:", "规则 `own` 写了两次"),
        (
            rule("requests", "natural_person").replace("Linear", "Linaer"),
            "own.ron:2:90:",
            "没有 `Linaer` 这个取值；是不是 `Linear`？现有：Linear",
        ),
    ];
    for (text, place, expected) in cases {
        fs::write(rules.join("own.ron"), &text).expect("a file");
        let (exit, told) = said(home.folder(), &["check", "01-clean.txt"]);
        assert!(exit == 2 && told.contains(place) && told.contains(expected), "{text}: {told}");
    }
}

#[cfg(unix)]
#[test]
fn what_the_system_refuses_is_told_in_the_users_language() {
    let home = Reports::of(&["01-clean"]);
    let (exit, told) = said(home.folder(), &["check", "--config", ".", "01-clean.txt"]);
    assert!(exit == 2 && told.contains("无法读取 .：这是文件夹，不是文件，系统错误 21"), "{told}");
    let (exit, told) = said(home.folder(), &["export", "01-clean.txt", "-o", "gone/x.csv"]);
    assert!(exit == 2 && told.contains("文件夹不存在（没有这个文件或文件夹，系统错误 2）"), "{told}");
    fs::write(home.folder().join("01-clean.txt.gouji.ron"), b"\xff\xfe\xfd").expect("a file");
    let (exit, told) = said(home.folder(), &["check", "01-clean.txt"]);
    assert!(exit == 2 && told.contains("不是 UTF-8 编码的文本"), "{told}");
    assert_chinese(&told);
}

/// A field that is not known was written by hand, or by a later version: it is neither lost nor passed over.
#[test]
fn a_field_that_a_file_of_decisions_should_not_have_is_told_with_its_place_and_the_file_stays() {
    let home = Reports::of(&["02-digit"]);
    let decision = "(cell: \"requests.granted.natural_person\", verdict: correct, saw: \"33\", value: \"38\",\n  mood: \"sure\",\n  by: \"甲\", at: \"2026-01-01T00:00:00+08:00\")";
    let text = format!("(gouji: 1, source: (name: \"\", bytes: 0, blake3: \"\"), decisions: [\n{decision},\n])");
    let path = home.folder().join("02-digit.txt.gouji.ron");
    for (text, expected) in [
        (
            text.clone(),
            "02-digit.txt.gouji.ron:3:3: 没有 `mood` 这个字段；现有：cell、verdict、saw、value、by、at、note",
        ),
        (
            text.replace("  mood: \"sure\",\n", "").replace("verdict: correct", "verdict: doubt"),
            "没有 `doubt` 这个取值",
        ),
    ] {
        fs::write(&path, &text).expect("a file");
        for command in [&["check"][..], &["export"], &["status"]] {
            let (exit, told) = said(home.folder(), &[command, &["02-digit.txt"]].concat());
            assert!(exit == 2 && told.contains(expected) && told.contains("请升级"), "{told}");
            assert!(told.contains("请删去") && told.contains("不会覆盖"), "{told}");
        }
        let shown = screen(&home.session("enter", (160, 40))).replace('\n', "");
        assert!(shown.contains("不认识的内容"), "{shown}");
        assert_eq!(fs::read_to_string(&path).expect("a file"), text, "it is what it was");
    }
}

#[test]
fn an_empty_file_of_decisions_is_told_and_hinders_nothing() {
    for text in ["", " \n\t\n"] {
        let home = Reports::of(&["02-digit"]);
        let path = home.folder().join("02-digit.txt.gouji.ron");
        fs::write(&path, text).expect("a file");
        let (exit, told) = said(home.folder(), &["check", "02-digit.txt"]);
        assert!(exit == 1 && told.contains("提示：02-digit.txt.gouji.ron 是空文件，里面没有决定"), "{told}");
        assert!(said(home.folder(), &["export", "02-digit.txt"]).1.contains("unreviewed"));
        let shown = screen(&home.session("", (160, 40)));
        assert!(shown.contains("是空文件，里面没有决定；下次保存时写入"), "{shown}");
        assert_eq!(fs::read_to_string(&path).expect("a file"), text, "looking changes nothing");
        home.session("n 1", (160, 40));
        assert!(home.sidecar(0).contains("value: \"38\""), "{}", home.sidecar(0));
        let (_, told) = said(home.folder(), &["check", "02-digit.txt"]);
        assert!(!told.contains("空文件"), "{told}");
    }
}

/// Of two rows without a number some follow, for the total of their column is 0; where the totals are blank too, none does.
#[test]
fn blanks_of_which_none_follows_are_told_without_a_count_of_those_that_do() {
    let without = |rows: &[&str]| -> String {
        let blank = |line: &str| {
            line.split('\t')
                .map(|cell| if cell.parse::<u32>().is_ok() { "" } else { cell })
                .collect::<Vec<_>>()
                .join("\t")
        };
        let line = |line: &str| if rows.iter().any(|row| line.contains(row)) { blank(line) } else { line.to_owned() };
        sample("01").lines().map(line).collect::<Vec<_>>().join("\n")
    };
    let two = without(&["予以公开", "部分公开"]);
    let five = without(&["予以公开\t", "部分公开", "（七）总计", "本年新收", "结转下年度"]);
    let home = Reports::of_texts(&[("two.txt", &two), ("five.txt", &five)]);
    let (_, told) = said(home.folder(), &["check", "two.txt"]);
    assert!(told.contains("14 格空白或缺失（收到和处理政府信息公开申请情况），其中 6 格可由算式推出"), "{told}");
    let (_, told) = said(home.folder(), &["check", "five.txt"]);
    assert!(told.contains("35 格空白或缺失（收到和处理政府信息公开申请情况）\n"), "{told}");
}

#[test]
fn a_digit_without_a_suggestion_does_nothing_and_the_bottom_line_says_what_does() {
    let home = Reports::of(&["01-clean"]);
    let bottom = |keys: &str| screen(&home.session(keys, (100, 30))).lines().last().unwrap_or_default().to_owned();
    assert_eq!(bottom("1").trim(), "没有建议 1；e 键入数值");
    assert!(bottom("1 e").contains("enter 采用  esc 取消"), "what e does");
    assert!(home.sidecar(0).is_empty());
}

#[test]
fn two_sides_that_are_one_are_told_to_be() {
    let home = Reports::of(&["02-digit"]);
    home.session("n 1", (140, 40));
    let folder = home.folder();
    for args in [
        &["diff", "02-digit.txt", "02-digit.txt"][..],
        &["diff", "02-digit.txt", "./02-digit.txt.gouji.ron"],
        &["diff", ".", "../."],
    ] {
        let args: Vec<String> = args.iter().map(|arg| (*arg).to_owned()).collect();
        let other = folder.join("../").join(folder.file_name().expect("a name"));
        let other = other.to_string_lossy().into_owned();
        let args: Vec<&str> = args.iter().map(|arg| if arg == "../." { other.as_str() } else { arg }).collect();
        let (exit, told) = said(folder, &args);
        assert!(exit == 0 && told.contains("是同一个文件或目录") && told.contains("--by"), "{args:?}: {told}");
    }
    let (exit, told) = said(folder, &["diff", ".", "--by", "甲", "--by", "甲"]);
    assert!(exit == 2 && told.contains("两个 --by 都是 甲"), "{told}");
    fs::copy(folder.join("02-digit.txt.gouji.ron"), folder.join("copy.gouji.ron")).expect("a copy");
    let (exit, told) = said(folder, &["diff", "02-digit.txt", "copy.gouji.ron"]);
    assert!(
        exit == 0
            && !told.contains("同一个")
            && told.contains("只有 02-digit.txt 决定的 0 格；只有 copy.gouji.ron 决定的 0 格"),
        "{told}"
    );
}

#[cfg(unix)]
mod special {
    use super::*;

    fn pipe(path: &Path) {
        assert!(Command::new("mkfifo").arg(path).status().expect("mkfifo runs").success());
    }

    #[test]
    fn a_named_pipe_is_refused_and_not_waited_for() {
        let home = Reports::of(&["02-digit"]);
        pipe(&home.folder().join("p"));
        for command in [&["check"][..], &["export"], &["status"]] {
            let (exit, told) = said(home.folder(), &[command, &["p", "02-digit.txt"]].concat());
            assert!(exit == 2 && told.contains("p 是命名管道") && told.contains("cat p > 文件"), "{told}");
            assert!(told.contains("02-digit") || told.contains("results"), "the other one is read: {told}");
        }
        let (exit, told) = said(home.folder(), &["check", "/dev/null"]);
        assert!(exit == 2 && told.contains("/dev/null 是设备"), "{told}");
        let _socket = std::os::unix::net::UnixListener::bind(home.folder().join("s")).expect("a socket");
        let (exit, told) = said(home.folder(), &["check", "s"]);
        assert!(exit == 2 && told.contains("s 是套接字"), "{told}");
    }

    #[test]
    fn a_pipe_in_a_folder_or_beside_a_report_is_passed_over_and_one_for_its_decisions_is_told() {
        let home = Reports::of(&["02-digit"]);
        for name in ["q.txt", "02-digit.hocr", "conf.json"] {
            pipe(&home.folder().join(name));
        }
        let (exit, told) = said(home.folder(), &["check", "."]);
        assert!(exit == 1 && !told.contains("q.txt") && told.contains("1 份报告"), "{told}");
        pipe(&home.folder().join("02-digit.txt.gouji.ron"));
        let (exit, told) = said(home.folder(), &["check", "."]);
        assert!(exit == 2 && told.contains("02-digit.txt.gouji.ron 是命名管道"), "{told}");
        let shown = screen(&home.session("", (160, 40)));
        assert!(shown.contains("是命名管道"), "{shown}");
    }

    /// What a shell gives for `<(command)` is read: whoever wrote it has opened it.
    #[test]
    fn a_pipe_that_a_shell_opened_is_read() {
        let home = Reports::of(&["01-clean"]);
        fs::write(home.folder().join("r"), sample("01")).expect("a file");
        let program = env!("CARGO_BIN_EXE_gouji");
        let line = format!("cat r | LANG=zh_CN.UTF-8 HOME=. '{program}' check /dev/fd/0");
        let run = Command::new("sh").args(["-c", &line]).current_dir(home.folder()).output().expect("a shell");
        let told = String::from_utf8_lossy(&run.stdout).into_owned() + &String::from_utf8_lossy(&run.stderr);
        assert!(run.status.success() && told.contains("1 份报告，1 份无问题"), "{told}");
    }
}

#[cfg(unix)]
#[test]
fn links_that_lead_nowhere_and_broken_globs_are_told_in_the_users_language() {
    let home = Reports::of(&["01-clean"]);
    std::os::unix::fs::symlink("nowhere", home.folder().join("dangling.txt")).expect("a link");
    std::os::unix::fs::symlink("itself", home.folder().join("itself")).expect("a link");
    let (exit, told) = said(home.folder(), &["check", "."]);
    assert_eq!(exit, 2);
    assert_chinese(&told);
    assert!(told.contains("无法读取 ./dangling.txt：没有这个文件或文件夹，系统错误 2"), "{told}");
    assert!(told.contains("无法读取 ./itself：链接绕成了圈"), "{told}");
    assert_eq!(told.matches("dangling.txt").count(), 1, "{told}");
    let cases = [
        ("[a.txt", "[ 没有收尾的 ]", "unclosed character class"),
        ("[z-a].txt", "范围 z-a 前后颠倒", "invalid range"),
        ("{a,b.txt", "{ 没有收尾的 }", "unclosed alternate group"),
    ];
    for (glob, expected, english) in cases {
        let (exit, told) = said(home.folder(), &["check", glob]);
        assert!(exit == 2 && told.contains(expected) && !told.contains(english), "{told}");
        assert!(said_in(home.folder(), "en_US.UTF-8", &["check", glob]).1.contains(english));
    }
}

const HEAD: &str = "(gouji: 1, source: (name: \"\", bytes: 0, blake3: \"\"), decisions: [\n";

/// Writes a file of decisions beside the one report of a folder, and gives back what is said of it.
fn said_of_decisions(bytes: &[u8]) -> [String; 2] {
    let home = Reports::of(&["02-digit"]);
    fs::write(home.folder().join("02-digit.txt.gouji.ron"), bytes).expect("a file");
    let told = ["zh_CN.UTF-8", "en_US.UTF-8"].map(|locale| said_in(home.folder(), locale, &["check", "02-digit.txt"]));
    assert!(told.iter().all(|(exit, _)| *exit == 2), "{told:?}");
    assert_eq!(fs::read(home.folder().join("02-digit.txt.gouji.ron")).expect("a file"), bytes, "it stays");
    told.map(|(_, told)| told)
}

#[test]
fn the_marks_that_git_leaves_in_a_file_of_decisions_are_told_with_the_cure() {
    let text = format!("{HEAD}<<<<<<< HEAD\n=======\n>>>>>>> theirs\n])\n");
    let [chinese, english] = said_of_decisions(text.as_bytes());
    assert!(chinese.contains("02-digit.txt.gouji.ron:2:1: git 在这里留下了冲突标记"), "{chinese}");
    assert!(english.contains("02-digit.txt.gouji.ron:2:1: git has left its conflict marks here"), "{english}");
    for told in [chinese, english] {
        assert!(told.contains("git checkout --merge -- 02-digit.txt.gouji.ron") && told.contains("README"), "{told}");
    }
}

#[test]
fn a_file_of_decisions_that_is_no_utf8_is_told_with_the_place_of_the_first_bad_byte() {
    let bytes = [HEAD.as_bytes(), "// 甲".as_bytes(), b"\xc1\xfa\n])\n"].concat();
    let [chinese, english] = said_of_decisions(&bytes);
    assert!(chinese.contains("02-digit.txt.gouji.ron:2:5: 不是 UTF-8 编码的文本"), "{chinese}");
    assert!(chinese.contains("另存为 UTF-8") && !chinese.contains("检查文件是否存在"), "{chinese}");
    assert!(english.contains("02-digit.txt.gouji.ron:2:5: not UTF-8 text"), "{english}");
}

#[test]
fn a_value_or_a_time_that_a_decision_cannot_have_is_told_for_what_it_is() {
    let with = |value: &str, at: &str| {
        let cell = "cell: \"requests.granted.natural_person\", verdict: correct, saw: \"33\"";
        format!("{HEAD}    ({cell}, value: \"{value}\", by: \"yesterday\",\n     at: \"{at}\"),\n])\n")
    };
    let long = "1".repeat(44);
    let cases = [
        (with(&long, ""), "位数太多，无法精确计算", "too many digits to be counted with exactly", ":3:"),
        (with("3x", ""), "`3x` 不是数字", "`3x` is no number", ":3:"),
    ];
    for (text, chinese, english, place) in cases {
        let text = text.replace(HEAD, &format!("{HEAD}\n"));
        let told = said_of_decisions(text.as_bytes());
        assert!(told[0].contains(chinese) && told[1].contains(english) && told[0].contains(place), "{told:?}");
    }
    let told = said_of_decisions(with("38", "last week").as_bytes());
    assert!(told[0].contains("ron:3:10: `last week` 不是时间") && told[1].contains("is no time"), "{told:?}");
    // What the program and its draft wrote is read: with any offset, with a zone, and with no time at all.
    let home = Reports::of(&["02-digit"]);
    for at in ["", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00.5+08:00", "2026-01-01T00:00:00+08:00[Asia/Shanghai]"] {
        fs::write(home.folder().join("02-digit.txt.gouji.ron"), with("38", at)).expect("a file");
        let (exit, told) = said(home.folder(), &["check", "02-digit.txt"]);
        assert_eq!(exit, 0, "{at}: {told}");
    }
}

#[cfg(unix)]
#[test]
fn an_output_that_is_a_folder_is_told_as_one() {
    let home = Reports::of(&["01-clean"]);
    fs::create_dir(home.folder().join("out")).expect("a folder");
    let (exit, told) = said(home.folder(), &["export", "01-clean.txt", "-o", "out"]);
    assert!(exit == 2 && told.contains("无法写入 out：它是文件夹") && !told.contains("磁盘空间"), "{told}");
}

#[test]
fn an_output_whose_ending_stands_for_no_format_is_refused_unless_the_format_is_named() {
    let home = Reports::of(&["01-clean"]);
    let is_there = |name: &str| home.folder().join(name).exists();
    for name in ["out.xls", "out.ZIP", "out.doc", "out.txt", "报表.2023"] {
        let (exit, told) = said(home.folder(), &["export", "01-clean.txt", "-o", name]);
        assert!(exit == 2 && told.contains(name) && told.contains(".csv .json") && told.contains("--format"), "{told}");
        assert!(!is_there(name), "{name}");
        let (exit, told) = said(home.folder(), &["export", "01-clean.txt", "-f", "csv", "-o", name]);
        assert!(exit == 0 && is_there(name), "{told}");
    }
    for name in ["out", "OUT.CSV", "out.htm"] {
        let (exit, told) = said(home.folder(), &["export", "01-clean.txt", "-o", name]);
        assert!(exit == 0 && is_there(name), "{told}");
    }
    assert!(fs::read_to_string(home.folder().join("out")).expect("a file").starts_with("source,source_blake3,agency"));
}

#[test]
fn help_is_in_chinese_where_the_language_is() {
    let home = Reports::of(&["01-clean"]);
    for args in [&["--help"][..], &["-h"], &["help"], &["check", "--help"], &["help", "export"], &["merge", "-h"]] {
        let (exit, told) = said(home.folder(), args);
        assert_eq!(exit, 0, "{told}");
        for word in ["Usage", "Options", "Arguments", "Commands", "Print", "ossible values", "efault"] {
            assert!(!told.contains(word), "{args:?} has {word}: {told}");
        }
        assert!(told.contains("\n用法：gouji") && told.contains("\n选项:") && told.contains("退出状态："), "{told}");
    }
    let long = said(home.folder(), &["check", "--help"]).1;
    assert!(long.contains("- sarif：SARIF 2.1.0，供代码托管平台") && long.contains("；默认 text"), "{long}");
    let short = said(home.folder(), &["check", "-h"]).1;
    assert!(short.contains("可用的值：text、json、jsonl、sarif；默认 text"), "{short}");
    let merge = said(home.folder(), &["merge", "--help"]).1;
    let places: Vec<_> = ["<BASE>  ", "<OURS>  ", "<THEIRS>  ", "[NAME]  "].map(|name| merge.rfind(name)).into();
    assert!(places.is_sorted() && places[0].is_some(), "{merge}");
    assert!(said_in(home.folder(), "en_US.UTF-8", &["check", "--help"]).1.contains("Usage: gouji check"));
}
