//! Files made to do harm, shown to the program itself: nothing in them steers a terminal, becomes a formula, markup or a path,
//! exhausts the machine or runs anything.

use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::support::{Reports, sample};
use zip::write::SimpleFileOptions;

/// Far longer than any of these files takes, on a machine that does other things too and in code that is not optimised.
const MOST: Duration = Duration::from_secs(60);
/// The most memory that the program may ask for, in kilobytes: its allocator sets aside a part of it from the start.
const MEMORY: &str = "4000000";

/// Runs the program in a folder of its own, with so much memory and time and no more.
#[track_caller]
fn gouji(home: &Path, args: &[&str]) -> Output {
    let mut command = Command::new("sh");
    command.args(["-c", &format!("ulimit -v {MEMORY}; exec \"$@\""), "sh", env!("CARGO_BIN_EXE_gouji")]).args(args);
    command.current_dir(home).env_clear().env("LANG", "en_US.UTF-8").env("HOME", home);
    command.env("XDG_CONFIG_HOME", home.join(".config")).env("XDG_DATA_HOME", home.join(".data"));
    let (out, err) = (home.join(".out"), home.join(".err"));
    command.stdout(fs::File::create(&out).expect("a file")).stderr(fs::File::create(&err).expect("a file"));
    let mut child = command.stdin(Stdio::null()).spawn().expect("it runs");
    let begun = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().expect("it runs") {
            break status;
        }
        if begun.elapsed() > MOST {
            child.kill().expect("it runs");
            panic!("{args:?} takes longer than {MOST:?}");
        }
        thread::sleep(Duration::from_millis(5));
    };
    let read = |path: &Path| fs::read(path).expect("what it said");
    Output { status, stdout: read(&out), stderr: read(&err) }
}

/// What the program said of files in a folder; it ended by itself, with an exit of its own.
#[track_caller]
fn said(files: &[(&str, &[u8])], args: &[&str]) -> (i32, String, String) {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }
    let output = gouji(folder.path(), args);
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    let (out, err) = (text(output.stdout), text(output.stderr));
    let exit = output.status.code();
    assert!(exit.is_some_and(|exit| exit <= 2), "{args:?} ended by {:?}: {err}", output.status);
    assert!(!err.contains("panicked"), "{err}");
    (exit.unwrap_or_default(), out, err)
}

/// What a terminal would obey, or cannot show: CSI, OSC 52, OSC 8, DCS, the same in one character of C1, a carriage return, a
/// backspace, an override of the direction, characters without width, accents without end.
fn steering() -> Vec<String> {
    let signs = [
        "\u{1b}[2J\u{1b}[31m",
        "\u{1b}]52;c;aGFybQ==\u{7}",
        "\u{1b}]8;;http://x\u{1b}\\x\u{1b}]8;;\u{1b}\\",
        "\u{1b}P+q544e\u{1b}\\",
        "\u{9b}2J\u{9d}0;x\u{9c}",
        "x\rovergone\u{8}\u{8}",
        "\u{202e}\u{2066}\u{200f}",
        "\u{200b}\u{feff}\u{2060}",
    ];
    signs.iter().map(|&sign| sign.to_owned()).chain(["\u{301}".repeat(500), "\u{200d}".repeat(500)]).collect()
}

/// Whether a text leaves a terminal alone.
#[track_caller]
fn is_harmless(text: &str, about: &str) {
    let steers = |sign: &char| sign.is_control() && *sign != '\n' || ('\u{202a}'..='\u{202e}').contains(sign);
    let turns = |sign: &char| matches!(sign, '\u{2060}'..='\u{2069}' | '\u{200b}'..='\u{200f}' | '\u{feff}');
    let found = text.chars().find(|sign| steers(sign) || turns(sign));
    assert_eq!(found, None, "{about}: {text:?}");
    assert!(!text.contains(&"\u{301}".repeat(5)), "{about}: accents pile up");
}

