//! What must hold of any input: bytes, damaged reports, keys.

use std::fs;
use std::path::Path;

use crate::support::{Numbers, Reports, any_key, press_key, setup};
use crossterm::event::{Event, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use gouji::catalogue::Catalogue;
use gouji::data::config::Config;
use gouji::export::cell_rows;
use gouji::findings::wording::findings;
use gouji::reading::Reader;
use gouji::review::Review;
use gouji::samples::SAMPLES;
use gouji::sheet::record::Record;
use gouji::sidecar::Sidecar;
use gouji::source::{Source, Span};
use gouji::tui::{Effect, Screen};
use gouji::words::{Language, Words};
use rust_decimal::Decimal;
use unicode_width::UnicodeWidthStr;

/// Everything that is done with a report, on any bytes.
fn survive(bytes: &[u8], catalogue: &Catalogue, reader: &mut Reader) {
    let Ok(source) = Source::from_bytes(Path::new("any"), bytes) else { return };
    for place in [0, bytes.len() / 2, bytes.len()] {
        source.place(place);
    }
    let record = reader.read(&source);
    is_sound(&source, &record);
    // A reader that remembers nothing reads the same; it takes long, so it is not asked every time.
    if bytes.len().is_multiple_of(8) {
        is_the_same(&record, &Reader::new(catalogue).read(&source));
    }
    let text = source.text.clone();
    let Ok(review) = Review::new(source, Sidecar::default(), reader) else { return };
    is_the_same(&record, &review.record);
    numbers_are_conserved(&review);
    findings(&review, catalogue, Words::of(Language::English), 0.95);
    for row in cell_rows(&review, 0.95) {
        assert!((0.0..=1.0).contains(&row.confidence()), "{row:?}");
        assert!(
            row.value().is_none() || row.state() != "blank" && row.state() != "absent",
            "no value is made up: {row:?}"
        );
    }
    assert_eq!(review.source.text, text, "a source stays what it is");
}

/// Holds what is read of a source against the source: all of it stands there, and every number once.
fn is_sound(source: &Source, record: &Record) {
    let lies_in = |span: Span| source.text.get(span.range()).is_some();
    for reading in &record.readings {
        assert!(reading.span.is_none_or(lies_in), "{reading:?}");
        assert!((0.0..=1.0).contains(&reading.text) && (0.0..=1.0).contains(&reading.place), "{reading:?}");
    }
    assert!(record.left_over.iter().all(|left| lies_in(left.span)), "{:?}", record.left_over);
    assert!(record.kept_out.iter().all(|row| row.line < source.lines().len()), "{:?}", record.kept_out);
    let mut numbers: Vec<(Span, Decimal)> =
        record.readings.iter().filter_map(|reading| reading.span.zip(reading.value)).collect();
    numbers.sort_by_key(|(span, _)| (span.start, span.end));
    for pair in numbers.windows(2) {
        let ((one, value), (other, other_value)) = (pair[0], pair[1]);
        let text = source.slice(Span::new(one.start, other.end.max(one.end)));
        assert!(one.end <= other.start || value == other_value, "{value} and {other_value} in {text:?}");
    }
}

/// The longest line that is held to be one row, in bytes; longer ones hold whole tables.
const LONGEST_ROW: usize = 400;

/// Every numeral on a line with a value of a table is placed, explained or left over; beside one that is left over, no
/// value of the row is sure.
fn numbers_are_conserved(review: &Review) {
    let (source, record) = (&review.source, &review.record);
    let placed: Vec<Span> = record.readings.iter().filter_map(|reading| reading.span).collect();
    let mut lines: Vec<usize> = placed.iter().map(|span| source.line_of(span.start)).collect();
    lines.sort_unstable();
    lines.dedup();
    for line in lines.into_iter().map(|line| source.lines()[line]) {
        let text = source.slice(line);
        let is_kept_out = record.kept_out.iter().any(|row| row.is_missing() && source.lines()[row.line] == line);
        if text.len() > LONGEST_ROW || text.contains(['\\', '{', '<']) || is_kept_out {
            continue;
        }
        let is_covered = |at: usize, spans: &[Span]| spans.iter().any(|span| span.range().contains(&at));
        let explained: Vec<Span> = record.explained.iter().map(|explained| explained.span).collect();
        let left_over: Vec<Span> = record.left_over.iter().map(|left_over| left_over.span).collect();
        let digits = text.char_indices().filter(|(_, char)| char.is_ascii_digit()).map(|(at, _)| line.start + at);
        let digits: Vec<usize> = digits.filter(|&at| !is_covered(at, &placed)).collect();
        for &at in &digits {
            let is_known = is_covered(at, &explained) || is_covered(at, &left_over);
            assert!(is_known, "a digit of {text:?} is neither placed, explained nor left over");
        }
        let is_left = digits.iter().any(|&at| is_covered(at, &left_over));
        let on_line = |cell: &usize| {
            let span = record.readings[*cell].span;
            span.is_some_and(|span| line.start <= span.start && span.end <= line.end)
                && review.values()[*cell].is_some()
        };
        let cells: Vec<usize> = (0..record.readings.len()).filter(on_line).collect();
        let is_one_row = cells.windows(2).all(|pair| review.sheet().row(pair[0]).id == review.sheet().row(pair[1]).id);
        for cell in cells.into_iter().filter(|_| is_left && is_one_row) {
            assert!(
                review.confidence(cell) < 0.95,
                "{text:?} has a number left over, and {} is sure",
                review.raw(cell)
            );
        }
    }
}

/// Holds two readings of a source against each other.
fn is_the_same(record: &Record, again: &Record) {
    assert_eq!((&record.agency, record.year, record.form()), (&again.agency, again.year, again.form()));
    assert_eq!(record.readings, again.readings);
    assert_eq!((&record.found, &record.kept_out), (&again.found, &again.kept_out));
    assert_eq!(record.left_over, again.left_over);
}

#[test]
fn no_bytes_at_all_make_reading_panic() {
    let catalogue = Catalogue::built_in();
    let mut reader = Reader::new(&catalogue);
    let mut numbers = Numbers::new(1);
    for _ in 0..400 {
        let bytes: Vec<u8> = (0..numbers.below(600)).map(|_| numbers.below(256) as u8).collect();
        survive(&bytes, &catalogue, &mut reader);
    }
}

/// What tables are made of, good and bad.
const PIECES: &[&str] = &[
    "、",
    "．",
    ".",
    "0",
    "1",
    "27",
    "3 4",
    "18.64",
    "-3",
    "l0",
    "９",
    "/",
    "无",
    " ",
    "    ",
    "\u{3000}",
    "\t",
    "\t\t",
    "|",
    " | ",
    "|---|",
    "\\|",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\u{c}",
    "- 4 -\n",
    "<table>",
    "<tr><td rowspan=2>",
    "</td><td colspan=3>",
    "</td></tr>",
    "</table>",
    "<br>",
    "&nbsp;",
    "<!-- PageNumber=\"3\" -->",
    "三、",
    "（一）",
    "2.",
    "（",
    "”",
    "公开",
    "总计",
    "其他",
    "规章",
    "行政许可",
    "行政事业性收费",
    "予以公开",
    "重复申请",
    "要求提供公开出版物",
    "（七）总计",
    "一、本年新收政府信息公开申请数量",
    "四、结转下年度继续办理",
    "结果维持",
    "二、主动公开政府信息情况\n",
    "三、收到和处理政府信息公开申请情况\n",
    "四、政府信息公开行政复议、行政诉讼情况\n",
    "五、存在的主要问题及改进情况\n",
];

#[test]
fn no_text_of_digits_labels_and_separators_makes_reading_panic() {
    let catalogue = Catalogue::built_in();
    let mut reader = Reader::new(&catalogue);
    let mut numbers = Numbers::new(8);
    for round in 0..160 {
        // Few kinds of pieces make longer tables of one manner than all kinds.
        let kinds: Vec<&str> = (0..=1 + round % 30).map(|_| PIECES[numbers.below(PIECES.len())]).collect();
        let text: String = (0..numbers.below(400)).map(|_| kinds[numbers.below(kinds.len())]).collect();
        survive(text.as_bytes(), &catalogue, &mut reader);
    }
}

#[test]
fn no_damage_to_a_report_makes_reading_panic() {
    let catalogue = Catalogue::built_in();
    let mut reader = Reader::new(&catalogue);
    let mut numbers = Numbers::new(2);
    let inserts =
        ["\t", "\n", "0", "99999999999999999", "-", "（", "一、", "\u{200b}", "l", "\t\t\t", "规章\t1\t2", "\r\n", "."];
    for round in 0..400 {
        let mut signs: Vec<char> = SAMPLES[round % SAMPLES.len()].1.chars().collect();
        for _ in 0..numbers.below(40) {
            let at = numbers.below(signs.len());
            match numbers.below(4) {
                0 => drop(signs.remove(at)),
                1 => signs.truncate(at.max(200)),
                2 => drop(signs.splice(at..at, inserts[numbers.below(inserts.len())].chars())),
                _ => {
                    let other = numbers.below(signs.len());
                    signs.swap(at, other);
                }
            }
        }
        survive(signs.into_iter().collect::<String>().as_bytes(), &catalogue, &mut reader);
    }
}

#[test]
fn two_signs_between_digits_and_a_label_make_no_panic() {
    let catalogue = Catalogue::built_in();
    for signs in ["、、", "．、", "\u{3000}."] {
        let text = format!("2.重复申请0{signs}要求提供公开出版物总计总计总计总计总计\n");
        survive(text.as_bytes(), &catalogue, &mut Reader::new(&catalogue));
    }
}

/// The cells of a line of a table in which something stands; none for a line of text.
fn cells(line: &str) -> Option<Vec<&str>> {
    line.contains('\t').then(|| line.split('\t').filter(|cell| !cell.is_empty()).collect())
}

/// A sample with each line of a table written in another way.
fn with_rows(text: &str, row: impl Fn(&str, &[&str]) -> String) -> String {
    text.lines().map(|line| cells(line).map_or_else(|| format!("{line}\n"), |cells| row(line, &cells))).collect()
}

fn as_strokes(text: &str) -> String {
    with_rows(text, |line, _| format!("| {} |\n", line.replace('\t', " | ")))
}

fn as_lines(text: &str) -> String {
    with_rows(text, |_, cells| cells.join("\n") + "\n")
}

fn as_single_spaces(text: &str) -> String {
    with_rows(text, |_, cells| cells.join(" ") + "\n")
}

/// Labels to the left, and values in columns of eight; a blank leaves its column empty.
fn as_columns(text: &str) -> String {
    with_rows(text, |line, cells| {
        let is_label = |cell: &&&str| !cell.starts_with(|sign: char| sign.is_ascii_digit()) || cell.contains('.');
        let labels = cells.iter().take_while(is_label).copied().collect::<Vec<_>>().join("  ");
        let blanks = " ".repeat(90_usize.saturating_sub(labels.width()));
        let values = line.split('\t').skip_while(|cell| cell.is_empty() || is_label(&cell)).collect::<Vec<_>>();
        let values = values.iter().fold(String::new(), |line, value| line + &format!("{value:>8}"));
        format!("{}\n", format!("{labels}{blanks}{values}").trim_end())
    })
}

/// Every table on one line, nothing between its cells.
fn run_together(text: &str) -> String {
    let joined = with_rows(text, |_, cells| cells.concat() + "\t\n");
    joined.replace("\t\n\n", "\n\n").replace("\t\n", "")
}

/// The layouts of text, those without separators included.
const LAYOUTS: &[fn(&str) -> String] = &[as_strokes, as_columns, as_lines, as_single_spaces, run_together];

#[test]
fn a_report_reads_the_same_in_every_layout() {
    let catalogue = Catalogue::built_in();
    let mut reader = Reader::new(&catalogue);
    let mut read = |text: &str| {
        let source = Source::from_bytes(Path::new("any"), text.as_bytes()).expect("text");
        let record = reader.read(&source);
        (record.values(), record.sheet)
    };
    let (expected, sheet) = read(crate::support::sample("01"));
    for (nth, layout) in LAYOUTS.iter().enumerate() {
        let text = layout(crate::support::sample("01"));
        let (values, _) = read(&text);
        for (cell, (value, expected)) in values.iter().zip(&expected).enumerate() {
            // Where digits run together and no sum says how they are cut, a guess is no value.
            let may_be_open = nth + 1 == LAYOUTS.len() && sheet.strict_of(cell).next().is_none();
            let is_read = value == expected || may_be_open && value.is_none();
            assert!(is_read, "layout {nth}: {} is {value:?}\n{text}", sheet.slots[cell].id);
        }
    }
}

/// Takes some away, says some twice, changes two about, or ends before the end.
fn damage<T: Clone>(items: &mut Vec<T>, numbers: &mut Numbers) {
    let (at, other) = (numbers.below(items.len()), numbers.below(items.len()));
    let end = (at + 1 + numbers.below(4)).min(items.len());
    match numbers.below(10) {
        _ if items.is_empty() => {}
        0..3 => drop(items.drain(at..end)),
        3..6 => drop(items.splice(at..at, items[at..end].to_vec())),
        6..9 => items.swap(at, other),
        _ => items.truncate(at.max(items.len() / 2)),
    }
}

/// Reads every layout of every sample, damaged.
fn no_damage_to_layouts(seed: u64, rounds: usize, damaged: fn(&str, &mut Numbers) -> Vec<u8>) {
    let catalogue = Catalogue::built_in();
    let mut reader = Reader::new(&catalogue);
    let mut numbers = Numbers::new(seed);
    for round in 0..rounds {
        let sample = SAMPLES[round / LAYOUTS.len() % SAMPLES.len()].1;
        let text = LAYOUTS[round % LAYOUTS.len()](sample);
        survive(&damaged(&text, &mut numbers), &catalogue, &mut reader);
    }
}

#[test]
fn no_damage_to_the_lines_of_any_layout_makes_reading_panic() {
    no_damage_to_layouts(9, 60, |text, numbers| {
        let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
        (0..=numbers.below(12)).for_each(|_| damage(&mut lines, numbers));
        lines.concat().into_bytes()
    });
}

#[test]
fn no_damage_to_the_characters_of_any_layout_makes_reading_panic() {
    no_damage_to_layouts(10, 60, |text, numbers| {
        let mut signs: Vec<char> = text.chars().collect();
        (0..=numbers.below(60)).for_each(|_| damage(&mut signs, numbers));
        signs.into_iter().collect::<String>().into_bytes()
    });
}

#[test]
fn no_damage_to_the_bytes_of_any_layout_makes_reading_panic() {
    no_damage_to_layouts(11, 80, |text, numbers| {
        let mut bytes = text.as_bytes().to_vec();
        (0..=numbers.below(3)).for_each(|_| damage(&mut bytes, numbers));
        bytes
    });
}

#[test]
fn reading_a_file_leaves_it_as_it_is() {
    let catalogue = Catalogue::built_in();
    let mut reader = Reader::new(&catalogue);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("any.txt");
    for layout in LAYOUTS {
        let text = layout(crate::support::sample("02")).replace('\n', "\r\n");
        fs::write(&path, &text).expect("a file");
        let review = Review::open(&path, &mut reader).expect("a report");
        findings(&review, &catalogue, Words::of(Language::English), 0.95);
        assert_eq!(fs::read_to_string(&path).expect("a file"), text);
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1, "nothing is written beside it");
    }
}