/// A report with a text in its title, in a label, in a cell, and in a sentence.
fn report_with(text: &str) -> String {
    let report = sample("02").replace("鹿鸣县商务局2023年", &format!("鹿鸣县{text}商务局2023年"));
    let report = report.replace("\t33\t", &format!("\t3{text}3\t"));
    let report = report.replace("（二）部分公开", &format!("（二）部分{text}公开"));
    format!("{report}\n依申请公开{text}事项：全年新收申请99件，上年结转{text}件。\n{text}\t{text}\n")
}

/// A name of a file with such a text in it.
fn name_with(sign: &str) -> String {
    sign.chars().take(20).filter(|sign| *sign != '/').collect()
}

/// Reports with such texts in them, in names of files and folders, and in files of decisions; one of those is broken.
fn steering_files() -> Vec<(String, String)> {
    let mut files = Vec::new();
    for (nth, sign) in steering().iter().enumerate() {
        let (report, name) = (report_with(sign), name_with(sign));
        let decided = format!(
            "(gouji: 1, source: (name: \"\", bytes: 0, blake3: \"\"), decisions: [(cell: \"requests.granted.total\", \
             verdict: confirm, saw: \"44\", value: \"\", by: \"{0}\", at: \"2026-01-01T00:00:00Z\", note: \"{0}\"), (cell: \"x{0}\", \
             verdict: confirm, saw: \"\", value: \"\", by: \"\", at: \"\", note: \"\")])",
            sign.replace('\\', "\\\\")
        );
        files.push((format!("{nth}a{name}.txt"), report.clone()));
        files.push((format!("{nth}a{name}.txt.gouji.ron"), decided));
        files.push((format!("{nth}d{name}/b.txt"), report.clone()));
        files.push((format!("{nth}e{name}.txt"), report.clone()));
        files.push((format!("{nth}e{name}.txt.gouji.ron"), report));
    }
    files
}