/// A sample as a web page: each line with tabs a row of a table.
fn as_html(text: &str) -> String {
    let row = |line: &str| {
        if line.contains('\t') {
            format!("<tr><td colspan=\"1\" rowspan=1>{}</td></tr>", line.replace('\t', "</td><td>"))
        } else {
            format!("</table><p>{line}</p><table>")
        }
    };
    let rows: Vec<String> = text.lines().map(row).collect();
    format!("<html><body><table>{}</table></body></html>", rows.concat())
}

#[test]
fn no_damage_to_a_web_page_makes_reading_panic() {
    let catalogue = Catalogue::built_in();
    let mut reader = Reader::new(&catalogue);
    let mut numbers = Numbers::new(5);
    let inserts = [
        "<table>",
        "</td>",
        "<td rowspan=999999999>",
        "colspan=\"0\"",
        "<",
        "&nbsp;",
        "</tr></table>",
        "<!--",
        "\u{0}",
    ];
    for round in 0..60 {
        let mut page = as_html(SAMPLES[round % SAMPLES.len()].1);
        for _ in 0..numbers.below(30) {
            let mut at = numbers.below(page.len());
            while !page.is_char_boundary(at) {
                at -= 1;
            }
            if numbers.below(3) == 0 {
                page.truncate(at);
                page.push(' ');
            } else {
                page.insert_str(at, inserts[numbers.below(inserts.len())]);
            }
        }
        survive(page.as_bytes(), &catalogue, &mut reader);
    }
}