#[test]
fn nothing_of_a_report_steers_a_terminal_wherever_it_is_told() {
    let files = steering_files();
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    let missing: Vec<String> = steering().iter().map(|sign| format!("gone{}", name_with(sign))).collect();
    let gone: Vec<&str> = missing.iter().map(String::as_str).collect();
    let (decided, broken) = (files[1].0, files[4].0);
    for args in [
        &[&["check", "."][..], &gone].concat()[..],
        &["check", ".", "--summary"],
        &["status", "."],
        &["export", ".", "--require", "proved"],
        &["export", ".", "-f", "html"],
        &["export", ".", "-f", "markdown"],
        &["export", ".", "--findings", "-f", "markdown"],
        &["explain", gone[1]],
        &["--config", gone[0], "check", "."],
        &["--config", files[0].0, "check", "."],
        &["diff", decided, broken],
        &["diff", decided, files[6].0],
        &["merge", gone[2], decided, broken],
    ] {
        let (_, out, err) = said(&files, args);
        is_harmless(&out, &format!("{args:?}"));
        is_harmless(&err, &format!("{args:?}"));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn nothing_of_a_report_steers_a_terminal_that_is_one() {
    // `script` gives a program a terminal; without it there is none to try.
    if Command::new("script").arg("--version").output().is_err() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    for (nth, sign) in steering().iter().enumerate() {
        fs::write(folder.path().join(format!("{nth}.txt")), report_with(sign)).expect("a file");
    }
    for args in ["check .", "export . -f csv", "export . -f jsonl", "export . -f markdown", "export . -f wide-csv"] {
        let command = format!("{} {args}", env!("CARGO_BIN_EXE_gouji"));
        let typed = Command::new("script")
            .args(["-qec", &command, "/dev/null"])
            .current_dir(folder.path())
            .env("HOME", folder.path())
            .stdin(Stdio::null())
            .output()
            .expect("it runs");
        let shown = String::from_utf8_lossy(&typed.stdout).replace("\r\n", "\n");
        assert!(shown.lines().count() > 10, "{args}: {shown}");
        is_harmless(&without_bar(&shown), args);
    }
}

/// What a program showed, but for the bar that it draws over and over in a line of its own while it reads.
fn without_bar(shown: &str) -> String {
    shown
        .split('\n')
        .map(|line| {
            line.rsplit(['\r', '\u{1b}'])
                .next()
                .map_or("", |rest| rest.strip_prefix("[2K").or(rest.strip_prefix("[K")).unwrap_or(rest))
        })
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn a_line_without_end_is_read_and_told() {
    let long = format!("{}\n{}", sample("02"), "说明1，".repeat(500_000));
    assert_eq!(said(&[("a.txt", long.as_bytes())], &["check", "."]).0, 1);
    let accents = sample("02").replace("\t33\t", &format!("\t3{}3\t", "\u{301}".repeat(100_000)));
    let (_, out, err) = said(&[("a.txt", accents.as_bytes())], &["check", "."]);
    is_harmless(&(out + &err), "accents");
    let frame = Reports::of_texts(&[("a.txt", &accents)]).session("g 3 j j tab l l w", (100, 30));
    is_harmless(&crate::support::screen(&frame), "the screen");
}

#[test]
fn a_name_of_a_file_or_an_agency_becomes_no_formula() {
    let formulas = ["=cmd|' C'!A0", "+1+1", "-1+1", "@SUM(A1)", "＝1+1"];
    let files = formulas.map(|formula| {
        let report = sample("02").replace("鹿鸣县商务局2023年", &format!("{formula}局2023年"));
        (format!("{formula}.txt"), report)
    });
    let names = files.each_ref().map(|(name, _)| name.as_str());
    let files = files.each_ref().map(|(name, report)| (name.as_str(), report.as_bytes()));
    // Behind the two lines a name that begins with a minus is no option.
    for layout in [&["-f", "csv", "--"][..], &["-f", "wide-csv", "--"], &["--findings", "-f", "csv", "--"]] {
        let args = [&["export"], layout, &names].concat();
        let (_, out, err) = said(&files, &args);
        assert!(out.lines().count() > formulas.len(), "{args:?}: {err}");
        let mut table = csv::ReaderBuilder::new().has_headers(false).from_reader(out.as_bytes());
        for row in table.records() {
            for field in &row.expect("a row") {
                let begins = field.starts_with(['=', '+', '-', '@', '＝', '\t', '\r']);
                assert!(!begins || field.parse::<f64>().is_ok(), "{args:?}: {field:?}");
            }
        }
    }
}

/// An archive of some parts, as small as it can be packed.
fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_level(Some(9));
    for (name, bytes) in parts {
        archive.start_file(*name, options).expect("a part");
        archive.write_all(bytes).expect("its bytes");
    }
    archive.finish().expect("an archive").into_inner()
}

const DOCUMENT: &str = "<Relationships><Relationship Id=\"r0\" Type=\"r/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>";
const WORKBOOK: &str = "<Relationships><Relationship Id=\"r0\" Type=\"r/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";

fn document(text: &[u8]) -> Vec<u8> {
    packed(&[("_rels/.rels", DOCUMENT.as_bytes()), ("word/document.xml", text)])
}

fn workbook(strings: &[u8], sheet: &[u8]) -> Vec<u8> {
    let relations = "<Relationships><Relationship Id=\"r1\" Type=\"r/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" Type=\"r/relationships/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>";
    let book = "<workbook xmlns:r=\"r/relationships\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>";
    packed(&[
        ("_rels/.rels", WORKBOOK.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", relations.as_bytes()),
        ("xl/sharedStrings.xml", strings),
        ("xl/worksheets/sheet1.xml", sheet),
    ])
}

/// The program refuses a file or finds nothing in it, in a line that names it.
#[track_caller]
fn refused(name: &str, bytes: &[u8]) -> String {
    let (exit, out, err) = said(&[(name, bytes)], &["check", name]);
    assert!(exit == 2 && out.len() < 1000, "{name}: {exit} {out}");
    assert!(err.contains(name) && err.lines().count() == 1 && err.len() < 2000, "{err}");
    err
}

#[test]
fn archives_that_unpack_without_end_are_refused() {
    let mut much = b"<w:document><w:body><w:p><w:t>".to_vec();
    much.resize(40 << 20, b' ');
    let bomb = document(&much);
    assert!(bomb.len() < 100 << 10, "a part in four hundred of it");
    assert!(refused("ratio.docx", &bomb).contains("32 MB"));
    // An archive in an archive is no part that is read.
    refused("nested.docx", &document(&bomb));
    refused("nested.xlsx", &packed(&[("_rels/.rels", WORKBOOK.as_bytes()), ("xl/workbook.xml", &bomb)]));
    refused("inner.docx", &packed(&[("inner.docx", &bomb)]));
    let names: Vec<String> = (0..11_000).map(|nth| format!("word/{nth}.xml")).collect();
    let parts: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    assert!(refused("entries.docx", &packed(&parts)).contains("10000"));
    let strings = format!("<sst uniqueCount=\"1\">{}</sst>", "<si><t>甲</t></si>".repeat(2_000_000));
    refused("strings.xlsx", &workbook(strings.as_bytes(), b"<worksheet><sheetData/></worksheet>"));
    let lie = "<sst count=\"4294967295\" uniqueCount=\"4294967295\"><si><t>x</t></si></sst>";
    refused("lie.xlsx", &workbook(lie.as_bytes(), b"<worksheet><sheetData/></worksheet>"));
    let far = "<worksheet><sheetData><row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData></worksheet>";
    refused("far.xlsx", &workbook(b"<sst/>", far.as_bytes()));
}

#[test]
fn markup_that_nests_without_end_overflows_nothing() {
    let deep = |open: &str, close: &str| {
        format!("<w:document><w:body>{}{}</w:body></w:document>", open.repeat(100_000), close.repeat(100_000))
    };
    for (open, close) in [
        ("<w:p>", "</w:p>"),
        ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
        ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
    ] {
        refused("deep.docx", &document(deep(open, close).as_bytes()));
        refused("open.docx", &document(format!("<w:document><w:body>{}", open.repeat(100_000)).as_bytes()));
    }
    let cells = format!("<worksheet><sheetData>{}", "<row><c><is>".repeat(100_000));
    refused("deep.xlsx", &workbook(b"<sst/>", cells.as_bytes()));
    let tags = [
        "<div>",
        "<table><tr><td>",
        "<b>",
        "<p><table>",
        "<template>",
        "<svg><g>",
        "<select><option>",
        "<a>",
        "<form>",
    ];
    let deep = |nth: usize| tags[nth].repeat(if nth < 2 { 100_000 } else { 20_000 });
    let page = |nth: usize| format!("<!doctype html><html><body>{}甲", deep(nth));
    let text = |nth: usize| format!("{}\n<table>{}</table>", sample("02"), deep(nth));
    let files = |ending: &'static str, text: &dyn Fn(usize) -> String| -> Vec<(String, String)> {
        (0..tags.len()).map(|nth| (format!("{nth}.{ending}"), text(nth))).collect()
    };
    for files in [files("html", &page), files("md", &text)] {
        let files: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
        let (exit, _, err) = said(&files, &["check", "."]);
        assert!(exit >= 1 && err.lines().count() <= files.len() && !err.contains("broke"), "{exit} {err}");
    }
    for tag in ["<span class='ocr_line'>", "<div class='ocr_page'>", "<p class='ocr_par'>"] {
        let page = format!(
            "<?xml version='1.0'?><html><body><div class='ocr_page'>{}<span class='ocrx_word' title='bbox 0 0 9 9'>甲</span>",
            tag.repeat(100_000)
        );
        said(&[("a.hocr", page.as_bytes())], &["check", "a.hocr"]);
        said(&[("a.txt", sample("02").as_bytes()), ("a.hocr", page.as_bytes())], &["check", "a.txt"]);
    }
    let alto = format!("<alto><Layout>{}", "<ComposedBlock>".repeat(100_000));
    said(&[("a.txt", sample("02").as_bytes()), ("a.alto.xml", alto.as_bytes())], &["check", "a.txt"]);
}

#[test]
fn what_a_part_defines_itself_is_neither_expanded_nor_fetched() {
    let mut laughs = "<!DOCTYPE d [<!ENTITY a0 \"哈\">".to_owned();
    for nth in 1..20 {
        laughs += &format!("<!ENTITY a{nth} \"{}\">", format!("&a{};", nth - 1).repeat(10));
    }
    laughs += "<!ENTITY x SYSTEM \"secret.txt\"><!ENTITY % y SYSTEM \"http://127.0.0.1:9/y\"> %y;]>";
    let body = "<w:document><w:body><w:tbl><w:tr><w:tc><w:p><w:t>&a19;&x;</w:t></w:p></w:tc></w:tr></w:tbl></w:body></w:document>";
    let files = document(format!("{laughs}{body}").as_bytes());
    let (exit, out, err) = said(&[("a.docx", &files), ("secret.txt", b"SECRET")], &["check", "a.docx"]);
    assert!(exit == 2 && !(out.clone() + &err).contains("SECRET") && err.len() < 2000, "{out}{err}");
    let strings = format!("{laughs}<sst uniqueCount=\"1\"><si><t>&a19;&x;</t></si></sst>");
    let sheet = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row></sheetData></worksheet>";
    let files = workbook(strings.as_bytes(), sheet.as_bytes());
    let (_, out, err) = said(&[("a.xlsx", &files), ("secret.txt", b"SECRET")], &["check", "a.xlsx"]);
    assert!(!(out.clone() + &err).contains("SECRET") && (out + &err).len() < 2000);
    let page = format!("{laughs}<html><body><table><tr><td>&a19;&x;</td></tr></table></body></html>");
    let (_, out, err) = said(&[("a.html", page.as_bytes()), ("secret.txt", b"SECRET")], &["check", "a.html"]);
    assert!(!(out.clone() + &err).contains("SECRET") && (out + &err).len() < 2000);
}

#[test]
fn names_inside_of_files_are_no_paths() {
    let folder = tempfile::tempdir().expect("a folder");
    let inside = folder.path().join("inside");
    fs::create_dir(&inside).expect("a folder");
    let parts: [(&str, &[u8]); 4] = [
        ("../x", b"x"),
        ("/tmp/gouji-x", b"x"),
        ("_rels/.rels", DOCUMENT.as_bytes()),
        ("word/document.xml", b"<w:document/>"),
    ];
    fs::write(inside.join("a.docx"), packed(&parts)).expect("a file");
    gouji(&inside, &["check", "a.docx"]);
    let relations = DOCUMENT.replace("word/document.xml", "../../secret.xml");
    fs::write(folder.path().join("secret.xml"), "<w:document><w:t>SECRET</w:t></w:document>").expect("a file");
    fs::write(inside.join("b.docx"), packed(&[("_rels/.rels", relations.as_bytes())])).expect("a file");
    let output = gouji(&inside, &["check", "b.docx"]);
    assert!(!String::from_utf8_lossy(&output.stderr).contains("SECRET"));
    assert!(!folder.path().join("x").exists() && !Path::new("/tmp/gouji-x").exists());
    // What a file of decisions says of its report is only told.
    fs::write(inside.join("c.txt"), sample("02")).expect("a file");
    let decided = "(gouji: 1, source: (name: \"../../x\", bytes: 0, blake3: \"../x\"), decisions: [])";
    fs::write(inside.join("c.txt.gouji.ron"), decided).expect("a file");
    gouji(&inside, &["check", "c.txt"]);
    gouji(&inside, &["merge", "gone", "c.txt.gouji.ron", "c.txt.gouji.ron"]);
    let mut names: Vec<String> = fs::read_dir(folder.path())
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert_eq!(names, ["inside", "secret.xml"]);
}

#[test]
fn data_that_nests_without_end_is_an_error_and_overflows_nothing() {
    for (open, rest) in
        [("[", ""), ("(", ""), ("{", ""), ("Some(", ""), ("[{\"a\":", ""), ("/*", ""), ("(gouji: 1, decisions: ", "[")]
    {
        let deep = open.repeat(100_000) + rest;
        for name in [
            "a.txt.gouji.ron",
            "a.conf.json",
            ".config/gouji/config.ron",
            ".config/gouji/rules/a.ron",
            ".config/gouji/forms/a.ron",
        ] {
            let (exit, _, err) =
                said(&[("a.txt", sample("01").as_bytes()), (name, deep.as_bytes())], &["check", "a.txt"]);
            assert!(exit == 2 && err.len() < 2000, "{name} {open}: {exit} {err}");
        }
        let files = [("a.txt.gouji.ron", deep.as_bytes()), ("b.txt.gouji.ron", deep.as_bytes())];
        assert_eq!(said(&files, &["merge", "gone", "a.txt.gouji.ron", "b.txt.gouji.ron"]).0, 2, "{open}");
        assert_eq!(said(&files, &["diff", "a.txt.gouji.ron", "b.txt.gouji.ron"]).0, 2, "{open}");
    }
}

/// Every file of the source, with its text.
fn sources(folder: &Path) -> Vec<(String, String)> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let (folders, files): (Vec<_>, Vec<_>) = entries.partition(|path| path.is_dir());
    let text = |path: &std::path::PathBuf| {
        (path.to_string_lossy().replace('\\', "/"), fs::read_to_string(path).expect("a source"))
    };
    folders.iter().flat_map(|folder| sources(folder)).chain(files.iter().map(text)).collect()
}

#[test]
fn nothing_is_run_but_the_reviewers_editor_and_nothing_is_fetched() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let runs = |text: &str| {
        ["process::Command", "process::{Command", "Command::new(", "Stdio::"].iter().any(|word| text.contains(word))
    };
    let running: Vec<String> =
        sources(&root.join("src")).into_iter().filter(|(_, text)| runs(text)).map(|(path, _)| path).collect();
    assert!(matches!(&*running, [only] if only.ends_with("src/tui/terminal.rs")), "{running:?}");
    for (path, text) in sources(&root.join("src")) {
        assert!(!["std::net", "TcpStream", "UdpSocket"].iter().any(|word| text.contains(word)), "{path}");
    }
    let lock = fs::read_to_string(root.join("Cargo.lock")).expect("the list of crates");
    for net in ["reqwest", "hyper", "ureq", "curl", "tokio", "socket2", "rustls", "openssl", "native-tls"] {
        assert!(!lock.contains(&format!("name = \"{net}\"")), "{net}");
    }
}

#[test]
fn output_of_programs_without_end_is_an_error_or_an_honest_record() {
    let page =
        |nth: usize| format!(r#"[[[[{0}, 5], [{1}, 5], [{1}, 9], [{0}, 9]], "规章", 0.9]]"#, nth % 90, nth % 90 + 5);
    let pages: Vec<String> = (0..12_000).map(page).collect();
    let many_pages = format!("[{}]", pages.join(","));
    let big = format!(
        "[{}]",
        vec![r#"{"box": [[1, 2], [3, 2], [3, 4], [1, 4]], "txt": "0", "score": 1}"#; 250_000].join(",")
    );
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let far = format!("{{\"pages\": [{{\"page_idx\": {}}}]}}", u64::MAX);
    let mail = format!(
        "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=B\n\n{}",
        "--B\nContent-Type: multipart/related; boundary=B\n\n".repeat(50_000)
    );
    for (name, text) in [("pages", many_pages), ("big", big), ("deep", deep), ("far", far), ("mail", mail)] {
        let (exit, _, err) = said(&[("a.json", text.as_bytes())], &["check", "a.json"]);
        assert!(exit != 0, "{name}: {err}");
    }
}