#[test]
fn a_web_page_reads_as_the_text_that_it_was_made_from() {
    let catalogue = Catalogue::built_in();
    let mut reader = Reader::new(&catalogue);
    for name in ["01", "02", "08"] {
        let read = |text: &str, reader: &mut Reader| {
            let source = Source::from_bytes(Path::new("any"), text.as_bytes()).expect("text");
            reader.read(&source).values()
        };
        let (text, page) = (crate::support::sample(name).to_owned(), as_html(crate::support::sample(name)));
        assert_eq!(read(&text, &mut reader), read(&page, &mut reader), "{name}");
    }
}

/// A sample as the outputs of OCR engines, a word for each cell.
fn as_ocr(text: &str) -> [String; 4] {
    let words: Vec<(usize, usize, &str)> = text
        .lines()
        .enumerate()
        .flat_map(|(row, line)| line.split('\t').enumerate().map(move |(column, cell)| (row * 30, column * 300, cell)))
        .collect();
    let all = |word: &dyn Fn(usize, usize, &str) -> String| -> String {
        words.iter().map(|&(top, left, text)| word(top, left, text)).collect()
    };
    let width = |text: &str| (20 * text.chars().count()).min(200);
    let place = |top: usize, left: usize, text: &str| format!("{left} {top} {} {}", left + width(text), top + 20);
    let hocr = all(&|top, left, text| {
        format!(
            "<span class='ocr_line'><span class='ocrx_word' title='bbox {}; x_wconf 90'>{text}</span></span>\n",
            place(top, left, text)
        )
    });
    let alto = all(&|top, left, text| {
        format!(
            "<TextLine><String CONTENT=\"{text}\" HPOS=\"{left}\" VPOS=\"{top}\" WIDTH=\"{}\" HEIGHT=\"20\" WC=\"0.9\"/></TextLine>\n",
            width(text)
        )
    });
    let table =
        all(&|top, left, text| format!("5\t1\t1\t1\t{top}\t{left}\t{left}\t{top}\t{}\t20\t90\t{text}\n", width(text)));
    let texts = all(&|_, _, text| format!("{text:?}, "));
    let boxes = all(&|top, left, text| format!("[{}], ", place(top, left, text).replace(' ', ", ")));
    [
        format!("<html><div class='ocr_page'>{hocr}</div></html>"),
        format!("<alto><Page>{alto}</Page></alto>"),
        format!(
            "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n{table}"
        ),
        format!("{{\"rec_texts\": [{texts}\"\"], \"rec_boxes\": [{boxes}[]]}}"),
    ]
}

#[test]
fn no_damage_to_the_output_of_an_engine_makes_reading_panic() {
    let catalogue = Catalogue::built_in();
    let mut reader = Reader::new(&catalogue);
    let mut numbers = Numbers::new(6);
    let inserts =
        ["<", ">", "'", "&", "NaN", "1e300", "-", "[", "\"", "\t", "\n", "<br>", "</span>", "9999999", "\u{200b}"];
    for round in 0..80 {
        let mut output = as_ocr(SAMPLES[round % SAMPLES.len()].1)[round / SAMPLES.len() % 4].clone();
        let source = Source::from_bytes(Path::new("any"), output.as_bytes()).expect("it is whole");
        assert!(source.text.contains("规章  ") && !source.text.contains("ocr"), "{}", source.text);
        for _ in 0..numbers.below(20) {
            let mut at = numbers.below(output.len());
            while !output.is_char_boundary(at) {
                at -= 1;
            }
            output.insert_str(at, inserts[numbers.below(inserts.len())]);
        }
        survive(output.as_bytes(), &catalogue, &mut reader);
    }
}

/// Something that happens to the screen: mostly keys, then the mouse, text that is pasted, and changes of size.
fn any_event(numbers: &mut Numbers, size: &mut (u16, u16)) -> Event {
    let kinds = [
        MouseEventKind::Down(MouseButton::Left),
        MouseEventKind::Drag(MouseButton::Left),
        MouseEventKind::Up(MouseButton::Left),
        MouseEventKind::ScrollDown,
        MouseEventKind::ScrollUp,
        MouseEventKind::Moved,
    ];
    match numbers.below(12) {
        0..7 => Event::Key(any_key(numbers)),
        7..10 => Event::Mouse(MouseEvent {
            kind: kinds[numbers.below(kinds.len())],
            column: numbers.below(usize::from(size.0) + 2) as u16,
            row: numbers.below(usize::from(size.1) + 2) as u16,
            modifiers: KeyModifiers::NONE,
        }),
        10 => Event::Paste(["公开", "r.g.t", "\u{1b}[2J", "12\n", "\u{202e}"][numbers.below(5)].into()),
        _ => {
            let sizes = [(20, 5), (400, 120), (80, 24), (160, 48), (100, 30), (50, 14), (49, 13), (116, 14)];
            *size = sizes[numbers.below(sizes.len())];
            Event::Resize(size.0, size.1)
        }
    }
}

#[test]
fn whatever_happens_the_selection_is_in_sight_and_nothing_of_a_report_steers_the_terminal() {
    let reports = Reports::of(&["02-digit", "05-page-cut", "08-form-2019"]);
    let text = std::fs::read_to_string(&reports.paths[1]).expect("text");
    let odd =
        text.replace("农业", "农\u{1b}]0;x\u{7}业").replace("重复", "重\u{202e}\u{9b}31m复").replace('。', "。\u{c}\r");
    std::fs::write(&reports.paths[1], odd).expect("a file");
    let (config, catalogue) = (Config::built_in(), Catalogue::built_in());
    let mut size = (100, 30);
    let mut app = Screen::new(setup(&config, &catalogue), reports.paths.clone(), None, size).expect("the screen");
    let mut numbers = Numbers::new(5);
    for round in 0..700 {
        if let Some(effect) = app.update(&any_event(&mut numbers, &mut size)).filter(|effect| *effect != Effect::Quit) {
            app.perform(effect);
        }
        let frame = crate::support::frame(&app, size);
        for cell in &frame.content {
            let steers = |sign: char| sign.is_control() || ('\u{202a}'..='\u{202e}').contains(&sign);
            assert!(!cell.symbol().contains(steers), "{:?} is drawn", cell.symbol());
        }
        if round % 10 == 0 {
            crate::support::type_keys(&mut app, "esc esc esc esc esc esc");
            let shown = crate::support::screen(&crate::support::frame(&app, size));
            let is_roomy = size.0 >= 50 && size.1 >= 14;
            let rows = shown.lines().filter(|line| line.starts_with('>') || line.contains("|>")).count();
            let sides = if size.0 < 116 { 2 } else { 1 };
            assert!(!is_roomy || rows >= sides, "{size:?}: the selection is out of sight:\n{shown}");
        }
    }
}

#[test]
fn resizing_at_any_moment_is_survived() {
    let reports = Reports::of(&["02-digit", "08-form-2019"]);
    let (config, catalogue) = (Config::built_in(), Catalogue::built_in());
    let mut app = Screen::new(setup(&config, &catalogue), reports.paths.clone(), None, (100, 30)).expect("the screen");
    let mut numbers = Numbers::new(4);
    for _ in 0..400 {
        let size = (1 + numbers.below(200) as u16, 1 + numbers.below(60) as u16);
        app.update(&Event::Resize(size.0, size.1));
        press_key(&mut app, any_key(&mut numbers));
        crate::support::frame(&app, size);
    }
}
